//! Trust zones: where a component stands towards the rest of the world.

use super::{Model, component::ComponentId};
use crate::catalog::{Provider, Trait};

/// A trust zone; a connection between two different zones crosses a trust boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// People and their devices.
    Outside,
    /// Run by somebody else.
    ThirdParty,
    /// The organisation's own data centre.
    OnPremises,
    /// Global edge services in front of the application.
    Edge,
    /// A public subnet.
    PublicSubnet,
    /// A private subnet, or a VPC without drawn subnets.
    PrivateSubnet,
    /// Managed services of AWS outside the user's network.
    Managed,
    /// Nothing is known.
    Unknown,
}

impl Zone {
    /// Every zone.
    pub const ALL: &[Self] = &[
        Self::Outside,
        Self::ThirdParty,
        Self::OnPremises,
        Self::Edge,
        Self::PublicSubnet,
        Self::PrivateSubnet,
        Self::Managed,
        Self::Unknown,
    ];

    /// The words of messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::ThirdParty => "third party",
            Self::OnPremises => "on premises",
            Self::Edge => "edge",
            Self::PublicSubnet => "public subnet",
            Self::PrivateSubnet => "private subnet",
            Self::Managed => "managed services",
            Self::Unknown => "unknown zone",
        }
    }
}

/// Decides the zone of every component: the boundary it stands in, else what its service is.
pub(super) fn assign(model: &mut Model) {
    let zones: Vec<Zone> = model.component_ids().map(|id| zone(model, id)).collect();
    for (component, zone) in model.components.iter_mut().zip(zones) {
        component.zone = zone;
    }
}

fn zone(model: &Model, id: ComponentId) -> Zone {
    let component = model.component(id);
    let mut around = component.groups.iter().flat_map(|&group| model.ancestors(group));
    if let Some(zone) = around.find_map(|group| of_boundary(model.group(group).kind.id)) {
        return zone;
    }
    of_service(model, id)
}

/// The zone that a boundary of this kind makes; none when it says nothing about trust.
fn of_boundary(kind: &str) -> Option<Zone> {
    match kind {
        "public-subnet" => Some(Zone::PublicSubnet),
        "private-subnet" | "vpc" => Some(Zone::PrivateSubnet),
        "on-premises" => Some(Zone::OnPremises),
        "third-party" => Some(Zone::ThirdParty),
        _ => None,
    }
}

fn of_service(model: &Model, id: ComponentId) -> Zone {
    let component = model.component(id);
    let traits = component.traits;
    let ours = component.service.is_some_and(|service| service.provider == Provider::Aws);
    if traits.has(Trait::OnPremises) {
        Zone::OnPremises
    } else if traits.has(Trait::ThirdParty) {
        Zone::ThirdParty
    } else if traits.has(Trait::Person) || (traits.has(Trait::Client) && !ours) {
        Zone::Outside
    } else if traits.has(Trait::Cdn) {
        Zone::Edge
    } else if ours {
        Zone::Managed
    } else {
        Zone::Unknown
    }
}
