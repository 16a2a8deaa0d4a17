//! Straighter ways between two boxes than the rows gave.
//!
//! Needs: a drawing and a line of it with bends. Gives: ways with fewer bends from side to side, straight, round one
//! corner or with one step, with new places for badge and label. Cost: a fixed number of ways a line.

use crate::geometry::{Point, Px, Rect};

use super::super::drawing::{Drawing, Route};
use super::super::input::{End, Input};
use super::super::plan::TEXT_GAP;
use super::room::Room;
use super::{FIRST, LAST, LONGER, is_apart, is_upright, length};

/// Where a line may end on a side, beside the middle.
const OFF: [Px; 5] = [0.0, -12.0, 12.0, -18.0, 18.0];
/// In drawings of more lines nobody follows a single one, and time counts.
const MOST: usize = 1500;
/// From one place that is tried for a text to the next.
const STEP: Px = 8.0;

/// A box and its tile.
pub(super) struct Ends {
    pub(super) outer: Rect,
    pub(super) core: Rect,
    /// What is kept free at the upper and the lower end of its sides.
    flank: (Px, Px),
}

impl Ends {
    pub(super) fn new(input: &Input, drawing: &Drawing, end: End) -> Option<Self> {
        let End::Node(node) = end else { return None };
        let outer = drawing.nodes[node as usize];
        let core = input.nodes[node as usize].core.moved(outer.x, outer.y);
        Some(Self { outer, core, flank: input.nodes[node as usize].flank() })
    }

    /// Where lines may end at the left or right side, the middle first.
    pub(super) fn heights(&self) -> impl Iterator<Item = Px> + Clone + use<> {
        let middle = self.core.center().y;
        let (lo, hi) = (self.core.y + self.flank.0, self.core.bottom() - self.flank.1);
        OFF.into_iter().map(move |off| middle + off).filter(move |&y| lo <= y && y <= hi)
    }

    /// Where lines may end at the top and at the bottom, the middle first.
    pub(super) fn columns(&self) -> impl Iterator<Item = Px> + Clone + use<> {
        let middle = self.core.center().x;
        let (lo, hi) = (self.core.x + 4.0, self.core.right() - 4.0);
        OFF.into_iter().map(move |off| middle + off).filter(move |&x| lo <= x && x <= hi)
    }

    /// Those of both boxes where lines may end at this one.
    pub(super) fn shared_columns<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = Px> + 'a {
        let (lo, hi) = (self.core.x + 4.0, self.core.right() - 4.0);
        self.columns().chain(other.columns().filter(move |&x| lo <= x && x <= hi))
    }

    pub(super) fn shared_heights<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = Px> + 'a {
        let (lo, hi) = (self.core.y + self.flank.0, self.core.bottom() - self.flank.1);
        self.heights().chain(other.heights().filter(move |&y| lo <= y && y <= hi))
    }

    /// The side that faces a place to the left or right.
    fn flank(&self, x: Px) -> Px {
        if x > self.core.center().x { self.core.right() } else { self.core.x }
    }

    /// The side that faces a place above or below.
    fn face(&self, y: Px) -> Px {
        if y > self.core.center().y { self.outer.bottom() } else { self.core.y }
    }
}

/// The first free way of `line` with fewer bends than it has.
pub(super) fn find(input: &Input, drawing: &Drawing, room: &Room, line: usize) -> Option<Route> {
    let old = &drawing.routes[line];
    let edge = &input.edges[line];
    let bends = old.points.len().saturating_sub(2);
    if bends == 0 || edge.from == edge.to || drawing.routes.len() > MOST {
        return None;
    }
    let from = Ends::new(input, drawing, edge.from)?;
    let to = Ends::new(input, drawing, edge.to)?;
    let most = length(&old.points) + LONGER;
    let mut ways = straight(&from, &to);
    if bends > 2 {
        ways.extend(corners(&from, &to));
        ways.extend(steps(&from, &to));
    }
    let mut ports = [Ports::new(edge.from), Ports::new(edge.to)];
    let mut is_apart = |at: usize, port: Point| {
        ports[at].look_up(port, |end| is_apart((drawing, room), (input, line), (end, port)))
    };
    ways.into_iter().find_map(|way| {
        let points = way.points();
        let fits = length(points) <= most && is_long_enough(points);
        let free = fits
            && is_apart(0, points[0])
            && is_apart(1, points[points.len() - 1])
            && room.way_is_free(drawing, line, points);
        free.then(|| with_texts(drawing, room, line, points.to_vec())).flatten()
    })
}

