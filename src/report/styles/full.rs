//! `full`: each finding with the lines it speaks of, for people.

mod snippet;

use crate::diagnostic::{Diagnostic, Severity};
use crate::lint;
use crate::report::statistics;
use crate::report::visible::Shown;
use crate::report::{
    Closing, Detail, FileReport, Look, Parts, Report, Reporter, Unreadable, in_order, summary,
    visible, visible_line,
};
use miette::{GraphicalReportHandler, GraphicalTheme};
use owo_colors::{OwoColorize, Style};
use snippet::Snippet;
use std::fmt::{Result, Write};

pub(super) const REPORTER: Reporter = Reporter {
    id: "full",
    summary: "each finding with its lines and what to do",
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

/// Narrower than this, wrapping leaves no words on a line.
const LEAST_WIDTH: usize = 40;
/// Wider lines of prose are hard to read.
const MOST_WIDTH: usize = 120;

fn file(report: &Report<'_>, file: &FileReport, out: &mut String) -> Result {
    if let Some(why) = &file.unreadable {
        unreadable(file.source.name(), why, &report.look, out)?;
    }
    if report.detail == Detail::Findings && !file.findings.is_empty() {
        let (handler, shown) = (handler(&report.look), Shown::new(&file.source));
        for finding in in_order(file) {
            heading(finding, &report.look, out)?;
            let mut drawn = String::new();
            handler.render_report(&mut drawn, &Snippet::new(finding, &shown))?;
            push_trimmed(&drawn, out);
            out.push('\n');
        }
    }
    Ok(())
}

fn end(report: &Report<'_>, out: &mut String) -> Result {
    statistics::write(report, out)?;
    if report.closing == Closing::Summary {
        writeln!(out, "{}", paint(&summary(report), Style::new().bold(), &report.look))?;
    }
    Ok(())
}

/// Appends lines without the blanks at their ends, which wrapping leaves.
fn push_trimmed(text: &str, out: &mut String) {
    for line in text.lines() {
        out.push_str(line.trim_end_matches(' '));
        out.push('\n');
    }
}

/// The file and why it could not be read, in the form of a finding.
fn unreadable(name: &str, why: &Unreadable, look: &Look, out: &mut String) -> Result {
    let word = paint("not read", Style::new().red().bold(), look);
    let mark = if look.unicode { '×' } else { 'x' };
    writeln!(out, "{word} {}\n  {mark} {}", visible_line(name), visible(&why.reason))?;
    if let Some(help) = &why.help {
        writeln!(out, "  help: {}", visible(help))?;
    }
    writeln!(out)
}

/// `error SEC004 sensitive-store-without-cmk`, the code and name being a link where the screen knows links and the
/// rule has a page.
fn heading(finding: &Diagnostic, look: &Look, out: &mut String) -> Result {
    let style = match finding.severity {
        Severity::Error => Style::new().red().bold(),
        Severity::Warning => Style::new().yellow().bold(),
        Severity::Info => Style::new().cyan().bold(),
    };
    let severity = paint(finding.severity.as_str(), style, look);
    let rule = paint(&format!("{} {}", finding.code, finding.name), Style::new().bold(), look);
    match look.links.as_ref().filter(|_| lint::find_rule(&finding.code).is_some()) {
        None => writeln!(out, "{severity} {rule}"),
        Some(base) => {
            let page = format!("{base}/{}.md", finding.code);
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
