//! The grammar: from tokens to the tree of an expression.
//!
//! Recursive descent after the grammar of the specification
//! (<https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax>).

use super::ast::{Access, Binary, Each, Kind, Loop, MAX_DEPTH, MAX_LENGTH, Member, Node, Unary};
use super::lexer::{Token, fault, span, tokens};
use super::{Fault, FaultKind};
use crate::source::Span;

/// The tree of `text`.
///
/// # Errors
/// The first fault.
pub(super) fn parse(text: &str) -> Result<Node, Vec<Fault>> {
    if text.len() > MAX_LENGTH {
        let message = format!("the expression is longer than {MAX_LENGTH} bytes");
        return Err(vec![limit(span(0, text.len()), message)]);
    }
    let read = || {
        let mut parser = Parser { tokens: tokens(text)?, at: 0, open: 0 };
        let root = parser.expression()?;
        match parser.peek() {
            Token::End => Ok(root),
            _ => Err(parser.unexpected("the end of the expression")),
        }
    };
    read().map_err(|fault| vec![fault])
}

fn limit(span: Span, message: String) -> Fault {
    let help = Some("say it in two rules, or in fewer words".to_owned());
    Fault { kind: FaultKind::Limit, span, message, help }
}

/// Binary signs by how tightly they bind, the loosest first.
const LEVELS: &[&[(&str, Binary)]] = &[
    &[("||", Binary::Or)],
    &[("&&", Binary::And)],
    &[
        ("==", Binary::Equal),
        ("!=", Binary::Unequal),
        ("<=", Binary::AtMost),
        (">=", Binary::AtLeast),
        ("<", Binary::Less),
        (">", Binary::More),
        ("in", Binary::In),
    ],
    &[("+", Binary::Add), ("-", Binary::Subtract)],
    &[("*", Binary::Multiply), ("/", Binary::Divide), ("%", Binary::Remainder)],
];

struct Parser {
    tokens: Vec<(Token, Span)>,
    at: usize,
    open: u16,
}

type Parsed = Result<Node, Fault>;

impl Parser {
    fn peek(&self) -> &Token {
        &self.tokens[self.at].0
    }

    fn span(&self) -> Span {
        self.tokens[self.at].1
    }

    /// The token here; the end stays where it is.
    fn next(&mut self) -> (Token, Span) {
        let token = self.tokens[self.at].clone();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        token
    }

    /// Passes the sign or the keyword when it stands here.
    fn eat(&mut self, wanted: &str) -> bool {
        let found = match self.peek() {
            Token::Sign(sign) => *sign == wanted,
            Token::Word(word) => word == "in" && wanted == "in",
            _ => false,
        };
        if found {
            self.next();
        }
        found
    }

    fn expect(&mut self, wanted: &str) -> Result<(), Fault> {
        if self.eat(wanted) { Ok(()) } else { Err(self.unexpected(&format!("`{wanted}`"))) }
    }

    fn unexpected(&self, wanted: &str) -> Fault {
        let found = match self.peek() {
            Token::End => "the expression ends".to_owned(),
            Token::Word(word) => format!("`{word}` stands"),
            Token::Sign("=") => {
                let problem = fault(self.span(), "`=` has no meaning here");
                return Fault { help: Some("to compare, write `==`".to_owned()), ..problem };
            }
            Token::Sign(sign) => format!("`{sign}` stands"),
            Token::Text(_) => "a text stands".to_owned(),
            Token::Int(_) | Token::Double(_) => "a number stands".to_owned(),
        };
        fault(self.span(), format!("{found} where {wanted} is expected"))
    }

    /// A part that is not too deep.
    fn node(&self, from: Span, kind: Kind) -> Parsed {
        let end = self.tokens[self.at.saturating_sub(1)].1;
        let node = Node::new(from.to(end), kind);
        if node.depth > MAX_DEPTH {
            let message = format!("the expression has more than {MAX_DEPTH} levels");
            return Err(limit(node.span, message));
        }
        Ok(node)
    }

    /// Goes one level down.
    fn below(&mut self, read: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
        if self.open >= MAX_DEPTH {
            let message = format!("the expression has more than {MAX_DEPTH} levels");
            return Err(limit(self.span(), message));
        }
        self.open += 1;
        let node = read(self);
        self.open -= 1;
        node
    }

    fn expression(&mut self) -> Parsed {
        self.below(|parser| {
            let from = parser.span();
            let condition = parser.binary(0)?;
            if !parser.eat("?") {
                return Ok(condition);
            }
            let first = parser.binary(0)?;
            parser.expect(":")?;
            let second = parser.expression()?;
            parser.node(from, Kind::Choice(Box::new([condition, first, second])))
        })
    }

    fn binary(&mut self, level: usize) -> Parsed {
        let Some(signs) = LEVELS.get(level) else { return self.unary() };
        let from = self.span();
        let mut left = self.binary(level + 1)?;
        while let Some(&(_, sign)) = signs.iter().find(|(sign, _)| self.eat(sign)) {
            let right = self.binary(level + 1)?;
            left = self.node(from, Kind::Binary(sign, Box::new(left), Box::new(right)))?;
        }
        Ok(left)
    }

