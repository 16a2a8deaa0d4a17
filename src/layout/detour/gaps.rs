//! The gaps between the items of a row: what is around one, what is left of it, and where it is.

use super::super::plan::{Kind, Plan, Purpose};
use super::super::tree::ROOT;

/// The smallest container around a gap; at its edge a container takes the gap in, up to `common`, the smallest one around
/// both ends of the line, which then has no need to leave it. Nothing stands left of a title in its container.
pub(super) fn gap_home(plan: &Plan, common: usize, row: usize, gap: usize) -> usize {
    let items = &plan.rows[row].items;
    let tree = &plan.problem.tree;
    let left = gap.checked_sub(1).and_then(|left| items.get(left)).map(|&item| plan.items[item]);
    let right = items.get(gap).map(|&item| plan.items[item]);
    let around = left.zip(right).map_or(ROOT, |(left, right)| tree.lca(left.home, right.home));
    let right = right.map(|item| match item.kind {
        Kind::Title => tree.parent(item.home),
        _ => item.home,
    });
    let wider = left.map(|item| item.home).into_iter().chain(right);
    wider
        .map(|home| tree.lca(home, common))
        .fold(around, |best, home| if tree.depth(home) > tree.depth(best) { home } else { best })
}

/// One more than the last rail left of a gap, the root where there is none.
pub(super) fn left_rail(plan: &Plan, row: usize, gap: usize) -> usize {
    if !plan.problem.is_banded() {
        return ROOT;
    }
    let tree = &plan.problem.tree;
    let homes = plan.rows[row].items[..gap].iter().rev().map(|&item| plan.items[item].home);
    // Between two rails stand slots of other lines at most.
    let last = homes.skip_while(|&home| home == ROOT).map(|home| tree.ancestor(home, 1)).next();
    last.filter(|&top| tree.is_rail(top)).map_or(ROOT, |rail| rail + 1)
}

/// About where a gap is across the flow.
pub(super) fn gap_x(plan: &Plan, est: &[i32], row: usize, gap: usize) -> i32 {
    let items = &plan.rows[row].items;
    let right = items.get(gap).map(|&item| est[item] - plan.items[item].lo - 8);
    let left = gap.checked_sub(1).and_then(|left| items.get(left));
    let left = left.map(|&item| est[item] + plan.items[item].hi + 8);
    match (left, right) {
        (Some(left), Some(right)) => i32::midpoint(left, right),
        (Some(x), None) | (None, Some(x)) => x,
        (None, None) => 0,
    }
}

/// What passing a row costs.
pub(super) fn toll(plan: &Plan, row: usize) -> i32 {
    match plan.rows[row].purpose {
        Purpose::Boxes => 60,
        Purpose::Labels => 6,
        Purpose::Titles | Purpose::Floor => 12,
    }
}
