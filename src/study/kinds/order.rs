//! In which order the steps of a flow happen.

use super::name;
use crate::catalog::Trait;
use crate::model::{ConnectionId, Flow, Model};
use crate::scene::short;
use crate::study::question::Draft;
use crate::study::{Answer, Claim, Kind, Material, Question};

/// How many steps are put in order.
const STEPS: usize = 4;
const NUMBERS: [&str; STEPS] = ["I", "II", "III", "IV"];

pub(super) fn make(material: &Material<'_>) -> Vec<Question> {
    let flows = &material.model.flows;
    flows.iter().flat_map(|flow| windows(material, flow)).collect()
}

/// A question on each run of steps, without overlaps but the last.
fn windows(material: &Material<'_>, flow: &Flow) -> Vec<Question> {
    let model = material.model;
    let steps = steps(model, flow);
    let mut starts: Vec<usize> =
        (0..steps.len().saturating_sub(STEPS - 1)).step_by(STEPS - 1).collect();
    let last = steps.len().saturating_sub(STEPS);
    if steps.len() >= STEPS && !starts.contains(&last) {
        starts.push(last);
    }
    starts
        .into_iter()
        .filter_map(|at| question(material, flow, &steps[at..at + STEPS], at))
        .collect()
}

/// The steps of a flow; the connections of a fan-out are one.
fn steps(model: &Model, flow: &Flow) -> Vec<Vec<ConnectionId>> {
    let mut out: Vec<Vec<ConnectionId>> = Vec::new();
    let place = |id: ConnectionId| {
        let said = model.said_connection(id);
        (said.statement, said.hop)
    };
    for &id in &flow.steps {
        match out.last_mut() {
            Some(step) if step.last().is_some_and(|&last| place(last) == place(id)) => {
                step.push(id);
            }
            _ => out.push(vec![id]),
        }
    }
    out
}

fn words(model: &Model, step: &[ConnectionId]) -> String {
    let names = |ends: Vec<crate::model::End>| {
        let mut out: Vec<String> = Vec::new();
        for end in ends {
            let label = match end {
                crate::model::End::Component(id) => &model.component(id).label,
                crate::model::End::Group(id) => &model.group(id).label,
            };
            let label = short(label);
            if !out.contains(&label) {
                out.push(label);
            }
        }
        out.join(", ")
    };
    let from = names(step.iter().map(|&id| model.connection(id).from).collect());
    let to = names(step.iter().map(|&id| model.connection(id).to).collect());
    let label = step.first().map_or("", |&id| model.connection(id).label.as_str());
    if label.is_empty() {
        format!("{from} → {to}")
    } else {
        format!("{from} → {to}: {}", short(label))
    }
}

fn question(
    material: &Material<'_>,
    flow: &Flow,
    steps: &[Vec<ConnectionId>],
    at: usize,
) -> Option<Question> {
    let model = material.model;
    let id = format!("order:{}:{}", flow.id, at + 1);
    let mut random = material.random(&id);
    let texts: Vec<String> = steps.iter().map(|step| words(model, step)).collect();
    let different: std::collections::BTreeSet<&String> = texts.iter().collect();
    if different.len() != STEPS {
        return None;
    }
    // shown[k] is the step that stands under the number k.
    let mut shown: Vec<usize> = (0..STEPS).collect();
    random.shuffle(&mut shown);
    let right: Vec<usize> = (0..STEPS).collect();
    let mut orders = vec![right.clone()];
    while orders.len() < 4 {
        let mut other = right.clone();
        random.shuffle(&mut other);
        if !orders.contains(&other) {
            orders.push(other);
        }
    }
    let number = |step: usize| shown.iter().position(|&one| one == step).map_or("", |k| NUMBERS[k]);
    let answers = orders.into_iter().map(|order| {
        let text = order.iter().map(|&step| number(step)).collect::<Vec<_>>().join(", ");
        (
            Answer::new(text, why(&order, &texts)),
            order.iter().map(|&step| steps[step].clone()).collect(),
        )
    });
    let answers = answers.collect();
    let ask = format!(
        "In what order do these steps of the flow \u{201c}{}\u{201d} happen in \u{201c}{}\u{201d}?",
        short(&flow.title),
        name(model)
    );
    let task = if retrieves(model, steps) { "3.1" } else { "2.3" };
    let draft = Draft { id, kind: Kind::Order, task, ask, answers };
    let found = draft.finish(&mut random, Claim::Order)?;
    let lines =
        shown.iter().zip(NUMBERS).map(|(&step, number)| format!("{number}. {}", texts[step]));
    let mut found = found.with_lines(lines.collect()).from("blueprint", name(model));
    found.study = vec!["tip-diagrams"];
    Some(found)
}

/// The first pair of neighbours that stands the wrong way round.
fn why(order: &[usize], texts: &[String]) -> String {
    match order.windows(2).find(|two| two[0] > two[1]) {
        None => format!("The flow runs so: {}.", texts.join("; then ")),
        Some(two) => format!(
            "\u{201c}{}\u{201d} comes before \u{201c}{}\u{201d}, and not after it.",
            texts[two[1]], texts[two[0]]
        ),
    }
}

/// Whether a step asks a retriever: then the order is that of retrieval-augmented generation.
fn retrieves(model: &Model, steps: &[Vec<ConnectionId>]) -> bool {
    let to = steps.iter().flatten().flat_map(|&id| model.members(model.connection(id).to));
    to.into_iter().any(|&id| model.component(id).traits.has(Trait::Retriever))
}
