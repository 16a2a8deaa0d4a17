//! STR012: a service that new customers cannot begin with, or that has ended.

use crate::{
    blueprint::Status,
    catalog::{self, Carrier, LifecycleState, Service, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::ComponentId,
};

pub(crate) const RULE: Rule = Rule {
    code: "STR012",
    name: "service-lifecycle",
    summary: "a service is closed to new customers, superseded or no longer offered",
    severity: Severity::Warning,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/STR012.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.component_ids() {
        let Some(service) = context.component(id).service else { continue };
        let ended = service.lifecycle.state == LifecycleState::Ended;
        let severity = match service.lifecycle.state {
            LifecycleState::Ended if is_past(context, service) => Severity::Error,
            LifecycleState::Ended | LifecycleState::ClosedToNew => Severity::Warning,
            LifecycleState::Legacy => Severity::Info,
            LifecycleState::Active | LifecycleState::Renamed | LifecycleState::Unknown => continue,
        };
        if ended || !is_in_use(context, id, service) {
            findings.push(finding(context, id, service).severity(severity));
        }
    }
}

/// Whether the state holds on the day of the run. Without a date it does.
fn is_past(context: &Context<'_>, service: &Service) -> bool {
    let since = service.lifecycle.since;
    since.is_empty() || context.today.is_empty() || since <= context.today
}

/// Whether the blueprint says that the service is in use here already.
fn is_in_use(context: &Context<'_>, id: ComponentId, service: &Service) -> bool {
    let existing = context.component(id).status == Some(Status::Existing);
    let mut customer = context.said.context.existing_customer.iter();
    existing
        || customer.any(|word| {
            catalog::service(&word.value).is_some_and(|found| found.service.id == service.id)
        })
}

fn finding(context: &Context<'_>, id: ComponentId, service: &Service) -> Diagnostic {
    let one = context.component(id);
    let cycle = &service.lifecycle;
    let fact = match (cycle.state, is_past(context, service)) {
        (LifecycleState::Ended, true) => "is no longer offered",
        (LifecycleState::Ended, false) => "will no longer be offered",
        (LifecycleState::Legacy, _) => "is superseded",
        (_, true) => "is closed to new customers",
        (_, false) => "closes to new customers",
    };
    let since = match (cycle.since, is_past(context, service)) {
        ("", _) => String::new(),
        (day, true) => format!(" since {day}"),
        (day, false) => format!(" on {day}"),
    };
    let mut found = context
        .finding(one.word.span, format!("{} {fact}{since}", service.name))
        .subjects([&one.id]);
    if !cycle.note.is_empty() {
        found = found.here(cycle.note);
    }
    let mut found = found.help(help(service));
    found.fix = replacement(context, id, service).and_then(|other| {
        let title = format!("use `{}` instead of `{}`", other.id, service.id);
        context.write_id(one.word.span, other.id, title)
    });
    found
}

/// What takes its place in the same layer and knows everything that is said of it.
fn replacement(
    context: &Context<'_>,
    id: ComponentId,
    service: &Service,
) -> Option<&'static Service> {
    let other = catalog::by_id(service.lifecycle.replacement)?;
    let open = matches!(other.lifecycle.state, LifecycleState::Active | LifecycleState::Renamed);
    let layer = context.layer(id).id.as_ref();
    let fits = context.said(id).properties.iter().all(|said| {
        let known = catalog::property(&said.name.value, Carrier::Component);
        known.is_none_or(|row| row.carriers == Traits::NONE || row.carriers.any(other.traits))
    });
    let at_home = other.layers.is_empty() || other.layers.contains(&layer);
    (open && fits && at_home).then_some(other)
}

fn help(service: &Service) -> String {
    let other = catalog::by_id(service.lifecycle.replacement);
    let instead = other.map(|other| format!("use `{}` ({})", other.id, other.name));
    let existing = "if you are a customer already, say `status: existing`";
    match (instead, service.lifecycle.state) {
        (Some(instead), LifecycleState::Ended | LifecycleState::Legacy) => instead,
        (Some(instead), _) => format!("{instead}; {existing}"),
        (None, LifecycleState::Ended) => "take it out".to_owned(),
        (None, _) => existing.to_owned(),
    }
}
