//! STR011: a managed service in a subnet, where it has no network interface.

use crate::{
    catalog::{Endpoint, Trait},
    diagnostic::{Diagnostic, Fix, Safety, Severity},
    lint::{Context, Gate, Kind, Part, Rule},
    model::{ComponentId, Cover, GroupId},
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

const ENDPOINT: &str = "private-endpoint";

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
    let endpoint = endpoint(context, id);
    let mut found = context
        .finding(place, message)
        .label(subnet.key, "the subnet")
        .help(help(&one.id, endpoint.as_ref()))
        .subjects([&one.id, &subnet.id]);
    found.fix = fix(context, id, endpoint.as_ref());
    found
}

/// Where it can stand, and how the subnet reaches it.
fn help(id: &str, endpoint: Option<&Part>) -> String {
    let out = format!("take `{id}` out of the subnet, for instance to the region");
    match endpoint {
        Some(part) => format!("{out}, and reach it over a private endpoint:\n\n{}", part.lines()),
        None => out,
    }
}

/// The VPC around a component.
fn vpc(context: &Context<'_>, id: ComponentId) -> Option<GroupId> {
    let groups = context.component(id).groups.iter();
    let mut around = groups.flat_map(|&group| context.ancestors(group));
    around.find(|&group| context.group(group).kind.id == "vpc")
}

/// The endpoint by which the subnet reaches the service, where there can be one and none is.
fn endpoint(context: &Context<'_>, id: ComponentId) -> Option<Part> {
    let one = context.component(id);
    let service = one.service.filter(|service| service.endpoint != Endpoint::None)?;
    let covered = matches!(context.cover(ENDPOINT, id), Cover::Yes { .. } | Cover::Planned(_));
    let endpoint = context.default_service_of(ENDPOINT).filter(|_| !covered)?;
    let inside =
        vpc(context, id).map_or_else(String::new, |vpc| format!("in: {}, ", context.group(vpc).id));
    let keys = format!("{inside}for: [{}], covers: [{}]", service.id, one.id);
    Some(context.part("network", endpoint, keys))
}

/// Takes it to the group around the VPC, or out of all, and plans the endpoint.
fn fix(context: &Context<'_>, id: ComponentId, endpoint: Option<&Part>) -> Option<Fix> {
    let outside = vpc(context, id).and_then(|vpc| context.group(vpc).parent);
    let to = outside.map(|group| context.group(group).id.as_str());
    let mut edits = context.leave_group(id, to)?;
    let name = &context.component(id).id;
    let mut title = match to {
        Some(to) => format!("move `{name}` to `{to}`"),
        None => format!("take `{name}` out of the subnet"),
    };
    if let Some(part) = endpoint {
        edits.extend(context.plan(part)?.edits);
        title = format!("{title} and add `{}` as a planned part", part.id);
    }
    Some(Fix { title, safety: Safety::Unsafe, edits: context.in_order(edits) })
}
