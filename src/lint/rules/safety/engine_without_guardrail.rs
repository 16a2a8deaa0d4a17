//! SAF001: an engine that untrusted input reaches and no guardrail screens.

use crate::{
    blueprint::Risk,
    catalog::{Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{
        Context, Gate, Kind, Rule, engines,
        entry::{self, Reach},
        views::{self, Reached},
    },
    model::{ComponentId, Cover, Model, Path},
};

pub(crate) const RULE: Rule = Rule {
    code: "SAF001",
    name: "engine-without-guardrail",
    summary: "untrusted input reaches a generative engine that no guardrail screens",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SAF001.md"),
    check,
};

const GUARDRAIL: &str = "guardrail";
/// Generative, but no engine of this application that a guardrail could be put before: screened by their makers, made for one
/// task, or brought along by the user.
const EXEMPT: Traits =
    Traits::of(&[Trait::NativeGuardrail, Trait::TaskModel, Trait::Playground, Trait::Client]);
/// Outside, but run by the organisation.
const TRUSTED: Traits = Traits::of(&[Trait::OnPremises, Trait::DataSource]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let screened: Vec<bool> =
        context.component_ids().map(|id| context.cover(GUARDRAIL, id).is_yes()).collect();
    let engines: Vec<bool> = context
        .component_ids()
        .map(|id| is_engine(context, id) && !screened[id.0 as usize])
        .collect();
    if !engines.contains(&true) {
        return;
    }
    let mut told = vec![false; engines.len()];
    for starts in sources(context) {
        let tree = tree(context, &starts, &screened, &engines);
        for id in context.component_ids().filter(|id| engines[id.0 as usize]) {
            let Some(path) = tree.path(id) else { continue };
            if !std::mem::replace(&mut told[id.0 as usize], true) {
                findings.extend(judge(context, id, &path));
            }
        }
    }
}

/// Whether prompts are answered here. A model that is served through another engine is governed there, and a model
/// for vectors answers nothing.
pub(in crate::lint::rules) fn is_engine(context: &Context<'_>, id: ComponentId) -> bool {
    let traits = context.component(id).traits;
    let generative =
        |one: ComponentId| context.component(one).traits.has(Trait::Generative) && one != id;
    let served = traits.has(Trait::Model)
        && context.runtime_steps(id).iter().any(|step| generative(step.to));
    traits.has(Trait::Generative) && !traits.any(EXEMPT) && !served && !makes_vectors(context, id)
}

/// The ids of embedding and ranking models say so.
fn makes_vectors(context: &Context<'_>, id: ComponentId) -> bool {
    entry::word(context, id, "model").is_some_and(|model| {
        let model = model.to_ascii_lowercase();
        model.contains("embed") || model.contains("rerank")
    })
}

/// Where untrusted input comes in, the farthest out first: people and their devices, user interfaces and content
/// from outside, public entries of which no caller is drawn.
fn sources(context: &Context<'_>) -> [Vec<ComponentId>; 3] {
    let of = |wanted: &dyn Fn(ComponentId) -> bool| {
        context.component_ids().filter(|&id| wanted(id)).collect::<Vec<_>>()
    };
    let traits = |id: ComponentId| context.component(id).traits;
    let foreign = |id| !traits(id).any(TRUSTED) && !entry::is_run_by_us(context, id);
    let enters = Traits::of(&[Trait::Client, Trait::UntrustedContent]);
    [
        of(&|id| foreign(id) && (traits(id).has(Trait::Person) || context.in_layer(id, "actors"))),
        of(&|id| {
            (foreign(id) && (traits(id).any(enters) || context.in_layer(id, "frontend")))
                || entry::word(context, id, "purpose") == Some("uploads")
        }),
        of(&|id| entry::is_public(context, id) && entry::reach(context, id) == Reach::Direct),
    ]
}

/// Walks breadth first from `starts`. Screened components let nothing unscreened through, and what lies behind an
/// unscreened engine is the matter of that engine.
pub(super) fn tree(
    model: &Model,
    starts: &[ComponentId],
    screened: &[bool],
    engines: &[bool],
) -> Reached {
    let open = |id: ComponentId| !screened[id.0 as usize];
    let starts: Vec<ComponentId> = starts.iter().copied().filter(|&id| open(id)).collect();
    views::walk(model, &starts, |at| {
        if engines[at.0 as usize] {
            return Vec::new();
        }
        let mut steps = model.runtime_steps(at);
        steps.retain(|step| open(step.to));
        steps
    })
}

fn judge(context: &Context<'_>, id: ComponentId, path: &Path) -> Option<Diagnostic> {
    let component = context.component(id);
    let name = &component.id;
    let from = &context.component(path.start).id;
    let cover = context.cover(GUARDRAIL, id);
    let found = match cover {
        Cover::Denied(span) => context.finding(
            span,
            format!("input from `{from}` reaches `{name}`, which is said to have no guardrail"),
        ),
        _ if path.steps.is_empty() => context.finding(
            component.key,
            format!("anybody can call `{name}` and no guardrail screens it"),
        ),
        _ => context.finding(
            component.key,
            format!("input from `{from}` reaches `{name}` and no guardrail screens it"),
        ),
    };
    let risk = context.said.context.risk.as_ref().map(|said| said.value);
    let severity = if risk == Some(Risk::High) { Severity::Error } else { RULE.severity };
    let found = context.along(path, found).severity(severity).subjects([name]);
    let mut advice = context.advise(GUARDRAIL, id).or(name, "guardrail: true");
    advice.lines.push_str(&engines::or_serves(context.model, id));
    let found = advice.on(found);
    // The engine is there, so its absence from the layer of engines says nothing.
    if cover == Cover::No {
        Some(found.missing(GUARDRAIL))
    } else {
        context.absence(GUARDRAIL, cover, found)
    }
}
