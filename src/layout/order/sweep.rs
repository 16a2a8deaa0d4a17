//! Barycentre sweeps over the rows, down and up, from several starts.

use std::cmp::Ordering;

use super::super::plan::Kind;
use super::super::tree::ROOT;
use super::number;
use super::random::Random;
use super::state::State;

/// Sort keys while sweeping.
#[derive(Clone, Debug)]
pub(super) struct Sweep {
    item_key: Vec<f64>,
    container_key: Vec<f64>,
    /// Sum and count of each container in the row at hand.
    sums: Vec<(f64, f64)>,
}

/// Ten sweeps, six where there are many items, over `state` from start number `start`; leaves it in the cheapest order found.
pub(super) fn run(state: &mut State, start: usize, random: &mut Random) {
    let mut sweep = Sweep {
        item_key: vec![0.0; state.items.len()],
        container_key: vec![0.0; state.parent.len()],
        sums: vec![(0.0, 0.0); state.parent.len()],
    };
    sweep.begin(state, start, random);
    let mut best: Option<(i64, Vec<Vec<usize>>)> = None;
    let rounds = if state.items.len() < 6000 { 10 } else { 6 };
    for round in 0..rounds {
        sweep.pass(state, (round + start).is_multiple_of(2));
        state.reprice();
        match &mut best {
            Some((price, rows)) if state.price < *price => {
                *price = state.price;
                for (row, better) in rows.iter_mut().zip(&state.rows) {
                    row.clone_from(better);
                }
            }
            Some(_) => {}
            None => best = Some((state.price, state.rows.clone())),
        }
    }
    if let Some((_, rows)) = best {
        state.load(&rows);
    }
}

impl Sweep {
    fn begin(&mut self, state: &mut State, start: usize, random: &mut Random) {
        for keys in [&mut self.item_key, &mut self.container_key] {
            for (at, key) in keys.iter_mut().enumerate() {
                let place = f64::from(u32::try_from(at).unwrap_or(0));
                *key = match start {
                    0 | 1 => place,
                    2 | 3 => -place,
                    _ => random.unit(),
                };
            }
        }
        for row in 0..state.rows.len() {
            self.sort(state, row);
        }
    }

    /// One sweep over all rows.
    fn pass(&mut self, state: &mut State, down: bool) {
        let rows = state.rows.len();
        for step in 0..rows {
            let row = if down { step } else { rows - 1 - step };
            self.keys(state, row, usize::from(!down));
            self.sort(state, row);
        }
    }

    /// Keys of a row's items from their neighbours on one side, and of its containers.
    fn keys(&mut self, state: &State, row: usize, side: usize) {
        let before = if side == 0 { row.wrapping_sub(1) } else { row + 1 };
        for &item in &state.rows[row] {
            let near = state.near[side].of(item);
            let sum: i64 = near.iter().map(|&other| i64::from(state.est[other])).sum();
            self.item_key[item] =
                if near.is_empty() { f64::from(state.est[item]) } else { mean(sum, near.len()) };
        }
        for turn in &state.turns[row] {
            for (one, other) in [(turn.a, turn.b), (turn.b, turn.a)] {
                let theirs = f64::from(state.est[other]);
                let lone = state.near[side].of(one).is_empty();
                let key = &mut self.item_key[one];
                *key = if lone { theirs } else { (2.0 * *key + theirs) / 3.0 };
            }
        }
        let keys = std::mem::take(&mut self.item_key);
        let spanning =
            |container: usize| before < state.rows.len() && state.spans(container, before);
        self.gather(state, row, |item| keys[item], spanning);
        self.item_key = keys;
    }

    /// Mean keys of the containers of a row but for those to `skip`.
    fn gather(
        &mut self,
        state: &State,
        row: usize,
        key: impl Fn(usize) -> f64,
        skip: impl Fn(usize) -> bool,
    ) {
        let mut touched = Vec::new();
        for &item in &state.rows[row] {
            let mut at = state.items[item].home;
            while at != ROOT {
                let (sum, count) = self.sums[at];
                if count == 0.0 {
                    touched.push(at);
                }
                self.sums[at] = (sum + key(item), count + 1.0);
                at = state.parent[at];
            }
        }
        for container in touched {
            let (sum, count) = std::mem::take(&mut self.sums[container]);
            if !skip(container) {
                self.container_key[container] = sum / count;
            }
        }
    }

    fn sort(&mut self, state: &mut State, row: usize) {
        let mut items = std::mem::take(&mut state.rows[row]);
        items.sort_by(|&a, &b| self.compare(state, a, b));
        state.rows[row] = items;
        state.measure(row);
        self.gather(state, row, |item| f64::from(state.est[item]), |_| false);
    }

    /// By the keys of the children of the smallest container around both.
    fn compare(&self, state: &State, a: usize, b: usize) -> Ordering {
        let (home_a, home_b) = (state.items[a].home, state.items[b].home);
        let depth = state.depth[state.common(home_a, home_b)];
        let key = |item: usize, home: usize| {
            if state.depth[home] == depth {
                let title = state.items[item].kind == Kind::Title;
                return (0, if title { f64::MIN } else { self.item_key[item] }, item);
            }
            let block = state.ancestor(home, depth + 1);
            if state.rail[block] && state.parent[block] == ROOT {
                return (1, 0.0, state.items.len() + block);
            }
            (0, self.container_key[block], state.items.len() + block)
        };
        let (one, other) = (key(a, home_a), key(b, home_b));
        one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)).then(one.2.cmp(&other.2))
    }
}

fn mean(sum: i64, count: usize) -> f64 {
    // Sums of places fit: at most 2^31 times the degree.
    let whole = |value: i64| f64::from(i32::try_from(value).unwrap_or(i32::MAX));
    whole(sum / number(count).max(1)) + whole(sum % number(count).max(1)) / whole(number(count))
}
