//! Property values as written: typed, with the place of every word in them.

use crate::source::Spanned;

/// What a property says.
#[derive(Clone, Debug, PartialEq)]
pub enum PropValue {
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A text or an allowed word.
    Text(String),
    /// Texts or allowed words in order.
    List(Vec<Spanned<String>>),
    /// Keys with values in order.
    Map(Vec<(Spanned<String>, Spanned<PropValue>)>),
}

impl PropValue {
    /// The truth value, if it is one.
    pub const fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }
    /// The number, if it is one.
    pub const fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(value) => Some(*value),
            _ => None,
        }
    }
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(value) => Some(value),
            _ => None,
        }
    }
    /// The words of a list; a single text is no list (see [`BlueprintProperty::words`]).
    pub fn as_list(&self) -> Option<&[Spanned<String>]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }
    /// The value of `key`, if this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Spanned<Self>> {
        match self {
            Self::Map(entries) => {
                entries.iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
            }
            _ => None,
        }
    }
}

/// One property of a component, connection or group.
#[derive(Clone, Debug, PartialEq)]
pub struct BlueprintProperty {
    /// The key.
    pub name: Spanned<String>,
    /// What it says.
    pub value: Spanned<PropValue>,
}

impl BlueprintProperty {
    /// The words said: the items of a list, or the one text.
    pub fn words(&self) -> Vec<Spanned<&str>> {
        match &self.value.value {
            PropValue::List(items) => {
                items.iter().map(|item| Spanned::new(item.value.as_str(), item.span)).collect()
            }
            PropValue::Text(text) => vec![Spanned::new(text.as_str(), self.value.span)],
            _ => Vec::new(),
        }
    }
}

/// The properties of one thing in the order of the file. A property that is absent is *not said*, which is neither
/// true nor false.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Properties(pub Vec<BlueprintProperty>);

impl Properties {
    /// The property called `name`.
    pub fn find(&self, name: &str) -> Option<&BlueprintProperty> {
        self.0.iter().find(|one| one.name.value == name)
    }
    /// What the property called `name` says.
    pub fn get(&self, name: &str) -> Option<&Spanned<PropValue>> {
        self.find(name).map(|one| &one.value)
    }
    /// The truth value said for `name`; `None` when nothing or something else is said.
    pub fn bool(&self, name: &str) -> Option<bool> {
        self.get(name)?.value.as_bool()
    }
    /// The number said for `name`.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.get(name)?.value.as_number()
    }
    /// The text said for `name`.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.value.as_text()
    }
    /// All properties in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &BlueprintProperty> {
        self.0.iter()
    }
}
