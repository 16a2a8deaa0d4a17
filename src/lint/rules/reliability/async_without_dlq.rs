//! REL003: messages that cannot be handled and that nobody keeps.

use crate::{
    blueprint::{ConnectionKind, PropValue, Status},
    catalog::{Trait, Traits},
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, entry},
    model::{ComponentId, ConnectionId, Step},
    source::{Span, Spanned},
};

pub(crate) const RULE: Rule = Rule {
    code: "REL003",
    name: "async-without-dlq",
    summary: "messages are handled later and nothing keeps those that fail",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/REL003.md"),
    check,
};

/// What holds messages on their way.
const BETWEEN: Traits = Traits::of(&[Trait::Queue, Trait::Topic, Trait::EventBus]);
/// Receivers that read when they like, keep what they get, or are told by mail.
const KEEPS: Traits = Traits::of(&[
    Trait::Queue,
    Trait::Stream,
    Trait::Store,
    Trait::Person,
    Trait::Client,
    Trait::CrossCutting,
]);

/// Properties that say where failed messages go.
const TARGETS: [&str; 2] = ["dlq", "on-failure"];

/// What is said about failed messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kept {
    /// Nothing.
    NotSaid,
    /// They are lost, it says there.
    Lost(Span),
    /// They will be kept by this part.
    Planned(ComponentId),
    /// They are kept, or may be lost.
    Yes,
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let dead = dead_letters(context);
    for id in context.component_ids().filter(|&id| is_between(context, id)) {
        if !dead[id.0 as usize] {
            findings.extend(judge_between(context, id));
        }
    }
    for by in context.connection_ids() {
        findings.extend(judge_connection(context, by));
    }
}

fn is_between(context: &Context<'_>, id: ComponentId) -> bool {
    context.component(id).traits.any(BETWEEN)
}

/// For each component whether it holds the failed messages of others.
fn dead_letters(context: &Context<'_>) -> Vec<bool> {
    let mut dead: Vec<bool> = context
        .component_ids()
        .map(|id| entry::word(context, id, "purpose") == Some("dead-letters"))
        .collect();
    let components = context.said.components.iter().map(|one| &one.properties);
    let statements = context.said.statements.iter().map(|one| &one.properties);
    for properties in components.chain(statements) {
        for word in TARGETS.iter().filter_map(|name| properties.text(name)) {
            if let Some(id) = context.find(word) {
                dead[id.0 as usize] = true;
            }
        }
    }
    dead
}

/// Consumers of a queue, topic or bus that lose a message for good when they fail.
fn consumers(context: &Context<'_>, id: ComponentId) -> Vec<Step> {
    let mut steps = context.outgoing(id);
    steps.retain(|step| {
        context.connection(step.by).kind != ConnectionKind::Response
            && !context.component(step.to).traits.any(KEEPS.union(BETWEEN))
    });
    steps
}

fn judge_between(context: &Context<'_>, id: ComponentId) -> Option<Diagnostic> {
    let own = component_keeps(context, id);
    let lost: Vec<(Step, Kept)> = consumers(context, id)
        .into_iter()
        .map(|step| (step, own.max(delivery_keeps(context, step))))
        .filter(|(_, kept)| *kept != Kept::Yes)
        .collect();
    let name = &context.component(id).id;
    let consumer = &context.component(lost.first()?.0.to).id;
    let worst = lost.iter().map(|(_, kept)| *kept).min()?;
    let found = match worst {
        Kept::Lost(span) => context
            .finding(span, format!("messages of `{name}` that `{consumer}` cannot handle are said to be lost"))
            .confidence(Confidence::High),
        _ => context.finding(
            context.component(id).key,
            format!("messages of `{name}` that `{consumer}` cannot handle are lost: no dead-letter target"),
        ),
    };
    let found = lost.iter().fold(found, |found, (step, _)| {
        let to = &context.component(step.to).id;
        found.label(context.place_of(*step), format!("`{to}` handles them"))
    });
    Some(or_planned(context, worst, found.help(help(name)).subjects([name])))
}

