//! REL006: an API that gives up before the engine answers.

use crate::{
    catalog::{self, Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, engines, entry},
    model::{ComponentId, Path, Step},
    source::Span,
};

pub(crate) const RULE: Rule = Rule {
    code: "REL006",
    name: "api-timeout-too-short",
    summary: "an API or a caller gives up before the engine behind it answers",
    severity: Severity::Warning,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/REL006.md"),
    check,
};

/// Where nobody waits any longer.
const LETS_GO: Traits =
    Traits::of(&[Trait::Queue, Trait::Topic, Trait::EventBus, Trait::Stream, Trait::Scheduler]);

/// Who waits, and how long.
struct Wait {
    by: ComponentId,
    seconds: f64,
    place: Span,
    /// What the catalogue knows, where nothing is said.
    limit: Option<&'static catalog::CallLimit>,
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.component_ids() {
        let traits = context.component(id).traits;
        let answers = traits.has(Trait::Generative) || traits.has(Trait::Agent);
        let Some(said) = context.prop(id, "latency-p99").filter(|_| answers) else { continue };
        let streams = engines::said(context, id, "streaming")
            .is_some_and(|said| engines::affirms(&said.value));
        let Some(seconds) = said.value.as_number().filter(|_| !streams) else { continue };
        findings.extend(judge(context, id, seconds, said.span));
    }
}

/// The finding on the shortest wait before the engine, when it is too short.
fn judge(context: &Context<'_>, engine: ComponentId, needs: f64, span: Span) -> Option<Diagnostic> {
    let waiting = context.reach(&[engine], |at| waiters(context, at));
    let wait = context
        .component_ids()
        .filter(|&id| id != engine && waiting[id.0 as usize])
        .filter_map(|id| wait(context, id).filter(|wait| wait.seconds < needs))
        .min_by(|a, b| a.seconds.total_cmp(&b.seconds))?;
    let path = context.path(&[wait.by], |at| waited_for(context, at), |at| at == engine)?;
    Some(finding(context, (engine, needs, span), &wait, &path))
}

/// The calls that a component waits for.
fn waited_for(context: &Context<'_>, id: ComponentId) -> Vec<Step> {
    if context.component(id).traits.any(LETS_GO) {
        return Vec::new();
    }
    let mut steps = context.runtime_steps(id);
    steps.retain(|step| !context.connection(step.by).asynchronous);
    steps
}

/// Those that wait for a component.
fn waiters(context: &Context<'_>, id: ComponentId) -> Vec<Step> {
    let mut steps = entry::callers(context, id);
    steps.retain(|step| {
        !context.connection(step.by).asynchronous && !context.component(step.to).traits.any(LETS_GO)
    });
    steps
}

/// How long a component waits for an answer: what it says, else what its service is known to do.
fn wait(context: &Context<'_>, id: ComponentId) -> Option<Wait> {
    let one = context.component(id);
    if let Some(said) = context.prop(id, "timeout") {
        let seconds = said.value.as_number()?;
        return Some(Wait { by: id, seconds, place: said.span, limit: None });
    }
    let limit = catalog::call_limit(one.service?.id)?;
    Some(Wait { by: id, seconds: f64::from(limit.seconds), place: one.key, limit: Some(limit) })
}

fn finding(
    context: &Context<'_>,
    (engine, needs, span): (ComponentId, f64, Span),
    wait: &Wait,
    path: &Path,
) -> Diagnostic {
    let (name, by) = (&context.component(engine).id, &context.component(wait.by).id);
    let seconds = wait.seconds;
    let fact = format!("`{by}` gives up after {seconds} s and `{name}` may need {needs} s");
    let text = match wait.limit {
        Some(limit) => format!("waits {seconds} s at most: {}", limit.note),
        None => format!("waits {seconds} s"),
    };
    let raise = match wait.limit {
        Some(limit) if !limit.raisable => String::new(),
        Some(_) => {
            format!("have the limit raised and say so on `{by}`:\n\ntimeout: {needs}\n\nor ")
        }
        None => format!("wait longer on `{by}`:\n\ntimeout: {needs}\n\nor "),
    };
    let help = format!(
        "{raise}answer piece by piece (`streaming: true` on `{name}`), or take the request into a queue and let the caller \
         come back for the answer"
    );
    let found = context.finding(span, fact).label(wait.place, text).help(help).subjects([name, by]);
    context.along(path, found)
}
