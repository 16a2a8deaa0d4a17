//! What the page's script knows of the picture, as JSON that cannot end the element it stands in.

use crate::{
    blueprint::PropValue,
    catalog,
    layout::End,
    model::{By, Component, ComponentId, Cover, Model},
    render::Picture,
    scene::{Edge, GroupOf, Plan, safe_link, short, step_words},
};
use serde::Serialize;

#[derive(Serialize)]
struct Page {
    components: Vec<Part>,
    lines: Vec<Line>,
    flows: Vec<Flow>,
    findings: Vec<Finding>,
}

/// A component.
#[derive(Serialize)]
struct Part {
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

#[derive(Serialize)]
struct Line {
    id: String,
    from: String,
    to: String,
    label: String,
}

#[derive(Serialize)]
struct Flow {
    title: String,
    steps: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    mark: String,
    text: String,
    lines: Vec<String>,
}

#[derive(Serialize)]
struct Finding {
    code: String,
    severity: &'static str,
    message: String,
    help: String,
    parts: Vec<String>,
}

/// The data of the page.
pub(super) fn json(picture: &Picture<'_>) -> String {
    let (model, plan) = (picture.model, &picture.plan);
    let page = Page {
        components: plan.nodes.iter().map(|node| part(model, node.component)).collect(),
        lines: plan.edges.iter().enumerate().map(|(at, edge)| line(picture, at, edge)).collect(),
        flows: (0..model.flows.len()).map(|at| flow(model, plan, at)).collect(),
        findings: findings(picture),
    };
    // Plain numbers and strings in plain structs always serialise.
    let text = serde_json::to_string(&page).unwrap_or_default();
    harmless(&text)
}

/// JSON in which no character means anything to HTML or to old scripts.
fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            _ => out.push(c),
        }
    }
    out
}

fn element(component: &Component) -> String {
    format!("c-{}", component.id)
}

fn part(model: &Model, id: ComponentId) -> Part {
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

fn line(picture: &Picture<'_>, at: usize, edge: &Edge) -> Line {
    let end = |end: End| match end {
        End::Node(node) => {
            element(picture.model.component(picture.plan.nodes[node as usize].component))
        }
        End::Group(group) => match picture.plan.groups[group as usize].of {
            GroupOf::Said(id) => format!("g-{}", picture.model.group(id).id),
            GroupOf::Cloud | GroupOf::Shared => String::new(),
        },
    };
    Line {
        id: format!("l-{at}"),
        from: end(edge.from),
        to: end(edge.to),
        label: edge.label.join(" "),
    }
}

fn flow(model: &Model, plan: &Plan, flow: usize) -> Flow {
    let step = |(at, one): (usize, &crate::scene::Step)| Step {
        mark: one.mark.clone(),
        text: step_words(model, one),
        lines: (0..plan.edges.len())
            .filter(|&edge| plan.edges[edge].steps.contains(&at))
            .map(|edge| format!("l-{edge}"))
            .collect(),
    };
    let steps = plan.steps.iter().enumerate().filter(|(_, one)| one.flow == flow);
    Flow { title: short(&model.flows[flow].title), steps: steps.map(step).collect() }
}

fn findings(picture: &Picture<'_>) -> Vec<Finding> {
    let model = picture.model;
    let finding = |one: &crate::diagnostic::Diagnostic| Finding {
        code: short(&one.code),
        severity: one.severity.as_str(),
        message: short(&one.message),
        help: one
            .help
            .as_ref()
            .map(|help| help.lines().map(short_line).collect())
            .unwrap_or_default(),
        parts: one
            .subjects
            .iter()
            .filter_map(|subject| model.find(subject))
            .map(|id| element(model.component(id)))
            .collect(),
    };
    picture.options.findings.iter().map(finding).collect()
}

/// A line of help with its indent.
fn short_line(line: &str) -> String {
    let indent = line.len() - line.trim_start().len();
    format!("{}{}\n", " ".repeat(indent.min(40)), short(line))
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn json_cannot_end_its_element() {
        let text = harmless("{\"a\":\"</script><!--&\u{2028}\"}");
        assert!(!text.contains(['<', '>', '&', '\u{2028}']));
        let back: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(back["a"], "</script><!--&\u{2028}");
    }
}
