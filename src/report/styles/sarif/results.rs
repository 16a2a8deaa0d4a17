//! Findings as results.

use super::places::{File, words};
use super::{fixes, flows, rules};
use crate::diagnostic::Diagnostic;
use crate::report::{FileReport, Hidden, Listing, Report, Why, fingerprints};
use crate::secrets::masked;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The name of the fingerprint; its number is raised when the way it is made changes.
const FINGERPRINT: &str = "cyanotype/v1";

/// The results of a file, in the order of every report; the hidden ones behind, when they are wanted.
pub(super) fn of(
    report: &Report<'_>,
    index: usize,
    file: &FileReport,
    rules: &BTreeMap<&str, usize>,
) -> Vec<Value> {
    let place = File::new(file, index);
    let mut open: Vec<_> =
        file.findings.iter().zip(fingerprints(report.files, &report.hidden, index)).collect();
    open.sort_by_key(|(one, _)| (one.primary.span, &one.code, &one.message));
    let mut results: Vec<Value> = open
        .into_iter()
        .map(|(one, print)| {
            let mut value = result(&place, one, rules);
            value["partialFingerprints"] = json!({FINGERPRINT: print});
            value
        })
        .collect();
    if report.listing == Listing::All {
        let hidden = report.hidden.iter().filter(|one| one.file == index);
        results.extend(hidden.map(|one| quiet(&place, one, rules)));
    }
    results
}

fn result(file: &File<'_>, one: &Diagnostic, rules: &BTreeMap<&str, usize>) -> Value {
    let mut location = json!({"physicalLocation": file.physical(one.primary.span)});
    if !one.subjects.is_empty() {
        location["logicalLocations"] = json!(file.logicals(&one.subjects));
    }
    if !one.primary.text.is_empty() {
        location["message"] = json!({"text": words(&one.primary.text)});
    }
    let mut value = json!({
        "ruleId": one.code,
        "level": rules::level(one.severity),
        "message": {"text": words(&one.message)},
        "locations": [location],
        "properties": {
            "confidence": one.confidence,
            "help": one.help.as_deref().map(masked),
            "subjects": one.subjects,
        },
    });
    if let Some(index) = rules.get(&*one.code) {
        value["ruleIndex"] = json!(index);
    }
    let related = related(file, one);
    if !related.is_empty() {
        value["relatedLocations"] = json!(related);
    }
    for (key, part) in [("codeFlows", flows::of(file, one)), ("fixes", fixes::of(file, one))] {
        if let Some(part) = part {
            value[key] = part;
        }
    }
    value
}

fn related(file: &File<'_>, one: &Diagnostic) -> Vec<Value> {
    let label = |(at, label): (usize, &crate::diagnostic::Label)| {
        let text = if label.text.is_empty() { "see here" } else { &label.text };
        json!({
            "id": at + 1,
            "physicalLocation": file.physical(label.span),
            "message": {"text": words(text)},
        })
    };
    one.labels.iter().enumerate().map(label).collect()
}

/// A finding that nobody has to act on, with the reason.
fn quiet(file: &File<'_>, hidden: &Hidden, rules: &BTreeMap<&str, usize>) -> Value {
    let mut value = result(file, &hidden.finding, rules);
    match &hidden.why {
        Why::Accepted { reason, by } => {
            let mut suppression = json!({
                "kind": "inSource",
                "status": "accepted",
                "location": {"physicalLocation": file.physical(*by)},
            });
            if !reason.is_empty() {
                suppression["justification"] = json!(masked(reason));
            }
            value["suppressions"] = json!([suppression]);
        }
        Why::InBaseline => {
            let why = "it is in the baseline";
            value["suppressions"] =
                json!([{"kind": "external", "status": "accepted", "justification": why}]);
        }
        Why::Before => value["baselineState"] = json!("unchanged"),
    }
    value
}
