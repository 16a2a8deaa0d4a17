//! Estimated places across the flow that keep containers in columns: what the price of length is taken from.
//!
//! Method: each row as a chain of items and borders; the leftmost and the rightmost places that all chains allow
//! (longest paths), the middle of both, then some rounds in which each item moves towards its neighbours as far as
//! the chains leave it room. Cost: O(items + borders) a round.

use super::super::plan::Kind;
use super::super::tree::ROOT;
use super::state::State;

/// Rounds of moving towards neighbours.
const ROUNDS: usize = 2;

/// Variable before, variable after, least distance.
type Arc = (usize, usize, i32);

/// Chains of items and borders. Variables: items, then left borders, then right borders.
struct Chains {
    /// Variables in an order in which each comes after those before it in its chains.
    order: Vec<usize>,
    /// What follows each variable, and what comes before it, with the least distance.
    out: Packed,
    into: Packed,
}

/// Lists of variables and distances, packed.
struct Packed {
    start: Vec<usize>,
    to: Vec<(usize, i32)>,
}

impl Packed {
    fn new(count: usize, arcs: impl Iterator<Item = Arc> + Clone) -> Self {
        let mut start = vec![0; count + 2];
        for (from, _, _) in arcs.clone() {
            start[from + 2] += 1;
        }
        for at in 1..start.len() {
            start[at] += start[at - 1];
        }
        let mut to = vec![(0, 0); start[count + 1]];
        for (from, next, gap) in arcs {
            to[start[from + 1]] = (next, gap);
            start[from + 1] += 1;
        }
        Self { start, to }
    }
    fn of(&self, at: usize) -> &[(usize, i32)] {
        &self.to[self.start[at]..self.start[at + 1]]
    }
}

/// Estimates the place of every item of `state`.
pub(super) fn run(state: &mut State) {
    let chains = Chains::new(state);
    let count = state.items.len() + 2 * state.parent.len();
    if chains.order.len() < count {
        // Containers are not yet together in their rows: the rows' own estimates stand.
        return;
    }
    let mut left = vec![0; count];
    for &at in &chains.order {
        for &(next, gap) in chains.out.of(at) {
            left[next] = left[next].max(left[at] + gap);
        }
    }
    let width = left.iter().copied().max().unwrap_or(0);
    let mut right = vec![width; count];
    for &at in chains.order.iter().rev() {
        for &(before, gap) in chains.into.of(at) {
            right[before] = right[before].min(right[at] - gap);
        }
    }
    let mut x: Vec<i32> = left.iter().zip(&right).map(|(&a, &b)| i32::midpoint(a, b)).collect();
    for round in 0..ROUNDS {
        if round % 2 == 0 {
            for &at in &chains.order {
                chains.pull(state, at, &mut x);
            }
        } else {
            for &at in chains.order.iter().rev() {
                chains.pull(state, at, &mut x);
            }
        }
    }
    let items = state.est.len();
    state.est.copy_from_slice(&x[..items]);
}

impl Chains {
    fn new(state: &State) -> Self {
        let (items, containers) = (state.items.len(), state.parent.len());
        let count = items + 2 * containers;
        let (open, close) = (|at: usize| items + at, |at: usize| items + containers + at);
        let mut arcs = Vec::with_capacity(2 * count);
        let pad = 12;
        for row in &state.rows {
            let (mut before, mut room, mut home) = (open(ROOT), 0, ROOT);
            for &item in row {
                let one = state.items[item];
                let common = state.common(home, one.home);
                while home != common {
                    arcs.push((before, close(home), room + pad));
                    (before, room) = (close(home), pad / 2);
                    home = state.parent[home];
                }
                let depth = state.depth[one.home];
                for level in state.depth[home] + 1..=depth {
                    let next = state.ancestor(one.home, level);
                    arcs.push((before, open(next), room + pad));
                    (before, room) = (open(next), 0);
                }
                home = one.home;
                let gap = match one.kind {
                    Kind::Node(_) => state.node_gap / 2,
                    Kind::Slot(_) => 4,
                    Kind::Title | Kind::Filler => 0,
                };
                arcs.push((before, item, room + gap + one.lo));
                (before, room) = (item, gap + one.hi);
            }
            while home != ROOT {
                arcs.push((before, close(home), room + pad));
                (before, room) = (close(home), pad / 2);
                home = state.parent[home];
            }
            arcs.push((before, close(ROOT), room));
        }
        Self::sorted(count, &arcs)
    }

    fn sorted(count: usize, arcs: &[Arc]) -> Self {
        let out = Packed::new(count, arcs.iter().copied());
        let into = Packed::new(count, arcs.iter().map(|&(from, to, gap)| (to, from, gap)));
        let mut waits: Vec<usize> = (0..count).map(|at| into.of(at).len()).collect();
        let mut order: Vec<usize> = (0..count).filter(|&at| waits[at] == 0).collect();
        let mut done = 0;
        while let Some(&at) = order.get(done) {
            done += 1;
            for &(next, _) in out.of(at) {
                waits[next] -= 1;
                if waits[next] == 0 {
                    order.push(next);
                }
            }
        }
        Self { order, out, into }
    }

    /// Moves an item to the mean of its neighbours, as far as there is room.
    fn pull(&self, state: &State, at: usize, x: &mut [i32]) {
        if at >= state.items.len() {
            return;
        }
        let near = [state.near[0].of(at), state.near[1].of(at)];
        let count = i32::try_from(near[0].len() + near[1].len()).unwrap_or(i32::MAX);
        if count == 0 {
            return;
        }
        let sum: i64 =
            near.iter().flat_map(|near| near.iter()).map(|&other| i64::from(x[other])).sum();
        let wish = i32::try_from(sum / i64::from(count)).unwrap_or(0);
        let lo = self.into.of(at).iter().map(|&(before, gap)| x[before] + gap).max();
        let hi = self.out.of(at).iter().map(|&(next, gap)| x[next] - gap).min();
        let (lo, hi) = (lo.unwrap_or(wish), hi.unwrap_or(wish));
        if lo <= hi {
            x[at] = wish.clamp(lo, hi);
        }
    }
}
