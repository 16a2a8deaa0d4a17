//! What an expression may name: classes of objects with typed fields and methods.

use super::ast::Member;
use crate::suggest;

/// The type of a value, as far as it is known before the expression runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// Nothing is known.
    Any,
    /// `null`.
    Null,
    /// A truth value.
    Bool,
    /// A number.
    Number,
    /// A text; one of some words where they are known.
    Text(Option<Words>),
    /// A list.
    List(Box<Self>),
    /// An object of the class at this index.
    Object(usize),
    /// A value that may be there.
    Optional(Box<Self>),
}

impl Type {
    /// Any text.
    pub const TEXT: Self = Self::Text(None);
    /// A list of `items`.
    pub fn list(items: Self) -> Self {
        Self::List(Box::new(items))
    }
    /// Whether a value of this type can be one of `wanted`.
    pub(super) fn fits(&self, wanted: &Self) -> bool {
        match (self, wanted) {
            (Self::Any, _) | (_, Self::Any) | (Self::Text(_), Self::Text(_)) => true,
            (Self::List(a), Self::List(b)) | (Self::Optional(a), Self::Optional(b)) => a.fits(b),
            (a, b) => a == b,
        }
    }
    /// What it is, in words.
    pub(super) fn words(&self, classes: &[Class]) -> String {
        match self {
            Self::Any => "anything".to_owned(),
            Self::Null => "null".to_owned(),
            Self::Bool => "a truth value".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Text(_) => "a text".to_owned(),
            Self::List(_) => "a list".to_owned(),
            Self::Object(class) => classes[*class].word.to_owned(),
            Self::Optional(_) => "an optional value".to_owned(),
        }
    }
}

/// Where a list of words is.
#[derive(Clone, Copy, Debug)]
pub enum WordList {
    /// Here.
    These(&'static [&'static str]),
    /// Made when it is needed.
    Made(fn() -> Vec<&'static str>),
}

/// The words that a text may be.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// What they are, for messages: "trait", "data class".
    pub what: &'static str,
    /// All of them.
    pub list: WordList,
    /// Whether there may be others: then only a word one letter away from a known one is refused.
    pub open: bool,
}

impl PartialEq for Words {
    /// Lists of words are told apart by what they are.
    fn eq(&self, other: &Self) -> bool {
        self.what == other.what
    }
}

impl Eq for Words {}

impl Words {
    /// What is wrong with `word`, and what was probably meant; nothing when it is one of the words.
    pub(super) fn refuse(&self, word: &str) -> Option<(String, Option<String>)> {
        let all = match self.list {
            WordList::These(words) => words.to_vec(),
            WordList::Made(make) => make(),
        };
        if word.is_empty() || all.contains(&word) {
            return None;
        }
        let near = suggest::nearest(word, all.iter().copied());
        if self.open && near.is_none_or(|near| suggest::distance(near, word) > 1) {
            return None;
        }
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => listed("it is one of", &all),
        };
        Some((format!("there is no {} `{word}`", self.what), Some(help)))
    }
}

/// `intro: a, b, c`, cut off after some.
pub(super) fn listed(intro: &str, words: &[&str]) -> String {
    let shown: Vec<String> = words.iter().take(20).map(|word| format!("`{word}`")).collect();
    let more = if words.len() > shown.len() { ", …" } else { "" };
    format!("{intro} {}{more}", shown.join(", "))
}

/// A field of a class.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name; `-` may be written `_`.
    pub name: &'static str,
    /// What it holds.
    pub holds: Type,
    /// Whether it may be missing: then it is only read behind `has`, `in` or `.?`.
    pub may_miss: bool,
}

/// A method of a class.
#[derive(Clone, Debug)]
pub struct Method {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: Vec<Type>,
    /// What it gives.
    pub gives: Type,
}

/// A kind of objects.
#[derive(Clone, Copy, Debug)]
pub struct Class {
    /// What its members are called in messages, with the article: "a component".
    pub word: &'static str,
    /// Its fields.
    pub fields: fn() -> Vec<Field>,
    /// Its methods.
    pub methods: fn() -> Vec<Method>,
    /// Whether it may have fields that nobody lists.
    pub open: bool,
    /// Whether `in` asks it for fields.
    pub is_map: bool,
}

impl Class {
    /// The field with this name.
    pub(super) fn field(&self, name: &str) -> Option<Field> {
        let plain = name.replace('_', "-");
        (self.fields)().into_iter().find(|one| one.name == name || one.name == plain)
    }
    /// What is wrong with the name of a field that does not exist.
    pub(super) fn refuse(&self, member: &Member) -> (String, Option<String>) {
        let message = format!("{} has no field `{}`", self.word, member.name);
        let fields = (self.fields)();
        let names: Vec<&str> = fields.iter().map(|one| one.name).collect();
        let methods = (self.methods)();
        if methods.iter().any(|one| one.name == member.name) {
            return (message, Some(format!("it is a method: write `{}(…)`", member.name)));
        }
        let plain = member.name.replace('_', "-");
        let near = suggest::nearest(&plain, names.iter().copied());
        let help = match near {
            Some(near) => format!("did you mean `{}`?", near.replace('-', "_")),
            None => listed("it has", &names),
        };
        (message, Some(help))
    }
}
