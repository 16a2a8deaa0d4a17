//! NET001: calls from a private subnet to a service of AWS that take the way over the internet gateway.

use super::egress::{self, Exit, Lack};
use crate::{
    catalog::{self, Endpoint, Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Part, Rule, views},
    model::ComponentId,
};

pub(crate) const RULE: Rule = Rule {
    code: "NET001",
    name: "no-private-endpoint",
    summary: "a private subnet calls a service of AWS over a NAT gateway, without a private endpoint",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &["NET002"],
    page: include_str!("../../../../docs/rules/NET001.md"),
    check,
};

/// What prompts, answers and data pass to.
const DATA: Traits = Traits::of(&[
    Trait::Generative,
    Trait::Embedding,
    Trait::Agent,
    Trait::TaskModel,
    Trait::HostedEndpoint,
    Trait::Retriever,
    Trait::Vector,
    Trait::Memory,
    Trait::Store,
]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let exits = egress::exits(context);
    let severity = |exit: &Exit| {
        let open = exit.gateway.is_some() && !egress::is_foreign(context, exit.target);
        open.then(|| severity(context, exit.target))
    };
    for (severity, lack) in egress::lacks(&exits, severity) {
        let found = finding(context, &lack).severity(severity);
        findings.push(match lack.planned() {
            Some(by) => context.planned(by, found),
            None => found,
        });
    }
}

/// Where prompts, data or secrets pass it matters; for a queue or a workflow an endpoint is a matter of taste.
fn severity(context: &Context<'_>, target: ComponentId) -> Severity {
    let target = context.component(target);
    let secrets = catalog::capability("secrets").is_some_and(|index| target.provides.has(index));
    if secrets || target.traits.any(DATA) { RULE.severity } else { Severity::Info }
}

fn finding(context: &Context<'_>, lack: &Lack<'_>) -> Diagnostic {
    let (callers, targets) = (lack.callers(), lack.targets());
    let vpc = context.group(lack.vpc());
    let gateway = lack.gateway().map_or("", |id| context.component(id).id.as_str());
    let message = format!(
        "{} {} {} over `{gateway}`, since the VPC `{}` has no endpoint for {}",
        views::names(context, &callers),
        if callers.len() == 1 { "calls" } else { "call" },
        views::names(context, &targets),
        vpc.id,
        if targets.len() == 1 { "it" } else { "them" },
    );
    let free = targets.iter().filter_map(|&id| context.component(id).service).any(|service| {
        matches!(service.endpoint, Endpoint::Gateway | Endpoint::GatewayAndInterface)
    });
    let price = if free { "; a gateway endpoint costs nothing" } else { "" };
    let part = lack.endpoint(context);
    let lines = part.as_ref().map_or_else(String::new, Part::lines);
    let mut found = context.finding(vpc.key, message).help(format!(
        "add an endpoint, or the names to `for` of one that is there{price}:\n\n{lines}"
    ));
    found.fix = part.and_then(|part| context.plan(&part));
    lack.on(context, found)
}
