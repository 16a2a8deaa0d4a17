//! Components: the tile or box, its name, its coverage badges and marks.

use super::{
    artwork::Artwork,
    chip,
    colour::Rgb,
    item::{Anchor, Dash, Group, Look, Role, Shape, Stroke, Text},
    link, overlay,
    plan::{BADGE, Form, Ghost, LINE, MARK, Node, Plan, SMALL, abreast, baseline, px},
    theme::{GREY, Paint},
    words,
};
use crate::{
    blueprint::Status,
    catalog,
    geometry::{Point, Px, Rect},
    model::{Component, Model},
    text::Weight,
};
use std::sync::Arc;

/// Side of the glyph on a tile.
const GLYPH: Px = 28.0;
/// Corner radius of tiles and boxes.
const RADIUS: Px = 8.0;

/// Draws `node` in `outer`.
pub(super) fn draw(model: &Model, plan: &Plan, node: &Node, outer: &Rect) -> Group {
    let id = node.component;
    let component = model.component(id);
    let (size, core) = node.extent(&plan.findings);
    // The layout may give more room than asked for: the box stays in its middle.
    let core = core.moved(outer.x + (outer.w - size.w) / 2.0, outer.y);
    let mut group =
        Group::new(Role::Component, format!("c-{}", component.id), words::component(model, id));
    group.tooltip = words::tooltip(model, plan, id);
    group.link = model.said(id).link.as_ref().and_then(|said| link::safe(&said.value));
    body(plan, node, component, &core, &mut group.shapes);
    if let Some(severity) = node.path {
        let ring = Stroke::solid(Paint::Ink(chip::colour(severity)), 2.0);
        group.shapes.push(Shape::Rect(core.grown(4.0), RADIUS + 4.0, Look::outlined(ring)));
    }
    name(node, &core, &mut group.shapes);
    let marks = chip::extent(&plan.findings, &node.marks).h;
    let at = Point::new(core.center().x, outer.y + size.h - 4.0 - marks);
    chip::draw(&plan.findings, &node.marks, at, &mut group.shapes);
    if let (Some(tag), Some(lens)) = (&node.tag, &plan.lens)
        && let Some(mark) = lens.mark(tag.mark)
    {
        let y = if node.marks.is_empty() { at.y } else { at.y - 4.0 } - overlay::TAG + 2.0;
        overlay::draw(mark, &tag.words, Point::new(at.x, y), &mut group.shapes);
    }
    badges(plan.badges.on(id), &core, &mut group.shapes);
    if node.fades {
        let at = Point::new(core.x - MARK.x, core.y - MARK.y);
        caution(at, &mut group.shapes);
    }
    group
}

/// Draws the outline of what is missing in `outer`.
pub(super) fn ghost(plan: &Plan, ghost: &Ghost, outer: &Rect) -> Group {
    let node = ghost.node();
    let (size, core) = node.extent(&plan.findings);
    let core = core.moved(outer.x + (outer.w - size.w) / 2.0, outer.y);
    let mut group =
        Group::new(Role::Boundary, format!("missing-{}", ghost.id), ghost.label.clone());
    group.tooltip.clone_from(&ghost.label);
    let border = Stroke { paint: Paint::Muted, width: 1.5, dash: Dash::Dashed };
    group.shapes.push(Shape::Rect(core, RADIUS, Look::outlined(border)));
    if let Form::Tile(icon) = node.form {
        let inset = (core.w - GLYPH) / 2.0;
        let square = Rect::new(core.x + inset, core.y + inset, GLYPH, GLYPH);
        group.shapes.push(Shape::Glyph(square, icon, Stroke::solid(Paint::Muted, 1.5)));
    }
    name(&node, &core, &mut group.shapes);
    let marks = chip::extent(&plan.findings, &node.marks);
    let at = Point::new(core.center().x, outer.y + size.h - 4.0 - marks.h);
    chip::draw(&plan.findings, &node.marks, at, &mut group.shapes);
    group
}

/// The category's colour.
fn colour(component: &Component) -> Rgb {
    component.service.and_then(|service| Rgb::parse(service.category.colour)).unwrap_or(GREY)
}

