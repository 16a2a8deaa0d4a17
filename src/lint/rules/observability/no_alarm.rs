//! OBS005: figures are collected and nobody is told when they go wrong.

use crate::{
    blueprint::{PropValue, Status},
    catalog::{Trait, Traits, cap},
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, engines},
    model::ComponentId,
    source::Span,
};

pub(crate) const RULE: Rule = Rule {
    code: "OBS005",
    name: "no-alarm",
    summary: "nobody is told when the application in production goes wrong",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::Prod,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/OBS005.md"),
    check,
};

/// Those that pass an alarm on or receive it.
const TOLD: Traits = Traits::of(&[
    Trait::Topic,
    Trait::EventBus,
    Trait::Person,
    Trait::Client,
    Trait::ThirdParty,
    Trait::Compute,
]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(&engine) = engines::engines(context).first() else { return };
    if context.organisation_provides("alarms") {
        return;
    }
    let told: Vec<ComponentId> = context.component_ids().filter(|&id| tells(context, id)).collect();
    let planned = |id: &ComponentId| context.component(*id).status == Some(Status::Planned);
    if told.iter().any(|id| !planned(id)) {
        return;
    }
    let found = finding(context, engine);
    findings.push(match told.first() {
        Some(&by) => context.planned(by, found),
        None => found,
    });
}

/// Whether it says that somebody is told, or is drawn to tell somebody.
fn tells(context: &Context<'_>, id: ComponentId) -> bool {
    if let Some(said) = context.prop(id, "alarms") {
        return engines::affirms(&said.value);
    }
    let provides = context.component(id).provides;
    let watches = provides.has(cap::ALARMS) || provides.has(cap::METRICS);
    watches && context.outgoing(id).iter().any(|step| context.component(step.to).traits.any(TOLD))
}

fn finding(context: &Context<'_>, engine: ComponentId) -> Diagnostic {
    let watches = context.providers("alarms").first().copied();
    let denied = context.component_ids().find_map(|id| denial(context, id));
    let home = context.said.layers.iter().find(|layer| layer.id.value == "monitoring");
    let place = watches.map(|by| context.component(by).key).or(home.map(|layer| layer.id.span));
    let span = denied.or(place).unwrap_or(context.component(engine).key);
    let name = &context.component(engine).id;
    let fact = match denied {
        Some(_) => "nobody is told when something goes wrong, it says".to_owned(),
        None => format!("nobody is told when `{name}` fails, slows down or is overused"),
    };
    let confidence = match (denied, place) {
        (Some(_), _) => Confidence::High,
        (None, Some(_)) => Confidence::Medium,
        (None, None) => Confidence::Low,
    };
    let mut found = context.finding(span, fact).confidence(confidence).help(help(context, watches));
    found.fix = denied.and_then(|span| context.instead(span, "true"));
    let subject = watches.map_or(name, |by| &context.component(by).id);
    found.subjects([subject]).identity("")
}

fn denial(context: &Context<'_>, id: ComponentId) -> Option<Span> {
    let said = context.prop(id, "alarms")?;
    (said.value == PropValue::Bool(false)).then_some(said.span)
}

fn help(context: &Context<'_>, watches: Option<ComponentId>) -> String {
    let id = watches.map_or("metrics", |by| context.component(by).id.as_str());
    let lines = match watches {
        Some(_) => format!("say on `{id}` what raises an alarm:\n\nalarms: [errors, latency, tokens]"),
        None => "add CloudWatch (`cloudwatch`) with alarms:\n\nmonitoring:\n  metrics: {service: cloudwatch, \
                 alarms: [errors, latency, tokens]}"
            .to_owned(),
    };
    let topic = context.with_trait(Trait::Topic).next();
    let told = topic.map_or("on-call", |topic| context.component(topic).id.as_str());
    format!("{lines}\n\nor draw who is told:\n\n- {id} ~> {told}: alarm")
}
