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

/// A finding: its code, severity and message.
type Row = (String, Severity, String);

/// What is found in one file.
struct Found {
    file: String,
    shown: Vec<Row>,
    /// The codes of the findings that the file accepts, each with a reason.
    accepted: BTreeSet<String>,
}

impl Found {
    fn has(&self, code: &str) -> bool {
        self.shown.iter().any(|one| one.0 == code)
    }
}

fn findings(folder: &str) -> Vec<Found> {
    let files = names(&root().join(folder), ".yaml");
    let judge = |file: String| {
        let source = Source::new(file.as_str(), read(&root().join(folder).join(&file)));
        let settings = Settings { today: "2026-11-23".to_owned(), ..Settings::default() };
        let checked = pipeline::check(&source, &settings, |path| Err(path.to_owned()));
        let found = checked.findings.iter();
        let shown = found.map(|one| (one.code.to_string(), one.severity, one.message.clone()));
        let accepted = checked.suppressed.iter().map(|one| one.finding.code.to_string());
        Found { file, shown: shown.collect(), accepted: accepted.collect() }
    };
    files.into_iter().map(judge).collect()
}

#[test]
fn findings_in_published_architectures_are_those_that_were_read() {
    let mut text = String::new();
    for Found { file, shown, .. } in findings(PATTERNS) {
        let _ = writeln!(text, "{file}");
        for (code, severity, message) in shown {
            assert!(!code.starts_with("BPT") && code != "STR006", "{file}: {message}");
            let _ = writeln!(text, "  {} {code} {message}", severity.as_str());
        }
    }
    settle(&[(root().join(PATTERNS).join("findings.txt"), text)]);
}

#[test]
fn the_statistics_are_those_of_the_repository() {
    let (patterns, blueprints) = (findings(PATTERNS), findings("blueprints"));
    let fires = |set: &[Found], code: &str| set.iter().filter(|one| one.has(code)).count();
    let mut page = format!(
        "# How often each rule fires\n\nOn {} published architectures, written down as their sources describe them (`{PATTERNS}`), \
         and on the {} reference blueprints, with the rules that run by default. *Accepted* are the reference blueprints \
         that accept its findings with a reason; these are not counted before. The last column holds all findings that are \
         shown.\n\n| rule | architectures | reference blueprints | accepted | findings |\n| --- | --- | --- | --- | --- |\n",
        patterns.len(),
        blueprints.len()
    );
    let (mut often, mut silent) = (BTreeSet::new(), 0);
    for rule in RULES {
        let (code, name) = (rule.code, rule.name);
        let counts = [fires(&patterns, code), fires(&blueprints, code)];
        let accepted = blueprints.iter().filter(|one| one.accepted.contains(code)).count();
        let shown = patterns.iter().chain(&blueprints).flat_map(|one| &one.shown);
        let total = shown.filter(|one| one.0 == code).count();
        let row = [counts[0], counts[1], accepted, total].map(|count| match count {
            0 => "–".to_owned(),
            count => count.to_string(),
        });
        let _ = writeln!(page, "| [{code}](../rules/{code}.md) {name} | {} |", row.join(" | "));
        silent += usize::from(total + accepted == 0);
        if counts[0] * 2 > patterns.len() || (counts[1] + accepted) * 2 > blueprints.len() {
            often.insert(code);
        }
    }
    let _ = write!(
        page,
        "\n{silent} rules fire on none: most of what they forbid (a public bucket, a key in the text, `permissions: *`) no \
         published drawing says of itself, or they wait for a context that samples leave out (production, a framework, a \
         residency). Each fires on the examples of its page and on its mutation of the golden blueprint, which the tests hold.\n"
    );
    page.push_str("\n## Those that fire on more than half of the architectures\n");
    for (code, why) in ARGUED {
        let _ = write!(page, "\n**{code}.** {why}\n");
    }
    let argued: BTreeSet<&str> = ARGUED.iter().map(|(code, _)| *code).collect();
    assert_eq!(often, argued, "each rule that fires on more than half of either is argued for");
    settle(&[(root().join("docs/reference/rule-statistics.md"), page)]);
}