fn body(plan: &Plan, node: &Node, component: &Component, core: &Rect, out: &mut Vec<Shape>) {
    let planned = component.status == Some(Status::Planned);
    let meant = plan.lens.as_ref().map(|lens| {
        let mark = node.tag.as_ref().and_then(|tag| lens.mark(tag.mark));
        mark.map_or(GREY, |mark| mark.colour)
    });
    let colour = meant.unwrap_or_else(|| colour(component));
    let border = Stroke {
        paint: Paint::Border(colour),
        width: 1.5,
        dash: if planned { Dash::Dashed } else { Dash::Solid },
    };
    let outlined = Look::filled(Paint::Ground).with(border);
    if let Some(artwork) = &node.artwork {
        return icon(artwork, core, planned.then_some(border), out);
    }
    match node.form {
        Form::Tile(icon) => {
            let (look, ink) = if planned {
                (outlined, Paint::Ink(colour))
            } else {
                (Look::filled(Paint::Tile(colour)), Paint::OnTile)
            };
            let side = (core.w - GLYPH) / 2.0;
            let square = Rect::new(core.x + side, core.y + side, GLYPH, GLYPH);
            out.push(Shape::Rect(*core, RADIUS, look));
            out.push(Shape::Glyph(square, icon, Stroke::solid(ink, 1.75)));
        }
        Form::Box => out.push(Shape::Rect(*core, RADIUS, outlined)),
    }
}

/// The user's icon, unchanged; lines without a ground of their own are dark and stand on white.
fn icon(artwork: &Arc<Artwork>, core: &Rect, planned: Option<Stroke>, out: &mut Vec<Shape>) {
    if artwork.grounded {
        out.push(Shape::Artwork(*core, Arc::clone(artwork)));
    } else {
        out.push(Shape::Rect(*core, RADIUS, Look::filled(Paint::OnTile)));
        out.push(Shape::Artwork(core.grown(-4.0), Arc::clone(artwork)));
    }
    if let Some(border) = planned {
        out.push(Shape::Rect(core.grown(3.0), 3.0, Look::outlined(border)));
    }
}

fn name(node: &Node, core: &Rect, out: &mut Vec<Shape>) {
    let count = px(node.name.len());
    let top = match node.form {
        Form::Tile(_) => core.bottom() + 5.0,
        Form::Box => core.center().y - count * LINE / 2.0,
    };
    let mut y = top + baseline(SMALL);
    for line in &node.name {
        out.push(Shape::Text(Text {
            at: Point::new(core.center().x, y),
            anchor: Anchor::Middle,
            size: SMALL,
            weight: line.weight(),
            paint: if line.own { Paint::Text } else { Paint::Muted },
            text: line.text.clone(),
        }));
        y += LINE;
    }
}

/// The badges in rows upwards and outwards from the upper right corner, to be read from the top; a shorter row is the
/// first.
fn badges(worn: &[usize], core: &Rect, out: &mut Vec<Shape>) {
    let abreast = abreast(worn.len());
    let rows = worn.len().div_ceil(abreast);
    let gap = rows * abreast - worn.len();
    for (at, &capability) in worn.iter().enumerate() {
        let (row, column) = ((at + gap) / abreast, (at + gap) % abreast);
        let column = if row == 0 { column - gap } else { column };
        let up = px(rows - 1 - row) * BADGE.1;
        let right = px(column) * BADGE.1;
        let middle = Point::new(core.right() + MARK.x + right, core.y - MARK.y - up);
        badge(capability, middle, out);
    }
}

/// The look of a planned part in the legend.
pub(super) fn planned() -> Look {
    let paint = Paint::Border(GREY);
    Look::filled(Paint::Ground).with(Stroke { paint, width: 1.5, dash: Dash::Dashed })
}

/// One coverage badge: a ring with its letter.
pub(super) fn badge(capability: usize, at: Point, out: &mut Vec<Shape>) {
    let Some(row) = catalog::capabilities().get(capability) else { return };
    let ink = Paint::Ink(Rgb::parse(row.colour).unwrap_or(GREY));
    let ring = Look::filled(Paint::Ground).with(Stroke::solid(ink, 1.5));
    out.push(Shape::Disc(at, BADGE.0 - 0.75, ring));
    out.push(letter(row.badge, at, ink));
}

/// The mark of a service that is closing or closed.
pub(super) fn caution(at: Point, out: &mut Vec<Shape>) {
    let look = Look::filled(Paint::Caution).with(Stroke::solid(Paint::Ground, 1.5));
    out.push(Shape::Disc(at, BADGE.0, look));
    out.push(letter("!", at, Paint::OnCaution));
}

/// A small bold letter with its middle at `at`.
fn letter(letter: &str, at: Point, paint: Paint) -> Shape {
    Shape::Text(Text::level(letter, at, (SMALL, Weight::Bold), paint).anchored(Anchor::Middle))
}
