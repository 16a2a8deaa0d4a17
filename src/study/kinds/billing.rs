//! How a service is billed.

use super::drawn;
use crate::catalog::{self, Provider, Service, StudyKind};
use crate::model::ComponentId;
use crate::study::pool::{alike, raised};
use crate::study::question::Draft;
use crate::study::{Answer, Claim, Kind, Material, Question};
use std::collections::BTreeSet;

/// Words that say nothing about what is counted.
const IDLE: &[&str] = &[
    "per", "million", "and", "the", "for", "of", "in", "as", "with", "or", "by", "plus", "no",
    "to", "on", "about", "cost", "price", "own", "used", "use",
];

pub(super) fn make(material: &Material<'_>) -> Vec<Question> {
    let asked = |one: &(ComponentId, &Service)| tells(one.1) && one.1.exam.is_some();
    let all = drawn(material.model).into_iter().filter(asked);
    all.filter_map(|(id, service)| question(material, id, service)).collect()
}

/// Whether the price of a service is told in full words.
fn tells(service: &Service) -> bool {
    let vague = [
        "as ",
        "by ",
        "first ",
        "mostly ",
        "free",
        "drawn from",
        "standard ",
        "geo rate",
        "console",
        "no charge",
    ];
    let pricing = service.pricing.to_lowercase();
    service.provider == Provider::Aws
        && !vague.iter().any(|start| pricing.starts_with(start))
        && !names_a_service(service.pricing)
}

/// Whether a price gives away whose it is: "ACU or instance hours, as Aurora".
fn names_a_service(pricing: &str) -> bool {
    let mut words = pricing.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        let named = |one: &Service| one.short == word;
        word.starts_with(char::is_uppercase) && catalog::services().iter().any(named)
    })
}

/// The words that say what is counted, in the singular.
pub(super) fn units(pricing: &str) -> BTreeSet<String> {
    let words = pricing.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1);
    let words = words.map(|word| word.to_lowercase().trim_end_matches('s').to_owned());
    let words = words.map(|word| if word == "free" { "fee".to_owned() } else { word });
    words
        .filter(|word| {
            !IDLE.contains(&word.as_str()) && !word.starts_with(|c: char| c.is_ascii_digit())
        })
        .collect()
}

fn question(material: &Material<'_>, at: ComponentId, key: &'static Service) -> Option<Question> {
    let layer = material.model.layer(at).id.as_ref();
    let id = format!("billing:{}", key.id);
    let mut random = material.random(&id);
    let own = units(key.pricing);
    let other = |one: &&Service| {
        tells(one) && one.exam.is_some() && !alike(key, one) && units(one.pricing).is_disjoint(&own)
    };
    let (near, far): (Vec<_>, Vec<_>) =
        catalog::services().iter().filter(other).partition(|one| one.layers.contains(&layer));
    let mut wrong: Vec<&Service> = Vec::new();
    for one in random.some(near, usize::MAX).into_iter().chain(random.some(far, usize::MAX)) {
        // Wrong answers differ from each other as well.
        if wrong.len() < 3
            && wrong.iter().all(|had| units(had.pricing).is_disjoint(&units(one.pricing)))
        {
            wrong.push(one);
        }
    }
    let says = |one: &'static Service| {
        let why = format!("That is how {} is billed.", one.name);
        (Answer::new(raised(one.pricing), why), one.id)
    };
    let answers = std::iter::once(key).chain(wrong).map(says).collect();
    let draft = Draft {
        id,
        kind: Kind::Billing,
        task: "2.3",
        ask: format!("{}: how is it billed?", key.name),
        answers,
    };
    let found = draft.finish(&mut random, |order| Claim::Billing(key.id, order))?;
    Some(found.from("catalogue", key.id).studies(key.id, &[StudyKind::Cost]))
}
