//! The cheapest way over tracks from one of some doors to one of others.
//!
//! Method: shortest path with an estimate of what is left (Hart, Nilsson, Raphael, "A Formal Basis for the Heuristic
//! Determination of Minimum Cost Paths", 1968); bends and crossings are priced. Cost: O(t log t) for t crossings of
//! tracks.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::geometry::{Point, Px};

use super::super::drawing::simplify;
use super::super::problem::whole;
use super::tracks::Tracks;

/// What a bend and a crossing cost, in pixels of line.
pub(super) const BEND: i32 = 30;
pub(super) const CROSSING: i32 = 240;

/// A place at which a line may end, and where it meets the tracks.
pub(super) struct Door {
    pub(super) port: Point,
    pub(super) column: usize,
    pub(super) row: usize,
    /// Whether it leads up or down.
    pub(super) upright: bool,
    pub(super) cost: i32,
}

/// The points of the cheapest way that costs no more than `limit`.
pub(super) fn cheapest(
    tracks: &Tracks,
    from: &[Door],
    to: &[Door],
    limit: i32,
) -> Option<Vec<Point>> {
    let mut search = Search::new(tracks, to);
    for door in from {
        let place = (door.column, door.row, door.upright);
        search.offer(place, (door.cost, NONE), limit);
    }
    let (last, door) = search.run(to, limit)?;
    let mut points = vec![door.port];
    let mut at = last;
    loop {
        let (column, row, _) = search.place(at);
        points.push(Point::new(tracks.xs[column], tracks.ys[row]));
        if search.before[at] == NONE {
            break;
        }
        at = search.before[at];
    }
    let start = search.place(at);
    let first = from.iter().filter(|door| (door.column, door.row, door.upright) == start);
    points.push(first.min_by_key(|door| door.cost)?.port);
    points.reverse();
    simplify(&mut points);
    Some(points)
}

const NONE: usize = usize::MAX;

/// Column, row, and whether the line comes there upright.
type Place = (usize, usize, bool);

struct Search<'a> {
    tracks: &'a Tracks,
    /// From each track to the next one.
    across: Vec<i32>,
    down: Vec<i32>,
    /// From each track to the nearest door.
    left_across: Vec<i32>,
    left_down: Vec<i32>,
    /// The least cost found, and the state before, by state.
    cost: Vec<i32>,
    before: Vec<usize>,
    heap: BinaryHeap<Reverse<(i32, usize)>>,
}

impl<'a> Search<'a> {
    fn new(tracks: &'a Tracks, to: &[Door]) -> Self {
        let (across, down) = (gaps(&tracks.xs), gaps(&tracks.ys));
        let left_across = left(&across, to.iter().map(|door| door.column));
        let left_down = left(&down, to.iter().map(|door| door.row));
        let states = 2 * tracks.xs.len() * tracks.ys.len();
        let (cost, before) = (vec![i32::MAX; states], vec![NONE; states]);
        let heap = BinaryHeap::new();
        Self { tracks, across, down, left_across, left_down, cost, before, heap }
    }

    fn state(&self, (column, row, upright): Place) -> usize {
        2 * (row * self.tracks.xs.len() + column) + usize::from(upright)
    }

    fn place(&self, state: usize) -> Place {
        let wide = self.tracks.xs.len();
        (state / 2 % wide, state / 2 / wide, state % 2 == 1)
    }

    /// The least that is left from a place: length, and a bend where the way must turn.
    fn left(&self, (column, row, upright): Place) -> i32 {
        let (across, down) = (self.left_across[column], self.left_down[row]);
        let turns = if upright { across > 0 } else { down > 0 };
        across + down + if turns { BEND } else { 0 }
    }

    /// Notes a way to a place, if it is the cheapest so far.
    fn offer(&mut self, place: Place, (cost, before): (i32, usize), limit: i32) {
        let state = self.state(place);
        let least = cost + self.left(place);
        if cost < self.cost[state] && least <= limit {
            self.cost[state] = cost;
            self.before[state] = before;
            self.heap.push(Reverse((least, state)));
        }
    }

    /// The last state of the cheapest way, and the door behind it.
    fn run<'d>(&mut self, to: &'d [Door], limit: i32) -> Option<(usize, &'d Door)> {
        let mut best = None;
        let mut limit = limit;
        while let Some(Reverse((least, state))) = self.heap.pop() {
            if least > limit {
                break;
            }
            let place = self.place(state);
            if least > self.cost[state] + self.left(place) {
                continue;
            }
            for door in to.iter().filter(|door| (door.column, door.row) == (place.0, place.1)) {
                let bend = if door.upright == place.2 { 0 } else { BEND };
                let total = self.cost[state] + door.cost + bend;
                if total <= limit {
                    best = Some((state, door));
                    limit = total - 1;
                }
            }
            self.expand(state, place, limit);
        }
        best
    }

    fn expand(&mut self, state: usize, (column, row, upright): Place, limit: i32) {
        let cost = self.cost[state];
        let turn = |now: bool| cost + if now == upright { 0 } else { BEND };
        if let Some(&far) = self.across.get(column) {
            self.step((column, row), (column + 1, row, false), (turn(false) + far, state), limit);
        }
        if let Some(&far) = self.down.get(row) {
            self.step((column, row), (column, row + 1, true), (turn(true) + far, state), limit);
        }
        if let Some(next) = column.checked_sub(1) {
            let cost = turn(false) + self.across[next];
            self.step((next, row), (next, row, false), (cost, state), limit);
        }
        if let Some(next) = row.checked_sub(1) {
            let cost = turn(true) + self.down[next];
            self.step((column, next), (column, next, true), (cost, state), limit);
        }
    }

    /// Goes to a place over the step that begins at a crossing of tracks, if it is open.
    fn step(&mut self, begin: (usize, usize), to: Place, (cost, before): (i32, usize), limit: i32) {
        if let Some(crossed) = self.tracks.crossed(begin, to.2) {
            self.offer(to, (cost + CROSSING * i32::from(crossed), before), limit);
        }
    }
}

/// From each place to the next one.
fn gaps(places: &[Px]) -> Vec<i32> {
    places.windows(2).map(|pair| whole(pair[1] - pair[0])).collect()
}

/// From each track to the nearest of some, over the gaps between.
fn left(gaps: &[i32], goals: impl Iterator<Item = usize> + Clone) -> Vec<i32> {
    let mut left = vec![0; gaps.len() + 1];
    let (Some(first), Some(last)) = (goals.clone().min(), goals.max()) else { return left };
    for at in (0..first).rev() {
        left[at] = left[at + 1] + gaps[at];
    }
    for at in last + 1..left.len() {
        left[at] = left[at - 1] + gaps[at - 1];
    }
    left
}