/// An asynchronous call straight to code: nobody waits, and after some tries the event is dropped.
fn judge_connection(context: &Context<'_>, by: ConnectionId) -> Option<Diagnostic> {
    let connection = context.connection(by);
    if !connection.asynchronous || connection.kind == ConnectionKind::Response {
        return None;
    }
    let senders = context.members(connection.from);
    let lost: Vec<(ComponentId, Kept)> = context
        .members(connection.to)
        .iter()
        .copied()
        .filter(|&to| {
            runs_code(context, to) && !senders.iter().any(|&from| answers(context, from, to))
        })
        .map(|to| (to, delivery_keeps(context, Step { by, to })))
        .filter(|(_, kept)| *kept != Kept::Yes)
        .collect();
    let &(to, kept) = lost.first()?;
    let name = &context.component(to).id;
    let found = match kept {
        Kept::Lost(span) => context
            .finding(span, format!("events that `{name}` cannot handle are said to be lost"))
            .confidence(Confidence::High),
        _ => context.finding(
            connection.to_span,
            format!(
                "events over `{}` that `{name}` cannot handle are lost: no dead-letter target",
                context.connection_name(by)
            ),
        ),
    };
    let found = found.help(help(name)).subjects([name.clone(), context.connection_name(by)]);
    Some(or_planned(context, kept, found))
}

/// Whether events sent to it are run by code that may fail.
fn runs_code(context: &Context<'_>, id: ComponentId) -> bool {
    let traits = context.component(id).traits;
    traits.has(Trait::Compute) && !traits.any(KEEPS.with(Trait::HostedEndpoint))
}

/// Whether the sender is a queue or the like, judged for itself, or only answers what the receiver asked. A store
/// answers nothing by itself: a function that is told of a new object reads it back.
fn answers(context: &Context<'_>, from: ComponentId, to: ComponentId) -> bool {
    let asks = |step: &Step| step.to == from && !context.connection(step.by).asynchronous;
    let store = context.component(from).traits.has(Trait::Store);
    is_between(context, from) || (!store && context.outgoing(to).iter().any(asks))
}

/// What the connection and the receiver say.
fn delivery_keeps(context: &Context<'_>, step: Step) -> Kept {
    let properties = &context.statement(step.by).properties;
    let connection = TARGETS
        .iter()
        .filter_map(|name| properties.get(name))
        .map(|said| keeps(context, said))
        .max()
        .unwrap_or(Kept::NotSaid);
    connection.max(component_keeps(context, step.to))
}

fn component_keeps(context: &Context<'_>, id: ComponentId) -> Kept {
    if context.prop(id, "fire-and-forget").is_some() {
        return Kept::Yes;
    }
    let said = TARGETS
        .iter()
        .filter_map(|name| context.prop(id, name))
        .map(|said| keeps(context, said))
        .max()
        .unwrap_or(Kept::NotSaid);
    let drawn = context
        .outgoing(id)
        .into_iter()
        .map(|step| step.to)
        .find(|&to| entry::word(context, to, "purpose") == Some("dead-letters"));
    said.max(drawn.map_or(Kept::NotSaid, |to| kept_by(context, to)))
}

fn keeps(context: &Context<'_>, said: &Spanned<PropValue>) -> Kept {
    match &said.value {
        PropValue::Bool(false) => Kept::Lost(said.span),
        PropValue::Text(word) if word == "none" => Kept::Lost(said.span),
        PropValue::Text(word) => context.find(word).map_or(Kept::Yes, |id| kept_by(context, id)),
        _ => Kept::Yes,
    }
}

fn kept_by(context: &Context<'_>, id: ComponentId) -> Kept {
    if context.component(id).status == Some(Status::Planned) {
        Kept::Planned(id)
    } else {
        Kept::Yes
    }
}

fn or_planned(context: &Context<'_>, kept: Kept, found: Diagnostic) -> Diagnostic {
    match kept {
        Kept::Planned(by) => context.planned(by, found),
        _ => found,
    }
}

fn help(name: &str) -> String {
    format!(
        "keep what fails, on `{name}`:\n\ndlq: true   # or the id of a queue\n\nor say why it may be \
         lost:\n\nfire-and-forget: …"
    )
}
