//! The components of the union: in the order of the new file, what is gone where it was.

use super::{Make, Mark, Origin, State, entry, place};
use crate::{blueprint::BlueprintComponent, model::Model, source::Spanned};
use std::collections::BTreeMap;

impl Make<'_> {
    /// The components in the order of the new file, what is gone after what it followed in the old one.
    fn order(&self) -> Vec<Origin> {
        let pairs = &self.change.matched.components;
        let mut gone: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        let mut last = None;
        for (at, partner) in pairs.new_of.iter().enumerate() {
            match partner {
                Some(new) => {
                    last = Some(*new);
                    if self.apart.contains(new) {
                        gone.entry(last).or_default().push(at);
                    }
                }
                None => gone.entry(last).or_default().push(at),
            }
        }
        let mut out = Vec::new();
        let mut take = |after: Option<usize>, out: &mut Vec<Origin>| {
            out.extend(gone.remove(&after).unwrap_or_default().into_iter().map(Origin::Old));
        };
        take(None, &mut out);
        for (at, partner) in pairs.old_of.iter().enumerate() {
            out.push(Origin::New(at, *partner));
            take(Some(at), &mut out);
        }
        out
    }
    pub(super) fn components(&mut self) {
        let (old, new) = (self.old, self.new);
        let order = self.order();
        for &origin in &order {
            if let Origin::Old(at) = origin {
                self.claim(&old.said.components[at].id.value);
            }
        }
        for origin in order {
            match origin {
                Origin::Old(at) => {
                    let said = &old.said.components[at];
                    let groups =
                        old.components[at].groups.iter().map(|&id| self.groups_of_old[place(id)]);
                    let groups: Vec<usize> = groups.collect();
                    let moved = self.change.matched.components.new_of[at].is_some();
                    let state = if moved { State::Left } else { State::Removed };
                    let id = self.id(&said.id.value);
                    let layer = self.layer(&layer_of(old, at));
                    self.component((said, said), (id, layer, groups), state, origin);
                }
                Origin::New(at, partner) => {
                    let said = &new.said.components[at];
                    let was = partner.map(|before| &old.said.components[before]);
                    let here = || new.components[at].groups.iter().map(|&id| place(id)).collect();
                    let both = partner.filter(|_| !self.apart.contains(&at));
                    let groups = both.and_then(|before| self.home(before, at)).unwrap_or_else(here);
                    let state = match partner {
                        None => State::Added,
                        Some(_) if self.apart.contains(&at) => State::Arrived,
                        Some(_) => State::Kept,
                    };
                    let layer = self.layer(&layer_of(new, at));
                    let place = (said.id.value.clone(), layer, groups);
                    self.component((said, was.unwrap_or(said)), place, state, origin);
                }
            }
        }
    }
    fn layer(&self, id: &str) -> usize {
        self.after.layers.iter().position(|layer| layer.id.value == id).unwrap_or(0)
    }
    fn component(
        &mut self,
        (after, before): (&BlueprintComponent, &BlueprintComponent),
        (id, layer, groups): (String, usize, Vec<usize>),
        state: State,
        origin: Origin,
    ) {
        let part = entry(&self.change.components, origin);
        let state = if state == State::Kept && part.is_some() { State::Changed } else { state };
        self.component_marks.push(Mark { state, part });
        let homes: Vec<Spanned<String>> = groups
            .into_iter()
            .filter_map(|at| self.after.groups.get(at))
            .map(|one| one.id.clone())
            .collect();
        for (list, said) in
            [(&mut self.after.components, after), (&mut self.before.components, before)]
        {
            let mut said = said.clone();
            id.clone_into(&mut said.id.value);
            said.layer = layer;
            said.groups.clone_from(&homes);
            said.covers = None;
            list.push(said);
        }
    }
}

fn layer_of(model: &Model, at: usize) -> String {
    model.reference.layers[model.components[at].layer].id.to_string()
}
