//! In which layer a service belongs.

use super::{drawn, name};
use crate::catalog::{Provider, Service, Trait};
use crate::model::{ComponentId, Model};
use crate::study::pool::{SERVICE_ROWS, lowered, named, task_of};
use crate::study::question::Draft;
use crate::study::{Answer, Claim, Kind, Material, Question};

/// Layers whose border is a matter of taste: neither is a wrong answer where the other one is right.
const NEAR: &[[&str; 2]] = &[
    ["api", "orchestration"],
    ["ingestion", "orchestration"],
    ["ingestion", "storage"],
    ["search", "storage"],
    ["monitoring", "operations"],
    ["monitoring", "security"],
    ["network", "security"],
];

/// A service that may live in more layers says nothing about any of them.
const MOST_HOMES: usize = 3;

pub(super) fn make(material: &Material<'_>) -> Vec<Question> {
    let telling = |one: &(ComponentId, &Service)| {
        let (id, service) = *one;
        let home = material.model.layer(id).id.as_ref();
        service.provider == Provider::Aws
            && !service.traits.has(Trait::Generic)
            && service.layers.len() <= MOST_HOMES
            && service.layers.contains(&home)
    };
    let all = drawn(material.model).into_iter().filter(telling);
    all.filter_map(|(id, service)| question(material, id, service)).collect()
}

fn question(
    material: &Material<'_>,
    at: ComponentId,
    service: &'static Service,
) -> Option<Question> {
    let model = material.model;
    let home = model.component(at).layer;
    let id = format!("layer:{}", service.id);
    let mut random = material.random(&id);
    let layers = model.reference.layers.iter().enumerate();
    let own = model.reference.layers[home].id.as_ref();
    let near = |id: &str| NEAR.iter().any(|pair| pair.contains(&own) && pair.contains(&id));
    let wrong = layers.filter(|(_, one)| {
        !service.layers.contains(&&*one.id) && one.id != "actors" && !near(&one.id)
    });
    let wrong: Vec<usize> = wrong.map(|(at, _)| at).collect();
    let wrong = random.some(wrong, 3);
    let answers = std::iter::once(home).chain(wrong).map(|at| says(model, at, home));
    let answers = answers.collect();
    let ask = format!(
        "To which layer of \u{201c}{}\u{201d} does {} belong? Its work: {}.",
        name(model),
        named(service),
        lowered(service.purpose.trim_end_matches('.'))
    );
    let draft = Draft { id, kind: Kind::Layer, task: task_of(service), ask, answers };
    let found = draft.finish(&mut random, |order| Claim::Layer(service.id, order))?;
    Some(found.from("catalogue", service.id).studies(service.id, SERVICE_ROWS))
}

fn says(model: &Model, at: usize, home: usize) -> (Answer, String) {
    let layer = &model.reference.layers[at];
    let own = if at == home { "" } else { "Another layer. " };
    let why = format!("{own}{}: {}", layer.title, layer.purpose);
    (Answer::new(layer.title.to_string(), why), layer.id.to_string())
}
