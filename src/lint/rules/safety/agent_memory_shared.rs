//! SAF008: a memory of agents that nothing keeps apart by user or tenant.

use super::{agent::is_agent, engine_without_guardrail::is_engine};
use crate::{
    blueprint::{Tenancy, Users},
    catalog::{Trait, Traits},
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, entry},
    model::ComponentId,
};

pub(crate) const RULE: Rule = Rule {
    code: "SAF008",
    name: "agent-memory-shared",
    summary: "a memory is not kept apart by session, user or tenant, and strangers share the application",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SAF008.md"),
    check,
};

const INDEX: Traits = Traits::of(&[Trait::Vector, Trait::Retriever]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(word) = sharing(context) else { return };
    for id in context.component_ids().filter(|&id| is_memory(context, id)) {
        let own = context.prop(id, "isolation");
        let shared = own.is_some_and(|said| said.value.as_text() == Some("shared"));
        if shared || (own.is_none() && !users_isolate(context, id)) {
            findings.push(finding(context, id, word));
        }
    }
}

/// The words of `context` by which strangers use one installation.
fn sharing(context: &Context<'_>) -> Option<&'static str> {
    let said = &context.said.context;
    if said.tenancy.as_ref().is_some_and(|said| said.value == Tenancy::Multi) {
        return Some("several tenants share it");
    }
    let public = said.users.as_ref().is_some_and(|said| said.value == Users::Public);
    public.then_some("anybody may use the application")
}

/// A service made for memories; a store that could hold one when an engine or an agent uses it for nothing else.
fn is_memory(context: &Context<'_>, id: ComponentId) -> bool {
    let traits = context.component(id).traits;
    let other = traits.any(INDEX)
        && (context.in_layer(id, "search")
            || entry::word(context, id, "purpose").is_some()
            || ["embedding-model", "dimensions", "mode"]
                .iter()
                .any(|name| context.prop(id, name).is_some()));
    traits.has(Trait::Memory) && !other
}

/// Whether every agent that uses the memory says that it keeps its sessions apart.
fn users_isolate(context: &Context<'_>, id: ComponentId) -> bool {
    let mut users = context
        .incoming(id)
        .into_iter()
        .map(|step| step.to)
        .filter(|&to| is_agent(context, to) || is_engine(context, to))
        .peekable();
    let apart =
        |id| matches!(entry::word(context, id, "isolation"), Some("session" | "user" | "tenant"));
    users.peek().is_some() && users.all(apart)
}

fn finding(context: &Context<'_>, id: ComponentId, why: &str) -> Diagnostic {
    let memory = context.component(id);
    let help = format!(
        "keep what one person said apart from what others see, and say how on `{}`:\n\nisolation: session   # or user, tenant",
        memory.id
    );
    let said = context.prop(id, "isolation");
    let found = match said {
        Some(said) => context
            .finding(said.span, format!("the memory `{}` is shared and {why}", memory.id))
            .confidence(Confidence::High),
        None => context.finding(
            memory.key,
            format!("nothing keeps apart what the memory `{}` holds, and {why}", memory.id),
        ),
    };
    let mut found = found.help(help).subjects([&memory.id]);
    found.fix = said.and_then(|said| context.instead(said.span, "session"));
    found
}
