//! SAF013: an application in production whose answers nobody evaluates.

use super::engine_without_guardrail::is_engine;
use crate::{
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, views},
    model::{ComponentId, Cover},
};

pub(crate) const RULE: Rule = Rule {
    code: "SAF013",
    name: "no-evaluation-path",
    summary: "nothing evaluates the answers of an engine in production",
    severity: Severity::Info,
    kind: Kind::Absence,
    gate: Gate::Pedantic,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SAF013.md"),
    check,
};

const EVALUATION: &str = "evaluation";

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if !context.is_prod() {
        return;
    }
    let mut planned = None;
    let mut bare = Vec::new();
    for id in context.component_ids().filter(|&id| is_engine(context, id)) {
        match context.cover(EVALUATION, id) {
            Cover::Yes { .. } | Cover::Unknown => {}
            Cover::Planned(by) => {
                planned = planned.or(Some(by));
                bare.push(id);
            }
            Cover::Denied(_) | Cover::No => bare.push(id),
        }
    }
    let Some(&first) = bare.first() else { return };
    let found = finding(context, &bare, first);
    findings.push(match planned {
        Some(by) => context.planned(by, found),
        None => found,
    });
}

fn finding(context: &Context<'_>, bare: &[ComponentId], first: ComponentId) -> Diagnostic {
    let message = format!("nothing evaluates the answers of {}", views::names(context, bare));
    let found = context.finding(context.component(first).key, message);
    let found = bare[1..]
        .iter()
        .fold(found, |found, &id| found.label(context.component(id).key, "not evaluated either"));
    let ids: Vec<&String> = bare.iter().map(|&id| &context.component(id).id).collect();
    context.advise(EVALUATION, first).on(found).subjects(ids).identity("")
}
