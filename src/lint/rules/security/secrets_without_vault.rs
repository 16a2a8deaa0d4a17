//! SEC009: a component that proves itself with a secret which no vault is said to keep.

use crate::{
    catalog::{Provider, Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, views},
    model::{ComponentId, ConnectionId, Zone},
    source::Span,
};
use std::collections::BTreeMap;

pub(crate) const RULE: Rule = Rule {
    code: "SEC009",
    name: "secrets-without-vault",
    summary: "a component calls with a password, a token or an API key that no vault keeps",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SEC009.md"),
    check,
};

const SECRETS: &str = "secrets";
/// Whoever types a password has it in mind, and the secrets of others are theirs.
const OTHERS: Traits = Traits::of(&[Trait::Person, Trait::ThirdParty]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let mut callers: BTreeMap<ComponentId, Vec<ConnectionId>> = BTreeMap::new();
    for id in context.connection_ids().filter(|&id| secret(context, id).is_some()) {
        for &caller in context.members(context.connection(id).from) {
            if is_ours(context, caller) {
                callers.entry(caller).or_default().push(id);
            }
        }
    }
    for (caller, uses) in callers {
        let cover = context.cover(SECRETS, caller);
        findings.extend(context.absence(SECRETS, cover, finding(context, caller, &uses)));
    }
}

/// With what the caller proves itself, when that is a secret.
fn secret(context: &Context<'_>, id: ConnectionId) -> Option<&'static str> {
    Some(match context.statement(id).properties.text("auth")? {
        "api-key" => "an API key",
        "token" => "a token",
        "password" => "a password",
        "basic" => "a user name and a password",
        "ssh-key" => "an SSH key",
        _ => return None,
    })
}

fn is_ours(context: &Context<'_>, id: ComponentId) -> bool {
    let one = context.component(id);
    let at_user = one.traits.has(Trait::Client) && !one.traits.has(Trait::Compute);
    !at_user && !one.traits.any(OTHERS) && one.zone != Zone::ThirdParty
}

fn finding(context: &Context<'_>, caller: ComponentId, uses: &[ConnectionId]) -> Diagnostic {
    let name = &context.component(caller).id;
    let targets: Vec<ComponentId> = {
        let mut all: Vec<_> = uses
            .iter()
            .flat_map(|&id| context.members(context.connection(id).to))
            .copied()
            .collect();
        all.sort();
        all.dedup();
        all
    };
    let what = uses.first().and_then(|&id| secret(context, id)).unwrap_or("a secret");
    let message = format!(
        "`{name}` calls {} with {what}, and nothing says which vault keeps it",
        views::names(context, &targets)
    );
    let mut advice = context.advise(SECRETS, caller);
    if targets.iter().all(|&id| is_aws(context, id)) {
        advice = advice.or(&context.connection_name(uses[0]), "auth: iam");
    }
    let found = context.finding(place(context, uses[0]), message).subjects(
        std::iter::once(caller).chain(targets.iter().copied()).map(|id| &context.component(id).id),
    );
    uses[1..]
        .iter()
        .fold(advice.on(found), |found, &id| found.label(place(context, id), "and here"))
}

fn is_aws(context: &Context<'_>, id: ComponentId) -> bool {
    context.component(id).service.is_some_and(|service| service.provider == Provider::Aws)
}

fn place(context: &Context<'_>, id: ConnectionId) -> Span {
    let said = context.connection_prop(id, "auth");
    said.map_or_else(|| context.connection_span(id), |said| said.span)
}
