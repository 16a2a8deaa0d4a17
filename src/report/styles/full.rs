//! `full`: each finding with the lines it speaks of, for people.

mod snippet;

use super::statistics;
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::visible::Shown;
use crate::report::{Detail, Look, Report, Reporter, in_order, summary, visible, visible_line};
use miette::{GraphicalReportHandler, GraphicalTheme};
use owo_colors::{OwoColorize, Style};
use snippet::Snippet;
use std::fmt::{Result, Write};

pub(super) const REPORTER: Reporter =
    Reporter { id: "full", summary: "each finding with its lines and what to do", write };

/// Narrower than this, wrapping leaves no words on a line.
const LEAST_WIDTH: usize = 40;
/// Wider lines of prose are hard to read.
const MOST_WIDTH: usize = 120;

fn write(report: &Report<'_>, out: &mut String) {
    // Writing to a `String` cannot fail.
    let _ = try_write(report, out);
}

fn try_write(report: &Report<'_>, out: &mut String) -> Result {
    let handler = handler(&report.look);
    for file in report.files {
        if let Some(reason) = &file.unreadable {
            let word = paint("not read", Style::new().red().bold(), &report.look);
            let name = visible_line(file.source.name());
            writeln!(out, "{word} {name}\n\n  {}\n", visible(reason))?;
        }
        if report.detail == Detail::Findings && !file.findings.is_empty() {
            let shown = Shown::new(&file.source);
            for finding in in_order(file) {
                heading(finding, &report.look, out)?;
                handler.render_report(out, &Snippet::new(finding, &shown))?;
                out.push('\n');
            }
        }
    }
    if report.detail == Detail::Statistics {
        statistics::write(report, out)?;
    }
    writeln!(out, "{}", paint(&summary(report), Style::new().bold(), &report.look))
}

/// `error SEC004 sensitive-store-without-cmk`, the code and name being a link where the screen knows links.
fn heading(finding: &Diagnostic, look: &Look, out: &mut String) -> Result {
    let style = match finding.severity {
        Severity::Error => Style::new().red().bold(),
        Severity::Warning => Style::new().yellow().bold(),
        Severity::Info => Style::new().cyan().bold(),
    };
    let severity = paint(finding.severity.as_str(), style, look);
    let rule = paint(&format!("{} {}", finding.code, finding.name), Style::new().bold(), look);
    match &look.links {
        None => writeln!(out, "{severity} {rule}"),
        Some(base) => {
            let page = format!("{base}/{}.md", finding.name);
            writeln!(out, "{severity} \u{1b}]8;;{page}\u{1b}\\{rule}\u{1b}]8;;\u{1b}\\")
        }
    }
}

fn paint(text: &str, style: Style, look: &Look) -> String {
    if look.colours { text.style(style).to_string() } else { text.to_owned() }
}

/// miette chooses by its own look at the environment unless everything is said.
fn handler(look: &Look) -> GraphicalReportHandler {
    let theme = match (look.unicode, look.colours) {
        (true, true) => GraphicalTheme::unicode(),
        (true, false) => GraphicalTheme::unicode_nocolor(),
        (false, true) => GraphicalTheme::ascii(),
        (false, false) => GraphicalTheme::none(),
    };
    GraphicalReportHandler::new_themed(theme)
        .with_width(look.width.clamp(LEAST_WIDTH, MOST_WIDTH))
        .with_urls(false)
        .with_context_lines(1)
        .tab_width(4)
        .without_syntax_highlighting()
        .without_cause_chain()
}
