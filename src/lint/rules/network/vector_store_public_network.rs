//! NET004: a vector index whose endpoint the internet can reach.

use crate::{
    blueprint::DataClass,
    catalog::Trait,
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::ComponentId,
    source::Span,
};

pub(crate) const RULE: Rule = Rule {
    code: "NET004",
    name: "vector-store-public-network",
    summary: "a vector index says `network: public`",
    severity: Severity::Error,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/NET004.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.with_trait(Trait::Vector) {
        let said = context.said(id).properties.get("network");
        if let Some(said) = said.filter(|said| said.value.as_text() == Some("public")) {
            findings.push(finding(context, id, said.span));
        }
    }
}

fn finding(context: &Context<'_>, id: ComponentId, place: Span) -> Diagnostic {
    let (index, data) = (&context.component(id).id, context.component(id).data);
    let message = match data.worst() {
        Some(class) if class.rank() > 0 => format!(
            "the vector index `{index}` holds {} data and its endpoint is on the internet",
            class.as_str()
        ),
        _ => format!("the endpoint of the vector index `{index}` is on the internet"),
    };
    // What anybody may read can still be poisoned, but nothing leaks.
    let harmless = data.worst() == Some(DataClass::Public);
    let mut found = context
        .finding(place, message)
        .severity(if harmless { Severity::Warning } else { Severity::Error })
        .help("reach it over a private endpoint of your VPC only:\n\nnetwork: private")
        .subjects([index]);
    found.fix = context.instead(place, "private");
    found
}
