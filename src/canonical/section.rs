//! Entries side by side: the blank lines between them, and the top level, where what is odd stays as it is.

use super::print::{Place, Printer};
use super::role::{HEAD, Role};
use super::{Lines, Odd};
use crate::source::Span;
use crate::syntax::NodeId;

/// An entry with its comments.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) lines: Lines,
    /// Whether an empty line stood before it.
    pub(super) gap: bool,
    pub(super) rank: usize,
    /// Whether it is one of the words about the blueprint that stand together at the top.
    pub(super) head: bool,
}

/// The lines of the units, with the author's blank lines, never two and never first.
pub(super) fn join(units: Vec<Unit>) -> Lines {
    let mut lines = Lines::new();
    for unit in units {
        if unit.gap && !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(unit.lines);
    }
    lines
}

/// The lines of the top level: a blank line between all but the words about the blueprint.
pub(super) fn join_sections(sections: Vec<Unit>) -> Lines {
    let mut lines = Lines::new();
    let mut head = true;
    for section in sections {
        let apart = section.gap || !(head && section.head);
        if apart && !lines.is_empty() {
            lines.push(String::new());
        }
        head = section.head;
        lines.extend(section.lines);
    }
    lines
}

/// Adds comments on lines of their own.
pub(super) fn append(lines: &mut Lines, comments: Lines, gap: bool, pad: &str) {
    if gap && !comments.is_empty() {
        lines.push(String::new());
    }
    let padded = |line: String| if line.is_empty() { line } else { format!("{pad}{line}") };
    lines.extend(comments.into_iter().map(padded));
}

impl Printer<'_> {
    /// The top-level entries, and where the last one ends.
    pub(super) fn sections(&mut self, root: NodeId, from: u32) -> Result<(Vec<Unit>, u32), Odd> {
        let entries = self.tree.entries(root);
        let length = u32::try_from(self.source.text().len()).map_err(|_| Odd)?;
        let (mut units, mut at) = (Vec::new(), from);
        for (index, &entry) in entries.iter().enumerate() {
            let limit = entries.get(index + 1).map_or(length, |&next| self.start(next));
            let place = Place { role: Role::Top, indent: 0, from: at, limit, least: 1 };
            let before = self.comments.clone();
            let (mut unit, end) = if let Ok(done) = self.entry(entry, place) {
                done
            } else {
                self.comments = before;
                self.as_it_is(entry.key, place)?
            };
            unit.head = self.is_head(entry.key);
            units.push(unit);
            at = end;
        }
        Ok((units, at))
    }

    fn is_head(&self, key: NodeId) -> bool {
        Role::Top.rank(self.tree.text(key).unwrap_or(""), self.reference) < HEAD
    }

    /// The section as it is written, up to the comments before the next one.
    fn as_it_is(&mut self, key: NodeId, place: Place) -> Result<(Unit, u32), Odd> {
        let start = self.tree.span(key).start;
        if self.comments.column(start) != 0 || start >= place.limit {
            return Err(Odd);
        }
        let leading = self.comments.between(place.from, start)?;
        let text = self.source.slice(Span::new(start, place.limit));
        let (mut at, mut length) = (0, 0);
        for line in text.split_inclusive('\n') {
            at += line.len();
            if !line.trim().is_empty() && !line.starts_with('#') {
                length = at;
            }
        }
        let text = text[..length].trim_end();
        let end = start + u32::try_from(text.len()).map_err(|_| Odd)?;
        self.comments.skip_to(end);
        let mut lines = leading.lines;
        lines.extend(text.lines().map(str::to_owned));
        let rank = self.rank(place.role, key);
        Ok((Unit { lines, gap: leading.gap, rank, head: false }, end))
    }
}
