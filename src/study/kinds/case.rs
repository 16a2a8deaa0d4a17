//! Cases of the catalogue that fit the blueprint: they are about a service that it draws.

use super::drawn;
use crate::catalog::{self, Case, CaseOption, LifecycleState};
use crate::study::question::Draft;
use crate::study::{Answer, Claim, Kind, Material, Question};

/// More pages are no help.
const MOST_SOURCES: usize = 4;

pub(super) fn make(material: &Material<'_>) -> Vec<Question> {
    let services = drawn(material.model);
    let is_drawn = |id: &str| services.iter().any(|(_, one)| one.id == id);
    // What names no service is asked of everybody.
    let fits = |case: &&Case| case.services().next().is_none() || case.services().any(is_drawn);
    catalog::cases().iter().filter(fits).filter_map(|case| question(material, case)).collect()
}

fn question(material: &Material<'_>, case: &'static Case) -> Option<Question> {
    let id = format!("case:{}", case.id);
    let mut random = material.random(&id);
    let options = std::iter::once(&case.right).chain(case.wrong);
    let answers = options.enumerate().map(|(at, one)| (answer(one), at)).collect();
    let draft = Draft { id, kind: Kind::Case, task: case.task, ask: case.ask.to_owned(), answers };
    let mut found = draft.finish(&mut random, |order| Claim::Case(case.id, order))?;
    found.study = case.study.to_vec();
    found = case.study.iter().fold(found, |found, &item| found.from("study notes", item));
    let mut known: Vec<&str> = case.services().collect();
    known.dedup();
    known.truncate(MOST_SOURCES);
    Some(
        known
            .into_iter()
            .fold(found, |found, id| found.from("catalogue", id))
            .from("exam", case.task),
    )
}

fn answer(one: &CaseOption) -> Answer {
    let closed = catalog::by_id(one.service)
        .filter(|service| service.lifecycle.state == LifecycleState::ClosedToNew);
    let note = closed.map_or_else(String::new, |service| {
        format!(" (Closed to new customers since {}.)", service.lifecycle.since)
    });
    Answer::new(one.shown(), format!("{}{note}", one.why))
}
