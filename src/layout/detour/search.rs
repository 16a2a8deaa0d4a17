//! The way of one line: shortest over the stretches of the channels and the gaps of the rows.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use super::super::plan::{Join, Plan};
use super::super::problem::Terminal;
use super::super::tree::ROOT;
use super::gaps::{gap_home, gap_x, left_rail, toll};
use super::passed::Passed;
use super::way::{Way, beside};
use super::{Ground, Walls};

/// Where the search stands: channel, stretch of it, and whether the text has found its slot.
type State = (usize, usize, usize);

/// How many rows beyond its old way a line looks first for a new one.
const MARGIN: usize = 12;

/// The lines that ran straight between neighbours to begin with, by row.
pub(super) fn neighbours(plan: &Plan) -> Vec<Vec<usize>> {
    let mut rows = vec![Vec::new(); plan.rows.len()];
    for (line, path) in plan.paths.iter().enumerate() {
        if path.joins.first() == Some(&Join::Beside) {
            rows[plan.items[path.stops[0]].row].push(line);
        }
    }
    rows
}

/// A new way for a line, near the old one if there is one.
pub(super) fn find(
    plan: &Plan,
    (ground, line): (&Ground, usize),
    (passed, neighbours): (&Passed, &[Vec<usize>]),
    est: &[i32],
) -> Option<Way> {
    let rows = plan.paths[line].stops.iter().map(|&stop| plan.items[stop].row);
    let (first, last) = (rows.clone().min().unwrap_or(0), rows.max().unwrap_or(0));
    let near = (first.saturating_sub(MARGIN), (last + 1 + MARGIN).min(plan.rows.len()));
    let all = (0, plan.rows.len());
    [near, all].into_iter().find_map(|rows| {
        Search::new(plan, (ground, line), (passed, neighbours), rows).run(plan, est)
    })
}

/// A channel that the search has come to, with the rows above and below it.
#[derive(Clone, Debug)]
struct Reached {
    /// Walls of the row above, and of the row below; none at the edge of the search.
    above: Walls,
    below: Walls,
    /// Number of the first of its states.
    base: usize,
}

/// What is known of a state.
#[derive(Clone, Copy, Debug)]
struct Known {
    dist: i32,
    x: i32,
    /// The state before, and the row and gap passed from there.
    from: Option<(usize, usize, usize)>,
    channel: usize,
}

/// What a gap costs: what was paid before, where the line comes from and where it ends, and what is too much.
struct Aim {
    price: i32,
    x: i32,
    goal: i32,
    below: i32,
}

struct Search<'a> {
    ground: &'a Ground,
    line: usize,
    passed: &'a Passed,
    neighbours: &'a [Vec<usize>],
    /// The farthest rail that the line has an end in, the root for none.
    own_rail: usize,
    /// First channel that may be used, and the one after the last row.
    first: usize,
    last: usize,
    channels: Vec<Option<Reached>>,
    known: Vec<Known>,
    /// Gaps of the rows from the first between neighbours that a line joins.
    parts: Vec<Option<Vec<bool>>>,
    /// What passing the rows between each channel and the nearest one by which the end can be reached costs at least.
    left: Vec<i32>,
}

