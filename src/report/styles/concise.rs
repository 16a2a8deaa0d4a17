//! `concise`: one line a finding, for searching and for editors that jump to places.

use crate::diagnostic::Diagnostic;
use crate::report::statistics;
use crate::report::{
    Closing, Detail, FileReport, Parts, Report, Reporter, in_order, summary, visible_line,
};
use crate::source::Source;
use std::fmt::{Result, Write};

pub(super) const REPORTER: Reporter = Reporter {
    id: "concise",
    summary: "one line a finding",
    write: |report, out| PARTS.write(report, out),
    parts: Some(&PARTS),
};

// Writing to a `String` cannot fail.
static PARTS: Parts = Parts {
    file: |report, one, out| {
        let _ = file(report, one, out);
    },
    end: |report, out| {
        let _ = end(report, out);
    },
};

fn file(report: &Report<'_>, file: &FileReport, out: &mut String) -> Result {
    if let Some(why) = &file.unreadable {
        let name = visible_line(file.source.name());
        writeln!(out, "{name}: not read: {}", visible_line(&why.reason))?;
    }
    if report.detail == Detail::Findings && !file.findings.is_empty() {
        let name = visible_line(file.source.name());
        for finding in in_order(file) {
            line(&name, &file.source, finding, out)?;
        }
    }
    Ok(())
}

fn end(report: &Report<'_>, out: &mut String) -> Result {
    statistics::write(report, out)?;
    if report.closing == Closing::Summary {
        writeln!(out, "{}", summary(report))?;
    }
    Ok(())
}

fn line(name: &str, source: &Source, finding: &Diagnostic, out: &mut String) -> Result {
    let place = source.line_column(finding.primary.span.start);
    writeln!(
        out,
        "{name}:{}:{}: {}[{}] {}",
        place.line,
        place.column,
        finding.severity.as_str(),
        finding.code,
        visible_line(&finding.message)
    )
}
