//! The values that expressions compute with.

use super::run::Budget;
use std::borrow::Cow;
use std::rc::Rc;

/// Something of the world with fields and methods: which class, and which of its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Object {
    /// Index into the classes that the expression was compiled with.
    pub class: usize,
    /// Which member, as the world counts them.
    pub at: u32,
}

/// A value. Texts are borrowed from the expression or the world where they can be.
#[derive(Clone, Debug)]
pub enum Value<'w> {
    /// Nothing.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Double(f64),
    /// A text.
    Text(Cow<'w, str>),
    /// A list.
    List(Rc<Vec<Self>>),
    /// Something of the world.
    Object(Object),
    /// A value that may be there.
    Optional(Option<Rc<Self>>),
}

impl<'w> Value<'w> {
    /// A text.
    pub fn text(text: impl Into<Cow<'w, str>>) -> Self {
        Self::Text(text.into())
    }
    /// A list of `items`.
    pub fn list(items: impl IntoIterator<Item = Self>) -> Self {
        Self::List(Rc::new(items.into_iter().collect()))
    }
    /// A list of texts.
    pub fn texts<T: Into<Cow<'w, str>>>(items: impl IntoIterator<Item = T>) -> Self {
        Self::list(items.into_iter().map(Self::text))
    }
    /// A number, whole when it has no fraction and fits.
    pub fn number(number: f64) -> Self {
        super::numbers::whole(number).map_or(Self::Double(number), Self::Int)
    }
    /// A list of objects of one class.
    pub fn objects(class: usize, members: impl IntoIterator<Item = u32>) -> Self {
        Self::list(members.into_iter().map(|at| Self::Object(Object { class, at })))
    }
    /// What it is, in words.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a truth value",
            Self::Int(_) | Self::Double(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
            Self::Optional(_) => "an optional value",
        }
    }
    /// Whether both are the same: numbers by value, lists item by item, values of different kinds never. Nothing when
    /// the budget is used up before that is known.
    pub(super) fn equals(&self, other: &Self, budget: &Budget) -> Option<bool> {
        if !budget.pay(1) {
            return None;
        }
        Some(match (self, other) {
            (Self::Null, Self::Null) | (Self::Optional(None), Self::Optional(None)) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Int(_) | Self::Double(_), Self::Int(_) | Self::Double(_)) => {
                super::numbers::compare(self, other) == Some(std::cmp::Ordering::Equal)
            }
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::List(a), Self::List(b)) if a.len() == b.len() => {
                for (a, b) in a.iter().zip(b.iter()) {
                    if !a.equals(b, budget)? {
                        return Some(false);
                    }
                }
                true
            }
            (Self::Object(a), Self::Object(b)) => a == b,
            (Self::Optional(Some(a)), Self::Optional(Some(b))) => a.equals(b, budget)?,
            _ => false,
        })
    }
    /// What copying it costs: the bytes of a text that is not borrowed.
    pub(super) fn weight(&self) -> u64 {
        match self {
            Self::Text(Cow::Owned(text)) => u64::try_from(text.len() / 16).unwrap_or(u64::MAX),
            _ => 0,
        }
    }
}

/// A regular expression, made ready once. Matching takes linear time.
#[derive(Clone, Debug)]
pub(super) struct Pattern(regex::Regex);

impl Pattern {
    /// The pattern that `text` stands for.
    ///
    /// # Errors
    /// In words, when it is none or its machine would be too large.
    pub(super) fn new(text: &str) -> Result<Self, String> {
        let built = regex::RegexBuilder::new(text).size_limit(1 << 18).nest_limit(50).build();
        built.map(Self).map_err(|problem| match problem {
            regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
            other => {
                let text = other.to_string();
                let last = text.lines().last().unwrap_or("").trim_start_matches("error: ");
                last.trim_end_matches('.').to_owned()
            }
        })
    }
    /// Whether it occurs in `text`.
    pub(super) fn occurs_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}
