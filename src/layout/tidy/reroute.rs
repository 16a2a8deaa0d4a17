//! The best way of one line through the finished drawing, for lines with many bends.
//!
//! Needs: a drawing and a line of it. Gives: a way that costs less in length, bends and crossings, with new places for
//! badge and label. Method: the cheapest way over the tracks beside all that stands, one line after the other; then two
//! lines at once that cross and end at the same box (rip up and reroute, Dees, Karger, DAC 1982). Cost: a search for
//! each line that might gain, in drawings of few lines.

use crate::geometry::{Point, Px, Rect};

use super::super::drawing::{Drawing, Route};
use super::super::input::{Effort, End, Input};
use super::super::problem::{Air, whole};
use super::path::{BEND, CROSSING, Door, cheapest};
use super::room::Room;
use super::shortcut::{Ends, with_texts};
use super::tracks::Tracks;
use super::{FIRST, LAST, is_apart, length};

/// Lines with fewer bends are left as they are.
const BENDS: usize = 2;
/// Drawings of more lines are left as they are, unless time counts for nothing.
const MOST: usize = 200;
const MOST_AT_BEST: usize = 1500;
/// What a new way must save.
const GAIN: i32 = 10;
/// What it must cost more than a straight line between the boxes.
const WORTH: i32 = 50;
/// How far around the old way a new one is looked for.
const AROUND: Px = 100.0;
/// From a side of a box to where its lines may first turn, at least.
const CLEAR: Px = 6.0;

/// Whether a drawing has so few lines that they are looked at one by one.
pub(super) fn pays(input: &Input, drawing: &Drawing) -> bool {
    let most = if input.options.effort == Effort::Best { MOST_AT_BEST } else { MOST };
    drawing.routes.len() <= most
}

/// A cheaper way of `line`.
pub(super) fn find(input: &Input, drawing: &Drawing, room: &Room, line: usize) -> Option<Route> {
    let old = &drawing.routes[line].points;
    if old.len() < BENDS + 2 {
        return None;
    }
    below(input, (drawing, room), (line, old), price(room, line, old) - GAIN)
}

/// Whether a way that was found for `line` is still free and cheaper, after other lines have changed theirs.
pub(super) fn still_pays((drawing, room): (&Drawing, &Room), line: usize, new: &Route) -> bool {
    let old = &drawing.routes[line].points;
    let mut texts = new.label.iter().chain(&new.badge);
    room.is_clear(drawing, line, &new.points)
        && texts.all(|text| room.text_fits(drawing, line, text))
        && price(room, line, &new.points) <= price(room, line, old) - GAIN
}

/// Cheaper ways of two lines that cross and end at the same box: both are taken out and find their ways anew.
pub(super) fn pair(
    input: &Input,
    drawing: &mut Drawing,
    room: &mut Room,
    (first, second): (usize, usize),
) -> bool {
    let old = [first, second].map(|line| drawing.routes[line].clone());
    let cost = |room: &Room, drawing: &Drawing, line: usize| {
        price(room, line, &drawing.routes[line].points)
    };
    let before = cost(room, drawing, first) + cost(room, drawing, second);
    room.leave(first, &old[0]);
    drawing.routes[first].points.clear();
    let limit = cost(room, drawing, second);
    if let Some(better) = below(input, (drawing, room), (second, &old[1].points), limit) {
        super::take(drawing, room, second, better);
    }
    let limit = before - cost(room, drawing, second) - GAIN;
    let better = below(input, (drawing, room), (first, &old[0].points), limit);
    let found = better.is_some();
    drawing.routes[first] = better.unwrap_or_else(|| old[0].clone());
    room.enter(first, &drawing.routes[first]);
    if !found {
        let [_, second_old] = old;
        super::take(drawing, room, second, second_old);
    }
    found
}

/// What a way costs: length, bends and crossings.
pub(super) fn price(room: &Room, line: usize, points: &[Point]) -> i32 {
    let bends = count(points.len().saturating_sub(2));
    whole(length(points)) + BEND * bends + CROSSING * count(room.crossed(line, points))
}

