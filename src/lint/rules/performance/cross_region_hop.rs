//! PERF001: somebody waits for an answer from another Region.

use crate::{
    blueprint::ConnectionKind,
    diagnostic::{Diagnostic, Severity},
    lint::{
        Context, Gate, Kind, Rule, engines,
        regions::{Region, regions},
    },
    model::{ComponentId, ConnectionId},
};

pub(crate) const RULE: Rule = Rule {
    code: "PERF001",
    name: "cross-region-hop",
    summary: "a request waits for an answer from another Region",
    severity: Severity::Warning,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/PERF001.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for by in context.connection_ids() {
        let connection = context.connection(by);
        let waits = matches!(
            connection.kind,
            ConnectionKind::Request | ConnectionKind::Query | ConnectionKind::Tool
        );
        let reason = context.connection_prop(by, "reason").is_some();
        if waits && !connection.asynchronous && !reason {
            findings.extend(judge(context, by));
        }
    }
}

/// The first pair of components that the connection brings together over Regions.
fn judge(context: &Context<'_>, by: ConnectionId) -> Option<Diagnostic> {
    let connection = context.connection(by);
    let targets = context.members(connection.to);
    let mut pairs = context
        .members(connection.from)
        .iter()
        .copied()
        .flat_map(|from| targets.iter().map(move |&to| (from, to)));
    let (from, to) = pairs.find_map(|(from, to)| hop(context, from, to))?;
    let name = context.connection_name(by);
    let fact = format!("each request of `{name}` waits for `{}` from `{}`", to.code, from.code);
    Some(
        context
            .finding(context.connection_span(by), fact)
            .label(from.span, "from here")
            .label(to.span, "to here")
            .help(format!(
                "put both into one Region, or say why it must be so:\n\n- {name}: {{reason: …}}"
            ))
            .subjects([name]),
    )
}

fn hop<'a>(
    context: &'a Context<'_>,
    from: ComponentId,
    to: ComponentId,
) -> Option<(Region<'a>, Region<'a>)> {
    if from == to || is_copy(context, from) || is_copy(context, to) || has_profile(context, to) {
        return None;
    }
    let (here, there) = (regions(context.model, from), regions(context.model, to));
    let shared = here.iter().any(|one| there.iter().any(|other| one.code == other.code));
    if shared {
        return None;
    }
    Some((here.into_iter().next()?, there.into_iter().next()?))
}

fn is_copy(context: &Context<'_>, id: ComponentId) -> bool {
    context.prop(id, "replica-of").is_some()
}

fn has_profile(context: &Context<'_>, id: ComponentId) -> bool {
    let said = context.prop(id, "inference-profile");
    said.is_some_and(|said| engines::affirms(&said.value))
}
