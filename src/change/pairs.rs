//! Which thing of the old blueprint is which of the new one: by id first, then renamed ones by what they keep.
//!
//! A component counts as renamed when its service is the same and it keeps at least half of its connections and half of
//! what is said of it. A group counts as renamed when its kind is the same and at least half of what stands in it stayed.
//! Both are Jaccard indices (P. Jaccard, 1912); pairs are taken from the most alike downwards.

use super::{facts, names::Names};
use crate::model::Model;
use std::collections::{BTreeMap, BTreeSet};

/// Old and new indices of the same things.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// By old index: the new one.
    pub new_of: Vec<Option<usize>>,
    /// By new index: the old one.
    pub old_of: Vec<Option<usize>>,
}

impl Pairs {
    fn empty(old: usize, new: usize) -> Self {
        Self { new_of: vec![None; old], old_of: vec![None; new] }
    }
    fn join(&mut self, old: usize, new: usize) {
        self.new_of[old] = Some(new);
        self.old_of[new] = Some(old);
    }
    fn left(list: &[Option<usize>]) -> impl Iterator<Item = usize> {
        list.iter().enumerate().filter(|(_, other)| other.is_none()).map(|(at, _)| at)
    }
}

/// What is the same in both blueprints.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    /// Components.
    pub components: Pairs,
    /// Groups.
    pub groups: Pairs,
    /// New names of renamed ones.
    pub names: Names,
}

/// So many rounds of looking for renamed things: each may find what the last one made alike.
const ROUNDS: usize = 4;
/// More pairs of one service or kind than this are not compared: so many new names are no rename.
const MOST: usize = 40_000;

/// Finds the pairs.
pub(super) fn find(old: &Model, new: &Model) -> Matched {
    let mut out = Matched {
        components: by_id(&ids(old, component_ids), &ids(new, component_ids)),
        groups: by_id(&ids(old, group_ids), &ids(new, group_ids)),
        names: Names::default(),
    };
    for _ in 0..ROUNDS {
        let found = groups(old, new, &mut out) | components(old, new, &mut out);
        if !found {
            break;
        }
    }
    out
}

fn ids<'a>(model: &'a Model, list: fn(&'a Model) -> Vec<&'a str>) -> Vec<&'a str> {
    list(model)
}

fn component_ids(model: &Model) -> Vec<&str> {
    model.said.components.iter().map(|one| one.id.value.as_str()).collect()
}

fn group_ids(model: &Model) -> Vec<&str> {
    model.said.groups.iter().map(|one| one.id.value.as_str()).collect()
}

fn by_id(old: &[&str], new: &[&str]) -> Pairs {
    let mut pairs = Pairs::empty(old.len(), new.len());
    let places: BTreeMap<&str, usize> =
        new.iter().enumerate().rev().map(|(at, id)| (*id, at)).collect();
    for (at, id) in old.iter().enumerate() {
        if let Some(&there) = places.get(id)
            && pairs.old_of[there].is_none()
        {
            pairs.join(at, there);
        }
    }
    pairs
}

/// What a thing is known by: its sort, and two sets of which half must stay.
#[derive(Debug, Default)]
struct Traces {
    sort: String,
    said: BTreeSet<String>,
    around: BTreeSet<String>,
}

fn components(old: &Model, new: &Model, out: &mut Matched) -> bool {
    let none = Names::default();
    let olds = traces(old, &out.components.new_of, &out.names);
    let news = traces(new, &out.components.old_of, &none);
    let found = alike(&olds, &news);
    for &(from, to) in &found {
        out.components.join(from, to);
        out.names.note(&old.said.components[from].id.value, &new.said.components[to].id.value);
    }
    !found.is_empty()
}

