//! SAF007: an agent of which nothing says when it stops.

use super::agent::agents;
use crate::{
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::ComponentId,
};

pub(crate) const RULE: Rule = Rule {
    code: "SAF007",
    name: "agent-no-stopping-condition",
    summary: "an agent has neither a limit of rounds nor of time nor of tokens",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SAF007.md"),
    check,
};

const BOUNDS: &[&str] = &["max-iterations", "timeout", "token-budget"];

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in agents(context) {
        let bounded = BOUNDS.iter().any(|name| context.prop(id, name).is_some());
        if !bounded {
            findings.push(finding(context, id));
        }
    }
}

fn finding(context: &Context<'_>, id: ComponentId) -> Diagnostic {
    let agent = context.component(id);
    context
        .finding(agent.key, format!("nothing says when the agent `{}` stops", agent.id))
        .here("plans and calls tools by itself")
        .help(format!(
            "bound it, and say how on `{}`, for instance:\n\nmax-iterations: 10\ntimeout: 120   # seconds\ntoken-budget: 50000",
            agent.id
        ))
        .subjects([&agent.id])
}