/// What is known of the places at which a line may end.
struct Ports {
    end: End,
    known: Vec<(Point, bool)>,
}

impl Ports {
    fn new(end: End) -> Self {
        Self { end, known: Vec::new() }
    }

    fn look_up(&mut self, port: Point, ask: impl Fn(End) -> bool) -> bool {
        if let Some(&(_, apart)) = self.known.iter().find(|&&(known, _)| known == port) {
            return apart;
        }
        let apart = ask(self.end);
        self.known.push((port, apart));
        apart
    }
}

/// A way of up to two bends.
struct Way {
    points: [Point; 4],
    count: usize,
}

impl Way {
    fn new<const N: usize>(points: [(Px, Px); N]) -> Self {
        let point =
            |at: usize| points.get(at).map_or_else(Point::default, |&(x, y)| Point::new(x, y));
        Self { points: [0, 1, 2, 3].map(point), count: N }
    }

    fn points(&self) -> &[Point] {
        &self.points[..self.count]
    }
}

/// Straight ways across the free sides, level and upright.
fn straight(from: &Ends, to: &Ends) -> Vec<Way> {
    let mut ways = Vec::new();
    let (a, b) = (from.core.center(), to.core.center());
    if from.outer.right() < to.outer.x || to.outer.right() < from.outer.x {
        let shared: Vec<Px> =
            from.heights().filter(|y| to.heights().any(|own| same(own, *y))).collect();
        let level = |y| Way::new([(from.flank(b.x), y), (to.flank(a.x), y)]);
        ways.extend(shared.into_iter().map(level));
    }
    if from.outer.bottom() < to.outer.y || to.outer.bottom() < from.outer.y {
        let shared: Vec<Px> =
            from.columns().filter(|x| to.columns().any(|own| same(own, *x))).collect();
        let upright = |x| Way::new([(x, from.face(b.y)), (x, to.face(a.y))]);
        ways.extend(shared.into_iter().map(upright));
    }
    ways
}

fn same(one: Px, other: Px) -> bool {
    (one - other).abs() < 0.5
}

/// Ways round one corner: out at a side and in from above or below, or the other way round.
fn corners(from: &Ends, to: &Ends) -> Vec<Way> {
    let mut ways = Vec::new();
    for y in from.heights() {
        for x in to.columns() {
            ways.push(Way::new([(from.flank(x), y), (x, y), (x, to.face(y))]));
        }
    }
    for x in from.columns() {
        for y in to.heights() {
            ways.push(Way::new([(x, from.face(y)), (x, y), (to.flank(x), y)]));
        }
    }
    ways
}

/// Ways of one step, at one of a few places between the boxes.
fn steps(from: &Ends, to: &Ends) -> Vec<Way> {
    let mut ways = Vec::new();
    let (a, b) = (from.core.center(), to.core.center());
    if from.outer.bottom() < to.outer.y || to.outer.bottom() < from.outer.y {
        let (start, end) = (from.face(b.y), to.face(a.y));
        for (one, other) in pairs(from.columns(), to.columns()) {
            ways.extend(
                between(start, end)
                    .map(|y| Way::new([(one, start), (one, y), (other, y), (other, end)])),
            );
        }
    }
    if from.outer.right() < to.outer.x || to.outer.right() < from.outer.x {
        let (start, end) = (from.flank(b.x), to.flank(a.x));
        for (one, other) in pairs(from.heights(), to.heights()) {
            ways.extend(
                between(start, end)
                    .map(|x| Way::new([(start, one), (x, one), (x, other), (end, other)])),
            );
        }
    }
    ways
}

