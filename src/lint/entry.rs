//! Entries: the components through which callers from outside come in.

use crate::{
    blueprint::{ConnectionKind, PropValue},
    catalog::{Provider, Trait, Traits},
    model::{ComponentId, Model, Step, Zone},
};

/// What may be an entry at all.
const ENTRIES: Traits =
    Traits::of(&[Trait::Gateway, Trait::Cdn, Trait::LoadBalancer, Trait::Compute]);
/// Entries for which the property `network` speaks of callers and not of what they call themselves.
const FRONTS: Traits = Traits::of(&[Trait::Gateway, Trait::Cdn, Trait::LoadBalancer]);
/// Parts of a network and controls: a caller passes them on the way to an entry.
const PASSED: Traits = Traits::of(&[Trait::NetworkPart, Trait::CrossCutting]);
/// Those whose calls come from outside wherever they are drawn.
const CALLERS: Traits = Traits::of(&[Trait::Person, Trait::Client, Trait::UntrustedContent]);

/// From where an entry is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// From outside, or nobody is drawn who calls it, or it is said to be public.
    Direct,
    /// From outside through a content delivery network only.
    ThroughCdn,
    /// From inside only.
    Inside,
}

/// Whether the internet can reach this component, and it is there to be called.
pub(crate) fn is_public(model: &Model, id: ComponentId) -> bool {
    let component = model.component(id);
    let traits = component.traits;
    let foreign = component.service.is_some_and(|service| service.provider != Provider::Aws);
    if foreign || !traits.any(ENTRIES) || traits.has(Trait::Store) {
        return false;
    }
    if let Some(public) = says_public(model, id) {
        return public;
    }
    if traits.has(Trait::LoadBalancer) {
        return balancer_is_public(model, id);
    }
    traits.has(Trait::PublicByDefault)
}

/// What the component itself says about who can reach it.
fn says_public(model: &Model, id: ComponentId) -> Option<bool> {
    let said = &model.said(id).properties;
    if let Some(public) = said.bool("public") {
        return Some(public);
    }
    match said.text("network")? {
        "private" | "vpc" => Some(false),
        "public" if model.component(id).traits.any(FRONTS) => Some(true),
        _ => None,
    }
}

/// A load balancer is public in a public subnet, or when somebody outside reaches it; in a private subnet it is not.
fn balancer_is_public(model: &Model, id: ComponentId) -> bool {
    let stands_in = |kind: &str| {
        model
            .component(id)
            .groups
            .iter()
            .flat_map(|&group| model.ancestors(group))
            .any(|group| model.group(group).kind.id == kind)
    };
    if stands_in("public-subnet") {
        return true;
    }
    let opens = |caller: ComponentId| {
        let component = model.component(caller);
        component.traits.any(CALLERS.with(Trait::Cdn))
            || matches!(component.zone, Zone::Outside | Zone::ThirdParty)
    };
    !stands_in("private-subnet") && callers(model, id).into_iter().any(|step| opens(step.to))
}

/// From where a public entry is called.
pub(crate) fn reach(model: &Model, id: ComponentId) -> Reach {
    let mut seen = vec![false; model.components.len()];
    let mut open = vec![id];
    let (mut called, mut cdn) = (false, false);
    while let Some(at) = open.pop() {
        for step in callers(model, at) {
            if std::mem::replace(&mut seen[step.to.0 as usize], true) {
                continue;
            }
            if is_outside(model, step.to) {
                return Reach::Direct;
            }
            let traits = model.component(step.to).traits;
            if traits.any(PASSED) && !traits.any(FRONTS) {
                open.push(step.to);
                continue;
            }
            called = true;
            cdn |= traits.has(Trait::Cdn);
        }
    }
    if says_public(model, id) == Some(true) || !called {
        Reach::Direct
    } else if cdn {
        Reach::ThroughCdn
    } else {
        Reach::Inside
    }
}

/// The connections over which `id` is called, each with the caller.
pub(crate) fn callers(model: &Model, id: ComponentId) -> Vec<Step> {
    let mut steps = model.incoming(id);
    steps.extend(model.outgoing(id).into_iter().filter(|step| model.connection(step.by).both));
    steps.retain(|step| model.connection(step.by).kind != ConnectionKind::Response);
    steps
}

/// Whether calls of this component come from outside AWS: people, what runs on their side, other companies, and
/// what stands in the layers of actors and user interfaces.
pub(crate) fn is_outside(model: &Model, id: ComponentId) -> bool {
    let component = model.component(id);
    component.traits.any(CALLERS)
        || matches!(component.zone, Zone::Outside | Zone::ThirdParty | Zone::OnPremises)
        || ((model.in_layer(id, "actors") || model.in_layer(id, "frontend"))
            && !component.traits.any(FRONTS.union(PASSED)))
}

/// Whether it is a server, a gateway or a store of this application, wherever it is drawn.
pub(crate) fn is_run_by_us(model: &Model, id: ComponentId) -> bool {
    let component = model.component(id);
    let ours = component.service.is_some_and(|service| service.provider == Provider::Aws);
    ours && !component.traits.any(CALLERS)
}

/// The text of a property, when it is a text.
pub(crate) fn word<'a>(model: &'a Model, id: ComponentId, name: &str) -> Option<&'a str> {
    model.prop(id, name).and_then(|said| match &said.value {
        PropValue::Text(text) => Some(text.as_str()),
        _ => None,
    })
}
