//! Phase 4: the order of the items in each row.
//!
//! Needs: [`Plan`] in any order. Gives: [`Ordered`]: containers stand together in each row, in one order over all
//! rows they share; titles come first, rails last. Method: barycentres on the container tree (Sugiyama, Misue 1991;
//! Forster 2002) from several starts, then simulated annealing over exchanges of neighbouring blocks (an item or a
//! whole container with all its rows; chains of slots move together), then sifting (Matuszewski, Schönfeld, Molitor
//! 1999). An exchange is priced from the lines of its two blocks alone. Cost: sweeps · O(E log E), exchanges on a
//! budget that is counted, not timed.

mod anneal;
mod exchange;
mod price;
mod random;
mod sift;
mod spread;
mod state;
mod sweep;

use super::input::Effort;
use super::plan::{Item, Kind, Plan, Purpose};
use super::tree::ROOT;
use crate::parallel;
use random::Random;
use state::State;

/// A plan whose rows are in their final order.
#[derive(Clone, Debug)]
pub(super) struct Ordered(pub(super) Plan);

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// What the search may spend.
struct Budget {
    /// Starts of the sweeps, and how many of them are annealed.
    starts: usize,
    annealed: usize,
    /// Exchanges tried for each.
    moves: usize,
    /// Temperature to begin with, in crossings.
    heat: f64,
    /// Orders carried to the end.
    kept: usize,
}

impl Budget {
    fn new(plan: &Plan) -> Self {
        let items = plan.items.len();
        let grouped = plan.problem.tree.len() > 1;
        let (each, most) = if grouped { (8, 120_000) } else { (300, 300_000) };
        let (starts, annealed) = match items {
            0..600 => (4, 4),
            600..2000 => (4, 1),
            2000..6000 => (2, 1),
            _ if grouped => (1, 1),
            _ => (2, 1),
        };
        // So many items are in good order after the sweeps that few exchanges at random find anything.
        let most = if grouped && items >= 6000 { most / 4 } else { most };
        let heat = if grouped && items >= 600 { 1.0 } else { 3.0 };
        let moves = (each * items).min(most);
        match plan.problem.effort {
            Effort::Fast => Self { starts, annealed, moves, heat, kept: annealed },
            Effort::Best => {
                let annealed = if items < 600 { 8 } else { 2 };
                Self { starts: 8, annealed, moves: 8 * moves, heat: 2.0, kept: annealed }
            }
        }
    }
}

/// With fewer items a search is done before a thread has started.
const FEW: usize = 80;

/// Rows in an order and what it costs.
type Found = (i64, Vec<Vec<usize>>);

/// Orders the rows of `plan` in several ways, the most promising first.
pub(super) fn run(plan: &Plan) -> Vec<Ordered> {
    let budget = Budget::new(plan);
    let mut state = State::new(plan);
    let share = if plan.items.len() < FEW { usize::MAX } else { 1 };
    let mut found = search(&state, &budget, share);
    found.sort_by_key(|&(price, _)| price);
    found.dedup_by(|a, b| a.0 == b.0);
    found.truncate(budget.kept);
    let ordered = found.into_iter().map(|(_, rows)| {
        let mut plan = plan.clone();
        state.load(&rows);
        state.store(&mut plan);
        debug_assert!(plan.verify(), "a container torn apart or in two orders");
        Ordered(plan)
    });
    ordered.collect()
}

/// Orders the rows of `plan` in haste, well enough to tell a good ranking from a bad one.
pub(super) fn quick(plan: &Plan) -> Ordered {
    let mut state = State::new(plan);
    sweep::run(&mut state, 0, &mut Random::new(0));
    sift::run(&mut state, 8, 4, |_| true);
    let mut plan = plan.clone();
    state.store(&mut plan);
    debug_assert!(plan.verify(), "a container torn apart or in two orders");
    Ordered(plan)
}

/// Searches from several starts, each with random numbers of its own; a thread takes `share` of them.
fn search(state: &State, budget: &Budget, share: usize) -> Vec<Found> {
    let starts: Vec<usize> = (0..budget.starts).collect();
    let mut begun: Vec<Found> = parallel::map(&starts, share, |&start| {
        let mut state = state.clone();
        sweep::run(&mut state, start, &mut Random::new(start));
        (state.price, state.rows)
    });
    begun.sort_by_key(|&(price, _)| price);
    let tries: Vec<(usize, &Found)> =
        begun.iter().cycle().take(budget.annealed).enumerate().collect();
    parallel::map(&tries, share, |&(at, (_, rows))| {
        let mut state = state.clone();
        state.load(rows);
        anneal::run(&mut state, budget.moves, budget.heat, &mut Random::new(at));
        state.refresh();
        sift::run(&mut state, 12, 8, |_| true);
        state.refresh();
        (state.price, state.rows)
    })
}

/// Improves the order of the rows that hold lines only.
pub(super) fn refine(plan: &mut Plan) {
    let mut state = State::new(plan);
    sift::run(&mut state, 8, 12, |purpose| purpose != Purpose::Boxes);
    state.store(plan);
}

/// Estimated centres of the items of a row, the row itself centred on 0.
pub(super) fn estimate(plan: &Plan, row: usize, est: &mut [i32]) {
    estimate_row(&plan.items, &plan.rows[row].items, plan.problem.air.node, est);
}

fn estimate_row(items: &[Item], row: &[usize], node_gap: i32, est: &mut [i32]) {
    let mut x = 0;
    let mut home = ROOT;
    for &item in row {
        let Item { lo, hi, home: own, kind, .. } = items[item];
        if own != home {
            x += 16;
            home = own;
        }
        est[item] = x + lo;
        x += lo + hi + if matches!(kind, Kind::Node(_)) { node_gap } else { 4 };
    }
    for &item in row {
        est[item] -= x / 2;
    }
}
