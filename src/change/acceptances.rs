//! Findings that the author accepts, or no longer accepts.

use super::{Kind, Part, difference, names::Names, value::Facts};
use crate::{
    blueprint::{Blueprint, Suppression, Target},
    source::Span,
};

/// An acceptance by what it is about.
struct Accepted<'a> {
    /// The codes and the place by its name now: the same acceptance has the same.
    key: String,
    /// The same as it is shown.
    shown: String,
    said: &'a Suppression,
}

fn all<'a>(said: &'a Blueprint, names: &Names) -> Vec<Accepted<'a>> {
    let one = |one: &'a Suppression| {
        let mut codes: Vec<&str> = one.codes.iter().map(|code| code.value.as_str()).collect();
        codes.sort_unstable();
        let codes = codes.join(", ");
        let place = place(said, one);
        let now: Vec<&str> = place.split(' ').map(|word| names.now(word)).collect();
        let shown = if place.is_empty() { codes.clone() } else { format!("{codes} at {place}") };
        Accepted { key: format!("{codes} at {}", now.join(" ")), shown, said: one }
    };
    said.suppressions.iter().map(one).collect()
}

/// The id of what it is about; for a comment the innermost thing that it stands in.
fn place(said: &Blueprint, one: &Suppression) -> String {
    let connection = |at: usize| {
        let statement = said.statements.get(at)?;
        let first = said.connections.get(statement.connections.start)?;
        Some(format!("{} -> {}", first.from.value, first.to.value))
    };
    let holds = |span: Span| span.start <= one.span.start && one.span.start < span.end;
    match one.target {
        Target::Component(at) => said.components.get(at).map(|one| one.id.value.clone()),
        Target::Group(at) => said.groups.get(at).map(|one| one.id.value.clone()),
        Target::Statement(at) => connection(at),
        Target::Whole => None,
        Target::Line(_) => {
            let component = said.components.iter().find(|one| holds(one.span));
            let group = said.groups.iter().find(|one| holds(one.span));
            let statement = said.statements.iter().position(|one| holds(one.span));
            let own = component.map(|one| one.id.value.clone());
            own.or_else(|| group.map(|one| one.id.value.clone()))
                .or_else(|| statement.and_then(connection))
        }
    }
    .unwrap_or_default()
}

/// What was accepted anew, is accepted no longer, or for another reason or time.
pub(super) fn find(old: &Blueprint, new: &Blueprint, names: &Names) -> Vec<Part> {
    let none = Names::default();
    let mut left: Vec<Option<Accepted<'_>>> = all(old, names).into_iter().map(Some).collect();
    let facts = |said: &Suppression| {
        let mut facts = Facts::new(&none);
        facts.text("reason", said.reason.as_ref());
        facts.text("until", said.until.as_ref());
        facts.list
    };
    let mut out = Vec::new();
    for one in all(new, &none) {
        let reason = one.said.reason.as_ref().map(|said| said.value.clone()).unwrap_or_default();
        let same =
            left.iter().position(|other| other.as_ref().is_some_and(|other| other.key == one.key));
        match same.and_then(|at| left[at].take()) {
            None => out.push(Part::new(Kind::Added, &one.shown, reason)),
            Some(was) => {
                let differences = difference::between(&facts(was.said), &facts(one.said));
                if !differences.is_empty() {
                    let part = Part::new(Kind::Changed, &one.shown, String::new());
                    out.push(Part { differences, ..part });
                }
            }
        }
    }
    for one in left.into_iter().flatten() {
        let reason = one.said.reason.as_ref().map(|said| said.value.clone()).unwrap_or_default();
        out.push(Part::new(Kind::Removed, &one.shown, reason));
    }
    out
}
