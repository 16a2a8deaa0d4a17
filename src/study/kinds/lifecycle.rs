//! What replaces a service that is closed to new customers.

use super::drawn;
use crate::catalog::{self, LifecycleState, Service};
use crate::study::pool::{SERVICE_ROWS, alike, answers, is_known, wrong};
use crate::study::question::Draft;
use crate::study::{Claim, Kind, Material, Question, Random};

pub(super) fn make(material: &Material<'_>) -> Vec<Question> {
    let services = drawn(material.model);
    let met = |one: &Service| {
        let near = [one.id, one.lifecycle.replacement];
        services.iter().any(|(_, drawn)| near.contains(&drawn.id))
    };
    let gone = |one: &&Service| {
        let closed =
            matches!(one.lifecycle.state, LifecycleState::ClosedToNew | LifecycleState::Ended);
        closed && !one.lifecycle.replacement.is_empty() && met(one)
    };
    catalog::services().iter().filter(gone).filter_map(|one| question(material, one)).collect()
}

fn question(material: &Material<'_>, old: &'static Service) -> Option<Question> {
    let life = &old.lifecycle;
    let key = catalog::by_id(life.replacement)?;
    let id = format!("lifecycle:{}", old.id);
    let mut random = material.random(&id);
    let answers = answers(std::iter::once(key).chain(neighbours(old, key, &mut random)));
    let state = match life.state {
        LifecycleState::Ended => "has no longer been offered",
        _ => "has been closed to new customers",
    };
    let ask = format!(
        "{} {state} since {} (checked {}). What does the catalogue name as its replacement?",
        old.name, life.since, life.checked
    );
    let draft = Draft { id, kind: Kind::Lifecycle, task: "2.3", ask, answers };
    let found = draft.finish(&mut random, |order| Claim::Replaces(old.id, order))?;
    Some(found.from("catalogue", old.id).from("catalogue", key.id).studies(old.id, SERVICE_ROWS))
}

/// Three services that might be taken for the replacement: features of the same service first, those of its layer
/// before others, then services of its category, then what else lives in the layer; none that is closed itself.
fn neighbours(old: &Service, key: &'static Service, random: &mut Random) -> Vec<&'static Service> {
    let open = |one: &Service| {
        let closed = [LifecycleState::ClosedToNew, LifecycleState::Ended];
        one.id != old.id && !closed.contains(&one.lifecycle.state)
    };
    let possible = |one: &&Service| is_known(one) && open(one) && !alike(key, one);
    let all: Vec<&'static Service> = catalog::services().iter().filter(possible).collect();
    let rank = |one: &Service| {
        let kin = one.parent == old.parent && one.category == old.category;
        match (kin && !old.parent.is_empty(), one.layers[0] == old.layers[0], kin) {
            (true, true, _) => 0,
            (true, false, _) => 1,
            (false, _, true) => 2,
            _ => 3,
        }
    };
    let mut found: Vec<&'static Service> = Vec::new();
    for wanted in 0..3 {
        let near = all.iter().copied().filter(|one| rank(one) == wanted).collect();
        found.extend(random.some(near, 3 - found.len()));
    }
    if found.len() < 3 {
        let new = |one: &Service| open(one) && found.iter().all(|had| had.id != one.id);
        let more = wrong(key, key.layers[0], new, random);
        found.extend(more);
        found.truncate(3);
    }
    found
}
