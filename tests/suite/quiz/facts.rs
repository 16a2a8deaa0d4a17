//! What decides a question, found a second time and not as the generator finds it.

use super::Print;
use cyanotype::{
    blueprint::ConnectionKind,
    catalog::{self, Case, Trait},
    lint::{self, Settings},
    model::{ComponentId, ConnectionId, Model},
    study::{self, Claim, Question},
};
use std::collections::BTreeSet;

/// The answers that the facts make right, found without the generator.
pub(super) fn right(print: &Print, one: &Question) -> Vec<usize> {
    let model = &print.model;
    let places = |fits: Vec<bool>| {
        let fits = fits.into_iter().enumerate().filter(|(_, fits)| *fits);
        fits.map(|(at, _)| at).collect::<Vec<_>>()
    };
    match &one.claim {
        Claim::Fits(id, services) => {
            let key = model.component(*id).service.unwrap();
            let fits = |id: &&str| study::alike(key, catalog::by_id(id).unwrap());
            places(services.iter().map(&fits).collect())
        }
        Claim::Order(orders) => {
            places(orders.iter().map(|steps| can_happen(model, steps)).collect())
        }
        Claim::Layer(service, layers) => {
            let homes = catalog::by_id(service).unwrap().layers;
            places(layers.iter().map(|layer| homes.contains(&layer.as_str())).collect())
        }
        Claim::Lost(gone, parts) => {
            places(parts.iter().map(|&part| !is_reached(model, *gone, part)).collect())
        }
        Claim::Kept(gone, parts) => {
            places(parts.iter().map(|&part| is_reached(model, *gone, part)).collect())
        }
        Claim::Provides(capability, services) => {
            let at = catalog::capability(capability).unwrap();
            let gives = |id: &&str| catalog::by_id(id).unwrap().provides.has(at);
            places(services.iter().map(&gives).collect())
        }
        Claim::Settles(at, taken, (environment, code), names) => {
            let settled = |given: &&str| {
                let other = study::exchanged(model, *at, taken, given);
                let part = &other.component(*at).id;
                let settings = Settings { environment: *environment, ..Settings::default() };
                let findings = lint::run(&other, &print.source, &settings).findings;
                !findings.iter().any(|one| one.code == *code && one.subjects.first() == Some(part))
            };
            places(names.iter().map(settled).collect())
        }
        Claim::Billing(service, prices) => {
            let own = catalog::by_id(service).unwrap().pricing;
            places(prices.iter().map(|id| catalog::by_id(id).unwrap().pricing == own).collect())
        }
        Claim::Take(when, pairs) => {
            let rows = catalog::all_advice().iter().flat_map(|row| row.instead);
            let takes: Vec<&str> =
                rows.filter(|row| row.when == *when).map(|row| row.take).collect();
            places(pairs.iter().map(|(is, gives)| takes.contains(is) && is == gives).collect())
        }
        Claim::Replaces(service, ids) => {
            let replacement = catalog::by_id(service).unwrap().lifecycle.replacement;
            places(ids.iter().map(|id| *id == replacement).collect())
        }
        Claim::Case(id, order) => places(case_answers(id, order)),
    }
}

fn case(id: &str) -> &'static Case {
    catalog::cases().iter().find(|case| case.id == id).unwrap()
}

/// The fact of the case decides, where it names one; else its author.
fn case_answers(id: &str, order: &[usize]) -> Vec<bool> {
    let case = case(id);
    let option = |at: usize| if at == 0 { &case.right } else { &case.wrong[at - 1] };
    let decides = |at: usize| {
        let service = catalog::by_id(option(at).service);
        service.and_then(|service| case.holds_of(service)).unwrap_or(at == 0)
    };
    order.iter().map(|&at| if case.holds.is_empty() { at == 0 } else { decides(at) }).collect()
}

