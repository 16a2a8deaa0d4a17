//! SEC010: a password, a key or a token in the text of the blueprint.

use crate::{
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    secrets::{self, Secret},
    source::Span,
};

pub(crate) const RULE: Rule = Rule {
    code: "SEC010",
    name: "hardcoded-secret",
    summary: "the text holds what looks like a password, a key or a token",
    severity: Severity::Error,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SEC010.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    // The text and not the values: a secret in a comment or in a key has leaked just as well.
    for secret in secrets::find(context.source.text()) {
        findings.push(finding(context, &secret));
    }
}

/// The value itself goes nowhere: reports cover it in the lines that they show.
fn finding(context: &Context<'_>, secret: &Secret) -> Diagnostic {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let place = Span::new(offset(secret.place.start), offset(secret.place.end));
    let owner = context.said.components.iter().find(|one| holds(one.id.span.to(one.span), place));
    let name = owner.map_or("the blueprint".to_owned(), |one| format!("`{}`", one.id.value));
    context
        .finding(place, format!("{name} holds what looks like {}", secret.kind))
        .help(
            "revoke it, since every copy of this file has it, and keep its successor in a secret store; a component says by name \
             where its secret is:\n\nsecret-ref: …",
        )
        .subjects(owner.map(|one| &one.id.value))
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
