//! NET002: calls from a private subnet for which no way out is drawn.

use super::egress::{self, Exit};
use crate::{
    catalog::{self, Trait},
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, views},
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
    for exit in egress::exits(context).iter().filter(|exit| exit.gateway.is_none()) {
        let found = finding(context, exit).confidence(confidence);
        findings.push(match exit.planned {
            Some(by) => context.planned(by, found),
            None => found,
        });
    }
}

fn finding(context: &Context<'_>, exit: &Exit) -> Diagnostic {
    let (target, vpc) = (&context.component(exit.target).id, &context.group(exit.vpc).id);
    let callers = egress::callers(exit);
    let names = views::names(context, &callers);
    let part = egress::endpoint(context, exit);
    let (lacks, help) = match &part {
        Some(part) => (
            format!("the VPC `{vpc}` has neither an endpoint for it nor a NAT gateway"),
            format!(
                "add a private endpoint, or its name to `for` of one that is there:\n\n{}",
                part.lines()
            ),
        ),
        None => (
            format!("it is outside AWS and the VPC `{vpc}` has no NAT gateway"),
            gateway(context, exit),
        ),
    };
    let mut found = context
        .finding(
            context.connection_span(exit.calls[0].1),
            format!("{names} cannot reach `{target}`: {lacks}"),
        )
        .label(context.group(exit.vpc).key, "no way out is drawn")
        .help(help)
        .subjects(callers.iter().chain([&exit.target]).map(|&id| &context.component(id).id));
    found.fix = part.and_then(|part| context.plan(&part));
    egress::with_calls(context, exit, found)
}

/// The lines of a gateway to the internet.
fn gateway(context: &Context<'_>, exit: &Exit) -> String {
    let service = catalog::services().iter().find(|one| one.traits.has(Trait::EgressGateway));
    let subnet = context.groups.iter().find(|group| {
        let inside = group.parent.is_some_and(|parent| context.within(parent, exit.vpc));
        group.kind.id == "public-subnet" && inside
    });
    let place =
        subnet.map_or("a public subnet of it".to_owned(), |group| format!("`{}`", group.id));
    let keys = format!("in: {}", subnet.map_or("…", |group| group.id.as_str()));
    let part = context.part("network", service.map_or("", |service| service.id), keys);
    format!("put a NAT gateway into {place}:\n\n{}", part.lines())
}
