//! Cover: the one answer to "does X provide this capability for Y".

use super::{
    Model,
    component::{ComponentId, End},
};
use crate::{
    blueprint::{PropValue, Status},
    catalog::{self, Place, Trait},
    diagnostic::Confidence,
    source::Span,
};
use std::collections::BTreeMap;

/// Who provides a capability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The component says it of itself, there.
    Itself(Span),
    /// Another component of the blueprint.
    Component(ComponentId),
    /// The organisation, outside this blueprint.
    Organisation,
}

/// Whether a component is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// Yes.
    Yes {
        /// By whom.
        by: By,
        /// High when it is said; medium when it follows from the layer of an unscoped control.
        confidence: Confidence,
    },
    /// By a part that is planned.
    Planned(ComponentId),
    /// A contrary fact is written there.
    Denied(Span),
    /// Nothing is said.
    No,
    /// The service is not known, so nothing can be said.
    Unknown,
}

impl Cover {
    /// Whether somebody provides it now.
    pub const fn is_yes(self) -> bool {
        matches!(self, Self::Yes { .. })
    }
    /// Whether its absence may be reported: nothing says that it is there, and nothing is unknown.
    pub const fn is_missing(self) -> bool {
        matches!(self, Self::No | Self::Denied(_))
    }
}

/// Which controls apply where, so that a query costs the depth of the group tree.
#[derive(Clone, Debug, Default)]
pub(super) struct Controls {
    components: Vec<Rows>,
    groups: Vec<Rows>,
    layers: Vec<Rows>,
    everything: BTreeMap<usize, Vec<(ComponentId, Confidence)>>,
    names: BTreeMap<String, End>,
    providers: Rows,
    used_layers: Vec<bool>,
}

/// Components by the capability that they provide.
type Rows = BTreeMap<usize, Vec<ComponentId>>;

fn enter(rows: &mut Rows, provides: &[usize], by: ComponentId) {
    for &capability in provides {
        rows.entry(capability).or_default().push(by);
    }
}

impl Controls {
    /// The component with this id.
    pub(super) fn component(&self, id: &str) -> Option<ComponentId> {
        match self.names.get(id) {
            Some(&End::Component(id)) => Some(id),
            _ => None,
        }
    }
}

/// Finds out where each control applies; `names` says what each id of the file names.
pub(super) fn resolve(model: &mut Model, names: BTreeMap<String, End>) {
    let mut controls = Controls {
        components: vec![Rows::new(); model.components.len()],
        groups: vec![Rows::new(); model.groups.len()],
        layers: vec![Rows::new(); model.reference.layers.len()],
        everything: BTreeMap::new(),
        names,
        providers: Rows::new(),
        used_layers: vec![false; model.reference.layers.len()],
    };
    for one in &model.components {
        controls.used_layers[one.layer] = true;
    }
    for id in model.component_ids() {
        let provides: Vec<usize> = model.component(id).provides.iter().collect();
        if provides.is_empty() {
            continue;
        }
        enter(&mut controls.providers, &provides, id);
        for step in model.steps_from(id).iter().chain(model.steps_to(id)) {
            enter(&mut controls.components[step.to.0 as usize], &provides, id);
        }
        scope(model, id, &provides, &mut controls);
    }
    model.controls = controls;
}

/// Enters what `covers` says; without it a control of a rail covers everything.
fn scope(model: &Model, id: ComponentId, provides: &[usize], controls: &mut Controls) {
    let Some(words) = &model.said(id).covers else {
        let blanket = model.layer(id).place == Place::Rail
            || model.component(id).traits.has(Trait::CrossCutting);
        if blanket {
            everywhere(controls, provides, (id, Confidence::Medium));
        }
        return;
    };
    for word in words {
        if word.value == "all" {
            everywhere(controls, provides, (id, Confidence::High));
        } else if let Some(end) = controls.names.get(&word.value) {
            let rows = match *end {
                End::Component(to) => &mut controls.components[to.0 as usize],
                End::Group(to) => &mut controls.groups[to.0 as usize],
            };
            enter(rows, provides, id);
        } else if let Some((layer, _)) = model.reference.layer(&word.value) {
            enter(&mut controls.layers[layer], provides, id);
        }
    }
}

fn everywhere(controls: &mut Controls, provides: &[usize], by: (ComponentId, Confidence)) {
    for &capability in provides {
        controls.everything.entry(capability).or_default().push(by);
    }
}