impl<'a> Search<'a> {
    fn new(
        plan: &Plan,
        (ground, line): (&'a Ground, usize),
        (passed, neighbours): (&'a Passed, &'a [Vec<usize>]),
        (first, last): (usize, usize),
    ) -> Self {
        let (channels, parts) = (vec![None; last + 1 - first], vec![None; last - first]);
        let rails = ground.own.iter().copied().filter(|&own| plan.problem.tree.is_rail(own));
        let own_rail = rails.max().unwrap_or(ROOT);
        Self {
            ground,
            line,
            passed,
            neighbours,
            own_rail,
            first,
            last,
            channels,
            known: Vec::new(),
            parts,
            left: Vec::new(),
        }
    }

    /// Notes what is left from each channel to the nearest of some.
    fn measure(&mut self, plan: &Plan, goals: &[usize]) {
        let (first, last) = (self.first, self.last);
        let goals = || goals.iter().copied().filter(|&goal| first <= goal && goal <= last);
        let (Some(top), Some(bottom)) = (goals().min(), goals().max()) else { return };
        self.left = vec![0; last + 1 - first];
        for channel in (first..top).rev() {
            self.left[channel - first] = self.left[channel + 1 - first] + toll(plan, channel);
        }
        for channel in bottom + 1..=last {
            self.left[channel - first] = self.left[channel - 1 - first] + toll(plan, channel - 1);
        }
    }

    fn left(&self, channel: usize) -> i32 {
        self.left.get(channel - self.first).copied().unwrap_or(0)
    }

    /// Looks at a channel, once.
    fn reach(&mut self, plan: &Plan, channel: usize) {
        if self.channels[channel - self.first].is_some() {
            return;
        }
        let walls = |row: usize| self.ground.walls(plan, self.passed, row, channel);
        let above = if channel > self.first { walls(channel - 1) } else { Walls::default() };
        let below = if channel < self.last { walls(channel) } else { Walls::default() };
        let states = 2 * (above.0.len().max(below.0.len()) + 1);
        let base = self.known.len();
        let unknown = Known { dist: i32::MAX, x: 0, from: None, channel };
        self.known.resize(base + states, unknown);
        self.channels[channel - self.first] = Some(Reached { above, below, base });
    }

    /// Walls of the row below or above a channel that has been reached.
    fn walls(&self, channel: usize, down: bool) -> Option<&Walls> {
        let reached = self.channels[channel - self.first].as_ref()?;
        Some(if down { &reached.below } else { &reached.above })
    }

    /// The number of a state, in a channel that has been reached.
    fn id(&self, (channel, stretch, text): State) -> usize {
        let base = self.channels[channel - self.first].as_ref().map_or(0, |reached| reached.base);
        base + stretch * 2 + text
    }

    /// Channels by which a stop can be left.
    fn doors(&mut self, plan: &Plan, stop: usize, terminal: Terminal, inside: bool) -> Vec<State> {
        let row = plan.items[stop].row;
        let channels = match terminal {
            Terminal::Node(_) => vec![row + 1, row],
            Terminal::Border(container) if inside || plan.span[container].0 == row => {
                let both = !inside && plan.span[container] == (row, row);
                if both && self.was_below(plan, stop) { vec![row + 1] } else { vec![row] }
            }
            Terminal::Border(_) => vec![row + 1],
        };
        let text = usize::from(
            !plan.problem.lines[self.line].has_text() || matches!(terminal, Terminal::Border(_)),
        );
        let state = |channel: usize| {
            self.reach(plan, channel);
            let walls = self.walls(channel, channel == row);
            (channel, walls.map_or(0, |walls| walls.left_of(plan.index[stop])), text)
        };
        channels.into_iter().map(state).collect()
    }

    /// Whether the old way left the stop downwards.
    fn was_below(&self, plan: &Plan, stop: usize) -> bool {
        let path = &plan.paths[self.line];
        let last = path.stops.len() - 1;
        let (next, join) = if path.stops[0] == stop {
            (path.stops[1], path.joins[0])
        } else {
            (path.stops[last - 1], path.joins[last - 1])
        };
        join == Join::Below || (join == Join::Across && plan.items[next].row > plan.items[stop].row)
    }

    /// The shortest way, if there is one.
    fn run(mut self, plan: &Plan, est: &[i32]) -> Option<Way> {
        let path = &plan.paths[self.line];
        let (start, end) = (path.stops[0], path.stops[path.stops.len() - 1]);
        let spec = plan.problem.lines[self.line];
        let grounds = plan.problem.ground(self.line);
        let inside = |terminal, ground| terminal == Terminal::Border(ground);
        let starts = self.doors(plan, start, spec.from, inside(spec.from, grounds.0));
        let ends = self.doors(plan, end, spec.to, inside(spec.to, grounds.1));
        let goals: Vec<usize> = ends
            .iter()
            .flat_map(|&(channel, stretch, text)| (1 - text..2).map(move |t| (channel, stretch, t)))
            .map(|state| self.id(state))
            .collect();
        let channels: Vec<usize> = ends.iter().map(|&(channel, _, _)| channel).collect();
        self.measure(plan, &channels);
        let mut heap = BinaryHeap::new();
        for (order, &state) in starts.iter().enumerate() {
            let id = self.id(state);
            let cost = i32::try_from(order).unwrap_or(0);
            if cost < self.known[id].dist {
                self.known[id] = Known { dist: cost, x: est[start], ..self.known[id] };
                heap.push(Reverse((cost + self.left(state.0), state)));
            }
        }
        let goal_x = est[end];
        let mut found: Option<(i32, State)> = None;
        while let Some(Reverse((least, state))) = heap.pop() {
            let id = self.id(state);
            let cost = self.known[id].dist;
            if least > cost + self.left(state.0) {
                continue;
            }
            if found.is_some_and(|(total, _)| total <= least) {
                break;
            }
            if goals.contains(&id) {
                let total = cost + (goal_x - self.known[id].x).abs() / 4;
                if found.is_none_or(|(least, _)| total < least) {
                    found = Some((total, state));
                }
            }
            self.expand(plan, est, (state, goal_x), &mut heap);
        }
        found.map(|(_, state)| self.way(plan, state))
    }

    fn expand(
        &mut self,
        plan: &Plan,
        est: &[i32],
        (state, goal_x): (State, i32),
        heap: &mut BinaryHeap<Reverse<(i32, State)>>,
    ) {
        let (channel, stretch, _) = state;
        let here = self.known[self.id(state)];
        let here_id = self.id(state);
        for down in [true, false] {
            if (down && channel == self.last) || (!down && channel == self.first) {
                continue;
            }
            let (row, next) =
                if down { (channel, channel + 1) } else { (channel - 1, channel - 1) };
            self.reach(plan, next);
            self.part(plan, row);
            let price = here.dist + toll(plan, row);
            let last = plan.rows[row].items.len();
            let gaps = self.walls(channel, down).map_or(0..0, |walls| walls.stretch(stretch, last));
            let base = self.id((next, 0, 1));
            let mut far = self.walls(next, !down).map_or(0, |walls| walls.left_of(gaps.start));
            let mut from = gaps.start;
            while from < gaps.end {
                let walls = self.walls(next, !down);
                let to = walls.map_or(gaps.end, |walls| walls.stretch(far, last).end.min(gaps.end));
                let id = base + 2 * far;
                let aim = Aim { price, x: here.x, goal: goal_x, below: self.known[id].dist };
                if let Some((dist, gap, x)) = self.cheapest(plan, est, (row, from..to), &aim) {
                    let from = Some((here_id, row, gap));
                    self.known[id] = Known { dist, x, from, ..self.known[id] };
                    heap.push(Reverse((dist + self.left(next), (next, far, 1))));
                }
                (from, far) = (to, far + 1);
            }
        }
    }

    /// The cheapest open gap of a stretch of a row, the first of several, with what it costs and where it is. Gaps stand
    /// from left to right, so that they cost more the farther they are from where the line comes from.
    fn cheapest(
        &self,
        plan: &Plan,
        est: &[i32],
        (row, gaps): (usize, Range<usize>),
        aim: &Aim,
    ) -> Option<(i32, usize, i32)> {
        let (mut from, mut to) = (gaps.start, gaps.end);
        while from < to {
            let middle = usize::midpoint(from, to);
            if gap_x(plan, est, row, middle) < aim.x { from = middle + 1 } else { to = middle }
        }
        let (mut best, mut found) = ((aim.below, 0), None);
        let mut look = |gap: usize| {
            let x = gap_x(plan, est, row, gap);
            let run = (x - aim.x).abs() / 4 + (aim.goal - x).abs() / 40;
            let cost = aim.price + run + 100 * i32::from(self.parts_at(row, gap));
            if (cost, gap) < best && self.open(plan, row, gap) {
                best = (cost, gap);
                found = Some((cost, gap, x));
            }
            // The quarters and fortieths are rounded, each by less than one.
            aim.price + run <= best.0.saturating_add(2)
        };
        for gap in from..gaps.end {
            if !look(gap) {
                break;
            }
        }
        for gap in (gaps.start..from).rev() {
            if !look(gap) {
                break;
            }
        }
        found
    }

    /// Notes, once, for each gap of a row whether a slot there would part two boxes that a line joins.
    fn part(&mut self, plan: &Plan, row: usize) {
        if self.parts[row - self.first].is_some() {
            return;
        }
        let mut parts = vec![false; plan.rows[row].items.len() + 1];
        for &line in &self.neighbours[row] {
            let path = &plan.paths[line];
            if path.joins.first() == Some(&Join::Beside) {
                let (a, b) = (path.stops[0], path.stops[1]);
                let (lo, hi) = (plan.index[a].min(plan.index[b]), plan.index[a].max(plan.index[b]));
                if hi - lo < 3 {
                    parts[lo + 1..=hi].fill(true);
                }
            }
        }
        self.parts[row - self.first] = Some(parts);
    }

    fn parts_at(&self, row: usize, gap: usize) -> bool {
        self.parts[row - self.first].as_ref().is_some_and(|parts| parts[gap])
    }

    /// Whether a slot may stand in the gap.
    fn open(&self, plan: &Plan, row: usize, gap: usize) -> bool {
        let home = gap_home(plan, self.ground.common, row, gap);
        if home == ROOT {
            return self.own_rail >= left_rail(plan, row, gap);
        }
        !self.ground.is_foreign(plan, home)
            && (!plan.problem.tree.is_rail(home) || self.ground.own.contains(&home))
    }

    /// The way that ends in `state`.
    fn way(&self, plan: &Plan, state: State) -> Way {
        let mut at = self.id(state);
        let mut gaps = Vec::new();
        while let Some((before, row, gap)) = self.known[at].from {
            gaps.push((row, gap, self.known[at].channel));
            at = before;
        }
        gaps.reverse();
        let (line, common) = (self.line, self.ground.common);
        let beside = gaps.iter().map(|&(row, gap, _)| beside(plan, row, gap)).collect();
        Way { line, common, channel: self.known[at].channel, gaps, beside }
    }
}
