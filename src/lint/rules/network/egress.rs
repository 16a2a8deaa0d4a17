//! Calls that leave a private subnet, and the ways out that are drawn for them: endpoints, gateways, other networks.

use crate::{
    blueprint::Status,
    catalog::{self, Endpoint, Provider, Scope, Service, Trait, Traits},
    diagnostic::Diagnostic,
    lint::{Context, Part, views},
    model::{ComponentId, ConnectionId, GroupId, Zone},
};
use std::collections::BTreeMap;

/// A target outside the VPC that components in its private subnets call.
#[derive(Clone, Debug)]
pub(super) struct Exit {
    /// The VPC.
    pub(super) vpc: GroupId,
    /// What is called.
    pub(super) target: ComponentId,
    /// Who calls it, over which connection, in order.
    pub(super) calls: Vec<(ComponentId, ConnectionId)>,
    /// An endpoint, or where there is no gateway a gateway, that will lead there.
    pub(super) planned: Option<ComponentId>,
    /// A gateway of the VPC that leads to the internet.
    pub(super) gateway: Option<ComponentId>,
}

/// Parts of a network and controls call nobody by themselves.
const SILENT: Traits = Traits::of(&[Trait::NetworkPart, Trait::CrossCutting]);
/// Controls that are called. An arrow to another control (roles, keys, logs) says that it applies, and the platform
/// delivers logs and traces of most callers without their network.
const CALLED: &[&str] = &["secrets", "guardrail", "tool-policy"];
const ENDPOINT: &str = "private-endpoint";

/// Every target outside a VPC that is called from its private subnets and that no endpoint leads to, by VPC and target.
pub(super) fn exits(context: &Context<'_>) -> Vec<Exit> {
    // Through another network, or through one of the organisation, there may be a way that is not drawn here.
    let linked = context.with_trait(Trait::NetworkLink).next().is_some();
    if linked || context.organisation_provides(ENDPOINT) {
        return Vec::new();
    }
    let ways = Ways {
        endpoints: context.with_trait(Trait::VpcEndpoint).collect(),
        gateways: context.with_trait(Trait::EgressGateway).collect(),
    };
    let mut calls: BTreeMap<(GroupId, ComponentId), Vec<(ComponentId, ConnectionId)>> =
        BTreeMap::new();
    for caller in context.component_ids() {
        let Some(vpc) = private_vpc(context, caller) else { continue };
        for step in context.runtime_steps(caller) {
            // A two-way line with a client is a client that calls.
            let answers = context.connection(step.by).both
                && context.component(step.to).traits.has(Trait::Client);
            if leaves(context, step.to) && !answers {
                calls.entry((vpc, step.to)).or_default().push((caller, step.by));
            }
        }
    }
    let exits = calls.into_iter().filter_map(|((vpc, target), calls)| {
        let exit = Exit { vpc, target, calls, planned: None, gateway: None };
        ways.close(context, exit)
    });
    exits.collect()
}

/// The parts of a network that lead out.
struct Ways {
    endpoints: Vec<ComponentId>,
    gateways: Vec<ComponentId>,
}

impl Ways {
    /// The exit with the ways that it has; none when an endpoint leads there.
    fn close(&self, context: &Context<'_>, mut exit: Exit) -> Option<Exit> {
        let is_planned = |id: ComponentId| context.component(id).status == Some(Status::Planned);
        for &id in &self.endpoints {
            if is_near(context, id, &exit) && leads_to(context, id, &exit) {
                if !is_planned(id) {
                    return None;
                }
                exit.planned = exit.planned.or(Some(id));
            }
        }
        let near = |id: &ComponentId| {
            let vpcs = views::around(context, *id, "vpc");
            vpcs.is_empty() || vpcs.contains(&exit.vpc)
        };
        let (planned, built): (Vec<ComponentId>, Vec<ComponentId>) =
            self.gateways.iter().copied().filter(near).partition(|&id| is_planned(id));
        exit.gateway = built.first().copied();
        if exit.gateway.is_none() {
            exit.planned = exit.planned.or(planned.first().copied());
        }
        Some(exit)
    }
}

