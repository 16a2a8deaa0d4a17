//! What the tool knows of services is told whole: when to take one, when not, where one meets it, side by side.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::command::Folder;
use cyanotype::catalog::{self, LifecycleState};

#[test]
fn a_service_is_explained_with_its_choice_and_where_it_occurs() {
    let folder = Folder::with(&[]);
    let run = folder.run(&["explain", "kendra"]).exits(0);
    for words in [
        "take it when",
        "not when      a new customer begins today",
        "instead       bedrock-managed-knowledge-base, when",
        "closed to new customers since 2026-07-30 (checked",
        "exam task     2.3",
        "study notes   key-kendra",
        "blueprints    ",
        "study-notes-sample",
        "rules         RAG001",
        "STR012",
    ] {
        assert!(run.out.contains(words), "no `{words}` in:\n{}", run.out);
    }
}

#[test]
fn every_row_of_the_notes_has_a_page_and_its_services_have_advice() {
    let folder = Folder::with(&[]);
    for item in catalog::study() {
        folder.run(&["explain", item.id]).exits(0).says(item.title);
        for id in item.services.iter().filter(|&&id| !["react-app", "route53"].contains(&id)) {
            assert!(catalog::advice(id).is_some(), "{}: no advice on `{id}`", item.id);
        }
    }
}

#[test]
fn nobody_is_sent_to_a_closed_service() {
    for row in catalog::all_advice() {
        for one in row.instead {
            let state = catalog::by_id(one.take).unwrap().lifecycle.state;
            let open = !matches!(state, LifecycleState::ClosedToNew | LifecycleState::Ended);
            let monitor = one.take == "sagemaker-model-monitor" || one.take == "sagemaker-clarify";
            assert!(open || monitor, "{} sends to {}", row.service, one.take);
        }
        // What a service is replaced by according to its lifecycle is among what to take instead.
        let replacement = catalog::by_id(row.service).unwrap().lifecycle.replacement;
        assert!(
            replacement.is_empty() || row.instead.iter().any(|one| one.take == replacement),
            "{} is replaced by {replacement}",
            row.service
        );
    }
}

#[test]
fn services_are_compared_side_by_side() {
    let folder = Folder::with(&[]);
    let names = ["compare", "bedrock", "sagemaker", "partyrock"];
    let run = folder.run(&names).exits(0).says("per input and output");
    let run = run.says("Amazon Bedrock").says("PartyRock").says("take it when");
    let run = run.says("exam task     2.3").says("blueprints    agent-assistant").says(" more");
    assert!(run.out.lines().all(|line| line.chars().count() <= 100), "{}", run.out);
    let markdown = folder.run(&["compare", "kms", "waf", "--format", "markdown"]).exits(0);
    assert!(markdown.out.lines().all(|line| line.matches(" | ").count() == 2), "{}", markdown.out);
    let json = folder.run(&["compare", "kms", "waf", "--format", "json"]).exits(0).out;
    let rows: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(rows[1]["id"], "waf");
    assert!(rows[0]["advice"]["when"][0].is_string());
    for (list, word) in
        [("study_notes", "security"), ("blueprints", "rag-chatbot"), ("rules", "SEC004")]
    {
        let words = rows[0][list].as_array().unwrap();
        assert!(words.iter().any(|one| one == word), "{list}: {words:?}");
    }
    folder.run(&["compare", "kms"]).exits(2);
    folder.run(&["compare", "kms", "kms"]).exits(2).complains("`kms` is named twice");
    folder.run(&["compare", "kms", "bedrok"]).exits(2).complains("did you mean `bedrock`?");
}
