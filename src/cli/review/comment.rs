//! The comment of a review: a table, pictures, new findings with their lines, fixed ones, what changed; always short
//! enough for GitHub, which takes 65,536 characters.

use super::room::{self, Piece, Rank, Ranks};
use super::{Comparison, FileReport, Report, ReviewArguments, Reviewed};
use crate::change::Change;
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::markdown::{blocks, code, escape, finding};
use crate::report::{self, Closing, Look, headline, inventory};
use std::fmt::Write as _;

/// The first line: by it the comment is found again.
pub(super) const MARKER: &str = "<!-- cyanotype-review -->";
/// So many rows of the table get their room before anything else.
const ROWS: usize = 100;
/// Columns of the lines of a finding.
const WIDTH: usize = 88;

/// The whole comment.
pub(super) fn write(
    arguments: &ReviewArguments,
    reviewed: &[Reviewed],
    names: &[String],
) -> String {
    let head = format!("{MARKER}\n## Cyanotype: {}\n", summary(reviewed));
    let mut pieces = vec![Piece::new(Rank::Head, head)];
    let mut sorted: Vec<(&Reviewed, &String)> = reviewed.iter().zip(names).collect();
    sorted.sort_by_key(|(one, _)| std::cmp::Reverse(weight(one)));
    pieces.extend(table(&sorted));
    if let Some(page) = &arguments.picture_page {
        pieces.push(Piece::new(Rank::Head, format!("\n[Pictures of what changed]({page})\n")));
    }
    let told = sorted.into_iter().filter(|(one, _)| weight(one) > Weight::default());
    for (at, (one, name)) in told.enumerate() {
        section(arguments, (one, name), Ranks::of(at), &mut pieces);
    }
    room::fit(&pieces)
}

/// What a reviewer looks at first: what cannot be read, then new errors, new warnings, other new findings, then the rest
/// that changed. Nothing of all that is nothing to look at.
type Weight = (bool, [usize; 3], bool);

fn weight(one: &Reviewed) -> Weight {
    let Comparison { compared, .. } = &one.comparison;
    let new = new_findings(one);
    let count = |severity| new.iter().filter(|one| one.severity == severity).count();
    let counts = [Severity::Error, Severity::Warning, Severity::Info].map(count);
    let same = compared.change.as_ref().is_some_and(Change::is_empty);
    (one.comparison.failed(), counts, !same || !compared.found.fixed.is_empty())
}

/// "2 blueprints changed, 3 new findings (1 error, 2 warnings), 1 fixed".
fn summary(reviewed: &[Reviewed]) -> String {
    if reviewed.is_empty() {
        return "no blueprint changed".to_owned();
    }
    let plural =
        |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let new: Vec<&Diagnostic> = reviewed.iter().flat_map(new_findings).collect();
    let fixed: usize = reviewed.iter().map(|one| one.comparison.compared.found.fixed.len()).sum();
    let mut out = format!("{} changed", plural(reviewed.len(), "blueprint"));
    let failed = reviewed.iter().filter(|one| one.comparison.failed()).count();
    if failed > 0 {
        let _ = write!(out, " ({failed} not compared)");
    }
    match counts(&new) {
        counts if counts.is_empty() => out.push_str(", no new findings"),
        counts => out.extend([", ", &plural(new.len(), "new finding"), " (", &counts, ")"]),
    }
    if fixed > 0 {
        let _ = write!(out, ", {fixed} fixed");
    }
    let known: usize = reviewed.iter().map(|one| one.known).sum();
    if known > 0 {
        let _ = write!(out, ", {known} in the baseline");
    }
    out
}

