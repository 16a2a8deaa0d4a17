//! STR010: a group in a kind of group that cannot hold it.

use crate::{
    catalog::{Boundary, boundary},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::Group,
};

pub(crate) const RULE: Rule = Rule {
    code: "STR010",
    name: "invalid-group-nesting",
    summary: "a group stands in a kind of group that cannot hold it",
    severity: Severity::Error,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/STR010.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for group in &context.groups {
        let said = &context.said.groups[group.said];
        let parent = group.parent.map(|id| context.group(id));
        // What is said and was not resolved is another finding.
        let lost = parent.is_none() && !said.groups.is_empty();
        if !lost && said.kind.is_some() && !group.kind.fits(parent.map(|one| one.kind.id)) {
            findings.push(finding(context, group, parent));
        }
    }
}

fn finding(context: &Context<'_>, group: &Group, parent: Option<&Group>) -> Diagnostic {
    let said = &context.said.groups[group.said];
    let message = match parent {
        Some(parent) => format!(
            "`{}` ({}) stands in `{}` ({}), which cannot hold it",
            group.id, group.kind.id, parent.id, parent.kind.id
        ),
        None => format!("`{}` ({}) stands in no group", group.id, group.kind.id),
    };
    let place = said.groups.first().map_or(group.key, |word| word.span);
    let found = context
        .finding(place, message)
        .help(format!("a group of the kind `{}` stands in {}", group.kind.id, homes(group.kind)))
        .subjects([&group.id]);
    match parent {
        Some(parent) => found.label(parent.key, parent.kind.title.to_lowercase()),
        None => found,
    }
}

/// The kinds that may hold it, without those that may hold anything.
fn homes(kind: &Boundary) -> String {
    let homes: Vec<String> = kind
        .inside
        .iter()
        .filter(|home| !boundary(home).is_some_and(|home| home.inside.contains(&home.id)))
        .map(|home| match *home {
            Boundary::TOP => "no group".to_owned(),
            home => format!("`{home}`"),
        })
        .collect();
    homes.join(" or ")
}