/// The first places of both ends, each with each, those apart that would be too near for a step.
fn pairs(
    from: impl Iterator<Item = Px>,
    to: impl Iterator<Item = Px> + Clone,
) -> impl Iterator<Item = (Px, Px)> {
    let all = from.take(3).flat_map(move |one| to.clone().take(3).map(move |other| (one, other)));
    all.filter(|(one, other)| (one - other).abs() > 12.0)
}

/// A few places between two, the middle first.
fn between(start: Px, end: Px) -> impl Iterator<Item = Px> {
    let part = |eighths: Px| (start + (end - start) * eighths / 8.0).round();
    [4.0, 3.0, 5.0, 2.0, 6.0, 1.0, 7.0].map(part).into_iter()
}

/// Whether the pieces at both ends are long enough, the last one for the arrow head.
fn is_long_enough(way: &[Point]) -> bool {
    let last = way.len() - 2;
    length(&way[..2]) >= FIRST
        && length(&way[last..]) >= if last == 0 { FIRST + LAST } else { LAST }
}

/// The way with the badge and the label of the line at their first free places.
pub(super) fn with_texts(
    drawing: &Drawing,
    room: &Room,
    line: usize,
    points: Vec<Point>,
) -> Option<Route> {
    texts_from(drawing, room, line, (points, 4.0))
}

/// The same, on each piece from a place `start` after its beginning on.
pub(super) fn texts_from(
    drawing: &Drawing,
    room: &Room,
    line: usize,
    (points, start): (Vec<Point>, Px),
) -> Option<Route> {
    let old = &drawing.routes[line];
    let sizes = [old.badge, old.label];
    if sizes == [None, None] {
        return Some(Route { points, ..Route::default() });
    }
    let fits = |text: Option<Rect>| text.is_none_or(|text| room.text_fits(drawing, line, &text));
    let place = |at: usize, along: Px| {
        let [badge, label] = texts(&points, at, along, sizes)?;
        (fits(badge) && fits(label)).then_some((badge, label))
    };
    let tries = (0..points.len() - 1).flat_map(|at| {
        let long = length(&points[at..at + 2]);
        let mut along = start;
        std::iter::from_fn(move || {
            let now = along;
            along += STEP;
            (now < long).then_some((at, now))
        })
    });
    let (badge, label) = tries.take(400).find_map(|(at, along)| place(at, along))?;
    Some(Route { points, label, badge, ..Route::default() })
}

/// Badge and label at a piece of a way, `along` from its start: on a level piece, which they interrupt; on an upright one
/// the label stands right of it. None where the piece is too short.
fn texts(
    points: &[Point],
    at: usize,
    along: Px,
    [badge, label]: [Option<Rect>; 2],
) -> Option<[Option<Rect>; 2]> {
    let (start, end) = (points[at], points[at + 1]);
    let spare = if at + 2 == points.len() { LAST + 2.0 } else { 8.0 };
    let room = length(&[start, end]) - spare - along;
    let gap = f64::from(TEXT_GAP);
    let size = |text: Option<Rect>| text.map_or((0.0, 0.0), |text| (text.w, text.h));
    let (first, second) = (size(badge), size(label));
    let tall = first.1.max(second.1);
    if is_upright(start, end) {
        let middle = if end.y > start.y {
            start.y + along + tall / 2.0
        } else {
            start.y - along - tall / 2.0
        };
        let right = start.x + if badge.is_some() { first.0 / 2.0 + gap } else { gap + 2.0 };
        let stand = |x: Px, (w, h): (Px, Px)| Rect::new(x, middle - h / 2.0, w, h);
        let badge = badge.map(|_| stand(start.x - first.0 / 2.0, first));
        return (tall <= room).then(|| [badge, label.map(|_| stand(right, second))]);
    }
    let between = if badge.is_some() && label.is_some() { gap + 2.0 } else { 0.0 };
    let wide = first.0 + between + second.0;
    let rightward = end.x > start.x;
    let stand = |off: Px, (w, h): (Px, Px)| {
        let x = if rightward { start.x + along + off } else { start.x - along - off - w };
        Rect::new(x, start.y - h / 2.0, w, h)
    };
    let badge = badge.map(|_| stand(0.0, first));
    (wide <= room).then(|| [badge, label.map(|_| stand(first.0 + between, second))])
}
