//! Pictures in their real consumers: Graphviz reads the DOT, also with hostile names in it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

use crate::draw::draw;
use cyanotype::scene::{Options, Theme, View};
use std::{
    io::Write as _,
    process::{Command, Stdio},
};

const BLUEPRINTS: [&str; 3] = [
    include_str!("../../blueprints/agent-assistant.yaml"),
    include_str!("../../blueprints/rag-chatbot.yaml"),
    include_str!("../../blueprints/study-notes-sample.yaml"),
];

fn dot(text: &str, options: &Options) -> String {
    String::from_utf8(draw(text, "dot", options)).unwrap()
}

/// Graphviz must read the source and complain about nothing; without Graphviz the test says so and passes.
fn read_by_graphviz(source: &str) -> String {
    let spawned = Command::new("dot")
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = spawned else {
        println!("skipped: graphviz is not installed");
        return String::new();
    };
    let mut input = child.stdin.take().unwrap();
    input.write_all(source.as_bytes()).unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !said.contains("syntax error"), "{said}\n{source}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn graphviz_reads_every_view() {
    for text in BLUEPRINTS {
        for view in View::ALL {
            for theme in [Theme::Light, Theme::Dark] {
                read_by_graphviz(&dot(text, &Options { view, theme, ..Options::default() }));
            }
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
