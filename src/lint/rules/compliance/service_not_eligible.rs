//! COMP004: a service that a declared framework does not cover.

use crate::{
    blueprint::DataClass,
    catalog::{self, Eligibility},
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::ComponentId,
    source::Spanned,
};

pub(crate) const RULE: Rule = Rule {
    code: "COMP004",
    name: "service-not-eligible",
    summary: "a declared framework does not cover a service, or a part of it",
    severity: Severity::Error,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &["COMP008"],
    page: include_str!("../../../../docs/rules/COMP004.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for framework in &context.said.context.frameworks {
        for id in context.component_ids() {
            let service = context.component(id).service;
            let fact =
                service.and_then(|service| catalog::eligibility(service.id, &framework.value));
            if let Some(fact) = fact.filter(|fact| !fact.eligible || !fact.except.is_empty()) {
                findings.extend(judge(context, id, framework, fact));
            }
        }
    }
}

fn judge(
    context: &Context<'_>,
    id: ComponentId,
    framework: &Spanned<String>,
    row: &Eligibility,
) -> Option<Diagnostic> {
    let one = context.component(id);
    let name = one.service.map_or(one.id.as_str(), |service| service.name);
    // What is said to handle other data only is outside the framework.
    let regulated = match framework.value.as_str() {
        "hipaa" => DataClass::Phi,
        "pci" => DataClass::Pci,
        _ => DataClass::Pii,
    };
    let sure = one.data.has(regulated);
    if !one.data.is_empty() && !sure {
        return None;
    }
    let (severity, fact) = if row.eligible {
        (
            Severity::Info,
            format!("AWS lists {name} for `{}`, except {}", framework.value, row.except),
        )
    } else {
        (Severity::Error, format!("AWS does not list {name} for `{}`", framework.value))
    };
    let found = context
        .finding(one.word.span, fact)
        .severity(severity)
        .confidence(if sure { Confidence::High } else { Confidence::Medium })
        .label(framework.span, "declared here")
        .here(catalog::provenance(row.checked, row.quoted))
        .help(format!(
            "keep {regulated} data away from it, and say which data it handles, for instance `data: [internal]`",
            regulated = regulated.as_str()
        ));
    Some(found.subjects([&one.id]))
}
