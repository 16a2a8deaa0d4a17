//! Both blueprints as one, so that a picture of either, or of both, has every part in the same place.

mod homes;
mod joins;
mod parts;

use super::{Change, Part};
use crate::{
    blueprint::{Blueprint, BlueprintGroup, BlueprintLayer},
    catalog::Reference,
    model::{GroupId, Model},
    source::{Span, Spanned},
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// Which pictures show a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// On both sides, the same.
    #[default]
    Kept,
    /// On the new side only.
    Added,
    /// On the old side only.
    Removed,
    /// On both sides, saying something else.
    Changed,
    /// The old place of a component that moved, or a line that ended there.
    Left,
    /// The new place of a component that moved, or a line that ends there now.
    Arrived,
}

impl State {
    /// Whether the picture of the old blueprint shows it.
    pub const fn is_before(self) -> bool {
        !matches!(self, Self::Added | Self::Arrived)
    }
    /// Whether the picture of the new blueprint shows it.
    pub const fn is_after(self) -> bool {
        !matches!(self, Self::Removed | Self::Left)
    }
}

/// Where a part of the union comes from, by index in the lists of that side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// The old side alone.
    Old(usize),
    /// The new side, with its partner on the old one.
    New(usize, Option<usize>),
}

/// A part of the union: which pictures show it, and the entry that tells of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Which pictures show it.
    pub state: State,
    /// Index in the list of the [`Change`] for things of this sort.
    pub part: Option<usize>,
}

/// Both blueprints as one.
#[derive(Clone, Debug)]
pub struct Union {
    /// Everything; what is on both sides as the new one says it.
    pub after: Model,
    /// The same parts in the same order; what is on both sides as the old one says it.
    pub before: Model,
    /// By component of either model.
    pub components: Vec<Mark>,
    /// By group of either model.
    pub groups: Vec<Mark>,
    /// By connection of what either model says ([`Blueprint::connections`]).
    pub connections: Vec<Mark>,
}

impl Union {
    /// Puts `old` and `new` together. The components of the new side in `apart` have two places: where they were and
    /// where they are.
    pub fn new(old: &Model, new: &Model, change: &Change, apart: &BTreeSet<usize>) -> Self {
        let mut make = Make::new(old, new, change, apart);
        make.groups();
        make.components();
        make.connections();
        let reference = make.reference();
        let build = |said| Model::build(said, Cow::Owned(reference.clone())).model;
        Self {
            after: build(make.after),
            before: build(make.before),
            components: make.component_marks,
            groups: make.group_marks,
            connections: make.connection_marks,
        }
    }
    /// The components of the new side that stand in another layer or group than before, so that one place cannot be
    /// right for both pictures.
    pub fn moved(old: &Model, new: &Model, change: &Change) -> BTreeSet<usize> {
        let none = BTreeSet::new();
        let make = Make::new(old, new, change, &none);
        let pairs = change.matched.components.old_of.iter().enumerate();
        let pairs = pairs.filter_map(|(at, before)| Some((at, (*before)?)));
        pairs.filter(|&(at, before)| make.home(before, at).is_none()).map(|(at, _)| at).collect()
    }
}

/// The union as it is made.
struct Make<'a> {
    old: &'a Model,
    new: &'a Model,
    change: &'a Change,
    apart: &'a BTreeSet<usize>,
    /// Ids that are taken.
    taken: BTreeSet<String>,
    /// The id in the union of each component and group of the old side that has no partner or two places.
    own: BTreeMap<String, String>,
    /// By old group: its index in the union.
    groups_of_old: Vec<usize>,
    after: Blueprint,
    before: Blueprint,
    component_marks: Vec<Mark>,
    group_marks: Vec<Mark>,
    connection_marks: Vec<Mark>,
}

/// The entry of a list that tells of a thing.
fn entry(parts: &[Part], origin: Origin) -> Option<usize> {
    parts.iter().position(|part| match origin {
        Origin::Old(at) => part.old == Some(at),
        Origin::New(at, _) => part.new == Some(at),
    })
}

