//! OBS001: an engine that the monitoring leaves out.

use crate::{
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, engines},
    model::Cover,
};

pub(crate) const RULE: Rule = Rule {
    code: "OBS001",
    name: "engine-unmonitored",
    summary: "monitoring is drawn and nothing collects the figures of an engine",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/OBS001.md"),
    check,
};

const METRICS: &str = "metrics";

/// More that leave an engine out are not shown.
const MOST_PROVIDERS: usize = 4;

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    // Where no monitoring is drawn at all, the missing layer is the finding.
    if !context.models_layer("monitoring") && context.providers(METRICS).is_empty() {
        return;
    }
    for id in engines::engines(context) {
        let one = context.component(id);
        let cover = context.cover(METRICS, id);
        if matches!(cover, Cover::Yes { .. } | Cover::Unknown) {
            continue;
        }
        let (span, fact) = match cover {
            Cover::Denied(span) => {
                (span, format!("no metrics of `{}` are collected, it says", one.id))
            }
            _ => (one.key, format!("nothing collects metrics of `{}`", one.id)),
        };
        let mut found = context.finding(span, fact).subjects([&one.id]);
        for &by in context.providers(METRICS).iter().take(MOST_PROVIDERS) {
            if let Some(words) = &context.said(by).covers
                && let (Some(first), Some(last)) = (words.first(), words.last())
            {
                let text = format!("`{}` leaves it out", context.component(by).id);
                found = found.label(first.span.to(last.span), text);
            }
        }
        let found = context.advise(METRICS, id).on(found);
        findings.extend(context.absence(METRICS, cover, found));
    }
}
