//! The catalogue's facts in words for people and programs.

use crate::catalog::{Carrier, Endpoint, KmsSupport, LifecycleState, PropertyType, Scope};

pub(super) const fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Global => "global",
        Scope::Regional => "one Region",
        Scope::Vpc => "one VPC",
        Scope::Zonal => "one Availability Zone",
        Scope::External => "outside AWS",
    }
}

pub(super) const fn kms(kms: KmsSupport) -> &'static str {
    match kms {
        KmsSupport::CustomerKey => "customer-managed key",
        KmsSupport::AwsKey => "key that AWS manages",
        KmsSupport::NotApplicable => "keeps no data",
    }
}

pub(super) const fn endpoint(endpoint: Endpoint) -> &'static str {
    match endpoint {
        Endpoint::None => "none known",
        Endpoint::Interface => "interface",
        Endpoint::Gateway => "gateway",
        Endpoint::GatewayAndInterface => "gateway and interface",
        Endpoint::ServiceManaged => "managed by the service",
    }
}

pub(super) const fn lifecycle(state: LifecycleState) -> &'static str {
    match state {
        LifecycleState::Active => "active",
        LifecycleState::Legacy => "superseded, still open",
        LifecycleState::Renamed => "renamed",
        LifecycleState::ClosedToNew => "closed to new customers",
        LifecycleState::Ended => "no longer offered",
        LifecycleState::Unknown => "not known",
    }
}

pub(super) const fn carrier(on: Carrier) -> &'static str {
    match on {
        Carrier::Component => "a component",
        Carrier::Connection => "a connection",
        Carrier::Group => "a group",
    }
}

pub(super) const fn property_type(one: PropertyType) -> &'static str {
    match one {
        PropertyType::Bool => "true or false",
        PropertyType::Number => "a number",
        PropertyType::Text => "a text",
        PropertyType::Word => "one of the words below",
        PropertyType::Texts => "a list of texts",
        PropertyType::Words => "a list of the words below",
        PropertyType::Id => "the id of a component",
        PropertyType::Groups => "the ids of groups",
        PropertyType::Guardrail => "a guardrail mapping",
    }
}
