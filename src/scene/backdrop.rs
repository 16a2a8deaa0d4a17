//! What lies behind components and lines: bands, rails and boundaries.

use super::{
    chip,
    item::{Anchor, Group, Look, Role, Shape, Stroke, Text},
    plan::{self, CORNER_ICON, GroupOf, HEADING, Plan, SMALL, Stratum, TITLE},
    theme::Paint,
    words,
};
use crate::{
    geometry::{Point, Px, Rect},
    model::Model,
    text::{self, Weight},
};
use std::sync::Arc;

/// Thickness of the bar at a band's start and over a rail.
const BAR: Px = 4.0;

/// Says whether a place of the picture is free of boxes, lines and labels.
pub(super) type Free<'a> = dyn Fn(&Rect) -> bool + 'a;

fn heading(text: &str, at: Point, anchor: Anchor) -> Shape {
    let text = Text::level(text, at, (HEADING, Weight::Bold), Paint::Muted);
    Shape::Text(text.anchored(anchor))
}

/// A band: a tinted ground with a bar at its left and the layer's name.
pub(super) fn band(model: &Model, plan: &Plan, stratum: &Stratum, place: &Rect) -> Group {
    let colour = stratum.colour;
    let mut group = layer(model, stratum);
    let bar = Rect::new(place.x, place.y, BAR, place.h);
    group.shapes.push(Shape::Rect(*place, 0.0, Look::filled(Paint::Tint(colour))));
    group.shapes.push(Shape::Rect(bar, 0.0, Look::filled(Paint::Border(colour))));
    let at = Point::new(place.x + 16.0, place.y + 17.0);
    group.shapes.push(heading(&stratum.title, at, Anchor::Start));
    marks(plan, &stratum.marks, Point::new(at.x, at.y + 11.0), &mut group.shapes);
    group
}

/// The marks of findings with their upper left corner at `at`.
fn marks(plan: &Plan, marks: &[usize], at: Point, out: &mut Vec<Shape>) {
    let width = chip::extent(&plan.findings, marks).w;
    chip::draw(&plan.findings, marks, Point::new(at.x + width / 2.0, at.y), out);
}

/// A rail: the same, upright, with the bar on top. The heading stands over the tiles, which need not be in the middle.
pub(super) fn rail(
    model: &Model,
    plan: &Plan,
    stratum: &Stratum,
    (place, tiles): (&Rect, Option<Px>),
    free: &Free<'_>,
) -> Group {
    let colour = stratum.colour;
    let mut group = layer(model, stratum);
    let bar = Rect::new(place.x, place.y, place.w, BAR);
    group.shapes.push(Shape::Rect(*place, 0.0, Look::filled(Paint::Tint(colour))));
    group.shapes.push(Shape::Rect(bar, 0.0, Look::filled(Paint::Border(colour))));
    let y = place.y + 19.0;
    let width = text::width(&stratum.title, Weight::Bold, HEADING);
    let fits = |x: &Px| {
        let ground = Rect::new(x - width / 2.0, y - 9.0, width, 18.0);
        place.grown(-6.0).contains(&ground) && free(&ground)
    };
    let alone = stratum.marks.is_empty();
    let middle = tiles.into_iter().chain([place.center().x]).filter(|_| alone).find(fits);
    group.shapes.push(match middle {
        Some(x) => heading(&stratum.title, Point::new(x, y), Anchor::Middle),
        None => heading(&stratum.title, Point::new(place.x + 16.0, y), Anchor::Start),
    });
    marks(plan, &stratum.marks, Point::new(place.x + 12.0, y + 11.0), &mut group.shapes);
    group
}

fn layer(model: &Model, stratum: &Stratum) -> Group {
    let layer = &model.reference.layers[stratum.layer];
    let id = format!("layer-{}", layer.id);
    Group::new(Role::Boundary, id, format!("Layer {}", layer.title))
}

/// A boundary: border, ground, icon and title.
pub(super) fn boundary(
    model: &Model,
    plan: &Plan,
    at: usize,
    place: &Rect,
    free: &Free<'_>,
) -> Group {
    let one = &plan.groups[at];
    let (id, label) = identity(model, plan, at);
    let mut group = Group::new(Role::Boundary, id, label);
    let width = width(plan);
    let paint = Paint::Border(one.style.colour);
    let look =
        Look { fill: one.style.fill, stroke: Some(Stroke { paint, width, dash: one.style.dash }) };
    group.shapes.push(Shape::Rect(place.grown(-width / 2.0), 0.0, look));
    let corner = Rect::new(place.x, place.y, CORNER_ICON, CORNER_ICON);
    if let Some(artwork) = &one.artwork {
        group.shapes.push(Shape::Rect(corner, 0.0, Look::filled(Paint::OnTile)));
        group.shapes.push(Shape::Artwork(corner, Arc::clone(artwork)));
    } else if let Some(icon) = one.style.icon {
        group.shapes.push(Shape::Rect(corner, 0.0, Look::filled(Paint::Tile(one.style.colour))));
        group.shapes.push(Shape::Glyph(
            corner.grown(-4.0),
            icon,
            Stroke::solid(Paint::OnTile, 1.5),
        ));
    }
    group.shapes.push(title(one, place, free));
    let indent = if one.style.icon.is_some() { CORNER_ICON + 4.0 } else { 8.0 };
    let at = Point::new(place.x + indent, place.y + TITLE - 2.0);
    marks(plan, &one.marks, at, &mut group.shapes);
    group
}

/// The title after the icon, or in the middle where nothing is in its way.
fn title(one: &plan::Group, place: &Rect, free: &Free<'_>) -> Shape {
    let width = one.width();
    let middle = Rect::new(place.center().x - width / 2.0, place.y + 4.0, width, TITLE - 8.0);
    let (x, anchor) = if one.style.centred && free(&middle) {
        (place.center().x, Anchor::Middle)
    } else if one.style.icon.is_some() {
        (place.x + CORNER_ICON + 6.0, Anchor::Start)
    } else {
        (place.x + 10.0, Anchor::Start)
    };
    let line = if one.style.icon.is_some() { CORNER_ICON } else { TITLE };
    let at = Point::new(x, place.y + line / 2.0);
    let ink = Paint::Ink(one.style.colour);
    let text = Text::level(one.title.as_str(), at, (SMALL, Weight::Bold), ink);
    Shape::Text(text.anchored(anchor))
}

/// Boundaries are the matter of the deployment view and a remark in the others.
fn width(plan: &Plan) -> Px {
    if plan.view == super::options::View::Deployment { 2.0 } else { 1.5 }
}

/// The id of a boundary's group of shapes, and its words.
pub(super) fn identity(model: &Model, plan: &Plan, at: usize) -> (String, String) {
    let group = &plan.groups[at];
    match group.of {
        GroupOf::Said(id) => {
            let said = model.group(id);
            (format!("g-{}", said.id), words::boundary(model, id))
        }
        GroupOf::Cloud => ("aws-cloud".to_owned(), "AWS Cloud".to_owned()),
        GroupOf::Shared => (format!("shared-{at}"), format!("Beside the lines: {}", group.title)),
    }
}
