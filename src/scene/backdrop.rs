//! What lies behind components and lines: bands, rails and boundaries.

use super::{
    colour::Rgb,
    item::{Anchor, Group, Look, Role, Shape, Stroke, Text},
    plan::{CORNER_ICON, GroupOf, HEADING, Plan, SMALL, Stratum, TITLE},
    theme::{self, Paint},
    words,
};
use crate::{
    geometry::{Point, Px, Rect},
    model::Model,
    text::{CAP_HEIGHT, Weight},
};

/// Thickness of the bar at a band's start and over a rail.
const BAR: Px = 4.0;

/// The tint and accent of a layer.
fn colour(model: &Model, stratum: &Stratum) -> Rgb {
    theme::named(&model.reference.layers[stratum.layer].colour)
}

fn heading(text: &str, at: Point, anchor: Anchor) -> Shape {
    Shape::Text(Text {
        at: Point::new(at.x, at.y + HEADING * CAP_HEIGHT / 2.0),
        anchor,
        size: HEADING,
        weight: Weight::Bold,
        paint: Paint::Muted,
        text: text.to_owned(),
    })
}

/// A band: a tinted ground with a bar at its left and the layer's name.
pub(super) fn band(model: &Model, stratum: &Stratum, place: &Rect) -> Group {
    let colour = colour(model, stratum);
    let mut group = layer(model, stratum);
    let bar = Rect::new(place.x, place.y, BAR, place.h);
    group.shapes.push(Shape::Rect(*place, 0.0, Look::filled(Paint::Tint(colour))));
    group.shapes.push(Shape::Rect(bar, 0.0, Look::filled(Paint::Border(colour))));
    let at = Point::new(place.x + 16.0, place.y + 17.0);
    group.shapes.push(heading(&stratum.title, at, Anchor::Start));
    group
}

/// A rail: the same, upright, with the bar on top.
pub(super) fn rail(model: &Model, stratum: &Stratum, place: &Rect) -> Group {
    let colour = colour(model, stratum);
    let mut group = layer(model, stratum);
    let bar = Rect::new(place.x, place.y, place.w, BAR);
    group.shapes.push(Shape::Rect(*place, 0.0, Look::filled(Paint::Tint(colour))));
    group.shapes.push(Shape::Rect(bar, 0.0, Look::filled(Paint::Border(colour))));
    let at = Point::new(place.center().x, place.y + 19.0);
    group.shapes.push(heading(&stratum.title, at, Anchor::Middle));
    group
}

fn layer(model: &Model, stratum: &Stratum) -> Group {
    let layer = &model.reference.layers[stratum.layer];
    let id = format!("layer-{}", layer.id);
    Group::new(Role::Boundary, id, format!("Layer {}", layer.title))
}

/// A boundary: border, ground, icon and title.
pub(super) fn boundary(model: &Model, plan: &Plan, at: usize, place: &Rect) -> Group {
    let one = &plan.groups[at];
    let (id, label) = identity(model, plan, at);
    let mut group = Group::new(Role::Boundary, id, label);
    let border =
        Stroke { paint: Paint::Border(one.style.colour), width: width(plan), dash: one.style.dash };
    let look = Look { fill: one.style.fill, stroke: Some(border) };
    group.shapes.push(Shape::Rect(place.grown(-width(plan) / 2.0), 0.0, look));
    let mut x = place.x + 10.0;
    if let Some(icon) = one.style.icon {
        let corner = Rect::new(place.x, place.y, CORNER_ICON, CORNER_ICON);
        let glyph = corner.grown(-4.0);
        group.shapes.push(Shape::Rect(corner, 0.0, Look::filled(Paint::Tile(one.style.colour))));
        group.shapes.push(Shape::Glyph(glyph, icon, Stroke::solid(Paint::OnTile, 1.5)));
        x = place.x + CORNER_ICON + 6.0;
    }
    let (x, anchor) =
        if one.style.centred { (place.center().x, Anchor::Middle) } else { (x, Anchor::Start) };
    let middle = if one.style.icon.is_some() { CORNER_ICON / 2.0 } else { TITLE / 2.0 };
    group.shapes.push(Shape::Text(Text {
        at: Point::new(x, place.y + middle + SMALL * CAP_HEIGHT / 2.0),
        anchor,
        size: SMALL,
        weight: Weight::Bold,
        paint: Paint::Ink(one.style.colour),
        text: one.title.clone(),
    }));
    group
}

/// Boundaries are the matter of the deployment view and a remark in the others.
fn width(plan: &Plan) -> Px {
    if plan.view == super::options::View::Deployment { 2.0 } else { 1.5 }
}

fn identity(model: &Model, plan: &Plan, at: usize) -> (String, String) {
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
