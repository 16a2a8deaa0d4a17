//! SAF003: personal data that reaches the prompts of an engine.

use super::{agent::is_agent, engine_without_guardrail::is_engine};
use crate::{
    blueprint::{DataClass, Status},
    catalog::Trait,
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{
        Context, Gate, Kind, Rule,
        content::{self, Content},
        guard::{Guard, guard, masking},
        memo::Arrival,
        views,
    },
    model::{ComponentId, Cover, Model, Path},
};

pub(crate) const RULE: Rule = Rule {
    code: "SAF003",
    name: "pii-into-prompt",
    summary: "personal data reaches the prompts of an engine and nothing removes it",
    severity: Severity::Error,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SAF003.md"),
    check,
};

const PERSONAL: &[DataClass] = &[DataClass::Phi, DataClass::Pci, DataClass::Pii];

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for arrival in arrivals(context) {
        if !is_allowed(context, arrival) {
            findings.push(judge(context, arrival));
        }
    }
}

/// Everything that is sent prompts: the engines, and agents for which no engine is drawn.
pub(super) fn prompted<'a>(context: &Context<'a>) -> &'a [bool] {
    context.memo.prompted.get_or_init(|| find_prompted(context))
}

fn find_prompted(context: &Context<'_>) -> Vec<bool> {
    let steps = |id| context.runtime_steps(id);
    let engines: Vec<bool> = context.component_ids().map(|id| is_engine(context, id)).collect();
    let calls_one = |id: ComponentId| steps(id).iter().any(|step| engines[step.to.0 as usize]);
    context
        .component_ids()
        .map(|id| engines[id.0 as usize] || (is_agent(context, id) && !calls_one(id)))
        .collect()
}

/// Where personal data reaches what is sent prompts, in order of declaration.
pub(super) fn arrivals<'a>(context: &Context<'a>) -> &'a [Arrival] {
    context.memo.arrivals.get_or_init(|| find_arrivals(context, prompted(context)))
}

fn find_arrivals(context: &Context<'_>, engines: &[bool]) -> Vec<Arrival> {
    if !engines.contains(&true) {
        return Vec::new();
    }
    let mut found: Vec<Option<Arrival>> = vec![None; engines.len()];
    for &class in PERSONAL {
        // First past every guardrail, so that a way that none screens is shown where there is one.
        for screened in [false, true] {
            let holders: Vec<ComponentId> = context
                .component_ids()
                .filter(|&id| context.component(id).data.has(class))
                .collect();
            if holders.is_empty() {
                continue;
            }
            let walk = walk(context, &holders, engines, screened);
            for id in context.component_ids().filter(|id| engines[id.0 as usize]) {
                enter(context, &mut found[id.0 as usize], &walk, (id, class, screened));
            }
        }
    }
    found.into_iter().flatten().collect()
}

fn enter(
    context: &Context<'_>,
    found: &mut Option<Arrival>,
    walk: &Content,
    (engine, class, screened): (ComponentId, DataClass, bool),
) {
    if !walk.reaches(engine) || removes(context, engine, screened) {
        return;
    }
    match found {
        Some(known) if known.classes.contains(&class) => {}
        // What a guardrail may remove does not add to what none does.
        Some(known) if known.screened == screened => known.classes.push(class),
        Some(_) => {}
        None => {
            let path = walk.path(engine).map(|rest| whole(context, class, rest));
            *found = path.map(|path| Arrival { engine, classes: vec![class], path, screened });
        }
    }
}

fn walk(
    context: &Context<'_>,
    holders: &[ComponentId],
    engines: &[bool],
    screened: bool,
) -> Content {
    let stops = |id: ComponentId| {
        let sends = !context.component(id).traits.has(Trait::Store);
        engines[id.0 as usize] || (sends && removes(context, id, screened))
    };
    let blocks = |by| context.statement(by).properties.bool("redacted") == Some(true);
    content::walk(context.model, holders, stops, blocks)
}

/// Whether personal data is taken out there; with `screened`, a guardrail that does not say what it filters is none.
fn removes(context: &Context<'_>, id: ComponentId, screened: bool) -> bool {
    let said = context.said(id).properties.bool("redacts");
    let redacts = said.unwrap_or_else(|| {
        context.component(id).traits.has(Trait::Redactor) || context.cover("redaction", id).is_yes()
    });
    redacts
        || match guard(context, id, "pii", "input") {
            Guard::Filters => true,
            Guard::NotSaid => !screened,
            Guard::Lacks(_) | Guard::None => false,
        }
}

/// The way from where the data is said to be.
fn whole(model: &Model, class: DataClass, rest: Path) -> Path {
    match model.arrival(rest.start, class) {
        Some(mut path) => {
            path.steps.extend(rest.steps);
            path
        }
        None => rest,
    }
}

