//! `markdown`: a summary for a page or a comment, each finding with its lines folded away.

use super::full;
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::markup::{code, fence, text};
use crate::report::{
    Closing, Detail, FileReport, Look, Report, Reporter, by_rule, counts, in_order, summary,
};
use std::fmt::{Result, Write};

pub(super) const REPORTER: Reporter =
    Reporter { id: "markdown", summary: "summary for a page or a comment", write, parts: None };

/// A step's summary on GitHub holds one MiB; what comes after so many bytes is only counted.
const MOST_BYTES: usize = 900_000;
/// So many findings show their lines; the others are told in one each.
const FOLDED: usize = 100;
/// Columns of the folded lines: wider ones scroll on a page.
const WIDTH: usize = 88;

fn write(report: &Report<'_>, out: &mut String) {
    // Writing to a `String` cannot fail.
    let _ = try_write(report, out);
}

fn try_write(report: &Report<'_>, out: &mut String) -> Result {
    writeln!(out, "### Cyanotype: {}\n", text(&summary(report)))?;
    match report.detail {
        Detail::Benefits => return benefits(report, out),
        Detail::Statistics => return statistics(report, out),
        Detail::Findings => {}
    }
    table(report, out)?;
    let (mut told, mut left) = (0, 0);
    for file in report.files.iter().filter(|file| !file.findings.is_empty()) {
        writeln!(out, "#### {}\n", code(file.source.name()))?;
        for one in worst_first(file) {
            told += 1;
            if out.len() > MOST_BYTES {
                left += 1;
            } else if told <= FOLDED {
                let lines = lines(file, one);
                let fence = fence(&lines);
                writeln!(out, "<details><summary>{}</summary>\n", headline(report, file, one))?;
                writeln!(out, "{fence}text\n{}\n{fence}\n\n</details>", lines.trim_end())?;
            } else {
                writeln!(out, "- {}", headline(report, file, one))?;
            }
        }
        writeln!(out)?;
    }
    if left > 0 {
        writeln!(out, "and {left} more, which do not fit on this page")?;
    }
    Ok(())
}

fn table(report: &Report<'_>, out: &mut String) -> Result {
    let busy = |file: &&FileReport| !file.findings.is_empty() || file.unreadable.is_some();
    let rows: Vec<&FileReport> = report.files.iter().filter(busy).collect();
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "| blueprint | errors | warnings | infos |\n| --- | ---: | ---: | ---: |")?;
    for file in rows {
        let name = code(file.source.name());
        if let Some(why) = &file.unreadable {
            writeln!(out, "| {name} | not read: {} | | |", text(&why.reason))?;
        } else {
            let sum = counts(std::slice::from_ref(file));
            writeln!(out, "| {name} | {} | {} | {} |", sum.errors, sum.warnings, sum.infos)?;
        }
    }
    writeln!(out)
}

fn worst_first(file: &FileReport) -> Vec<&Diagnostic> {
    let mut findings = in_order(file);
    findings.sort_by_key(|one| std::cmp::Reverse(one.severity));
    findings
}

fn headline(report: &Report<'_>, file: &FileReport, one: &Diagnostic) -> String {
    let line = file.source.line_column(one.primary.span.start).line;
    let rule = rule(report, &one.code);
    format!("{} {rule} {} (line {line})", mark(one.severity), text(&one.message))
}

/// The code, as a link to its page where there is one.
fn rule(report: &Report<'_>, id: &str) -> String {
    let page = report.pages.as_ref().filter(|_| crate::lint::find_rule(id).is_some());
    page.map_or_else(|| text(id), |base| format!("<a href=\"{base}/{id}.md\">{id}</a>"))
}

const fn mark(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "🛑 error",
        Severity::Warning => "⚠️ warning",
        Severity::Info => "ℹ️ info",
    }
}

/// The finding with its lines, as on a terminal.
fn lines(file: &FileReport, one: &Diagnostic) -> String {
    let alone =
        [FileReport { source: file.source.clone(), findings: vec![one.clone()], unreadable: None }];
    let look = Look { width: WIDTH, ..Look::default() };
    let mut out = String::new();
    let report = Report { closing: Closing::Nothing, look, ..Report::new(&alone) };
    (full::REPORTER.write)(&report, &mut out);
    out
}

fn statistics(report: &Report<'_>, out: &mut String) -> Result {
    writeln!(out, "| rule | severity | findings |\n| --- | --- | ---: |")?;
    for one in by_rule(report.files) {
        let (rule, severity) = (rule(report, one.code), one.severity.as_str());
        writeln!(out, "| {rule} {} | {severity} | {} |", text(one.name), one.count)?;
    }
    Ok(())
}

fn benefits(report: &Report<'_>, out: &mut String) -> Result {
    writeln!(out, "| benefit | score | rules without findings |\n| --- | ---: | --- |")?;
    for one in &report.scores {
        let score = one.percent().map_or_else(|| "–".to_owned(), |score| format!("{score} %"));
        writeln!(out, "| {} | {score} | {} of {} |", one.benefit.as_str(), one.kept, one.ran)?;
    }
    Ok(())
}
