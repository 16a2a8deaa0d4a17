//! STR004: an engine that nothing leads to.

use crate::{
    blueprint::ConnectionKind,
    catalog::{Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::ComponentId,
};

pub(crate) const RULE: Rule = Rule {
    code: "STR004",
    name: "unreachable-engine",
    summary: "no actor, interface, queue or schedule leads to an engine",
    severity: Severity::Warning,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &["STR002"],
    page: include_str!("../../../../docs/rules/STR004.md"),
    check,
};

/// What starts work: people, interfaces, systems outside, messages and clocks.
const ENTRY: Traits = Traits::of(&[
    Trait::Person,
    Trait::Client,
    Trait::Gateway,
    Trait::LoadBalancer,
    Trait::PublicByDefault,
    Trait::Queue,
    Trait::Topic,
    Trait::EventBus,
    Trait::Stream,
    Trait::Scheduler,
    Trait::ThirdParty,
    Trait::OnPremises,
    Trait::DataSource,
    Trait::UntrustedContent,
]);
const OWN_ENTRY: Traits = Traits::of(&[Trait::NativeFrontend, Trait::Playground]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if context.connections.is_empty() || leads_nowhere(context) {
        return;
    }
    let entries: Vec<ComponentId> =
        context.component_ids().filter(|&id| is_entry(context, id)).collect();
    let reached = context.reach(&entries, |at| context.runtime_steps(at));
    for id in context.with_trait(Trait::Generative) {
        let engine = context.component(id);
        if !reached[id.0 as usize] && !engine.traits.any(OWN_ENTRY) {
            findings.push(finding(context, id));
        }
    }
}

/// A connection names an id that does not exist: it may be the one that leads to the engine, and STR009 speaks.
fn leads_nowhere(context: &Context<'_>) -> bool {
    context.unresolved.iter().any(|one| one.used_as == "a connection")
}

/// An engine is no entry to itself, even when somebody else runs it.
fn is_entry(context: &Context<'_>, id: ComponentId) -> bool {
    let traits = context.component(id).traits;
    let layer = context.in_layer(id, "actors") || context.in_layer(id, "frontend");
    !traits.has(Trait::Generative) && (layer || traits.any(ENTRY) || tells_others(context, id))
}

/// Something that happens there starts work elsewhere.
fn tells_others(context: &Context<'_>, id: ComponentId) -> bool {
    context.outgoing(id).iter().any(|step| {
        context.connection(step.by).kind == ConnectionKind::Event
            || context.connection(step.by).asynchronous
            || context.connection_prop(step.by, "trigger").is_some()
    })
}

fn finding(context: &Context<'_>, id: ComponentId) -> Diagnostic {
    let engine = context.component(id);
    let message = format!(
        "nothing leads to the engine `{}`: no actor, interface, queue or schedule",
        engine.id
    );
    let mut found = context
        .finding(engine.key, message)
        .help(format!(
            "draw what starts the calls to `{}`, or take it out if it is not used",
            engine.id
        ))
        .subjects([&engine.id]);
    for step in context.incoming(id) {
        let caller = &context.component(step.to).id;
        let text = format!("`{caller}` calls it, but nothing leads to `{caller}`");
        found = found.label(context.connection_span(step.by), text);
    }
    found
}