/// Whether the engine, or the agent that plans with it, says on what basis personal data may enter.
pub(super) fn is_allowed(context: &Context<'_>, arrival: &Arrival) -> bool {
    let ids: Vec<ComponentId> = arrival.path.components().collect();
    let before = ids.iter().rev().nth(1).copied().filter(|&id| is_agent(context, id));
    views::says(context, arrival.engine, "pii-allowed")
        || before.is_some_and(|agent| views::says(context, agent, "pii-allowed"))
}

/// What messages call the classes.
pub(super) fn called(classes: &[DataClass]) -> &'static str {
    match classes {
        [DataClass::Phi] => "health data",
        [DataClass::Pci] => "card data",
        _ => "personal data",
    }
}

fn judge(context: &Context<'_>, arrival: &Arrival) -> Diagnostic {
    let engine = context.component(arrival.engine);
    let data = called(&arrival.classes);
    let message = match arrival.path.steps.as_slice() {
        [] => format!("{data} is said to reach the prompts of `{}`", engine.id),
        _ => format!("{data} reaches the prompts of `{}`: {}", engine.id, told(context, arrival)),
    };
    let origin = context.component(arrival.path.start);
    let mut found = context
        .finding(engine.key, message)
        .subjects([&engine.id, &origin.id])
        .help(help(context, arrival));
    let declared = context
        .said(arrival.path.start)
        .data
        .iter()
        .flatten()
        .find(|one| arrival.classes.contains(&one.value));
    if let Some(said) = declared {
        found = found.label(said.span, format!("`{}` holds {data}", origin.id));
    }
    if arrival.path.steps.is_empty() {
        found = found.path([&engine.id]);
    } else {
        found = context.along(&arrival.path, found);
    }
    // What is read and then asked follows from the lines; what is said to be carried is said.
    let said = arrival.classes.iter().any(|&class| engine.data.has(class));
    let sure = if said { Confidence::High } else { Confidence::Medium };
    let doubtful =
        arrival.screened || (sure == Confidence::Medium && is_apart(context, &arrival.path));
    found = found.confidence(if doubtful { Confidence::Low } else { sure });
    match planned(context, arrival) {
        Some(by) => context.planned(by, found),
        None => found,
    }
}

/// The way in words; of a very long one its beginning and its end.
fn told(context: &Context<'_>, arrival: &Arrival) -> String {
    const MOST: usize = 20;
    let ids: Vec<ComponentId> = arrival.path.components().collect();
    let words = |ids: &[ComponentId]| {
        let names = ids.iter().map(|&id| format!("`{}`", context.component(id).id));
        names.collect::<Vec<_>>().join(" to ")
    };
    if ids.len() <= MOST {
        return words(&ids);
    }
    let (first, last) = (&ids[..MOST / 2], &ids[ids.len() - MOST / 2..]);
    format!("{} to {} more to {}", words(first), ids.len() - MOST, words(last))
}

/// Whether the flows show that what was read on the way is not sent on: a step back to who reads and the next step on
/// from there are both drawn in flows, and in no flow together.
fn is_apart(context: &Context<'_>, path: &Path) -> bool {
    // Without two flows nothing is apart, and a look at every step would be for nothing.
    if context.flows.len() < 2 {
        return false;
    }
    let ids: Vec<ComponentId> = path.components().collect();
    ids.windows(3).any(|three| {
        let (read, sent) = (flows(context, three[1], three[0]), flows(context, three[1], three[2]));
        match (read, sent) {
            (Some(read), Some(sent)) => read.iter().all(|flow| !sent.contains(flow)),
            _ => false,
        }
    })
}

/// The flows in which `from` calls `to`; none when it does not, or when a call stands in no flow.
fn flows(context: &Context<'_>, from: ComponentId, to: ComponentId) -> Option<Vec<usize>> {
    let calls = context.outgoing(from).into_iter().filter(|step| step.to == to);
    let flows: Vec<Option<usize>> = calls.map(|step| context.statement(step.by).flow).collect();
    let flows: Option<Vec<usize>> = flows.into_iter().collect();
    flows.filter(|flows| !flows.is_empty())
}

/// The planned part on the way that will take the data out.
fn planned(context: &Context<'_>, arrival: &Arrival) -> Option<ComponentId> {
    let mut providers = context.providers("redaction").iter();
    if !providers.any(|&by| context.component(by).status == Some(Status::Planned)) {
        return None;
    }
    arrival.path.components().find_map(|id| match context.cover("redaction", id) {
        Cover::Planned(by) => Some(by),
        _ => None,
    })
}

fn help(context: &Context<'_>, arrival: &Arrival) -> String {
    let engine = &context.component(arrival.engine).id;
    let last = arrival.path.steps.last();
    let line = last.map_or(String::new(), |step| {
        format!(
            "take it out before the call, and say so on the connection:\n\n- {}: {{redacted: true}}\n\nor ",
            context.connection_name(step.by)
        )
    });
    format!(
        "{line}mask it with a guardrail, on `{engine}`:\n\n{}\n\nor say on what legal basis it may enter:\n\npii-allowed: …",
        masking(context, arrival.engine)
    )
}
