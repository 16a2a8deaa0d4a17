//! `junit`: a test report, which nearly every build server shows: a suite a file, a case a finding.

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::place::path;
use crate::report::{FileReport, Report, Reporter, in_order, visible, visible_line};
use std::fmt::{Result, Write};

pub(super) const REPORTER: Reporter =
    Reporter { id: "junit", summary: "test report in XML, a suite a file", write, parts: None };

fn write(report: &Report<'_>, out: &mut String) {
    // Writing to a `String` cannot fail.
    let _ = try_write(report, out);
}

/// The numbers of a suite.
#[derive(Clone, Copy, Default)]
struct Numbers {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

fn numbers(file: &FileReport) -> Numbers {
    let infos = file.findings.iter().filter(|one| one.severity == Severity::Info).count();
    Numbers {
        tests: file.findings.len().max(1),
        failures: file.findings.len() - infos,
        errors: usize::from(file.unreadable.is_some()),
        skipped: infos,
    }
}

fn try_write(report: &Report<'_>, out: &mut String) -> Result {
    let sum = report.files.iter().map(numbers).fold(Numbers::default(), |sum, one| Numbers {
        tests: sum.tests + one.tests,
        failures: sum.failures + one.failures,
        errors: sum.errors + one.errors,
        skipped: sum.skipped + one.skipped,
    });
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuites name=\"cyanotype\" tests=\"{}\" failures=\"{}\" errors=\"{}\">",
        sum.tests, sum.failures, sum.errors
    )?;
    report.files.iter().try_for_each(|file| suite(file, out))?;
    writeln!(out, "</testsuites>")
}

fn suite(file: &FileReport, out: &mut String) -> Result {
    let name = attribute(&path(file.source.name()));
    let Numbers { tests, failures, errors, skipped } = numbers(file);
    writeln!(
        out,
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\">"
    )?;
    if let Some(why) = &file.unreadable {
        let reason = attribute(&why.reason);
        writeln!(out, "    <testcase name=\"read\" classname=\"{name}\">")?;
        writeln!(
            out,
            "      <error message=\"not read: {reason}\" type=\"not-read\"/>\n    </testcase>"
        )?;
    } else if file.findings.is_empty() {
        writeln!(out, "    <testcase name=\"check\" classname=\"{name}\"/>")?;
    }
    in_order(file).into_iter().try_for_each(|one| case(file, &name, one, out))?;
    writeln!(out, "  </testsuite>")
}

fn case(file: &FileReport, class: &str, one: &Diagnostic, out: &mut String) -> Result {
    let place = file.source.line_column(one.primary.span.start);
    let title = attribute(&format!("{} {}:{} {}", one.code, place.line, place.column, one.name));
    let message = attribute(&one.message);
    writeln!(out, "    <testcase name=\"{title}\" classname=\"{class}\">")?;
    if one.severity == Severity::Info {
        writeln!(out, "      <skipped message=\"{message}\"/>")?;
    } else {
        let kind = attribute(&format!("{} {}", one.severity.as_str(), one.code));
        write!(out, "      <failure message=\"{message}\" type=\"{kind}\">")?;
        writeln!(out, "{}</failure>", content(&words(file, one)))?;
    }
    writeln!(out, "    </testcase>")
}

fn words(file: &FileReport, one: &Diagnostic) -> String {
    let at = |start: u32| {
        let place = file.source.line_column(start);
        format!("{}:{}:{}", file.source.name(), place.line, place.column)
    };
    let mut lines = vec![format!("{}: {}", at(one.primary.span.start), one.message)];
    lines.extend(
        one.labels.iter().map(|label| format!("  {}: {}", at(label.span.start), label.text)),
    );
    lines.extend(one.help.iter().cloned());
    lines.join("\n")
}

/// What XML 1.0 cannot hold in any way is written out before.
fn attribute(text: &str) -> String {
    content(&visible_line(text)).replace('"', "&quot;").replace('\'', "&apos;")
}

fn content(text: &str) -> String {
    let text: String =
        visible(text).chars().map(|one| if is_xml(one) { one } else { '\u{fffd}' }).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

const fn is_xml(one: char) -> bool {
    !matches!(one, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
