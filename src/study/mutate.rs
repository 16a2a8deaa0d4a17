//! The blueprint without one of its components, or with other settings, as if it had never been drawn otherwise.

use crate::{
    blueprint::{Blueprint, BlueprintProperty, PropValue, Properties, Target},
    model::{ComponentId, Model},
    source::Spanned,
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

/// Settings that many components could have, each with a value that switches it on.
pub(super) const USUAL: &[(&str, &str)] = &[
    ("alarms", "true"),
    ("auth", "cognito"),
    ("backup", "true"),
    ("dlq", "true"),
    ("encryption", "customer-key"),
    ("fallback", "true"),
    ("guardrail", "true"),
    ("human-review", "true"),
    ("invocation-logging", "true"),
    ("malware-scan", "true"),
    ("max-iterations", "10"),
    ("max-tokens", "1024"),
    ("metadata-filter", "true"),
    ("network", "private"),
    ("oac", "true"),
    ("pitr", "true"),
    ("redacts", "true"),
    ("retention-days", "30"),
    ("retries", "2"),
    ("streaming", "true"),
    ("throttle", "true"),
    ("timeout", "20"),
    ("versioning", "true"),
    ("zones", "2"),
];

/// The model of the same blueprint where the component `id` says nothing for `property`.
pub(super) fn unset(model: &Model, id: ComponentId, property: &str) -> Model {
    exchanged(model, id, property, "")
}

/// The model of the same blueprint where the component `id` says nothing for the property `taken`, but has the setting
/// `given`: as the blueprint says it, where it does, else as it is usually switched on.
pub fn exchanged(model: &Model, id: ComponentId, taken: &str, given: &str) -> Model {
    let mut said = model.said.clone();
    let component = &mut said.components[model.component(id).said];
    let place = component.id.span;
    let properties = &mut component.properties.0;
    if taken != given {
        properties.retain(|one| one.name.value != taken);
        let there = properties.iter().any(|one| one.name.value == given);
        let usual = USUAL.iter().find(|(name, _)| *name == given && !there);
        properties.extend(usual.map(|(name, value)| BlueprintProperty {
            name: Spanned::new((*name).to_owned(), place),
            value: Spanned::new(switched_on(value), place),
        }));
    }
    Model::build(said, model.reference.clone()).model
}

fn switched_on(value: &str) -> PropValue {
    match value.parse() {
        Ok(number) => PropValue::Number(number),
        Err(_) if value == "true" => PropValue::Bool(true),
        Err(_) => PropValue::Text(value.to_owned()),
    }
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
