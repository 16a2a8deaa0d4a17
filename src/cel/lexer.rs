//! The text of an expression as words, numbers, texts and signs.

use super::{Fault, FaultKind};
use crate::source::Span;

/// A piece of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A word: a name or a keyword.
    Word(String),
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Double(f64),
    /// A text, decoded.
    Text(String),
    /// Any other sign.
    Sign(&'static str),
    /// The end of the text.
    End,
}

/// All signs, the longer before those that they begin with.
const SIGNS: &[&str] = &[
    "==", "!=", "<=", ">=", "&&", "||", ".", "?", ":", ",", "(", ")", "[", "]", "{", "}", "<", ">",
    "+", "-", "*", "/", "%", "!", "=", "&", "|",
];

/// A fault in how the expression is written.
pub(super) fn fault(span: Span, message: impl Into<String>) -> Fault {
    Fault { kind: FaultKind::Expression, span, message: message.into(), help: None }
}

/// The tokens of `text`, the last of which is the end.
///
/// # Errors
/// The first fault; what follows would only be its consequence.
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, Span)>, Fault> {
    let mut lexer = Lexer { text, at: 0 };
    let mut tokens = Vec::new();
    loop {
        lexer.skip_blanks();
        let start = lexer.at;
        let token = lexer.token()?;
        let ended = token == Token::End;
        tokens.push((token, span(start, lexer.at)));
        if ended {
            return Ok(tokens);
        }
    }
}

/// The bytes from `start` to `end`; expressions are short.
pub(super) fn span(start: usize, end: usize) -> Span {
    let at = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
    Span::new(at(start), at(end))
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Passes the letters that `wanted` accepts.
    fn take(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|letter| !wanted(letter)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn skip_blanks(&mut self) {
        loop {
            self.take(char::is_whitespace);
            if !self.rest().starts_with("//") {
                return;
            }
            self.take(|letter| letter != '\n');
        }
    }

    fn token(&mut self) -> Result<Token, Fault> {
        let start = self.at;
        let Some(first) = self.rest().chars().next() else { return Ok(Token::End) };
        if let Some(raw) = self.text_start() {
            return self.text_token(start, raw);
        }
        if first.is_ascii_alphabetic() || first == '_' {
            let word = self.take(|letter| letter.is_ascii_alphanumeric() || letter == '_');
            return Ok(Token::Word(word.to_owned()));
        }
        let second_is_digit = || self.rest().chars().nth(1).is_some_and(|c| c.is_ascii_digit());
        if first.is_ascii_digit() || (first == '.' && second_is_digit()) {
            return self.number(start);
        }
        let Some(sign) = SIGNS.iter().find(|sign| self.rest().starts_with(**sign)) else {
            let place = span(start, start + first.len_utf8());
            return Err(fault(place, format!("`{first}` has no meaning here")));
        };
        self.at += sign.len();
        Ok(Token::Sign(sign))
    }

    /// Passes the letters before a text's quotes; whether the text is raw. Nothing when no text begins here.
    fn text_start(&mut self) -> Option<bool> {
        let rest = self.rest();
        let quoted = |from: usize| rest[from..].starts_with(['"', '\'']);
        if quoted(0) {
            return Some(false);
        }
        if rest.starts_with(['r', 'R']) && quoted(1) {
            self.at += 1;
            return Some(true);
        }
        None
    }

    fn number(&mut self, start: usize) -> Result<Token, Fault> {
        let hex = self.rest().starts_with("0x") || self.rest().starts_with("0X");
        let written = if hex {
            self.at += 2;
            self.take(|letter| letter.is_ascii_hexdigit())
        } else {
            self.decimal()
        };
        let tail = self.take(|letter| letter.is_ascii_alphanumeric() || letter == '_');
        let place = span(start, self.at);
        if matches!(tail, "u" | "U") {
            let problem = fault(place, "unsigned numbers are not offered");
            return Err(Fault { help: Some("leave the `u` out".to_owned()), ..problem });
        }
        let number = match (hex, written.contains(['.', 'e', 'E'])) {
            (true, _) => i64::from_str_radix(written, 16).ok().map(Token::Int),
            (false, true) => {
                written.parse().ok().filter(|one: &f64| one.is_finite()).map(Token::Double)
            }
            (false, false) => written.parse().ok().map(Token::Int),
        };
        let number = number.filter(|_| tail.is_empty());
        number.ok_or_else(|| fault(place, format!("`{}` is no number", &self.text[start..self.at])))
    }

    fn decimal(&mut self) -> &'a str {
        let start = self.at;
        let digit = |letter: char| letter.is_ascii_digit();
        self.take(digit);
        // A dot without a digit behind it belongs to a method: `1.max(2)`.
        if self.rest().starts_with('.') && self.rest()[1..].starts_with(digit) {
            self.at += 1;
            self.take(digit);
        }
        let mut ahead = self.rest().chars();
        if matches!(ahead.next(), Some('e' | 'E')) {
            let signed = matches!(ahead.clone().next(), Some('+' | '-'));
            if signed {
                ahead.next();
            }
            if ahead.next().is_some_and(digit) {
                self.at += 1 + usize::from(signed);
                self.take(digit);
            }
        }
        &self.text[start..self.at]
    }

    fn text_token(&mut self, start: usize, raw: bool) -> Result<Token, Fault> {
        let quotes = ["\"\"\"", "'''", "\"", "'"];
        let quote = quotes.iter().find(|quote| self.rest().starts_with(**quote)).copied();
        let quote = quote.unwrap_or("'");
        self.at += quote.len();
        let mut text = String::new();
        loop {
            if self.rest().starts_with(quote) {
                self.at += quote.len();
                return Ok(Token::Text(text));
            }
            let letter_at = self.at;
            match self.rest().chars().next() {
                Some('\\') if !raw => text.push(self.escape(letter_at)?),
                Some(letter) if quote.len() == 3 || letter != '\n' => {
                    text.push(letter);
                    self.at += letter.len_utf8();
                }
                _ => return Err(fault(span(start, self.at), "the text has no end")),
            }
        }
    }

    /// The letter that an escape stands for.
    fn escape(&mut self, start: usize) -> Result<char, Fault> {
        self.at += 1;
        let Some(sign) = self.rest().chars().next() else {
            return Err(fault(span(start, self.at), "the text has no end"));
        };
        self.at += sign.len_utf8();
        let simple = match sign {
            'n' => Some('\n'),
            't' => Some('\t'),
            'r' => Some('\r'),
            'a' => Some('\u{7}'),
            'b' => Some('\u{8}'),
            'f' => Some('\u{c}'),
            'v' => Some('\u{b}'),
            '\\' | '\'' | '"' | '`' | '?' => Some(sign),
            _ => None,
        };
        if let Some(letter) = simple {
            return Ok(letter);
        }
        let (digits, base) = match sign {
            'x' | 'X' => (2, 16),
            'u' => (4, 16),
            'U' => (8, 16),
            '0'..='3' => {
                self.at -= 1;
                (3, 8)
            }
            _ => (0, 16),
        };
        let written = self.rest().get(..digits).unwrap_or("");
        self.at += written.len();
        let good = digits > 0 && written.chars().all(|digit| digit.is_digit(base));
        let letter = u32::from_str_radix(written, base).ok().and_then(char::from_u32);
        letter.filter(|_| good).ok_or_else(|| {
            let place = span(start, self.at);
            let problem = fault(place, format!("`{}` is no escape", &self.text[start..self.at]));
            Fault {
                help: Some("a backslash is written `\\\\`, or the text `r'…'`".to_owned()),
                ..problem
            }
        })
    }
}