/// The cheapest way of a line that costs no more than `limit`, about where it ran before.
pub(super) fn below(
    input: &Input,
    (drawing, room): (&Drawing, &Room),
    (line, old): (usize, &[Point]),
    limit: i32,
) -> Option<Route> {
    let edge = &input.edges[line];
    if edge.from == edge.to {
        return None;
    }
    let ends = [(edge.from, FIRST), (edge.to, LAST)];
    let boxes = [Ends::new(input, drawing, edge.from)?, Ends::new(input, drawing, edge.to)?];
    if limit - apart(&boxes) < WORTH {
        return None;
    }
    let region = around(drawing, old, &boxes);
    let obstacles = room.obstacles(drawing, line, &region);
    let own: Vec<Px> = boxes.iter().flat_map(Ends::columns).collect();
    let own_rows: Vec<Px> = boxes.iter().flat_map(Ends::heights).collect();
    let tracks = Tracks::new(&region, &obstacles, (&own, &own_rows), pitch(input));
    let doors = Doors { input, drawing, room, line, tracks };
    let [from, to] = [0, 1].map(|at| doors.of([&boxes[at], &boxes[1 - at]], ends[at], at == 0));
    let points = cheapest(&doors.tracks, &from, &to, limit)?;
    let free = room.is_clear(drawing, line, &points);
    free.then(|| with_texts(drawing, room, line, points)).flatten()
}

/// How far it is at least from one box to the other.
fn apart([from, to]: &[Ends; 2]) -> i32 {
    let off = |a: (Px, Px), b: (Px, Px)| (b.0 - a.1).max(a.0 - b.1).max(0.0);
    let (a, b) = (from.core, to.core);
    whole(off((a.x, a.right()), (b.x, b.right())) + off((a.y, a.bottom()), (b.y, b.bottom())))
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// Where on the page a new way is looked for.
pub(super) fn around(drawing: &Drawing, old: &[Point], boxes: &[Ends]) -> Rect {
    let at = |point: &Point| Rect::new(point.x, point.y, 0.0, 0.0);
    let way = old.iter().map(at).chain(boxes.iter().map(|ends| ends.outer));
    let way = way.reduce(|one, other| one.union(&other)).unwrap_or_default().grown(AROUND);
    let (x, y) = (way.x.max(0.0), way.y.max(0.0));
    let (right, bottom) = (way.right().min(drawing.size.w), way.bottom().min(drawing.size.h));
    Rect::new(x, y, right - x, bottom - y)
}

/// From one parallel line to the next.
pub(super) fn pitch(input: &Input) -> Px {
    f64::from(Air::new(input.options.spacing).line)
}

/// What is asked of the places at which a line may end.
pub(super) struct Doors<'a> {
    pub(super) input: &'a Input,
    pub(super) drawing: &'a Drawing,
    pub(super) room: &'a Room<'a>,
    pub(super) line: usize,
    pub(super) tracks: Tracks,
}

impl Doors<'_> {
    /// Where the line may leave or reach a box.
    pub(super) fn of(
        &self,
        [ends, other]: [&Ends; 2],
        (end, least): (End, Px),
        first: bool,
    ) -> Vec<Door> {
        let Ends { outer, core, .. } = *ends;
        let Tracks { xs, ys, .. } = &self.tracks;
        let after = |places: &[Px], at: Px| {
            Some(places.partition_point(|&place| place < at)).filter(|&at| at < places.len())
        };
        let before =
            |places: &[Px], at: Px| places.partition_point(|&place| place <= at).checked_sub(1);
        let at = |places: &[Px], place: Px| places.partition_point(|&other| other < place);
        let right = after(xs, (core.right() + least).max(outer.right() + CLEAR));
        let left = before(xs, (core.x - least).min(outer.x - CLEAR));
        let below = after(ys, outer.bottom() + least.max(CLEAR));
        let above = before(ys, (core.y - least).min(outer.y - CLEAR));
        let mut doors = Vec::new();
        for y in ends.shared_heights(other) {
            for (column, x) in [(left, core.x), (right, core.right())] {
                doors.extend(column.map(|column| (Point::new(x, y), (column, at(ys, y)), false)));
            }
        }
        for x in ends.shared_columns(other) {
            for (row, y) in [(above, core.y), (below, outer.bottom())] {
                doors.extend(row.map(|row| (Point::new(x, y), (at(xs, x), row), true)));
            }
        }
        let open = |(port, (column, row), upright): (Point, (usize, usize), bool)| {
            let turn = Point::new(xs[column], ys[row]);
            let piece = [port, turn];
            let apart = is_apart((self.drawing, self.room), (self.input, self.line), (end, port));
            let free = apart && self.room.end_is_clear(self.drawing, self.line, (&piece, first));
            let cost =
                whole(length(&piece)) + CROSSING * count(self.room.crossed(self.line, &piece));
            free.then_some(Door { port, column, row, upright, cost })
        };
        doors.into_iter().filter_map(open).collect()
    }
}
