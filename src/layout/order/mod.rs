//! Phase 4: the order of the items in each row.
//!
//! Needs: [`Plan`] in any order. Gives: [`Ordered`]: containers stand together in each row, in one order over all
//! rows they share; titles come first, rails last. Method: barycentres on the container tree (Sugiyama, Misue 1991;
//! Forster 2002), several starts, then exchanges and insertions of neighbours while they pay.
//! Cost: sweeps · O(E log E), exchanges on a budget.

mod cost;
mod search;
mod sweep;

pub(super) use sweep::estimate;

use super::plan::Plan;

/// A plan whose rows are in their final order.
#[derive(Clone, Debug)]
pub(super) struct Ordered(pub(super) Plan);

/// Orders the rows of `plan`.
pub(super) fn run(plan: Plan) -> Ordered {
    let mut best = sweep::run(plan);
    search::run(&mut best);
    best.reindex();
    debug_assert!(best.verify(), "a container torn apart or in two orders");
    Ordered(best)
}