/// Whether the steps can happen in this order: nothing begins at a component before the flow has led to it.
fn can_happen(model: &Model, order: &[Vec<ConnectionId>]) -> bool {
    let asked: BTreeSet<ConnectionId> = order.iter().flatten().copied().collect();
    let whole = |flow: &&cyanotype::model::Flow| asked.iter().all(|by| flow.steps.contains(by));
    let Some(flow) = model.flows.iter().find(whole) else { return false };
    let ends = |end| model.members(end).iter().copied();
    // The other steps stay where they are; those that are asked about come in the order that is asked.
    let mut turn = order.iter().flatten().copied();
    let played: Vec<ConnectionId> = flow
        .steps
        .iter()
        .map(|by| if asked.contains(by) { turn.next().unwrap() } else { *by })
        .collect();
    let led_to = |by: &ConnectionId| ends(model.connection(*by).to).collect::<Vec<_>>();
    let later: BTreeSet<ComponentId> = flow.steps.iter().flat_map(led_to).collect();
    let mut met: BTreeSet<ComponentId> = BTreeSet::new();
    let mut was: BTreeSet<ComponentId> = BTreeSet::new();
    for (now, before) in played.iter().zip(&flow.steps) {
        for start in ends(model.connection(*now).from) {
            // Who is led to only later, in the flow as it is drawn, may begin by itself.
            let own = flow.steps.iter().position(|by| by == now).unwrap();
            let drawn = flow.steps[..own].iter().any(|by| led_to(by).contains(&start));
            if drawn && later.contains(&start) && !met.contains(&start) {
                return false;
            }
        }
        met.extend(led_to(now));
        was.extend(led_to(before));
    }
    was == met
}

/// Whether a request can still come to `part` without `gone`: walked backwards, from whom it is led to by, until
/// somebody is met to whom nobody leads. Who can only be led to by itself begins too, and so does a store at the
/// beginning of a flow, since somebody may have filled it who is not drawn.
fn is_reached(model: &Model, gone: ComponentId, part: ComponentId) -> bool {
    let before = |id: ComponentId| -> Vec<ComponentId> {
        let all = model.connection_ids().map(|by| model.connection(by));
        let asks = all.filter(|one| one.kind != ConnectionKind::Response);
        let mut found = Vec::new();
        for one in asks {
            let (from, to) = (model.members(one.from), model.members(one.to));
            if to.contains(&id) {
                found.extend(from.iter().copied());
            }
            if one.both && from.contains(&id) {
                found.extend(to.iter().copied());
            }
        }
        found
    };
    let closure = |start: ComponentId, without: Option<ComponentId>| {
        let mut seen = BTreeSet::from([start]);
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            let new = before(at).into_iter().filter(|one| Some(*one) != without);
            open.extend(new.filter(|one| seen.insert(*one)));
        }
        seen
    };
    let first = |id: ComponentId| {
        let steps = model.flows.iter().filter_map(|flow| flow.steps.first());
        steps.map(|&by| model.connection(by).from).any(|end| model.members(end).contains(&id))
    };
    let begins = |id: ComponentId| {
        let own = closure(id, None);
        let circle = || own.iter().all(|&one| closure(one, None).contains(&id));
        let traits = model.component(id).traits;
        !traits.has(Trait::CrossCutting)
            && (own.len() == 1 || first(id) && (traits.has(Trait::Store) || circle()))
    };
    closure(part, Some(gone)).into_iter().any(|id| id != gone && begins(id))
}

/// Makes the answer at `to` stand for the same as the one at `from`.
fn copy(claim: &mut Claim, from: usize, to: usize) {
    fn set<T: Clone>(list: &mut [T], from: usize, to: usize) {
        list[to] = list[from].clone();
    }
    match claim {
        Claim::Fits(_, list)
        | Claim::Billing(_, list)
        | Claim::Replaces(_, list)
        | Claim::Provides(_, list)
        | Claim::Settles(_, _, _, list) => set(list, from, to),
        Claim::Order(list) => set(list, from, to),
        Claim::Layer(_, list) => set(list, from, to),
        Claim::Lost(_, list) | Claim::Kept(_, list) => set(list, from, to),
        Claim::Take(_, list) => set(list, from, to),
        Claim::Case(_, list) => set(list, from, to),
    }
}

#[test]
fn a_second_right_answer_would_be_found() {
    let mut kinds = BTreeSet::new();
    for print in super::prints().into_iter().filter(|print| print.name.starts_with('c')) {
        for mut one in super::all(&print, 1) {
            let (key, other) = (one.right, (one.right + 1) % 4);
            copy(&mut one.claim, key, other);
            assert_eq!(right(&print, &one).len(), 2, "{}: {}", print.name, one.id);
            copy(&mut one.claim, (key + 2) % 4, key);
            assert_eq!(right(&print, &one), [other], "{}: {}", print.name, one.id);
            kinds.insert(one.kind);
        }
    }
    assert_eq!(kinds.len(), study::Kind::ALL.len());
}
