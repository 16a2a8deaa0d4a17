//! Fixes as replacements of exact regions.

use super::location;
use super::places::{File, region, words};
use crate::diagnostic::{Diagnostic, Edit};
use crate::secrets::masked;
use serde_json::{Value, json};

/// The fix of a finding; none where there is none.
pub(super) fn of(file: &File<'_>, finding: &Diagnostic) -> Option<Value> {
    let fix = finding.fix.as_ref()?;
    let source = &file.report.source;
    let mut edits: Vec<&Edit> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let replacements: Vec<Value> = edits
        .iter()
        .map(|edit| {
            json!({
                "deletedRegion": region(source, edit.span),
                "insertedContent": {"text": masked(&edit.text)},
            })
        })
        .collect();
    if replacements.is_empty() {
        return None;
    }
    Some(json!([{
        "description": {"text": words(&fix.title)},
        "artifactChanges": [{
            "artifactLocation": location(source.name(), file.index),
            "replacements": replacements,
        }],
        "properties": {"safety": fix.safety},
    }]))
}
