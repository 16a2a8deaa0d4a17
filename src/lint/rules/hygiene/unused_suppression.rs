//! LNT001: a suppression that silences nothing. The engine judges it, since it knows what was found.

use super::removal;
use crate::{
    diagnostic::{Diagnostic, Edit, Fix, Safety, Severity},
    lint::{Context, Gate, Kind, Rule, suppress::Mark},
};

pub(crate) const RULE: Rule = Rule {
    code: "LNT001",
    name: "unused-suppression",
    summary: "a suppression matches no finding",
    severity: Severity::Warning,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/LNT001.md"),
    check: |_, _| {},
};

/// Judges the suppression of which the words at the places `idle` silenced nothing.
pub(crate) fn judge(context: &Context<'_>, mark: Mark<'_>, idle: &[usize]) -> Vec<Diagnostic> {
    let codes = &mark.said.codes;
    let Some(&first) = idle.first() else { return Vec::new() };
    let names: Vec<String> = idle.iter().map(|&at| format!("`{}`", codes[at].value)).collect();
    let message = format!("the suppression of {} matches no finding", names.join(", "));
    let whole = idle.len() == codes.len();
    let span = if whole { mark.said.span } else { codes[first].span };
    let finding = context
        .finding(span, message)
        .help("remove it: a suppression that stays behind hides the next flaw at this place");
    let edits = if whole { removal::of(mark) } else { Some(vec![without(mark, idle)]) };
    let Some(edits) = edits else { return vec![finding] };
    let title = if whole { "remove the suppression" } else { "remove the unused codes" };
    vec![finding.fix(Fix { title: title.to_owned(), safety: Safety::Safe, edits })]
}

/// Writes the list of codes again without the idle ones.
fn without(mark: Mark<'_>, idle: &[usize]) -> Edit {
    let codes = &mark.said.codes;
    let kept: Vec<&str> = codes
        .iter()
        .enumerate()
        .filter(|(at, _)| !idle.contains(at))
        .map(|(_, code)| mark.source.slice(code.span))
        .collect();
    let all = codes.iter().fold(codes[0].span, |all, code| all.to(code.span));
    Edit { span: all, text: kept.join(", ") }
}