    fn unary(&mut self) -> Parsed {
        let from = self.span();
        let sign = if self.eat("!") {
            Unary::Not
        } else if self.eat("-") {
            Unary::Minus
        } else {
            return self.member();
        };
        let of = self.below(Self::unary)?;
        match (sign, &of.kind) {
            (Unary::Minus, Kind::Int(number)) => self.node(from, Kind::Int(-number)),
            (Unary::Minus, Kind::Double(number)) => self.node(from, Kind::Double(-number)),
            _ => self.node(from, Kind::Unary(sign, Box::new(of))),
        }
    }

    fn member(&mut self) -> Parsed {
        let from = self.span();
        let mut node = self.primary()?;
        loop {
            node = if self.eat(".") {
                let access = if self.eat("?") { Access::Optional } else { Access::Plain };
                let member = self.name("a field or a method")?;
                if access == Access::Plain && self.eat("(") {
                    self.call(from, Some(node), member)?
                } else {
                    self.node(from, Kind::Field(Box::new(node), member, access))?
                }
            } else if self.eat("[") {
                let access = if self.eat("?") { Access::Optional } else { Access::Plain };
                let at = self.expression()?;
                self.expect("]")?;
                self.node(from, Kind::Index(Box::new(node), Box::new(at), access))?
            } else {
                return Ok(node);
            };
        }
    }

    fn name(&mut self, wanted: &str) -> Result<Member, Fault> {
        match self.peek() {
            Token::Word(name) => {
                let name = name.clone();
                let (_, span) = self.next();
                Ok(Member { name, span })
            }
            _ => Err(self.unexpected(wanted)),
        }
    }

    fn primary(&mut self) -> Parsed {
        let (from, start) = (self.span(), self.at);
        match self.next().0 {
            Token::Int(number) => self.node(from, Kind::Int(number)),
            Token::Double(number) => self.node(from, Kind::Double(number)),
            Token::Text(text) => self.node(from, Kind::Text(text)),
            Token::Word(word) => self.word(from, word),
            Token::Sign("(") => {
                let inner = self.expression()?;
                self.expect(")")?;
                Ok(inner)
            }
            Token::Sign("[") => {
                let items = self.list("]")?;
                self.node(from, Kind::List(items))
            }
            Token::Sign("{") => {
                let problem = fault(from, "maps are not offered");
                Err(Fault {
                    help: Some("compare with a list, or write two rules".to_owned()),
                    ..problem
                })
            }
            _ => {
                self.at = start;
                Err(self.unexpected("a value"))
            }
        }
    }

    fn word(&mut self, from: Span, word: String) -> Parsed {
        let kind = match word.as_str() {
            "true" => Kind::Bool(true),
            "false" => Kind::Bool(false),
            "null" => Kind::Null,
            "in" => return Err(fault(from, "`in` stands where a value is expected")),
            _ if matches!(self.peek(), Token::Text(_)) => {
                let message = format!("`{word}` before a text has no meaning here");
                return Err(fault(from, message));
            }
            _ if self.eat("(") => {
                return self.call(from, None, Member { name: word, span: from });
            }
            _ => Kind::Name(word),
        };
        self.node(from, kind)
    }

    /// Items with commas between them, up to the sign that closes the list; a comma at the end is allowed.
    fn list(&mut self, close: &str) -> Result<Vec<Node>, Fault> {
        let mut items = Vec::new();
        while !self.eat(close) {
            items.push(self.expression()?);
            if !self.eat(",") {
                self.expect(close)?;
                break;
            }
        }
        Ok(items)
    }

    fn call(&mut self, from: Span, target: Option<Node>, name: Member) -> Parsed {
        let arguments = self.list(")")?;
        match (target, Each::find(&name.name)) {
            (Some(over), Some(what)) => self.comprehension(from, what, over, (name, arguments)),
            (None, None) if name.name == "has" => self.has(from, arguments),
            (target, _) => self.node(from, Kind::Call(target.map(Box::new), name, arguments)),
        }
    }

    fn has(&self, from: Span, arguments: Vec<Node>) -> Parsed {
        let mut arguments = arguments.into_iter();
        if let (Some(Node { kind: Kind::Field(of, member, Access::Plain), .. }), None) =
            (arguments.next(), arguments.next())
        {
            return self.node(from, Kind::Field(of, member, Access::Presence));
        }
        let problem = fault(from, "`has` takes one field");
        Err(Fault { help: Some("write `has(self.props.auth)`".to_owned()), ..problem })
    }

    fn comprehension(
        &self,
        from: Span,
        what: Each,
        over: Node,
        (name, arguments): (Member, Vec<Node>),
    ) -> Parsed {
        let mut arguments = arguments.into_iter();
        let item = arguments.next();
        let (body, made) = (arguments.next(), arguments.next());
        let fits = arguments.next().is_none() && (made.is_none() || what == Each::Map);
        match (item, body) {
            (Some(Node { kind: Kind::Name(item), span, .. }), Some(body)) if fits => {
                let item = Member { name: item, span };
                self.node(from, Kind::Loop(Box::new(Loop { what, over, item, body, made })))
            }
            _ => {
                let problem =
                    fault(name.span, format!("`{}` takes a name and a condition", name.name));
                let help = format!("write `list.{}(one, one.startsWith('x'))`", name.name);
                Err(Fault { help: Some(help), ..problem })
            }
        }
    }
}
