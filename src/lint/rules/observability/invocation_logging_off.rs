//! OBS002: nobody can say later what the engine was asked and what it answered.

use crate::{
    blueprint::{PropValue, Status},
    catalog::{Trait, cap},
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, engines, entry},
    model::ComponentId,
};

pub(crate) const RULE: Rule = Rule {
    code: "OBS002",
    name: "invocation-logging-off",
    summary: "prompts and answers of an engine are not logged",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/OBS002.md"),
    check,
};

pub(super) const LOGGING: &str = "invocation-logging";

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in engines::engines(context) {
        findings.extend(judge(context, id));
    }
}

fn judge(context: &Context<'_>, id: ComponentId) -> Option<Diagnostic> {
    let one = context.component(id);
    if let Some(said) = engines::said(context, id, LOGGING) {
        let off = said.value == PropValue::Bool(false);
        let found = off.then(|| {
            let fact = format!("prompts and answers of `{}` are not logged, it says", one.id);
            let found = context.finding(said.span, fact).confidence(Confidence::High);
            let mut found = found.help(help(context)).subjects([&one.id]);
            found.fix = context.instead(said.span, "true");
            found
        });
        return found.or_else(|| planned_target(context, id));
    }
    if !context.is_prod() || targets(context, id).next().is_some() || caller_logs(context, id) {
        return None;
    }
    let fact = format!("nothing says that prompts and answers of `{}` are logged", one.id);
    let help = help(context) + &engines::or_serves(context.model, id);
    let mut found = context.finding(one.key, fact).help(help).subjects([&one.id]);
    found.fix = context.say(id, &format!("{LOGGING}: {}", target_word(context)));
    let modelled = context.models_home_of("logs");
    Some(if modelled { found } else { found.confidence(Confidence::Low) })
}

/// Whether what calls the engine keeps the record: an agent or a function that says so.
fn caller_logs(context: &Context<'_>, id: ComponentId) -> bool {
    let callers = engines::callers(context, id);
    !callers.is_empty()
        && callers.iter().all(|&caller| {
            context.prop(caller, LOGGING).is_some_and(|said| engines::affirms(&said.value))
        })
}

/// Where the engine is said to log to, and the logs that it is drawn to write.
pub(super) fn targets<'a>(
    context: &'a Context<'_>,
    id: ComponentId,
) -> impl Iterator<Item = ComponentId> + 'a {
    let named = engines::said(context, id, LOGGING)
        .and_then(|said| said.value.as_text())
        .and_then(|word| context.find(word));
    let drawn = context.outgoing(id).into_iter().map(|step| step.to).filter(|&to| {
        let one = context.component(to);
        one.provides.has(cap::LOGS)
            || (one.traits.has(Trait::Store)
                && entry::word(context.model, to, "purpose") == Some("logs"))
    });
    named.into_iter().chain(drawn)
}

fn planned_target(context: &Context<'_>, id: ComponentId) -> Option<Diagnostic> {
    let planned = |&to: &ComponentId| context.component(to).status == Some(Status::Planned);
    let by = targets(context, id).find(planned)?;
    let one = context.component(id);
    let fact = format!("nothing keeps prompts and answers of `{}` yet", one.id);
    Some(context.planned(by, context.finding(one.key, fact).subjects([&one.id])))
}

/// The component that would keep the record, else `true`.
fn target_word<'a>(context: &'a Context<'_>) -> &'a str {
    context.providers("logs").first().map_or("true", |&by| context.component(by).id.as_str())
}

fn help(context: &Context<'_>) -> String {
    let target = target_word(context);
    format!(
        "log them, with a key and a time limit where personal data may be in them:\n\n{LOGGING}: {target}"
    )
}
