//! The property vocabulary of components, connections and groups.

use super::traits::Traits;

/// The type of a property's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PropertyType {
    /// `true` or `false`.
    Bool,
    /// A number, not negative.
    Number,
    /// Any text.
    Text,
    /// One of the allowed words.
    Word,
    /// A list of texts (one text stands for a list of one).
    Texts,
    /// A list of allowed words (one word stands for a list of one).
    Words,
    /// The id of a component.
    Id,
    /// The ids of groups (one id stands for a list of one).
    Groups,
    /// A mapping with the `guardrail` form.
    Guardrail,
}

/// What a property stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Carrier {
    /// A component.
    Component,
    /// A connection.
    Connection,
    /// A group.
    Group,
}

/// One property: a row of `data/properties.yaml`.
#[derive(Debug, PartialEq, Eq)]
pub struct Property {
    /// Kebab-case key.
    pub name: &'static str,
    /// The types that its value may have, the usual one first.
    pub types: &'static [PropertyType],
    /// The allowed words for `Word` and `Words`.
    pub values: &'static [&'static str],
    /// What it says, one sentence.
    pub meaning: &'static str,
    /// A component must have one of these traits to carry it; empty means any component.
    pub carriers: Traits,
    /// What it stands on; the same name may have another row for another carrier.
    pub on: Carrier,
}
