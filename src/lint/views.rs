//! What several rules ask of a model: the groups around a component, names in a row, ways through the graph.

use crate::{
    model::{ComponentId, GroupId, Model, Path, Step},
    source::Span,
};
use std::collections::{BTreeMap, VecDeque};

/// The innermost groups of `kind` around a component: one for each group that it stands in and that has one.
pub(crate) fn around(model: &Model, id: ComponentId, kind: &str) -> Vec<GroupId> {
    let groups = model.component(id).groups.iter();
    let mut found: Vec<GroupId> = groups
        .filter_map(|&group| {
            model.ancestors(group).find(|&outer| model.group(outer).kind.id == kind)
        })
        .collect();
    found.dedup();
    found
}

/// The word of `in` by which a component stands in `outer`; its key when no single word says so.
pub(crate) fn place_in(model: &Model, id: ComponentId, outer: GroupId) -> Span {
    let words = &model.said(id).groups;
    let inside = |group: &GroupId| model.within(*group, outer);
    let own = model.component(id).groups.iter().find(|group| inside(group));
    own.and_then(|&group| words.iter().find(|word| word.value == model.group(group).id))
        .map_or(model.component(id).key, |word| word.span)
}

/// Whether a property holds a text that says something.
pub(crate) fn says(model: &Model, id: ComponentId, property: &str) -> bool {
    model.said(id).properties.text(property).is_some_and(|text| !text.trim().is_empty())
}

/// How many names a message holds.
const SHOWN: usize = 5;

/// The ids in backticks: `a`, `b` and `c`; of many the first ones and how many more there are.
pub(crate) fn names(model: &Model, ids: &[ComponentId]) -> String {
    let shown = if ids.len() > SHOWN { SHOWN - 1 } else { ids.len() };
    let mut list: Vec<String> =
        ids[..shown].iter().map(|&id| format!("`{}`", model.component(id).id)).collect();
    if shown < ids.len() {
        list.push(format!("{} more", ids.len() - shown));
    }
    let end = list.pop().unwrap_or_default();
    if list.is_empty() { end } else { format!("{} and {end}", list.join(", ")) }
}

/// For each component that was reached, from where and by which step; a start was reached from itself by none.
#[derive(Clone, Debug)]
pub(crate) struct Reached(Vec<Option<(ComponentId, Option<Step>)>>);

impl Reached {
    /// The shortest path from a start; none for what was not reached.
    pub(crate) fn path(&self, id: ComponentId) -> Option<Path> {
        self.0[id.0 as usize]?;
        let (mut start, mut steps) = (id, Vec::new());
        while let Some((before, Some(step))) = self.0[start.0 as usize] {
            steps.push(step);
            start = before;
        }
        steps.reverse();
        Some(Path { start, steps })
    }
}

/// Walks breadth first from all `starts` at once over the steps that `next` gives; declaration order breaks ties.
pub(crate) fn walk(
    model: &Model,
    starts: &[ComponentId],
    next: impl Fn(ComponentId) -> Vec<Step>,
) -> Reached {
    let mut came = vec![None; model.components.len()];
    let mut queue = VecDeque::new();
    for &start in starts {
        if came[start.0 as usize].replace((start, None)).is_none() {
            queue.push_back(start);
        }
    }
    while let Some(at) = queue.pop_front() {
        for step in next(at) {
            let place = &mut came[step.to.0 as usize];
            if place.is_none() {
                *place = Some((at, Some(step)));
                queue.push_back(step.to);
            }
        }
    }
    Reached(came)
}

/// The shortest way from `start` to a component that `goal` accepts, at the cost of what lies nearer than that.
pub(crate) fn nearest(
    start: ComponentId,
    next: impl Fn(ComponentId) -> Vec<Step>,
    goal: impl Fn(ComponentId) -> bool,
) -> Option<Path> {
    let mut came: BTreeMap<ComponentId, (ComponentId, Step)> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        for step in next(at) {
            if step.to == start || came.contains_key(&step.to) {
                continue;
            }
            came.insert(step.to, (at, step));
            if goal(step.to) {
                let (mut end, mut steps) = (step.to, Vec::new());
                while let Some(&(before, step)) = came.get(&end) {
                    steps.push(step);
                    end = before;
                }
                steps.reverse();
                return Some(Path { start, steps });
            }
            queue.push_back(step.to);
        }
    }
    None
}