/// "1 error, 2 warnings".
fn counts(findings: &[&Diagnostic]) -> String {
    let count = |severity: Severity| {
        let count = findings.iter().filter(|one| one.severity == severity).count();
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {}{plural}", severity.as_str()))
    };
    let counts = [Severity::Error, Severity::Warning, Severity::Info].map(count);
    counts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The new findings, the worst first.
fn new_findings(one: &Reviewed) -> Vec<&Diagnostic> {
    let compared = &one.comparison.compared;
    let mut out: Vec<&Diagnostic> =
        compared.found.new.iter().filter_map(|&at| compared.new.findings.get(at)).collect();
    out.sort_by_key(|one| (std::cmp::Reverse(one.severity), one.primary.span, one.code.clone()));
    out
}

fn table(reviewed: &[(&Reviewed, &String)]) -> Vec<Piece> {
    if reviewed.is_empty() {
        return Vec::new();
    }
    let head = "\n| blueprint | what changed | new findings | fixed | coverage |\n\
                | --- | --- | --- | --- | --- |\n";
    let row = |(at, (one, _)): (usize, &(&Reviewed, &String))| {
        let new = counts(&new_findings(one));
        let new = match new.split_once(", ") {
            _ if new.is_empty() => "none".to_owned(),
            Some((worst, rest)) => format!("**{worst}**, {rest}"),
            None => format!("**{new}**"),
        };
        let fixed = one.comparison.compared.found.fixed.len();
        let name = cell(&code(one.comparison.new.source.name()));
        let fate = cell(&escape(&fate(one)));
        let text = format!("| {name} | {fate} | {new} | {fixed} | {} |\n", coverage(one));
        Piece::new(if at < ROWS { Rank::Head } else { Rank::LaterHead }, text)
    };
    std::iter::once(Piece::new(Rank::Head, head))
        .chain(reviewed.iter().enumerate().map(row))
        .collect()
}

/// How much of the reference architecture is covered: before and after where that differs.
fn coverage(one: &Reviewed) -> String {
    let report = one.comparison.report(Look::default());
    match (report.old.coverage, report.new.coverage) {
        (Some(old), Some(new)) if old != new => format!("{old} % → {new} %"),
        (_, Some(share)) => format!("{share} %"),
        _ => "–".to_owned(),
    }
}

/// In a table a bar ends a cell even in code.
fn cell(text: &str) -> String {
    text.replace("\\|", "|").replace('|', "\\|")
}

/// What became of a blueprint.
fn fate(one: &Reviewed) -> String {
    let comparison = &one.comparison;
    let (old, new) = (&comparison.old, &comparison.new);
    let words = match &comparison.compared.change {
        _ if old.unreadable.is_some() => "the old version cannot be read".to_owned(),
        _ if new.unreadable.is_some() => "the new version cannot be read".to_owned(),
        None if comparison.compared.new.model.is_none() => {
            "the new version is no blueprint".to_owned()
        }
        None => "the old version is no blueprint".to_owned(),
        Some(change) => headline(change),
    };
    let path = |name: &str| name.rsplit_once(':').map_or(name, |(_, path)| path).to_owned();
    let was = path(old.source.name());
    let all = comparison.compared.change.as_ref().map_or_else(|| words.clone(), inventory);
    match (old.exists, new.exists) {
        (false, true) => format!("new: {all}"),
        (true, false) => format!("deleted: {all}"),
        _ if was != path(new.source.name()) => format!("was {was}: {words}"),
        _ => words,
    }
}

/// The part of one blueprint.
fn section(
    arguments: &ReviewArguments,
    (one, name): (&Reviewed, &str),
    ranks: Ranks,
    pieces: &mut Vec<Piece>,
) {
    let comparison = &one.comparison;
    let blueprint = comparison.new.source.name();
    let head = Some(pieces.len());
    let under = |piece: Piece| Piece { under: head, ..piece };
    let text = format!("\n### {}\n\n{}\n", code(blueprint), escape(&fate(one)));
    pieces.push(Piece::new(ranks.head, text));
    pieces.extend(picture(arguments, one, name).map(|text| under(Piece::new(ranks.head, text))));
    let report = comparison.report(Look::default());
    let troubles = report.troubles().into_iter();
    pieces.extend(
        troubles.map(|fact| under(Piece::new(ranks.findings, format!("\n> {}\n", escape(&fact))))),
    );
    for (at, finding) in new_findings(one).into_iter().enumerate() {
        let mut piece = told(one, finding);
        (piece.rank, piece.full) = ranks.finding(at);
        if at == 0 {
            let title = "\n**New findings**\n\n";
            piece.text.insert_str(0, title);
            piece.short.insert_str(0, title);
        }
        pieces.push(under(piece));
    }
    let old = &comparison.compared.old.findings;
    let fixed = comparison.compared.found.fixed.iter().filter_map(|&at| old.get(at));
    let fixed: Vec<String> = fixed.map(|one| finding(&comparison.old.source, one)).collect();
    if !fixed.is_empty() {
        let count = fixed.len();
        let text = format!(
            "\n<details><summary>Fixed findings: {count}</summary>\n\n{}\n</details>\n",
            fixed.concat()
        );
        let short = format!("\nFixed findings: {count}\n");
        pieces.push(under(Piece { short, ..Piece::new(Rank::More, text) }));
    }
    let parts = blocks(&report);
    let told = |part: &&String| {
        !["> ", "**New findings", "**Fixed findings"].iter().any(|head| part.starts_with(head))
    };
    // The scores are few and short: they are seen first and without a click.
    let (scores, rest): (Vec<&String>, Vec<&String>) =
        parts.iter().filter(told).partition(|part| part.starts_with("**Scores"));
    for part in scores.into_iter().chain(rest) {
        let text = match part.strip_prefix("**").and_then(|rest| rest.split_once("**\n\n")) {
            Some((title @ "Scores", list)) => format!("\n**{title}**\n\n{list}"),
            Some((title, list)) => {
                let count = list.lines().filter(|line| line.starts_with("- ")).count();
                format!("\n<details><summary>{title}: {count}</summary>\n\n{list}\n</details>\n")
            }
            None => format!("\n{part}"),
        };
        pieces.push(under(Piece::new(Rank::Rest, text)));
    }
}

/// The picture where the reader will find it, and the page beside it.
fn picture(arguments: &ReviewArguments, one: &Reviewed, name: &str) -> Option<String> {
    if arguments.picture_page.is_some() || one.pictures.is_empty() {
        return one.undrawn.as_ref().map(|why| format!("\n> {}\n", escape(why)));
    }
    let base = arguments.picture_base.as_ref().map_or_else(String::new, |base| format!("{base}/"));
    let at = |ending: &str| {
        let there = one.pictures.iter().any(|(known, _)| *known == ending);
        there.then(|| format!("{base}pictures/{name}.{ending}"))
    };
    let named = escape(one.comparison.new.source.name());
    let (first, second, page) = if one.comparison.old.exists {
        let page = "page with both versions side by side";
        ("What changed in", "What changed of the boundaries in", page)
    } else {
        ("A picture of", "The boundaries of", "page to explore")
    };
    let shown = |before: &str, what: &str| {
        let picture = at(&format!("{before}svg")).or_else(|| at(&format!("{before}png")))?;
        let links = [("png", "PNG"), ("html", page)];
        let links: Vec<String> = links
            .into_iter()
            .filter_map(|(end, words)| {
                Some(format!("[{words}]({})", at(&format!("{before}{end}"))?))
            })
            .collect();
        Some(format!("\n![{what} {named}]({picture})\n\n{}\n", links.join(" · ")))
    };
    let mut out = shown("", first)?;
    if let Some(second) = shown("deployment.", second) {
        let _ = write!(out, "\n<details><summary>The boundaries</summary>\n{second}\n</details>\n");
    }
    Some(out)
}

/// A new finding: one line, with its lines of the file folded under it where there is room.
fn told(one: &Reviewed, diagnostic: &Diagnostic) -> Piece {
    let source = &one.comparison.new.source;
    let short = finding(source, diagnostic);
    let files = [FileReport {
        source: source.clone(),
        findings: vec![diagnostic.clone()],
        unreadable: None,
    }];
    let look = Look { width: WIDTH, ..Look::default() };
    let mut frame = String::new();
    if let Some(style) = report::find("full") {
        (style.write)(
            &Report { closing: Closing::Nothing, look, ..Report::new(&files) },
            &mut frame,
        );
    }
    // A fence is longer than any in the text.
    let fence = "`".repeat(3.max(longest(&frame) + 1));
    let line = short.trim_start_matches("- ").trim_end();
    let text = format!(
        "- {line}\n  <details><summary>lines</summary>\n\n{}\n  </details>\n",
        indented(&format!("{fence}text\n{}\n{fence}\n", frame.trim_end()))
    );
    Piece { short, ..Piece::new(Rank::More, text) }
}

/// The text inside an item of a list.
fn indented(text: &str) -> String {
    text.lines()
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("  {line}\n") })
        .collect()
}

/// The longest run of backticks.
fn longest(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
