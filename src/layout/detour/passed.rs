//! Which containers stand to the left of each item: equal sets at both ends of a piece mean that it passes none.

use super::super::plan::{Join, Plan};
use super::super::tree::ROOT;

/// For each item, a number for the set of containers that end left of it in its row: those that also stand in the row
/// above, and those that also stand in the row below. Equal sets have equal numbers; two sets that differ have the
/// same one as rarely as random 64-bit numbers meet.
pub(super) struct Passed {
    above: Vec<u64>,
    below: Vec<u64>,
}

impl Passed {
    pub(super) fn new(plan: &Plan) -> Self {
        let mut passed = Self { above: Vec::new(), below: Vec::new() };
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
        for &item in &plan.rows[row].items {
            let home = plan.items[item].home;
            let common = tree.lca(open, home);
            while open != common {
                let (first, last) = plan.span[open];
                if !tree.is_rail(open) {
                    above = above.wrapping_add(if first < row { number(open) } else { 0 });
                    below = below.wrapping_add(if row < last { number(open) } else { 0 });
                }
                open = tree.parent(open);
            }
            open = home;
            (self.above[item], self.below[item]) = (above, below);
        }
    }

    /// Whether the line certainly passes no container: it may still be legal when this is false.
    pub(super) fn is_clear(&self, plan: &Plan, line: usize) -> bool {
        let path = &plan.paths[line];
        path.joins.iter().enumerate().all(|(step, join)| {
            let (a, b) = (path.stops[step], path.stops[step + 1]);
            match join {
                Join::Across if plan.items[a].row < plan.items[b].row => {
                    self.below[a] == self.above[b]
                }
                Join::Across => self.above[a] == self.below[b],
                Join::Below => self.below[a] == self.below[b],
                Join::Above => self.above[a] == self.above[b],
                Join::Beside => false,
                Join::Flank => true,
            }
        })
    }
}

/// A well-mixed number for a container: the finaliser of `SplitMix64` (Steele, Lea, Flood 2014).
fn number(container: usize) -> u64 {
    let mut z = (container as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
