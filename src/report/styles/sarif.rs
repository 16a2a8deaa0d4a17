//! `sarif`: the OASIS Static Analysis Results Interchange Format 2.1.0, for code scanning and for editors.

use crate::report::place::{path, uri};
use crate::report::{FileReport, Report, Reporter};
use serde_json::{Value, json};
use std::collections::BTreeMap;

mod fixes;
mod flows;
mod places;
mod results;
mod rules;

pub(super) const REPORTER: Reporter =
    Reporter { id: "sarif", summary: "SARIF 2.1.0, for code scanning", write, parts: None };

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The root that relative file names start from: by this name consumers know the root of the repository.
const ROOT: &str = "%SRCROOT%";

fn write(report: &Report<'_>, out: &mut String) {
    let document = json!({"$schema": SCHEMA, "version": "2.1.0", "runs": [run(report)]});
    // Only maps with keys that are no text cannot be written, and there is none.
    out.push_str(&serde_json::to_string_pretty(&document).unwrap_or_default());
    out.push('\n');
}

fn run(report: &Report<'_>) -> Value {
    let rules = rules::used(report);
    let index: BTreeMap<&str, usize> =
        rules.iter().enumerate().map(|(at, one)| (one.0, at)).collect();
    let files = || report.files.iter().enumerate();
    let results: Vec<Value> =
        files().flat_map(|(at, file)| results::of(report, at, file, &index)).collect();
    let descriptors: Vec<&Value> = rules.iter().map(|one| &one.1).collect();
    let mut driver = json!({
        "name": "cyanotype",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": descriptors,
    });
    if !env!("CARGO_PKG_REPOSITORY").is_empty() {
        driver["informationUri"] = json!(env!("CARGO_PKG_REPOSITORY"));
    }
    json!({
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "the folder in which the check ran"}}},
        "artifacts": files().map(|(_, file)| artifact(file)).collect::<Vec<_>>(),
        "invocations": [invocation(report)],
        "results": results,
    })
}

/// Where a file is; its index leads to the list of artifacts.
fn location(name: &str, index: usize) -> Value {
    let mut value = location_alone(name);
    value["index"] = json!(index);
    value
}

fn location_alone(name: &str) -> Value {
    let uri = uri(name);
    if uri.starts_with("file://") {
        json!({"uri": uri})
    } else {
        json!({"uri": uri, "uriBaseId": ROOT})
    }
}

fn artifact(file: &FileReport) -> Value {
    let mut value = json!({
        "location": location_alone(file.source.name()),
        "mimeType": "application/yaml",
    });
    if file.unreadable.is_none() {
        value["encoding"] = json!("utf-8");
    }
    value
}

/// What went wrong with the run itself: files that could not be read.
fn invocation(report: &Report<'_>) -> Value {
    let unread = |(at, file): (usize, &FileReport)| {
        let why = file.unreadable.as_ref()?;
        let text = format!("cannot read {}: {}", path(file.source.name()), why.reason);
        Some(json!({
            "level": "error",
            "message": {"text": places::words(&text)},
            "locations": [{"physicalLocation": {"artifactLocation": location(file.source.name(), at)}}],
        }))
    };
    let notes: Vec<Value> = report.files.iter().enumerate().filter_map(unread).collect();
    json!({"executionSuccessful": notes.is_empty(), "toolExecutionNotifications": notes})
}
