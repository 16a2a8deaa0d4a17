//! Engines: the models that the application calls, and what is said about them.

use super::entry;
use crate::{
    blueprint::{ConnectionKind, PropValue},
    catalog::{self, Trait, Traits},
    model::{ComponentId, Model},
    source::Spanned,
};

/// Generative, but nothing that this application calls and configures: assistants with a user interface of their own, tools
/// on the user's side, services for one task, playgrounds.
const BROUGHT: Traits =
    Traits::of(&[Trait::NativeFrontend, Trait::TaskModel, Trait::Playground, Trait::Client]);

/// The generative engines of the application. A model that is drawn beside the service that serves it is no engine of its
/// own, and a model for vectors generates nothing.
pub(crate) fn engines(model: &Model) -> Vec<ComponentId> {
    let generates = |&id: &ComponentId| {
        !model.component(id).traits.any(BROUGHT)
            && !makes_vectors(model, id)
            && server_of(model, id).is_none()
    };
    model.with_trait(Trait::Generative).filter(generates).collect()
}

/// The ids of embedding and ranking models say so.
fn makes_vectors(model: &Model, id: ComponentId) -> bool {
    entry::word(model, id, "model").is_some_and(|word| {
        let word = word.to_ascii_lowercase();
        word.contains("embed") || word.contains("rerank")
    })
}

/// The service through which a model is served, when both are drawn.
fn server_of(model: &Model, id: ComponentId) -> Option<ComponentId> {
    let serves = |one: ComponentId| {
        let traits = model.component(one).traits;
        one != id
            && traits.has(Trait::Generative)
            && !traits.any(BROUGHT.union(Traits::of(&[
                Trait::Model,
                Trait::Agent,
                Trait::Workflow,
            ])))
    };
    if !model.component(id).traits.has(Trait::Model) {
        return None;
    }
    model.neighbours(id).into_iter().map(|step| step.to).find(|&one| serves(one))
}

/// The engine and the models that are drawn beside it: what is said of one of them is said of the engine.
pub(crate) fn family(model: &Model, engine: ComponentId) -> Vec<ComponentId> {
    let mut family = vec![engine];
    for step in model.neighbours(engine) {
        if !family.contains(&step.to) && server_of(model, step.to) == Some(engine) {
            family.push(step.to);
        }
    }
    family
}

/// What is said of an engine, by itself or a model beside it.
pub(crate) fn said<'a>(
    model: &'a Model,
    engine: ComponentId,
    name: &str,
) -> Option<&'a Spanned<PropValue>> {
    family(model, engine).into_iter().find_map(|id| model.prop(id, name))
}

/// Those that call an engine or a model beside it.
pub(crate) fn callers(model: &Model, engine: ComponentId) -> Vec<ComponentId> {
    let family = family(model, engine);
    let mut callers = Vec::new();
    for &id in &family {
        for step in entry::callers(model, id) {
            if !family.contains(&step.to) && !callers.contains(&step.to) {
                callers.push(step.to);
            }
        }
    }
    callers
}

/// Whether nobody waits for the component: it is called, and each time asynchronously.
pub(crate) fn is_asynchronous(model: &Model, id: ComponentId) -> bool {
    let calls = entry::callers(model, id);
    !calls.is_empty()
        && calls.iter().all(|step| {
            let connection = model.connection(step.by);
            connection.asynchronous || connection.kind == ConnectionKind::Event
        })
}

/// Whether the value says yes: true, a number above zero, a word other than `none`, a list with something in it.
pub(crate) fn affirms(value: &PropValue) -> bool {
    match value {
        PropValue::Bool(said) => *said,
        PropValue::Number(number) => *number > 0.0,
        PropValue::Text(word) => !word.trim().is_empty() && word != "none",
        PropValue::List(items) => !items.is_empty(),
        PropValue::Map(entries) => !entries.is_empty(),
    }
}

/// What else to say of a hosted model that may not generate anything, for the end of a help.
pub(crate) fn or_serves(model: &Model, id: ComponentId) -> String {
    let hosted =
        model.component(id).traits.has(Trait::HostedEndpoint) && model.prop(id, "serves").is_none();
    if !hosted {
        return String::new();
    }
    let name = &model.component(id).id;
    format!("\n\nor, where its model generates nothing, say so on `{name}`:\n\nserves: prediction")
}

/// The geography with which the model id of an inference profile begins (`eu.anthropic.…`), with the place of the id.
pub(crate) fn geography_of(model: &Model, id: ComponentId) -> Option<Spanned<&str>> {
    let said = said(model, id, "model")?;
    let (before, rest) = said.value.as_text()?.split_once('.')?;
    let known = before == "global" || catalog::geography(before).is_some();
    (known && rest.contains('.')).then(|| Spanned::new(before, said.span))
}
