//! LNT004: a suppression of a rule that does not exist. The engine judges it with the other suppressions.

use crate::{
    diagnostic::{Diagnostic, Edit, Fix, Safety, Severity},
    lint::{Context, Gate, Kind, OwnRule, Rule, select, suppress::Mark},
    source::Spanned,
};
use std::sync::Arc;

pub(crate) const RULE: Rule = Rule {
    code: "LNT004",
    name: "unknown-rule",
    summary: "a suppression names a rule that does not exist",
    severity: Severity::Error,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/LNT004.md"),
    check: |_, _| {},
};

/// Judges the words of one suppression.
pub(crate) fn judge(
    context: &Context<'_>,
    mark: Mark<'_>,
    own: &[Arc<OwnRule>],
) -> Vec<Diagnostic> {
    mark.said.codes.iter().filter_map(|word| unknown(context, word, own)).collect()
}

fn unknown(
    context: &Context<'_>,
    word: &Spanned<String>,
    own: &[Arc<OwnRule>],
) -> Option<Diagnostic> {
    if let Some(rule) = select::redirect(&word.value) {
        let message = format!("the rule `{}` is called `{}` here", word.value, rule.code);
        let found = context.finding(word.span, message).severity(Severity::Warning);
        return Some(found.help(format!("write `{}`", rule.code)).fix(Fix {
            title: format!("write `{}`", rule.code),
            safety: Safety::Safe,
            edits: vec![Edit { span: word.span, text: rule.code.to_owned() }],
        }));
    }
    let unknown = select::verify(&word.value, own).err()?;
    let help = match &unknown.near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`cyanotype rules` lists the rules".to_owned(),
    };
    let message = format!("no rule is called `{}`", word.value);
    Some(context.finding(word.span, message).help(help))
}
