//! Which connections of the old blueprint are which of the new one: by their ends, then by what is said of them.

use super::{facts, names::Names, value::Fact};
use crate::blueprint::Blueprint;
use std::collections::BTreeMap;

/// What became of a connection, as seen from one side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fate {
    /// The other side has none like it.
    #[default]
    Alone,
    /// The other side says the same.
    Kept,
    /// The connection with this index on the other side joins the same ends and says something else.
    Changed(usize),
}

/// What became of every connection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// By index among the old blueprint's connections.
    pub old: Vec<Fate>,
    /// By index among the new blueprint's connections.
    pub new: Vec<Fate>,
}

/// Connections that say the same, of one side.
struct Bunch {
    facts: Vec<Fact>,
    /// Their indices in the order of the file.
    members: Vec<usize>,
}

type Ends = (String, String);

/// The connections of a blueprint by their ends. One that is written twice counts once.
fn bunches(said: &Blueprint, names: &Names) -> BTreeMap<Ends, Vec<Bunch>> {
    let mut out: BTreeMap<Ends, Vec<Bunch>> = BTreeMap::new();
    for (at, one) in said.connections.iter().enumerate() {
        let ends = (names.now(&one.from.value).to_owned(), names.now(&one.to.value).to_owned());
        let facts = facts::connection(said, one, names);
        let list = out.entry(ends).or_default();
        match list.iter_mut().find(|bunch| same(&bunch.facts, &facts)) {
            Some(bunch) => bunch.members.push(at),
            None => list.push(Bunch { facts, members: vec![at] }),
        }
    }
    out
}

/// Whether two lists of facts mean the same, whatever their order.
pub(super) fn same(one: &[Fact], other: &[Fact]) -> bool {
    let has = |list: &[Fact], fact: &Fact| {
        list.iter().any(|its| its.name == fact.name && its.value.same(&fact.value))
    };
    one.len() == other.len() && one.iter().all(|fact| has(other, fact))
}

/// Finds out what became of every connection.
pub(super) fn find(old: &Blueprint, new: &Blueprint, names: &Names) -> Lines {
    let mut out = Lines {
        old: vec![Fate::Alone; old.connections.len()],
        new: vec![Fate::Alone; new.connections.len()],
    };
    let mut olds = bunches(old, names);
    for (ends, news) in bunches(new, &Names::default()) {
        let mine = olds.remove(&ends).unwrap_or_default();
        let (mut left, mut others) = (Vec::new(), Vec::new());
        for bunch in &mine {
            let kept = news.iter().any(|one| same(&one.facts, &bunch.facts));
            bunch.members.iter().filter(|_| kept).for_each(|&at| out.old[at] = Fate::Kept);
            left.extend((!kept).then_some(bunch));
        }
        for bunch in &news {
            let kept = mine.iter().any(|one| same(&one.facts, &bunch.facts));
            bunch.members.iter().filter(|_| kept).for_each(|&at| out.new[at] = Fate::Kept);
            others.extend((!kept).then_some(bunch));
        }
        for (from, to) in left.into_iter().zip(others) {
            let (Some(&first), Some(&second)) = (from.members.first(), to.members.first()) else {
                continue;
            };
            for &at in &from.members {
                out.old[at] = Fate::Changed(second);
            }
            for &at in &to.members {
                out.new[at] = Fate::Changed(first);
            }
        }
    }
    out
}
