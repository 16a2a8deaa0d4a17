//! Braces and brackets: on one line where they fit, else one line an entry.

use super::print::Printer;
use super::role::Role;
use super::{Lines, Odd, STEP, WIDTH};
use crate::source::Span;
use crate::syntax::{Entry, NodeId, Value};

impl Printer<'_> {
    /// Whether the collection is written in braces or brackets.
    pub(super) fn is_flow(&self, node: NodeId) -> bool {
        self.slice(node).starts_with(['{', '['])
    }

    /// `head value`: on one line when it fits, or when it must not be broken.
    pub(super) fn flow(&self, head: &str, node: NodeId, role: Role) -> Result<Lines, Odd> {
        let line = self.one_line(node, role)?;
        if self.rigid || line.len() == 2 || head.chars().count() + 1 + line.chars().count() <= WIDTH
        {
            return Ok(vec![format!("{head} {line}")]);
        }
        let indent = head.len() - head.trim_start().len() + STEP;
        let item = head.trim_start() == "-";
        let mut lines = if item { Vec::new() } else { vec![head.to_owned()] };
        lines.extend(self.broken(node, role, indent)?);
        if let (true, Some(first)) = (item, lines.first_mut()) {
            *first = format!("{head} {}", first.trim_start());
        }
        Ok(lines)
    }

    fn broken(&self, node: NodeId, role: Role, indent: usize) -> Result<Lines, Odd> {
        let pad = " ".repeat(indent);
        let mut lines = Vec::new();
        for entry in self.ordered(node, role) {
            let key = self.source.slice(self.tree.span(entry.key));
            let role = self.child(role, entry.key);
            lines.extend(self.broken_value(&format!("{pad}{key}:"), entry.value, role)?);
        }
        for &item in self.tree.items(node) {
            lines.extend(self.broken_value(&format!("{pad}-"), item, role.item())?);
        }
        Ok(lines)
    }

    fn broken_value(&self, head: &str, node: NodeId, role: Role) -> Result<Lines, Odd> {
        if self.is_flow(node) {
            return self.flow(head, node, role);
        }
        Ok(vec![format!("{head} {}", self.one_line(node, role)?)])
    }

    /// The value as it stands in braces.
    pub(super) fn one_line(&self, node: NodeId, role: Role) -> Result<String, Odd> {
        let slice = self.slice(node);
        if slice.starts_with('*') {
            return Ok(slice.to_owned());
        }
        match &self.tree.node(node).value {
            Value::Scalar(..) if slice.is_empty() || slice.contains('\n') => Err(Odd),
            Value::Scalar(..) => Ok(slice.to_owned()),
            Value::Sequence(items) => {
                let inner = (slice.starts_with('[')).then_some(items).ok_or(Odd)?;
                self.only_signs(node, inner.iter().copied())?;
                let items = inner.iter().map(|&item| self.one_line(item, role.item()));
                Ok(format!("[{}]", items.collect::<Result<Vec<_>, _>>()?.join(", ")))
            }
            Value::Mapping(entries) => {
                self.only_signs(node, entries.iter().flat_map(|one| [one.key, one.value]))?;
                let ordered = self.ordered(node, role);
                let pairs = ordered.iter().map(|&entry| self.pair(entry, role));
                let pairs = pairs.collect::<Result<Vec<_>, _>>()?.join(", ");
                Ok(if slice.starts_with('{') { format!("{{{pairs}}}") } else { pairs })
            }
        }
    }

    fn pair(&self, entry: Entry, role: Role) -> Result<String, Odd> {
        let key = self.one_line(entry.key, Role::Free)?;
        let value = self.one_line(entry.value, self.child(role, entry.key))?;
        Ok(format!("{key}: {value}"))
    }

    /// Whether nothing but signs and blanks stands between the parts: no comment, anchor or tag.
    fn only_signs(&self, node: NodeId, parts: impl Iterator<Item = NodeId>) -> Result<(), Odd> {
        let whole = self.tree.span(node);
        let mut at = whole.start;
        let signs = |from: u32, to: u32| {
            let inside = from <= to && to <= whole.end;
            let between = self.source.slice(Span::new(from, to.max(from)));
            let plain = between.chars().all(|c| c.is_whitespace() || "{}[]:,".contains(c));
            if inside && plain { Ok(()) } else { Err(Odd) }
        };
        for part in parts {
            let span = self.tree.span(part);
            signs(at, span.start)?;
            at = span.end;
        }
        signs(at, whole.end)
    }
}
