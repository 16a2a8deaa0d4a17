//! Text from the blueprint made harmless for each language that it is written into.

/// Characters that XML 1.0 can carry; direction overrides and isolates are dropped as well.
fn carried(c: char) -> bool {
    !matches!(c,
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}'
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `text` as XML character data or a quoted attribute value.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars().filter(|&c| carried(c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

/// `text` as a quoted string of the DOT language, with its quotes.
pub fn dot(text: &str) -> String {
    format!("\"{}\"", dot_lines(text, "\\n"))
}

/// The same with every line set flush left.
pub fn dot_left(text: &str) -> String {
    format!("\"{}\\l\"", dot_lines(text, "\\l"))
}

fn dot_lines(text: &str, end: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars().filter(|&c| carried(c)) {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str(end),
            '\t' => out.push(' '),
            // Graphviz decodes character references in strings: `&amp;` must stay what it is.
            '&' => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(xml("</svg><b a='\"&\n"), "&lt;/svg&gt;&lt;b a=&#39;&quot;&amp;&#10;");
        assert_eq!(xml("a\0\u{202e}\u{85}b\u{ffff}"), "ab");
        assert_eq!(xml("]]>"), "]]&gt;");
    }

    #[test]
    fn dot_strings_stay_strings() {
        assert_eq!(dot("a\"b\\N\nc"), "\"a\\\"b\\\\N\\nc\"");
    }
}
