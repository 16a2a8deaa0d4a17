//! STR005: a component without any connection that is no control for others.

use crate::{
    blueprint::{PropValue, Properties, Status},
    catalog::{Place, Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::ComponentId,
    suggest,
};

pub(crate) const RULE: Rule = Rule {
    code: "STR005",
    name: "orphan-component",
    summary: "a component has no connection and covers nothing",
    severity: Severity::Warning,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/STR005.md"),
    check,
};

/// Parts that need no connection of their own.
const APART: Traits = Traits::of(&[
    Trait::CrossCutting,
    Trait::NetworkPart,
    Trait::VpcEndpoint,
    Trait::EgressGateway,
]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if context.connections.is_empty() {
        return;
    }
    for id in context.component_ids() {
        if context.neighbours(id).is_empty() && !stands_apart(context, id) {
            let one = context.component(id);
            let message = format!("`{}` is connected with nothing", one.id);
            let help = format!(
                "draw what uses it, for instance `- … -> {}` in `connections`, say with `covers` what it applies to, or take it out",
                one.id
            );
            findings.push(context.finding(one.key, message).help(help).subjects([&one.id]));
        }
    }
}

fn stands_apart(context: &Context<'_>, id: ComponentId) -> bool {
    let component = context.component(id);
    component.traits.any(APART)
        || context.layer(id).place == Place::Rail
        || context.said(id).covers.as_ref().is_some_and(|covers| !covers.is_empty())
        || component.status == Some(Status::Planned)
        || is_loose_end(context, id)
        || is_mistyped(context, &component.id)
        || is_named(context, &component.id)
}

/// A connection of it names something that does not exist, which is the flaw then.
fn is_loose_end(context: &Context<'_>, id: ComponentId) -> bool {
    let own = &context.component(id).id;
    let mut said = context.said.connections.iter();
    said.any(|one| one.from.value == *own || one.to.value == *own)
}

/// A connection names something that does not exist and is nearest to it, which is the flaw then.
fn is_mistyped(context: &Context<'_>, id: &str) -> bool {
    context.unresolved.iter().filter(|one| one.used_as == "a connection").any(|one| {
        let ids = context.components.iter().map(|component| component.id.as_str());
        suggest::nearest(&one.word.value, ids) == Some(id)
    })
}

/// Whether a property of something names it, as `dlq: failed` does.
fn is_named(context: &Context<'_>, id: &str) -> bool {
    let components = context.said.components.iter().filter(|one| one.id.value != id);
    components
        .map(|one| &one.properties)
        .chain(context.said.statements.iter().map(|one| &one.properties))
        .any(|properties| names(properties, id))
}

fn names(properties: &Properties, id: &str) -> bool {
    properties.iter().any(|one| match &one.value.value {
        PropValue::Text(word) => word == id,
        PropValue::List(words) => words.iter().any(|word| word.value == id),
        _ => false,
    })
}