/// The VPC of a component whose calls begin in private subnets only.
fn private_vpc(context: &Context<'_>, id: ComponentId) -> Option<GroupId> {
    let one = context.component(id);
    let attached = one.service.is_none_or(|service| service.vpc_attached)
        || context.said(id).properties.bool("vpc-attached") == Some(true);
    let public = context.said(id).properties.text("network") == Some("public");
    if !attached || public || one.traits.any(SILENT) {
        return None;
    }
    let inside = |kind: &str| !views::around(context, id, kind).is_empty();
    if !inside("private-subnet") || inside("public-subnet") {
        return None;
    }
    views::around(context, id, "vpc").first().copied()
}

/// Whether a call of this component leaves the VPC: a managed service with a private endpoint, one that is called over its
/// API even when it stands in the VPC, or something that another company runs.
fn leaves(context: &Context<'_>, id: ComponentId) -> bool {
    let one = context.component(id);
    if is_foreign(context, id) {
        return true;
    }
    let Some(service) = one.service.filter(|service| service.provider == Provider::Aws) else {
        return false;
    };
    let called = CALLED.iter().filter_map(|word| catalog::capability(word));
    let applies = one.traits.has(Trait::CrossCutting)
        && one.provides.iter().next().is_some()
        && !called.into_iter().any(|index| one.provides.has(index));
    let by_api = one.traits.has(Trait::ManagedOutsideVpc)
        || (one.traits.has(Trait::TlsOnly) && service.scope == Scope::Regional);
    by_api && service.endpoint != Endpoint::None && !applies
}

/// Whether another company runs it, outside AWS.
pub(super) fn is_foreign(context: &Context<'_>, id: ComponentId) -> bool {
    let one = context.component(id);
    let others = Traits::of(&[Trait::Person, Trait::CrossCutting]);
    !one.traits.any(others) && (one.traits.has(Trait::ThirdParty) || one.zone == Zone::ThirdParty)
}

/// Whether the endpoint is in the VPC, in no known one, or connected with who calls.
fn is_near(context: &Context<'_>, endpoint: ComponentId, exit: &Exit) -> bool {
    let vpcs = views::around(context, endpoint, "vpc");
    let callers = |id: ComponentId| exit.calls.iter().any(|&(caller, _)| caller == id);
    vpcs.is_empty()
        || vpcs.contains(&exit.vpc)
        || context.neighbours(endpoint).iter().any(|step| callers(step.to))
}

/// Whether the endpoint leads to the target: by `for`, by a connection, by `covers`; one that says nothing may.
fn leads_to(context: &Context<'_>, endpoint: ComponentId, exit: &Exit) -> bool {
    let target = context.component(exit.target);
    if context.neighbours(endpoint).iter().any(|step| step.to == exit.target) {
        return true;
    }
    let said = context.said(endpoint);
    let covers = said.covers.as_ref().map(|words| {
        words.iter().any(|word| {
            word.value == "all"
                || word.value == target.id
                || word.value == context.layer(exit.target).id
                || target
                    .groups
                    .iter()
                    .flat_map(|&group| context.ancestors(group))
                    .any(|group| context.group(group).id == word.value)
        })
    });
    let named = said.properties.find("for").map(|said| {
        said.words().iter().any(|word| word.value == target.id || names(word.value, target.service))
    });
    if named == Some(true) || covers == Some(true) || (named.is_none() && covers.is_none()) {
        return true;
    }
    // A scope of callers says nothing about targets.
    named.is_none()
        && said.covers.iter().flatten().any(|word| {
            exit.calls.iter().any(|&(caller, _)| context.component(caller).id == word.value)
        })
}

