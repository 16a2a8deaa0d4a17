//! `json`: everything that is known, for programs; its form is stable within a version.

use crate::diagnostic::{Confidence, Diagnostic, Edit, Fix, Label, Safety, Severity};
use crate::lint::{Benefit, Fingerprint, Score};
use crate::report::{FileReport, Listing, Report, Reporter, Why, by_rule, counts, fingerprints};
use crate::secrets::masked;
use crate::source::{Source, Span};
use serde::Serialize;
use std::borrow::Cow;

pub(super) const REPORTER: Reporter = Reporter {
    id: "json",
    summary: "one document with everything, for programs",
    write,
    parts: None,
};

/// Raised when a field changes its meaning or goes away; new fields do not raise it.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    summary: Summary<'a>,
    files: Vec<File<'a>>,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Summary<'a> {
    errors: usize,
    warnings: usize,
    infos: usize,
    fixable: usize,
    safely_fixable: usize,
    fixed: usize,
    blueprints: usize,
    unreadable: usize,
    rules: Vec<Rule<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    benefits: Vec<Gain>,
}

/// How well the blueprints do by a benefit; `score` is a percentage, null when none of its rules ran.
#[derive(Serialize)]
struct Gain {
    benefit: Benefit,
    score: Option<usize>,
    ran: usize,
    kept: usize,
}

#[derive(Serialize)]
struct Rule<'a> {
    code: &'a str,
    name: &'a str,
    severity: Severity,
    count: usize,
}

#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    findings: usize,
    unreadable: Option<&'a str>,
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    name: &'a str,
    severity: Severity,
    confidence: Confidence,
    message: Cow<'a, str>,
    file: &'a str,
    #[serde(flatten)]
    place: Place,
    label: Cow<'a, str>,
    labels: Vec<Mark<'a>>,
    help: Option<Cow<'a, str>>,
    fix: Option<Change<'a>>,
    subjects: &'a [String],
    path: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<Fingerprint>,
    /// Why nobody has to act on it; only with the findings that are listed on demand.
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden: Option<Quiet<'a>>,
}

#[derive(Serialize)]
struct Quiet<'a> {
    why: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Cow<'a, str>>,
}

/// Lines and columns start at 1 and columns count characters; offsets start at 0 and count bytes. Ends are exclusive.
#[derive(Serialize)]
struct Place {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
    offset: u32,
}

#[derive(Serialize)]
struct Mark<'a> {
    #[serde(flatten)]
    place: Place,
    text: Cow<'a, str>,
}

#[derive(Serialize)]
struct Change<'a> {
    title: &'a str,
    safety: Safety,
    edits: Vec<Mark<'a>>,
}

fn write(report: &Report<'_>, out: &mut String) {
    // Only maps with keys that are no text cannot be written, and there is none.
    out.push_str(&serde_json::to_string_pretty(&document(report)).unwrap_or_default());
    out.push('\n');
}

fn document<'a>(report: &'a Report<'_>) -> Document<'a> {
    Document {
        version: VERSION,
        summary: summary(report),
        files: report.files.iter().map(file).collect(),
        findings: (0..report.files.len()).flat_map(|at| findings(report, at)).collect(),
    }
}

fn summary<'a>(report: &'a Report<'_>) -> Summary<'a> {
    let sum = counts(report.files);
    let rules = by_rule(report.files).into_iter().map(|one| Rule {
        code: one.code,
        name: one.name,
        severity: one.severity,
        count: one.count,
    });
    Summary {
        errors: sum.errors,
        warnings: sum.warnings,
        infos: sum.infos,
        fixable: sum.fixable,
        safely_fixable: sum.safely_fixable,
        fixed: report.fixed,
        blueprints: sum.read,
        unreadable: sum.unreadable,
        rules: rules.collect(),
        benefits: report.scores.iter().map(gain).collect(),
    }
}

fn gain(one: &Score) -> Gain {
    Gain { benefit: one.benefit, score: one.percent(), ran: one.ran, kept: one.kept }
}

fn file(file: &FileReport) -> File<'_> {
    File {
        name: file.source.name(),
        findings: file.findings.len(),
        unreadable: file.unreadable.as_ref().map(|why| why.reason.as_str()),
        help: file.unreadable.as_ref().and_then(|why| why.help.as_deref()),
    }
}

/// The findings of a file; behind them the hidden ones, where they are wanted.
fn findings<'a>(report: &'a Report<'_>, at: usize) -> Vec<Finding<'a>> {
    let file = &report.files[at];
    let prints = fingerprints(report.files, &report.hidden, at);
    let mut open: Vec<_> = file.findings.iter().zip(prints).collect();
    open.sort_by_key(|(one, _)| (one.primary.span, &one.code, &one.message));
    let open = open.into_iter().map(|(one, print)| {
        let fingerprint = Some(print);
        Finding { fingerprint, ..finding(&file.source, one) }
    });
    let wanted = report.listing == Listing::All;
    let hidden = report.hidden.iter().filter(|one| wanted && one.file == at);
    let hidden = hidden.map(|one| Finding {
        hidden: Some(quiet(&one.why)),
        ..finding(&file.source, &one.finding)
    });
    open.chain(hidden).collect()
}

fn quiet(why: &Why) -> Quiet<'_> {
    match why {
        Why::Accepted { reason, .. } => {
            let said = Some(masked(reason)).filter(|reason| !reason.is_empty());
            Quiet { why: "accepted", reason: said }
        }
        Why::InBaseline => Quiet { why: "baseline", reason: None },
        Why::Before => Quiet { why: "before", reason: None },
    }
}

fn finding<'a>(source: &'a Source, one: &'a Diagnostic) -> Finding<'a> {
    Finding {
        code: &one.code,
        name: &one.name,
        severity: one.severity,
        confidence: one.confidence,
        message: masked(&one.message),
        file: source.name(),
        place: place(source, one.primary.span),
        label: masked(&one.primary.text),
        labels: one
            .labels
            .iter()
            .map(|Label { span, text }| mark(source, *span, masked(text)))
            .collect(),
        help: one.help.as_deref().map(masked),
        fix: one.fix.as_ref().map(|fix| change(source, fix)),
        subjects: &one.subjects,
        path: &one.path,
        fingerprint: None,
        hidden: None,
    }
}

fn change<'a>(source: &Source, fix: &'a Fix) -> Change<'a> {
    Change {
        title: &fix.title,
        safety: fix.safety,
        edits: fix
            .edits
            .iter()
            .map(|Edit { span, text }| mark(source, *span, Cow::Borrowed(text.as_str())))
            .collect(),
    }
}

fn mark<'a>(source: &Source, span: Span, text: Cow<'a, str>) -> Mark<'a> {
    Mark { place: place(source, span), text }
}

fn place(source: &Source, span: Span) -> Place {
    Place { start: position(source, span.start), end: position(source, span.end) }
}

fn position(source: &Source, offset: u32) -> Position {
    let place = source.line_column(offset);
    Position { line: place.line, column: place.column, offset }
}
