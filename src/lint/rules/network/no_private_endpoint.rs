//! NET001: calls from a private subnet to a service of AWS that take the way over the internet gateway.

use super::egress::{self, Exit};
use crate::{
    catalog::{self, Endpoint, Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, views},
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
    for exit in egress::exits(context) {
        let foreign = egress::is_foreign(context, exit.target);
        if let Some(gateway) = exit.gateway
            && !foreign
        {
            let found = finding(context, &exit, &context.component(gateway).id);
            findings.push(match exit.planned {
                Some(by) => context.planned(by, found),
                None => found,
            });
        }
    }
}

fn finding(context: &Context<'_>, exit: &Exit, gateway: &str) -> Diagnostic {
    let (target, vpc) = (context.component(exit.target), &context.group(exit.vpc).id);
    let callers = egress::callers(exit);
    let verb = if callers.len() == 1 { "calls" } else { "call" };
    let message = format!(
        "{} {verb} `{}` over `{gateway}`, since the VPC `{vpc}` has no endpoint for it",
        views::names(context, &callers),
        target.id
    );
    let part = egress::endpoint(context, exit);
    let free = target.service.is_some_and(|service| {
        matches!(service.endpoint, Endpoint::Gateway | Endpoint::GatewayAndInterface)
    });
    let price = if free { " (a gateway endpoint costs nothing)" } else { "" };
    let help = part.as_ref().map_or_else(String::new, |part| {
        format!(
            "add a private endpoint{price}, or its name to `for` of one that is there:\n\n{}",
            part.lines()
        )
    });
    let severity = if is_sensitive(context, exit) { RULE.severity } else { Severity::Info };
    let mut found = context
        .finding(context.connection_span(exit.calls[0].1), message)
        .severity(severity)
        .help(help)
        .subjects(callers.iter().chain([&exit.target]).map(|&id| &context.component(id).id));
    found.fix = part.and_then(|part| context.plan(&part));
    egress::with_calls(context, exit, found)
}

/// Whether the target sees prompts, data or secrets; for a queue or a workflow an endpoint is a matter of taste.
fn is_sensitive(context: &Context<'_>, exit: &Exit) -> bool {
    let target = context.component(exit.target);
    let secrets = catalog::capability("secrets").is_some_and(|index| target.provides.has(index));
    target.traits.any(DATA) || secrets
}
