//! Title block and footer.

use super::{
    artwork::Logo,
    item::{Anchor, Group, Look, Role, Shape, Text},
    options::View,
    plan::{Plan, SMALL},
    theme::Paint,
    words,
};
use crate::{
    diagnostic::Severity,
    geometry::{Point, Px, Rect, Size},
    model::Model,
    text::{self, Weight},
};
use std::sync::Arc;

const TITLE: Px = 22.0;
const SUBTITLE: Px = 14.0;
/// The longest line of the description.
const MEASURE: Px = 1240.0;
/// The most that a logo takes.
const LOGO: Size = Size::new(180.0, 40.0);

/// The name, the description and the rule, from `at` over `width`; gives the height it took.
pub(super) fn title(model: &Model, plan: &Plan, at: Point, width: Px) -> (Group, Px) {
    let name = name(model, plan);
    let mut group = Group::new(Role::Note, "title", name.clone());
    let mut y = at.y;
    let beside = plan.brand.logo.as_ref().map(|one| logo(one, at, width, &mut group.shapes));
    let room = width - beside.map_or(0.0, |size| size.w + 24.0);
    for line in text::wrap(&name, Weight::Bold, TITLE, room, 2) {
        y += 24.0;
        let at = Point::new(at.x, y);
        group.shapes.push(written(line, at, TITLE, Weight::Bold));
        y += 6.0;
    }
    let said = if plan.view.flow().is_some() { None } else { model.said.description.as_ref() };
    let said = match &plan.change {
        Some(change) => change.headline.as_str(),
        None => said.map_or("", |said| said.value.as_str()),
    };
    for line in text::wrap_evenly(said, Weight::Regular, SUBTITLE, room.min(MEASURE), 3) {
        y += 17.0;
        group.shapes.push(written(line, Point::new(at.x, y), SUBTITLE, Weight::Regular));
        y += 2.0;
    }
    y = y.max(at.y + beside.map_or(0.0, |size| size.h)) + 10.0;
    let rule = Rect::new(at.x, y, width, 3.0);
    let paint = plan.brand.accent.map_or(Paint::Rule, Paint::Accent);
    group.shapes.push(Shape::Rect(rule, 0.0, Look::filled(paint)));
    (group, y + 3.0 - at.y)
}

/// The company's logo at the right end, on white, which is what logos are made for; gives its size.
fn logo(logo: &Logo, at: Point, width: Px, out: &mut Vec<Shape>) -> Size {
    let height = LOGO.h.min(LOGO.w / logo.aspect());
    let size = Size::new(height * logo.aspect(), height);
    let place = Rect::new(at.x + width - size.w - 4.0, at.y + 4.0, size.w, size.h);
    out.push(Shape::Rect(place.grown(4.0), 4.0, Look::filled(Paint::OnTile)));
    out.push(match logo {
        Logo::Drawing(drawing) => Shape::Artwork(place, Arc::clone(drawing)),
        Logo::Dots(image) => Shape::Image(place, Arc::clone(image)),
    });
    Size::new(size.w + 8.0, size.h + 8.0)
}

/// The blueprint's name, and what the view shows of it.
pub(super) fn name(model: &Model, plan: &Plan) -> String {
    let name = own_name(model);
    let flow = plan.view.flow().and_then(|at| model.flows.get(at));
    let mut parts: Vec<String> = Vec::new();
    if plan.change.is_some() {
        return format!("{name}: what changed");
    }
    match (flow, plan.view) {
        (Some(flow), _) => parts.push(words::short(&flow.title)),
        (None, View::Review) => parts.push("review".to_owned()),
        (None, View::Study) => parts.push("study".to_owned()),
        (None, View::Coverage) => parts.push("coverage".to_owned()),
        _ => {}
    }
    let lens = plan.lens.as_ref().filter(|_| plan.view != View::Coverage);
    parts.extend(lens.map(|lens| lens.overlay.subject().to_owned()));
    if parts.is_empty() { name } else { format!("{name}: {}", parts.join(", ")) }
}

fn own_name(model: &Model) -> String {
    let said = model.said.name.as_ref().map(|said| words::short(&said.value));
    said.filter(|name| !name.is_empty()).unwrap_or_else(|| "Untitled".to_owned())
}

/// One line of facts about the picture.
pub(super) fn footer(model: &Model, plan: &Plan, note: &str, at: Point) -> Group {
    let mut parts = vec![format!("{} reference", words::short(&model.reference.id))];
    if matches!(plan.view, View::Layers | View::Review | View::Study) {
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
