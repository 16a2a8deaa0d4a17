//! What changed in the flows: their words and their steps.

use super::{Difference, Kind, Part, difference, facts, names::Names};
use crate::blueprint::{Blueprint, BlueprintFlow};
use std::collections::BTreeMap;

/// A step as it is compared and as it is shown.
struct Step {
    key: String,
    shown: String,
}

/// The steps of a flow: the connections of one fan-out are one.
fn steps(said: &Blueprint, flow: &BlueprintFlow, names: &Names) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::new();
    let mut place = None;
    for one in flow.steps.iter().filter_map(|&at| said.connections.get(at)) {
        let arrow = facts::arrow(one.arrow);
        let shown = format!("{} {arrow} {}", one.from.value, one.to.value);
        let key = format!("{} {arrow} {}", names.now(&one.from.value), names.now(&one.to.value));
        if place.replace((one.statement, one.hop)) == Some((one.statement, one.hop))
            && let Some(last) = out.last_mut()
        {
            last.key.extend([" & ", &key]);
            last.shown.extend([" & ", &shown]);
        } else {
            out.push(Step { key, shown });
        }
    }
    out
}

/// Every flow that was added, removed or changed.
pub(super) fn find(old: &Blueprint, new: &Blueprint, names: &Names) -> Vec<Part> {
    let none = Names::default();
    let mine: Vec<Vec<Step>> = old.flows.iter().map(|flow| steps(old, flow, names)).collect();
    let yours: Vec<Vec<Step>> = new.flows.iter().map(|flow| steps(new, flow, &none)).collect();
    let partner = partners(old, new, (&mine, &yours));
    let mut out = Vec::new();
    for (at, flow) in new.flows.iter().enumerate() {
        let Some(before) = partner.iter().position(|&one| one == Some(at)) else {
            out.push(Part::new(Kind::Added, &flow.id.value, title(flow)).at(None, Some(at)));
            continue;
        };
        let was = &old.flows[before];
        let mut changes = difference::between(&facts::flow(was, names), &facts::flow(flow, &none));
        changes.extend(difference_of_steps(&mine[before], &yours[at]));
        let renamed = (was.id.value != flow.id.value).then(|| was.id.value.clone());
        if renamed.is_some() || !changes.is_empty() {
            let part = Part::new(Kind::Changed, &flow.id.value, title(flow));
            out.push(Part {
                was: renamed,
                differences: changes,
                ..part.at(Some(before), Some(at))
            });
        }
    }
    for (at, flow) in old.flows.iter().enumerate().filter(|(at, _)| partner[*at].is_none()) {
        out.push(Part::new(Kind::Removed, &flow.id.value, title(flow)).at(Some(at), None));
    }
    out
}

fn title(flow: &BlueprintFlow) -> String {
    flow.title.as_ref().map(|said| said.value.clone()).unwrap_or_default()
}

/// By old flow: the new one with the same id, or with a new id and exactly the same steps.
fn partners(
    old: &Blueprint,
    new: &Blueprint,
    (mine, yours): (&[Vec<Step>], &[Vec<Step>]),
) -> Vec<Option<usize>> {
    let places: BTreeMap<&str, usize> =
        new.flows.iter().enumerate().rev().map(|(at, flow)| (flow.id.value.as_str(), at)).collect();
    let mut taken = vec![false; new.flows.len()];
    let mut out: Vec<Option<usize>> = Vec::with_capacity(old.flows.len());
    for flow in &old.flows {
        let there = places.get(flow.id.value.as_str()).copied().filter(|&at| !taken[at]);
        if let Some(at) = there {
            taken[at] = true;
        }
        out.push(there);
    }
    let alike = |one: &[Step], other: &[Step]| {
        !one.is_empty() && one.iter().map(|step| &step.key).eq(other.iter().map(|step| &step.key))
    };
    for at in 0..old.flows.len() {
        if out[at].is_none() {
            let there = (0..new.flows.len())
                .find(|&there| !taken[there] && alike(&mine[at], &yours[there]));
            if let Some(there) = there {
                taken[there] = true;
            }
            out[at] = there;
        }
    }
    out
}

/// The steps that came and went, and whether those that stayed have another order.
fn difference_of_steps(mine: &[Step], yours: &[Step]) -> Vec<Difference> {
    let count = |list: &[Step]| {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for step in list {
            *count.entry(step.key.clone()).or_default() += 1;
        }
        count
    };
    let (have, want) = (count(mine), count(yours));
    let (gone, lost) = split(mine, &want);
    let (stayed, gained) = split(yours, &have);
    let mut out = Vec::new();
    let said = |list: &[Step]| (!list.is_empty()).then(|| format!("{} steps", list.len()));
    if !lost.is_empty() || !gained.is_empty() {
        out.push(Difference {
            name: "steps".to_owned(),
            old: said(mine),
            new: said(yours),
            lost,
            gained,
        });
    }
    if gone != stayed {
        let line = |keys: &[String]| Some(keys.join(", "));
        out.push(Difference::plain("order of steps", line(&gone), line(&stayed)));
    }
    out
}

/// The steps that the other side has as often, by key; and what is shown of the others.
fn split(steps: &[Step], other: &BTreeMap<String, usize>) -> (Vec<String>, Vec<String>) {
    let mut left = other.clone();
    let (mut both, mut own) = (Vec::new(), Vec::new());
    for step in steps {
        match left.get_mut(&step.key).filter(|count| **count > 0) {
            Some(count) => {
                *count -= 1;
                both.push(step.key.clone());
            }
            None => own.push(step.shown.clone()),
        }
    }
    (both, own)
}
