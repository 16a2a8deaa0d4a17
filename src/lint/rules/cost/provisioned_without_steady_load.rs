//! COST004: capacity bought by the month for traffic that does not use it.

use crate::{
    blueprint::{Environment, Traffic},
    catalog::{Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::ComponentId,
    source::Span,
};

pub(crate) const RULE: Rule = Rule {
    code: "COST004",
    name: "provisioned-without-steady-load",
    summary: "an engine has provisioned capacity and its traffic is not steady",
    severity: Severity::Warning,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/COST004.md"),
    check,
};

/// What is bought in units of a model.
const MODELS: Traits = Traits::of(&[Trait::Generative, Trait::Embedding, Trait::Model]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let Some((why, place)) = unsteady(context) else { return };
    for id in context.component_ids() {
        let one = context.component(id);
        let Some((bought, word)) = bought(context, id).filter(|_| one.traits.any(MODELS)) else {
            continue;
        };
        let fact = format!("`{}` pays for {word} capacity around the clock, and {why}", one.id);
        let mut found = context.finding(bought, fact);
        if let Some(place) = place {
            found = found.label(place, "said here");
        }
        let help = format!("pay on `{}` for what is used:\n\nthroughput: on-demand", one.id);
        findings.push(found.help(help).subjects([&one.id]));
    }
}

/// Why the load is not steady, and where that is said.
fn unsteady(context: &Context<'_>) -> Option<(String, Option<Span>)> {
    let said = &context.said.context;
    if let Some(traffic) = said.traffic.as_ref().filter(|said| said.value != Traffic::Steady) {
        return Some((format!("traffic is {}", traffic.value.as_str()), Some(traffic.span)));
    }
    let early =
        context.environment.filter(|one| matches!(one, Environment::Demo | Environment::Dev))?;
    let place = said.environment.as_ref().filter(|said| said.value == early).map(|said| said.span);
    Some((format!("the environment is `{}`", early.as_str()), place))
}

/// Where capacity is bought ahead. A model of one's own can hardly be had otherwise.
fn bought<'a>(context: &'a Context<'_>, id: ComponentId) -> Option<(Span, &'a str)> {
    let properties = &context.said(id).properties;
    if matches!(properties.text("model-source"), Some("custom" | "import")) {
        return None;
    }
    ["throughput", "tier"].iter().find_map(|name| {
        let said = properties.get(name)?;
        let word =
            said.value.as_text().filter(|word| matches!(*word, "provisioned" | "reserved"))?;
        Some((said.span, word))
    })
}