impl Model {
    /// Whether and by whom `id` is covered with the capability called `capability`: its own property, then a
    /// control connected with it, then `covers`, then an unscoped control of a rail, then the organisation.
    pub fn cover(&self, capability: &str, id: ComponentId) -> Cover {
        let Some(index) = catalog::capability(capability) else {
            return Cover::No;
        };
        let own = self.own_cover(index, id);
        match own {
            Some(cover @ Cover::Yes { .. }) => return cover,
            Some(denied) => return self.control_of(index, id, Confidence::High).unwrap_or(denied),
            None => {}
        }
        if let Some(cover @ Cover::Yes { .. }) = self.control_of(index, id, Confidence::Medium) {
            return cover;
        }
        if self.organisation_provides(capability) {
            return Cover::Yes { by: By::Organisation, confidence: Confidence::High };
        }
        if let Some(planned) = self.control_of(index, id, Confidence::Medium) {
            return planned;
        }
        if self.component(id).service.is_none() && self.component(id).traits.is_empty() {
            Cover::Unknown
        } else {
            Cover::No
        }
    }
    /// The components that provide a capability for others, in declaration order.
    pub fn providers(&self, capability: &str) -> &[ComponentId] {
        let index = catalog::capability(capability);
        index.and_then(|index| self.controls.providers.get(&index)).map_or(&[], Vec::as_slice)
    }
    /// Whether the blueprint has any component in the layer called `layer`.
    pub fn models_layer(&self, layer: &str) -> bool {
        self.reference
            .layer(layer)
            .is_some_and(|(at, _)| self.controls.used_layers.get(at) == Some(&true))
    }
    /// For each component whether one that `provides` applies to it: itself, one connected with it, one whose `covers`
    /// names it, or one of a rail that says no `covers`.
    pub fn covered_by(&self, provides: impl Fn(ComponentId) -> bool) -> Vec<Cover> {
        let mut covers = vec![Cover::No; self.components.len()];
        let mut everything = Cover::No;
        for by in self.component_ids().filter(|&id| provides(id)) {
            let cover = match self.component(by).status {
                Some(Status::Planned) => Cover::Planned(by),
                _ => Cover::Yes { by: By::Component(by), confidence: Confidence::High },
            };
            if self.applies_to_all(by) {
                everything = better(everything, cover);
            }
            let steps = self.steps_from(by).iter().chain(self.steps_to(by));
            let neighbours = steps.map(|step| step.to);
            for id in neighbours.chain(self.named_by(by)).chain([by]) {
                let own = &mut covers[id.0 as usize];
                *own = better(*own, cover);
            }
        }
        covers.into_iter().map(|own| better(own, everything)).collect()
    }
    fn applies_to_all(&self, id: ComponentId) -> bool {
        match &self.said(id).covers {
            Some(words) => words.iter().any(|word| word.value == "all"),
            None => {
                self.layer(id).place == Place::Rail
                    || self.component(id).traits.has(Trait::CrossCutting)
            }
        }
    }
    /// The components that the `covers` of a component names one by one, by group or by layer.
    fn named_by(&self, id: ComponentId) -> Vec<ComponentId> {
        let words = self.said(id).covers.iter().flatten();
        let named = words.flat_map(|word| {
            if let Some(&end) = self.controls.names.get(&word.value) {
                return self.members(end).to_vec();
            }
            let layer = self.reference.layer(&word.value).map(|(at, _)| at);
            let inside = |id: &ComponentId| Some(self.component(*id).layer) == layer;
            self.component_ids().filter(inside).collect()
        });
        named.collect()
    }
    /// What the component's own properties say.
    fn own_cover(&self, capability: usize, id: ComponentId) -> Option<Cover> {
        catalog::capabilities()[capability].properties.iter().find_map(|name| {
            let said = self.prop(id, name)?;
            let yes = |by| Cover::Yes { by, confidence: Confidence::High };
            Some(match &said.value {
                PropValue::Bool(false) => Cover::Denied(said.span),
                PropValue::Text(word) => match self.controls.names.get(word) {
                    Some(End::Component(by)) => yes(By::Component(*by)),
                    _ if denies(word) => Cover::Denied(said.span),
                    _ => yes(By::Itself(said.span)),
                },
                _ => yes(By::Itself(said.span)),
            })
        })
    }
    /// The first control that applies to `id`; one that is planned only when no other does.
    fn control_of(
        &self,
        capability: usize,
        id: ComponentId,
        at_least: Confidence,
    ) -> Option<Cover> {
        let controls = &self.controls;
        if !controls.providers.contains_key(&capability) {
            return None;
        }
        let component = self.component(id);
        let around = component.groups.iter().flat_map(|&group| self.ancestors(group));
        let rows = std::iter::once(&controls.components[id.0 as usize])
            .chain(around.map(|group| &controls.groups[group.0 as usize]))
            .chain([&controls.layers[component.layer]]);
        let said = rows
            .filter_map(|rows| rows.get(&capability))
            .flatten()
            .map(|&by| (by, Confidence::High));
        let blanket = controls.everything.get(&capability).into_iter().flatten().copied();
        let mut planned = None;
        for (by, confidence) in said.chain(blanket) {
            if by == id || confidence < at_least {
                continue;
            }
            if self.component(by).status != Some(Status::Planned) {
                return Some(Cover::Yes { by: By::Component(by), confidence });
            }
            planned = planned.or(Some(Cover::Planned(by)));
        }
        planned
    }
}

/// The better of two covers: one that is there before one that is planned.
const fn better(one: Cover, other: Cover) -> Cover {
    match (one, other) {
        (Cover::Yes { .. }, _) | (_, Cover::No) | (Cover::Planned(_), Cover::Planned(_)) => one,
        _ => other,
    }
}

/// Words that say that a capability is not used.
fn denies(word: &str) -> bool {
    matches!(word, "none" | "aws-owned" | "aws-managed")
}
