//! Both blueprints as one, so that a picture of either, or of both, has every part in the same place.

use super::{Change, Fate, Kind, Part};
use crate::{
    blueprint::{
        Blueprint, BlueprintComponent, BlueprintConnection, BlueprintGroup, BlueprintLayer,
        BlueprintStatement,
    },
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
            after: head(&new.said),
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
    /// Says which group lies in which.
    fn nest(&mut self) {
        let (new, old) = (self.new, self.old);
        let mut parents: Vec<Option<usize>> = Vec::new();
        for (at, group) in new.groups.iter().enumerate() {
            let now = group.parent.map(place);
            let Some(before) = self.change.matched.groups.old_of[at] else {
                parents.push(now);
                continue;
            };
            let was = old.groups[before].parent;
            let stays = self.kept_of_old(was) == self.kept_of_new(group.parent);
            let bare = now.is_none_or(|now| self.change.matched.groups.old_of[now].is_some());
            let there = was.map(|was| self.groups_of_old[place(was)]);
            parents.push(if stays && bare { there } else { now });
        }
        for (at, group) in old.groups.iter().enumerate() {
            if self.change.matched.groups.new_of[at].is_none() {
                parents.push(group.parent.map(|id| self.groups_of_old[place(id)]));
            }
        }
        for (at, parent) in parents.into_iter().enumerate() {
            let Some(id) = parent.and_then(|up| self.after.groups.get(up)).map(|up| up.id.clone())
            else {
                continue;
            };
            for list in [&mut self.after.groups, &mut self.before.groups] {
                list[at].groups = vec![id.clone()];
            }
        }
    }
    /// The nearest group at or around a group of the old side that is on both sides, as index in the union.
    fn kept_of_old(&self, id: Option<GroupId>) -> Option<usize> {
        let mut around = id.into_iter().flat_map(|id| self.old.ancestors(id));
        around.find_map(|id| self.change.matched.groups.new_of[place(id)])
    }
    fn kept_of_new(&self, id: Option<GroupId>) -> Option<usize> {
        let mut around = id.into_iter().flat_map(|id| self.new.ancestors(id));
        around.find(|&id| self.change.matched.groups.old_of[place(id)].is_some()).map(place)
    }
    /// The groups of the union in which a component of both sides stands so that either picture shows it where that
    /// side says; `None` when there are none.
    fn home(&self, before: usize, at: usize) -> Option<Vec<usize>> {
        let (was, is) = (&self.old.components[before], &self.new.components[at]);
        let layers =
            (&self.old.reference.layers[was.layer].id, &self.new.reference.layers[is.layer].id);
        if layers.0 != layers.1 {
            return None;
        }
        let olds: Vec<usize> = was.groups.iter().map(|&id| self.groups_of_old[place(id)]).collect();
        let news: Vec<usize> = is.groups.iter().map(|&id| place(id)).collect();
        let set = |list: &[usize]| list.iter().copied().collect::<BTreeSet<_>>();
        if set(&olds) == set(&news) {
            return Some(news);
        }
        let kept_old: BTreeSet<_> =
            was.groups.iter().map(|&id| self.kept_of_old(Some(id))).collect();
        let kept_new: BTreeSet<_> =
            is.groups.iter().map(|&id| self.kept_of_new(Some(id))).collect();
        let none = BTreeSet::from([None]);
        let whole = |set: BTreeSet<Option<usize>>| if set.is_empty() { none.clone() } else { set };
        if whole(kept_old) != whole(kept_new) {
            return None;
        }
        let bare = |list: &[usize]| {
            let kept = |&at: &usize| {
                self.change.matched.groups.old_of.get(at).is_some_and(Option::is_some)
            };
            list.iter().all(kept)
        };
        if bare(&news) {
            Some(olds)
        } else if bare(&olds) {
            Some(news)
        } else {
            None
        }
    }

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
    fn components(&mut self) {
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

    fn connections(&mut self) {
        let (old, new) = (self.old, self.new);
        let parts = self.lines();
        for (at, one) in new.said.connections.iter().enumerate() {
            let fate = self.change.lines.new[at];
            let own =
                |id: &str| new.find(id).is_some_and(|id| self.apart.contains(&place_of(id.0)));
            let state = match fate {
                Fate::Alone => State::Added,
                _ if own(&one.from.value) || own(&one.to.value) => State::Arrived,
                Fate::Kept => State::Kept,
                Fate::Changed(_) => State::Changed,
            };
            let was = match fate {
                Fate::Changed(before) => (&old.said, &old.said.connections[before]),
                Fate::Alone | Fate::Kept => (&new.said, one),
            };
            let ends = (one.from.value.clone(), one.to.value.clone());
            let part = parts.new.get(at).copied().flatten();
            self.connection(((&new.said, one), was), ends, Mark { state, part });
        }
        for (at, one) in old.said.connections.iter().enumerate() {
            let fate = self.change.lines.old[at];
            let ends = (self.id(&one.from.value), self.id(&one.to.value));
            let left =
                self.own.contains_key(&one.from.value) || self.own.contains_key(&one.to.value);
            let state = match fate {
                Fate::Alone => State::Removed,
                _ if left => State::Left,
                _ => continue,
            };
            let part = parts.old.get(at).copied().flatten();
            let said = (&old.said, one);
            self.connection((said, said), ends, Mark { state, part });
        }
    }
    fn connection(
        &mut self,
        (after, before): (Said<'_>, Said<'_>),
        (from, to): (String, String),
        mark: Mark,
    ) {
        self.connection_marks.push(mark);
        for (list, (said, one)) in [(&mut self.after, after), (&mut self.before, before)] {
            let at = list.connections.len();
            let statement = said.statement(one);
            list.statements.push(BlueprintStatement {
                flow: None,
                connections: at..at + 1,
                ..statement.clone()
            });
            list.connections.push(BlueprintConnection {
                from: Spanned::new(from.clone(), Span::default()),
                to: Spanned::new(to.clone(), Span::default()),
                arrow: one.arrow,
                statement: at,
                hop: 0,
            });
        }
    }
    /// The entries that tell of each connection.
    fn lines(&self) -> Entries {
        let parts = self.change.connections.iter().enumerate();
        let by_id: BTreeMap<(Kind, &str, &str), usize> = parts
            .rev()
            .map(|(at, part)| ((part.kind, part.id.as_str(), part.title.as_str()), at))
            .collect();
        let find = |said: &Blueprint, one: &BlueprintConnection, fate: Fate, alone: Kind| {
            let kind = match fate {
                Fate::Alone => alone,
                Fate::Changed(_) => Kind::Changed,
                Fate::Kept => return None,
            };
            let (id, title) = super::line(said, one);
            by_id.get(&(kind, id.as_str(), title.as_str())).copied()
        };
        let list = |said: &Blueprint, fates: &[Fate], alone: Kind| {
            let pairs = said.connections.iter().zip(fates);
            pairs.map(|(one, &fate)| find(said, one, fate, alone)).collect()
        };
        Entries {
            old: list(&self.old.said, &self.change.lines.old, Kind::Removed),
            new: list(&self.new.said, &self.change.lines.new, Kind::Added),
        }
    }
}

/// By connection of each side: the entry that tells of it.
struct Entries {
    old: Vec<Option<usize>>,
    new: Vec<Option<usize>>,
}

/// A connection and the blueprint that says it.
type Said<'a> = (&'a Blueprint, &'a BlueprintConnection);

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

fn layer_of(model: &Model, at: usize) -> String {
    model.reference.layers[model.components[at].layer].id.to_string()
}
