//! Lines that say the same and end at the same box: one trunk with one label, and branches.
//!
//! Needs: the drawing that was chosen, and the bundles of its input. Gives: the same one, in which those lines of a
//! bundle for which that is cheaper share their first or last part. Method: the lines are taken out; one of them is the
//! trunk, and the others find their cheapest ways to what stands of the tree (the rectilinear Steiner tree by repeated
//! shortest paths: Takahashi, Matsuyama, "An Approximate Solution for the Steiner Problem in Graphs", 1980); the best
//! of some trunks. Cost: a search for each line and trunk of a bundle.

mod grow;
mod tree;

use std::collections::BTreeMap;

use crate::geometry::{Point, Px};

use super::super::drawing::{Drawing, Route, Tip};
use super::super::input::{Edge, End, Input};
use super::super::problem::whole;
use super::super::squeeze::{Axis, stretch};
use super::room::Room;
use super::shortcut::Ends;
use super::{length, reroute, take};

/// What a label and badges are worth that need not be drawn again, in pixels of line.
const TEXTS: i32 = 130;
/// How many lines of a bundle are tried as the trunk.
const TRUNKS: usize = 3;
/// Larger bundles stay apart: nobody could follow their branches.
const LARGEST: usize = 16;
/// How much room is made for a trunk.
const ROOM: Px = 32.0;

/// New ways of lines.
type Ways = Vec<(usize, Route)>;

/// Joins the lines of each bundle where that pays; where only the room for a trunk is missing, the page is stretched.
pub(super) fn run(input: &Input, drawing: &mut Drawing) {
    let bundles = bundles(input);
    if bundles.is_empty() {
        return;
    }
    let mut room = Room::new(input, drawing);
    for bundle in bundles {
        let mut found = attempt(input, drawing, &mut room, &bundle);
        let joined = found.as_ref().map_or(0, |(_, ways)| joined(ways));
        if joined + 1 < bundle.lines.len()
            && let Some(wide) = stretched(input, drawing, &bundle)
        {
            let mut wide_room = Room::new(input, &wide);
            let least = found.as_ref().map_or(0, |(gain, _)| *gain) + whole(2.0 * ROOM);
            let better = attempt(input, &wide, &mut wide_room, &bundle);
            let better = better.filter(|(gain, _)| *gain > least);
            if better.is_some() {
                (*drawing, room, found) = (wide, wide_room, better);
            }
        }
        for (line, way) in found.into_iter().flat_map(|(_, ways)| ways) {
            take(drawing, &mut room, line, way);
        }
    }
}

/// How many of some lines have joined another one.
fn joined(ways: &Ways) -> usize {
    ways.iter().filter(|(_, route)| route.trunk.is_some()).count()
}

/// Lines that may share a trunk at one box.
struct Bundle {
    at: End,
    tip: Tip,
    lines: Vec<usize>,
}

impl Bundle {
    fn new(input: &Input, lines: Vec<usize>) -> Option<Self> {
        if !(2..=LARGEST).contains(&lines.len()) {
            return None;
        }
        let first = input.edges[lines[0]];
        let share = |end: fn(&Edge) -> End| {
            lines.iter().all(|&line| end(&input.edges[line]) == end(&first))
        };
        let (source, target) = (share(|edge| edge.from), share(|edge| edge.to));
        let (at, tip) = if source { (first.from, Tip::Source) } else { (first.to, Tip::Target) };
        (source || target).then_some(Self { at, tip, lines })
    }

    /// The end of a line that is not shared.
    fn far(&self, edge: &Edge) -> End {
        if self.tip == Tip::Source { edge.to } else { edge.from }
    }

    /// A way from the shared end as one from the source, and the other way round.
    fn turned(&self, mut points: Vec<Point>) -> Vec<Point> {
        if self.tip == Tip::Target {
            points.reverse();
        }
        points
    }
}

/// The bundles of lines between boxes; of several lines between the same two only one may join.
fn bundles(input: &Input) -> Vec<Bundle> {
    let mut lines: BTreeMap<u32, BTreeMap<(End, End), usize>> = BTreeMap::new();
    for (line, edge) in input.edges.iter().enumerate() {
        if let (Some(bundle), End::Node(_), End::Node(_)) = (edge.bundle, edge.from, edge.to)
            && edge.from != edge.to
        {
            lines.entry(bundle).or_default().entry((edge.from, edge.to)).or_insert(line);
        }
    }
    let lines = lines.into_values().map(|lines| lines.into_values().collect());
    lines.filter_map(|lines| Bundle::new(input, lines)).collect()
}

/// The drawing with more room at the side of the shared box that the other ones are at.
fn stretched(input: &Input, drawing: &Drawing, bundle: &Bundle) -> Option<Drawing> {
    let own = Ends::new(input, drawing, bundle.at)?;
    let (mut x, mut y) = (0.0, 0.0);
    for &line in &bundle.lines {
        let far = Ends::new(input, drawing, bundle.far(&input.edges[line]))?;
        x += far.core.center().x - own.core.center().x;
        y += far.core.center().y - own.core.center().y;
    }
    let (axis, from, way) = if y.abs() >= x.abs() {
        (Axis::Y, if y > 0.0 { own.outer.bottom() } else { own.core.y }, y.signum())
    } else {
        (Axis::X, if x > 0.0 { own.outer.right() } else { own.core.x }, x.signum())
    };
    let mut wide = drawing.clone();
    let mut places = (0..6).map(|step| from + way * (1.0 + 4.0 * f64::from(step)));
    places.any(|at| stretch(input, &mut wide, axis, (at, ROOM))).then_some(wide)
}

/// New ways of the lines of a bundle, and what they save, if anything.
fn attempt(
    input: &Input,
    drawing: &Drawing,
    room: &mut Room,
    bundle: &Bundle,
) -> Option<(i32, Ways)> {
    let old = |line: usize| worth(room, line, &drawing.routes[line]);
    let before: i32 = bundle.lines.iter().map(|&line| old(line)).sum();
    for &line in &bundle.lines {
        room.leave(line, &drawing.routes[line]);
    }
    let mut trunks = bundle.lines.clone();
    trunks.sort_by_key(|&line| whole(length(&drawing.routes[line].points)));
    let mut found: Option<(i32, Ways)> = None;
    for at in 0..trunks.len().min(TRUNKS) {
        let mut lines = trunks.clone();
        let trunk = lines.remove(at);
        let grown = grow::tree(input, (drawing, room), bundle, (trunk, &lines));
        let gain = grown.map(|(cost, ways)| (before - cost, ways));
        let least = found.as_ref().map_or(0, |(gain, _)| *gain);
        found = gain.filter(|(gain, _)| *gain > least).or(found);
    }
    for &line in &bundle.lines {
        room.enter(line, &drawing.routes[line]);
    }
    found
}

/// What a line costs that runs along `route`, its texts included.
fn worth(room: &Room, line: usize, route: &Route) -> i32 {
    let texts = if route.label.is_some() || route.badge.is_some() { TEXTS } else { 0 };
    reroute::price(room, line, &route.points) + texts
}
