//! What is found in published architectures and in the reference blueprints: a golden list, and how often each rule fires.

use super::{names, read, root, settle};
use cyanotype::diagnostic::Severity;
use cyanotype::lint::{RULES, Settings};
use cyanotype::pipeline;
use cyanotype::source::Source;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Architectures as their sources describe them.
const PATTERNS: &str = "tests/fixtures/patterns";

/// Rules that fire on more than half of the published architectures, and why that is right.
const ARGUED: &[(&str, &str)] = &[
    (
        "SAF001",
        "Samples show how to call a model, few show what screens prompts and answers. It is the first thing that a review \
         of such a sample adds, a property settles it, and the one that draws a guardrail is not reported.",
    ),
    (
        "STR001",
        "Samples leave out monitoring and security altogether. One finding a layer takes the place of every finding about \
         a control of that layer, so a sample gets two findings instead of ten.",
    ),
];

/// The name of a file and what is found in it, by code, first subject and message.
fn findings(folder: &str) -> Vec<(String, Vec<(String, Severity, String)>)> {
    let files = names(&root().join(folder), ".yaml");
    let judge = |name: String| {
        let source = Source::new(name.as_str(), read(&root().join(folder).join(&name)));
        let settings = Settings { today: "2026-11-23".to_owned(), ..Settings::default() };
        let checked = pipeline::check(&source, &settings, |path| Err(path.to_owned()));
        let found = checked.findings.iter();
        let rows = found.map(|one| (one.code.to_string(), one.severity, one.message.clone()));
        (name, rows.collect())
    };
    files.into_iter().map(judge).collect()
}

#[test]
fn findings_in_published_architectures_are_those_that_were_read() {
    let mut text = String::new();
    for (name, found) in findings(PATTERNS) {
        let _ = writeln!(text, "{name}");
        for (code, severity, message) in found {
            assert!(!code.starts_with("BPT") && code != "STR006", "{name}: {message}");
            let _ = writeln!(text, "  {} {code} {message}", severity.as_str());
        }
    }
    settle(&[(root().join(PATTERNS).join("findings.txt"), text)]);
}

#[test]
fn the_statistics_are_those_of_the_repository() {
    let (patterns, blueprints) = (findings(PATTERNS), findings("blueprints"));
    let fires = |set: &[(String, Vec<(String, Severity, String)>)], code: &str| {
        let of = |found: &Vec<(String, Severity, String)>| found.iter().any(|one| one.0 == code);
        set.iter().filter(|(_, found)| of(found)).count()
    };
    let total = |code: &str| {
        let all = patterns.iter().chain(&blueprints).flat_map(|(_, found)| found);
        all.filter(|one| one.0 == code).count()
    };
    let mut page = format!(
        "# How often each rule fires\n\nOn {} published architectures, written down as their sources describe them (`{PATTERNS}`), \
         and on the {} reference blueprints, with the rules that run by default; findings that a blueprint accepts do not count. Rules that are not listed fire on none of \
         them.\n\n| rule | architectures | reference blueprints | findings |\n| --- | --- | --- | --- |\n",
        patterns.len(),
        blueprints.len()
    );
    let mut often = BTreeSet::new();
    for rule in RULES.iter().filter(|rule| total(rule.code) > 0) {
        let (code, name) = (rule.code, rule.name);
        let (in_patterns, in_blueprints) = (fires(&patterns, code), fires(&blueprints, code));
        let row = format!("{in_patterns} | {in_blueprints} | {}", total(code));
        let _ = writeln!(page, "| [{code}](../rules/{code}.md) {name} | {row} |");
        if in_patterns * 2 > patterns.len() || in_blueprints * 2 > blueprints.len() {
            often.insert(code);
        }
    }
    page.push_str("\n## Those that fire on more than half of the architectures\n");
    for (code, why) in ARGUED {
        let _ = write!(page, "\n**{code}.** {why}\n");
    }
    let argued: BTreeSet<&str> = ARGUED.iter().map(|(code, _)| *code).collect();
    assert_eq!(often, argued, "each rule that fires on more than half of either is argued for");
    settle(&[(root().join("docs/reference/rule-statistics.md"), page)]);
}
