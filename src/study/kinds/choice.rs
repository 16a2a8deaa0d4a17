//! Which of two services, and why: from the advice on services that the blueprint draws.

use super::drawn;
use crate::catalog::{self, Advice, Instead, Service, StudyKind};
use crate::study::pool::{does, named, raised, task_of};
use crate::study::question::Draft;
use crate::study::{Answer, Claim, Kind, Material, Question};

pub(super) fn make(material: &Material<'_>) -> Vec<Question> {
    let services = drawn(material.model);
    let is_drawn = |id: &str| services.iter().any(|(_, one)| one.id == id);
    let mut out = Vec::new();
    for row in catalog::all_advice() {
        for one in row.instead.iter().filter(|one| is_drawn(row.service) || is_drawn(one.take)) {
            out.extend(question(material, row, one));
        }
    }
    out
}

fn question(
    material: &Material<'_>,
    row: &'static Advice,
    one: &'static Instead,
) -> Option<Question> {
    let (other, take) = (catalog::by_id(row.service)?, catalog::by_id(one.take)?);
    let reason = catalog::advice(one.take)?.gives;
    let id = format!("choice:{}:{}", take.id, other.id);
    let mut random = material.random(&id);
    let says = |service: &Service, gives: &str| {
        raised(&format!("{}, because it offers {gives}", named(service)))
    };
    let wrong = [
        (
            says(other, row.gives),
            "True of it, but not what is asked for here.".to_owned(),
            (other.id, other.id),
        ),
        (
            says(take, row.gives),
            format!("The right service for a wrong reason: that is what {} offers.", other.name),
            (take.id, other.id),
        ),
        (says(other, reason), format!("That is what {} offers.", take.name), (other.id, take.id)),
    ];
    let mut answers = vec![(Answer::new(says(take, reason), does(take)), (take.id, take.id))];
    answers.extend(wrong.into_iter().map(|(text, why, pair)| (Answer::new(text, why), pair)));
    let mut both = [named(take), named(other)];
    random.shuffle(&mut both);
    let ask = format!("{}. {} or {}, and why?", raised(one.when), raised(&both[0]), both[1]);
    let draft = Draft { id, kind: Kind::Choice, task: task_of(take), ask, answers };
    let found = draft.finish(&mut random, |order| Claim::Take(one.when, order))?;
    let found = found.from("catalogue", other.id).from("catalogue", take.id);
    Some(found.studies(take.id, &[StudyKind::Service, StudyKind::Cost]))
}
