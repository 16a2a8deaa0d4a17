//! Which service fits the blank: a picture in which a letter stands in the place of a component.

use super::{drawn, name};
use crate::catalog::{Provider, Service, Trait};
use crate::model::{ComponentId, Connection, ConnectionId, End, Model};
use crate::scene::{View, short};
use crate::study::pool::{SERVICE_ROWS, answers, need, task_of, wrong};
use crate::study::question::Draft;
use crate::study::{Claim, Illustration, Kind, Material, Question};

/// More lines than this are no help.
const MOST_LINES: usize = 6;

pub(super) fn make(material: &Material<'_>) -> Vec<Question> {
    let asked = |one: &(ComponentId, &Service)| {
        one.1.provider == Provider::Aws && !one.1.traits.has(Trait::Generic)
    };
    let all = drawn(material.model).into_iter().filter(asked);
    all.filter_map(|(id, service)| question(material, id, service)).collect()
}

fn question(material: &Material<'_>, at: ComponentId, key: &'static Service) -> Option<Question> {
    let model = material.model;
    let layer = model.layer(at);
    let id = format!("blank:{}", model.component(at).id);
    let mut random = material.random(&id);
    let wrong = wrong(key, &layer.id, |_| true, &mut random);
    let answers = answers(std::iter::once(key).chain(wrong));
    let ask = format!(
        "In \u{201c}{}\u{201d} a component of the layer \u{201c}{}\u{201d} is blank. {} Which service is A?",
        name(model),
        layer.title,
        need(key)
    );
    let draft = Draft { id, kind: Kind::Blank, task: task_of(key), ask, answers };
    let found = draft.finish(&mut random, |order| Claim::Fits(at, order))?;
    let lines = lines(model, at);
    let mut found = found.with_lines(lines.clone()).from("catalogue", key.id);
    found = found.from("blueprint", name(model)).studies(key.id, SERVICE_ROWS);
    let told = if lines.is_empty() { String::new() } else { format!(": {}", lines.join("; ")) };
    let words = format!(
        "\u{201c}{}\u{201d} with an A in the place of a component of the layer \u{201c}{}\u{201d}{told}",
        name(model),
        layer.title
    );
    found.picture = Some(Illustration { blanks: vec![at], view: view(model, at), words });
    Some(found)
}

/// The first flow that passes the component, else all layers.
fn view(model: &Model, id: ComponentId) -> View {
    let touches = |&by: &ConnectionId| ends(model, model.connection(by)).any(|end| end == id);
    let flow = model.flows.iter().position(|flow| flow.steps.iter().any(touches));
    flow.map_or(View::Layers, View::Flow)
}

fn ends<'a>(model: &'a Model, one: &'a Connection) -> impl Iterator<Item = ComponentId> + 'a {
    [one.from, one.to].into_iter().flat_map(|end| model.members(end).iter().copied())
}

/// What leads to it and from it, with `A` in its place.
fn lines(model: &Model, id: ComponentId) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for by in model.connection_ids() {
        let one = model.connection(by);
        if ![one.from, one.to].contains(&End::Component(id)) {
            continue;
        }
        let called = |end: End| match end {
            End::Component(same) if same == id => "A".to_owned(),
            End::Component(other) => short(&model.component(other).label),
            End::Group(group) => short(&model.group(group).label),
        };
        let label =
            if one.label.is_empty() { String::new() } else { format!(": {}", short(&one.label)) };
        let line = format!("{} → {}{label}", called(one.from), called(one.to));
        if !out.contains(&line) && out.len() < MOST_LINES {
            out.push(line);
        }
    }
    out
}
