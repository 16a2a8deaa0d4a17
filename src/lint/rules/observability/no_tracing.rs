//! OBS004: a request that goes through an agent or a retrieval leaves no trace.

use crate::{
    catalog::Trait,
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, engines, entry},
    model::{ComponentId, Cover},
};

pub(crate) const RULE: Rule = Rule {
    code: "OBS004",
    name: "no-tracing",
    summary: "requests go through an agent or a retrieval and nothing traces them",
    severity: Severity::Info,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/OBS004.md"),
    check,
};

const TRACING: &str = "tracing";

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let engines = engines::engines(context);
    let Some(lead) = lead(context, &engines) else { return };
    let covers: Vec<Cover> = on_the_way(context, lead, &engines)
        .into_iter()
        .map(|id| context.cover(TRACING, id))
        .collect();
    if covers.iter().any(|cover| cover.is_yes()) {
        return;
    }
    let planned = covers.iter().find(|cover| matches!(cover, Cover::Planned(_)));
    let cover = planned.copied().unwrap_or_else(|| context.cover(TRACING, lead));
    let one = context.component(lead);
    let fact = format!("nothing traces the requests that go through `{}`", one.id);
    let place = match cover {
        Cover::Denied(span) => span,
        _ => one.key,
    };
    let found = context.finding(place, fact).subjects([&one.id]).identity("");
    let mut advice = context.advise(TRACING, lead);
    advice.lines.push_str(
        "\n\nand instrument the code with OpenTelemetry: the SDKs and the daemon of X-Ray are in maintenance",
    );
    findings.extend(context.absence(TRACING, cover, advice.on(found)));
}

/// The agent, or else what queries an index and calls an engine. None where a request takes a single step.
fn lead(context: &Context<'_>, engines: &[ComponentId]) -> Option<ComponentId> {
    let own = |&id: &ComponentId| {
        let traits = context.component(id).traits;
        !traits.has(Trait::NativeFrontend) && !traits.has(Trait::Client)
    };
    let calls = |id: ComponentId| context.runtime_steps(id).into_iter().map(|step| step.to);
    let retrieves = |&id: &ComponentId| {
        let mut asks = calls(id).filter(|&to| context.component(to).traits.has(Trait::Retriever));
        asks.next().is_some() && calls(id).any(|to| engines.contains(&to))
    };
    let agent = context.with_trait(Trait::Agent).find(own);
    agent.or_else(|| context.component_ids().filter(|id| own(id)).find(retrieves))
}

/// What a trace of the request would show: those that call the lead, the lead, and what it calls.
fn on_the_way(
    context: &Context<'_>,
    lead: ComponentId,
    engines: &[ComponentId],
) -> Vec<ComponentId> {
    let callers = entry::callers(context, lead).into_iter().map(|step| step.to);
    let called = context.runtime_steps(lead).into_iter().map(|step| step.to);
    let traced = callers.filter(|&id| entry::is_run_by_us(context, id));
    [lead].into_iter().chain(traced).chain(called.filter(|to| engines.contains(to))).collect()
}
