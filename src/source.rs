//! A text to be judged, places in it, and values that know where they stand.

use std::sync::Arc;

/// A half-open byte range in a [`Source`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }
    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }
    /// Whether the range holds no byte.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }
    /// The smallest range that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// A value and where it was said.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spanned<T> {
    /// What was said.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, said at `span`.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

/// A place for people and editors; both numbers start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    /// Line.
    pub line: u32,
    /// Column in characters (Unicode scalar values).
    pub column: u32,
}

/// A file's name and text with an index of its lines.
#[derive(Clone, Debug)]
pub struct Source {
    name: Arc<str>,
    text: Arc<str>,
    lines: Arc<[u32]>,
}

/// Bytes of a short line; with more room than this the index of the lines need not grow.
const USUAL_LINE: usize = 24;

impl Source {
    /// A source called `name` in messages. Texts over 4 GiB are cut off by the reading limits before.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let text: Arc<str> = text.into();
        let mut lines = Vec::with_capacity(1 + text.len() / USUAL_LINE);
        lines.push(0);
        let breaks = text.match_indices('\n');
        lines.extend(breaks.map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX)));
        Self { name: name.into(), text, lines: lines.into() }
    }
    /// The name for messages: the path as the user gave it, or `<stdin>`.
    pub fn name(&self) -> &str {
        &self.name
    }
    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// The text at `span`; empty when the span does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }
    /// Number of lines; a text without a newline has one.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }
    /// The 0-based line that holds the byte `offset`.
    pub fn line_index(&self, offset: u32) -> usize {
        self.lines.partition_point(|&start| start <= offset).saturating_sub(1)
    }
    /// The span of the 0-based line, without its line break.
    pub fn line_span(&self, index: usize) -> Span {
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        let start = self.lines.get(index).copied().unwrap_or(end);
        let next = self.lines.get(index + 1).copied().unwrap_or(end);
        let line = self.slice(Span::new(start, next)).trim_end_matches(['\n', '\r']);
        Span::new(start, start + u32::try_from(line.len()).unwrap_or(0))
    }
    /// Line and column of a byte offset, in characters.
    pub fn line_column(&self, offset: u32) -> LineColumn {
        self.place(offset, str::chars, |_| 1)
    }
    /// Line and column of a byte offset with columns in UTF-16 code units, as editors count.
    pub fn line_column_utf16(&self, offset: u32) -> LineColumn {
        self.place(offset, str::chars, |c| u32::try_from(c.len_utf16()).unwrap_or(1))
    }
    fn place<'a>(
        &'a self,
        offset: u32,
        chars: impl Fn(&'a str) -> std::str::Chars<'a>,
        width: impl Fn(char) -> u32,
    ) -> LineColumn {
        let index = self.line_index(offset);
        let start = self.lines.get(index).copied().unwrap_or(0);
        let before = self.slice(Span::new(start, offset.max(start)));
        let column = 1 + chars(before).map(width).sum::<u32>();
        LineColumn { line: u32::try_from(index + 1).unwrap_or(u32::MAX), column }
    }
}
