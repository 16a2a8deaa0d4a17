//! The reference blueprints: whole, honest about their findings, offered by `new`, and drawn well in every view and format.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "this test reads the blueprints")]

use crate::command::Folder;
use cyanotype::{
    blueprint, catalog,
    layout::verify,
    model::Model,
    render::{FORMATS, Picture},
    scene::{Options, Scale, View},
    source::Source,
    syntax,
};
use serde_json::Value;
use std::{borrow::Cow, collections::BTreeSet, fs, path::PathBuf};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("blueprints")
}

/// Name and text of every blueprint, sorted.
fn all() -> Vec<(String, String)> {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<(String, String)> = entries
        .filter(|path| path.extension().is_some_and(|end| end == "yaml"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    all.sort();
    all
}

fn model(name: &str, text: &str) -> Model {
    let source = Source::new(name, text);
    let reference = catalog::reference("aws-genai").unwrap();
    let read = syntax::parse(&source);
    assert!(read.diagnostics.is_empty(), "{name}: {:?}", read.diagnostics);
    let said = blueprint::read(&source, &read.tree, reference);
    assert!(said.diagnostics.is_empty(), "{name}: {:?}", said.diagnostics);
    let built = Model::build(said.blueprint, Cow::Borrowed(reference));
    assert!(built.diagnostics.is_empty(), "{name}: {:?}", built.diagnostics);
    built.model
}

/// What `new` knows of its templates.
fn offered() -> Vec<Value> {
    let run = Folder::new().run(&["new", "--format", "json"]).exits(0);
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn each_says_what_it_is_and_where_it_comes_from() {
    for (name, text) in all() {
        let said = model(&name, &text).said;
        let description = said.description.unwrap().value;
        assert!((40..400).contains(&description.trim().len()), "{name}: {description}");
        assert!(text.starts_with("# "), "{name}: no word on why it is built so");
        assert!(!said.sources.is_empty(), "{name}: no sources");
        assert!(!said.flows.is_empty(), "{name}: no flow");
        for flow in &said.flows {
            assert!(flow.title.is_some(), "{name}: a flow without a title");
        }
        let steps = said.connections.len();
        assert!(steps >= said.components.len() / 3, "{name}: {steps} connections");
        for one in &said.statements {
            let label = one.label.as_ref().map(|label| label.value.as_str()).unwrap_or_default();
            assert!(label.chars().count() <= 26, "{name}: the label `{label}` is long");
        }
    }
}

#[test]
fn each_has_a_context_and_boundaries() {
    for (name, text) in all() {
        let said = model(&name, &text).said;
        let context = &said.context;
        assert!(context.environment.is_some(), "{name}: no environment");
        assert!(context.pattern.is_some() && context.risk.is_some(), "{name}: no pattern, no risk");
        assert!(context.users.is_some(), "{name}: no users");
        assert!(said.groups.len() > 2, "{name}: no boundaries to speak of");
        let count = said.components.len();
        assert!((12..=30).contains(&count), "{name}: {count} components");
    }
}

/// The codes of what `check` finds, and of what the blueprint accepts.
fn codes(name: &str, words: &[&str]) -> BTreeSet<String> {
    let path = folder().join(format!("{name}.yaml"));
    let mut all = vec!["check", path.to_str().unwrap(), "--isolated", "--format", "json"];
    all.extend(words);
    let run = Folder::new().run(&all);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn each_is_clean_at_its_environment() {
    for (name, text) in all() {
        assert_eq!(codes(&name, &[]), BTreeSet::new(), "{name}");
        // What goes to production accepts nothing and leaves nothing open.
        if text.contains("environment: prod") {
            assert_eq!(codes(&name, &["--pedantic"]), BTreeSet::new(), "{name}");
            assert!(!text.contains("ignore"), "{name} accepts a finding");
        }
    }
}

#[test]
fn each_is_in_canonical_form() {
    let folder = folder();
    Folder::new().run(&["fmt", "--check", folder.to_str().unwrap()]).exits(0);
}

#[test]
fn new_offers_each_of_them() {
    let offered = offered();
    let names: Vec<&str> = offered.iter().map(|one| one["name"].as_str().unwrap()).collect();
    let all = all();
    assert_eq!(names, all.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>());
    for (one, (name, text)) in offered.iter().zip(&all) {
        let folder = Folder::new();
        folder.run(&["new", name]).exits(0);
        assert_eq!(&folder.read(&format!("{name}.yaml")), text);
        assert!(one["sources"].as_array().is_some_and(|list| !list.is_empty()), "{name}");
        assert!(text.contains(one["title"].as_str().unwrap()), "{name}");
    }
}

#[test]
fn each_can_be_drawn_in_every_view_without_a_breach() {
    for (name, text) in all() {
        let model = model(&name, &text);
        let flows = (0..model.flows.len()).map(View::Flow);
        let views = View::ALL.into_iter().filter(|view| view.flow().is_none()).chain(flows);
        for view in views {
            let scale = Scale::new(0.1).unwrap();
            let options = Options { view, scale, ..Options::default() };
            let picture = Picture::new(&model, &options);
            if view != View::Coverage {
                let found = verify(&picture.plan.input, picture.drawing().unwrap());
                assert!(found.is_empty(), "{name} {view:?}: {found:?}");
            }
            // The page with cards is refused, with a word, by formats that hold components and lines alone.
            let cards = ["html", "pdf", "png", "svg"];
            let fits = |id: &str| view != View::Study || cards.contains(&id);
            for format in FORMATS.iter().filter(|format| fits(format.id)) {
                let bytes = (format.render)(&picture).unwrap();
                assert!(bytes.len() > 200, "{name} {view:?} {}", format.id);
            }
        }
    }
}
