//! SAF012: what an engine or an agent writes goes straight to something that runs it.

use super::{agent::is_agent, engine_without_guardrail::is_engine};
use crate::{
    blueprint::{ConnectionKind, PropValue},
    catalog::Trait,
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{
        Context, Gate, Kind, Rule, entry, rules::retrieval::retriever_without_ingestion::is_index,
    },
    model::{ComponentId, Model, Path, Step},
};

pub(crate) const RULE: Rule = Rule {
    code: "SAF012",
    name: "output-to-interpreter",
    summary: "the output of an engine or agent goes unchecked to a database or shell that runs it",
    severity: Severity::Warning,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SAF012.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for from in context.component_ids() {
        if !is_agent(context, from) && !is_engine(context, from) {
            continue;
        }
        for step in context.outgoing(from) {
            if runs_statements(context, step) && !is_checked(context, step) {
                findings.push(finding(context, from, step));
            }
        }
    }
}

/// Whether a call runs a statement at its target. An index is searched with vectors, and a memory, a log or a cache
/// is written by the software around the agent.
fn runs_statements(context: &Context<'_>, step: Step) -> bool {
    let traits = context.component(step.to).traits;
    let call = matches!(
        context.connection(step.by).kind,
        ConnectionKind::Query | ConnectionKind::Request | ConnectionKind::Tool
    );
    call && traits.has(Trait::Interpreter)
        && !traits.has(Trait::Memory)
        && !is_index(context, step.to)
        && !matches!(entry::word(context, step.to, "purpose"), Some("logs" | "cache" | "vectors"))
}

/// Whether somebody looks at the statement before it runs.
fn is_checked(model: &Model, step: Step) -> bool {
    let said = &model.statement(step.by).properties;
    let approved = said.get("approval").is_some_and(|word| word.value != PropValue::Bool(false));
    approved || said.bool("validated") == Some(true)
}

fn finding(context: &Context<'_>, from: ComponentId, step: Step) -> Diagnostic {
    let (writer, target) = (context.component(from), context.component(step.to));
    let denied = context.connection_prop(step.by, "validated");
    let message = format!("what `{}` writes is run by `{}` unchecked", writer.id, target.id);
    let place = denied.map_or_else(|| context.connection_span(step.by), |said| said.span);
    let found = context
        .finding(place, message)
        .label(target.key, "runs what it is sent")
        .subjects([&writer.id, &target.id])
        .help(format!(
            "let a function offer fixed queries with parameters, or check each statement (read only, known tables, bounded) and say so:\n\n- {}: {{validated: true}}",
            context.connection_name(step.by)
        ));
    let found = context.along(&Path { start: from, steps: vec![step] }, found);
    // Where nothing is said, the agent may use fixed queries.
    if denied.is_some() { found } else { found.confidence(Confidence::Medium) }
}
