//! SAF014: an agent that calls another one, and nothing says how it proves who it is.

use super::agent::{agents, is_agent};
use crate::{
    blueprint::{ConnectionKind, PropValue},
    catalog::{Provider, Trait},
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::{ComponentId, Cover, Path, Step},
    source::Span,
};

pub(crate) const RULE: Rule = Rule {
    code: "SAF014",
    name: "inter-agent-trust",
    summary: "an agent calls another agent without authentication",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SAF014.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for from in agents(context) {
        for step in context.outgoing(from) {
            let answer = context.connection(step.by).kind == ConnectionKind::Response;
            if step.to != from && is_agent(context, step.to) && !answer {
                findings.extend(judge(context, from, step));
            }
        }
    }
}

fn judge(context: &Context<'_>, from: ComponentId, step: Step) -> Option<Diagnostic> {
    let said = &context.statement(step.by).properties;
    let denied: Option<Span> =
        said.get("auth").filter(|auth| auth.value.as_text() == Some("none")).map(|auth| auth.span);
    if denied.is_none() && (proves(context, step) || inherits(context, from, step.to)) {
        return None;
    }
    let path = Path { start: from, steps: vec![step] };
    let (from, worker) = (context.component(from), context.component(step.to));
    let found = context
        .finding(
            denied.unwrap_or_else(|| context.connection_span(step.by)),
            format!("`{}` trusts whoever calls it as `{}`", worker.id, from.id),
        )
        .label(worker.key, "is called")
        .subjects([&worker.id, &from.id])
        .help(format!(
            "let the caller prove who it is, and say how:\n\n- {}: {{auth: oidc}}\n\nor say `protocol: in-process` where both run in one process",
            context.connection_name(step.by)
        ));
    let found = context.along(&path, found);
    if denied.is_some() {
        return Some(found.confidence(Confidence::High));
    }
    match context.cover("authentication", step.to) {
        // What the agent demands of everybody is demanded of this caller too.
        Cover::Yes { .. } | Cover::Unknown => None,
        Cover::Planned(by) => Some(context.planned(by, found)),
        Cover::Denied(span) => {
            Some(found.label(span, "demands nothing").confidence(Confidence::High))
        }
        Cover::No => Some(found),
    }
}

/// Whether the connection says how the caller is known, or that there is no connection to attack.
fn proves(context: &Context<'_>, step: Step) -> bool {
    let said = &context.statement(step.by).properties;
    let local = said.text("protocol").is_some_and(|word| {
        let word = word.to_ascii_lowercase().replace(['-', '_'], " ");
        matches!(word.trim(), "in process" | "local" | "stdio")
    });
    let authorised = said.get("authz").is_some_and(|authz| authz.value != PropValue::Bool(false));
    local || authorised || said.get("auth").is_some()
}

/// Whether AWS authenticates the call by itself: a managed agent is an API of AWS, which takes signed calls only, and
/// the caller has a role to sign with.
fn inherits(context: &Context<'_>, from: ComponentId, to: ComponentId) -> bool {
    let called = context.component(to);
    let managed = called.traits.has(Trait::TlsOnly)
        && called.service.is_some_and(|service| service.provider == Provider::Aws);
    managed && context.prop(to, "auth").is_none() && context.cover("access-control", from).is_yes()
}
