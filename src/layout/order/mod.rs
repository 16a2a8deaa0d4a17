//! Phase 4: the order of the items in each row.
//!
//! Needs: [`Plan`] in any order. Gives: [`Ordered`]: containers stand together in each row, in one order over all
//! rows they share; titles come first, rails last. Method: barycentres on the container tree (Sugiyama, Misue 1991;
//! Forster 2002), several starts, then exchanges and insertions of neighbours while they pay.
//! Cost: sweeps · O(E log E), exchanges on a budget.

mod cost;
mod search;
mod step;
mod sweep;

pub(super) use search::refine;
pub(super) use sweep::estimate;

use super::plan::Plan;

/// A plan whose rows are in their final order.
#[derive(Clone, Debug)]
pub(super) struct Ordered(pub(super) Plan);

/// Orders the rows of `plan` in several ways, the most promising first.
pub(super) fn run(plan: Plan) -> Vec<Ordered> {
    let (starts, kept) = match plan.items.len() {
        0..120 => (8, 8),
        120..600 => (6, 3),
        600..2000 => (6, 1),
        _ => (2, 1),
    };
    let mut found = sweep::run(plan, starts);
    found.sort_by_key(|&(price, _)| price);
    found.truncate(kept);
    for (price, plan) in &mut found {
        *price = search::run(plan);
    }
    found.sort_by_key(|&(price, _)| price);
    found.dedup_by(|a, b| a.0 == b.0);
    let ordered = found.into_iter().map(|(_, mut plan)| {
        plan.reindex();
        debug_assert!(plan.verify(), "a container torn apart or in two orders");
        Ordered(plan)
    });
    ordered.collect()
}