/// The traces of the components without a partner.
fn traces(model: &Model, partners: &[Option<usize>], names: &Names) -> BTreeMap<usize, Traces> {
    let mut out: BTreeMap<usize, Traces> = Pairs::left(partners)
        .map(|at| {
            let facts = facts::component(model, at, names);
            let said = facts.iter().filter(|fact| fact.name != "service");
            let said = said.map(|fact| format!("{} {}", fact.name, fact.value.key())).collect();
            let word = model.said.components[at].service.as_ref();
            let sort = word.map(|word| facts::service(&word.value)).unwrap_or_default();
            (at, Traces { sort, said, around: BTreeSet::new() })
        })
        .collect();
    let places: BTreeMap<&str, usize> =
        out.keys().map(|&at| (model.said.components[at].id.value.as_str(), at)).collect();
    for one in &model.said.connections {
        let (from, to) = (one.from.value.as_str(), one.to.value.as_str());
        for (own, other, sign) in [(from, to, '>'), (to, from, '<')] {
            if let Some(traces) = places.get(own).and_then(|at| out.get_mut(at)) {
                let other = if other == own { "itself" } else { names.now(other) };
                traces.around.insert(format!("{sign} {other}"));
            }
        }
    }
    out
}

fn groups(old: &Model, new: &Model, out: &mut Matched) -> bool {
    let none = Names::default();
    let olds = contents(old, &out.groups.new_of, &out.names);
    let news = contents(new, &out.groups.old_of, &none);
    let found = alike(&olds, &news);
    for &(from, to) in &found {
        out.groups.join(from, to);
        out.names.note(&old.said.groups[from].id.value, &new.said.groups[to].id.value);
    }
    !found.is_empty()
}

/// What stands in the groups without a partner; empty groups are left out.
fn contents(model: &Model, partners: &[Option<usize>], names: &Names) -> BTreeMap<usize, Traces> {
    let mut out: BTreeMap<usize, Traces> = Pairs::left(partners)
        .map(|at| {
            let kind = model.said.groups[at].kind.as_ref().map(|kind| kind.value.clone());
            (at, Traces { sort: kind.unwrap_or_default(), ..Traces::default() })
        })
        .collect();
    let places: BTreeMap<&str, usize> =
        out.keys().map(|&at| (model.said.groups[at].id.value.as_str(), at)).collect();
    let components = model.said.components.iter().map(|one| (&one.id.value, &one.groups));
    let groups = model.said.groups.iter().map(|one| (&one.id.value, &one.groups));
    for (id, homes) in components.chain(groups) {
        for home in homes {
            if let Some(traces) = places.get(home.value.as_str()).and_then(|at| out.get_mut(at)) {
                traces.around.insert(names.now(id).to_owned());
            }
        }
    }
    out.retain(|_, traces| !traces.around.is_empty());
    out
}

/// Twice the common part, and the whole; `None` when less than half is common.
fn half(one: &BTreeSet<String>, other: &BTreeSet<String>) -> Option<(usize, usize)> {
    let common = one.intersection(other).count();
    let all = one.len() + other.len() - common;
    (2 * common >= all).then_some((common, all))
}

/// The pairs that are alike, each thing in one pair at most. The same pairs come out when old and new are exchanged.
fn alike(olds: &BTreeMap<usize, Traces>, news: &BTreeMap<usize, Traces>) -> Vec<(usize, usize)> {
    let mut by_sort: BTreeMap<&str, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (&at, traces) in olds {
        by_sort.entry(&traces.sort).or_default().0.push(at);
    }
    for (&at, traces) in news {
        by_sort.entry(&traces.sort).or_default().1.push(at);
    }
    let mut found = Vec::new();
    for (mine, yours) in by_sort.values().filter(|(mine, yours)| mine.len() * yours.len() <= MOST) {
        for (&from, &to) in mine.iter().flat_map(|from| yours.iter().map(move |to| (from, to))) {
            let (one, other) = (&olds[&from], &news[&to]);
            if let (Some(said), Some(around)) =
                (half(&one.said, &other.said), half(&one.around, &other.around))
            {
                let (common, all) = (said.0 + around.0, said.1 + around.1);
                let likeness = (1_000_000 * common).checked_div(all).unwrap_or(1_000_000);
                found.push((std::cmp::Reverse(likeness), from + to, from.abs_diff(to), from, to));
            }
        }
    }
    found.sort_unstable();
    let (mut taken, mut given) = (BTreeSet::new(), BTreeSet::new());
    found.retain(|&(.., from, to)| {
        let free = !taken.contains(&from) && !given.contains(&to);
        if free {
            taken.insert(from);
            given.insert(to);
        }
        free
    });
    found.into_iter().map(|(.., from, to)| (from, to)).collect()
}
