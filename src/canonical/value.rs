//! One entry: its key, its value, and the comments beside them.

use super::comments::is_directive;
use super::print::{Place, Printer};
use super::section::{Unit, append, join};
use super::{Lines, Odd, STEP};
use crate::source::Span;
use crate::syntax::{Entry, NodeId, Value};

/// What stands between a key and its value.
#[derive(Debug, Default)]
struct Between {
    /// Anchor and tag.
    marks: String,
    /// The sign of a block text.
    header: Option<String>,
    /// A comment on the line of the key.
    comment: Option<String>,
    /// Where the last of it ends.
    end: u32,
}

impl Printer<'_> {
    /// An entry of a block with the comments before it; and where it ends.
    pub(super) fn entry(&mut self, entry: Entry, place: Place) -> Result<(Unit, u32), Odd> {
        let key = self.tree.span(entry.key);
        let known = self.tree.text(entry.key).is_some();
        if !known || key.start < place.from || key.end > place.limit {
            return Err(Odd);
        }
        let leading = self.comments.between(place.from, key.start)?;
        let text = self.source.slice(key);
        if text.is_empty() || text.contains('\n') || text.starts_with(['*', '?']) {
            return Err(Odd);
        }
        let outer = std::mem::replace(&mut self.rigid, false);
        self.rigid = outer || leading.is_directive();
        let pad = " ".repeat(place.indent);
        let between = self.between(key.end, entry.value)?;
        let role = self.child(place.role, entry.key);
        let head = format!("{pad}{text}:{}", between.marks);
        let column = self.comments.column(key.start);
        let inner = Place { role, least: column + 1, ..place };
        let (value, end) = self.value(&head, between, entry.value, inner)?;
        self.rigid = outer;
        let mut lines = Lines::new();
        append(&mut lines, leading.lines, false, &pad);
        lines.extend(value);
        let rank = self.rank(place.role, entry.key);
        Ok((Unit { lines, gap: leading.gap, rank, head: false }, end))
    }

    /// Reads what stands between a key and its value: the colon, marks, the sign of a block text, a comment.
    fn between(&mut self, from: u32, value: NodeId) -> Result<Between, Odd> {
        let to = self.tree.span(value).start;
        let text = self.source.slice(Span::new(from, to.max(from)));
        let mut rest = text.trim_start().strip_prefix(':').ok_or(Odd)?;
        let mut found = Between::default();
        loop {
            found.end = to - u32::try_from(rest.len()).map_err(|_| Odd)?;
            let trimmed = rest.trim_start();
            let word = trimmed.split_whitespace().next().unwrap_or("");
            match word.chars().next() {
                None => return Ok(found),
                Some('#') => {
                    // Comments on further lines belong to the block that follows.
                    if let Some((comment, end)) = self.comments.beside(found.end) {
                        (found.comment, found.end) = (Some(comment), end);
                    }
                    return Ok(found);
                }
                Some('&' | '!') => {
                    found.marks.extend([" ", word]);
                    rest = &trimmed[word.len()..];
                }
                Some('|' | '>') if matches!(word, "|" | ">" | "|-" | ">-") => {
                    let line = trimmed.lines().next().unwrap_or("").trim_end();
                    found.header = (word == line).then(|| word.to_owned());
                    return if found.header.is_some() { Ok(found) } else { Err(Odd) };
                }
                Some(_) => return Err(Odd),
            }
        }
    }

    fn value(
        &mut self,
        head: &str,
        between: Between,
        node: NodeId,
        place: Place,
    ) -> Result<(Lines, u32), Odd> {
        if let Some(header) = between.header {
            let lines = self.block_text(format!("{head} {header}"), node, place.indent)?;
            return Ok((lines, self.tree.span(node).end));
        }
        if !self.is_block(node) {
            return self.leaf(head, between.comment, node, place);
        }
        let mut lines = vec![beside(head, between.comment)];
        let place = Place { from: between.end, indent: place.indent + STEP, ..place };
        let (block, end) = if self.tree.items(node).is_empty() {
            self.mapping(node, place)?
        } else {
            self.list(node, place)?
        };
        lines.extend(block);
        Ok((lines, end))
    }

    /// Whether it is a mapping or a list without braces, written here and not repeated from elsewhere.
    fn is_block(&self, node: NodeId) -> bool {
        let scalar = matches!(self.tree.node(node).value, Value::Scalar(..));
        !scalar && !self.is_flow(node) && !self.slice(node).starts_with('*')
    }

    /// A scalar, an alias, or a collection in braces; and where its comment or it ends.
    fn leaf(
        &mut self,
        head: &str,
        above: Option<String>,
        node: NodeId,
        place: Place,
    ) -> Result<(Lines, u32), Odd> {
        let span = self.tree.span(node);
        let text = self.slice(node);
        if self.comments.any_before(span.end) {
            return Err(Odd);
        }
        let (comment, end) = match (above, self.comments.beside(span.end)) {
            (Some(_), Some(_)) => return Err(Odd),
            (None, Some((comment, end))) => (Some(comment), end),
            (above, None) => (above, span.end),
        };
        let outer = self.rigid;
        self.rigid |= comment.as_deref().is_some_and(is_directive);
        let flow = self.is_flow(node);
        let lines = if flow {
            self.flow(head, node, place.role)
        } else {
            Ok(plain(head, text, place.indent))
        };
        self.rigid = outer;
        let mut lines = lines?;
        // At the first line of broken braces, so that it stays with the key.
        let line = if flow { lines.first_mut() } else { lines.last_mut() };
        if let Some(line) = line {
            *line = beside(line, comment);
        }
        Ok((lines, end))
    }

    /// A block list, with the comments behind it that belong to it; and where it ends.
    fn list(&mut self, node: NodeId, place: Place) -> Result<(Lines, u32), Odd> {
        let items = self.tree.items(node);
        let column = self.comments.column(self.tree.span(node).start).max(place.least);
        let (mut units, mut at) = (Vec::new(), place.from);
        for (index, &item) in items.iter().enumerate() {
            let limit =
                items.get(index + 1).map_or(place.limit, |next| self.tree.span(*next).start);
            let role = place.role.item();
            let inner = Place { role, from: at, limit, least: column + 1, ..place };
            let (unit, end) = self.item(item, inner)?;
            units.push(unit);
            at = end;
        }
        let behind = self.comments.behind(at, place.limit, column)?;
        let mut lines = join(units);
        append(&mut lines, behind.lines, behind.gap, &" ".repeat(place.indent));
        Ok((lines, behind.end.unwrap_or(at)))
    }

    fn item(&mut self, node: NodeId, place: Place) -> Result<(Unit, u32), Odd> {
        let start = self.tree.span(node).start;
        let before = self.source.slice(Span::new(place.from, start.max(place.from))).trim_end();
        if !before.ends_with('-') || self.slice(node).is_empty() {
            return Err(Odd);
        }
        let dash = place.from + u32::try_from(before.len() - 1).map_err(|_| Odd)?;
        let leading = self.comments.between(place.from, dash)?;
        let outer = self.rigid;
        self.rigid |= leading.is_directive();
        let pad = " ".repeat(place.indent);
        let (value, end) = if self.is_block(node) {
            let inner = Place { from: start, indent: place.indent + STEP, ..place };
            let (lines, end) = match self.tree.node(node).value {
                Value::Mapping(_) => self.mapping(node, inner)?,
                _ => return Err(Odd),
            };
            (dashed(lines, &pad)?, end)
        } else {
            self.leaf(&format!("{pad}-"), None, node, place)?
        };
        self.rigid = outer;
        let mut lines = Lines::new();
        append(&mut lines, leading.lines, false, &pad);
        lines.extend(value);
        Ok((Unit { lines, gap: leading.gap, rank: 0, head: false }, end))
    }

    /// A block text with its lines moved to `indent`.
    fn block_text(&self, head: String, node: NodeId, indent: usize) -> Result<Lines, Odd> {
        let span = self.tree.span(node);
        // The first line has its blanks before the place of the text.
        let start = self.source.line_span(self.source.line_index(span.start)).start;
        let text = self.source.slice(Span::new(start, span.end));
        let blanks = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let filled = text.lines().filter(|line| !line.trim().is_empty());
        let old = filled.map(blanks).min().ok_or(Odd)?;
        let pad = " ".repeat(indent + STEP);
        let moved =
            |line: &str| line.get(old..).map_or(String::new(), |rest| format!("{pad}{rest}"));
        let mut lines = vec![head];
        lines.extend(
            text.lines()
                .map(|line| if line.trim().is_empty() { String::new() } else { moved(line) }),
        );
        Ok(lines)
    }
}

/// A line with the comment that stands on it.
fn beside(line: &str, comment: Option<String>) -> String {
    comment.map_or_else(|| line.to_owned(), |comment| format!("{line} {comment}"))
}

/// A scalar behind its key; further lines stand one level deeper.
fn plain(head: &str, text: &str, indent: usize) -> Lines {
    let pad = " ".repeat(indent + STEP);
    let mut parts = text.lines().map(str::trim);
    let first = parts.next().unwrap_or("");
    let mut lines =
        vec![if first.is_empty() { head.to_owned() } else { format!("{head} {first}") }];
    lines.extend(
        parts.map(|part| if part.is_empty() { String::new() } else { format!("{pad}{part}") }),
    );
    lines
}

/// The lines of a mapping as an item: the dash stands before the first key.
fn dashed(mut lines: Lines, pad: &str) -> Result<Lines, Odd> {
    let first = lines.first_mut().ok_or(Odd)?;
    let text = first.trim_start();
    if text.starts_with('#') {
        return Err(Odd);
    }
    *first = format!("{pad}- {text}");
    Ok(lines)
}
