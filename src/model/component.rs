//! Components, groups, connections and flows as they are meant.

use super::{classes::DataClasses, zone::Zone};
use crate::{
    blueprint::{ConnectionKind, Status},
    catalog::{Boundary, Capabilities, Service, Traits},
    source::{Span, Spanned},
};

/// Index of a component in [`super::Model::components`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ComponentId(pub u32);

/// Index of a group in [`super::Model::groups`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupId(pub u32);

/// Index of a connection in [`super::Model::connections`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ConnectionId(pub u32);

/// A component, resolved.
#[derive(Clone, Debug)]
pub struct Component {
    /// The id.
    pub id: String,
    /// The place of its key.
    pub key: Span,
    /// The place of its value.
    pub span: Span,
    /// The catalogue's row; none for `custom` and for a word that the catalogue does not know.
    pub service: Option<&'static Service>,
    /// The service as it was written.
    pub word: Spanned<String>,
    /// Whether the word is a name that is no longer used.
    pub outdated: bool,
    /// What the picture calls it.
    pub label: String,
    /// Index of its layer in the reference.
    pub layer: usize,
    /// The groups it stands in, as written (mostly none or one).
    pub groups: Vec<GroupId>,
    /// What it is.
    pub traits: Traits,
    /// What it does for others.
    pub provides: Capabilities,
    /// Data classes that it was said to hold.
    pub declared: DataClasses,
    /// Data classes that reach it, the declared ones included.
    pub data: DataClasses,
    /// Trust zone.
    pub zone: Zone,
    /// Planned or existing, when said.
    pub status: Option<Status>,
    /// Index in the blueprint's list of components.
    pub said: usize,
}

/// A boundary, resolved.
#[derive(Clone, Debug)]
pub struct Group {
    /// The id.
    pub id: String,
    /// The place of its key.
    pub key: Span,
    /// The place of its value.
    pub span: Span,
    /// The kind's row.
    pub kind: &'static Boundary,
    /// What the picture calls it.
    pub label: String,
    /// The group around it.
    pub parent: Option<GroupId>,
    /// Index in the blueprint's list of groups.
    pub said: usize,
}

/// An end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// A component.
    Component(ComponentId),
    /// A group: stands for every component in it.
    Group(GroupId),
}

/// A connection, resolved.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Source.
    pub from: End,
    /// Target.
    pub to: End,
    /// The place of the source's id.
    pub from_span: Span,
    /// The place of the target's id.
    pub to_span: Span,
    /// Both ways.
    pub both: bool,
    /// Drawn dashed: nobody waits.
    pub asynchronous: bool,
    /// What it is for, said or inferred.
    pub kind: ConnectionKind,
    /// The label; empty for none.
    pub label: String,
    /// Data classes that it was said to carry.
    pub declared: DataClasses,
    /// Index in the blueprint's list of connections.
    pub said: usize,
}

/// A flow, resolved.
#[derive(Clone, Debug)]
pub struct Flow {
    /// The id.
    pub id: String,
    /// Heading in the picture.
    pub title: String,
    /// The steps in order.
    pub steps: Vec<ConnectionId>,
}
