//! `json`: what changed, for programs; its form is stable within a version.

use super::{ChangeReport, ChangeStyle, Side};
use crate::change::{Change, Difference, Factor, Part};
use crate::diagnostic::{Diagnostic, Severity};
use crate::secrets::masked;
use crate::source::Source;
use serde::Serialize;
use std::borrow::Cow;

pub(super) const STYLE: ChangeStyle =
    ChangeStyle { id: "json", summary: "one document with everything, for programs", write };

/// Raised when a field changes its meaning or goes away; new fields do not raise it.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    old: File<'a>,
    new: File<'a>,
    /// Null when a side cannot be compared.
    same: Option<bool>,
    blueprint: Vec<Words<'a>>,
    components: Vec<Entry<'a>>,
    connections: Vec<Entry<'a>>,
    groups: Vec<Entry<'a>>,
    flows: Vec<Entry<'a>>,
    acceptances: Vec<Entry<'a>>,
    costs: Vec<Cost<'a>>,
    findings: Findings<'a>,
    scores: Vec<Gain>,
}

#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    exists: bool,
    unreadable: Option<&'a str>,
    findings: usize,
}

#[derive(Serialize)]
struct Entry<'a> {
    change: &'static str,
    id: Cow<'a, str>,
    renamed_from: Option<&'a str>,
    title: Cow<'a, str>,
    differences: Vec<Words<'a>>,
}

#[derive(Serialize)]
struct Words<'a> {
    name: Cow<'a, str>,
    old: Option<Cow<'a, str>>,
    new: Option<Cow<'a, str>>,
    lost: Vec<Cow<'a, str>>,
    gained: Vec<Cow<'a, str>>,
}

#[derive(Serialize)]
struct Cost<'a> {
    change: &'static str,
    id: &'a str,
    fact: Cow<'a, str>,
    matter: Option<&'a str>,
}

#[derive(Serialize)]
struct Findings<'a> {
    new: Vec<Finding<'a>>,
    fixed: Vec<Finding<'a>>,
    kept: usize,
}

/// Lines and columns start at 1; columns count characters.
#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    name: &'a str,
    severity: Severity,
    message: Cow<'a, str>,
    file: &'a str,
    line: u32,
    column: u32,
    subjects: &'a [String],
}

#[derive(Serialize)]
struct Gain {
    of: String,
    old: Option<usize>,
    new: Option<usize>,
}

fn write(report: &ChangeReport<'_>, out: &mut String) {
    // Only maps with keys that are no text cannot be written, and there is none.
    out.push_str(&serde_json::to_string_pretty(&document(report)).unwrap_or_default());
    out.push('\n');
}

fn document<'a>(report: &'a ChangeReport<'_>) -> Document<'a> {
    let list = |pick: fn(&Change) -> &Vec<Part>| {
        report.change.map(|change| pick(change).iter().map(entry).collect()).unwrap_or_default()
    };
    let found = report.found;
    let pick = |side: &'a Side<'_>, list: &[usize]| {
        list.iter().map(|&at| finding(&side.source, &side.findings[at])).collect()
    };
    let gains = report.scores().into_iter().map(|(of, old, new)| Gain { of, old, new });
    Document {
        version: VERSION,
        old: file(&report.old),
        new: file(&report.new),
        same: report.change.map(Change::is_empty),
        blueprint: report
            .change
            .map(|one| one.about.iter().map(words).collect())
            .unwrap_or_default(),
        components: list(|change| &change.components),
        connections: list(|change| &change.connections),
        groups: list(|change| &change.groups),
        flows: list(|change| &change.flows),
        acceptances: list(|change| &change.acceptances),
        costs: report.change.map(|one| one.costs.iter().map(cost).collect()).unwrap_or_default(),
        findings: Findings {
            new: pick(&report.new, &found.new),
            fixed: pick(&report.old, &found.fixed),
            kept: found.kept.len(),
        },
        scores: gains.collect(),
    }
}

fn file<'a>(side: &'a Side<'_>) -> File<'a> {
    File {
        name: side.source.name(),
        exists: side.exists,
        unreadable: side.unreadable.as_ref().map(|why| why.reason.as_str()),
        findings: side.findings.len(),
    }
}

fn entry(part: &Part) -> Entry<'_> {
    Entry {
        change: part.kind.as_str(),
        id: masked(&part.id),
        renamed_from: part.was.as_deref(),
        title: masked(&part.title),
        differences: part.differences.iter().map(words).collect(),
    }
}

fn words(one: &Difference) -> Words<'_> {
    Words {
        name: masked(&one.name),
        old: one.old.as_deref().map(masked),
        new: one.new.as_deref().map(masked),
        lost: one.lost.iter().map(|word| masked(word)).collect(),
        gained: one.gained.iter().map(|word| masked(word)).collect(),
    }
}

fn cost(one: &Factor) -> Cost<'_> {
    Cost { change: one.kind.as_str(), id: &one.id, fact: masked(&one.fact), matter: one.matter }
}

fn finding<'a>(source: &'a Source, one: &'a Diagnostic) -> Finding<'a> {
    let place = source.line_column(one.primary.span.start);
    Finding {
        code: &one.code,
        name: &one.name,
        severity: one.severity,
        message: masked(&one.message),
        file: source.name(),
        line: place.line,
        column: place.column,
        subjects: &one.subjects,
    }
}
