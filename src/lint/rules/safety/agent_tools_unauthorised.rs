//! SAF006: an agent that changes things with a tool, and nothing decides whether it may.

use super::{
    agent::{calls, is_agent, is_tool_gateway},
    code_execution_unsandboxed::runs_code,
};
use crate::{
    blueprint::{ConnectionKind, PropValue},
    catalog::{self, Trait},
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, content},
    model::{By, ComponentId, ConnectionId, Cover, Model, Path, Step},
    source::Span,
};
use std::cell::OnceCell;

pub(crate) const RULE: Rule = Rule {
    code: "SAF006",
    name: "agent-tools-unauthorised",
    summary: "an agent writes, deletes, pays, sends or starts something and nothing authorises it",
    severity: Severity::Error,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SAF006.md"),
    check,
};

const POLICY: &str = "tool-policy";
const CHANGES: &[&str] = &["write", "delete", "pay", "send", "execute"];

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if context.organisation_provides(POLICY) {
        return;
    }
    let policies = OnceCell::new();
    for path in calls(context) {
        // Behind a gateway the gateway decides; its own rules are not the agent's.
        let [step] = path.steps[..] else { continue };
        for way in ways(context, path.start, step) {
            findings.extend(judge(context, &way, &policies));
        }
    }
}

/// The call itself when it changes something; else, where it says nothing, the changes that the tool makes for it.
fn ways(context: &Context<'_>, agent: ComponentId, step: Step) -> Vec<Path> {
    let said = !content::effects(context, step.by).is_empty();
    if said || !is_plain_tool(context, step) {
        let direct = Path { start: agent, steps: vec![step] };
        return if change(context, step).is_some() { vec![direct] } else { Vec::new() };
    }
    let further = context.outgoing(step.to).into_iter();
    further
        .filter(|next| change(context, *next).is_some())
        .map(|next| Path { start: agent, steps: vec![step, next] })
        .take(1)
        .collect()
}

fn is_plain_tool(model: &Model, step: Step) -> bool {
    model.connection(step.by).kind == ConnectionKind::Tool
        && !is_tool_gateway(model, step.to)
        && !is_agent(model, step.to)
}

/// The change that a call says it makes. To execute code is the sandbox's matter, and found there.
fn change(model: &Model, step: Step) -> Option<&str> {
    if model.connection(step.by).kind == ConnectionKind::Response
        || model.component(step.to).traits.has(Trait::HumanReview)
    {
        return None;
    }
    let effects = content::effects(model, step.by);
    effects
        .into_iter()
        .find(|word| CHANGES.contains(word) && (*word != "execute" || !runs_code(model, step.to)))
}

/// Who decides about what a component does: as the model says, but a tool gateway decides only about the calls that go
/// through it, or of those whom its `covers` names.
fn policy(
    context: &Context<'_>,
    policies: &OnceCell<Vec<Cover>>,
    (way, id): (&Path, ComponentId),
) -> Cover {
    let cover = context.cover(POLICY, id);
    let (Cover::Yes { by: By::Component(by), .. } | Cover::Planned(by)) = cover else {
        return cover;
    };
    if !decides_by_the_way(context, by) || way.components().any(|one| one == by) {
        return cover;
    }
    let others = policies.get_or_init(|| {
        let index = catalog::capability(POLICY);
        let provides = |id| index.is_some_and(|at| context.component(id).provides.has(at));
        context.covered_by(|id| provides(id) && !decides_by_the_way(context, id))
    });
    others[id.0 as usize]
}

fn decides_by_the_way(model: &Model, id: ComponentId) -> bool {
    is_tool_gateway(model, id) && model.said(id).covers.is_none()
}

fn judge(context: &Context<'_>, way: &Path, policies: &OnceCell<Vec<Cover>>) -> Option<Diagnostic> {
    let last = way.steps.last().copied()?;
    let agent = way.start;
    let mut denied = None;
    for step in &way.steps {
        match decides(context, step.by) {
            Decided::Yes => return None,
            Decided::No(span) => denied = denied.or(Some(span)),
            Decided::NotSaid => {}
        }
    }
    let mut planned = None;
    for id in way.components() {
        match policy(context, policies, (way, id)) {
            Cover::Yes { .. } | Cover::Unknown => return None,
            Cover::Planned(by) => planned = planned.or(Some(by)),
            Cover::Denied(span) => denied = denied.or(Some(span)),
            Cover::No => {}
        }
    }
    let found = finding(context, agent, way, last);
    Some(match (denied, planned) {
        (Some(span), _) => found.label(span, "said here").confidence(Confidence::High),
        (None, Some(by)) => context.planned(by, found),
        (None, None) => found,
    })
}

/// What a connection says of who decides whether the call may happen.
enum Decided {
    Yes,
    /// Nobody, as is said there.
    No(Span),
    NotSaid,
}

fn decides(model: &Model, by: ConnectionId) -> Decided {
    let said = &model.statement(by).properties;
    let mut decided = Decided::NotSaid;
    for word in ["approval", "authz"].into_iter().filter_map(|name| said.get(name)) {
        match word.value {
            PropValue::Bool(false) => decided = Decided::No(word.span),
            _ => return Decided::Yes,
        }
    }
    decided
}

fn finding(context: &Context<'_>, agent: ComponentId, way: &Path, last: Step) -> Diagnostic {
    let agent = context.component(agent);
    let target = &context.component(last.to).id;
    let verb = match change(context, last).unwrap_or_default() {
        "delete" => format!("deletes in `{target}`"),
        "pay" => format!("pays through `{target}`"),
        "send" => format!("sends through `{target}`"),
        "execute" => format!("starts `{target}`"),
        _ => format!("writes to `{target}`"),
    };
    let first = way.steps.first().map_or(last.by, |step| step.by);
    let through = match way.steps.as_slice() {
        [tool, _] => format!(" through `{}`", context.component(tool.to).id),
        _ => String::new(),
    };
    let message =
        format!("the agent `{}` {verb}{through} and nothing decides whether it may", agent.id);
    let found = context
        .finding(context.connection_span(first), message)
        .subjects([&agent.id, target])
        .help(format!(
            "have a person or a policy decide, and say which on the connection:\n\n- {}: {{approval: human}}\n\nor lead tool calls through a gateway with a policy (`agentcore-gateway`)",
            context.connection_name(first)
        ));
    context.along(way, found)
}
