//! `text`: what changed, for a terminal: colours and signs, never colours alone.

use super::{ChangeReport, ChangeStyle, headline, step};
use crate::change::{Difference, Factor, Kind, Part};
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::{Look, Side, visible_line};
use crate::source::Source;
use owo_colors::{OwoColorize, Style};
use unicode_width::UnicodeWidthStr;

pub(super) const STYLE: ChangeStyle =
    ChangeStyle { id: "text", summary: "a list with signs and colours, for people", write };

/// Narrower than this, wrapping leaves no words on a line.
const LEAST_WIDTH: usize = 30;
/// Wider lines of prose are hard to read.
const MOST_WIDTH: usize = 120;

fn write(report: &ChangeReport<'_>, out: &mut String) {
    let mut page = Page { look: &report.look, out };
    head(report, &mut page);
    for (title, parts) in report.sections() {
        page.heading(title);
        for part in parts {
            page.part(part);
        }
    }
    if let Some(change) = report.change {
        if !change.about.is_empty() {
            page.heading("blueprint");
            for one in &change.about {
                page.difference(Some(change.whole.unwrap_or(Kind::Changed)), one);
            }
        }
        if !change.costs.is_empty() {
            page.heading(
                "what decides about costs (no sums: a blueprint does not say how much is used)",
            );
            for one in &change.costs {
                page.cost(one);
            }
        }
    }
    findings(report, &mut page);
    let scores = report.scores();
    if !scores.is_empty() {
        page.heading("scores");
        for one in scores {
            let kind = if one.2 > one.1 { Kind::Added } else { Kind::Removed };
            page.line((2, 2), None, &page.paint(&step(report, &one), kind));
        }
    }
}

/// What is compared with what, how much changed, and what could not be compared.
fn head(report: &ChangeReport<'_>, page: &mut Page<'_>) {
    let names = format!(
        "{} → {}",
        visible_line(report.old.source.name()),
        visible_line(report.new.source.name())
    );
    let words = report.change.map_or_else(|| "not compared".to_owned(), headline);
    page.line((0, 2), None, &page.strong(&format!("{names}: {words}")));
    for note in report.notes() {
        page.line((2, 4), None, &visible_line(&note));
    }
}

fn findings(report: &ChangeReport<'_>, page: &mut Page<'_>) {
    let found = report.found;
    let is_whole = |side: &Side<'_>| side.unreadable.is_none();
    let nothing = found.new.is_empty() && found.fixed.is_empty();
    if nothing || !(is_whole(&report.old) && is_whole(&report.new)) && report.change.is_some() {
        return;
    }
    page.heading("findings");
    for &at in &found.new {
        page.finding(Kind::Added, &report.new.source, &report.new.findings[at]);
    }
    for &at in &found.fixed {
        page.finding(Kind::Removed, &report.old.source, &report.old.findings[at]);
    }
    let kept = found.kept.len();
    if kept > 0 {
        page.line((2, 2), None, &format!("{kept} on both sides"));
    }
}

struct Page<'a> {
    look: &'a Look,
    out: &'a mut String,
}

