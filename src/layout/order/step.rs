//! What the exchange of two neighbouring items of one container changes, from their own links alone.
//!
//! Cost: the product of the two items' links, whatever the width of the row.

use super::super::plan::{Item, Join, Kind, Plan};
use super::cost::{BETWEEN, BETWEEN_LINE, CROSSING, LENGTH, Prices, inside, interleaved, place};

/// What hangs on an item in one channel.
#[derive(Default)]
struct Hung {
    /// Places in the other row of the lines that pass.
    across: Vec<i64>,
    /// Places in the same row of the lines that turn.
    turns: Vec<i64>,
}

impl Prices {
    /// Exchanges `a` and `b`, which stand side by side in one container; gives the change of the price.
    pub(super) fn exchange(
        &mut self,
        plan: &mut Plan,
        est: &mut [i32],
        (a, b): (usize, usize),
    ) -> i64 {
        let (row, left) = (plan.items[a].row, plan.index[a]);
        let before = self.lengths(est, row, (a, b));
        let mut change = self.beside(plan, (a, b));
        self.row[row] += change;
        for channel in [row, row + 1] {
            let crossings = self.crossings(plan, channel, (a, b));
            self.channel[channel] += CROSSING * crossings;
            change += CROSSING * crossings;
        }
        plan.rows[row].items.swap(left, left + 1);
        (plan.index[a], plan.index[b]) = (left + 1, left);
        let start = est[a] - plan.items[a].lo;
        est[b] = start + plan.items[b].lo;
        est[a] = start + advance(plan, b) + plan.items[a].lo;
        let after = self.lengths(est, row, (a, b));
        for (channel, sums) in [row, row + 1].into_iter().zip([0, 1]) {
            self.channel[channel] += after[sums] - before[sums];
            change += after[sums] - before[sums];
        }
        change
    }

    /// The length terms of both items' links, in the channel above and the one below.
    fn lengths(&self, est: &[i32], row: usize, (a, b): (usize, usize)) -> [i64; 2] {
        let mut sums = [0; 2];
        for item in [a, b] {
            for &id in self.links_at(item) {
                let link = self.links()[id];
                let twice = item == b && (link.a == a || link.b == a);
                if link.channel == usize::MAX || twice {
                    continue;
                }
                let below = usize::from(link.channel > row);
                sums[below] += i64::from((est[link.a] - est[link.b]).abs()) / LENGTH;
            }
        }
        sums
    }

    fn hung(&self, plan: &Plan, channel: usize, item: usize, but: usize) -> Hung {
        let mut hung = Hung::default();
        for &id in self.links_at(item) {
            let link = self.links()[id];
            if link.channel != channel {
                continue;
            }
            let other = if link.a == item { link.b } else { link.a };
            match link.join {
                Join::Across => hung.across.push(place(plan, other)),
                _ if other != but && other != item => hung.turns.push(place(plan, other)),
                _ => {}
            }
        }
        hung
    }

    /// The change of the weighted crossings of a channel.
    fn crossings(&self, plan: &Plan, channel: usize, (a, b): (usize, usize)) -> i64 {
        let (one, other) = (self.hung(plan, channel, a, b), self.hung(plan, channel, b, a));
        let mut sum = 0;
        for &p in &one.across {
            for &q in &other.across {
                sum += (q - p).signum();
            }
        }
        let (left, right) = (place(plan, a), place(plan, b));
        let number = |hung: &Hung| i64::try_from(hung.across.len()).unwrap_or(0);
        for &p in &one.turns {
            let passed = |own, theirs| i64::from(inside(theirs, (p, own)));
            sum += number(&other) * (passed(right, left) - passed(left, right));
            for &q in &other.turns {
                sum += i64::from(interleaved((p, right), (q, left)));
                sum -= i64::from(interleaved((p, left), (q, right)));
            }
        }
        for &q in &other.turns {
            let passed = |own, theirs| i64::from(inside(theirs, (q, own)));
            sum += number(&one) * (passed(left, right) - passed(right, left));
        }
        sum
    }

    /// The change of what stands between boxes that want to be neighbours.
    fn beside(&self, plan: &Plan, (a, b): (usize, usize)) -> i64 {
        let worth = |item: usize| match plan.items[item].kind {
            Kind::Node(_) => BETWEEN,
            Kind::Slot(_) => BETWEEN_LINE,
            Kind::Title | Kind::Filler => 0,
        };
        let mut sum = 0;
        for (item, neighbour, sign) in [(a, b, 1), (b, a, -1)] {
            for &id in self.links_at(item) {
                let link = self.links()[id];
                let other = if link.a == item { link.b } else { link.a };
                if link.join != Join::Beside || other == neighbour || other == item {
                    continue;
                }
                let right = plan.index[other] > plan.index[item];
                sum += sign * if right { -worth(neighbour) } else { worth(neighbour) };
            }
        }
        sum
    }
}

/// From the left edge of an item to where the next one may begin, as in `estimate`.
fn advance(plan: &Plan, item: usize) -> i32 {
    let Item { lo, hi, kind, .. } = plan.items[item];
    lo + hi + if matches!(kind, Kind::Node(_)) { plan.problem.air.node } else { 4 }
}
