//! Regions: where a component runs, as it or the groups around it say.

use crate::{
    blueprint::BlueprintProperty,
    catalog::Scope,
    model::{ComponentId, Model},
    source::Span,
};

/// A Region of a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Region<'a> {
    /// Its code.
    pub(crate) code: &'a str,
    /// Where it is said: on the component or on a group around it.
    pub(crate) span: Span,
    /// Whether the component says it itself.
    pub(crate) own: bool,
}

/// The Regions where a component runs; empty when nothing says so, and for global services, which have none.
pub(crate) fn regions(model: &Model, id: ComponentId) -> Vec<Region<'_>> {
    if model.component(id).service.is_some_and(|service| service.scope == Scope::Global) {
        return Vec::new();
    }
    let properties = &model.said(id).properties;
    let words = ["regions", "region"].iter().filter_map(|name| properties.find(name));
    let own: Vec<Region<'_>> = words
        .flat_map(BlueprintProperty::words)
        .map(|word| Region { code: word.value, span: word.span, own: true })
        .collect();
    if own.is_empty() { around(model, id) } else { own }
}

/// The Regions of the groups around a component, each once.
fn around(model: &Model, id: ComponentId) -> Vec<Region<'_>> {
    let mut found: Vec<Region<'_>> = Vec::new();
    for &group in &model.component(id).groups {
        let said = model.ancestors(group).find_map(|one| model.said_group(one).prop("region"));
        if let Some((code, span)) = said.and_then(|said| Some((said.value.as_text()?, said.span)))
            && found.iter().all(|known| known.code != code)
        {
            found.push(Region { code, span, own: false });
        }
    }
    found
}
