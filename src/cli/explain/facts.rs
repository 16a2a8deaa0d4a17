//! The other words of the catalogue: capabilities, layers, properties, kinds of groups, traits, study topics.

use super::page::Page;
use crate::catalog::{self, Place, Service};
use crate::cli::words;

/// Ids of the services that fulfil a condition.
fn services(wanted: impl Fn(&Service) -> bool) -> String {
    let ids: Vec<_> =
        catalog::services().iter().filter(|one| wanted(one)).map(|one| one.id).collect();
    ids.join(", ")
}

fn is(id: &str, title: &str, word: &str) -> bool {
    let word = catalog::normalise(word);
    !word.is_empty() && (catalog::normalise(id) == word || catalog::normalise(title) == word)
}

pub(super) fn capability(word: &str, page: &mut Page<'_>) -> bool {
    let rows = catalog::capabilities().iter().enumerate();
    let Some((index, one)) = rows.into_iter().find(|(_, one)| is(one.id, one.title, word)) else {
        return false;
    };
    page.title(&format!("{} (capability `{}`)", one.title, one.id));
    page.paragraph(one.meaning);
    page.gap();
    page.fact("layer", one.home);
    page.fact("usually", one.default_service);
    page.fact("offered by", &services(|service| service.provides.has(index)));
    true
}

pub(super) fn layer(word: &str, page: &mut Page<'_>) -> bool {
    let mut known = false;
    for reference in catalog::references() {
        let Some(layer) = reference.layers.iter().find(|one| is(&one.id, &one.title, word)) else {
            continue;
        };
        known = true;
        page.title(&format!("{} (layer `{}` of {})", layer.title, layer.id, reference.id));
        page.paragraph(&layer.purpose);
        page.gap();
        let drawn = match layer.place {
            Place::Band => "as a band over the full width",
            Place::Rail => "as a rail beside the bands",
        };
        page.fact("drawn", drawn);
        page.fact("required by", &layer.required_by.join(", "));
        page.fact("usually", &layer.default_service);
        let expected: Vec<_> = layer.expects.iter().map(|one| &*one.capability).collect();
        page.fact("expected", &expected.join(", "));
        page.fact("services", &services(|service| service.layers.contains(&&*layer.id)));
    }
    known
}

pub(super) fn property(word: &str, page: &mut Page<'_>) -> bool {
    let mut known = false;
    for one in catalog::properties().iter().filter(|one| is(one.name, "", word)) {
        known = true;
        page.title(&format!("{} (property of {})", one.name, words::carrier(one.on)));
        page.paragraph(one.meaning);
        page.gap();
        let types: Vec<_> = one.types.iter().map(|&one| words::property_type(one)).collect();
        page.fact("value", &types.join(", or "));
        page.fact("words", &one.values.join(", "));
        let carriers: Vec<_> = one.carriers.iter().map(catalog::Trait::as_str).collect();
        page.fact("for", &carriers.join(", "));
    }
    known
}

pub(super) fn boundary(word: &str, page: &mut Page<'_>) -> bool {
    let found = catalog::boundaries().iter().find(|one| is(one.id, one.title, word));
    if let Some(one) = found {
        page.title(&format!("{} (kind of group `{}`)", one.title, one.id));
        page.gap();
        let inside = one
            .inside
            .iter()
            .map(|&kind| if kind == catalog::Boundary::TOP { "no group" } else { kind });
        page.fact("may stand in", &inside.collect::<Vec<_>>().join(", "));
    }
    found.is_some()
}

pub(super) fn trait_(word: &str, page: &mut Page<'_>) -> bool {
    let found = catalog::Trait::ALL.iter().copied().find(|one| is(one.as_str(), "", word));
    if let Some(one) = found {
        page.title(&format!("{} (trait)", one.as_str()));
        page.paragraph(one.meaning());
        page.gap();
        page.fact("services", &services(|service| service.traits.has(one)));
    }
    found.is_some()
}

pub(super) fn study(word: &str, page: &mut Page<'_>) -> bool {
    let found = catalog::study_item(word);
    if let Some(one) = found {
        page.title(&format!("{} ({})", one.title, one.kind.title()));
        page.paragraph(one.text);
        page.gap();
        for id in one.services {
            let what = catalog::by_id(id).map_or("", |service| service.purpose);
            page.fact(
                if one.services.first() == Some(id) { "services" } else { "" },
                &format!("{id}: {what}"),
            );
        }
        let cases = catalog::cases().iter().filter(|case| case.study.contains(&one.id));
        let mut tasks: Vec<&str> = cases.map(|case| case.task).collect();
        tasks.sort_unstable();
        tasks.dedup();
        page.fact("exam tasks", &tasks.join(", "));
    }
    found.is_some()
}
