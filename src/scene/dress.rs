//! The picture of a change: what changed in strong colours with frames and signs, everything else dimmed.

use super::{
    backdrop, chip, component,
    delta::{Delta, Side},
    item::{Dash, Group, Look, Role, Shape, Stroke},
    line,
    plan::Plan,
    theme::{GREY, Paint},
};
use crate::{
    change::{Kind, State},
    geometry::Rect,
    layout::Drawing,
    model::Model,
};

/// Corner radius of frames.
const RADIUS: f64 = 6.0;
/// Width of frames and of changed lines.
const WIDTH: f64 = 2.0;

/// What became of a part, as a picture tells it.
const fn kind(state: State) -> Option<Kind> {
    match state {
        State::Kept => None,
        State::Added => Some(Kind::Added),
        State::Removed => Some(Kind::Removed),
        State::Changed | State::Left | State::Arrived => Some(Kind::Changed),
    }
}

/// The same in words before a part's own.
const fn word(state: State) -> &'static str {
    match state {
        State::Kept => "",
        State::Added => "added: ",
        State::Removed => "removed: ",
        State::Changed => "changed: ",
        State::Left => "moved away from here: ",
        State::Arrived => "moved here: ",
    }
}

/// Dashed where a thing is no longer.
const fn dash(state: State) -> Dash {
    match state {
        State::Removed | State::Left => Dash::Dashed,
        _ => Dash::Solid,
    }
}

/// The drawing of one side or of both: grounds, frames, lines, components.
pub(super) fn drawn(delta: &Delta, plan: &Plan, drawing: &Drawing, side: Side) -> Vec<Group> {
    let before = (side == Side::Before).then(|| plan.before());
    let (model, plan) = match &before {
        Some(plan) => (&delta.union.before, plan),
        None => (&delta.union.after, plan),
    };
    let Some(changed) = &plan.change else { return Vec::new() };
    let mut out = grounds(model, plan, drawing, side);
    let boxes = || plan.nodes.iter().zip(&drawing.nodes).zip(&changed.nodes);
    for ((node, place), &state) in boxes().filter(|(_, state)| side.shows(**state)) {
        out.extend(frame(model, plan, (node, place), state));
    }
    for (at, (route, &state)) in drawing.routes.iter().zip(&changed.edges).enumerate() {
        if side.shows(state) && !(side == Side::Both && state == State::Left) {
            out.push(connection(model, plan, at, (route, state)));
        }
    }
    for ((node, place), &state) in boxes().filter(|(_, state)| side.shows(**state)) {
        let mut group = component::draw(model, plan, node, place);
        if matches!(state, State::Kept | State::Removed | State::Left) {
            dim(&mut group);
        }
        group.label.insert_str(0, word(state));
        out.push(group);
    }
    out
}

/// Bands, rails and boundaries.
fn grounds(model: &Model, plan: &Plan, drawing: &Drawing, side: Side) -> Vec<Group> {
    let taken = super::taken::Taken::new(drawing);
    let free = |place: &Rect| taken.is_free(place);
    let mut out = super::strata(model, plan, drawing, &free);
    out.iter_mut().for_each(dim);
    let states = plan.change.as_ref().map_or(&[][..], |change| &change.groups[..]);
    for at in super::outer_first(plan) {
        let (Some(place), Some(&state)) = (drawing.groups.get(at), states.get(at)) else {
            continue;
        };
        if side.shows(state) {
            let mut group = backdrop::boundary(model, plan, at, place, &free);
            border(&mut group, state);
            out.push(group);
        }
    }
    out
}

/// A boundary in the colour of its change; its title has the sign.
fn border(group: &mut Group, state: State) {
    dim(group);
    let Some(kind) = kind(state) else { return };
    group.label.insert_str(0, word(state));
    let stroke =
        Stroke { paint: Paint::Ink(chip::colour_of(kind)), width: WIDTH, dash: dash(state) };
    if let Some(Shape::Rect(_, _, look)) = group.shapes.first_mut() {
        look.stroke = Some(stroke);
    }
    for shape in &mut group.shapes {
        if let Shape::Text(text) = shape {
            text.paint = Paint::Text;
        }
    }
}

