//! SEC001: a component that acts in AWS without a role that anybody named.

use crate::{
    catalog::{Provider, Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::{ComponentId, Cover, Step},
};

pub(crate) const RULE: Rule = Rule {
    code: "SEC001",
    name: "missing-execution-role",
    summary: "a component calls AWS services and nothing says with which IAM role",
    severity: Severity::Error,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SEC001.md"),
    check,
};

const ACCESS: &str = "access-control";
/// Targets that are called over the network, which takes no permission of IAM.
const NO_PERMISSION: Traits = Traits::of(&[
    Trait::Person,
    Trait::Client,
    Trait::Cdn,
    Trait::LoadBalancer,
    Trait::NetworkPart,
]);

/// More calls than these are not shown.
const MOST_CALLS: usize = 4;

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.with_trait(Trait::AssumesRole) {
        let calls = calls(context, id);
        if calls.is_empty() {
            continue;
        }
        let cover = context.cover(ACCESS, id);
        if cover.is_yes() {
            continue;
        }
        let found = finding(context, id, cover, &calls);
        findings.extend(context.absence(ACCESS, cover, found));
    }
}

/// What the component does in AWS: one step for every component that it calls.
fn calls(context: &Context<'_>, id: ComponentId) -> Vec<Step> {
    let mut calls: Vec<Step> = Vec::new();
    for step in context.runtime_steps(id) {
        let target = context.component(step.to);
        let ours = target.service.is_some_and(|service| service.provider == Provider::Aws);
        let known = calls.iter().any(|one| one.to == step.to);
        if ours && !known && step.to != id && !target.traits.any(NO_PERMISSION) {
            calls.push(step);
        }
    }
    calls
}

fn finding(context: &Context<'_>, id: ComponentId, cover: Cover, calls: &[Step]) -> Diagnostic {
    let name = &context.component(id).id;
    let targets: Vec<String> =
        calls.iter().map(|step| format!("`{}`", context.component(step.to).id)).collect();
    let called = match targets.len() {
        0..=MOST_CALLS => targets.join(", "),
        all => format!("{} and {} more", targets[..MOST_CALLS].join(", "), all - MOST_CALLS),
    };
    let found = match cover {
        Cover::Denied(span) => context
            .finding(span, format!("`{name}` calls {called} and is said to have no IAM role")),
        _ => context.finding(
            context.component(id).key,
            format!("`{name}` calls {called} and nothing says with which IAM role"),
        ),
    };
    calls
        .iter()
        .take(MOST_CALLS)
        .fold(found, |found, &step| {
            let target = &context.component(step.to).id;
            found.label(context.place_of(step), format!("calls `{target}`"))
        })
        .help(format!("give `{name}` a role of its own:\n\nrole: {name}-role"))
        .subjects([name])
}
