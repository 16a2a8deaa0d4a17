//! The connection grammar: `a -> b`, `a ~> b`, `a <-> b`, chains, fan-outs.

use super::ids;
use super::said::Arrow;

/// The most ends on one side of an arrow.
pub(super) const MAX_ENDS: usize = 100;

/// A connection statement: ends, arrow, ends, arrow, ends…
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Statement {
    /// The ends between the arrows; one more than arrows.
    pub groups: Vec<Vec<End>>,
    /// The arrows in order.
    pub arrows: Vec<Arrow>,
    /// What is wrong, with the place.
    pub flaws: Vec<Flaw>,
}

/// An end: the id's place in the statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    /// First byte.
    pub from: usize,
    /// One past the last byte.
    pub to: usize,
}

/// A flaw of a statement.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Flaw {
    /// Where.
    pub at: End,
    /// The fact.
    pub message: String,
}

/// Reads a statement. What is flawed is left out and said in [`Statement::flaws`].
pub(super) fn parse(text: &str) -> Statement {
    let mut statement = Statement::default();
    let mut from = 0;
    while let Some((at, length, arrow)) = next_arrow(text, from) {
        statement.side(text, from, at);
        statement.arrows.push(arrow);
        from = at + length;
    }
    statement.side(text, from, text.len());
    statement
}

/// Place, length and meaning of the first arrow at or after `from`.
fn next_arrow(text: &str, from: usize) -> Option<(usize, usize, Arrow)> {
    let rest = text.as_bytes().get(from..)?;
    let at = rest.windows(2).position(|two| matches!(two, b"->" | b"~>"))?;
    if rest[at] == b'~' {
        Some((from + at, 2, Arrow::Async))
    } else if at > 0 && rest[at - 1] == b'<' {
        Some((from + at - 1, 3, Arrow::Both))
    } else {
        Some((from + at, 2, Arrow::Request))
    }
}

impl Statement {
    /// The ends of `text[from..to]`, parted by `&`.
    fn side(&mut self, text: &str, from: usize, to: usize) {
        let mut ends = Vec::new();
        let mut start = from;
        for part in text[from..to].split('&') {
            let from_word = part.trim_start();
            let word = from_word.trim_end();
            let lead = part.len() - from_word.len();
            let at = End { from: start + lead, to: start + lead + word.len() };
            start += part.len() + 1;
            if word.is_empty() {
                let at = End { from, to };
                self.flaws
                    .push(Flaw { at, message: "an end of the connection is missing".to_owned() });
            } else if let Some(message) = flaw(word) {
                self.flaws.push(Flaw { at, message });
            } else if ends.len() < MAX_ENDS {
                ends.push(at);
            } else {
                let message = format!("more than {MAX_ENDS} ends on one side of an arrow");
                self.flaws.push(Flaw { at, message });
                break;
            }
        }
        self.groups.push(ends);
    }
}

/// What makes a word no end.
fn flaw(word: &str) -> Option<String> {
    if ids::is_plain(word) {
        return None;
    }
    for wrong in ["=>", "→", "<-", "⇒", "-->", ">"] {
        if word.contains(wrong) {
            return Some(format!("`{wrong}` is no arrow"));
        }
    }
    ids::flaw(word).map(|flaw| format!("`{word}` is not an id: {flaw}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The statement with its ends spelt out.
    fn shown(text: &str) -> String {
        let statement = parse(text);
        let mut out = String::new();
        for (at, group) in statement.groups.iter().enumerate() {
            let ends: Vec<&str> = group.iter().map(|end| &text[end.from..end.to]).collect();
            out.push_str(&ends.join("+"));
            match statement.arrows.get(at) {
                Some(Arrow::Request) => out.push('>'),
                Some(Arrow::Async) => out.push('~'),
                Some(Arrow::Both) => out.push('='),
                None => {}
            }
        }
        for flaw in &statement.flaws {
            out.extend([" !", &flaw.message]);
        }
        out
    }

    #[test]
    fn reads_every_form() {
        assert_eq!(shown("a -> b"), "a>b");
        assert_eq!(shown("a->b"), "a>b");
        assert_eq!(shown("a ~> b-c -> d"), "a~b-c>d");
        assert_eq!(shown("a <-> b"), "a=b");
        assert_eq!(shown("a<->b & c->d"), "a=b+c>d");
        assert_eq!(shown(" é & b ~> c "), "é+b~c");
        assert_eq!(shown("a_1 -> b.c/d"), "a_1>b.c/d");
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(shown("a ->"), "a> !an end of the connection is missing");
        assert_eq!(shown("-> a"), ">a !an end of the connection is missing");
        assert_eq!(shown("a & -> b"), "a>b !an end of the connection is missing");
        assert_eq!(shown("a b -> c"), ">c !`a b` is not an id: it has a blank in it");
        assert_eq!(shown("a <- b"), " !`<-` is no arrow");
        assert_eq!(shown("a => b"), " !`=>` is no arrow");
        assert_eq!(shown(""), " !an end of the connection is missing");
    }
}
