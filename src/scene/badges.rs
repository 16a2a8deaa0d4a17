//! Which coverage badges each component wears.

use crate::{
    catalog::{self, Capability, Place, Provider, Trait, Traits},
    diagnostic::Confidence,
    model::{By, ComponentId, Cover, Model},
};

/// More badges than this are not worn: they would hide the tile.
const MOST: usize = 6;

/// The badges of all components.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Badges {
    worn: Vec<Vec<usize>>,
    everywhere: Vec<usize>,
}

impl Badges {
    /// Finds out who covers what. A stated cover is always shown, that of a control without a stated scope only
    /// where it matters. What covers everything is no news on any component: it is worn where it matters, and
    /// else only told by the legend.
    pub fn new(model: &Model) -> Self {
        let mut out =
            Self { worn: vec![Vec::new(); model.components.len()], everywhere: Vec::new() };
        let bearing = |id: &ComponentId| !model.component(*id).traits.has(Trait::Person);
        let all: Vec<ComponentId> = model.component_ids().filter(bearing).collect();
        for (at, capability) in catalog::capabilities().iter().enumerate() {
            if capability.badge.is_empty() {
                continue;
            }
            let mut stated: Vec<ComponentId> =
                all.iter().copied().filter(|&id| is_stated(model, capability, id)).collect();
            let everywhere = covers_all(model, &all, &stated);
            if everywhere {
                stated.clear();
            }
            for &id in &all {
                let hinted =
                    model.cover(capability.id, id).is_yes() && matters(model, capability, id);
                if (stated.contains(&id) || hinted) && out.worn[id.0 as usize].len() < MOST {
                    out.worn[id.0 as usize].push(at);
                }
            }
            if everywhere && !out.worn.iter().any(|worn| worn.contains(&at)) {
                out.everywhere.push(at);
            }
        }
        out
    }
    /// The badges of a component, as indices into the catalogue's capabilities.
    pub fn on(&self, id: ComponentId) -> &[usize] {
        self.worn.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }
    /// The capabilities that cover everything and that no component wears.
    pub fn everywhere(&self) -> &[usize] {
        &self.everywhere
    }
    /// The capabilities that any component wears, in the catalogue's order.
    pub fn used(&self) -> Vec<usize> {
        let mut used: Vec<usize> = self.worn.iter().flatten().copied().collect();
        used.sort_unstable();
        used.dedup();
        used
    }
}

/// Whether somebody in the blueprint is said to cover the component.
fn is_stated(model: &Model, capability: &Capability, id: ComponentId) -> bool {
    match model.cover(capability.id, id) {
        Cover::Yes { by: By::Organisation, .. } => false,
        Cover::Yes { confidence, .. } => confidence == Confidence::High,
        _ => false,
    }
}

/// Whether the components named are all that live in bands and belong to AWS (three at least).
fn covers_all(model: &Model, all: &[ComponentId], stated: &[ComponentId]) -> bool {
    let counts = |id: &&ComponentId| {
        let service = model.component(**id).service;
        model.layer(**id).place == Place::Band
            && service.is_some_and(|service| service.provider == Provider::Aws)
    };
    let count = |list: &[ComponentId]| list.iter().filter(counts).count();
    count(all) > 2 && count(all) == count(stated)
}

/// Whether a control that means everything means this component in particular.
fn matters(model: &Model, capability: &Capability, id: ComponentId) -> bool {
    if matches!(model.cover(capability.id, id), Cover::Yes { by: By::Organisation, .. }) {
        return false;
    }
    let component = model.component(id);
    let aws = component.service.is_some_and(|service| service.provider == Provider::Aws);
    aws && model.layer(id).place == Place::Band && component.traits.any(bearers(capability.id))
}

/// What a capability is chiefly for.
fn bearers(capability: &str) -> Traits {
    const RUNS: &[Trait] = &[
        Trait::Compute,
        Trait::Gateway,
        Trait::Generative,
        Trait::Agent,
        Trait::Workflow,
        Trait::Retriever,
        Trait::HostedEndpoint,
        Trait::LoadBalancer,
        Trait::Queue,
    ];
    const TRACED: &[Trait] = &[Trait::Compute, Trait::Gateway, Trait::Workflow, Trait::Agent];
    match capability {
        "access-control" => Traits::of(&[Trait::AssumesRole]),
        "encryption-key" | "backup" => Traits::of(&[Trait::Store]),
        "web-firewall" => Traits::of(&[Trait::Cdn, Trait::WafAttachable]),
        "metrics" => Traits::of(RUNS),
        "tracing" => Traits::of(TRACED),
        "guardrail" | "evaluation" => Traits::of(&[Trait::Generative, Trait::Agent]),
        "authentication" => Traits::of(&[Trait::Gateway]),
        _ => Traits::NONE,
    }
}
