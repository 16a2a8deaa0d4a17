//! Network simplex: whole numbers for variables so that the weighted length of all arcs is least.
//!
//! Needs: variables, arcs with a least length each, no cycle. Gives: a value per variable; every arc is long enough,
//! whatever the budget. Method: Gansner, Koutsofios, North, Vo, "A Technique for Drawing Directed Graphs", IEEE TSE
//! 1993; a cut value is read as the balance of weights below a tree arc. Cost: O(V + E) a pivot.

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
    /// Arc ids by variable: those that start or end there.
    incident: Vec<Vec<usize>>,
    value: Vec<i32>,
    /// The tree arc towards the root, `usize::MAX` at the root.
    up: Vec<usize>,
    in_tree: Vec<bool>,
    /// Tree arcs by variable.
    tree: Vec<Vec<usize>>,
    /// The variables below the arc that leaves, and when each was last among them.
    part: Vec<usize>,
    mark: Vec<usize>,
    pivots: usize,
    /// Sum over the subtree of weights going out minus coming in.
    balance: Vec<i64>,
}

const NONE: usize = usize::MAX;

/// Values for `count` variables, at least 0, with at most `budget` pivots.
pub(super) fn solve(count: usize, arcs: &[Arc], budget: usize) -> Vec<i32> {
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
    let mut basis = Basis::new(count + 1, &all);
    basis.grow();
    basis.pivot_all(budget);
    let mut values = basis.value;
    values.truncate(count);
    let least = values.iter().copied().min().unwrap_or(0);
    for value in &mut values {
        *value -= least;
    }
    values
}

/// The least values that satisfy all arcs; arcs on a cycle are left out of account.
pub(super) fn longest(count: usize, arcs: &[Arc]) -> Vec<i32> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut missing = vec![0usize; count];
    for (id, arc) in arcs.iter().enumerate() {
        out[arc.tail].push(id);
        missing[arc.head] += 1;
    }
    let mut value = vec![0; count];
    let mut ready: Vec<usize> = (0..count).filter(|&variable| missing[variable] == 0).collect();
    let mut next = 0;
    while next < ready.len() {
        let variable = ready[next];
        next += 1;
        for &id in &out[variable] {
            let arc = arcs[id];
            value[arc.head] = value[arc.head].max(value[variable] + arc.length);
            missing[arc.head] -= 1;
            if missing[arc.head] == 0 {
                ready.push(arc.head);
            }
        }
    }
    debug_assert!(ready.len() == count, "the arcs form a cycle");
    value
}

impl<'a> Basis<'a> {
    fn new(count: usize, arcs: &'a [Arc]) -> Self {
        let mut incident = vec![Vec::new(); count];
        for (id, arc) in arcs.iter().enumerate() {
            incident[arc.tail].push(id);
            incident[arc.head].push(id);
        }
        Self {
            arcs,
            incident,
            value: longest(count, arcs),
            up: vec![NONE; count],
            in_tree: vec![false; arcs.len()],
            tree: vec![Vec::new(); count],
            part: Vec::new(),
            mark: vec![0; count],
            pivots: 0,
            balance: vec![0; count],
        }
    }

    fn slack(&self, id: usize) -> i32 {
        let arc = self.arcs[id];
        self.value[arc.head] - self.value[arc.tail] - arc.length
    }

    fn other(&self, id: usize, variable: usize) -> usize {
        let arc = self.arcs[id];
        if arc.tail == variable { arc.head } else { arc.tail }
    }

    /// Grows a tree of tight arcs from the root variable, moving the tree as a whole where none is tight.
    fn grow(&mut self) {
        let count = self.value.len();
        let mut inside = vec![false; count];
        let mut members = vec![count - 1];
        inside[count - 1] = true;
        let mut next = 0;
        loop {
            while next < members.len() {
                let variable = members[next];
                next += 1;
                for at in 0..self.incident[variable].len() {
                    let id = self.incident[variable][at];
                    let other = self.other(id, variable);
                    if !inside[other] && self.slack(id) == 0 {
                        inside[other] = true;
                        self.in_tree[id] = true;
                        members.push(other);
                    }
                }
            }
            if members.len() == count || !self.nudge(&members, &inside) {
                break;
            }
            next = 0;
        }
        self.root();
    }

    /// Moves the variables inside by the least slack of an arc that leaves them; false when there is none.
    fn nudge(&mut self, members: &[usize], inside: &[bool]) -> bool {
        let mut best: Option<(i32, usize)> = None;
        for &variable in members {
            for &id in &self.incident[variable] {
                if inside[self.other(id, variable)] {
                    continue;
                }
                let slack = self.slack(id);
                if best.is_none_or(|(least, _)| slack < least) {
                    best = Some((slack, id));
                }
            }
        }
        let Some((slack, id)) = best else { return false };
        let by = if inside[self.arcs[id].tail] { slack } else { -slack };
        for &variable in members {
            self.value[variable] += by;
        }
        true
    }

