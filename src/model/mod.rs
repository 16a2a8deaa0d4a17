//! What a blueprint means: ids resolved, traits known, data classes spread, zones and cover decided.
//!
//! Building never fails. What cannot be resolved is left out and kept in [`Model::unresolved`], where a rule
//! reports it; nothing is ever created for an unknown id.

mod build;
mod classes;
mod component;
mod cover;
mod graph;
mod kinds;
mod naming;
mod nesting;
mod spread;
#[cfg(test)]
mod tests;
mod zone;

pub use classes::DataClasses;
pub use component::{Component, ComponentId, Connection, ConnectionId, End, Flow, Group, GroupId};
pub use cover::{By, Cover};
pub use graph::{Graph, Path, Step};
pub use zone::Zone;

use crate::{
    blueprint::{
        Blueprint, BlueprintComponent, BlueprintConnection, BlueprintGroup, BlueprintStatement,
        DataClass, Environment, Pattern, PropValue,
    },
    catalog::{Layer, Reference, Trait},
    diagnostic::Diagnostic,
    source::Spanned,
};
use std::borrow::Cow;

/// An id that names nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unresolved {
    /// The word and its place.
    pub word: Spanned<String>,
    /// Where it was used, for the message: "connection", "`in`", "`covers`", "property `role`".
    pub used_as: &'static str,
    /// The id of the component, group or connection that says it.
    pub subject: String,
}

/// A blueprint with its meaning.
#[derive(Clone, Debug)]
pub struct Model {
    /// What the file says, with every place.
    pub said: Blueprint,
    /// The reference architecture that it is held against.
    pub reference: Cow<'static, Reference>,
    /// Components in declaration order; [`ComponentId`] is the index.
    pub components: Vec<Component>,
    /// Groups in declaration order; [`GroupId`] is the index.
    pub groups: Vec<Group>,
    /// Connections in declaration order; [`ConnectionId`] is the index.
    pub connections: Vec<Connection>,
    /// Flows in declaration order.
    pub flows: Vec<Flow>,
    /// Ids that name nothing.
    pub unresolved: Vec<Unresolved>,
    /// Components and connections as a graph.
    pub graph: Graph,
    steps: [graph::Steps; 2],
    ids: Vec<ComponentId>,
    contents: Vec<Vec<ComponentId>>,
    came: Vec<spread::Arrivals>,
    controls: cover::Controls,
}

/// A model and the problems of building it.
#[derive(Clone, Debug)]
pub struct Built {
    /// The model.
    pub model: Model,
    /// Cycles among groups; everything else that is wrong is for the rules.
    pub diagnostics: Vec<Diagnostic>,
}

impl Model {
    /// Resolves what `said` says against `reference`.
    pub fn build(said: Blueprint, reference: Cow<'static, Reference>) -> Built {
        build::run(said, reference)
    }
    /// The component `id`.
    pub fn component(&self, id: ComponentId) -> &Component {
        &self.components[id.0 as usize]
    }
    /// The group `id`.
    pub fn group(&self, id: GroupId) -> &Group {
        &self.groups[id.0 as usize]
    }
    /// The connection `id`.
    pub fn connection(&self, id: ConnectionId) -> &Connection {
        &self.connections[id.0 as usize]
    }
    /// All component ids in declaration order.
    pub fn component_ids(&self) -> impl Iterator<Item = ComponentId> + use<> {
        (0..graph::index(self.components.len())).map(ComponentId)
    }
    /// All connection ids in declaration order.
    pub fn connection_ids(&self) -> impl Iterator<Item = ConnectionId> + use<> {
        (0..graph::index(self.connections.len())).map(ConnectionId)
    }
    /// The ids of the components with a trait, in declaration order.
    pub fn with_trait(&self, one: Trait) -> impl Iterator<Item = ComponentId> {
        self.component_ids().filter(move |&id| self.component(id).traits.has(one))
    }
    /// The component with this id.
    pub fn find(&self, id: &str) -> Option<ComponentId> {
        self.controls.component(id)
    }
    /// The layer of a component.
    pub fn layer(&self, id: ComponentId) -> &Layer {
        &self.reference.layers[self.component(id).layer]
    }
    /// Whether a component lives in the layer called `layer`.
    pub fn in_layer(&self, id: ComponentId, layer: &str) -> bool {
        self.layer(id).id == layer
    }
    /// What the file says of a component.
    pub fn said(&self, id: ComponentId) -> &BlueprintComponent {
        &self.said.components[self.component(id).said]
    }
    /// What the file says of a group.
    pub fn said_group(&self, id: GroupId) -> &BlueprintGroup {
        &self.said.groups[self.group(id).said]
    }
    /// What the file says of a connection.
    pub fn said_connection(&self, id: ConnectionId) -> &BlueprintConnection {
        &self.said.connections[self.connection(id).said]
    }
    /// The statement that a connection comes from.
    pub fn statement(&self, id: ConnectionId) -> &BlueprintStatement {
        self.said.statement(self.said_connection(id))
    }
    /// A property of a component, when said.
    pub fn prop(&self, id: ComponentId, name: &str) -> Option<&Spanned<PropValue>> {
        self.said(id).prop(name)
    }
    /// A property of a connection, when said.
    pub fn connection_prop(&self, id: ConnectionId, name: &str) -> Option<&Spanned<PropValue>> {
        self.statement(id).properties.get(name)
    }
    /// The words by which messages name a connection: `a -> b`.
    pub fn connection_name(&self, id: ConnectionId) -> String {
        let said = self.said_connection(id);
        let arrow = if self.connection(id).both {
            "<->"
        } else if self.connection(id).asynchronous {
            "~>"
        } else {
            "->"
        };
        format!("{} {arrow} {}", said.from.value, said.to.value)
    }
    /// The environment, when said.
    pub fn environment(&self) -> Option<Environment> {
        self.said.context.environment.as_ref().map(|said| said.value)
    }
    /// The pattern; a web application when nothing is said.
    pub fn pattern(&self) -> Pattern {
        self.said.context.pattern.as_ref().map_or(Pattern::WebApp, |said| said.value)
    }
    /// Whether the organisation provides the capability outside this blueprint.
    pub fn organisation_provides(&self, capability: &str) -> bool {
        self.said.context.org_controls.iter().any(|said| said.value == capability)
    }
    /// The data classes that go over a connection, said or spread, one way or the other.
    pub fn carried(&self, id: ConnectionId) -> DataClasses {
        spread::carried(self, id)
    }
    /// How data of `class` came to a component: from where it was declared to here. `None` when it did not.
    pub fn arrival(&self, id: ComponentId, class: DataClass) -> Option<Path> {
        spread::trace(self, id, class)
    }
}
