//! REL005: an availability target that one Region does not give.

use crate::{
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, engines, regions::regions},
    model::ComponentId,
};

pub(crate) const RULE: Rule = Rule {
    code: "REL005",
    name: "single-region-vs-target",
    summary: "the availability aimed at needs more than one Region and an engine has one",
    severity: Severity::Warning,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/REL005.md"),
    check,
};

/// Percent from which an outage of one Region uses up more than is left.
const TARGET: f64 = 99.95;
const PROFILE: &str = "inference-profile";

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(target) = context.said.context.availability.as_ref() else { return };
    if target.value < TARGET {
        return;
    }
    for id in engines::engines(context) {
        if is_elsewhere_too(context, id) {
            continue;
        }
        let one = context.component(id);
        let places = regions(context.model, id);
        let only = places.first().map_or(String::new(), |place| format!(" (`{}`)", place.code));
        let fact = format!(
            "`{}` answers from one Region{only}, and {} % is aimed at",
            one.id, target.value
        );
        let denied = engines::said(context, id, PROFILE);
        let found = context
            .finding(denied.map_or(one.key, |said| said.span), fact)
            .label(target.span, "aimed at")
            .help(format!(
                "say on `{}` which geography takes over when the Region fails:\n\n{PROFILE}: eu\n\nor name an engine elsewhere \
                 as `fallback`, or lower the target",
                one.id
            ))
            .subjects([&one.id]);
        let known = denied.is_some() || !places.is_empty();
        findings.push(if known { found } else { found.confidence(Confidence::Medium) });
    }
}

fn is_elsewhere_too(context: &Context<'_>, engine: ComponentId) -> bool {
    let profile = engines::said(context, engine, PROFILE);
    let others = ["fallback", "replica-of"];
    let name = &context.component(engine).id;
    let mut family = engines::family(context, engine).into_iter();
    let copied = |id: ComponentId| context.said(id).properties.text("replica-of") == Some(name);
    let callers = engines::callers(context, engine);
    profile.is_some_and(|said| engines::affirms(&said.value))
        || names_geography(context, engine)
        || regions(context.model, engine).len() > 1
        || context.component_ids().any(copied)
        || family.any(|id| {
            let mut said = others.iter().filter_map(|name| context.prop(id, name));
            // No service of its own Region: a global one.
            said.any(|said| engines::affirms(&said.value)) || is_global(context, id)
        })
        || callers.iter().any(|&id| {
            context.prop(id, "fallback").is_some_and(|said| engines::affirms(&said.value))
        })
}

fn is_global(context: &Context<'_>, id: ComponentId) -> bool {
    let service = context.component(id).service;
    service.is_some_and(|service| service.scope == crate::catalog::Scope::Global)
}

/// Whether the model id begins with a geography, as ids of inference profiles do.
fn names_geography(context: &Context<'_>, engine: ComponentId) -> bool {
    engines::geography_of(context.model, engine).is_some()
}
