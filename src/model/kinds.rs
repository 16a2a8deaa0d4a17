//! What a connection is for, when the blueprint does not say: inferred from the traits of its ends.

use super::{
    Model,
    component::{Connection, End},
};
use crate::{
    blueprint::ConnectionKind,
    catalog::{Trait, Traits},
};

const MESSAGING: Traits = Traits::of(&[Trait::Queue, Trait::Topic, Trait::EventBus, Trait::Stream]);
const INDEX: Traits = Traits::of(&[Trait::Vector, Trait::Retriever]);
const SOURCES: Traits = Traits::of(&[Trait::Store, Trait::DataSource]);
const PEOPLE: Traits = Traits::of(&[Trait::Person, Trait::Client]);
const TOOLS: Traits =
    Traits::of(&[Trait::ToolServer, Trait::Compute, Trait::Gateway, Trait::Sandbox]);

/// Sets the kind of every connection that does not say one.
pub(super) fn infer(model: &mut Model) {
    let kinds: Vec<ConnectionKind> = model
        .connections
        .iter()
        .map(|connection| {
            let said = &model.said.connections[connection.said];
            let said = model.said.statement(said).kind.as_ref().map(|kind| kind.value);
            said.unwrap_or_else(|| guess(model, connection))
        })
        .collect();
    for (connection, kind) in model.connections.iter_mut().zip(kinds) {
        connection.kind = kind;
    }
}

fn guess(model: &Model, connection: &Connection) -> ConnectionKind {
    let (from, to) = (traits(model, connection.from), traits(model, connection.to));
    let fills = from.any(SOURCES) || prepares(model, connection.from);
    if let Some(kind) = by_effect(model, connection, to) {
        return kind;
    }
    if to.any(INDEX) && !from.any(PEOPLE) {
        return if fills || connection.asynchronous {
            ConnectionKind::Ingest
        } else {
            ConnectionKind::Query
        };
    }
    if to.has(Trait::Store) && (fills || from.any(PEOPLE)) {
        return ConnectionKind::Data;
    }
    if connection.asynchronous || to.any(MESSAGING) || from.any(MESSAGING.with(Trait::Scheduler)) {
        return ConnectionKind::Event;
    }
    if from.has(Trait::Agent) && to.any(TOOLS) && !to.has(Trait::Agent) {
        return ConnectionKind::Tool;
    }
    if to.has(Trait::Store) {
        return ConnectionKind::Query;
    }
    if from.has(Trait::Store) { ConnectionKind::Data } else { ConnectionKind::Request }
}

/// What the said `effect` on something that holds data means.
fn by_effect(model: &Model, connection: &Connection, to: Traits) -> Option<ConnectionKind> {
    let said = &model.said.connections[connection.said];
    let effect = model.said.statement(said).properties.text("effect")?;
    match effect {
        "read" if to.any(INDEX.with(Trait::Store)) => Some(ConnectionKind::Query),
        "write" if to.any(INDEX) => Some(ConnectionKind::Ingest),
        "write" if to.has(Trait::Store) => Some(ConnectionKind::Data),
        _ => None,
    }
}

/// Whether the end prepares content for an index: it lives in the ingestion layer.
fn prepares(model: &Model, end: End) -> bool {
    matches!(end, End::Component(id) if model.in_layer(id, "ingestion"))
}

/// The traits of a component; a group has those that any of its components has.
fn traits(model: &Model, end: End) -> Traits {
    model.members(end).iter().fold(Traits::NONE, |all, &id| all.union(model.component(id).traits))
}