/// Whether a word of `for` names the service: `all`, the service, what it is a part of, or an endpoint service.
fn names(word: &str, service: Option<&'static Service>) -> bool {
    let Some(service) = service else { return word == "all" };
    let own = |name: &str| name.rsplit("{region}.").next().unwrap_or(name).to_owned();
    if word == "all" || service.endpoint_services.iter().any(|name| word.ends_with(&own(name))) {
        return true;
    }
    catalog::service(word).is_some_and(|found| {
        found.service.id == service.id
            || found.service.id == service.parent
            || found
                .service
                .endpoint_services
                .iter()
                .any(|name| service.endpoint_services.contains(name))
    })
}

/// Exits that are one finding: those of one VPC that lack the same.
#[derive(Clone, Debug)]
pub(super) struct Lack<'a> {
    /// The exits, in order of their targets; there is at least one.
    exits: Vec<&'a Exit>,
}

/// The exits that `class` gives a class, by VPC, planned part and class.
pub(super) fn lacks<K: Ord>(
    exits: &[Exit],
    class: impl Fn(&Exit) -> Option<K>,
) -> Vec<(K, Lack<'_>)> {
    let mut sorted: BTreeMap<(GroupId, Option<ComponentId>, K), Vec<&Exit>> = BTreeMap::new();
    for exit in exits {
        if let Some(class) = class(exit) {
            sorted.entry((exit.vpc, exit.planned, class)).or_default().push(exit);
        }
    }
    sorted.into_iter().map(|((_, _, class), exits)| (class, Lack { exits })).collect()
}

impl Lack<'_> {
    /// The VPC.
    pub(super) fn vpc(&self) -> GroupId {
        self.exits[0].vpc
    }
    /// The planned part that will end it.
    pub(super) fn planned(&self) -> Option<ComponentId> {
        self.exits[0].planned
    }
    /// The gateway that is used instead.
    pub(super) fn gateway(&self) -> Option<ComponentId> {
        self.exits[0].gateway
    }
    /// What is called.
    pub(super) fn targets(&self) -> Vec<ComponentId> {
        self.exits.iter().map(|exit| exit.target).collect()
    }
    /// Who calls, in declaration order.
    pub(super) fn callers(&self) -> Vec<ComponentId> {
        let mut ids: Vec<ComponentId> =
            self.exits.iter().flat_map(|exit| &exit.calls).map(|&(caller, _)| caller).collect();
        ids.sort();
        ids.dedup();
        ids
    }
    /// The finding with the place of every call, and the VPC, callers and targets as its subjects.
    pub(super) fn on(&self, context: &Context<'_>, found: Diagnostic) -> Diagnostic {
        let calls = self
            .exits
            .iter()
            .flat_map(|exit| exit.calls.iter().map(move |&(caller, by)| (by, caller, exit.target)));
        let mut calls: Vec<_> = calls.collect();
        calls.sort();
        let id = |id: ComponentId| context.component(id).id.as_str();
        let found = calls.iter().fold(found, |found, &(by, caller, target)| {
            let text = format!("`{}` calls `{}`", id(caller), id(target));
            found.label(context.connection_span(by), text)
        });
        let (callers, targets) = (self.callers(), self.targets());
        let parts = callers.iter().chain(&targets).map(|&one| id(one));
        let vpc = context.group(self.vpc()).id.as_str();
        found.subjects(std::iter::once(vpc).chain(parts)).identity(vpc)
    }
    /// The endpoint that would lead to the targets, to be added.
    pub(super) fn endpoint(&self, context: &Context<'_>) -> Option<Part> {
        let mut services: Vec<&str> = Vec::new();
        for target in self.targets() {
            let service = context.component(target).service?.id;
            if !services.contains(&service) {
                services.push(service);
            }
        }
        let ids: Vec<&str> =
            self.targets().iter().map(|&id| context.component(id).id.as_str()).collect();
        let keys = format!(
            "in: {}, for: [{}], covers: [{}]",
            context.group(self.vpc()).id,
            services.join(", "),
            ids.join(", ")
        );
        Some(context.part("network", context.default_service_of(ENDPOINT)?, keys))
    }
}
