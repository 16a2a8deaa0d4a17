//! Connections: the path with its heads, the label in its gap, the step badges near the source.

use super::{
    backdrop, chip,
    colour::Rgb,
    item::{Anchor, Command, Dash, Group, Look, Role, Shape, Stroke, Text},
    overlay,
    plan::{Edge, LINE, Plan, SMALL, STEP, Step, baseline, px, step_width},
    stroke,
    theme::Paint,
    words,
};
use crate::{
    geometry::{Point, Px, Rect},
    layout::{End, Route, Tip, Trunk},
    model::Model,
    text::Weight,
};

/// Width of a connection.
const WIDTH: Px = 1.5;
/// How far a ring around a component reaches.
const RING: Px = 5.0;

/// Draws the line at index `at` of the plan along `route`, dashed at least as asked.
pub(super) fn draw(model: &Model, plan: &Plan, at: usize, (route, dash): (&Route, Dash)) -> Group {
    let edge = &plan.edges[at];
    let label = words::connection(model, edge);
    let mut group = Group::new(Role::Connection, format!("l-{at}"), label);
    group.data = facts(model, plan, edge);
    group.data.extend(route.trunk.map(|trunk| ("trunk", format!("l-{}", trunk.line))));
    path((plan, edge), (route, dash), &mut group.shapes);
    if let Some(place) = &route.label {
        name(plan, edge, place, &mut group.shapes);
    }
    if let Some(place) = &route.badge {
        let steps: Vec<&Step> = edge.steps.iter().filter_map(|&at| plan.steps.get(at)).collect();
        marks(&steps, place, &mut group.shapes);
    }
    group
}

/// The ends by their groups' ids, the steps, and the flows that they are of.
fn facts(model: &Model, plan: &Plan, edge: &Edge) -> Vec<(&'static str, String)> {
    let steps: Vec<&Step> = edge.steps.iter().filter_map(|&at| plan.steps.get(at)).collect();
    let marks: Vec<&str> = steps.iter().map(|step| step.mark.as_str()).collect();
    let mut flows: Vec<&str> = steps.iter().map(|step| &*model.flows[step.flow].id).collect();
    flows.dedup();
    let mut out = vec![("from", end(model, plan, edge.from)), ("to", end(model, plan, edge.to))];
    if !steps.is_empty() {
        out.extend([("flow", flows.join(" ")), ("step", marks.join(" "))]);
    }
    out
}

/// The id of the group of shapes that an end is.
fn end(model: &Model, plan: &Plan, end: End) -> String {
    match end {
        End::Node(at) => {
            format!("c-{}", model.component(plan.nodes[at as usize].component).id)
        }
        End::Group(at) => backdrop::identity(model, plan, at as usize).0,
    }
}

/// The look of a connection; heads are never dashed.
pub(super) fn look(dash: Dash) -> Look {
    Look::outlined(Stroke { paint: Paint::Line, width: WIDTH, dash })
}

/// The look of a line that may lie on the path of a finding: then it is thick as well. A line that an overlay
/// speaks of has the colour of its first meaning.
fn coloured(plan: &Plan, edge: &Edge, dash: Dash) -> Look {
    let thick =
        |colour: Rgb, width: Px| Look::outlined(Stroke { paint: Paint::Ink(colour), width, dash });
    let first = || plan.lens.as_ref()?.mark(*edge.tags.first()?);
    match edge.path {
        Some(severity) => thick(chip::colour(severity), 2.0 * WIDTH),
        None => first().map_or_else(|| look(dash), |mark| thick(mark.colour, 1.25 * WIDTH)),
    }
}

fn path((plan, edge): (&Plan, &Edge), (route, dash): (&Route, Dash), out: &mut Vec<Shape>) {
    let dash = if edge.asynchronous { Dash::Dashed } else { dash };
    let points = without_trunk(outside(plan, edge, &route.points), route.trunk);
    let mut commands = stroke::line(&points, &route.hops, route.label.as_ref());
    if let Some(trunk) = route.trunk {
        part(&mut commands, &points, trunk.tip);
    }
    let joins = route.trunk.is_some_and(|trunk| trunk.tip == Tip::Target);
    let mut heads = if joins { Vec::new() } else { stroke::head(&points) };
    if edge.both {
        let back: Vec<Point> = points.iter().rev().copied().collect();
        heads.extend(stroke::head(&back));
    }
    if dash == Dash::Solid {
        commands.append(&mut heads);
    }
    for (commands, dash) in [(commands, dash), (heads, Dash::Solid)] {
        if !commands.is_empty() {
            out.push(Shape::Path(commands, coloured(plan, edge, dash)));
        }
    }
}

