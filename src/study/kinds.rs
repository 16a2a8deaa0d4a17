//! The kinds of questions: one file each.

mod billing;
mod blank;
mod breaks;
mod case;
mod choice;
mod control;
mod layer;
mod lifecycle;
mod order;
mod setting;

use super::{Kind, Material, Question};
use crate::{
    catalog::Service,
    model::{ComponentId, Model},
};

/// Makes all questions of a kind.
type Make = fn(&Material<'_>) -> Vec<Question>;

/// How questions of a kind are made.
pub(super) const fn of(kind: Kind) -> Make {
    match kind {
        Kind::Case => case::make,
        Kind::Choice => choice::make,
        Kind::Blank => blank::make,
        Kind::Control => control::make,
        Kind::Breaks => breaks::make,
        Kind::Order => order::make,
        Kind::Billing => billing::make,
        Kind::Layer => layer::make,
        Kind::Lifecycle => lifecycle::make,
    }
}

/// The components with a service, the first of each service.
fn drawn(model: &Model) -> Vec<(ComponentId, &'static Service)> {
    let mut found: Vec<(ComponentId, &'static Service)> = Vec::new();
    for id in model.component_ids() {
        let service = model.component(id).service;
        let new = |one: &&Service| !found.iter().any(|(_, known)| known.id == one.id);
        found.extend(service.filter(new).map(|one| (id, one)));
    }
    found
}

/// The name of the blueprint, for sentences.
fn name(model: &Model) -> String {
    let said = model.said.name.as_ref().map(|said| crate::scene::short(&said.value));
    said.filter(|name| !name.is_empty()).unwrap_or_else(|| "the blueprint".to_owned())
}
