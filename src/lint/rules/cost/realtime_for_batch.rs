//! COST005: the price of an immediate answer for work that can wait.

use crate::{
    blueprint::Pattern,
    catalog::{Trait, Traits},
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, engines},
    model::ComponentId,
};

pub(crate) const RULE: Rule = Rule {
    code: "COST005",
    name: "realtime-for-batch",
    summary: "a batch application pays an engine for immediate answers",
    severity: Severity::Info,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/COST005.md"),
    check,
};

/// Paid by the hour, run by others, or batch already.
const EXEMPT: Traits = Traits::of(&[Trait::HostedEndpoint, Trait::ThirdParty, Trait::Batch]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if context.pattern() != Pattern::Batch {
        return;
    }
    let waited = waited_for(context);
    for id in engines::engines(context) {
        let one = context.component(id);
        if !one.traits.any(EXEMPT) && !waited[id.0 as usize] {
            findings.extend(judge(context, id));
        }
    }
}

/// What a person or a device waits for.
fn waited_for(context: &Context<'_>) -> Vec<bool> {
    let people = |&id: &ComponentId| {
        let traits = context.component(id).traits;
        traits.has(Trait::Person) || traits.has(Trait::Client)
    };
    let starts: Vec<ComponentId> = context.component_ids().filter(people).collect();
    context.reach(&starts, |at| {
        let mut steps = context.runtime_steps(at);
        steps.retain(|step| {
            !context.connection(step.by).asynchronous
                && !context.component(step.to).traits.has(Trait::Store)
        });
        steps
    })
}

fn judge(context: &Context<'_>, id: ComponentId) -> Option<Diagnostic> {
    let one = context.component(id);
    let said: Vec<_> =
        ["tier", "throughput"].iter().filter_map(|name| engines::said(context, id, name)).collect();
    let word = |words: &[&str]| {
        said.iter().find(|said| said.value.as_text().is_some_and(|word| words.contains(&word)))
    };
    if word(&["batch", "flex", "provisioned", "reserved"]).is_some()
        || engines::said(context, id, "latency-p99").is_some()
    {
        return None;
    }
    let place = word(&["on-demand", "standard", "priority"]).map(|said| said.span);
    let fact = format!("nobody waits for `{}`, and it is paid for answering at once", one.id);
    let mut found = context
        .finding(place.unwrap_or(one.key), fact)
        .help(format!("on `{}`, about half the price on Amazon Bedrock:\n\ntier: batch", one.id))
        .subjects([&one.id]);
    if place.is_none() {
        found = found.confidence(Confidence::Medium);
        found.fix = context.say(id, "tier: batch");
    }
    Some(found)
}
