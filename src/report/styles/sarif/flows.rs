//! The path of a finding as a code flow with every step.

use super::places::{File, words};
use crate::diagnostic::{Diagnostic, Label};
use serde_json::{Value, json};

/// The flow along `finding.path`; none for a finding without one.
pub(super) fn of(file: &File<'_>, finding: &Diagnostic) -> Option<Value> {
    if finding.path.len() < 2 {
        return None;
    }
    let mut labels = finding.labels.iter();
    let steps = finding.path.iter().enumerate().map(|(at, id)| {
        let label = labels.clone().find(|label| is_about(label, id));
        if let Some(label) = label {
            // Steps are told in order: the next one is looked for behind this one.
            labels.by_ref().find(|one| *one == label);
        }
        step(file, finding, (at, id), label)
    });
    let steps: Vec<Value> = steps.collect();
    let names = finding.path.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" to ");
    Some(json!([{"message": {"text": words(&names)}, "threadFlows": [{"locations": steps}]}]))
}

fn is_about(label: &Label, id: &str) -> bool {
    label.text.contains(&format!("`{id}`"))
}

fn step(
    file: &File<'_>,
    finding: &Diagnostic,
    (at, id): (usize, &str),
    label: Option<&Label>,
) -> Value {
    let span = label.map_or(finding.primary.span, |label| label.span);
    let text = label.map_or_else(|| format!("`{id}`"), |label| label.text.clone());
    json!({
        "executionOrder": at + 1,
        "location": {
            "physicalLocation": file.physical(span),
            "logicalLocations": [file.logical(id)],
            "message": {"text": words(&text)},
        },
    })
}
