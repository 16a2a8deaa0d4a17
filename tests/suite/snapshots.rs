//! What every blueprint looks like in every view, as text that can be compared.
//!
//! `docs/pictures` has the views `layers` and `deployment` whole; the other views are kept in `tests/snapshots/pictures`
//! without what says nothing in a comparison: the letters of the font, the outlines of the glyphs, the colours. Of the
//! dots there are hashes, on the machine whose arithmetic they were made with.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "snapshots are files")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

use crate::draw::{blueprints, checked, views};
#[cfg(all(feature = "png", target_arch = "x86_64", target_os = "linux"))]
use cyanotype::scene::Scale;
use cyanotype::{
    render::{Picture, format},
    scene::{Options, Theme, View, fingerprint},
};
use std::{collections::BTreeMap, env, fmt::Write as _, fs, path::PathBuf};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/pictures")
}

/// The picture without its style, and with a word for each glyph.
fn told(svg: &str) -> String {
    let (start, rest) = svg.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>\n").unwrap();
    let mut out = start.to_owned();
    for line in rest.lines() {
        let glyph = line.starts_with("<g class=\"glyph");
        if let Some((head, inside)) = line.split_once('>').filter(|_| glyph) {
            let hash = fingerprint(inside.as_bytes());
            writeln!(out, "{head}>{:08x}</g>", hash >> 32).unwrap();
        } else {
            writeln!(out, "{line}").unwrap();
        }
    }
    out
}

/// Every snapshot by its file's name.
fn wanted() -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for (name, text) in blueprints() {
        let (model, findings) = checked(&name, &text);
        for (word, view) in views(&model) {
            let options = Options {
                view,
                theme: Theme::Light,
                findings: findings.clone(),
                ..Options::default()
            };
            let picture = Picture::new(&model, &options);
            let svg = (format("svg").unwrap().render)(&picture).unwrap();
            let svg = String::from_utf8(svg).unwrap();
            let document = roxmltree::Document::parse(&svg).unwrap();
            assert!(document.descendants().any(|node| node.attribute("id") == Some("title")));
            if !matches!(view, View::Layers | View::Deployment) {
                out.insert(format!("{name}.{word}.svg"), told(&svg));
            }
        }
    }
    #[cfg(all(feature = "png", target_arch = "x86_64", target_os = "linux"))]
    out.insert("dots.txt".to_owned(), dots());
    out
}

/// A hash of the dots of some pictures.
#[cfg(all(feature = "png", target_arch = "x86_64", target_os = "linux"))]
fn dots() -> String {
    let mut out = String::new();
    for (name, text) in blueprints().into_iter().filter(|(name, _)| name == "rag-chatbot") {
        let (model, findings) = checked(&name, &text);
        for (word, view) in views(&model) {
            let scale = Scale::new(0.5).unwrap();
            let findings = findings.clone();
            let options =
                Options { view, theme: Theme::Light, findings, scale, ..Options::default() };
            let picture = Picture::new(&model, &options);
            let png = (format("png").unwrap().render)(&picture).unwrap();
            let dots = tiny_skia::Pixmap::decode_png(&png).unwrap();
            let hash = fingerprint(dots.data());
            let (width, height) = (dots.width(), dots.height());
            writeln!(out, "{name} {word}: {width} x {height} {hash:016x}").unwrap();
        }
    }
    out
}

#[test]
fn every_view_of_every_blueprint_is_as_it_was() {
    let wanted = wanted();
    let Ok(there) = fs::read_dir(folder()) else {
        println!("skipped: there are no snapshots in tests/snapshots/pictures");
        return;
    };
    let there: BTreeMap<String, String> = there
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    let differs = |name: &&String| there.get(*name) != wanted.get(*name);
    let stale: Vec<&String> = wanted.keys().chain(there.keys()).filter(differs).collect();
    if stale.is_empty() {
        return;
    }
    let list: Vec<&str> = stale.iter().map(|name| name.as_str()).collect();
    let list = list.join(", ");
    assert!(env::var_os("CI").is_none(), "drawn differently: {list}");
    for name in stale {
        let path = folder().join(name);
        match wanted.get(name) {
            Some(text) => fs::write(path, text).unwrap(),
            None => drop(fs::remove_file(path)),
        }
    }
    panic!("drawn differently: {list}: look at the differences, and run the tests again");
}
