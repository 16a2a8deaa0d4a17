//! STR005: a component without any connection that is no control for others.

use crate::{
    blueprint::{BlueprintProperty, Properties, Status},
    catalog::{Place, Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::ComponentId,
    suggest,
};
use std::collections::BTreeSet;

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
    let alone = |id: &ComponentId| {
        let steps = (context.steps_from(*id), context.steps_to(*id));
        steps.0.is_empty() && steps.1.is_empty() && !stands_apart(context, *id)
    };
    let alone: Vec<ComponentId> = context.component_ids().filter(alone).collect();
    if alone.is_empty() {
        return;
    }
    let named = named(context);
    for id in alone {
        let one = context.component(id);
        if !named.contains(one.id.as_str()) {
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
}

/// The ids that something other than a sound connection names.
fn named<'a>(context: &'a Context<'_>) -> BTreeSet<&'a str> {
    let mut named = BTreeSet::new();
    // A property names it, as `dlq: failed` does.
    for one in &context.said.components {
        named.extend(words(&one.properties).filter(|word| *word != one.id.value));
    }
    for one in &context.said.statements {
        named.extend(words(&one.properties));
    }
    // A connection of it names something that does not exist, or names it with a slip: that is the flaw then.
    for one in &context.said.connections {
        named.extend([one.from.value.as_str(), &one.to.value]);
    }
    let lost = context.unresolved.iter().filter(|one| one.used_as == "a connection");
    named.extend(lost.take(MOST_MEANT).filter_map(|one| {
        let ids = context.components.iter().map(|component| component.id.as_str());
        suggest::nearest(&one.word.value, ids)
    }));
    named
}

/// For how many mistyped ids the one that was meant is looked for; more are not typed by hand.
const MOST_MEANT: usize = 100;

fn words(properties: &Properties) -> impl Iterator<Item = &str> {
    properties.iter().flat_map(BlueprintProperty::words).map(|word| word.value)
}
