//! What replaces a service that is closed to new customers.

use super::drawn;
use crate::catalog::{self, LifecycleState, Service};
use crate::study::pool::{SERVICE_ROWS, answers, wrong};
use crate::study::question::Draft;
use crate::study::{Claim, Kind, Material, Question};

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
    let wrong = wrong(key, key.layers[0], |one| one.id != old.id, &mut random);
    let answers = answers(std::iter::once(key).chain(wrong));
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
