//! User text made safe for a terminal: what cannot be seen is written out.

use crate::secrets;
use crate::source::{Source, Span};
use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a terminal would act on the character, or show nothing and deceive the reader.
const fn is_hidden(one: char) -> bool {
    matches!(one,
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        // Direction marks reorder what is read ("Trojan Source", CVE-2021-42574); the others have no width.
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

fn replace(text: &str, hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    let plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if plain || !text.contains(&hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for one in text.chars() {
        if hidden(one) {
            // Writing to a `String` cannot fail.
            let _ = write!(shown, "{}", one.escape_default());
        } else {
            shown.push(one);
        }
    }
    Cow::Owned(shown)
}

/// `text` with control characters, escape sequences and direction marks written out (`\u{1b}`) and with asterisks for
/// what looks like a secret; line breaks and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    discreet(text, is_hidden)
}

/// As [`visible`], on one line: line breaks and tabs are written out too.
pub fn visible_line(text: &str) -> Cow<'_, str> {
    discreet(text, |one| is_hidden(one) || matches!(one, '\n' | '\t'))
}

fn discreet(text: &str, hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    match secrets::masked(text) {
        Cow::Borrowed(text) => replace(text, hidden),
        Cow::Owned(text) => Cow::Owned(replace(&text, hidden).into_owned()),
    }
}

/// A source as it is shown: its text made visible, and where its bytes went.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) source: Source,
    /// Byte offset behind a replaced character, and by how much the text has grown up to there.
    shifts: Vec<(u32, u32)>,
}

impl Shown {
    pub(super) fn new(source: &Source) -> Self {
        let plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
        let hidden = |text: &str| {
            if text.bytes().all(plain) {
                return Vec::new();
            }
            // The carriage return of a Windows line end is no trick.
            text.char_indices()
                .filter(|&(at, one)| is_hidden(one) && !text[at..].starts_with("\r\n"))
                .map(|(at, one)| (at, one.len_utf8()))
                .collect::<Vec<_>>()
        };
        let name = visible_line(source.name());
        // Any finding may show a line with a secret, so that they are covered whatever is found. Places stay.
        let discreet = match secrets::masked(source.text()) {
            Cow::Borrowed(_) => Cow::Borrowed(source),
            Cow::Owned(text) => Cow::Owned(Source::new(source.name(), text)),
        };
        let source = discreet.as_ref();
        let places = hidden(source.text());
        if places.is_empty() && matches!(name, Cow::Borrowed(_)) {
            return Self { source: source.clone(), shifts: Vec::new() };
        }
        let (mut text, mut shifts, mut from) = (String::new(), Vec::new(), 0);
        for (at, length) in places {
            text.push_str(&source.text()[from..at]);
            text.push_str(&visible(&source.text()[at..at + length]));
            from = at + length;
            shifts.push((offset(from), offset(text.len() - from)));
        }
        text.push_str(&source.text()[from..]);
        Self { source: Source::new(&*name, text), shifts }
    }

    /// Where a byte of the original went.
    pub(super) fn offset(&self, original: u32) -> u32 {
        let before = self.shifts.partition_point(|&(at, _)| at <= original);
        let growth = before.checked_sub(1).map_or(0, |last| self.shifts[last].1);
        original.saturating_add(growth)
    }

    /// Where a place of the original went.
    pub(super) fn span(&self, original: Span) -> Span {
        Span::new(self.offset(original.start), self.offset(original.end))
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Shown, visible, visible_line};
    use crate::source::{Source, Span};

    #[test]
    fn nothing_that_a_terminal_acts_on_stays() {
        assert_eq!(visible("a\u{1b}[31mb\u{9b}\u{7f}"), "a\\u{1b}[31mb\\u{9b}\\u{7f}");
        assert_eq!(visible("x\u{202e}y\u{200b}"), "x\\u{202e}y\\u{200b}");
        assert_eq!(visible("tab\tline\nkept, ü and 日本 too"), "tab\tline\nkept, ü and 日本 too");
        assert_eq!(visible_line("a\nb\r\tc"), "a\\nb\\r\\tc");
    }

    #[test]
    fn places_move_with_the_text() {
        let source = Source::new("f", "a\u{1b}bc\r\n\u{7f}d");
        let shown = Shown::new(&source);
        assert_eq!(shown.source.text(), "a\\u{1b}bc\r\n\\u{7f}d");
        assert_eq!(shown.source.slice(shown.span(Span::new(2, 4))), "bc");
        assert_eq!(shown.source.slice(shown.span(Span::new(1, 2))), "\\u{1b}");
        assert_eq!(shown.source.slice(shown.span(Span::new(7, 8))), "d");
    }

    #[test]
    fn secrets_are_covered_where_they_stand() {
        let key = ["AKIA", "Q3EGRVZ7HSWXN5TD"].concat();
        let source = Source::new("f", format!("a: {key}\nb: \u{7f}c"));
        let shown = Shown::new(&source);
        assert_eq!(shown.source.text(), "a: ********************\nb: \\u{7f}c");
        assert_eq!(visible(&format!("no service `{key}`")), "no service `********************`");
    }

    #[test]
    fn a_clean_source_is_not_copied() {
        let source = Source::new("f", "name: ü\r\n");
        let shown = Shown::new(&source);
        assert_eq!(shown.source.text().as_ptr(), source.text().as_ptr());
    }
}
