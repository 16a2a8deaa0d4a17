//! REL009: an inference profile on capacity that cannot use it.

use crate::{
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, engines},
};

pub(crate) const RULE: Rule = Rule {
    code: "REL009",
    name: "profile-with-provisioned-throughput",
    summary: "an engine has an inference profile and provisioned throughput, which exclude each other",
    severity: Severity::Error,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/REL009.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.component_ids() {
        let Some(bought) = context.prop(id, "throughput") else { continue };
        if bought.value.as_text() != Some("provisioned") {
            continue;
        }
        let said = engines::said(context, id, "inference-profile");
        let profile = said.filter(|said| engines::affirms(&said.value)).map(|said| said.span);
        let by_name = || engines::geography_of(context.model, id).map(|word| word.span);
        let Some(place) = profile.or_else(by_name) else { continue };
        let name = &context.component(id).id;
        let fact = format!("`{name}` cannot use an inference profile with provisioned throughput");
        findings.push(
            context
                .finding(bought.span, fact)
                .label(place, "the profile spreads requests over Regions")
                .help(format!(
                    "keep one of the two: provisioned throughput in one Region, or on `{name}`:\n\nthroughput: on-demand"
                ))
                .subjects([name]),
        );
    }
}