    /// Roots the tree and sums the balances.
    fn root(&mut self) {
        let count = self.value.len();
        for (id, arc) in self.arcs.iter().enumerate() {
            self.balance[arc.tail] += i64::from(arc.weight);
            self.balance[arc.head] -= i64::from(arc.weight);
            if self.in_tree[id] {
                self.tree[arc.tail].push(id);
                self.tree[arc.head].push(id);
            }
        }
        let mut order = vec![count - 1];
        let mut next = 0;
        while next < order.len() {
            let variable = order[next];
            next += 1;
            for &id in &self.tree[variable] {
                if id != self.up[variable] {
                    let below = self.other(id, variable);
                    self.up[below] = id;
                    order.push(below);
                }
            }
        }
        for &variable in order.iter().skip(1).rev() {
            let parent = self.other(self.up[variable], variable);
            self.balance[parent] += self.balance[variable];
        }
    }

    /// Collects the variables below the arc above `top`.
    fn collect(&mut self, top: usize) {
        self.pivots += 1;
        self.part.clear();
        self.part.push(top);
        self.mark[top] = self.pivots;
        let mut next = 0;
        while next < self.part.len() {
            let variable = self.part[next];
            next += 1;
            for &id in &self.tree[variable] {
                if id != self.up[variable] {
                    let below = self.other(id, variable);
                    self.mark[below] = self.pivots;
                    self.part.push(below);
                }
            }
        }
    }

    fn below(&self, variable: usize) -> bool {
        self.mark[variable] == self.pivots
    }

    /// The cut value of the tree arc above `variable`.
    fn cut(&self, variable: usize) -> i64 {
        let arc = self.arcs[self.up[variable]];
        if arc.tail == variable { self.balance[variable] } else { -self.balance[variable] }
    }

    fn pivot_all(&mut self, budget: usize) {
        let count = self.value.len();
        let mut at = 0;
        for _ in 0..budget {
            let Some(variable) = self.leaving(at, count) else { return };
            at = variable + 1;
            self.collect(variable);
            let Some(entering) = self.entering(variable) else { return };
            self.exchange(variable, entering);
        }
    }

    /// A variable whose arc to the root has a negative cut value: the worst of the next few, round robin.
    fn leaving(&self, start: usize, count: usize) -> Option<usize> {
        let mut best: Option<(i64, usize)> = None;
        let mut found = 0;
        for step in 0..count {
            let variable = (start + step) % count;
            if self.up[variable] == NONE {
                continue;
            }
            let cut = self.cut(variable);
            if cut < 0 {
                found += 1;
                if best.is_none_or(|(least, _)| cut < least) {
                    best = Some((cut, variable));
                }
                if found >= 30 {
                    break;
                }
            }
        }
        best.map(|(_, variable)| variable)
    }

    /// The tightest arc that joins the two parts against the direction of the leaving one.
    fn entering(&self, top: usize) -> Option<usize> {
        let tail_below = self.arcs[self.up[top]].tail == top;
        let mut best: Option<(i32, usize)> = None;
        for &variable in &self.part {
            for &id in &self.incident[variable] {
                let arc = self.arcs[id];
                let wanted = if tail_below { arc.head } else { arc.tail };
                if wanted != variable || self.below(self.other(id, variable)) {
                    continue;
                }
                let slack = self.slack(id);
                if best.is_none_or(|(least, best)| (slack, id) < (least, best)) {
                    best = Some((slack, id));
                }
            }
        }
        best.map(|(_, id)| id)
    }

    /// Takes the arc above `top` out of the tree and `entering` into it.
    fn exchange(&mut self, top: usize, entering: usize) {
        let slack = self.slack(entering);
        let arc = self.arcs[entering];
        let head_below = self.below(arc.head);
        let by = if head_below { -slack } else { slack };
        for at in 0..self.part.len() {
            let variable = self.part[at];
            self.value[variable] += by;
        }
        let leaving = self.up[top];
        let (inner, outer) = if head_below { (arc.head, arc.tail) } else { (arc.tail, arc.head) };
        let total = self.balance[top];
        self.climb(self.other(leaving, top), -total);
        self.climb(outer, total);
        for id in [leaving, entering] {
            let ends = [self.arcs[id].tail, self.arcs[id].head];
            for end in ends {
                if id == leaving {
                    self.tree[end].retain(|&other| other != leaving);
                } else {
                    self.tree[end].push(entering);
                }
            }
        }
        // The way from the new joint to the old one now leads the other way.
        let (mut variable, mut above, mut before) = (inner, entering, 0);
        loop {
            let old = self.balance[variable];
            self.balance[variable] = total - before;
            before = old;
            let up = std::mem::replace(&mut self.up[variable], above);
            if variable == top {
                break;
            }
            variable = self.other(up, variable);
            above = up;
        }
        self.in_tree[leaving] = false;
        self.in_tree[entering] = true;
    }

    /// Adds to the balances from `variable` up to the root.
    fn climb(&mut self, variable: usize, amount: i64) {
        let mut at = variable;
        loop {
            self.balance[at] += amount;
            if self.up[at] == NONE {
                return;
            }
            at = self.other(self.up[at], at);
        }
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
        let value = solve(8, &arcs, 100);
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
            let value = solve(5, &arcs, 1000);
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
