//! The rules that a report speaks of, with their pages.

use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::{self, Kind, Rule};
use crate::report::{Listing, Report};
use crate::syntax::{self, Problem};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The rules of all findings that are listed, by code.
pub(super) fn used<'a>(report: &'a Report<'_>) -> Vec<(&'a str, Value)> {
    let open = report.files.iter().flat_map(|file| &file.findings);
    let hidden = report.hidden.iter().filter(|_| report.listing == Listing::All);
    let mut rules: BTreeMap<&str, &Diagnostic> = BTreeMap::new();
    for one in open.chain(hidden.map(|one| &one.finding)) {
        rules.entry(&one.code).or_insert(one);
    }
    rules.into_iter().map(|(code, one)| (code, descriptor(report, one))).collect()
}

fn descriptor(report: &Report<'_>, one: &Diagnostic) -> Value {
    if let Some(rule) = lint::find_rule(&one.code) {
        return of_rule(report, rule);
    }
    let known = syntax::PROBLEMS.iter().find(|problem| problem.code == one.code);
    let summary =
        known.map_or_else(|| one.name.replace('-', " "), |one: &Problem| one.summary.to_owned());
    json!({
        "id": one.code,
        "name": pascal(&one.name),
        "shortDescription": {"text": one.name.replace('-', " ")},
        "fullDescription": {"text": summary},
        "help": {"text": summary, "markdown": summary},
        "defaultConfiguration": {"level": level(one.severity)},
        "properties": {"tags": ["blueprint"]},
    })
}

fn of_rule(report: &Report<'_>, rule: &Rule) -> Value {
    let precision = if rule.kind == Kind::Absence { "medium" } else { "high" };
    let mut tags = vec!["architecture"];
    tags.extend(category(rule.code));
    let mut value = json!({
        "id": rule.code,
        "name": pascal(rule.name),
        "shortDescription": {"text": sentence(rule.summary)},
        "fullDescription": {"text": sentence(rule.summary)},
        "help": {"text": plain(rule.page), "markdown": rule.page},
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {
            "tags": tags,
            "precision": precision,
            "problem.severity": problem(rule.severity),
        },
    });
    if let Some(base) = &report.pages {
        value["helpUri"] = json!(format!("{base}/{}.md", rule.code));
    }
    value
}

/// `public-api-without-auth` as a name of the format: `PublicApiWithoutAuth`.
fn pascal(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|one| one.to_ascii_uppercase())
            .into_iter()
            .chain(letters)
            .collect::<String>()
    });
    words.collect()
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|one| one.to_ascii_uppercase());
    let text: String = first.into_iter().chain(letters).collect();
    if text.ends_with('.') { text } else { text + "." }
}

/// The page up to its examples, for readers without Markdown.
fn plain(page: &str) -> String {
    let end = page.find("\n## Bad").unwrap_or(page.len());
    page[..end]
        .lines()
        .map(|line| line.trim_start_matches(['#', ' ']))
        .collect::<Vec<_>>()
        .join("\n")
        .trim()
        .to_owned()
}

fn category(code: &str) -> Option<&'static str> {
    let tag = match code.trim_end_matches(|one: char| one.is_ascii_digit()) {
        "SEC" | "NET" | "SAF" => "security",
        "STR" => "structure",
        "RAG" => "retrieval",
        "OBS" => "observability",
        "REL" => "reliability",
        "PERF" => "performance",
        "COST" => "cost",
        "COMP" => "compliance",
        "STY" | "LNT" => "style",
        _ => return None,
    };
    Some(tag)
}

pub(super) const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

const fn problem(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    }
}
