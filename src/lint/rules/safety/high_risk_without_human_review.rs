//! SAF005: a wrong answer costs much, and no person decides.

use super::{agent::is_agent, engine_without_guardrail::is_engine};
use crate::{
    blueprint::{PropValue, Risk, Status},
    catalog::Trait,
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, views},
    model::{ComponentId, Cover, Step},
};

pub(crate) const RULE: Rule = Rule {
    code: "SAF005",
    name: "high-risk-without-human-review",
    summary: "with `risk: high` no person decides before or after an engine",
    severity: Severity::Error,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SAF005.md"),
    check,
};

const REVIEW: &str = "human-review";

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let risk = context.said.context.risk.as_ref();
    let Some(risk) = risk.filter(|risk| risk.value == Risk::High) else { return };
    let reviewed = reviewed(context);
    let mut planned = None;
    let mut bare = Vec::new();
    for id in context.component_ids().filter(|&id| is_engine(context, id)) {
        match context.cover(REVIEW, id) {
            _ if reviewed[id.0 as usize] => {}
            Cover::Yes { .. } | Cover::Unknown => {}
            Cover::Planned(by) => {
                planned = planned.or(Some(by));
                bare.push(id);
            }
            Cover::Denied(_) | Cover::No => bare.push(id),
        }
    }
    let Some(&first) = bare.first() else { return };
    let found = finding(context, &bare, first).label(risk.span, "a wrong answer costs much");
    let planned = planned.or_else(|| planned_reviewer(context));
    findings.push(match planned {
        Some(by) => context.planned(by, found),
        None => found,
    });
}

/// The components upstream or downstream of a person who decides.
fn reviewed(context: &Context<'_>) -> Vec<bool> {
    let mut starts: Vec<ComponentId> =
        context.component_ids().filter(|&id| asks_a_person(context, id)).collect();
    for by in context.connection_ids() {
        let approval = context.statement(by).properties.get("approval");
        let human = approval.is_some_and(|said| {
            said.value == PropValue::Bool(true) || said.value.as_text() == Some("human")
        });
        if human {
            starts.extend(context.members(context.connection(by).from));
        }
    }
    let before = |at: ComponentId| -> Vec<Step> { context.incoming(at) };
    let after = |at: ComponentId| -> Vec<Step> { context.outgoing(at) };
    let (up, down) = (context.reach(&starts, before), context.reach(&starts, after));
    // What a function or an agent has from an engine, it hands to the person whom it asks.
    let asked = |id: ComponentId| context.incoming(id).iter().any(|step| up[step.to.0 as usize]);
    context
        .component_ids()
        .map(|id| up[id.0 as usize] || down[id.0 as usize] || asked(id))
        .collect()
}

fn asks_a_person(context: &Context<'_>, id: ComponentId) -> bool {
    if context.component(id).status == Some(Status::Planned) {
        return false;
    }
    match context.prop(id, REVIEW).map(|said| &said.value) {
        Some(PropValue::Bool(yes)) => *yes,
        Some(PropValue::Text(word)) => context
            .find(word)
            .is_none_or(|by| context.component(by).status != Some(Status::Planned)),
        _ => context.component(id).traits.has(Trait::HumanReview),
    }
}

fn planned_reviewer(context: &Context<'_>) -> Option<ComponentId> {
    context
        .with_trait(Trait::HumanReview)
        .find(|&id| context.component(id).status == Some(Status::Planned))
}

fn finding(context: &Context<'_>, bare: &[ComponentId], first: ComponentId) -> Diagnostic {
    let name = &context.component(first).id;
    let message = format!(
        "the risk is high and no person decides before or after {}",
        views::names(context, bare)
    );
    let found = context.finding(context.component(first).key, message);
    let found = bare[1..].iter().fold(found, |found, &id| {
        found.label(context.component(id).key, "nobody decides here either")
    });
    let ids: Vec<&String> = bare.iter().map(|&id| &context.component(id).id).collect();
    let found = context.advise(REVIEW, first).or(name, "human-review: true").on(found);
    let modelled = ["actors", "orchestration"].iter().any(|layer| context.models_layer(layer));
    let agents = context.component_ids().any(|id| is_agent(context, id));
    let found = if modelled || agents { found } else { found.confidence(Confidence::Low) };
    found.subjects(ids).identity("")
}
