//! LNT003: a suppression whose last day has passed. The engine judges it with the other suppressions.

use crate::{
    diagnostic::{Diagnostic, Severity},
    lint::{
        Context, Gate, Kind, Rule,
        suppress::{Mark, has_passed},
    },
};

pub(crate) const RULE: Rule = Rule {
    code: "LNT003",
    name: "expired-suppression",
    summary: "the last day of a suppression has passed",
    severity: Severity::Warning,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/LNT003.md"),
    check: |_, _| {},
};

/// Judges one suppression.
pub(crate) fn judge(context: &Context<'_>, mark: Mark<'_>) -> Option<Diagnostic> {
    let until = mark.said.until.as_ref().filter(|_| has_passed(mark.said, context.today))?;
    let codes: Vec<&str> = mark.said.codes.iter().map(|code| code.value.as_str()).collect();
    let message = format!("the suppression of `{}` ended on {}", codes.join(", "), until.value);
    let finding = context
        .finding(until.span, message)
        .here("has passed")
        .help("mend what it silenced, or agree on a later day and write it here");
    Some(finding)
}
