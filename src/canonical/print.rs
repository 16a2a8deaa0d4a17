//! The layout of a whole text.

use super::comments::Comments;
use super::role::Role;
use super::section::{join, join_sections};
use super::{Lines, Odd, Order};
use crate::catalog::Reference;
use crate::source::{Source, Span};
use crate::syntax::{Entry, NodeId, Tree, Value};

/// A walk over the tree from the first byte to the last.
#[derive(Debug)]
pub(super) struct Printer<'a> {
    pub(super) source: &'a Source,
    pub(super) tree: &'a Tree,
    pub(super) reference: &'a Reference,
    pub(super) comments: Comments<'a>,
    pub(super) order: Order,
    /// Whether a comment speaks of the line, so that its parts must stay on it.
    pub(super) rigid: bool,
}

/// The text in canonical form; none when it is no block of keys, or has something that cannot be placed outside of a
/// top-level key. The tree must have been read without problems of syntax; compare what comes out with [`super::same`].
pub fn print(source: &Source, tree: &Tree, reference: &Reference, order: Order) -> Option<String> {
    let comments = Comments::new(source, tree);
    let mut printer = Printer { source, tree, reference, comments, order, rigid: false };
    let lines = printer.whole(tree.root()?).ok()?;
    let end = if source.text().contains("\r\n") { "\r\n" } else { "\n" };
    Some(lines.iter().flat_map(|line| [line.as_str(), end]).collect())
}

impl<'a> Printer<'a> {
    pub(super) fn slice(&self, node: NodeId) -> &'a str {
        self.source.slice(self.tree.span(node))
    }

    /// What the value of `key` is.
    pub(super) fn child(&self, role: Role, key: NodeId) -> Role {
        role.child(self.tree.text(key).unwrap_or(""), self.reference)
    }

    pub(super) fn rank(&self, role: Role, key: NodeId) -> usize {
        match self.order {
            Order::Canonical => role.rank(self.tree.text(key).unwrap_or(""), self.reference),
            Order::Kept => 0,
        }
    }

    /// The entries of a mapping in their order.
    pub(super) fn ordered(&self, node: NodeId, role: Role) -> Vec<Entry> {
        let mut entries = self.tree.entries(node).to_vec();
        entries.sort_by_key(|entry| self.rank(role, entry.key));
        entries
    }

    fn whole(&mut self, root: NodeId) -> Result<Lines, Odd> {
        let block = matches!(self.tree.node(root).value, Value::Mapping(_)) && !self.is_flow(root);
        if !block || self.slice(root).starts_with('*') {
            return Err(Odd);
        }
        let (mut lines, start) = self.beginning(root);
        let first = self.tree.span(root).start;
        let heading = self.comments.clone().between(start, first)?;
        let mut from = start;
        if !heading.is_directive() && !heading.lines.is_empty() {
            // A word about the file stays at its top, whatever key comes first.
            lines.extend(self.comments.between(start, first)?.lines);
            from = first;
        }
        let (mut sections, end) = self.sections(root, from)?;
        let length = u32::try_from(self.source.text().len()).map_err(|_| Odd)?;
        let tail = self.comments.between(end, length)?;
        sections.sort_by_key(|section| section.rank);
        lines.extend(join_sections(sections));
        if !tail.lines.is_empty() {
            lines.extend(tail.gap.then(String::new));
            lines.extend(tail.lines);
        }
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        Ok(lines)
    }

    /// The lines up to the mark `---`, and where what follows them begins.
    fn beginning(&mut self, root: NodeId) -> (Lines, u32) {
        let before = self.source.slice(Span::new(0, self.tree.span(root).start));
        let mut end = 0;
        let mut mark = None;
        for line in before.split_inclusive('\n') {
            end += line.len();
            if line.trim_end() == "---" {
                mark = Some(end);
            }
        }
        let Some(end) = mark else { return (Lines::new(), 0) };
        let at = u32::try_from(end).unwrap_or(u32::MAX);
        self.comments.skip_to(at);
        let lines = before[..end].lines().map(|line| line.trim_end().to_owned()).collect();
        (lines, at)
    }

    /// A block of keys at `indent`, with the comments behind it that belong to it; and where it ends.
    pub(super) fn mapping(&mut self, node: NodeId, place: Place) -> Result<(Lines, u32), Odd> {
        let entries = self.tree.entries(node);
        let column = self.comments.column(self.tree.span(node).start).max(place.least);
        let (mut units, mut at) = (Vec::new(), place.from);
        for (index, &entry) in entries.iter().enumerate() {
            let next = entries.get(index + 1).map_or(place.limit, |&next| self.start(next));
            let inner = Place { from: at, limit: next, ..place };
            let (unit, end) = self.entry(entry, inner)?;
            units.push(unit);
            at = end;
        }
        let behind = self.comments.behind(at, place.limit, column)?;
        units.sort_by_key(|unit| unit.rank);
        let mut lines = join(units);
        let pad = " ".repeat(place.indent);
        super::section::append(&mut lines, behind.lines, behind.gap, &pad);
        Ok((lines, behind.end.unwrap_or(at)))
    }

    pub(super) fn start(&self, entry: Entry) -> u32 {
        self.tree.span(entry.key).start
    }
}

/// Where a block stands in the old text and in the new one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// What the block is.
    pub(super) role: Role,
    /// Columns before it in the new text.
    pub(super) indent: usize,
    /// Where the token before it ends.
    pub(super) from: u32,
    /// Where the token behind it begins.
    pub(super) limit: u32,
    /// The least column of the comments behind it that belong to it.
    pub(super) least: u32,
}
