//! What a part of a blueprint is, and the order of its keys.

use crate::blueprint::{CONNECTION, CONTEXT, FLOW, IGNORE, Key};
use crate::catalog::Reference;

/// What a node of the tree is in the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Top,
    Context,
    Layer,
    Component,
    Groups,
    Group,
    Flows,
    Flow,
    /// A list of connections.
    Statements,
    /// A connection with its attributes.
    Statement,
    Attributes,
    Ignores,
    Ignore,
    /// Anything else: its keys stay where they are.
    Free,
}

/// Keys before and after the layers.
const BEFORE_LAYERS: &[&str] =
    &["blueprint", "name", "description", "sources", "reference", "context"];
const AFTER_LAYERS: &[&str] = &["groups", "connections", "flows", "workload", "ignore"];
/// Keys before and after the properties: what it is, then how it is set up, then what else it concerns.
const COMPONENT_FIRST: &[&str] =
    &["service", "icon", "traits", "label", "description", "in", "status", "data"];
const COMPONENT_LAST: &[&str] = &["covers", "tags", "link", "ignore"];
const GROUP_FIRST: &[&str] = &["kind", "label", "description", "in"];
const GROUP_LAST: &[&str] = &["tags", "link", "ignore"];

/// The keys that take no layer of their own: they stand together without blank lines.
pub(super) const HEAD: usize = BEFORE_LAYERS.len() - 1;
/// Where keys stand that no order names.
const MIDDLE: usize = 1_000_000;

impl Role {
    /// What the value of `key` is.
    pub(super) fn child(self, key: &str, reference: &Reference) -> Self {
        match (self, key) {
            (Self::Top, "context") => Self::Context,
            (Self::Top, "groups") => Self::Groups,
            (Self::Top, "flows") => Self::Flows,
            (Self::Top, "connections") | (Self::Flow, "steps") => Self::Statements,
            (Self::Top | Self::Component | Self::Group | Self::Attributes, "ignore") => {
                Self::Ignores
            }
            (Self::Top, layer) if reference.layer(layer).is_some() => Self::Layer,
            (Self::Layer, _) => Self::Component,
            (Self::Groups, _) => Self::Group,
            (Self::Flows, _) => Self::Flow,
            (Self::Statement, _) => Self::Attributes,
            _ => Self::Free,
        }
    }

    /// What an item of the list is.
    pub(super) const fn item(self) -> Self {
        match self {
            Self::Statements => Self::Statement,
            Self::Ignores => Self::Ignore,
            _ => Self::Free,
        }
    }

    /// Where `key` stands among its neighbours; equal ones keep their order.
    pub(super) fn rank(self, key: &str, reference: &Reference) -> usize {
        match self {
            Self::Top => top(key, reference),
            Self::Component => around(COMPONENT_FIRST, COMPONENT_LAST, key),
            Self::Group => around(GROUP_FIRST, GROUP_LAST, key),
            Self::Context => listed(CONTEXT, key),
            Self::Flow => listed(FLOW, key),
            Self::Attributes => match key {
                "ignore" => MIDDLE + 1,
                _ => listed(CONNECTION, key),
            },
            Self::Ignore => listed(IGNORE, key),
            _ => MIDDLE,
        }
    }
}

fn position(list: &[&str], key: &str) -> Option<usize> {
    list.iter().position(|one| *one == key)
}

fn around(first: &[&str], last: &[&str], key: &str) -> usize {
    let after = || position(last, key).map(|at| MIDDLE + 1 + at);
    position(first, key).or_else(after).unwrap_or(MIDDLE)
}

fn listed(keys: &[Key], key: &str) -> usize {
    keys.iter().position(|one| one.name == key).unwrap_or(MIDDLE)
}

fn top(key: &str, reference: &Reference) -> usize {
    let layer = || reference.layers.iter().position(|one| one.id == key);
    let layers = reference.layers.len();
    position(BEFORE_LAYERS, key)
        .or_else(|| layer().map(|at| BEFORE_LAYERS.len() + at))
        .or_else(|| position(AFTER_LAYERS, key).map(|at| BEFORE_LAYERS.len() + layers + at))
        .unwrap_or(MIDDLE)
}