impl<'a> Make<'a> {
    fn new(old: &'a Model, new: &'a Model, change: &'a Change, apart: &'a BTreeSet<usize>) -> Self {
        let components = new.said.components.iter().map(|one| &one.id.value);
        let groups = new.said.groups.iter().map(|one| &one.id.value);
        let mut count = new.groups.len();
        let place = |partner: &Option<usize>| {
            partner.unwrap_or_else(|| {
                count += 1;
                count - 1
            })
        };
        let groups_of_old = change.matched.groups.new_of.iter().map(place).collect();
        let head = |said: &Blueprint| Blueprint {
            name: said.name.clone(),
            description: said.description.clone(),
            context: said.context.clone(),
            layers: layers(old, new),
            ..Blueprint::default()
        };
        Self {
            old,
            new,
            change,
            apart,
            taken: components.chain(groups).cloned().collect(),
            own: BTreeMap::new(),
            groups_of_old,
            after: Blueprint {
                // What is gone keeps its name.
                name: new.said.name.clone().or_else(|| old.said.name.clone()),
                ..head(&new.said)
            },
            before: head(&old.said),
            component_marks: Vec::new(),
            group_marks: Vec::new(),
            connection_marks: Vec::new(),
        }
    }
    /// The new side's reference with the layers that only the old side's has.
    fn reference(&self) -> Reference {
        let mut out = self.new.reference.clone().into_owned();
        for layer in self.old.reference.layers.iter() {
            if out.layer(&layer.id).is_none() {
                out.layers.to_mut().push(layer.clone());
            }
        }
        out
    }
    /// A free id for a thing of the old side.
    fn claim(&mut self, id: &str) -> String {
        let mut free = id.to_owned();
        while !self.taken.insert(free.clone()) {
            free.push_str("--before");
        }
        self.own.insert(id.to_owned(), free.clone());
        free
    }
    /// What the union calls something that the old side calls `id`.
    fn id(&self, id: &str) -> String {
        let own = self.own.get(id).cloned();
        own.unwrap_or_else(|| self.change.matched.names.now(id).to_owned())
    }

    fn groups(&mut self) {
        let (old, new) = (self.old, self.new);
        for (at, said) in new.said.groups.iter().enumerate() {
            let partner = self.change.matched.groups.old_of[at];
            let was = partner.map(|before| &old.said.groups[before]);
            let state = match partner {
                None => State::Added,
                Some(_) => State::Kept,
            };
            self.group(
                (said, was.unwrap_or(said)),
                &said.id.value,
                state,
                Origin::New(at, partner),
            );
        }
        for (at, said) in old.said.groups.iter().enumerate() {
            if self.change.matched.groups.new_of[at].is_none() {
                let id = self.claim(&said.id.value);
                self.group((said, said), &id, State::Removed, Origin::Old(at));
            }
        }
        self.nest();
    }
    fn group(
        &mut self,
        (after, before): (&BlueprintGroup, &BlueprintGroup),
        id: &str,
        state: State,
        origin: Origin,
    ) {
        let part = entry(&self.change.groups, origin);
        let state = if state == State::Kept && part.is_some() { State::Changed } else { state };
        self.group_marks.push(Mark { state, part });
        for (list, said) in [(&mut self.after.groups, after), (&mut self.before.groups, before)] {
            let mut said = said.clone();
            id.clone_into(&mut said.id.value);
            said.groups.clear();
            list.push(said);
        }
    }
}

fn place(id: GroupId) -> usize {
    place_of(id.0)
}

fn place_of(id: u32) -> usize {
    id as usize
}

/// The layers of both sides, each once.
fn layers(old: &Model, new: &Model) -> Vec<BlueprintLayer> {
    let mut out: Vec<BlueprintLayer> = Vec::new();
    let references = [&new.reference, &old.reference];
    for layer in references.into_iter().flat_map(|reference| reference.layers.iter()) {
        if !out.iter().any(|one| one.id.value == *layer.id) {
            let id = Spanned::new(layer.id.to_string(), Span::default());
            out.push(BlueprintLayer { id, span: Span::default() });
        }
    }
    out
}
