//! Phase 5: where on the outline of its box each line ends.
//!
//! Needs: [`Legal`]. Gives: [`Ported`]: a side and an offset from the anchor for both ends of each line; ends on a
//! side stand in the order of what they lead to, one of them at the middle so that it can run straight.
//! Method: order by the neighbours' places (Schulze, Spönemann, von Hanxleden 2014). Cost: O(E log E).

use super::detour::Legal;
use super::plan::{Join, Kind, Plan};
use super::problem::Side;

/// An end of a line on its box.
#[derive(Clone, Copy, Debug)]
pub(super) struct Port {
    pub(super) side: Side,
    /// From the box's anchor along the side.
    pub(super) offset: i32,
}

/// A plan with ports; `ports` holds source and target of each line, at slots the middle.
#[derive(Clone, Debug)]
pub(super) struct Ported {
    pub(super) plan: Plan,
    pub(super) ports: Vec<[Port; 2]>,
}

/// An end that waits for its place on a side.
#[derive(Clone, Copy, Debug)]
struct Wish {
    /// Lines that turn left, lines that pass, lines that turn right; then the place of the other end.
    key: (i32, i64),
    line: usize,
    end: usize,
    /// How much a straight line matters.
    worth: i32,
}

/// Gives every line end its port.
pub(super) fn run(legal: Legal) -> Ported {
    let Legal(plan) = legal;
    let ports = plan.paths.iter().map(|path| [0, 1].map(|end| side(&plan, path, end))).collect();
    let mut ported = Ported { plan, ports };
    ported.flow_sides();
    ported.neighbours();
    ported.flanks();
    debug_assert!(ported.verify(), "a line ends beside its box");
    ported
}

fn side(plan: &Plan, path: &super::plan::Path, end: usize) -> Port {
    let (own, next, join) = ends(path, end);
    let side = match join {
        Join::Above => Side::North,
        Join::Across if plan.items[next].row < plan.items[own].row => Side::North,
        Join::Below | Join::Across => Side::South,
        Join::Beside | Join::Flank if plan.index[next] > plan.index[own] => Side::East,
        Join::Beside | Join::Flank => Side::West,
    };
    Port { side, offset: 0 }
}

/// The stop at an end of a way, the one next to it, and the join between.
fn ends(path: &super::plan::Path, end: usize) -> (usize, usize, Join) {
    let last = path.stops.len() - 1;
    if end == 0 {
        (path.stops[0], path.stops[1], path.joins[0])
    } else {
        (path.stops[last], path.stops[last - 1], path.joins[last - 1])
    }
}

impl Ported {
    /// Every line that goes with the flow ends within the side of its box.
    pub(super) fn verify(&self) -> bool {
        self.plan.paths.iter().zip(&self.ports).all(|(path, ports)| {
            [0, 1].into_iter().all(|end| {
                let (own, _, _) = ends(path, end);
                let Port { side, offset } = ports[end];
                let at = match side {
                    Side::North => 0,
                    Side::South => 1,
                    Side::West | Side::East => return true,
                };
                let Kind::Node(node) = self.plan.items[own].kind else { return true };
                let (lo, hi) = self.plan.problem.bodies[node].span[at];
                -lo <= offset && offset <= hi
            })
        })
    }

    fn flow_sides(&mut self) {
        let mut wishes: Vec<[Vec<Wish>; 2]> = vec![[Vec::new(), Vec::new()]; self.plan.items.len()];
        for (line, path) in self.plan.paths.iter().enumerate() {
            for end in 0..2 {
                let (own, next, join) = ends(path, end);
                let at = match self.ports[line][end].side {
                    Side::North => 0,
                    Side::South => 1,
                    Side::West | Side::East => continue,
                };
                let place = i64::try_from(self.plan.index[next]).unwrap_or(0);
                let turns = matches!(join, Join::Below | Join::Above);
                let right =
                    self.plan.index[next] > self.plan.index[own] || (next == own && end == 1);
                let key = match (turns, right) {
                    (false, _) => (0, place),
                    (true, false) => (-1, -place),
                    (true, true) => (1, -place),
                };
                let worth = if matches!(self.plan.items[next].kind, Kind::Node(_)) { 2 } else { 1 };
                wishes[own][at].push(Wish { key, line, end, worth });
            }
        }
        let crowd: Vec<[usize; 2]> =
            wishes.iter().map(|sides| [sides[0].len(), sides[1].len()]).collect();
        for (item, sides) in wishes.into_iter().enumerate() {
            let Kind::Node(node) = self.plan.items[item].kind else { continue };
            for (at, mut ends) in sides.into_iter().enumerate() {
                self.weigh(&mut ends, &crowd, at);
                ends.sort_by_key(|wish| (wish.key, wish.line, wish.end));
                let offsets = spread(self.plan.problem.bodies[node].span[at], &ends);
                for (wish, offset) in ends.iter().zip(offsets) {
                    self.ports[wish.line][wish.end].offset = offset;
                }
            }
        }
    }

