//! The page of a rule of the user's own: what it says of itself, and how it is written.

use super::page::Page;
use crate::cli::rules::{kind, when};
use crate::lint::OwnRule;
use std::sync::Arc;

/// Explains `word` when it is the code or the name of one of `rules`.
pub(super) fn explain(word: &str, rules: &[Arc<OwnRule>], page: &mut Page<'_>) -> bool {
    let named = |rule: &&Arc<OwnRule>| {
        rule.code.eq_ignore_ascii_case(word) || rule.name.eq_ignore_ascii_case(word)
    };
    let Some(rule) = rules.iter().find(named) else { return false };
    page.title(&format!("{} {}", rule.code, rule.name));
    page.paragraph(&rule.summary);
    page.fact("severity", rule.severity.as_str());
    page.fact("kind", kind(rule.kind()));
    page.fact("when", when(rule.gate));
    page.fact("good for", rule.benefit.as_str());
    page.fact("from", &rule.file);
    page.fact("help", rule.help.as_deref().unwrap_or_default());
    page.fact("more", rule.docs.as_deref().unwrap_or_default());
    page.markdown(&format!("```yaml\n{}\n```\n", rule.text.trim_end()));
    true
}
