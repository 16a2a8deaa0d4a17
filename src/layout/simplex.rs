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
    /// Variables in preorder, and the first and last preorder number of each subtree.
    order: Vec<usize>,
    first: Vec<usize>,
    last: Vec<usize>,
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
            order: Vec::with_capacity(count),
            first: vec![0; count],
            last: vec![0; count],
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
        self.number();
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

    /// Numbers the tree in preorder and sums the balances.
    fn number(&mut self) {
        let count = self.value.len();
        self.order.clear();
        let mut stack = vec![(count - 1, NONE)];
        while let Some((variable, up)) = stack.pop() {
            self.up[variable] = up;
            self.first[variable] = self.order.len();
            self.order.push(variable);
            for &id in &self.incident[variable] {
                if self.in_tree[id] && id != up {
                    stack.push((self.other(id, variable), id));
                }
            }
        }
        for variable in 0..count {
            self.last[variable] = self.first[variable];
            self.balance[variable] = 0;
        }
        for arc in self.arcs {
            self.balance[arc.tail] += i64::from(arc.weight);
            self.balance[arc.head] -= i64::from(arc.weight);
        }
        for at in (1..self.order.len()).rev() {
            let variable = self.order[at];
            let parent = self.other(self.up[variable], variable);
            self.balance[parent] += self.balance[variable];
            self.last[parent] = self.last[parent].max(self.last[variable]);
        }
    }

    fn below(&self, variable: usize, top: usize) -> bool {
        self.first[top] <= self.first[variable] && self.first[variable] <= self.last[top]
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
        for at in self.first[top]..=self.last[top] {
            let variable = self.order[at];
            for &id in &self.incident[variable] {
                let arc = self.arcs[id];
                let wanted = if tail_below { arc.head } else { arc.tail };
                if wanted != variable || self.below(self.other(id, variable), top) {
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

    fn exchange(&mut self, top: usize, entering: usize) {
        let slack = self.slack(entering);
        let head_below = self.below(self.arcs[entering].head, top);
        let by = if head_below { -slack } else { slack };
        for at in self.first[top]..=self.last[top] {
            let variable = self.order[at];
            self.value[variable] += by;
        }
        self.in_tree[self.up[top]] = false;
        self.in_tree[entering] = true;
        self.number();
    }
}
