//! In which order the steps of a flow happen.

use super::name;
use crate::catalog::Trait;
use crate::model::{ComponentId, ConnectionId, Flow, Model};
use crate::scene::short;
use crate::study::question::Draft;
use crate::study::{Answer, Claim, Kind, Material, Question, Random};

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
    let needs = needs(model, flow, steps);
    // shown[k] is the step that stands under the number k.
    let mut shown: Vec<usize> = (0..STEPS).collect();
    random.shuffle(&mut shown);
    let orders = orders(&needs, &mut random)?;
    let number = |step: usize| shown.iter().position(|&one| one == step).map_or("", |k| NUMBERS[k]);
    let answers = orders.into_iter().map(|order| {
        let text = order.iter().map(|&step| number(step)).collect::<Vec<_>>().join(", ");
        (
            Answer::new(text, why(&order, &needs, &texts)),
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

/// A step that begins where only some earlier ones lead to: it comes after one of them.
struct Need {
    before: Vec<usize>,
    then: usize,
}

/// What the steps need of each other; who is led to by a step that is not asked about needs none of these.
fn needs(model: &Model, flow: &Flow, steps: &[Vec<ConnectionId>]) -> Vec<Need> {
    let ends = |end| model.members(end).iter().copied();
    let leads =
        |by: ConnectionId, to: ComponentId| ends(model.connection(by).to).any(|at| at == to);
    let place = |by: &ConnectionId| steps.iter().position(|step| step.contains(by));
    let mut out = Vec::new();
    for (then, step) in steps.iter().enumerate() {
        let earlier = flow.steps.iter().take_while(|by| !step.contains(by));
        let earlier: Vec<ConnectionId> = earlier.copied().collect();
        for start in step.iter().flat_map(|&by| ends(model.connection(by).from)) {
            let leading = earlier.iter().filter(|&&by| leads(by, start));
            let before: Option<Vec<usize>> = leading.map(place).collect();
            let before = before.filter(|before| !before.is_empty());
            out.extend(before.map(|before| Need { before, then }));
        }
    }
    out
}

/// The right order and three that go against a need: where none does, both orders might happen.
fn orders(needs: &[Need], random: &mut Random) -> Option<Vec<Vec<usize>>> {
    let right: Vec<usize> = (0..STEPS).collect();
    let all = permutations(&right);
    let wrong = all.into_iter().filter(|order| broken(order, needs).is_some()).collect();
    let mut orders = vec![right];
    orders.extend(random.some(wrong, 3));
    (orders.len() == 4).then_some(orders)
}

fn permutations(items: &[usize]) -> Vec<Vec<usize>> {
    let Some((first, rest)) = items.split_first() else { return vec![Vec::new()] };
    let mut out = Vec::new();
    for order in permutations(rest) {
        for at in 0..=order.len() {
            let mut longer = order.clone();
            longer.insert(at, *first);
            out.push(longer);
        }
    }
    out
}

/// The first need that an order goes against.
fn broken<'a>(order: &[usize], needs: &'a [Need]) -> Option<&'a Need> {
    let place = |step: usize| order.iter().position(|&one| one == step);
    needs.iter().find(|need| need.before.iter().all(|&one| place(one) > place(need.then)))
}

/// Why it is right, or the need that it goes against.
fn why(order: &[usize], needs: &[Need], texts: &[String]) -> String {
    let Some(need) = broken(order, needs) else {
        return format!("The flow runs so: {}.", texts.join("; then "));
    };
    let before: Vec<String> =
        need.before.iter().map(|&one| format!("\u{201c}{}\u{201d}", texts[one])).collect();
    format!(
        "\u{201c}{}\u{201d} begins where {} leads to, so it comes after it.",
        texts[need.then],
        before.join(" or ")
    )
}

/// Whether a step asks a retriever: then the order is that of retrieval-augmented generation.
fn retrieves(model: &Model, steps: &[Vec<ConnectionId>]) -> bool {
    let to = steps.iter().flatten().flat_map(|&id| model.members(model.connection(id).to));
    to.into_iter().any(|&id| model.component(id).traits.has(Trait::Retriever))
}
