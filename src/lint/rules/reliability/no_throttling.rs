//! REL008: a public API through which anybody can make the engine work as much as they like.

use crate::{
    blueprint::{Environment, PropValue},
    catalog::{Trait, Traits},
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{
        Context, Gate, Kind, Rule, engines,
        entry::{self, Reach},
    },
    model::{ComponentId, Path, Step},
    source::Span,
};

pub(crate) const RULE: Rule = Rule {
    code: "REL008",
    name: "no-throttling",
    summary: "a public API reaches an engine and nothing limits how often",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/REL008.md"),
    check,
};

const LIMITS: [&str; 2] = ["throttle", "usage-plan"];
/// Those that take requests in and hand them on at their own pace.
const KEEPS: Traits = Traits::of(&[Trait::Queue, Trait::Stream, Trait::Scheduler]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let engines = engines::engines(context);
    let early = matches!(context.environment, Some(Environment::Demo | Environment::Dev));
    for id in context.component_ids().filter(|&id| is_api(context, id)) {
        let denied = denial(context, id);
        if limits(context, id) || (early && denied.is_none()) {
            continue;
        }
        let goal = |to: ComponentId| engines.contains(&to) && !limits(context, to);
        if let Some(path) = context.path(&[id], |at| unlimited(context, at), goal) {
            findings.push(finding(context, id, denied, &path));
        }
    }
}

/// Whether callers from the internet come in here; a content delivery network only hands on.
fn is_api(context: &Context<'_>, id: ComponentId) -> bool {
    entry::is_public(context, id)
        && !context.component(id).traits.has(Trait::Cdn)
        && entry::reach(context, id) != Reach::Inside
}

fn limits(context: &Context<'_>, id: ComponentId) -> bool {
    let mut said = LIMITS.iter().filter_map(|name| context.prop(id, name));
    said.any(|said| engines::affirms(&said.value))
}

fn denial(context: &Context<'_>, id: ComponentId) -> Option<Span> {
    let said = context.prop(id, "throttle")?;
    (said.value == PropValue::Bool(false)).then_some(said.span)
}

/// Where requests go on as fast as they come in.
fn unlimited(context: &Context<'_>, id: ComponentId) -> Vec<Step> {
    if context.component(id).traits.any(KEEPS) {
        return Vec::new();
    }
    let mut steps = context.runtime_steps(id);
    steps.retain(|step| !limits(context, step.to));
    steps
}

/// Whether a web firewall stands before the API; it may limit the rate of each caller.
fn is_screened(context: &Context<'_>, id: ComponentId) -> bool {
    let screened = |one: ComponentId| context.cover("web-firewall", one).is_yes();
    let networks = |step: &Step| context.component(step.to).traits.has(Trait::Cdn);
    screened(id)
        || entry::callers(context, id).iter().any(|step| networks(step) && screened(step.to))
}

fn finding(
    context: &Context<'_>,
    id: ComponentId,
    denied: Option<Span>,
    path: &Path,
) -> Diagnostic {
    let one = context.component(id);
    let engine = path.components().last().map_or(one, |id| context.component(id));
    let fact = match denied {
        Some(_) => {
            format!("callers of `{}` reach `{}` as often as they like, it says", one.id, engine.id)
        }
        None => format!("nothing limits how often callers of `{}` reach `{}`", one.id, engine.id),
    };
    let help = format!(
        "limit the requests of a caller on `{}`, in requests per second:\n\nthrottle: 10\n\nor with quotas:\n\n\
         usage-plan: true",
        one.id
    );
    let mut found = context.finding(denied.unwrap_or(one.key), fact).help(help);
    found.fix = match denied {
        Some(span) => context.instead(span, "true"),
        None => context.say(id, "throttle: true"),
    };
    let confidence = match denied {
        Some(_) => Confidence::High,
        None if is_screened(context, id) => Confidence::Low,
        None => Confidence::Medium,
    };
    context.along(path, found.confidence(confidence)).subjects([&one.id])
}