/// The frame behind a component that changed.
fn frame(
    model: &Model,
    plan: &Plan,
    (node, outer): (&super::Node, &Rect),
    state: State,
) -> Option<Group> {
    let kind = kind(state)?;
    let (size, _) = node.extent(&plan.findings);
    let place = Rect::new(outer.x + (outer.w - size.w) / 2.0, outer.y, size.w, size.h);
    let colour = chip::colour_of(kind);
    let stroke = Stroke { paint: Paint::Ink(colour), width: WIDTH, dash: dash(state) };
    let look = if dash(state) == Dash::Dashed {
        Look::filled(Paint::Ground).with(stroke)
    } else {
        Look::filled(Paint::Tint(colour)).with(stroke)
    };
    let id = format!("change-{}", model.component(node.component).id);
    let mut group = Group::new(Role::Boundary, id, kind.as_str());
    group.shapes.push(Shape::Rect(place, RADIUS, look));
    Some(group)
}

/// A line in the colour of its change, or dimmed.
fn connection(
    model: &Model,
    plan: &Plan,
    at: usize,
    (route, state): (&crate::layout::Route, State),
) -> Group {
    let mut group = line::draw(model, plan, at, (route, dash(state)));
    group.label.insert_str(0, word(state));
    let Some(kind) = kind(state) else {
        dim(&mut group);
        return group;
    };
    for shape in &mut group.shapes {
        match shape {
            Shape::Path(_, Look { stroke: Some(stroke), .. }) if stroke.paint == Paint::Line => {
                (stroke.paint, stroke.width) = (Paint::Ink(chip::colour_of(kind)), WIDTH + 0.5);
            }
            Shape::Text(text) if text.paint == Paint::Muted => text.paint = Paint::Text,
            _ => {}
        }
    }
    group
}

/// Takes the colours out of everything but the marks; texts stay readable.
fn dim(group: &mut Group) {
    for shape in &mut group.shapes {
        match shape {
            Shape::Rect(_, _, look) | Shape::Disc(_, _, look) | Shape::Path(_, look) => {
                if !look.fill.is_some_and(is_mark)
                    && !look.stroke.is_some_and(|one| is_mark(one.paint))
                {
                    *look = dimmed(*look);
                }
            }
            Shape::Text(text) => text.paint = faded(text.paint),
            Shape::Glyph(_, _, stroke) => stroke.paint = faded(stroke.paint),
            // Artwork of others is never changed.
            Shape::Artwork(..) | Shape::Image(..) => {}
        }
    }
}

/// Whether a paint is that of a sign.
fn is_mark(paint: Paint) -> bool {
    [Kind::Added, Kind::Removed, Kind::Changed]
        .into_iter()
        .any(|kind| paint == Paint::Ink(chip::colour_of(kind)))
}

fn dimmed(look: Look) -> Look {
    let outline = Stroke::solid(Paint::Border(GREY), 1.0);
    let stroke = look.stroke.map(|stroke| Stroke { paint: faded(stroke.paint), ..stroke });
    match look.fill {
        Some(Paint::Tile(colour)) => {
            Look { fill: Some(Paint::Tint(colour)), stroke: Some(stroke.unwrap_or(outline)) }
        }
        Some(Paint::Tint(_) | Paint::Caution) => Look { fill: Some(Paint::Tint(GREY)), stroke },
        Some(Paint::Border(_)) => Look { fill: Some(Paint::Bar), stroke },
        fill => Look { fill, stroke },
    }
}

fn faded(paint: Paint) -> Paint {
    match paint {
        mark if is_mark(mark) => mark,
        Paint::Text | Paint::OnTile | Paint::OnCaution | Paint::Ink(_) => Paint::Muted,
        Paint::Line | Paint::Border(_) => Paint::Border(GREY),
        same => same,
    }
}

/// The frame of the legend.
pub(super) fn sample(kind: Kind, place: Rect) -> Shape {
    let dash = if kind == Kind::Removed { Dash::Dashed } else { Dash::Solid };
    let colour = chip::colour_of(kind);
    let stroke = Stroke { paint: Paint::Ink(colour), width: WIDTH, dash };
    let fill = if kind == Kind::Removed { Paint::Ground } else { Paint::Tint(colour) };
    Shape::Rect(place, 4.0, Look::filled(fill).with(stroke))
}
