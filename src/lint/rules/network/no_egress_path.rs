//! NET002: calls from a private subnet for which no way out is drawn.

use super::egress::{self, Exit, Lack};
use crate::{
    catalog::{self, Trait},
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Part, Rule, views},
};

pub(crate) const RULE: Rule = Rule {
    code: "NET002",
    name: "no-egress-path",
    summary: "a private subnet calls something outside the VPC and no way out is drawn",
    severity: Severity::Error,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/NET002.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    // A picture without any part of a network leaves the ways out as well.
    let drawn =
        context.models_layer("network") || context.with_trait(Trait::NetworkPart).next().is_some();
    let confidence = if drawn { Confidence::Medium } else { Confidence::Low };
    let exits = egress::exits(context);
    let foreign =
        |exit: &Exit| exit.gateway.is_none().then(|| egress::is_foreign(context, exit.target));
    for (foreign, lack) in egress::lacks(&exits, foreign) {
        let found = if foreign { no_gateway(context, &lack) } else { no_endpoint(context, &lack) };
        let found = lack.on(context, found.confidence(confidence));
        findings.push(match lack.planned() {
            Some(by) => context.planned(by, found),
            None => found,
        });
    }
}

/// The finding that the callers cannot reach their targets, and why not.
fn finding(context: &Context<'_>, lack: &Lack<'_>, why: [&str; 2]) -> Diagnostic {
    let (targets, vpc) = (lack.targets(), context.group(lack.vpc()));
    let message = format!(
        "{} cannot reach {}: {}",
        views::names(context, &lack.callers()),
        views::names(context, &targets),
        if targets.len() == 1 { why[0] } else { why[1] }.replace("{vpc}", &vpc.id),
    );
    context.finding(vpc.key, message)
}

/// Managed services of AWS, to which an endpoint or a gateway would lead.
fn no_endpoint(context: &Context<'_>, lack: &Lack<'_>) -> Diagnostic {
    let part = lack.endpoint(context);
    let lines = part.as_ref().map_or_else(String::new, Part::lines);
    let mut found = finding(
        context,
        lack,
        [
            "the VPC `{vpc}` has neither an endpoint for it nor a NAT gateway",
            "the VPC `{vpc}` has neither endpoints for them nor a NAT gateway",
        ],
    )
    .help(format!("add an endpoint, or the names to `for` of one that is there:\n\n{lines}"));
    found.fix = part.and_then(|part| context.plan(&part));
    found
}

/// What others run, to which only a gateway leads.
fn no_gateway(context: &Context<'_>, lack: &Lack<'_>) -> Diagnostic {
    let service = catalog::services().iter().find(|one| one.traits.has(Trait::EgressGateway));
    let subnet = context.groups.iter().find(|group| {
        let inside = group.parent.is_some_and(|parent| context.within(parent, lack.vpc()));
        group.kind.id == "public-subnet" && inside
    });
    let place =
        subnet.map_or("a public subnet of it".to_owned(), |group| format!("`{}`", group.id));
    let keys = format!("in: {}", subnet.map_or("…", |group| group.id.as_str()));
    let part = context.part("network", service.map_or("", |service| service.id), keys);
    finding(
        context,
        lack,
        [
            "it is outside AWS and the VPC `{vpc}` has no NAT gateway",
            "they are outside AWS and the VPC `{vpc}` has no NAT gateway",
        ],
    )
    .help(format!("put a NAT gateway into {place}:\n\n{}", part.lines()))
}