/// The line's own part with as much of the trunk as its corner takes to be drawn whole.
fn without_trunk(points: Vec<Point>, trunk: Option<Trunk>) -> Vec<Point> {
    let lead = |from: Point, to: Point| {
        let (x, y) = (to.x - from.x, to.y - from.y);
        let share = stroke::LEAD / (x.abs() + y.abs()).max(stroke::LEAD);
        Point::new(from.x + x * share, from.y + y * share)
    };
    match trunk {
        Some(Trunk { tip: Tip::Source, at, .. }) if 0 < at && at < points.len() => {
            [&[lead(points[at], points[at - 1])], &points[at..]].concat()
        }
        Some(Trunk { tip: Tip::Target, at, .. }) if at + 1 < points.len() => {
            [&points[..=at], &[lead(points[at], points[at + 1])]].concat()
        }
        _ => points,
    }
}

/// Leaves out the first half of what is there of the trunk: up to there it is drawn already, and another line over it
/// would look thicker.
fn part(commands: &mut Vec<Command>, points: &[Point], tip: Tip) {
    let ([first, second, ..], [.., before, last]) = (points, points) else { return };
    let middle =
        |a: &Point, b: &Point| Point::new(f64::midpoint(a.x, b.x), f64::midpoint(a.y, b.y));
    let is_at = |command: &Command, at: Point| matches!(command, Command::Line(to) if (to.x - at.x).abs() + (to.y - at.y).abs() < 0.01);
    match tip {
        Tip::Source => {
            let at = middle(first, second);
            commands[0] = Command::Move(at);
            if commands.get(1).is_some_and(|command| is_at(command, at)) {
                commands.remove(1);
            }
        }
        Tip::Target => {
            let at = middle(before, last);
            commands.pop();
            if !matches!(commands.last(), Some(Command::Quad(_, to)) if is_at(&Command::Line(*to), at))
            {
                commands.push(Command::Line(at));
            }
        }
    }
}

/// The points with the ends outside of the rings around components on the path of a finding.
fn outside(plan: &Plan, edge: &Edge, points: &[Point]) -> Vec<Point> {
    let ringed = |end: End| match end {
        End::Node(at) => plan.nodes.get(at as usize).is_some_and(|node| node.path.is_some()),
        End::Group(_) => false,
    };
    let mut out = points.to_vec();
    for end in [edge.to, edge.from] {
        if let [.., before, last] = &mut out[..]
            && ringed(end)
        {
            let (x, y) = (last.x - before.x, last.y - before.y);
            let length = x.abs() + y.abs();
            // A line from below ends under the name, where no ring is.
            if y > -0.01 && length > 2.0 * RING {
                *last = Point::new(last.x - x / length * RING, last.y - y / length * RING);
            }
        }
        out.reverse();
    }
    out
}

fn name(plan: &Plan, edge: &Edge, place: &Rect, out: &mut Vec<Shape>) {
    let middle = place.center();
    let signs = edge.signs(&plan.findings, plan.lens.as_ref());
    let top = middle.y - px(edge.label.len()) * LINE / 2.0 - signs.h / 2.0;
    let mut y = top + baseline(SMALL);
    for line in &edge.label {
        out.push(Shape::Text(Text {
            at: Point::new(middle.x, y),
            anchor: Anchor::Middle,
            size: SMALL,
            weight: Weight::Regular,
            paint: Paint::Muted,
            text: line.clone(),
        }));
        y += LINE;
    }
    let at = Point::new(middle.x, top + px(edge.label.len()) * LINE + 1.0);
    chip::draw(&plan.findings, &edge.marks, at, out);
    if let Some(lens) = &plan.lens {
        let chips = chip::extent(&plan.findings, &edge.marks);
        overlay::draw_all(lens, &edge.tags, Point::new(at.x, at.y + chips.h + 1.0), out);
    }
}

fn marks(steps: &[&Step], place: &Rect, out: &mut Vec<Shape>) {
    let widths: Px = steps.iter().map(|step| step_width(&step.mark) + STEP.1).sum();
    let mut x = place.center().x - (widths - STEP.1) / 2.0;
    for step in steps {
        let width = step_width(&step.mark);
        mark(step, Point::new(x + width / 2.0, place.center().y), out);
        x += width + STEP.1;
    }
}

/// One step badge with its middle at `at`.
pub(super) fn mark(step: &Step, at: Point, out: &mut Vec<Shape>) {
    let width = step_width(&step.mark);
    let (ground, letters) = step.paints();
    let look = Look::filled(ground);
    out.push(if width > 2.0 * STEP.0 {
        let rect = Rect::new(at.x - width / 2.0, at.y - STEP.0, width, 2.0 * STEP.0);
        Shape::Rect(rect, STEP.0, look)
    } else {
        Shape::Disc(at, STEP.0, look)
    });
    let text = Text::level(step.mark.as_str(), at, (SMALL, Weight::Bold), letters);
    out.push(Shape::Text(text.anchored(Anchor::Middle)));
}
