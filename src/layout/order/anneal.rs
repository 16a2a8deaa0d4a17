//! Exchanges of neighbouring blocks: at random while the temperature falls, then every one that pays.

use super::super::plan::Purpose;
use super::super::tree::ROOT;
use super::exchange::{Block, Cut};
use super::random::Random;
use super::state::State;

/// How the temperature falls: this often, by this factor.
const STAGES: usize = 36;
const COOLING: f64 = 0.88;
/// After so many stages the places are estimated anew, and the order is kept if it is the best so far; in drawings with more
/// than a few items for each exchange tried between, that takes longer than the exchanges.
const LOOK: usize = 4;
const LOOK_IN_LARGE: usize = 12;

/// Simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) with `moves` tries from `heat` crossings on; leaves
/// `state` in the cheapest order found.
pub(super) fn run(state: &mut State, moves: usize, heat: f64, random: &mut Random) {
    let spots = spots(state);
    if spots.is_empty() {
        return;
    }
    let mut temperature = heat * f64::from(i32::try_from(state.crossing).unwrap_or(0));
    let mut best = (state.price, state.rows.clone());
    let mut done = Vec::new();
    let look = if moves < 2 * state.items.len() { LOOK_IN_LARGE } else { LOOK };
    for stage in 1..=STAGES {
        for _ in 0..moves / STAGES {
            let (row, at) = spots[random.below(spots.len())];
            let limit = temperature * random.exponential();
            attempt(state, (row, at), (limit, random), &mut done);
        }
        if stage.is_multiple_of(look) {
            state.refresh();
        }
        if stage.is_multiple_of(look) && state.price < best.0 {
            best.0 = state.price;
            for (row, better) in best.1.iter_mut().zip(&state.rows) {
                row.clone_from(better);
            }
        }
        temperature *= COOLING;
    }
    if best.0 < state.price {
        state.load(&best.1);
    }
}

/// The places where two items meet in a row.
fn spots(state: &State) -> Vec<(usize, usize)> {
    let rows = state.rows.iter().enumerate();
    let spots = rows.flat_map(|(row, items)| (1..items.len()).map(move |at| (row, at - 1)));
    spots.filter(|&(row, at)| useful(state, row, at)).collect()
}

/// Whether an exchange at a spot might change anything, whatever stands there.
fn useful(state: &State, row: usize, at: usize) -> bool {
    let homes = [at, at + 1].map(|at| state.items[state.rows[row][at]].home);
    let rails = homes.map(|home| home != ROOT && state.rail[state.ancestor(home, 1)]);
    rails[0] == rails[1]
}

/// Exchanges the blocks that meet at a spot when it costs at most `limit`.
fn attempt(
    state: &mut State,
    (row, at): (usize, usize),
    (limit, random): (f64, &mut Random),
    done: &mut Vec<Cut>,
) {
    let allowed =
        |change: i64| change <= 0 || f64::from(i32::try_from(change).unwrap_or(i32::MAX)) <= limit;
    let Some((one, other, cut)) = state.meet(row, at) else { return };
    let price = state.price;
    if let (Block::Container(a), Block::Container(b)) = (one, other) {
        // They meet in each row that both have: one of these meetings is enough.
        let shared = state.shared(a, b);
        if state.purpose[row] != Purpose::Boxes || random.below(shared) > 0 {
            return;
        }
        let change = state.exchange_containers(a, b, done);
        if change.is_some_and(allowed) {
            done.clear();
        } else {
            state.undo(done, price);
        }
        return;
    }
    if [one, other].into_iter().any(|block| state.is_filler(block)) {
        return;
    }
    let change = state.change(cut);
    let chained = matches!((one, other), (Block::Item(_), Block::Item(_)));
    if state.is_plain(cut) && (allowed(change) || !chained) {
        if allowed(change) {
            state.apply(cut, change);
        }
        return;
    }
    let mut change = state.apply(cut, change);
    done.push(cut);
    if chained && !allowed(change) {
        for side in 0..2 {
            change += follow(state, cut, side, done);
        }
    }
    if allowed(change) {
        done.clear();
    } else {
        state.undo(done, price);
    }
}

/// After two neighbours have changed places, lets those they lead to do the same, as long as it costs nothing.
fn follow(state: &mut State, cut: Cut, side: usize, done: &mut Vec<Cut>) -> i64 {
    let mut change = 0;
    let mut row = cut.row;
    let mut pair = (state.rows[row][cut.start + 1], state.rows[row][cut.start]);
    while let (&[a], &[b]) = (state.near[side].of(pair.0), state.near[side].of(pair.1)) {
        row = state.items[a].row;
        if state.index[b] != state.index[a] + 1 {
            break;
        }
        let Some((Block::Item(_), Block::Item(_), cut)) = state.meet(row, state.index[a]) else {
            break;
        };
        let step = state.change(cut);
        if step > 0 {
            break;
        }
        change += state.apply(cut, step);
        done.push(cut);
        pair = (a, b);
    }
    change
}
