//! Network simplex: whole numbers for variables so that the weighted length of all arcs is least.
//!
//! Needs: variables, arcs with a least length each, no cycle. Gives: a value per variable; every arc is long enough,
//! whatever the budget. Method: Gansner, Koutsofios, North, Vo, "A Technique for Drawing Directed Graphs", IEEE TSE
//! 1993; a cut value is read as the balance of weights below a tree arc. Cost: O(V + E) a pivot;
//! the budget counts the variables that pivots move, so that time is bounded by it.

mod joints;
mod start;

use joints::Joints;
use start::feasible;
pub(super) use start::is_acyclic;

/// `value(head) - value(tail) >= length`, pulled short with `weight`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub(super) tail: usize,
    pub(super) head: usize,
    pub(super) length: i32,
    pub(super) weight: i32,
}

impl Arc {
    pub(super) fn new(tail: usize, head: usize, length: i32, weight: i32) -> Self {
        Self { tail, head, length, weight }
    }
}

/// The spanning tree of tight arcs: the state between two pivots.
struct Basis<'a> {
    arcs: &'a [Arc],
    /// The arcs that start at each variable, and those that end there.
    joints: [Joints; 2],
    variables: Vec<Variable>,
    /// The variables below the arc that leaves.
    part: Vec<u32>,
    pivots: u32,
    /// Sum over the subtree of weights going out minus coming in.
    balance: Vec<i64>,
    /// The ways up from both ends of an arc, kept for their memory.
    ways: [Vec<u32>; 2],
}

/// What a pivot asks of a variable, together in memory.
#[derive(Clone, Copy, Debug)]
struct Variable {
    value: i32,
    /// In which pivot it was last among those below the arc that leaves.
    mark: u32,
    /// The tree arc towards the root, and the variable at its other end; `NONE` at the root.
    up: u32,
    parent: u32,
    /// The variables right below it, as a list: the first, and after and before itself.
    child: u32,
    next: u32,
    before: u32,
}

const NONE: u32 = u32::MAX;

/// Numbers of variables and arcs, of which there are fewer than `NONE`.
fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(NONE)
}

/// Of so many arcs that should leave the tree the worst one does.
const WORST_OF: usize = 10;

/// Values for the variables of `start`, at least 0, with about `budget` steps; `start` is where the search begins,
/// after what must move to satisfy the arcs has moved up.
pub(super) fn solve(start: &[i32], arcs: &[Arc], budget: usize) -> Vec<i32> {
    let count = start.len();
    let mut all = arcs.to_vec();
    let root = count;
    let mut entered = vec![false; count];
    for arc in arcs {
        entered[arc.head] = true;
    }
    for (variable, entered) in entered.into_iter().enumerate() {
        if !entered {
            all.push(Arc::new(root, variable, 0, 0));
        }
    }
    let least = start.iter().copied().min().unwrap_or(0);
    let mut basis = Basis::new(&all, &[start, &[least]].concat());
    basis.grow();
    basis.pivot_all(budget);
    let values = basis.variables[..count].iter().map(|variable| variable.value);
    let mut values: Vec<i32> = values.collect();
    let least = values.iter().copied().min().unwrap_or(0);
    for value in &mut values {
        *value -= least;
    }
    values
}

/// By how much lengths of a few units are scaled, where that leaves room.
const SCALE: i32 = 1 << 16;

/// Like [`solve`] for lengths of a few units, where most pivots would change nothing and the search could go round in
/// circles: lengths are scaled and perturbed (Charnes, "Optimality and Degeneracy in Linear Programming",
/// Econometrica 1952), which leaves every arc long enough when the values are scaled back.
pub(super) fn solve_units(count: usize, arcs: &[Arc], budget: usize) -> Vec<i32> {
    let start = vec![0; count];
    let all = arcs.iter().fold(0, |sum: i32, arc| sum.saturating_add(arc.length));
    let scale = |farthest: i32| (i32::MAX / 4 / farthest.saturating_add(1)).clamp(1, SCALE);
    let scale = if scale(all) == SCALE {
        SCALE
    } else {
        scale(feasible(arcs, &start).into_iter().max().unwrap_or(0))
    };
    let mut seed = 0x9E37_79B9_u32;
    let mut noise = || {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        i32::try_from(seed % 16).unwrap_or(0).min(scale - 1)
    };
    let perturbed = |arc: &Arc| Arc { length: arc.length * scale + noise(), ..*arc };
    let perturbed: Vec<Arc> = arcs.iter().map(perturbed).collect();
    solve(&start, &perturbed, budget).into_iter().map(|value| value / scale).collect()
}