impl Page<'_> {
    fn strong(&self, text: &str) -> String {
        if self.look.colours {
            text.style(Style::new().bold()).to_string()
        } else {
            text.to_owned()
        }
    }
    fn paint(&self, text: &str, kind: Kind) -> String {
        let style = match kind {
            Kind::Added => Style::new().green(),
            Kind::Removed => Style::new().red(),
            Kind::Changed => Style::new().yellow(),
        };
        if self.look.colours { text.style(style).to_string() } else { text.to_owned() }
    }
    fn heading(&mut self, words: &str) {
        self.out.push('\n');
        let words = self.strong(words);
        self.line((0, 0), None, &words);
    }
    /// One line with its sign, wrapped; the indents of the first and of the further lines.
    fn line(&mut self, (first, rest): (usize, usize), sign: Option<Kind>, words: &str) {
        let words = if self.look.unicode { words.to_owned() } else { plain(words) };
        let width = self.look.width.clamp(LEAST_WIDTH, MOST_WIDTH);
        let mut line = " ".repeat(first);
        if let Some(kind) = sign {
            let mark = if self.look.unicode { kind.sign().to_owned() } else { plain(kind.sign()) };
            line.push_str(&self.paint(&mark, kind));
            line.push(' ');
        }
        let mut used = first + if sign.is_some() { 2 } else { 0 };
        let mut fresh = true;
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            let long = bare_width(word);
            if !fresh && used + 1 + long > width {
                self.out.push_str(&line);
                self.out.push('\n');
                (line, used, fresh) = (" ".repeat(rest), rest, true);
            }
            if !fresh {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            (used, fresh) = (used + long, false);
        }
        self.out.push_str(&line);
        self.out.push('\n');
    }
    fn part(&mut self, part: &Part) {
        let mut words = self.paint(&visible_line(&part.id), part.kind);
        if let Some(was) = &part.was {
            words.extend([" (renamed, was ", &visible_line(was), ")"]);
        }
        if !part.title.is_empty() {
            words.extend([": ", &visible_line(&part.title)]);
        }
        self.line((2, 6), Some(part.kind), &words);
        for one in &part.differences {
            self.difference(None, one);
        }
    }
    fn difference(&mut self, sign: Option<Kind>, one: &Difference) {
        let indent = if sign.is_some() { (2, 6) } else { (6, 8) };
        // What is new or gone as a whole was nothing before, or is nothing now.
        let said = match (sign, &one.old, &one.new) {
            (Some(Kind::Added), None, Some(word)) | (Some(Kind::Removed), Some(word), None) => {
                visible_line(word)
            }
            _ => self.said(one).into(),
        };
        self.line(indent, sign, &format!("{}: {said}", visible_line(&one.name)));
    }
    /// What was said and what is said; of lists only what came and went.
    fn said(&self, one: &Difference) -> String {
        if !one.lost.is_empty() || !one.gained.is_empty() {
            let gone = one.lost.iter().map(|word| (word, Kind::Removed));
            let came = one.gained.iter().map(|word| (word, Kind::Added));
            let words = gone.chain(came).map(|(word, kind)| {
                self.paint(&format!("{}{}", kind.sign(), visible_line(word)), kind)
            });
            return words.collect::<Vec<_>>().join(" ");
        }
        let word = |said: &Option<String>, kind: Kind| {
            said.as_ref()
                .map_or_else(|| "not said".to_owned(), |said| self.paint(&visible_line(said), kind))
        };
        format!("{} → {}", word(&one.old, Kind::Removed), word(&one.new, Kind::Added))
    }
    fn cost(&mut self, one: &Factor) {
        let matter = one.matter.map(|matter| format!(" ({matter})")).unwrap_or_default();
        let words = format!("{}: {}{matter}", visible_line(&one.id), visible_line(&one.fact));
        self.line((2, 6), Some(one.kind), &words);
    }
    fn finding(&mut self, kind: Kind, source: &Source, one: &Diagnostic) {
        let place = source.line_column(one.primary.span.start);
        let word = match kind {
            Kind::Removed => "fixed ",
            _ => "new ",
        };
        let severity = self.severity(one.severity);
        let words = format!(
            "{word}{severity} {} {} ({}:{}:{})",
            one.code,
            visible_line(&one.message),
            visible_line(source.name()),
            place.line,
            place.column
        );
        // A new finding is bad news: the colours are those of the severity, not of the sign.
        self.line((2, 6), Some(kind), &words);
    }
    fn severity(&self, severity: Severity) -> String {
        let style = match severity {
            Severity::Error => Style::new().red().bold(),
            Severity::Warning => Style::new().yellow().bold(),
            Severity::Info => Style::new().cyan().bold(),
        };
        let word = severity.as_str();
        if self.look.colours { word.style(style).to_string() } else { word.to_owned() }
    }
}

/// The same with ASCII signs.
fn plain(words: &str) -> String {
    words.replace('→', "->").replace(['−', '–'], "-")
}

/// Columns without escape codes.
fn bare_width(word: &str) -> usize {
    let mut rest = word;
    let mut width = 0;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        width += before.width();
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    width + rest.width()
}
