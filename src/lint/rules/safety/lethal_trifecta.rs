//! SAF009: an agent that reads what strangers write, knows what must stay inside, and can send it out.

use super::agent::agents;
use crate::{
    blueprint::{ConnectionKind, DataClass, PropValue},
    catalog::{Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{
        Context, Gate, Kind, Rule,
        content::{self, Content},
        entry,
    },
    model::{ComponentId, ConnectionId, Model, Path, Step, Zone},
};
use std::collections::VecDeque;

pub(crate) const RULE: Rule = Rule {
    code: "SAF009",
    name: "lethal-trifecta",
    summary: "an agent reads untrusted content, has sensitive data in reach and can send it out",
    severity: Severity::Error,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SAF009.md"),
    check,
};

/// Others that hold what they are sent for us, or that decide and observe: no one reads there what an agent lets slip.
const OURS: Traits = Traits::of(&[
    Trait::OnPremises,
    Trait::Generative,
    Trait::Embedding,
    Trait::Store,
    Trait::IdentityProvider,
    Trait::CrossCutting,
    Trait::Person,
]);
/// Others of which reading leaks nothing: the organisation's own account there, or the people who ask.
const OWN_ACCOUNT: Traits = Traits::of(&[Trait::DataSource, Trait::Client]);
const SENDS: &[&str] = &["write", "send", "pay", "execute"];

/// The three legs, each with the way between the agent and its end.
struct Legs {
    untrusted: Path,
    secret: Path,
    class: DataClass,
    leaves: Path,
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let agents = agents(context);
    if agents.is_empty() {
        return;
    }
    let untrusted = walk(context, &strangers(context), true);
    let secrets: Vec<(DataClass, Content)> = DataClass::ALL
        .iter()
        .filter(|class| class.rank() >= DataClass::Confidential.rank())
        .map(|&class| (class, walk(context, &holders(context, class), false)))
        .collect();
    let exits = exits(context);
    let ways = ways_out(context, &exits);
    let mut found: Vec<(ComponentId, Legs)> = Vec::new();
    for agent in agents {
        let Some(untrusted) = untrusted.path(agent) else { continue };
        let known = secrets.iter().rev().find(|(_, walk)| walk.reaches(agent));
        let Some((class, walk)) = known else { continue };
        let Some(leaves) = leaves(&ways, agent, &exits) else { continue };
        let Some(secret) = walk.path(agent) else { continue };
        let secret = whole(context, *class, secret);
        found.push((agent, Legs { untrusted, secret, class: *class, leaves }));
    }
    // Where one agent works for another, the one that asks can be mended for both.
    let mut all = vec![false; context.components.len()];
    for (agent, _) in &found {
        all[agent.0 as usize] = true;
    }
    for (agent, legs) in &found {
        let serves = |other: ComponentId| {
            let both = other != *agent && all[other.0 as usize];
            both && (other < *agent || !asks(context, *agent, other))
        };
        if !entry::callers(context, *agent).iter().any(|step| serves(step.to)) {
            findings.push(finding(context, *agent, legs));
        }
    }
}

fn asks(context: &Context<'_>, one: ComponentId, other: ComponentId) -> bool {
    context.runtime_steps(one).iter().any(|step| step.to == other)
}

fn walk(context: &Context<'_>, starts: &[ComponentId], untrusted: bool) -> Content {
    let stops = |id: ComponentId| {
        let traits = context.component(id).traits;
        let cleans = traits.has(Trait::Redactor)
            || context.said(id).properties.bool("redacts") == Some(true);
        // Removing names makes no text trustworthy.
        cleans && !untrusted
    };
    let blocks = |by| {
        let said = &context.statement(by).properties;
        said.bool(if untrusted { "validated" } else { "redacted" }) == Some(true)
    };
    content::walk(context.model, starts, stops, blocks)
}

/// From where text comes that anybody may have written. The people who ask the agent attack only themselves.
fn strangers(context: &Context<'_>) -> Vec<ComponentId> {
    context
        .component_ids()
        .filter(|&id| {
            let component = context.component(id);
            let foreign_tools =
                component.traits.has(Trait::ToolServer) && component.zone == Zone::ThirdParty;
            component.traits.has(Trait::UntrustedContent)
                || entry::word(context, id, "purpose") == Some("uploads")
                || (foreign_tools && context.prop(id, "registry").is_none())
        })
        .collect()
}

fn holders(context: &Context<'_>, class: DataClass) -> Vec<ComponentId> {
    context.component_ids().filter(|&id| context.component(id).data.has(class)).collect()
}

/// The connections over which something leaves that nobody approves and no list bounds.
fn exits(context: &Context<'_>) -> Vec<bool> {
    context
        .connection_ids()
        .map(|by| {
            let connection = context.connection(by);
            let answer = connection.kind == ConnectionKind::Response;
            !answer
                && !is_bounded(context.model, by)
                && context.members(connection.to).iter().any(|&to| is_exit(context, by, to))
        })
        .collect()
}

fn is_bounded(model: &Model, by: ConnectionId) -> bool {
    let said = &model.statement(by).properties;
    ["approval", "allowlist"]
        .iter()
        .filter_map(|name| said.get(name))
        .any(|word| word.value != PropValue::Bool(false))
}

/// Whether what is sent there can be read by somebody else.
fn is_exit(context: &Context<'_>, by: ConnectionId, to: ComponentId) -> bool {
    let component = context.component(to);
    let traits = component.traits;
    let foreign = component.zone == Zone::ThirdParty
        || traits.any(Traits::of(&[Trait::ThirdParty, Trait::UntrustedContent]));
    if !foreign || traits.any(OURS) {
        return false;
    }
    let own = traits.any(OWN_ACCOUNT);
    !own || content::effects(context, by).iter().any(|word| SENDS.contains(word))
}

/// For each component the first step of its shortest way to an exit, walked backwards from all exits at once. A step that
/// is approved is none of the agent's own, and a store sends nothing.
fn ways_out(context: &Context<'_>, exits: &[bool]) -> Vec<Option<Step>> {
    let mut next: Vec<Option<Step>> = vec![None; context.components.len()];
    let mut queue = VecDeque::new();
    for by in context.connection_ids().filter(|by| exits[by.0 as usize]) {
        let connection = context.connection(by);
        let to =
            context.members(connection.to).iter().copied().find(|&to| is_exit(context, by, to));
        let Some(to) = to else { continue };
        for &from in context.members(connection.from) {
            if from != to && !is_store(context, from) && next[from.0 as usize].is_none() {
                next[from.0 as usize] = Some(Step { by, to });
                queue.push_back(from);
            }
        }
    }
    while let Some(at) = queue.pop_front() {
        for step in entry::callers(context, at) {
            let place = &mut next[step.to.0 as usize];
            if place.is_none() && !is_bounded(context, step.by) && !is_store(context, step.to) {
                *place = Some(Step { by: step.by, to: at });
                queue.push_back(step.to);
            }
        }
    }
    next
}

fn is_store(model: &Model, id: ComponentId) -> bool {
    model.component(id).traits.has(Trait::Store)
}

/// The way out from `agent`. Each step leads nearer to an exit, so it ends.
fn leaves(next: &[Option<Step>], agent: ComponentId, exits: &[bool]) -> Option<Path> {
    let (mut at, mut steps) = (agent, Vec::new());
    while let Some(step) = next[at.0 as usize] {
        steps.push(step);
        at = step.to;
        if exits[step.by.0 as usize] {
            return Some(Path { start: agent, steps });
        }
    }
    None
}

fn whole(model: &Model, class: DataClass, rest: Path) -> Path {
    match model.arrival(rest.start, class) {
        Some(mut path) => {
            path.steps.extend(rest.steps);
            path
        }
        None => rest,
    }
}

fn finding(context: &Context<'_>, agent: ComponentId, legs: &Legs) -> Diagnostic {
    let name = |id: ComponentId| context.component(id).id.as_str();
    let exit = legs.leaves.steps.last().map_or(agent, |step| step.to);
    let (source, keeper) = (legs.untrusted.start, legs.secret.start);
    let message = format!(
        "the agent `{}` reads untrusted content from `{}`, knows {} data from `{}` and can send it to `{}`",
        name(agent),
        name(source),
        legs.class.as_str(),
        name(keeper),
        name(exit)
    );
    let found = context
        .finding(context.component(agent).key, message)
        .subjects([name(agent), name(source), name(keeper), name(exit)])
        .help(help(context, legs));
    let mut found = leg(context, found, &legs.untrusted, "untrusted content");
    found = leg(context, found, &legs.secret, &format!("{} data", legs.class.as_str()));
    found = leg(context, found, &legs.leaves, "may leave");
    let out = legs.leaves.components().skip(1);
    found.path(legs.untrusted.components().chain(out).map(name))
}

/// A leg with each of its steps as a labelled place.
fn leg(context: &Context<'_>, found: Diagnostic, path: &Path, what: &str) -> Diagnostic {
    let start = context.component(path.start);
    let place = path.steps.first().map_or(start.key, |&step| context.origin_of(step));
    let begun = found.label(place, format!("{what}: from `{}`", start.id));
    path.steps.iter().fold(begun, |found, &step| {
        found.label(
            context.place_of(step),
            format!("{what}: to `{}`", context.component(step.to).id),
        )
    })
}

fn help(context: &Context<'_>, legs: &Legs) -> String {
    let exit = legs.leaves.steps.last().map(|step| context.connection_name(step.by));
    let exit = exit.unwrap_or_default();
    format!(
        "break one of the three: bound where it can send, and say so on the connection:\n\n- {exit}: {{allowlist: [api.example.com]}}\n\nor have a person agree (`approval: human`), or give the untrusted content to an agent of its own that knows no secrets"
    )
}
