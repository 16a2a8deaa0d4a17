//! SEC002: an IAM role that an agent shares with another component.

use crate::{
    catalog::Trait,
    diagnostic::{Confidence, Diagnostic, Edit, Fix, Safety, Severity},
    lint::{Context, Gate, Kind, Rule, views},
    model::ComponentId,
    source::Span,
};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) const RULE: Rule = Rule {
    code: "SEC002",
    name: "shared-agent-role",
    summary: "an agent and another component act with the same role",
    severity: Severity::Warning,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SEC002.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let mut holders: BTreeMap<&str, Vec<ComponentId>> = BTreeMap::new();
    for id in context.component_ids() {
        if let Some(role) = role(context, id)
            && !is_replica(context, id, role)
        {
            holders.entry(role).or_default().push(id);
        }
    }
    let roles: BTreeSet<&str> =
        context.component_ids().filter_map(|id| role(context, id)).collect();
    for (role, ids) in holders {
        let agent = ids.iter().copied().find(|&id| is_agent(context, id));
        if let Some(agent) = agent
            && ids.len() > 1
        {
            let mut found = finding(context, role, agent, &ids);
            found.fix = split(context, role, &ids, &roles);
            findings.push(found);
        }
    }
}

fn role<'a>(context: &'a Context<'_>, id: ComponentId) -> Option<&'a str> {
    context.said(id).properties.text("role")
}

fn is_agent(context: &Context<'_>, id: ComponentId) -> bool {
    context.component(id).traits.has(Trait::Agent)
}

/// A copy does the same work as its original, so it has the same role.
fn is_replica(context: &Context<'_>, id: ComponentId, own: &str) -> bool {
    let original = context.said(id).properties.text("replica-of");
    original
        .and_then(|original| context.find(original))
        .is_some_and(|original| original != id && role(context, original) == Some(own))
}

fn finding(
    context: &Context<'_>,
    role: &str,
    agent: ComponentId,
    ids: &[ComponentId],
) -> Diagnostic {
    let others: Vec<ComponentId> = ids.iter().copied().filter(|&id| id != agent).collect();
    let name = &context.component(agent).id;
    let message = format!(
        "the agent `{name}` shares the role `{role}` with {}",
        views::names(context, &others)
    );
    let mut found = context
        .finding(place(context, agent), message)
        .help(format!(
            "give each a role of its own, with the actions that it needs and no others:\n\nrole: {}",
            own_role(context, agent)
        ))
        .subjects(std::iter::once(agent).chain(others.iter().copied()).map(|id| &context.component(id).id));
    for &id in &others {
        found = found.label(place(context, id), "the same role");
    }
    // The id of a component that stands for IAM as a whole may stand for several roles.
    if context.find(role).is_some() {
        found = found.confidence(Confidence::Low);
    }
    found
}

fn place(context: &Context<'_>, id: ComponentId) -> Span {
    context.prop(id, "role").map_or(context.component(id).key, |said| said.span)
}

fn own_role(context: &Context<'_>, id: ComponentId) -> String {
    format!("{}-role", context.component(id).id)
}

/// One keeps the role, each other one gets its own; none when a new name is taken or the place is shared as well.
fn split(
    context: &Context<'_>,
    role: &str,
    ids: &[ComponentId],
    roles: &BTreeSet<&str>,
) -> Option<Fix> {
    let named = ids.iter().find(|&&id| own_role(context, id) == role);
    let plain = ids.iter().find(|&&id| !is_agent(context, id));
    let keeper = named.or(plain).or(ids.first())?;
    let mut edits: Vec<Edit> = Vec::new();
    let mut places = BTreeSet::from([place(context, *keeper)]);
    for &id in ids.iter().filter(|&id| id != keeper) {
        let (span, text) = (place(context, id), own_role(context, id));
        let plain = text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
        let aliased = !places.insert(span);
        if roles.contains(text.as_str()) || aliased || !plain || !context.is_own_word(span) {
            return None;
        }
        edits.push(Edit { span, text });
    }
    edits.sort_by_key(|edit| edit.span);
    Some(Fix { title: "give each a role of its own".to_owned(), safety: Safety::Unsafe, edits })
}
