//! STR011: a managed service in a subnet, where it has no network interface.

use crate::{
    catalog::{Endpoint, Trait},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::{ComponentId, GroupId},
};

pub(crate) const RULE: Rule = Rule {
    code: "STR011",
    name: "managed-service-inside-subnet",
    summary: "a managed service without a network interface stands in a subnet",
    severity: Severity::Warning,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/STR011.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.with_trait(Trait::ManagedOutsideVpc) {
        let attached = context.component(id).service.is_some_and(|service| service.vpc_attached);
        let said = context.said(id).properties.bool("vpc-attached") == Some(true);
        if attached || said {
            continue;
        }
        let groups = &context.component(id).groups;
        let subnet = groups.iter().flat_map(|&group| context.ancestors(group)).find(|&group| {
            matches!(context.group(group).kind.id, "public-subnet" | "private-subnet")
        });
        findings.extend(subnet.map(|subnet| finding(context, id, subnet)));
    }
}

fn finding(context: &Context<'_>, id: ComponentId, subnet: GroupId) -> Diagnostic {
    let (one, subnet) = (context.component(id), context.group(subnet));
    let name = one.service.map_or(one.label.as_str(), |service| service.name);
    let message = format!(
        "`{}` stands in the subnet `{}`, where {name} has no network interface",
        one.id, subnet.id
    );
    let place = context.said(id).groups.first().map_or(one.key, |word| word.span);
    context
        .finding(place, message)
        .label(subnet.key, "the subnet")
        .help(help(context, id))
        .subjects([&one.id, &subnet.id])
}

/// Where it can stand, and how the subnet reaches it.
fn help(context: &Context<'_>, id: ComponentId) -> String {
    let one = context.component(id);
    let out = format!("take `{}` out of the subnet, for instance to the region", one.id);
    let Some(service) = one.service.filter(|service| service.endpoint != Endpoint::None) else {
        return out;
    };
    let vpc = one
        .groups
        .iter()
        .flat_map(|&group| context.ancestors(group))
        .find(|&group| context.group(group).kind.id == "vpc");
    let inside = vpc.map_or_else(String::new, |vpc| format!("in: {}, ", context.group(vpc).id));
    let keys = format!("{inside}for: [{}], covers: [{}]", service.id, one.id);
    let Some(endpoint) = context.default_service_of("private-endpoint") else { return out };
    let part = context.part("network", endpoint, keys);
    format!("{out}, and reach it over a private endpoint:\n\n{}", part.lines())
}
