//! Pictures in their real consumers: Graphviz reads the DOT, also with hostile names in it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]
#![allow(clippy::disallowed_methods, reason = "Graphviz reads files")]

use crate::draw::{blueprints, checked, draw, views};
use cyanotype::{
    render::{Picture, format},
    scene::{Options, Overlay, Theme},
};
use std::{fs, process::Command};

fn dot(text: &str, options: &Options) -> String {
    String::from_utf8(draw(text, "dot", options)).unwrap()
}

/// Graphviz must read the source and complain about nothing; without Graphviz the test says so and passes.
pub(crate) fn read_by_graphviz(source: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("picture.gv");
    fs::write(&path, source).unwrap();
    let Ok(output) = Command::new("dot").arg("-Tsvg").arg(&path).output() else {
        println!("skipped: graphviz is not installed");
        return String::new();
    };
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !said.contains("syntax error"), "{said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn graphviz_reads_every_view() {
    let all = [None, Some(Overlay::Data), Some(Overlay::Trust), Some(Overlay::Cost)];
    let mut overlays = all.into_iter().cycle();
    for (name, text) in blueprints() {
        let (model, findings) = checked(&name, &text);
        for (_, view) in views(&model) {
            let findings = findings.clone();
            // One view after the other with each overlay and without one.
            let overlay = overlays.next().flatten();
            let options =
                Options { view, theme: Theme::Light, findings, overlay, ..Options::default() };
            let picture = Picture::new(&model, &options);
            let dot = (format("dot").unwrap().render)(&picture).unwrap();
            read_by_graphviz(&String::from_utf8(dot).unwrap());
        }
    }
}

#[test]
fn hostile_names_stay_names_in_graphviz() {
    let label = "\\\"]; evil [label=\"x\\N </svg><script>";
    let quoted = serde_json::to_string(label).unwrap();
    let text = format!(
        "name: {quoted}\nfrontend:\n  app: {{service: s3, label: {quoted}}}\n  b: {{service: s3}}\n\
         connections:\n  - app -> b: {quoted}\n"
    );
    let svg = read_by_graphviz(&dot(&text, &Options::default()));
    assert!(!svg.contains("<script"));
    assert!(!svg.contains(">evil<"));
}

#[test]
fn graphviz_gets_what_covers_a_component_and_where_it_links() {
    let text = "name: X\nfrontend: {bad: {service: s3, link: 'javascript:alert(1)'}}\n\
        api: {work: {service: lambda, link: 'https://example.com/a?b=c'}}\n\
        monitoring: {logs: {service: cloudwatch, covers: [work]}}\n";
    let source = dot(text, &Options::default());
    assert!(source.contains("metrics are collected"), "{source}");
    assert!(source.contains("URL=\"https://example.com/a?b=c\""), "{source}");
    assert!(!source.contains("javascript:"));
    let svg = read_by_graphviz(&source);
    assert!(svg.is_empty() || svg.contains("https://example.com/a?b=c"));
}