impl<'a> Basis<'a> {
    fn new(arcs: &'a [Arc], start: &[i32]) -> Self {
        let count = start.len();
        let fresh = |value: i32| Variable {
            value,
            mark: 0,
            up: NONE,
            parent: NONE,
            child: NONE,
            next: NONE,
            before: NONE,
        };
        Self {
            arcs,
            joints: [Joints::new(count, arcs, false), Joints::new(count, arcs, true)],
            variables: feasible(arcs, start).into_iter().map(fresh).collect(),
            part: Vec::new(),
            pivots: 0,
            balance: vec![0; count],
            ways: [Vec::new(), Vec::new()],
        }
    }

    fn variable(&mut self, number: u32) -> &mut Variable {
        &mut self.variables[number as usize]
    }

    fn slack(&self, id: u32) -> i32 {
        let arc = self.arcs[id as usize];
        self.variables[arc.head].value - self.variables[arc.tail].value - arc.length
    }

    /// Sums the balances; `order` has every variable after the one above it.
    fn weigh(&mut self, order: &[usize]) {
        for arc in self.arcs {
            self.balance[arc.tail] += i64::from(arc.weight);
            self.balance[arc.head] -= i64::from(arc.weight);
        }
        for &variable in order.iter().skip(1).rev() {
            self.balance[self.variables[variable].parent as usize] += self.balance[variable];
        }
    }

    /// Hangs `variable` below `above` by the arc `id`.
    fn hang(&mut self, variable: u32, above: u32, id: u32) {
        let next = std::mem::replace(&mut self.variable(above).child, variable);
        if next != NONE {
            self.variable(next).before = variable;
        }
        let own = self.variable(variable);
        (own.up, own.parent, own.next, own.before) = (id, above, next, NONE);
    }

    /// Takes `variable` with all below it off the tree.
    fn unhang(&mut self, variable: u32) {
        let Variable { before, next, parent, .. } = *self.variable(variable);
        if before == NONE {
            self.variable(parent).child = next;
        } else {
            self.variable(before).next = next;
        }
        if next != NONE {
            self.variable(next).before = before;
        }
    }

    /// Collects the variables below the arc above `top`.
    fn collect(&mut self, top: u32) {
        self.pivots += 1;
        let pivots = self.pivots;
        self.part.clear();
        self.part.push(top);
        self.variable(top).mark = pivots;
        let mut next = 0;
        while let Some(&variable) = self.part.get(next) {
            next += 1;
            let mut below = self.variables[variable as usize].child;
            while below != NONE {
                self.part.push(below);
                let below_it = self.variable(below);
                below_it.mark = pivots;
                below = below_it.next;
            }
        }
    }

    /// The cut value of the tree arc above `variable`.
    fn cut(&self, variable: usize) -> i64 {
        let arc = self.arcs[self.variables[variable].up as usize];
        if arc.tail == variable { self.balance[variable] } else { -self.balance[variable] }
    }

    fn pivot_all(&mut self, budget: usize) {
        let count = self.variables.len();
        let (mut at, mut steps) = (0, 0);
        while steps < budget {
            let Some(variable) = self.leaving(at, count) else { return };
            at = variable + 1;
            self.collect(short(variable));
            steps += 8 + self.part.len();
            let Some(entering) = self.entering(variable) else { return };
            self.exchange(short(variable), entering);
        }
    }

    /// A variable whose arc to the root has a negative cut value: the worst of the next few, round robin.
    fn leaving(&self, start: usize, count: usize) -> Option<usize> {
        let mut best: Option<(i64, usize)> = None;
        let mut found = 0;
        for step in 0..count {
            let variable = (start + step) % count;
            if self.variables[variable].up == NONE {
                continue;
            }
            let cut = self.cut(variable);
            if cut < 0 {
                found += 1;
                if best.is_none_or(|(least, _)| cut < least) {
                    best = Some((cut, variable));
                }
                if found >= WORST_OF {
                    break;
                }
            }
        }
        best.map(|(_, variable)| variable)
    }