    /// A line to a box that has no other one on the facing side matters most.
    fn weigh(&self, wishes: &mut [Wish], crowd: &[[usize; 2]], at: usize) {
        for wish in wishes {
            let path = &self.plan.paths[wish.line];
            let (_, next, _) = ends(path, wish.end);
            if matches!(self.plan.items[next].kind, Kind::Node(_)) && crowd[next][1 - at] == 1 {
                wish.worth = 3;
            }
        }
    }

    /// Lines that leave or enter at a side and turn beside the box, so that none crosses another: from the top, those
    /// that go up, the nearest first, then those that go down, the farthest first.
    fn flanks(&mut self) {
        let mut ends: Vec<(usize, Side, (i64, usize, usize))> = Vec::new();
        for (line, path) in self.plan.paths.iter().enumerate() {
            let last = path.stops.len() - 1;
            for (end, join) in [(0, path.joins[0]), (1, path.joins[last - 1])] {
                if join != Join::Flank {
                    continue;
                }
                let (at, slot, next) =
                    if end == 0 { (0, 1, 2) } else { (last, last - 1, last - 2) };
                let stop = |at: usize| self.plan.items[path.stops[at]];
                let far =
                    self.plan.index[path.stops[slot]].abs_diff(self.plan.index[path.stops[at]]);
                let far = i64::try_from(far).unwrap_or(0);
                let turn = path.joins[if end == 0 { 1 } else { last - 2 }];
                let up = turn == Join::Above || stop(next).row < stop(slot).row;
                let key = if up { far - i64::from(i32::MAX) } else { -far };
                ends.push((path.stops[at], self.ports[line][end].side, (key, line, end)));
            }
        }
        ends.sort_by_key(|&(item, side, key)| (item, side == Side::East, key));
        for side in ends.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            let count = i32::try_from(side.len()).unwrap_or(1);
            for (at, &(_, _, (_, line, end))) in (0..count).zip(side) {
                self.ports[line][end].offset =
                    (2 * at - count + 1) * self.plan.problem.air.line / 2;
            }
        }
    }

    /// Lines beside, stacked around the middle of the sides they join.
    fn neighbours(&mut self) {
        let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
        for (line, path) in self.plan.paths.iter().enumerate() {
            if path.joins.first() == Some(&Join::Beside) {
                let (a, b) = (path.stops[0], path.stops[1]);
                pairs.push((a.min(b), a.max(b), line));
            }
        }
        pairs.sort_unstable();
        for group in pairs.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            let need = |line: usize| {
                let spec = &self.plan.problem.lines[line];
                self.plan.problem.air.line.max(spec.label.1 + 4).max(spec.badge.1 + 2)
            };
            let total: i32 = group.iter().map(|&(_, _, line)| need(line)).sum();
            let mut at = -total / 2;
            let mut offsets = Vec::new();
            for &(_, _, line) in group {
                offsets.push(at + need(line) / 2);
                at += need(line);
            }
            for (&(_, _, line), offset) in group.iter().zip(offsets) {
                self.ports[line][0].offset = offset;
                self.ports[line][1].offset = offset;
            }
        }
    }
}

/// Offsets for ends in order: the weightiest near the middle stands at 0, the rest at an even pitch.
fn spread((lo, hi): (i32, i32), ends: &[Wish]) -> Vec<i32> {
    let count = ends.len();
    let number = |at: usize| i32::try_from(at).unwrap_or(0);
    if count < 2 {
        return vec![0; count];
    }
    let off_middle = |at: usize| (2 * number(at) - number(count - 1)).abs();
    let near = (0..count).filter(|&at| off_middle(at) <= 2);
    let main = near.min_by_key(|&at| (-ends[at].worth, off_middle(at), at)).unwrap_or(0);
    let (left, right) = (number(main), number(count - 1 - main));
    let pitch = 16.min(lo / left.max(1)).min(hi / right.max(1));
    if pitch >= 8 {
        return (0..count).map(|at| (number(at) - left) * pitch).collect();
    }
    let room = lo + hi;
    let pitch = room / number(count - 1);
    if pitch >= 4 {
        let start = -lo + (room - pitch * number(count - 1)) / 2;
        return (0..count).map(|at| start + number(at) * pitch).collect();
    }
    let places = (room / 4 + 1).max(1);
    let start = -lo + (room - 4 * (places - 1)) / 2;
    (0..count).map(|at| start + 4 * (number(at) * places / number(count))).collect()
}
