//! From a place in the decoded text of a YAML scalar to the place in the file.

use crate::source::{Source, Span};

/// Where the part `inner` of the decoded `text` is written; `span` is the place of the whole scalar.
///
/// Both texts are followed letter by letter; quotes, escapes and the indentation of blocks are passed over.
pub(super) fn within(source: &Source, span: Span, text: &str, inner: Span) -> Span {
    let written = source.slice(span);
    let start = offset(written, text, inner.start as usize);
    // The place after the last letter, not before the next one, which may be lines away.
    let last = text.get(..inner.end as usize).and_then(|text| text.char_indices().next_back());
    let end = match last {
        Some((at, _)) if inner.end > inner.start => {
            let at = offset(written, text, at);
            at + written[at..].chars().next().map_or(0, char::len_utf8)
        }
        _ => start,
    };
    let place = |at: usize| span.start + u32::try_from(at).unwrap_or(0);
    Span::new(place(start), place(end.max(start)))
}

/// The byte of `written` at which the byte `wanted` of the decoded text begins.
fn offset(written: &str, text: &str, wanted: usize) -> usize {
    if written == text {
        return wanted.min(written.len());
    }
    let mut at = 0;
    for (passed, letter) in text.char_indices() {
        let found = if letter.is_whitespace() {
            written[at..].find(char::is_whitespace)
        } else {
            written[at..].find(letter)
        };
        // What is written otherwise, such as `\x41`, stands where the letter before it ended.
        let here = at + found.unwrap_or(0);
        if passed >= wanted {
            return here;
        }
        let Some(next) = written[here..].chars().next() else { return written.len() };
        at = here + if found.is_some() { next.len_utf8() } else { 0 };
        if letter.is_whitespace() {
            at += written[at..].len() - written[at..].trim_start().len();
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::within;
    use crate::source::{Source, Span};

    fn shown(written: &str, text: &str, part: &str) -> String {
        let source = Source::new("r.yaml", format!("xx{written}"));
        let at = text.find(part).map_or(0, |at| u32::try_from(at).unwrap_or(0));
        let end = at + u32::try_from(part.len()).unwrap_or(0);
        let whole = Span::new(2, u32::try_from(written.len() + 2).unwrap_or(0));
        source.slice(within(&source, whole, text, Span::new(at, end))).to_owned()
    }

    #[test]
    fn finds_a_part_of_every_kind_of_scalar() {
        assert_eq!(shown("self.id == 'a'", "self.id == 'a'", "id"), "id");
        assert_eq!(shown("\"self.id == 'a'\"", "self.id == 'a'", "id"), "id");
        assert_eq!(shown("'self.id == ''b'''", "self.id == 'b'", "b"), "b");
        assert_eq!(shown("self.a &&\n      self.b", "self.a && self.b", "self.b"), "self.b");
        assert_eq!(shown("  a\n    in b\n", "a\nin b\n", "in b"), "in b");
        assert_eq!(shown("\"\\x61 in b\"", "a in b", "b"), "b");
        assert_eq!(shown("\"ü == 'ä'\"", "ü == 'ä'", "ä"), "ä");
    }
}
