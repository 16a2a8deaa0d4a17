//! How a blueprint is written around a place: indents, line ends, braces, quotes, anchors. What is odd is left alone.

use crate::{
    diagnostic::Edit,
    source::{Source, Span},
};

/// The line end of the text, that of its first line.
pub(super) fn line_end(source: &Source) -> &'static str {
    let first = source.line_span(0);
    let rest = source.text().get(first.end as usize..).unwrap_or("");
    if rest.starts_with("\r\n") { "\r\n" } else { "\n" }
}

/// The spaces before a place, when nothing else stands before it on its line.
pub(super) fn indent(source: &Source, place: u32) -> Option<&str> {
    let start = source.line_span(source.line_index(place)).start;
    let indent = source.slice(Span::new(start, place));
    indent.bytes().all(|byte| byte == b' ').then_some(indent)
}

/// Where the line ends that holds the last byte of `span`.
pub(super) fn end_of_line(source: &Source, span: Span) -> u32 {
    let last = span.end.max(span.start + 1) - 1;
    source.line_span(source.line_index(last)).end
}

/// The lines that `span` touches, with the line end of the last.
pub(super) fn lines(source: &Source, span: Span) -> Span {
    let start = source.line_span(source.line_index(span.start)).start;
    let last = source.line_index(span.end.max(span.start + 1) - 1);
    let end = match last + 1 {
        next if next < source.line_count() => source.line_span(next).start,
        _ => source.line_span(last).end,
    };
    Span::new(start, end)
}

/// The edits in order; one that adds lines inside of lines that go takes their place.
pub(super) fn in_order(source: &Source, mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| edit.span);
    let inside = |gone: &Edit, added: &Edit| {
        let place = added.span.start;
        gone.text.is_empty() && gone.span.start < place && place < gone.span.end
    };
    if let [gone, added] = edits.as_slice()
        && inside(gone, added)
    {
        let lines = added.text.trim_matches(['\r', '\n']);
        let text = format!("{lines}{}", line_end(source));
        return vec![Edit { span: gone.span, text }];
    }
    edits
}

/// Writes `entry` in front of the brace that ends a mapping in braces; none where a comment may stand before it.
pub(super) fn into_braces(source: &Source, braces: Span, entry: &str) -> Option<Edit> {
    let inner = source.slice(braces).strip_suffix('}')?.trim_end();
    if !inner.starts_with('{') || inner.lines().next_back()?.contains('#') {
        return None;
    }
    let gap = match inner {
        "{" => "",
        _ if inner.ends_with(',') => " ",
        _ => ", ",
    };
    let at = braces.start + u32::try_from(inner.len()).ok()?;
    Some(Edit { span: Span::new(at, at), text: format!("{gap}{entry}") })
}

/// Whether the text says the same with and without quotes, wherever it stands, and is no number, truth value or null.
pub(super) fn is_plain(text: &str) -> bool {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '/');
    let number = text.bytes().all(|byte| byte.is_ascii_digit() || b".eE-_xo".contains(&byte));
    let word = ["true", "false", "null", "yes", "no", "on", "off"];
    text.starts_with(char::is_alphanumeric)
        && text.chars().all(plain)
        && !number
        && !word.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// The value at `span` is one word on one line, in quotes or not: no alias, list, mapping or block of text.
pub(super) fn is_one_word(source: &Source, span: Span) -> bool {
    let text = source.slice(span);
    let quotes = |mark| text.len() > 1 && text.starts_with(mark) && text.ends_with(mark);
    let bare = !text.is_empty() && !text.starts_with(['"', '\'', '*', '[', '{', '|', '>']);
    (bare || quotes('"') || quotes('\'')) && !text.contains('\n')
}

/// Whether an anchor or a tag stands before the place: then others may mean the same text.
pub(super) fn is_marked(source: &Source, place: u32) -> bool {
    let before = source.text().get(..place as usize).unwrap_or("");
    let blanks = before.len() - before.trim_end().len();
    let word = before.trim_end().rsplit([' ', '\t', '\n', '[', '{', ',']).next();
    blanks > 0 && word.is_some_and(|word| word.len() > 1 && word.starts_with(['&', '!']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source::new("a.yaml", text)
    }

    fn in_braces(text: &str) -> Option<String> {
        let all = Span::new(0, u32::try_from(text.len()).ok()?);
        let edit = into_braces(&source(text), all, "c: d")?;
        crate::syntax::apply_edits(text, &[edit]).ok()
    }

    #[test]
    fn an_entry_goes_before_the_brace() {
        assert_eq!(in_braces("{}").as_deref(), Some("{c: d}"));
        assert_eq!(in_braces("{a: b }").as_deref(), Some("{a: b, c: d }"));
        assert_eq!(in_braces("{a: b,}").as_deref(), Some("{a: b, c: d}"));
        assert_eq!(
            in_braces("{\n  a: b, # so\n  e: f\n}").as_deref(),
            Some("{\n  a: b, # so\n  e: f, c: d\n}")
        );
        assert_eq!(in_braces("{a: b # so\n}"), None);
        assert_eq!(in_braces("a: b}"), None);
    }

    #[test]
    fn odd_words_are_told_from_plain_ones() {
        for text in ["a", "order-tool", "größe", "a.b/c_d", "2fa"] {
            assert!(is_plain(text), "{text}");
        }
        for text in ["", "-a", "@a", "a b", "a,b", "a#", "12", "1e3", "No", "null", "*a", "a:"] {
            assert!(!is_plain(text), "{text}");
        }
        for (text, wanted) in [
            ("a b", true),
            ("'a'", true),
            ("\"a\"", true),
            ("'", false),
            ("*a", false),
            ("[a]", false),
            ("a\n  b", false),
        ] {
            let all = Span::new(0, u32::try_from(text.len()).unwrap_or(0));
            assert_eq!(is_one_word(&source(text), all), wanted, "{text}");
        }
    }

    #[test]
    fn anchors_and_tags_are_seen() {
        for (text, wanted) in [
            ("a: &x b", true),
            ("a: !!str b", true),
            ("a: [&x b", true),
            ("a: &x\n  b", true),
            ("c -> a & b", false),
            ("a: b", false),
            ("b", false),
        ] {
            let at = u32::try_from(text.len() - 1).unwrap_or(0);
            assert_eq!(is_marked(&source(text), at), wanted, "{text}");
        }
    }

    #[test]
    fn lines_and_their_ends_are_found() {
        let windows = source("a: b\r\n  c: d\r\ne: f");
        assert_eq!(line_end(&windows), "\r\n");
        assert_eq!(line_end(&source("a: b")), "\n");
        assert_eq!((indent(&windows, 8), indent(&windows, 11)), (Some("  "), None));
        assert_eq!(windows.slice(lines(&windows, Span::new(8, 9))), "  c: d\r\n");
        assert_eq!(windows.slice(lines(&windows, Span::new(14, 15))), "e: f");
        assert_eq!(end_of_line(&windows, Span::new(0, 1)), 4);
    }
}
