//! Where data may be: what `context.residency` allows, as far as the catalogue knows the places.

use crate::{
    catalog,
    lint::Context,
    model::{ComponentId, DataClasses},
    source::Span,
};

/// The places that data may be in.
pub(super) struct Residency<'a> {
    words: Vec<&'a str>,
    /// The place of the list.
    pub(super) span: Span,
    /// Whether every word of it is known.
    complete: bool,
}

/// What the blueprint allows; none when it says nothing.
pub(super) fn residency<'a>(context: &'a Context<'_>) -> Option<Residency<'a>> {
    let said = &context.said.context.residency;
    let words: Vec<&str> = said.iter().map(|word| word.value.as_str()).collect();
    let complete = words
        .iter()
        .all(|word| catalog::is_region_code(word) || catalog::geography(word).is_some());
    Some(Residency { span: said.first()?.span.to(said.last()?.span), words, complete })
}

impl Residency<'_> {
    /// Whether the Region lies inside; none when that cannot be known.
    pub(super) fn holds_region(&self, code: &str) -> Option<bool> {
        let inside = self.words.iter().any(|word| {
            *word == code || catalog::geography(word).is_some_and(|row| row.regions.contains(&code))
        });
        if inside { Some(true) } else { self.complete.then_some(false) }
    }
    /// Whether all Regions of the geography lie inside; none when that cannot be known.
    pub(super) fn holds_geography(&self, id: &str) -> Option<bool> {
        if self.words.contains(&id) {
            return Some(true);
        }
        if id == "global" {
            return self.complete.then_some(false);
        }
        let regions = catalog::geography(id)?.regions;
        if regions.iter().all(|code| self.holds_region(code) == Some(true)) {
            return Some(true);
        }
        self.complete.then_some(false)
    }
    /// The words, for a message.
    pub(super) fn words(&self) -> String {
        self.words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
    }
}

/// Whether everything that reaches the component may be read by anybody.
pub(super) fn is_public(context: &Context<'_>, id: ComponentId) -> bool {
    let classes = context.component(id).data;
    let only = DataClasses::from_iter([crate::blueprint::DataClass::Public]);
    classes == only
}
