//! Text of the user and of findings as Markdown that shows exactly that text.

use super::visible_line;
use std::fmt::Write as _;

/// `text` on one line of Markdown: names in backticks become code, all else is shown as it is, whatever it holds.
pub fn text(text: &str) -> String {
    let text = visible_line(text);
    let parts: Vec<&str> = text.split('`').collect();
    let closed = parts.len() % 2 == 1;
    let mut out = String::with_capacity(text.len() + 16);
    for (at, part) in parts.iter().enumerate() {
        match at % 2 {
            1 if closed || at + 1 < parts.len() => out.push_str(&code(part)),
            1 => out.push_str(&escaped(&format!("`{part}"))),
            _ => out.push_str(&escaped(part)),
        }
    }
    out
}

/// `text` as code on one line of Markdown; nothing in it is taken for a name to notify or for an end of the code.
pub fn code(text: &str) -> String {
    format!("<code>{}</code>", escaped(&visible_line(text)))
}

/// Every character that Markdown, HTML or a table could take for its own, as a character reference.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            // A lone at-sign is no name of anybody.
            '@' => out.push_str("<span>@</span>"),
            '&' | '<' | '>' | '"' | '\'' | '`' | '|' | '*' | '_' | '[' | ']' | '\\' | '~' | '#'
            | '$' | '!' => {
                // Writing to a `String` cannot fail.
                let _ = write!(out, "&#{};", u32::from(one));
            }
            _ => out.push(one),
        }
    }
    out
}

/// A fence of backticks that `text` cannot close.
pub(super) fn fence(text: &str) -> String {
    let (mut longest, mut run) = (2, 0);
    for one in text.chars() {
        run = if one == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    "`".repeat(longest + 1)
}

#[cfg(test)]
mod tests {
    use super::{code, fence, text};

    #[test]
    fn markup_of_the_user_is_shown_as_text() {
        assert_eq!(text("`a|b` is <b>"), "<code>a&#124;b</code> is &#60;b&#62;");
        assert_eq!(text("a ` b @team"), "a &#96; b <span>@</span>team");
        assert_eq!(text("a\n# b"), "a&#92;n&#35; b");
        assert_eq!(code("x`y"), "<code>x&#96;y</code>");
    }

    #[test]
    fn a_fence_is_longer_than_any_within() {
        assert_eq!(fence("a"), "```");
        assert_eq!(fence("a ```` b"), "`````");
    }
}
