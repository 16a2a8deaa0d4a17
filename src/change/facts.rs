//! The facts of each kind of thing in a blueprint.

use super::{
    names::Names,
    value::{Fact, Facts},
};
use crate::{
    blueprint::{
        Arrow, Blueprint, BlueprintComponent, BlueprintConnection, BlueprintContext, BlueprintFlow,
        BlueprintGroup,
    },
    catalog::{self, Carrier},
    model::Model,
    source::Spanned,
};

/// The id of the service behind a word, or the word.
pub(super) fn service(word: &str) -> String {
    catalog::service(word)
        .map_or_else(|| catalog::normalise(word), |found| found.service.id.to_owned())
}

/// All facts of a component.
pub(super) fn component(model: &Model, at: usize, names: &Names) -> Vec<Fact> {
    let said = &model.said.components[at];
    let mut facts = Facts::new(names);
    if let Some(word) = &said.service {
        facts.meant("service", service(&word.value), &word.value);
    }
    let layer = &model.reference.layers[model.components[at].layer];
    facts.one("layer", Some(layer.id.as_ref()));
    component_words(said, &mut facts);
    facts.properties(&said.properties, Carrier::Component);
    facts.list
}

fn component_words(said: &BlueprintComponent, facts: &mut Facts<'_>) {
    facts.text("label", said.label.as_ref());
    facts.text("description", said.description.as_ref());
    facts.ids("in", Some(&said.groups).filter(|list| !list.is_empty()).map(Vec::as_slice));
    facts.ids("covers", said.covers.as_deref());
    facts.one("status", said.status.as_ref().map(|said| said.value.as_str()));
    facts.many("data", said.data.iter().flatten().map(|class| class.value.as_str()));
    facts.many("tags", texts(&said.tags));
    facts.text("link", said.link.as_ref());
    facts.text("icon", said.icon.as_ref());
    facts.many("traits", said.traits.iter().map(|one| one.value.as_str()));
}

/// All facts of a group.
pub(super) fn group(said: &BlueprintGroup, names: &Names) -> Vec<Fact> {
    let mut facts = Facts::new(names);
    facts.text("kind", said.kind.as_ref());
    facts.text("label", said.label.as_ref());
    facts.text("description", said.description.as_ref());
    facts.ids("in", Some(&said.groups).filter(|list| !list.is_empty()).map(Vec::as_slice));
    facts.many("tags", texts(&said.tags));
    facts.text("link", said.link.as_ref());
    facts.properties(&said.properties, Carrier::Group);
    facts.list
}

/// What is said of a connection beside its ends.
pub(super) fn connection(said: &Blueprint, one: &BlueprintConnection, names: &Names) -> Vec<Fact> {
    let statement = said.statement(one);
    let mut facts = Facts::new(names);
    facts.one("arrow", Some(arrow(one.arrow)));
    facts.text("label", statement.label.as_ref());
    facts.one("kind", statement.kind.as_ref().map(|said| said.value.as_str()));
    facts.many("data", statement.data.iter().flatten().map(|class| class.value.as_str()));
    facts.properties(&statement.properties, Carrier::Connection);
    facts.list
}

/// The sign of the format.
pub(super) const fn arrow(arrow: Arrow) -> &'static str {
    match arrow {
        Arrow::Request => "->",
        Arrow::Async => "~>",
        Arrow::Both => "<->",
    }
}

/// What is said of a flow beside its steps.
pub(super) fn flow(said: &BlueprintFlow, names: &Names) -> Vec<Fact> {
    let mut facts = Facts::new(names);
    facts.text("title", said.title.as_ref());
    facts.one("style", said.style.as_ref().map(|said| said.value.as_str()));
    facts.list
}

/// What is said of the whole blueprint.
pub(super) fn about(model: &Model, names: &Names) -> Vec<Fact> {
    let said = &model.said;
    let mut facts = Facts::new(names);
    facts.text("name", said.name.as_ref());
    facts.text("description", said.description.as_ref());
    facts.one("reference", Some(model.reference.id.as_ref()));
    context(&said.context, &mut facts);
    for (key, value) in &said.workload {
        facts.free(&format!("workload.{}", key.value), &value.value);
    }
    facts.list
}

fn context(said: &BlueprintContext, facts: &mut Facts<'_>) {
    facts.one("context.environment", said.environment.as_ref().map(|said| said.value.as_str()));
    facts.one("context.pattern", said.pattern.as_ref().map(|said| said.value.as_str()));
    facts.one("context.risk", said.risk.as_ref().map(|said| said.value.as_str()));
    facts.one("context.users", said.users.as_ref().map(|said| said.value.as_str()));
    facts.one("context.tenancy", said.tenancy.as_ref().map(|said| said.value.as_str()));
    facts.many("context.residency", texts(&said.residency));
    facts.many("context.frameworks", texts(&said.frameworks));
    facts
        .one("context.availability", said.availability.as_ref().map(|said| said.value.to_string()));
    facts.one("context.traffic", said.traffic.as_ref().map(|said| said.value.as_str()));
    facts.many("context.org-controls", texts(&said.org_controls));
    facts.many("context.existing-customer", texts(&said.existing_customer));
    for (layer, reason) in &said.not_applicable {
        facts.text(&format!("context.not-applicable.{}", layer.value), Some(reason));
    }
}

fn texts(words: &[Spanned<String>]) -> impl Iterator<Item = &str> {
    words.iter().map(|word| word.value.as_str())
}
