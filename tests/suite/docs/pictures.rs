//! The pictures in the documents are what the tool draws today.

use super::{names, read, root, run, settle, words};
use std::{collections::BTreeSet, path::PathBuf};

/// The further pictures of the gallery: what is shown, its file, the options that draw it.
pub(super) const FURTHER: &[(&str, &str, &str)] = &[
    (
        "One flow (`--view flow:ask`)",
        "rag-chatbot-ask.svg",
        "blueprints/rag-chatbot.yaml --view flow:ask",
    ),
    (
        "Another flow (`--view flow:load`)",
        "rag-chatbot-load.svg",
        "blueprints/rag-chatbot.yaml --view flow:load",
    ),
    (
        "Coverage (`--view coverage`)",
        "rag-chatbot-coverage.svg",
        "blueprints/rag-chatbot.yaml --view coverage",
    ),
    (
        "Without bands (`--view flat`)",
        "rag-chatbot-flat.svg",
        "blueprints/rag-chatbot.yaml --view flat",
    ),
    (
        "Which data goes where (`--overlay data`)",
        "rag-chatbot-data.svg",
        "blueprints/rag-chatbot.yaml --overlay data",
    ),
    (
        "Trust zones and their crossings (`--overlay trust --view deployment`)",
        "rag-chatbot-trust.svg",
        "blueprints/rag-chatbot.yaml --overlay trust --view deployment",
    ),
    (
        "What is billed how (`--overlay cost`)",
        "rag-chatbot-cost.svg",
        "blueprints/rag-chatbot.yaml --overlay cost",
    ),
    (
        "Always dark (`--theme dark`)",
        "rag-chatbot-dark.svg",
        "blueprints/rag-chatbot.yaml --theme dark",
    ),
    (
        "For paper (`--theme print`)",
        "rag-chatbot-print.svg",
        "blueprints/rag-chatbot.yaml --theme print",
    ),
    (
        "Study (`--view study`): a card for each layer, and what the notes say that applies",
        "study-notes-sample-study.svg",
        "blueprints/study-notes-sample.yaml --view study",
    ),
    (
        "Study: a chatbot for production",
        "rag-chatbot-study.svg",
        "blueprints/rag-chatbot.yaml --view study",
    ),
    (
        "Study: an agent",
        "agent-assistant-study.svg",
        "blueprints/agent-assistant.yaml --view study",
    ),
    (
        "Fan-outs: lines that say the same share a trunk",
        "fan-out-deployment.svg",
        "tests/fixtures/fan-out.yaml --view deployment",
    ),
    (
        "Review (`--view review`): what a published sample does not show",
        "published-sample-review.svg",
        "tests/fixtures/patterns/01-serverless-rag-chatbot.yaml --view review",
    ),
];

/// Name of the picture and the command that draws it, for every blueprint; a second one where it has groups.
fn wanted() -> Vec<(String, String)> {
    let mut pictures = Vec::new();
    for blueprint in names(&root().join("blueprints"), ".yaml") {
        let stem = blueprint.trim_end_matches(".yaml");
        let path = format!("blueprints/{stem}.yaml");
        pictures.push((format!("{stem}.svg"), format!("render {path}")));
        if read(&root().join(&path)).contains("\ngroups:") {
            let command = format!("render {path} --view deployment");
            pictures.push((format!("{stem}-deployment.svg"), command));
        }
    }
    let further =
        FURTHER.iter().map(|(_, name, options)| ((*name).to_owned(), format!("render {options}")));
    pictures.extend(further);
    pictures
}

#[test]
fn pictures_are_what_the_tool_draws() {
    let folder = tempfile::tempdir().unwrap();
    let pictures = root().join("docs/pictures");
    let mut fresh: Vec<(PathBuf, String)> = Vec::new();
    for (name, command) in wanted() {
        let to = folder.path().join(&name);
        let mut words = words(&command);
        words.extend(["--isolated".to_owned(), "-o".to_owned(), to.display().to_string()]);
        let output = run(&root(), &words);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command}: {errors}");
        let picture = read(&to);
        let study = command.contains("--view study");
        assert!(picture.len() <= 60_000 || study, "{name}: {} bytes", picture.len());
        fresh.push((pictures.join(&name), picture));
    }
    settle(&fresh);
    let there: BTreeSet<String> = names(&pictures, ".svg").into_iter().collect();
    let drawn: BTreeSet<String> = wanted().into_iter().map(|(name, _)| name).collect();
    assert_eq!(there, drawn, "a picture without a blueprint");
}
