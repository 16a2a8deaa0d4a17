//! Blocks moved along their rows as long as that pays (sifting: Matuszewski, Schönfeld, Molitor 1999).

use std::collections::BTreeSet;

use super::super::plan::{Kind, Purpose};
use super::exchange::{Block, Cut};
use super::price;
use super::state::State;

/// A block that has become dearer by so many crossings on its way is not moved on.
const HOPELESS: i64 = 3;

/// What has been looked at since anything near it changed.
struct Tried {
    /// Containers that were tried in this pass, and to no avail.
    pairs: BTreeSet<(usize, usize)>,
    /// The items that are to be looked at, and the rows in which they stand.
    items: Vec<bool>,
    rows: Vec<bool>,
    reach: usize,
}

impl Tried {
    fn new(state: &State, reach: usize) -> Self {
        let rows = state.rows.len();
        Self {
            pairs: BTreeSet::new(),
            items: vec![true; state.items.len()],
            rows: vec![true; rows],
            reach,
        }
    }

    /// Notes exchanges: what stands near to what has moved, and near to where its lines lead, is to be looked at again.
    fn change(&mut self, state: &State, cuts: &[Cut]) {
        for &Cut { row, start, end, .. } in cuts {
            self.wake(state, row, (start, end));
            for &item in &state.rows[row][start..end] {
                for &other in state.near.iter().flat_map(|near| near.of(item)) {
                    let at = state.index[other];
                    self.wake(state, state.items[other].row, (at, at + 1));
                }
            }
        }
    }

    /// What stands in or near a stretch of a row is to be looked at again.
    fn wake(&mut self, state: &State, row: usize, (start, end): (usize, usize)) {
        let items = &state.rows[row];
        let (from, to) = (start.saturating_sub(self.reach), (end + self.reach).min(items.len()));
        for &item in &items[from..to] {
            self.items[item] = true;
        }
        self.rows[row] = true;
    }
}

/// Moves each block to the best of the next `reach` places on either hand, until nothing pays.
pub(super) fn run(state: &mut State, reach: usize, passes: usize, wanted: fn(Purpose) -> bool) {
    let mut done = Vec::new();
    let mut tried = Tried::new(state, reach);
    for _ in 0..passes {
        let before = state.price;
        tried.pairs.clear();
        for row in 0..state.rows.len() {
            if !wanted(state.purpose[row]) || !std::mem::take(&mut tried.rows[row]) {
                continue;
            }
            for mover in state.rows[row].clone() {
                if std::mem::take(&mut tried.items[mover]) {
                    carry(state, (row, mover), reach, &mut done, &mut tried);
                }
            }
        }
        if state.price >= before {
            break;
        }
    }
}

/// Moves the block of `mover` to the cheapest place within reach, to the right or else to the left.
fn carry(
    state: &mut State,
    (row, mover): (usize, usize),
    reach: usize,
    done: &mut Vec<Cut>,
    tried: &mut Tried,
) {
    for right in [true, false] {
        let start = state.price;
        let glide = Glide::new(state, (row, mover), reach, right);
        let mut best = (start + glide.best.0, glide.best.1);
        for _ in 0..if glide.over { best.1 } else { glide.steps } {
            if let Some((_, _, cut)) = ahead(state, (row, mover), right) {
                state.exchange(cut);
                done.push(cut);
            }
        }
        if !glide.over {
            let way = Way { row, mover, right, left: reach - glide.steps };
            best = way.walk(state, best, done, tried);
        }
        let mut rest = done.split_off(best.1);
        state.undo(&mut rest, best.0);
        tried.change(state, done);
        done.clear();
        if best.0 < start {
            break;
        }
    }
}

/// The block of `mover` and the next one on one hand.
fn ahead(state: &State, (row, mover): (usize, usize), right: bool) -> Option<(Block, Block, Cut)> {
    let at = state.index[mover];
    let spot = if right { Some(at) } else { at.checked_sub(1) };
    spot.and_then(|at| state.meet(row, at))
}

/// How far an item gets past items of its own container, priced without moving anything.
struct Glide {
    /// Items passed.
    steps: usize,
    /// The least change of the price, and after how many steps.
    best: (i64, usize),
    /// Whether the item cannot go on, or should not.
    over: bool,
}

impl Glide {
    fn new(state: &State, (row, mover): (usize, usize), reach: usize, right: bool) -> Self {
        let at = state.index[mover];
        let own = state.items[mover];
        let (mut change, mut x) = (0, state.est[mover]);
        let mut glide = Self { steps: 0, best: (0, 0), over: own.kind == Kind::Title };
        while !glide.over {
            let place = glide.steps + 1;
            let next = if right { Some(at + place) } else { at.checked_sub(place) };
            let next = next.and_then(|next| state.rows[row].get(next)).copied();
            let Some(next) = next else {
                glide.over = true;
                break;
            };
            let plain = [mover, next].iter().all(|&item| state.turns_of.of(item).is_empty());
            let other = state.items[next];
            if !plain || other.home != own.home || other.kind == Kind::Title {
                break;
            }
            let step = price::step(state, (mover, x), next, right);
            (change, x) = (change + step.0, step.1);
            glide.steps = place;
            if change < glide.best.0 {
                glide.best = (change, place);
            }
            glide.over = change > glide.best.0 + HOPELESS * state.crossing || place == reach;
        }
        glide
    }
}

/// A block on its way, exchange by exchange.
struct Way {
    row: usize,
    mover: usize,
    right: bool,
    /// Steps that are left.
    left: usize,
}

impl Way {
    /// Goes on; gives the least price, and after how many of the exchanges in `done`.
    fn walk(
        &self,
        state: &mut State,
        best: (i64, usize),
        done: &mut Vec<Cut>,
        tried: &mut Tried,
    ) -> (i64, usize) {
        let mut best = best;
        for _ in 0..self.left {
            let met = ahead(state, (self.row, self.mover), self.right);
            let Some((one, other, cut)) = met else { break };
            if let (Block::Container(a), Block::Container(b)) = (one, other) {
                // Only from where it stands: the same two meet in other rows and from the other side too.
                let worth = done.is_empty() && state.purpose[self.row] == Purpose::Boxes;
                if !worth || !exchange(state, (a, b), done, tried) {
                    break;
                }
            } else {
                state.exchange(cut);
                done.push(cut);
            }
            if state.price < best.0 {
                best = (state.price, done.len());
            } else if state.price > best.0 + HOPELESS * state.crossing {
                break;
            }
        }
        best
    }
}

/// Exchanges two containers if that pays; nothing else has been done yet.
fn exchange(
    state: &mut State,
    (a, b): (usize, usize),
    done: &mut Vec<Cut>,
    tried: &mut Tried,
) -> bool {
    let pair = (a.min(b), a.max(b));
    if tried.pairs.contains(&pair) {
        return false;
    }
    let price = state.price;
    if state.exchange_containers(a, b, done).is_some() && state.price < price {
        return true;
    }
    state.undo(done, price);
    tried.pairs.insert(pair);
    false
}
