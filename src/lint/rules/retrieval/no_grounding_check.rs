//! RAG006: answers from retrieved passages, and a guardrail that does not compare the two.

use super::index::{askers, indices};
use crate::{
    blueprint::PropValue,
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, rules::safety::engine_without_guardrail::is_engine},
    model::ComponentId,
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
            for id in answering(context, asker.to) {
                let Some((span, words)) = filters(context, id) else { continue };
                let grounded = words.contains(&"grounding") || grounds(context, asker.to);
                if !grounded && !std::mem::replace(&mut told[id.0 as usize], true) {
                    findings.push(finding(context, id, (span, &words), index[0]));
                }
            }
        }
    }
}

/// Who asks the index, and the engines that it asks then.
fn answering(context: &Context<'_>, asker: ComponentId) -> Vec<ComponentId> {
    let called = context.runtime_steps(asker).into_iter().map(|step| step.to);
    std::iter::once(asker).chain(called.filter(|&id| is_engine(context, id))).collect()
}

/// The listed filters of a guardrail, and where; none when they are not listed.
fn filters<'a>(context: &'a Context<'_>, id: ComponentId) -> Option<(Span, Vec<&'a str>)> {
    let said = match &context.prop(id, "guardrail")?.value {
        map @ PropValue::Map(_) => map.get("filters")?,
        _ => return None,
    };
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
