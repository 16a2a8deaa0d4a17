//! COMP006: personal data that is kept for ever.

use crate::{
    blueprint::PropValue,
    catalog::Trait,
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, engines},
    model::{ComponentId, DataClasses},
    source::Span,
};

pub(crate) const RULE: Rule = Rule {
    code: "COMP006",
    name: "personal-data-without-retention",
    summary: "a store holds personal data and nothing says how long it is kept",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &["OBS003"],
    page: include_str!("../../../../docs/rules/COMP006.md"),
    check,
};

const LIMITS: [&str; 3] = ["retention-days", "ttl", "lifecycle"];

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if !context.is_prod() && context.said.context.frameworks.is_empty() {
        return;
    }
    for id in context.component_ids() {
        let one = context.component(id);
        let classes = one.data.and(DataClasses::PERSONAL);
        let said_to_keep = one.traits.has(Trait::CrossCutting)
            && !one.declared.and(DataClasses::PERSONAL).is_empty();
        if !classes.is_empty() && (one.traits.has(Trait::Store) || said_to_keep) {
            findings.extend(judge(context, id, classes));
        }
    }
}

fn judge(context: &Context<'_>, id: ComponentId, classes: DataClasses) -> Option<Diagnostic> {
    let one = context.component(id);
    let said = || LIMITS.iter().filter_map(|name| context.prop(id, name));
    if said().any(|said| engines::affirms(&said.value)) {
        return None;
    }
    let denied: Option<Span> =
        said().find(|said| said.value == PropValue::Bool(false)).map(|said| said.span);
    let fact = match denied {
        Some(_) => format!("`{}` keeps {classes} data for ever, it says", one.id),
        None => format!("nothing says how long `{}` keeps {classes} data", one.id),
    };
    let help = format!("say on `{}` when it is deleted:\n\nretention-days: 365", one.id);
    let mut found = context.finding(denied.unwrap_or(one.key), fact).help(help).subjects([&one.id]);
    if denied.is_some() {
        found = found.confidence(Confidence::High);
    } else {
        found.fix = context.say(id, "retention-days: 365");
    }
    match classes.worst().and_then(|class| context.arrival(id, class)) {
        Some(path) if !path.steps.is_empty() => Some(context.along(&path, found)),
        _ => Some(found),
    }
}
