//! RAG007: an index that nobody asks.

use super::index::{askers, fillers, head, indices};
use crate::{
    blueprint::Pattern,
    catalog::{Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::ComponentId,
};

pub(crate) const RULE: Rule = Rule {
    code: "RAG007",
    name: "retriever-not-used",
    summary: "an index is drawn in an application with an engine, and nothing queries it",
    severity: Severity::Error,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/RAG007.md"),
    check,
};

const ANSWERS: Traits = Traits::of(&[Trait::Generative, Trait::Agent]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let answers = context.component_ids().any(|id| context.component(id).traits.any(ANSWERS));
    if context.pattern() == Pattern::Batch || context.connections.is_empty() || !answers {
        return;
    }
    for index in indices(context) {
        if askers(context, &index).is_empty() {
            findings.push(finding(context, &index));
        }
    }
}

fn finding(context: &Context<'_>, index: &[ComponentId]) -> Diagnostic {
    let head = head(context, index);
    let name = &context.component(head).id;
    let found = context
        .finding(context.component(head).key, format!("nothing queries `{name}`"))
        .help(format!(
            "draw who asks it, and say so where it could be taken for loading:\n\n- {} -> {name}: {{label: find passages, kind: query}}",
            asker(context)
        ));
    let found = match fillers(context, index).first() {
        Some(step) => found.label(
            context.connection_span(step.by),
            format!("`{}` fills it", context.component(step.to).id),
        ),
        None => found,
    };
    let others = index.iter().filter(|&&id| id != head).map(|&id| &context.component(id).id);
    found.subjects(std::iter::once(name).chain(others))
}

/// Who might ask it: what calls an engine.
fn asker<'a>(context: &'a Context<'_>) -> &'a str {
    let engine = context.component_ids().find(|&id| context.component(id).traits.any(ANSWERS));
    let caller = engine.and_then(|id| {
        let steps = context.incoming(id);
        let code = |id: ComponentId| {
            context.component(id).traits.any(Traits::of(&[Trait::Compute, Trait::Agent]))
        };
        steps.into_iter().map(|step| step.to).find(|&id| code(id))
    });
    caller.or(engine).map_or("…", |id| context.component(id).id.as_str())
}
