//! Places in a file, and the components that findings speak of.

use super::location;
use crate::report::FileReport;
use crate::report::place::{Region, Unit};
use crate::secrets::masked;
use crate::source::{Source, Span};
use crate::syntax;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A file with its index and the places of its ids.
pub(super) struct File<'a> {
    pub(super) report: &'a FileReport,
    pub(super) index: usize,
    /// For each id the section that declares it.
    sections: BTreeMap<String, String>,
}

impl<'a> File<'a> {
    pub(super) fn new(report: &'a FileReport, index: usize) -> Self {
        let sections =
            if report.unreadable.is_none() { sections(&report.source) } else { BTreeMap::new() };
        Self { report, index, sections }
    }

    /// The place of a span.
    pub(super) fn physical(&self, span: Span) -> Value {
        json!({
            "artifactLocation": location(self.report.source.name(), self.index),
            "region": region(&self.report.source, span),
        })
    }

    /// An id as a thing of the architecture: `engine.model` is the component `model` of the section `engine`.
    pub(super) fn logical(&self, id: &str) -> Value {
        let full = match self.sections.get(id) {
            Some(section) => format!("{section}.{id}"),
            None => id.to_owned(),
        };
        json!({"name": id, "fullyQualifiedName": full, "kind": "resource"})
    }

    pub(super) fn logicals(&self, ids: &[String]) -> Vec<Value> {
        let mut seen = Vec::new();
        let fresh = ids.iter().filter(|id| {
            let new = !seen.contains(id);
            seen.push(*id);
            new
        });
        fresh.map(|id| self.logical(id)).collect()
    }
}

/// The keys below each section of the file, two levels deep.
fn sections(source: &Source) -> BTreeMap<String, String> {
    let tree = syntax::parse(source).tree;
    let mut sections = BTreeMap::new();
    for section in tree.root().map(|root| tree.entries(root)).unwrap_or_default() {
        let Some(name) = tree.text(section.key) else { continue };
        for entry in tree.entries(section.value) {
            if let Some(id) = tree.text(entry.key) {
                sections.entry(id.to_owned()).or_insert_with(|| name.to_owned());
            }
        }
    }
    sections
}

/// A region by lines and columns; an empty one is an insertion point.
pub(super) fn region(source: &Source, span: Span) -> Value {
    let region = Region::new(source, span, Unit::Characters);
    json!({
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    })
}

/// A text as a message: braces stand for arguments and brackets for links there, unless they are escaped (3.11.5 and
/// 3.11.6 of the standard).
pub(super) fn words(text: &str) -> String {
    let text = masked(text).replace('{', "{{").replace('}', "}}");
    if text.contains("](") {
        text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
    } else {
        text
    }
}
