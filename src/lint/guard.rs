//! What is known of the guardrail of an engine: which filters it has, and to what it applies.

use crate::{
    blueprint::PropValue,
    model::{By, ComponentId, Cover, Model},
    source::{Span, Spanned},
};

/// Whether a guardrail filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guard {
    /// It says so.
    Filters,
    /// There is one and it says otherwise, there.
    Lacks(Span),
    /// There is one that does not say.
    NotSaid,
    /// There is none.
    None,
}

/// Whether the guardrail of `id` has `filter` on its `side` (`input` or `output`).
pub(crate) fn guard(model: &Model, id: ComponentId, filter: &str, side: &str) -> Guard {
    match model.cover("guardrail", id) {
        Cover::Yes { .. } | Cover::Unknown => {
            mapping_of(model, id).map_or(Guard::NotSaid, |map| of(map, filter, side))
        }
        Cover::Planned(_) | Cover::Denied(_) | Cover::No => Guard::None,
    }
}

/// What the guardrail on a component says of itself: in the mapping of the component, else in that of the guardrail
/// that covers it.
pub(crate) fn mapping_of(model: &Model, id: ComponentId) -> Option<&Spanned<PropValue>> {
    let by = match model.cover("guardrail", id) {
        Cover::Yes { by: By::Component(by), .. } => Some(by),
        _ => None,
    };
    mapping(model, id).or_else(|| mapping(model, by?)).or_else(|| {
        // Said by a mapping or by `true`, and drawn beside it as well.
        model
            .providers("guardrail")
            .iter()
            .copied()
            .filter(|&by| covers(model, by, id))
            .find_map(|by| mapping(model, by))
    })
}

/// Whether the guardrail is connected with the component or names it in `covers`.
fn covers(model: &Model, by: ComponentId, id: ComponentId) -> bool {
    let named =
        model.said(by).covers.iter().flatten().any(|word| word.value == model.component(id).id);
    named || model.neighbours(by).iter().any(|step| step.to == id)
}

/// The mapping form of `guardrail`, when the component says it.
pub(crate) fn mapping(model: &Model, id: ComponentId) -> Option<&Spanned<PropValue>> {
    model.prop(id, "guardrail").filter(|said| matches!(said.value, PropValue::Map(_)))
}

/// Whether a list of the mapping has a word, with its place; none when the list is not said.
pub(crate) fn listed(map: &Spanned<PropValue>, key: &str, word: &str) -> Option<(bool, Span)> {
    let said = map.value.get(key)?;
    let words = said.value.as_list().unwrap_or_default();
    Some((words.iter().any(|one| one.value == word), said.span))
}

fn of(map: &Spanned<PropValue>, filter: &str, side: &str) -> Guard {
    match (listed(map, "filters", filter), listed(map, "apply", side)) {
        (Some((false, span)), _) | (_, Some((false, span))) => Guard::Lacks(span),
        (Some(_), _) => Guard::Filters,
        (None, _) => Guard::NotSaid,
    }
}

/// The guardrail to write so that it masks personal data on both sides, keeping the filters that are listed.
pub(crate) fn masking(model: &Model, id: ComponentId) -> String {
    let said = mapping(model, id).and_then(|map| map.value.get("filters"));
    let words = said.and_then(|said| said.value.as_list()).unwrap_or_default();
    let mut filters: Vec<&str> = words.iter().map(|word| word.value.as_str()).collect();
    if filters.is_empty() {
        filters = vec!["content", "prompt-attack"];
    }
    if !filters.contains(&"pii") {
        filters.push("pii");
    }
    format!("guardrail: {{apply: [input, output], filters: [{}]}}", filters.join(", "))
}
