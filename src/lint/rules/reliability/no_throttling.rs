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
use std::collections::VecDeque;

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
    let onward = onward(context);
    let early = matches!(context.environment, Some(Environment::Demo | Environment::Dev));
    for id in context.component_ids().filter(|&id| is_api(context, id)) {
        let denied = denial(context, id);
        if limits(context, id) || (early && denied.is_none()) {
            continue;
        }
        let path = onward.way(context, id);
        if !path.steps.is_empty() {
            findings.push(finding(context, id, denied, &path));
        }
    }
}

/// For each component the number of steps to the nearest engine on which nothing limits requests, and the next one.
#[derive(Debug)]
struct Onward {
    far: Vec<Option<usize>>,
    next: Vec<Option<Step>>,
}

/// Walks once, backwards from all engines.
fn onward(context: &Context<'_>) -> Onward {
    let count = context.components.len();
    let mut callers: Vec<Vec<(ComponentId, Step)>> = vec![Vec::new(); count];
    for id in context.component_ids() {
        for step in unlimited(context, id) {
            callers[step.to.0 as usize].push((id, step));
        }
    }
    let mut found = Onward { far: vec![None; count], next: vec![None; count] };
    let engines = engines::engines(context).into_iter().filter(|&id| !limits(context, id));
    let mut queue: VecDeque<(ComponentId, usize)> = engines.map(|id| (id, 0)).collect();
    for &(id, _) in &queue {
        found.far[id.0 as usize] = Some(0);
    }
    while let Some((at, far)) = queue.pop_front() {
        for &(from, step) in &callers[at.0 as usize] {
            if found.far[from.0 as usize].is_none() {
                found.far[from.0 as usize] = Some(far + 1);
                found.next[from.0 as usize] = Some(step);
                queue.push_back((from, far + 1));
            }
        }
    }
    found
}

impl Onward {
    /// The way from `start` to the nearest engine behind it; without a step where there is none.
    fn way(&self, context: &Context<'_>, start: ComponentId) -> Path {
        let next = |id: ComponentId| self.next[id.0 as usize];
        // An engine that takes requests in itself is no engine behind itself.
        let first = next(start).or_else(|| {
            let far = |step: &Step| self.far[step.to.0 as usize].filter(|_| step.to != start);
            let steps = unlimited(context, start).into_iter().filter(|step| far(step).is_some());
            steps.min_by_key(far)
        });
        let steps = std::iter::successors(first, |step| next(step.to)).collect();
        Path { start, steps }
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
