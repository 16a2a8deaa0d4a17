//! REL004: an engine of which nothing says what happens when it does not answer.

use crate::{
    catalog::{Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, engines, entry},
    model::ComponentId,
};

pub(crate) const RULE: Rule = Rule {
    code: "REL004",
    name: "engine-no-fallback",
    summary: "nothing says what happens when an engine in production is throttled or fails",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::Pedantic,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/REL004.md"),
    check,
};

/// What an engine, a model beside it or a caller may say.
const WAYS: [&str; 3] = ["retries", "fallback", "inference-profile"];
/// Those that keep a request until it can be handled.
const KEEPS: Traits = Traits::of(&[Trait::Queue, Trait::Stream, Trait::Batch]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if !context.is_prod() {
        return;
    }
    for id in engines::engines(context) {
        let one = context.component(id);
        if one.traits.any(KEEPS)
            || engines::is_asynchronous(context, id)
            || is_prepared(context, id)
        {
            continue;
        }
        let fact = format!("nothing says what happens when `{}` is throttled or fails", one.id);
        let help = format!(
            "say on `{}` that calls are repeated, and where they go when that does not help:\n\nretries: 2\nfallback: …   \
             # the id of another engine\n\nor use an inference profile, which spreads calls over Regions:\n\n\
             inference-profile: eu",
            one.id
        );
        findings.push(context.finding(one.key, fact).help(help).subjects([&one.id]));
    }
}

fn is_prepared(context: &Context<'_>, engine: ComponentId) -> bool {
    let callers = engines::callers(context, engine);
    let behind_queue = |&id: &ComponentId| {
        let calls = entry::callers(context, id);
        context.component(id).traits.any(KEEPS)
            || (!calls.is_empty()
                && calls.iter().all(|step| context.component(step.to).traits.any(KEEPS)))
    };
    let own = engines::family(context, engine);
    let says = own.iter().chain(&callers).any(|&id| {
        let mut said = WAYS.iter().filter_map(|name| context.prop(id, name));
        said.any(|said| engines::affirms(&said.value))
    });
    says || (!callers.is_empty() && callers.iter().all(behind_queue))
}
