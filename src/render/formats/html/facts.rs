//! What the page tells of a component: what the blueprint says of it, and who covers it.

use crate::{
    blueprint::PropValue,
    catalog,
    model::{By, Component, ComponentId, Cover, Model},
    scene::{safe_link, short},
};
use serde::Serialize;

/// A component.
#[derive(Serialize)]
pub(super) struct Part {
    /// The id of its element.
    id: String,
    name: String,
    service: String,
    description: String,
    purpose: &'static str,
    facts: Vec<(String, String)>,
    data: Vec<&'static str>,
    covered: Vec<Covered>,
    link: Option<String>,
    /// What a search looks in, in lower case.
    words: String,
}

#[derive(Serialize)]
struct Covered {
    what: &'static str,
    by: String,
    id: Option<String>,
}

/// The id of a component's element in every picture.
pub(super) fn element(component: &Component) -> String {
    format!("c-{}", component.id)
}

pub(super) fn part(model: &Model, id: ComponentId) -> Part {
    let (component, said) = (model.component(id), model.said(id));
    let name = short(&component.label);
    let service = component.service.map_or("", |service| service.name);
    let words = [&name, service, &component.id, &component.word.value].join(" ");
    let description = said.description.as_ref();
    Part {
        id: element(component),
        service: service.to_owned(),
        description: description.map(|text| short(&text.value)).unwrap_or_default(),
        purpose: component.service.map_or("", |service| service.purpose),
        facts: facts(model, id),
        data: component.data.iter().map(crate::blueprint::DataClass::as_str).collect(),
        covered: covered(model, id),
        link: said.link.as_ref().and_then(|link| safe_link(&link.value)),
        words: short(&words).to_lowercase(),
        name,
    }
}

/// The layer, and what the blueprint says.
fn facts(model: &Model, id: ComponentId) -> Vec<(String, String)> {
    let (component, said) = (model.component(id), model.said(id));
    let mut out = vec![("layer".to_owned(), model.layer(id).title.to_string())];
    if let Some(status) = component.status {
        out.push(("status".to_owned(), format!("{status:?}").to_lowercase()));
    }
    let places: Vec<&str> =
        component.groups.iter().map(|&group| &*model.group(group).label).collect();
    if !places.is_empty() {
        out.push(("in".to_owned(), short(&places.join(", "))));
    }
    let said = said.properties.0.iter();
    out.extend(said.map(|one| (short(&one.name.value), short(&words(&one.value.value, 4)))));
    out
}

/// A value in words, so many levels deep.
fn words(value: &PropValue, levels: usize) -> String {
    match value {
        PropValue::Bool(true) => "yes".to_owned(),
        PropValue::Bool(false) => "no".to_owned(),
        PropValue::Number(number) => number.to_string(),
        PropValue::Text(text) => text.clone(),
        PropValue::List(items) => {
            items.iter().map(|item| item.value.as_str()).collect::<Vec<_>>().join(", ")
        }
        PropValue::Map(_) if levels == 0 => "…".to_owned(),
        PropValue::Map(entries) => {
            let entry = |(key, value): &(crate::source::Spanned<String>, _)| -> String {
                let value: &crate::source::Spanned<PropValue> = value;
                format!("{}: {}", key.value, words(&value.value, levels - 1))
            };
            entries.iter().map(entry).collect::<Vec<_>>().join("; ")
        }
    }
}

fn covered(model: &Model, id: ComponentId) -> Vec<Covered> {
    let rows = catalog::capabilities().iter().filter(|one| !one.badge.is_empty());
    let cover = |row: &catalog::Capability| {
        let (by, element) = match model.cover(row.id, id) {
            Cover::Yes { by: By::Component(by), .. } => {
                let by = model.component(by);
                (short(&by.label), Some(element(by)))
            }
            Cover::Yes { by: By::Organisation, .. } => ("the organisation".to_owned(), None),
            Cover::Yes { by: By::Itself(_), .. } => (String::new(), None),
            Cover::Planned(by) => {
                (format!("{} (planned)", short(&model.component(by).label)), None)
            }
            Cover::Denied(_) | Cover::No | Cover::Unknown => return None,
        };
        Some(Covered { what: row.legend, by, id: element })
    };
    rows.filter_map(cover).collect()
}
