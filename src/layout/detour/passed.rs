//! Which containers stand to the left of each item: equal sets at both ends of a piece mean that it passes none.

use super::super::plan::{Join, Plan};
use super::super::tree::ROOT;
use super::Ground;

/// For each item, a number for the set of containers that end left of it in its row: those that also stand in the row
/// above, and those that also stand in the row below. Equal sets have equal numbers; two sets that differ have the
/// same one as rarely as random 64-bit numbers meet.
pub(super) struct Passed {
    above: Vec<u64>,
    below: Vec<u64>,
    /// Index of the last item of each container, by row from the container's first.
    ends: Vec<Vec<usize>>,
    /// Where in each row items of another container begin, and of which.
    runs: Vec<Vec<Run>>,
}

/// Index of the first of some items of a row that lie in the same container, and that container.
pub(super) type Run = (usize, usize);

impl Passed {
    pub(super) fn new(plan: &Plan) -> Self {
        let ends = plan.span.iter().map(|&(first, last)| vec![0; last + 1 - first]).collect();
        let mut passed = Self {
            above: Vec::new(),
            below: Vec::new(),
            ends,
            runs: vec![Vec::new(); plan.rows.len()],
        };
        for row in 0..plan.rows.len() {
            passed.measure(plan, row);
        }
        passed
    }

    /// Notes the sets of a row anew.
    pub(super) fn measure(&mut self, plan: &Plan, row: usize) {
        self.above.resize(plan.items.len(), 0);
        self.below.resize(plan.items.len(), 0);
        let tree = &plan.problem.tree;
        let (mut above, mut below) = (0u64, 0u64);
        let mut open = ROOT;
        self.runs[row] = runs(plan, row);
        for (at, &item) in plan.rows[row].items.iter().enumerate() {
            let home = plan.items[item].home;
            if home != open {
                let common = tree.lca(open, home);
                while open != common {
                    self.ends[open][row - plan.span[open].0] = at - 1;
                    let (up, down) = numbers(plan, open, row);
                    (above, below) = (above.wrapping_add(up), below.wrapping_add(down));
                    open = tree.parent(open);
                }
                open = home;
            }
            (self.above[item], self.below[item]) = (above, below);
        }
        while open != ROOT {
            self.ends[open][row - plan.span[open].0] = plan.rows[row].items.len() - 1;
            open = tree.parent(open);
        }
    }

    /// Index of the last item of a container in a row that it spans.
    pub(super) fn end(&self, plan: &Plan, container: usize, row: usize) -> usize {
        self.ends[container][row - plan.span[container].0]
    }

    /// The runs of a row.
    pub(super) fn runs(&self, row: usize) -> &[Run] {
        &self.runs[row]
    }

    /// Whether a piece between two stops passes no container at all: it may still be legal when this is false.
    pub(super) fn is_clear(&self, plan: &Plan, (a, b): (usize, usize), join: Join) -> bool {
        let (a, b) = (self.set(plan, (a, b), join), self.set(plan, (b, a), join));
        a == b
    }

    /// Whether a piece between two stops passes only containers that its line may enter.
    pub(super) fn is_legal(
        &self,
        plan: &Plan,
        ground: &Ground,
        (a, b): (usize, usize),
        join: Join,
    ) -> bool {
        let foreign = |stop: usize, other: usize| {
            let mut set = self.set(plan, (stop, other), join);
            let row = plan.items[stop].row;
            let up = is_up(plan, (stop, other), join);
            for &own in &ground.own {
                let (first, last) = plan.span[own];
                let spans = first <= row && row <= last;
                if spans && self.ends[own][row - first] < plan.index[stop] {
                    let (above, below) = numbers(plan, own, row);
                    set = set.wrapping_sub(if up { above } else { below });
                }
            }
            set
        };
        foreign(a, b) == foreign(b, a)
    }

    /// The set that counts for a piece from `stop` to `other`.
    fn set(&self, plan: &Plan, (stop, other): (usize, usize), join: Join) -> u64 {
        if is_up(plan, (stop, other), join) { self.above[stop] } else { self.below[stop] }
    }
}

/// Where items of another container begin in a row.
fn runs(plan: &Plan, row: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, &item) in plan.rows[row].items.iter().enumerate() {
        let home = plan.items[item].home;
        if runs.last().is_none_or(|&(_, last)| last != home) {
            runs.push((at, home));
        }
    }
    runs
}

/// Whether a piece leaves `stop` upwards.
fn is_up(plan: &Plan, (stop, other): (usize, usize), join: Join) -> bool {
    match join {
        Join::Across => plan.items[other].row < plan.items[stop].row,
        Join::Above => true,
        Join::Below | Join::Beside | Join::Flank => false,
    }
}

/// What a container that ends in `row` adds to the sets of what follows: none where it does not go on.
fn numbers(plan: &Plan, container: usize, row: usize) -> (u64, u64) {
    if plan.problem.tree.is_rail(container) {
        return (0, 0);
    }
    let (first, last) = plan.span[container];
    let of = |spans: bool| if spans { number(container) } else { 0 };
    (of(first < row), of(row < last))
}

/// A well-mixed number for a container: the finaliser of `SplitMix64` (Steele, Lea, Flood 2014).
fn number(container: usize) -> u64 {
    let mut z = (container as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