    /// The tightest arc that joins the two parts against the direction of the leaving one.
    fn entering(&self, top: usize) -> Option<u32> {
        let tail_below = self.arcs[self.variables[top].up as usize].tail == top;
        let joints = &self.joints[usize::from(tail_below)];
        let mut best: Option<(i32, u32)> = None;
        for &variable in &self.part {
            let value = self.variables[variable as usize].value;
            for joint in joints.at(variable as usize) {
                let other = &self.variables[joint.other as usize];
                if other.mark == self.pivots {
                    continue;
                }
                let off = value - other.value;
                let slack = if tail_below { off } else { -off } - joint.length;
                if best.is_none_or(|least| (slack, joint.id) < least) {
                    best = Some((slack, joint.id));
                }
            }
        }
        best.map(|(_, id)| id)
    }

    /// Takes the arc above `top` out of the tree and `entering` into it.
    fn exchange(&mut self, top: u32, entering: u32) {
        let slack = self.slack(entering);
        let arc = self.arcs[entering as usize];
        let head_below = self.variables[arc.head].mark == self.pivots;
        let by = if head_below { -slack } else { slack };
        for &variable in &self.part {
            self.variables[variable as usize].value += by;
        }
        let (inner, outer) = if head_below { (arc.head, arc.tail) } else { (arc.tail, arc.head) };
        let total = self.balance[top as usize];
        self.transfer(self.variables[top as usize].parent, short(outer), total);
        // The way from the new joint to the old one now leads the other way.
        let (mut variable, mut above, mut id, mut before) =
            (short(inner), short(outer), entering, 0);
        loop {
            let old = self.balance[variable as usize];
            self.balance[variable as usize] = total - before;
            before = old;
            let Variable { up, parent, .. } = *self.variable(variable);
            self.unhang(variable);
            self.hang(variable, above, id);
            if variable == top {
                break;
            }
            (above, variable, id) = (variable, parent, up);
        }
    }

    /// Moves `amount` of balance from the variables above `from` to those above `to`; where the ways to the root
    /// have met, nothing changes.
    fn transfer(&mut self, from: u32, to: u32, amount: i64) {
        self.pivots += 1;
        let pivots = self.pivots;
        let mut ways = [std::mem::take(&mut self.ways[0]), std::mem::take(&mut self.ways[1])];
        let mut at = [from, to];
        let mut joint = NONE;
        while joint == NONE && at != [NONE, NONE] {
            for side in 0..2 {
                if at[side] == NONE {
                    continue;
                }
                let variable = self.variable(at[side]);
                if variable.mark == pivots {
                    joint = at[side];
                    break;
                }
                variable.mark = pivots;
                ways[side].push(at[side]);
                at[side] = self.variables[at[side] as usize].parent;
            }
        }
        for (way, amount) in ways.iter_mut().zip([-amount, amount]) {
            for variable in way.drain(..).take_while(|&variable| variable != joint) {
                self.balance[variable as usize] += amount;
            }
        }
        self.ways = ways;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(arcs: &[Arc], value: &[i32]) -> i32 {
        arcs.iter().map(|arc| arc.weight * (value[arc.head] - value[arc.tail])).sum()
    }

    #[test]
    fn finds_the_shortest_drawing_of_the_papers_example() {
        // Gansner et al. 1993, figure 2-2: a chain of four and two short cuts into it.
        let ends = [(0, 1), (1, 2), (2, 3), (3, 7), (0, 4), (4, 6), (0, 5), (5, 6), (6, 7)];
        let arcs: Vec<Arc> = ends.iter().map(|&(a, b)| Arc::new(a, b, 1, 1)).collect();
        let value = solve(&[0; 8], &arcs, 100);
        assert_eq!(cost(&arcs, &value), 10);
        assert_eq!(value[7] - value[0], 4);
    }

    #[test]
    fn is_as_good_as_trying_everything() {
        let mut seed = 7u64;
        let mut below = |limit: u64| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % limit
        };
        for _ in 0..200 {
            let mut arcs = Vec::new();
            for head in 1..5usize {
                for tail in 0..head {
                    if below(3) > 0 {
                        let (length, weight) = (i32::try_from(below(2)), i32::try_from(below(4)));
                        arcs.push(Arc::new(tail, head, length.unwrap_or(0), weight.unwrap_or(0)));
                    }
                }
            }
            let value = solve(&[0; 5], &arcs, 1000);
            let fits = |value: &[i32]| {
                arcs.iter().all(|arc| value[arc.head] - value[arc.tail] >= arc.length)
            };
            assert!(fits(&value));
            let all = (0..8i32.pow(5)).map(|code| [1, 8, 64, 512, 4096].map(|by| code / by % 8));
            let least = all.filter(|value| fits(value)).map(|value| cost(&arcs, &value)).min();
            assert_eq!(Some(cost(&arcs, &value)), least, "{arcs:?}");
        }
    }
}
