//! Text in the cells of a terminal: measured, cut and wrapped.

use crate::text::{clean, wholes};
use unicode_width::UnicodeWidthStr;

/// How many cells `text` takes.
pub(super) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// `text` on one line of at most `most` cells, cut with an ellipsis when it is longer.
pub(super) fn fit(text: &str, most: usize) -> String {
    wrap(text, most, 1).pop().unwrap_or_default()
}

/// `text` with blanks after it up to `to` cells.
pub(super) fn pad(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(width(text))))
}

/// `text`, cleaned, in at most `lines` lines of at most `most` cells; what does not fit ends with an ellipsis.
pub(super) fn wrap(text: &str, most: usize, lines: usize) -> Vec<String> {
    // Far more than fits, and little of a text of 100 kB.
    let start: String = text.chars().take(most * lines * 8 + 64).collect();
    let whole = start.len() == text.len();
    let text = clean(&start);
    let mut out: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match out.last_mut() {
            Some(line) if width(line) + 1 + width(word) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => out.extend(pieces(word, most)),
        }
        if out.len() > lines {
            break;
        }
    }
    if out.len() > lines || !whole {
        out.truncate(lines);
        if let Some(last) = out.last_mut() {
            *last = cut(last, most);
        }
    }
    out
}

/// A word in pieces that fit on a line.
fn pieces(word: &str, most: usize) -> Vec<String> {
    let mut out = vec![String::new()];
    for whole in wholes(word) {
        let longer = out.last().map_or(0, |line| width(line)) + width(whole);
        match out.last_mut() {
            Some(line) if longer <= most => line.push_str(whole),
            _ => out.push(whole.to_owned()),
        }
    }
    out
}

/// `line` with an ellipsis at its end, within `most` cells.
fn cut(line: &str, most: usize) -> String {
    let mut out = String::new();
    for whole in wholes(line) {
        if width(&out) + width(whole) + 1 > most {
            break;
        }
        out.push_str(whole);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_blanks_and_end_with_an_ellipsis() {
        assert_eq!(wrap("one two three", 7, 2), ["one two", "three"]);
        assert_eq!(wrap("one two three four", 7, 2), ["one two", "three…"]);
        assert_eq!(wrap("abcdefghij", 4, 9), ["abcd", "efgh", "ij"]);
        assert!(wrap(" \n ", 4, 2).is_empty());
        assert_eq!(fit("日本語", 5), "日本…");
        assert_eq!(pad("日本", 6), "日本  ");
    }

    #[test]
    fn no_line_is_wider_than_allowed() {
        for text in ["x".repeat(100_000), "日 ".repeat(50_000), "👩\u{200d}👩\u{200d}👧".repeat(99)]
        {
            let lines = wrap(&text, 20, 3);
            assert_eq!(lines.len(), 3);
            assert!(lines.iter().all(|line| width(line) <= 20), "{lines:?}");
            assert!(lines.last().is_some_and(|line| line.ends_with('…')));
        }
    }
}
