//! STR008: components that wait for each other in a circle.

use crate::{
    blueprint::ConnectionKind,
    catalog::{Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, content},
    model::{ComponentId, Connection, ConnectionId, End, Path, Step},
};

pub(crate) const RULE: Rule = Rule {
    code: "STR008",
    name: "synchronous-cycle",
    summary: "components wait for each other in a circle",
    severity: Severity::Warning,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/STR008.md"),
    check,
};

use petgraph::{
    algo::tarjan_scc,
    graph::{DiGraph, NodeIndex},
};
use std::collections::BTreeSet;

/// The steps for which a caller waits, from each component.
type Waits = DiGraph<ComponentId, Step, u32>;

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let waits = waits(context);
    let mut circles: Vec<Vec<ComponentId>> = tarjan_scc(&waits)
        .into_iter()
        .filter(|members| members.len() > 1)
        .map(|members| members.into_iter().map(|node| waits[node]).collect())
        .collect();
    for circle in &mut circles {
        circle.sort_unstable();
        if !circle.iter().any(|&id| is_bounded(context, id)) {
            findings.extend(shortest(context, &waits, circle).map(|path| finding(context, &path)));
        }
    }
}

fn waits(context: &Context<'_>) -> Waits {
    let answers = answers(context);
    context.graph.filter_map(
        |_, &id| Some(id),
        |edge, &by| {
            let to = context.graph.edge_endpoints(edge).map(|(_, to)| context.graph[to])?;
            let waits = is_waited_for(context, by) && !answers.contains(&by);
            waits.then_some(Step { by, to })
        },
    )
}

fn is_waited_for(context: &Context<'_>, by: ConnectionId) -> bool {
    let connection = context.connection(by);
    let kind = matches!(
        connection.kind,
        ConnectionKind::Request | ConnectionKind::Query | ConnectionKind::Tool
    );
    // Nobody waits for an answer to the message that something happened.
    let tells = content::notifies_only(context.model, by);
    kind && !tells && !connection.asynchronous && can_call(context, connection)
}

/// What never calls anybody: a line from it brings an answer, whatever it says.
const CALLED_ONLY: Traits = Traits::of(&[
    Trait::Generative,
    Trait::Embedding,
    Trait::TaskModel,
    Trait::Store,
    Trait::Retriever,
    Trait::IdentityProvider,
]);
/// What makes calls, even when it is one of those.
const CALLER: Traits = Traits::of(&[Trait::Agent, Trait::Compute, Trait::Workflow]);
/// What is never called: a line to it brings an answer.
const USER: Traits = Traits::of(&[Trait::Person, Trait::Client]);

fn can_call(context: &Context<'_>, connection: &Connection) -> bool {
    let traits = |end: End| match end {
        End::Component(id) => context.component(id).traits,
        End::Group(_) => Traits::NONE,
    };
    let (from, to) = (traits(connection.from), traits(connection.to));
    (!from.any(CALLED_ONLY) || from.any(CALLER)) && !to.any(USER)
}

const FRONT: Traits = Traits::of(&[Trait::Gateway, Trait::LoadBalancer, Trait::Cdn]);

/// In a flow, a step back along an earlier one is its answer, unless a kind is said; back to a gateway or a load
/// balancer it is so anywhere.
fn answers(context: &Context<'_>) -> BTreeSet<ConnectionId> {
    let (mut earlier, mut answers) = (BTreeSet::new(), BTreeSet::new());
    for by in context.connection_ids() {
        let (connection, statement) = (context.connection(by), context.statement(by));
        let front =
            matches!(connection.to, End::Component(to) if context.component(to).traits.any(FRONT));
        let scope = if front { None } else { statement.flow };
        let back = (scope, connection.to, connection.from);
        if statement.kind.is_none() && (front || scope.is_some()) && earlier.contains(&back) {
            answers.insert(by);
        }
        earlier.insert((statement.flow, connection.from, connection.to));
        earlier.insert((None, connection.from, connection.to));
    }
    answers
}

/// An agent with a bound stops by itself, and so does whatever counts its rounds.
fn is_bounded(context: &Context<'_>, id: ComponentId) -> bool {
    let says = |name: &str| context.prop(id, name).is_some();
    let agent = context.component(id).traits.has(Trait::Agent);
    says("max-iterations") || agent && (says("timeout") || says("token-budget"))
}

/// The shortest way around that begins at the first component of the circle from which one leads back.
fn shortest(context: &Context<'_>, waits: &Waits, circle: &[ComponentId]) -> Option<Path> {
    let start = *circle.first()?;
    let next = |at: ComponentId| -> Vec<Step> {
        let mut steps: Vec<Step> =
            waits.edges(NodeIndex::new(at.0 as usize)).map(|edge| *edge.weight()).collect();
        steps.sort_by_key(|step| step.by);
        steps
    };
    next(start)
        .into_iter()
        .filter_map(|first| {
            let mut steps = vec![first];
            if first.to != start {
                steps.extend(context.path(&[first.to], next, |id| id == start)?.steps);
            }
            Some(Path { start, steps })
        })
        .min_by_key(|path| path.steps.len())
}

fn finding(context: &Context<'_>, path: &Path) -> Diagnostic {
    let names: Vec<String> =
        path.components().map(|id| format!("`{}`", context.component(id).id)).collect();
    let mut ids: Vec<&str> =
        path.components().map(|id| context.component(id).id.as_str()).collect();
    ids.pop();
    let message = format!("a call waits for itself: {}", names.join(" to "));
    let place = path.steps.first().map(|step| context.connection_span(step.by));
    let found = context
        .finding(place.unwrap_or_default(), message)
        .subjects(ids)
        .help("make one of the calls asynchronous (`~>`), say `kind: response` where it only brings an answer back, or bound an agent on the way with `max-iterations: …`");
    context.along(path, found)
}
