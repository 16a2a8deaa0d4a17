//! The tree of an expression.

use super::value::Pattern;
use crate::source::Span;

/// The most bytes of an expression.
pub const MAX_LENGTH: usize = 4096;
/// The most levels of the tree; running it takes that many frames of the stack.
pub(super) const MAX_DEPTH: u16 = 60;
/// The most comprehensions (`all`, `exists`, `map`, …) inside each other.
pub(super) const MAX_LOOPS: usize = 3;

/// A part of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    /// Bytes of the text.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: Kind,
    /// Levels below and including this one.
    pub(super) depth: u16,
}

/// What a part is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// `null`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction or an exponent.
    Double(f64),
    /// A text.
    Text(String),
    /// `[a, b]`.
    List(Vec<Node>),
    /// A name as it is written.
    Name(String),
    /// The variable at this place of the stack; the checker turns names into these.
    Slot(usize),
    /// `a.b`, `a.?b`, `has(a.b)`.
    Field(Box<Node>, Member, Access),
    /// `a[b]`, `a[?b]`.
    Index(Box<Node>, Box<Node>, Access),
    /// `f(a)` and `a.f(b)`.
    Call(Option<Box<Node>>, Member, Vec<Node>),
    /// `a.matches('…')` with the pattern made ready.
    Matches(Box<Node>, Pattern),
    /// `!a`, `-a`.
    Unary(Unary, Box<Node>),
    /// `a + b`, `a && b`, …
    Binary(Binary, Box<Node>, Box<Node>),
    /// `a ? b : c`.
    Choice(Box<[Node; 3]>),
    /// `a.all(x, b)`, …
    Loop(Box<Loop>),
}

/// The name of a field or a function with its own place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// The name.
    pub(super) name: String,
    /// Its place.
    pub(super) span: Span,
}

/// How a field is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// It must be there.
    Plain,
    /// It gives an optional value.
    Optional,
    /// Whether it is there.
    Presence,
}

/// Signs before a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unary {
    /// `!`.
    Not,
    /// `-`.
    Minus,
}

/// Signs between two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Binary {
    /// `||`.
    Or,
    /// `&&`.
    And,
    /// `==`.
    Equal,
    /// `!=`.
    Unequal,
    /// `<`.
    Less,
    /// `<=`.
    AtMost,
    /// `>`.
    More,
    /// `>=`.
    AtLeast,
    /// `in`.
    In,
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `/`.
    Divide,
    /// `%`.
    Remainder,
}

impl Binary {
    /// The sign as it is written.
    pub(super) const fn sign(self) -> &'static str {
        match self {
            Self::Or => "||",
            Self::And => "&&",
            Self::Equal => "==",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
            Self::In => "in",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Remainder => "%",
        }
    }
}

/// A comprehension: a body for each item of a list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Loop {
    /// Which.
    pub(super) what: Each,
    /// The list.
    pub(super) over: Node,
    /// The name of the item.
    pub(super) item: Member,
    /// What is asked of the item, or made of it.
    pub(super) body: Node,
    /// For `map` with a condition: what is made of the items that fulfil it.
    pub(super) made: Option<Node>,
}

/// The comprehensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Each {
    /// Whether the body is true for every item.
    All,
    /// Whether it is true for any.
    Exists,
    /// Whether it is true for exactly one.
    ExistsOne,
    /// The items for which it is true.
    Filter,
    /// What it makes of every item.
    Map,
}

impl Each {
    /// The comprehension with this name.
    pub(super) fn find(name: &str) -> Option<Self> {
        Some(match name {
            "all" => Self::All,
            "exists" => Self::Exists,
            "exists_one" => Self::ExistsOne,
            "filter" => Self::Filter,
            "map" => Self::Map,
            _ => return None,
        })
    }
}

impl Node {
    /// A part with what lies in it.
    pub(super) fn new(span: Span, kind: Kind) -> Self {
        let mut node = Self { span, kind, depth: 1 };
        node.depth = 1 + node.children().iter().map(|child| child.depth).max().unwrap_or(0);
        node
    }
    /// The parts directly in it, in the order of the text.
    pub(super) fn children(&self) -> Vec<&Self> {
        match &self.kind {
            Kind::List(items) => items.iter().collect(),
            Kind::Field(of, ..) | Kind::Matches(of, _) | Kind::Unary(_, of) => vec![of],
            Kind::Index(of, at, _) => vec![of, at],
            Kind::Call(target, _, arguments) => {
                target.iter().map(|one| &**one).chain(arguments).collect()
            }
            Kind::Binary(_, left, right) => vec![left, right],
            Kind::Choice(parts) => parts.iter().collect(),
            Kind::Loop(each) => {
                [&each.over, &each.body].into_iter().chain(each.made.as_ref()).collect()
            }
            _ => Vec::new(),
        }
    }
    /// Collects the fields read of `variable.under`; the first variable of an expression is called `self`.
    pub(super) fn reads<'a>(&'a self, variable: &str, under: &str, found: &mut Vec<&'a str>) {
        if let Kind::Field(of, member, _) = &self.kind
            && let Kind::Field(root, field, _) = &of.kind
            && field.name == under
            && root.is_variable(variable)
            && !found.contains(&member.name.as_str())
        {
            found.push(&member.name);
        }
        for child in self.children() {
            child.reads(variable, under, found);
        }
    }
    fn is_variable(&self, name: &str) -> bool {
        match &self.kind {
            Kind::Name(own) => own == name,
            Kind::Slot(at) => *at == 0 && name == "self",
            _ => false,
        }
    }
}
