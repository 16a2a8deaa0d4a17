//! RAG006: answers from retrieved passages, and a guardrail that does not compare the two.

use super::index::{askers, indices};
use crate::{
    diagnostic::{Diagnostic, Severity},
    lint::{
        Context, Gate, Kind, Rule, guard::mapping_of,
        rules::safety::engine_without_guardrail::is_engine,
    },
    model::{ComponentId, ConnectionId, Step},
    source::Span,
};

pub(crate) const RULE: Rule = Rule {
    code: "RAG006",
    name: "no-grounding-check",
    summary: "a guardrail lists its filters, answers come from retrieved passages, and `grounding` is not among them",
    severity: Severity::Info,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/RAG006.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let mut told = vec![false; context.components.len()];
    let mut seen = told.clone();
    for index in indices(context) {
        for asker in askers(context, &index) {
            if std::mem::replace(&mut seen[asker.to.0 as usize], true) {
                continue;
            }
            for id in answering(context, asker) {
                let Some((span, words)) = filters(context, id) else { continue };
                let grounded = words.contains(&"grounding") || grounds(context, asker.to);
                if !grounded && !std::mem::replace(&mut told[id.0 as usize], true) {
                    findings.push(finding(context, id, (span, &words), index[0]));
                }
            }
        }
    }
}

/// Who asks the index, and the engines that it hands the passages to.
fn answering(context: &Context<'_>, asker: Step) -> Vec<ComponentId> {
    let called = context
        .runtime_steps(asker.to)
        .into_iter()
        .filter(|call| is_engine(context, call.to) && !is_before(context, call.to, asker))
        .map(|call| call.to);
    std::iter::once(asker.to).chain(called).collect()
}

/// Whether the flows show that the engine is called only before the index is asked: it words the question, and never
/// sees a passage.
fn is_before(context: &Context<'_>, engine: ComponentId, asker: Step) -> bool {
    let calls: Vec<ConnectionId> = context
        .runtime_steps(asker.to)
        .into_iter()
        .filter(|step| step.to == engine)
        .map(|step| step.by)
        .collect();
    let mut first = false;
    let open = calls.iter().any(|by| context.statement(*by).flow.is_none());
    for flow in &context.flows {
        let at = |wanted: &dyn Fn(&ConnectionId) -> bool| flow.steps.iter().rposition(wanted);
        let Some(call) = at(&|by| calls.contains(by)) else { continue };
        let same = |by: &ConnectionId| {
            let (one, other) = (context.connection(*by), context.connection(asker.by));
            *by == asker.by || (one.from, one.to) == (other.from, other.to)
        };
        match flow.steps.iter().position(same) {
            Some(question) if call < question => first = true,
            _ => return false,
        }
    }
    first && !open
}

/// The listed filters of the guardrail on a component, and where: its own list, else that of the guardrail that covers
/// it; none when they are not listed.
fn filters<'a>(context: &'a Context<'_>, id: ComponentId) -> Option<(Span, Vec<&'a str>)> {
    let said = mapping_of(context.model, id)?.value.get("filters")?;
    let words = said.value.as_list()?.iter().map(|word| word.value.as_str()).collect();
    Some((said.span, words))
}

/// Whether who asks the index has a guardrail that compares.
fn grounds(context: &Context<'_>, asker: ComponentId) -> bool {
    filters(context, asker).is_some_and(|(_, words)| words.contains(&"grounding"))
}

fn finding(
    context: &Context<'_>,
    id: ComponentId,
    (span, words): (Span, &[&str]),
    index: ComponentId,
) -> Diagnostic {
    let (name, index) = (&context.component(id).id, context.component(index));
    let mut words = words.to_vec();
    words.push("grounding");
    context
        .finding(
            span,
            format!(
                "the guardrail of `{name}` does not compare answers with the passages from `{}`",
                index.id
            ),
        )
        .label(index.key, "the passages")
        .subjects([name, &index.id])
        .help(format!(
            "switch on the contextual grounding check, and say so:\n\nfilters: [{}]",
            words.join(", ")
        ))
}
