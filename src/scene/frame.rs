//! Title block and footer.

use super::{
    item::{Anchor, Group, Look, Role, Shape, Text},
    options::View,
    plan::{Plan, SMALL},
    theme::Paint,
    words,
};
use crate::{
    diagnostic::Severity,
    geometry::{Point, Px, Rect},
    model::Model,
    text::{self, Weight},
};

const TITLE: Px = 22.0;
const SUBTITLE: Px = 14.0;

/// The name, the description and the rule, from `at` over `width`; gives the height it took.
pub(super) fn title(model: &Model, plan: &Plan, at: Point, width: Px) -> (Group, Px) {
    let name = name(model, plan);
    let mut group = Group::new(Role::Note, "title", name.clone());
    let mut y = at.y;
    for line in text::wrap(&name, Weight::Bold, TITLE, width, 2) {
        y += 24.0;
        let at = Point::new(at.x, y);
        group.shapes.push(written(line, at, TITLE, Weight::Bold));
        y += 6.0;
    }
    let said = if plan.view.flow().is_some() { None } else { model.said.description.as_ref() };
    let said = said.map_or("", |said| said.value.as_str());
    for line in text::wrap(said, Weight::Regular, SUBTITLE, width.min(900.0), 3) {
        y += 17.0;
        group.shapes.push(written(line, Point::new(at.x, y), SUBTITLE, Weight::Regular));
        y += 2.0;
    }
    y += 10.0;
    let rule = Rect::new(at.x, y, width, 3.0);
    group.shapes.push(Shape::Rect(rule, 0.0, Look::filled(Paint::Rule)));
    (group, y + 3.0 - at.y)
}

/// The blueprint's name, and what the view shows of it.
pub(super) fn name(model: &Model, plan: &Plan) -> String {
    let name = own_name(model);
    let flow = plan.view.flow().and_then(|at| model.flows.get(at));
    match (flow, plan.view) {
        (Some(flow), _) => format!("{name}: {}", words::short(&flow.title)),
        (None, View::Review) => format!("{name}: review"),
        (None, View::Coverage) => format!("{name}: coverage"),
        _ => name,
    }
}

fn own_name(model: &Model) -> String {
    let said = model.said.name.as_ref().map(|said| words::short(&said.value));
    said.filter(|name| !name.is_empty()).unwrap_or_else(|| "Untitled".to_owned())
}

/// One line of facts about the picture.
pub(super) fn footer(model: &Model, plan: &Plan, note: &str, at: Point) -> Group {
    let mut parts = vec![format!("{} reference", words::short(&model.reference.id))];
    if matches!(plan.view, View::Layers | View::Review) {
        let drawn = plan.bands.len() + plan.rails.len();
        parts.push(format!("{drawn} of {} layers", model.reference.layers.len()));
    }
    if plan.view == View::Review {
        parts.push(found(plan));
    }
    if !note.is_empty() {
        parts.push(words::short(note));
    }
    let words = parts.join(" · ");
    let mut group = Group::new(Role::Note, "footer", words.clone());
    group.shapes.push(written(words, at, SMALL, Weight::Regular));
    group
}

/// "2 errors, 1 warning".
fn found(plan: &Plan) -> String {
    let count = |severity: Severity| {
        let count = plan.findings.iter().filter(|one| one.severity == severity).count();
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {}{plural}", severity.as_str()))
    };
    let counts = [Severity::Error, Severity::Warning, Severity::Info].map(count);
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    if counts.is_empty() { "no findings".to_owned() } else { counts.join(", ") }
}

fn written(text: String, at: Point, size: Px, weight: Weight) -> Shape {
    let paint = if weight == Weight::Bold { Paint::Text } else { Paint::Muted };
    Shape::Text(Text { at, anchor: Anchor::Start, size, weight, paint, text })
}
