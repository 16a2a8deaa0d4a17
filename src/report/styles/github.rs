//! `github`: commands of a GitHub workflow, which become annotations in the changed files.

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::place::{Region, Unit, path};
use crate::report::{Detail, Report, Reporter, in_order, statistics, summary, visible_line};
use crate::source::Source;
use std::fmt::{Result, Write};

pub(super) const REPORTER: Reporter =
    Reporter { id: "github", summary: "annotations of a GitHub workflow", write, parts: None };

/// GitHub shows so many annotations of each severity for one step and drops the rest.
const MOST: usize = 10;

fn write(report: &Report<'_>, out: &mut String) {
    // Writing to a `String` cannot fail.
    let _ = try_write(report, out);
}

fn try_write(report: &Report<'_>, out: &mut String) -> Result {
    let mut rest = Vec::new();
    let mut shown = [0; 3];
    for file in report.files {
        if let Some(why) = &file.unreadable {
            let fact = format!("not read: {}", why.reason);
            annotate(("error", &place_of(file.source.name(), None), "not read"), &fact, out)?;
            shown[Severity::Error as usize] += 1;
        }
    }
    if report.detail == Detail::Findings {
        let findings = report
            .files
            .iter()
            .flat_map(|file| in_order(file).into_iter().map(|one| (&file.source, one)));
        for (source, one) in findings {
            let count = &mut shown[one.severity as usize];
            *count += 1;
            if *count <= MOST {
                annotation(source, one, out)?;
            } else {
                rest.push((source, one));
            }
        }
    }
    if !rest.is_empty() {
        writeln!(out, "::group::{} more, which GitHub does not annotate", rest.len())?;
        rest.iter().try_for_each(|(source, one)| line(source, one, out))?;
        writeln!(out, "::endgroup::")?;
    }
    let mut numbers = String::new();
    statistics::write(report, &mut numbers)?;
    numbers.lines().try_for_each(|one| writeln!(out, "{}", harmless(one)))?;
    writeln!(out, "{}", harmless(&summary(report)))
}

fn annotation(source: &Source, one: &Diagnostic, out: &mut String) -> Result {
    let region = Region::new(source, one.primary.span, Unit::Characters);
    let place = place_of(source.name(), Some(region));
    let title = format!("{} {}", one.code, one.name);
    annotate((command(one.severity), &place, &title), &words(source, one), out)
}

fn annotate((command, place, title): (&str, &str, &str), words: &str, out: &mut String) -> Result {
    writeln!(out, "::{command} {place},title={}::{}", property(title), data(words))
}

/// Columns only for what lies on one line: with more lines GitHub refuses them.
fn place_of(name: &str, region: Option<Region>) -> String {
    let mut place = format!("file={}", property(&path(name)));
    if let Some(region) = region {
        let _ = write!(place, ",line={},endLine={}", region.line, region.end_line);
        if region.is_in_line() {
            let end = region.end_column.max(region.column);
            let _ = write!(place, ",col={},endColumn={end}", region.column);
        }
    }
    place
}

/// The message, what is to be seen where, and what to do: an annotation has one place, so the others are told.
fn words(source: &Source, one: &Diagnostic) -> String {
    let mut lines = vec![visible_line(&one.message).into_owned()];
    for label in &one.labels {
        let place = source.line_column(label.span.start);
        let text = if label.text.is_empty() { "see here" } else { &label.text };
        let name = visible_line(source.name());
        lines.push(format!("  {name}:{}:{}: {}", place.line, place.column, visible_line(text)));
    }
    let help = one.help.as_deref().unwrap_or_default();
    lines.extend(help.lines().map(|line| visible_line(line).into_owned()));
    lines.join("\n")
}

fn line(source: &Source, one: &Diagnostic, out: &mut String) -> Result {
    let place = source.line_column(one.primary.span.start);
    let words = format!(
        "{}[{}] {}:{}:{}: {}",
        one.severity.as_str(),
        one.code,
        visible_line(source.name()),
        place.line,
        place.column,
        visible_line(&one.message)
    );
    writeln!(out, "{}", harmless(&words))
}

const fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

/// A line that the runner takes for no command: neither `::` at its beginning nor the older `##[` anywhere.
fn harmless(line: &str) -> String {
    let line = line.replace("##[", "## [");
    if line.trim_start().starts_with("::") { format!("- {line}") } else { line }
}

/// The text behind `::` as the runner reads it back.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A").replace("##[", "## [")
}

/// A value between `,` as the runner reads it back.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
