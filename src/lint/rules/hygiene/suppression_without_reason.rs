//! LNT002: a suppression that does not say why. The engine judges it with the other suppressions.

use crate::{
    blueprint::Target,
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, suppress::Mark},
};

pub(crate) const RULE: Rule = Rule {
    code: "LNT002",
    name: "suppression-without-reason",
    summary: "a suppression does not say why",
    severity: Severity::Warning,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/LNT002.md"),
    check: |_, _| {},
};

/// Judges one suppression.
pub(crate) fn judge(context: &Context<'_>, mark: Mark<'_>) -> Option<Diagnostic> {
    let said = mark.said.reason.as_ref().is_some_and(|reason| !reason.value.trim().is_empty());
    if said {
        return None;
    }
    let codes: Vec<&str> = mark.said.codes.iter().map(|code| code.value.as_str()).collect();
    let codes = codes.join(", ");
    let help = match mark.said.target {
        Target::Line(_) => {
            format!("write `# cyanotype: ignore[{codes}] reason: …` with the reason in your words")
        }
        _ => "add `reason: …` to the entry, with the reason in your words".to_owned(),
    };
    let message = format!("the suppression of `{codes}` does not say why");
    Some(context.finding(mark.said.span, message).help(help))
}
