//! The comments of a text in order, each taken once by the line that it belongs to.

use super::{Lines, Odd};
use crate::source::{Source, Span};
use crate::syntax::{Comment, Tree};

/// The text and a place in the list of its comments.
#[derive(Clone, Debug)]
pub(super) struct Comments<'a> {
    source: &'a Source,
    all: &'a [Comment],
    next: usize,
}

/// Comments on lines of their own, and the blank lines around them.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// The comments, with an empty line where there is one between them or after them.
    pub(super) lines: Lines,
    /// Whether an empty line stands before the first, or before what follows when there is none.
    pub(super) gap: bool,
    /// Where the last of them ends.
    pub(super) end: Option<u32>,
}

impl Block {
    /// Whether one of them speaks to the linter about a line.
    pub(super) fn is_directive(&self) -> bool {
        self.lines.iter().any(|line| is_directive(line))
    }
}

/// Whether the comment speaks to the linter about the line that it stands on or above.
pub(super) fn is_directive(comment: &str) -> bool {
    comment.contains("cyanotype:")
}

impl<'a> Comments<'a> {
    pub(super) fn new(source: &'a Source, tree: &'a Tree) -> Self {
        Self { source, all: tree.comments(), next: 0 }
    }

    /// The next comment that nobody has taken, when it begins before `limit`.
    fn peek(&self, limit: u32) -> Option<&'a Comment> {
        self.all.get(self.next).filter(|one| one.span.start < limit)
    }

    /// Leaves out the comments before `at`.
    pub(super) fn skip_to(&mut self, at: u32) {
        while self.peek(at).is_some() {
            self.next += 1;
        }
    }

    /// Whether a comment that nobody has taken begins before `limit`.
    pub(super) fn any_before(&self, limit: u32) -> bool {
        self.peek(limit).is_some()
    }

    /// The column of a byte, from 0.
    pub(super) fn column(&self, at: u32) -> u32 {
        self.source.line_column(at).column - 1
    }

    fn slice(&self, from: u32, to: u32) -> &'a str {
        self.source.slice(Span::new(from, to.max(from)))
    }

    /// Whether an empty line stands in a text of blanks.
    fn has_gap(&self, from: u32, to: u32) -> bool {
        self.slice(from, to).matches('\n').count() > 1
    }

    /// The comments between two tokens, each on a line of its own; anything else there is odd.
    pub(super) fn between(&mut self, from: u32, to: u32) -> Result<Block, Odd> {
        let mut block = self.block(from, to, |_| true)?;
        let rest = block.end.unwrap_or(from);
        if !self.slice(rest, to).trim().is_empty() {
            return Err(Odd);
        }
        self.note_gap(&mut block, rest, to);
        Ok(block)
    }

    /// Keeps one empty line where there were some.
    fn note_gap(&self, block: &mut Block, from: u32, to: u32) {
        if !self.has_gap(from, to) {
            return;
        }
        if block.lines.is_empty() {
            block.gap = true;
        } else {
            block.lines.push(String::new());
        }
    }

    /// The comments behind the last token of a block that stand at least at `column`.
    pub(super) fn behind(&mut self, from: u32, limit: u32, column: u32) -> Result<Block, Odd> {
        self.block(from, limit, |own| own >= column)
    }

    fn block(
        &mut self,
        from: u32,
        limit: u32,
        belongs: impl Fn(u32) -> bool,
    ) -> Result<Block, Odd> {
        let mut block = Block::default();
        while let Some(comment) = self.peek(limit) {
            if !belongs(self.column(comment.span.start)) {
                break;
            }
            let before = block.end.unwrap_or(from);
            if !comment.own_line || !self.slice(before, comment.span.start).trim().is_empty() {
                return Err(Odd);
            }
            self.note_gap(&mut block, before, comment.span.start);
            block.lines.push(self.source.slice(comment.span).trim_end().to_owned());
            block.end = Some(comment.span.end);
            self.next += 1;
        }
        Ok(block)
    }

    /// The comment on the line where a token ends, and where the comment ends.
    pub(super) fn beside(&mut self, end: u32) -> Option<(String, u32)> {
        let comment = self.peek(u32::MAX).filter(|one| one.span.start >= end && !one.own_line)?;
        let between = self.slice(end, comment.span.start);
        if !between.trim_matches([' ', '\t']).is_empty() {
            return None;
        }
        self.next += 1;
        Some((self.source.slice(comment.span).trim_end().to_owned(), comment.span.end))
    }
}
