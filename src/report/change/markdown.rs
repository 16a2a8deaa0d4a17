//! `markdown`: what changed, for a comment or a document.

use super::{ChangeReport, ChangeStyle, headline, step};
use crate::change::{Difference, Factor, Kind, Part};
use crate::diagnostic::Diagnostic;
use crate::report::visible_line;
use crate::source::Source;
use std::fmt::Write as _;

pub(super) const STYLE: ChangeStyle =
    ChangeStyle { id: "markdown", summary: "lists for a comment or a document", write };

fn write(report: &ChangeReport<'_>, out: &mut String) {
    let names = (code(report.old.source.name()), code(report.new.source.name()));
    let words = report.change.map_or_else(|| "not compared".to_owned(), headline);
    let _ = writeln!(out, "### {} → {}: {words}", names.0, names.1);
    for block in blocks(report) {
        out.push('\n');
        out.push_str(&block);
    }
}

/// Everything but the heading, as blocks that each stand alone, the most important first.
pub fn blocks(report: &ChangeReport<'_>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut notes = String::new();
    for note in report.notes() {
        let _ = writeln!(notes, "> {}", escape(&note));
    }
    out.extend((!notes.is_empty()).then_some(notes));
    for (title, parts) in report.sections() {
        out.push(block(title, parts.iter().map(part)));
    }
    if let Some(change) = report.change {
        out.push(block(
            "blueprint",
            change.about.iter().map(|one| {
                let sign = change.whole.unwrap_or(Kind::Changed).sign();
                // What is new or gone as a whole was nothing before, or is nothing now.
                let alone = change.whole.and(one.new.as_ref().or(one.old.as_ref()));
                let words = alone.map(|word| format!("{}: {}", escape(&one.name), code(word)));
                format!("- `{sign}` {}\n", words.unwrap_or_else(|| said(one)))
            }),
        ));
        out.push(block("what decides about costs", change.costs.iter().map(cost)));
    }
    out.push(findings(
        "new findings",
        &report.new.source,
        report.found.new.iter().filter_map(|&at| report.new.findings.get(at)),
    ));
    out.push(findings(
        "fixed findings",
        &report.old.source,
        report.found.fixed.iter().filter_map(|&at| report.old.findings.get(at)),
    ));
    let scores = report.scores();
    out.push(block("scores", scores.iter().map(|one| format!("- {}\n", step(report, one)))));
    out.retain(|block| !block.is_empty());
    out
}

fn block(title: &str, lines: impl Iterator<Item = String>) -> String {
    let lines: String = lines.collect();
    if lines.is_empty() {
        lines
    } else {
        format!("**{}{}**\n\n{lines}", title[..1].to_uppercase(), &title[1..])
    }
}

/// A component, connection, group or flow with its differences.
pub fn part(part: &Part) -> String {
    let mut out = format!("- `{}` {}", part.kind.sign(), code(&part.id));
    if let Some(was) = &part.was {
        let _ = write!(out, " (renamed, was {})", code(was));
    }
    if !part.title.is_empty() {
        let _ = write!(out, ": {}", escape(&part.title));
    }
    out.push('\n');
    for one in &part.differences {
        let _ = writeln!(out, "  - {}", said(one));
    }
    out
}

/// What was said and what is said; of lists only what came and went.
pub fn said(one: &Difference) -> String {
    let mut out = format!("{}: ", escape(&one.name));
    if one.lost.is_empty() && one.gained.is_empty() {
        let word = |said: &Option<String>| {
            said.as_ref().map_or_else(|| "*not said*".to_owned(), |said| code(said))
        };
        let _ = write!(out, "{} → {}", word(&one.old), word(&one.new));
        return out;
    }
    let gone = one.lost.iter().map(|word| format!("− {}", code(word)));
    let came = one.gained.iter().map(|word| format!("+ {}", code(word)));
    out.push_str(&gone.chain(came).collect::<Vec<_>>().join(", "));
    out
}

fn cost(one: &Factor) -> String {
    let matter = one.matter.map(|matter| format!(" ({matter})")).unwrap_or_default();
    format!("- `{}` {}: {}{matter}\n", one.kind.sign(), code(&one.id), escape(&one.fact))
}

fn findings<'a>(
    title: &str,
    source: &Source,
    list: impl Iterator<Item = &'a Diagnostic>,
) -> String {
    block(title, list.map(|one| finding(source, one)))
}

/// One line of a finding.
pub fn finding(source: &Source, one: &Diagnostic) -> String {
    let place = source.line_column(one.primary.span.start);
    format!(
        "- {} **{}** {} ({}:{})\n",
        one.severity.as_str(),
        escape(&one.code),
        escape(&one.message),
        code(source.name()),
        place.line
    )
}

/// Text of the user as text: no markup, no mention of a person, no reference to an issue.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (part, text) in visible_line(text).split('`').enumerate() {
        // Names in backticks, as messages have them, are code.
        if part % 2 == 1 {
            out.push_str(&code(text));
            continue;
        }
        for c in text.chars() {
            match c {
                '@' => out.push_str("&#64;"),
                '#' => out.push_str("&#35;"),
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '\\' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '!' | '|' | '~' | '$' => {
                    out.push('\\');
                    out.push(c);
                }
                _ => out.push(c),
            }
        }
    }
    out
}

/// Text of the user as code, whatever backticks it has.
pub fn code(text: &str) -> String {
    let text = visible_line(text);
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let edge = text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) || text.is_empty();
    let pad = if edge { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::{code, escape};

    #[test]
    fn text_of_the_user_stays_text() {
        assert_eq!(escape("<b>@me #1 a|b"), "&lt;b&gt;&#64;me &#35;1 a\\|b");
        assert_eq!(escape("no `x*y` here\n- z"), "no `x*y` here\\\\n- z");
        assert_eq!(code("a`b``c"), "```a`b``c```");
        assert_eq!(code("`a"), "`` `a ``");
    }
}
