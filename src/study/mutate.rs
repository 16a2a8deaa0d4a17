//! The blueprint without one of its components, as if it had never been drawn.

use crate::{
    blueprint::{Blueprint, PropValue, Properties, Target},
    model::{ComponentId, Model},
};

/// The model of the same blueprint without the component `id`: everything that names it says nothing instead.
pub fn without(model: &Model, id: ComponentId) -> Model {
    let name = model.component(id).id.as_str();
    let mut said = model.said.clone();
    let at = model.component(id).said;
    said.components.remove(at);
    for one in &mut said.components {
        forget(&mut one.properties, name);
        if let Some(covers) = &mut one.covers {
            covers.retain(|word| word.value != name);
        }
    }
    // A reference to it is no finding of its own.
    said.lost.push(name.to_owned());
    shift(&mut said, at);
    Model::build(said, model.reference.clone()).model
}

/// Takes back what a property says when it names the component.
fn forget(properties: &mut Properties, name: &str) {
    properties.0.retain(|one| one.value.value.as_text() != Some(name));
    for one in &mut properties.0 {
        if let PropValue::List(items) = &mut one.value.value {
            items.retain(|item| item.value != name);
        }
    }
}

/// Suppressions speak of components by their place in the list.
fn shift(said: &mut Blueprint, gone: usize) {
    said.suppressions.retain(|one| one.target != Target::Component(gone));
    for one in &mut said.suppressions {
        if let Target::Component(at) = &mut one.target
            && *at > gone
        {
            *at -= 1;
        }
    }
}
