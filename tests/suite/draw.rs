//! A blueprint's text drawn in any format, for tests of pictures.

#![allow(clippy::disallowed_methods, reason = "the reference blueprints are files")]

use cyanotype::{
    blueprint, catalog,
    diagnostic::Diagnostic,
    lint::Settings,
    model::Model,
    pipeline,
    render::{Picture, format},
    scene::{Options, View},
    source::Source,
    syntax,
};
use std::{borrow::Cow, fs, path::Path};

/// Name and text of every reference blueprint, by name.
pub(crate) fn blueprints() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("blueprints");
    let mut out: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    out.sort();
    out
}

/// The blueprint's meaning, and what every usual rule finds.
pub(crate) fn checked(name: &str, text: &str) -> (Model, Vec<Diagnostic>) {
    let source = Source::new(name, text);
    let checked =
        pipeline::check(&source, &Settings::default(), |path| Err(format!("{path} is not there")));
    (checked.model.unwrap(), checked.findings)
}

/// The views that a blueprint has, by the words of the command line.
pub(crate) fn views(model: &Model) -> Vec<(String, View)> {
    let mut out = vec![("layers".to_owned(), View::Layers)];
    if !model.groups.is_empty() {
        out.push(("deployment".to_owned(), View::Deployment));
    }
    let flows = model.flows.iter().enumerate();
    out.extend(flows.map(|(at, flow)| (format!("flow-{}", flow.id), View::Flow(at))));
    out.extend([
        ("review".to_owned(), View::Review),
        ("coverage".to_owned(), View::Coverage),
        ("flat".to_owned(), View::Flat),
    ]);
    out
}

/// The bytes of the picture.
pub(crate) fn draw(text: &str, id: &str, options: &Options) -> Vec<u8> {
    let reference = catalog::reference("aws-genai").unwrap();
    let source = Source::new("test.yaml", text);
    let tree = syntax::parse(&source).tree;
    let said = blueprint::read(&source, &tree, reference).blueprint;
    let model = Model::build(said, Cow::Borrowed(reference)).model;
    let picture = Picture::new(&model, options);
    (format(id).unwrap().render)(&picture).unwrap()
}
