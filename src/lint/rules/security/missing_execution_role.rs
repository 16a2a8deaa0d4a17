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
/// So many callers without a role have one cause, when no caller has one: the blueprint does not speak of roles.
const MANY: usize = 3;

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let callers: Vec<(ComponentId, Vec<Step>)> = context
        .with_trait(Trait::AssumesRole)
        .map(|id| (id, calls(context, id)))
        .filter(|(_, calls)| !calls.is_empty())
        .collect();
    let covers: Vec<Cover> = callers.iter().map(|&(id, _)| context.cover(ACCESS, id)).collect();
    if callers.len() >= MANY && covers.iter().all(|cover| *cover == Cover::No) {
        findings.extend(context.absence(ACCESS, Cover::No, no_roles(context, &callers)));
        return;
    }
    for ((id, calls), cover) in callers.iter().zip(covers).filter(|(_, cover)| !cover.is_yes()) {
        let found = finding(context, *id, cover, calls);
        findings.extend(context.absence(ACCESS, cover, found));
    }
}

/// The one finding for a blueprint that says nothing about roles at all.
fn no_roles(context: &Context<'_>, callers: &[(ComponentId, Vec<Step>)]) -> Diagnostic {
    let one = |at: usize| context.component(callers[at].0);
    let (first, rest) = (one(0), callers.len() - 1);
    let message = format!(
        "`{}` and {rest} more call AWS services and nothing says with which IAM roles",
        first.id
    );
    let found = context.finding(first.key, message).identity("every caller");
    (1..callers.len())
        .take(MOST_CALLS)
        .fold(found, |found, at| found.label(one(at).key, "and this one"))
        .subjects((0..callers.len()).map(|at| one(at).id.clone()))
        .help(format!(
            "give each a role of its own:\n\nrole: {}-role\n\nor show who gives them roles:\n\n\
             security:\n  roles: iam",
            first.id
        ))
}

/// What the component does in AWS: one step for every component that it calls.
fn calls(context: &Context<'_>, id: ComponentId) -> Vec<Step> {
    let traits = context.component(id).traits;
    let mut calls: Vec<Step> = Vec::new();
    for step in context.runtime_steps(id) {
        let target = context.component(step.to);
        let ours = target.service.is_some_and(|service| service.provider == Provider::Aws);
        let known = calls.iter().any(|one| one.to == step.to);
        // Checking a token against the keys of its issuer takes no permission.
        let checks = traits.has(Trait::Authorizer) && target.traits.has(Trait::IdentityProvider);
        let permitted = checks || target.traits.any(NO_PERMISSION);
        if ours && !known && step.to != id && !permitted {
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
