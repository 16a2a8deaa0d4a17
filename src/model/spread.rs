//! How data classes spread from where they are declared to everything that comes to hold the data.

use super::{
    Model,
    classes::DataClasses,
    component::{ComponentId, ConnectionId},
    graph::{Path, Step},
};
use crate::{
    blueprint::{ConnectionKind, DataClass},
    catalog::Trait,
};
use std::collections::VecDeque;

/// For each class, over which connection and from where it first came to a component.
pub(super) type Arrivals = [Option<(ComponentId, ConnectionId)>; 7];

/// Spreads every class breadth first. Linear in components and connections for each of the seven classes.
pub(super) fn run(model: &mut Model) {
    model.came = vec![[None; 7]; model.components.len()];
    for &class in DataClass::ALL {
        let mut queue: VecDeque<ComponentId> =
            model.component_ids().filter(|&id| model.component(id).declared.has(class)).collect();
        for id in model.connection_ids() {
            carry_declared(model, id, class, &mut queue);
        }
        while let Some(at) = queue.pop_front() {
            if stops(model, at) {
                continue;
            }
            for step in onward(model, at, class) {
                arrive(model, at, step, class, &mut queue);
            }
        }
    }
}

/// What a connection itself is said to carry arrives at its targets.
fn carry_declared(
    model: &mut Model,
    id: ConnectionId,
    class: DataClass,
    queue: &mut VecDeque<ComponentId>,
) {
    if !model.connection(id).declared.has(class) || redacted(model, id) {
        return;
    }
    let (sources, targets) =
        (model.members(model.connection(id).from), model.members(model.connection(id).to));
    let (sources, targets) = (sources.to_vec(), targets.to_vec());
    for from in sources {
        for &to in &targets {
            arrive(model, from, Step { by: id, to }, class, queue);
        }
    }
}

fn arrive(
    model: &mut Model,
    from: ComponentId,
    step: Step,
    class: DataClass,
    queue: &mut VecDeque<ComponentId>,
) {
    let at = step.to.0 as usize;
    if model.components[at].data.insert(class) {
        model.came[at][class as usize] = Some((from, step.by));
        queue.push_back(step.to);
    }
}

/// Where data of `class` goes from `at`: forward over what moves content, forward over requests when the
/// sender itself declares the class, and back to whoever queries it.
fn onward(model: &Model, at: ComponentId, class: DataClass) -> Vec<Step> {
    let declares = model.component(at).declared.has(class);
    let mut steps: Vec<Step> = Vec::new();
    for &step in model.steps_from(at) {
        let connection = model.connection(step.by);
        let moves = match connection.kind {
            ConnectionKind::Data
            | ConnectionKind::Ingest
            | ConnectionKind::Event
            | ConnectionKind::Response => true,
            ConnectionKind::Request | ConnectionKind::Tool => declares,
            ConnectionKind::Query => false,
        };
        if moves {
            steps.push(step);
        }
    }
    let back = model.steps_to(at).iter().filter(|step| {
        let connection = model.connection(step.by);
        connection.kind == ConnectionKind::Query
            || (connection.both && connection.kind != ConnectionKind::Request)
    });
    steps.extend(back);
    steps.retain(|step| !redacted(model, step.by) && !notifies_only(model, step.by));
    steps
}

fn redacted(model: &Model, id: ConnectionId) -> bool {
    model.statement(id).properties.bool("redacted") == Some(true)
}

fn notifies_only(model: &Model, id: ConnectionId) -> bool {
    model
        .statement(id)
        .properties
        .find("carries")
        .is_some_and(|said| said.words().iter().all(|word| word.value == "notification"))
}

/// A redactor receives personal data and passes none on.
fn stops(model: &Model, id: ComponentId) -> bool {
    model
        .said(id)
        .properties
        .bool("redacts")
        .unwrap_or_else(|| model.component(id).traits.has(Trait::Redactor))
}

/// The classes that go over a connection, one way or the other: what it is said to carry, and what spreads over it.
pub(super) fn carried(model: &Model, id: ConnectionId) -> DataClasses {
    let connection = model.connection(id);
    let mut out = if redacted(model, id) { DataClasses::NONE } else { connection.declared };
    let ends = [connection.from, connection.to].map(|end| model.members(end));
    for &class in DataClass::ALL {
        let sends = |&at: &ComponentId| {
            model.component(at).data.has(class)
                && !stops(model, at)
                && onward(model, at, class).iter().any(|step| step.by == id)
        };
        if ends.iter().any(|members| members.iter().any(sends)) {
            out.insert(class);
        }
    }
    out
}

/// The way by which `class` came to `id`, from where it was declared.
pub(super) fn trace(model: &Model, id: ComponentId, class: DataClass) -> Option<Path> {
    if !model.component(id).data.has(class) {
        return None;
    }
    let (mut start, mut steps) = (id, Vec::new());
    while let Some((from, by)) = model.came[start.0 as usize][class as usize] {
        steps.push(Step { by, to: start });
        start = from;
        if steps.len() > model.components.len() {
            break;
        }
    }
    steps.reverse();
    Some(Path { start, steps })
}
