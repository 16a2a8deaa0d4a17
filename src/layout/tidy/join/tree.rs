//! What is drawn of a bundle so far, and where another line may come to it.

use crate::geometry::{Point, Px, Rect};

use super::super::super::drawing::Route;
use super::super::path::Door;
use super::super::room::{FROM_LINE, pieces};
use super::super::tracks::Tracks;
use super::super::{carrier, is_upright, length};

/// From the texts of a trunk to where it first parts.
const AFTER: Px = 8.0;
/// From the other end of a line to where another one may part from it.
const BEFORE: Px = 23.0;
/// From a corner to where a line may part, if not at it.
const CORNER: Px = 12.0;
/// What is kept free about the texts.
const TEXT: Px = 3.0;

/// A way from the shared end on.
pub(super) struct Way {
    pub(super) line: usize,
    pub(super) points: Vec<Point>,
    /// Index of the point at which its own part begins.
    pub(super) own: usize,
}

/// The trunk, and the ways that have come to it.
pub(super) struct Tree {
    pub(super) ways: Vec<Way>,
    /// How far from the shared end nothing may part from the trunk.
    stem: Px,
    texts: Vec<Rect>,
}

impl Tree {
    /// A trunk that runs along `carrier` from the shared end on and has its texts, which parts `least` from there at
    /// the nearest.
    pub(super) fn new(line: usize, carrier: &Route, least: Px) -> Self {
        let texts: Vec<Rect> = carrier.label.iter().chain(&carrier.badge).copied().collect();
        let reach = |text: &Rect| reach(&carrier.points, text) + AFTER;
        let stem = texts.iter().map(reach).fold(least, Px::max);
        Self { ways: vec![Way { line, points: carrier.points.clone(), own: 0 }], stem, texts }
    }

    /// The points of all ways.
    pub(super) fn points(&self) -> impl Iterator<Item = &Point> {
        self.ways.iter().flat_map(|way| &way.points)
    }

    /// The pieces that are drawn.
    pub(super) fn pieces(&self) -> impl Iterator<Item = Rect> + '_ {
        self.ways.iter().flat_map(|way| pieces(&way.points[way.own..]))
    }

    /// Where no line may come to the tree: at its texts, along its stem, and near the other ends of its lines.
    pub(super) fn closed(&self) -> impl Iterator<Item = Rect> + '_ {
        let stem = part(&self.ways[0].points, 0.0, self.stem - FROM_LINE - 0.5);
        let ends = self.ways.iter().map(|way| {
            let long = length(&way.points);
            part(&way.points, long - BEFORE + FROM_LINE + 0.5, long)
        });
        let lines = std::iter::once(stem).chain(ends);
        let lines = lines.flat_map(|points| pieces(&points).collect::<Vec<_>>());
        let lines = lines.map(|rect| rect.grown(FROM_LINE));
        lines.chain(self.texts.iter().map(|text| text.grown(TEXT)))
    }

    /// Places on the trunk at which a branch looks well: right after the texts, and half way from there.
    pub(super) fn offers(&self) -> Vec<Point> {
        let trunk = &self.ways[0].points;
        let end = length(trunk) - BEFORE;
        let places = [self.stem + 0.5, self.stem.midpoint(end)].map(Px::ceil);
        let places = places.into_iter().filter(|&at| at < end);
        places.filter_map(|at| part(trunk, 0.0, at).pop()).collect()
    }

    /// Where a line may come to the tree: to a piece from its side, or to a corner, there straight on as well.
    pub(super) fn doors(&self, tracks: &Tracks) -> Vec<Door> {
        let mut doors = Vec::new();
        for Way { points, own, .. } in &self.ways {
            let (mut far, all) = (length(&points[..=*own]), length(points));
            for (at, pair) in points.windows(2).enumerate().skip(*own) {
                for (port, column, row) in tracks.places_on((pair[0], pair[1])) {
                    let (here, left) = (length(&[pair[0], port]), length(&[port, pair[1]]));
                    let corner = here < 0.01 && at > *own;
                    let apart = (here > CORNER || corner) && left > CORNER;
                    if apart && far + here >= self.stem && all - far - here >= BEFORE {
                        let upright = !is_upright(pair[0], pair[1]);
                        let door = |upright: bool| Door { port, column, row, upright, cost: 0 };
                        doors.push(door(upright));
                        doors.extend(corner.then(|| door(!upright)));
                    }
                }
                far += length(pair);
            }
        }
        doors
    }

    /// The way from the shared end to a place on the tree.
    pub(super) fn until(&self, at: Point) -> Option<Vec<Point>> {
        self.ways.iter().find_map(|Way { points, own, .. }| {
            let round = |pair: &[Point]| length(&[pair[0], at]) + length(&[at, pair[1]]);
            let mut pieces = points.windows(2).enumerate().skip(*own);
            let (piece, _) = pieces.find(|(_, pair)| round(pair) < length(pair) + 0.01)?;
            Some([&points[..=piece], &[at]].concat())
        })
    }
}

/// How far along a way a text at it reaches.
fn reach(way: &[Point], text: &Rect) -> Px {
    let Some(at) = carrier(way, text) else { return length(way) };
    let (from, to) = (way[at], way[at + 1]);
    let far = match (is_upright(from, to), from.x < to.x, from.y < to.y) {
        (true, _, true) => text.bottom() - from.y,
        (true, _, false) => from.y - text.y,
        (false, true, _) => text.right() - from.x,
        (false, false, _) => from.x - text.x,
    };
    length(&way[..=at]) + far
}

/// The part of a way between two distances from its start.
fn part(way: &[Point], from: Px, to: Px) -> Vec<Point> {
    let (mut out, mut far) = (Vec::new(), 0.0);
    for pair in way.windows(2) {
        let long = length(pair);
        let (low, high) = ((from - far).max(0.0), (to - far).min(long));
        if low < high {
            let along = |by: Px| {
                let share = by / long;
                let between = |a: Px, b: Px| a + (b - a) * share;
                Point::new(between(pair[0].x, pair[1].x), between(pair[0].y, pair[1].y))
            };
            if out.is_empty() {
                out.push(along(low));
            }
            out.push(along(high));
        }
        far += long;
    }
    out
}
