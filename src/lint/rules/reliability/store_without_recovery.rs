//! REL007: data that is nowhere else and cannot be brought back.

use crate::{
    blueprint::PropValue,
    catalog::{Provider, Trait, Traits},
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, engines, entry},
    model::{ComponentId, Cover},
    source::Span,
};

pub(crate) const RULE: Rule = Rule {
    code: "REL007",
    name: "store-without-recovery",
    summary: "a source of truth in production has neither versions nor backups",
    severity: Severity::Info,
    kind: Kind::Absence,
    gate: Gate::Prod,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/REL007.md"),
    check,
};

const BACKUP: &str = "backup";
const WAYS: [&str; 3] = ["versioning", "pitr", "backup"];
/// Stores whose content comes from elsewhere or is meant to pass.
const DERIVED: Traits = Traits::of(&[
    Trait::Cache,
    Trait::Vector,
    Trait::Retriever,
    Trait::Memory,
    Trait::CrossCutting,
    Trait::ThirdParty,
]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.with_trait(Trait::Store) {
        if let Some(sure) = is_source(context, id) {
            findings.extend(judge(context, id, sure));
        }
    }
}

/// Whether the only copy is here, and how sure that is.
fn is_source(context: &Context<'_>, id: ComponentId) -> Option<Confidence> {
    let one = context.component(id);
    let ours = one.service.is_none_or(|service| service.provider == Provider::Aws);
    match entry::word(context.model, id, "purpose") {
        Some("source-of-truth") => Some(Confidence::Medium),
        Some(_) => None,
        // A store that was not said to be anything else, with data that somebody thought about.
        None if one.traits.any(DERIVED) || !ours || one.declared.is_empty() => None,
        None => Some(Confidence::Low),
    }
}

fn judge(context: &Context<'_>, id: ComponentId, sure: Confidence) -> Option<Diagnostic> {
    let one = context.component(id);
    let said = || WAYS.iter().filter_map(|name| context.prop(id, name));
    if said().any(|said| engines::affirms(&said.value)) {
        return None;
    }
    let denied: Option<Span> =
        said().find(|said| said.value == PropValue::Bool(false)).map(|said| said.span);
    let fact = match denied {
        Some(_) => format!("what is lost in `{}` cannot be brought back, it says", one.id),
        None => format!("nothing says how what is lost in `{}` is brought back", one.id),
    };
    let found =
        context.finding(denied.unwrap_or(one.key), fact).confidence(sure).subjects([&one.id]);
    let line = if one.traits.has(Trait::ObjectStore) { "versioning: true" } else { "pitr: true" };
    let found = context.advise(BACKUP, id).or(&one.id, line).on(found);
    match context.cover(BACKUP, id) {
        Cover::Yes { .. } | Cover::Unknown => None,
        Cover::Planned(by) => Some(context.planned(by, found)),
        _ if denied.is_some() => Some(found.confidence(Confidence::High)),
        _ => Some(found),
    }
}
