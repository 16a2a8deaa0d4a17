//! What an order costs: crossings, borders passed, boxes between neighbours, and a little for length.

use std::ops::Range;

use super::super::plan::{Join, Kind};
use super::exchange::Cut;
use super::state::{State, Turn, place};

/// Price of a crossing of two lines, in pixels of line: in drawings with containers, which should above all be
/// compact, and in flat ones.
pub(super) const GROUPED: i64 = 3000;
pub(super) const FLAT: i64 = 6000;
/// How many lines the border of a container counts for when a line crosses it sideways: in drawings of few items, where
/// a line may as well leave its container early, and in others.
pub(super) const BORDER: i64 = 1;
pub(super) const BORDER_IN_LARGE: i64 = 3;
/// Price of a box between two boxes that want to be neighbours.
const BETWEEN: i64 = 1760;
/// Price of a line between them.
const BETWEEN_LINE: i64 = 640;

/// Where a line or a border meets a row, and its weight.
pub(super) type Strand = (i64, i64);

/// The price of the channel above `row`.
pub(super) fn channel(state: &State, row: usize) -> i64 {
    let mut borders: Vec<(i64, i64)> = Vec::with_capacity(2 * state.walls[row].len());
    for &container in &state.walls[row] {
        let (top, bottom) = (state.extent(container, row - 1), state.extent(container, row));
        borders.push((place(bottom.0) - 1, place(top.0) - 1));
        borders.push((place(bottom.1) + 1, place(top.1) + 1));
    }
    borders.sort_unstable();
    let mut borders = borders.chunk_by(|one, other| one.0 == other.0).peekable();
    let mut met = Met::new(state.rows[row - 1].len());
    let (mut crossings, mut length) = (0, 0);
    for &item in &state.rows[row] {
        while let Some(same) = borders.next_if(|same| same[0].0 < place(state.index[item])) {
            crossings += met.pass(same.iter().map(|&(_, top)| top), state.border);
        }
        let near = state.near[0].of(item);
        length += near
            .iter()
            .map(|&above| i64::from((state.est[item] - state.est[above]).abs()))
            .sum::<i64>();
        crossings += met.pass(near.iter().map(|&above| place(state.index[above])), 1);
    }
    for same in borders {
        crossings += met.pass(same.iter().map(|&(_, top)| top), state.border);
    }
    state.crossing * crossings + length
}

/// Whether the borders of a container pass between two rows.
fn is_wall(state: &State, container: usize, rows: (usize, usize)) -> bool {
    !state.rail[container] && state.spans(container, rows.0) && state.spans(container, rows.1)
}

/// The upper ends of the strands met so far, their lower ends from left to right: an accumulator tree (Barth, Jünger,
/// Mutzel 2002).
struct Met {
    tree: Vec<i64>,
    total: i64,
}

impl Met {
    /// For a row of `count` items above.
    fn new(count: usize) -> Self {
        Self { tree: vec![0; 2 * count + 4], total: 0 }
    }

    /// Meets strands with one lower end; gives their weighted crossings with those met before.
    fn pass(&mut self, tops: impl Iterator<Item = i64> + Clone, weight: i64) -> i64 {
        let mut sum = 0;
        for top in tops.clone() {
            let (mut at, mut seen) = (Self::spot(top), 0);
            while at > 0 {
                seen += self.tree[at];
                at &= at - 1;
            }
            sum += weight * (self.total - seen);
        }
        for top in tops {
            self.total += weight;
            let mut at = Self::spot(top);
            while at < self.tree.len() {
                self.tree[at] += weight;
                at += at & at.wrapping_neg();
            }
        }
        sum
    }

    /// Places begin at -1, for a border left of the first item.
    fn spot(top: i64) -> usize {
        usize::try_from(top + 2).unwrap_or(0)
    }
}

/// How far the first and the second of two blocks move when they change places.
pub(super) fn shifts(state: &State, cut: Cut) -> (i32, i32) {
    let items = &state.rows[cut.row];
    let left = |at: usize| state.est[items[at]] - state.items[items[at]].lo;
    let right = |at: usize| state.est[items[at]] + state.items[items[at]].hi;
    (right(cut.end - 1) - right(cut.middle - 1), left(cut.start) - left(cut.middle))
}

/// What an exchange of two blocks changes in the channels above and below their row.
pub(super) fn change(state: &State, cut: Cut, strands: &mut [Vec<Strand>; 2]) -> i64 {
    let (from, to) = shifts(state, cut);
    let items = &state.rows[cut.row];
    let single = cut.end - cut.start == 2 && {
        let depth = |at: usize| state.depth[state.items[items[at]].home];
        depth(cut.start) == cut.depth && depth(cut.middle) == cut.depth
    };
    let mut crossings = 0;
    for side in 0..2 {
        crossings += if single {
            pair(state, side, (items[cut.start], items[cut.middle]))
        } else {
            blocks(state, side, cut, strands)
        };
    }
    let mut length = 0;
    for (at, &item) in items.iter().enumerate().take(cut.end).skip(cut.start) {
        let by = if at < cut.middle { from } else { to };
        let x = state.est[item];
        for near in &state.near {
            for &other in near.of(item) {
                let x_other = state.est[other];
                length += i64::from((x + by - x_other).abs() - (x - x_other).abs());
            }
        }
    }
    state.crossing * crossings + length
}

/// What an exchange of an item, were it at `x`, with its neighbour on one hand changes in the channels above and below
/// their row, and where the item is then.
pub(super) fn step(state: &State, (item, x): (usize, i32), next: usize, right: bool) -> (i64, i32) {
    let (own, other) = (state.items[item], state.items[next]);
    let (from, to) = if right {
        (state.est[next] + other.hi - x - own.hi, x - own.lo - state.est[next] + other.lo)
    } else {
        (state.est[next] - other.lo - x + own.lo, x + own.hi - state.est[next] - other.hi)
    };
    let order = if right { (item, next) } else { (next, item) };
    let crossings = pair(state, 0, order) + pair(state, 1, order);
    let mut length = 0;
    for (moved, x, by) in [(item, x, from), (next, state.est[next], to)] {
        for near in &state.near {
            for &end in near.of(moved) {
                let x_end = state.est[end];
                length += i64::from((x + by - x_end).abs() - (x - x_end).abs());
            }
        }
    }
    (state.crossing * crossings + length, x + from)
}

/// Crossings won by having `b` before `a` instead of after it, towards one side.
fn pair(state: &State, side: usize, (a, b): (usize, usize)) -> i64 {
    let mut sum = 0;
    for &one in state.near[side].of(a) {
        for &other in state.near[side].of(b) {
            sum += sign(state.index[one], state.index[other]);
        }
    }
    sum
}

/// 1 when an exchange makes two strands cross that did not, -1 the other way.
fn sign<T: Ord + Copy>(first: T, second: T) -> i64 {
    i64::from(first < second) - i64::from(first > second)
}

fn blocks(state: &State, side: usize, cut: Cut, strands: &mut [Vec<Strand>; 2]) -> i64 {
    let next = if side == 0 { cut.row.checked_sub(1) } else { Some(cut.row + 1) };
    let Some(next) = next.filter(|&next| next < state.rows.len()) else { return 0 };
    let mut walls = [0; 2];
    let ranges = [(cut.start, cut.middle), (cut.middle, cut.end)];
    for ((strands, range), walls) in strands.iter_mut().zip(ranges).zip(&mut walls) {
        strands.clear();
        borders(state, cut, (range, next), strands);
        *walls = strands.len();
        for &item in &state.rows[cut.row][range.0..range.1] {
            let ends = state.near[side].of(item);
            strands.extend(ends.iter().map(|&end| (place(state.index[end]), 1)));
        }
    }
    let [a, b] = strands;
    let (borders_a, a) = a.split_at_mut(walls[0]);
    let (borders_b, b) = b.split_at_mut(walls[1]);
    balance(a, b) + balance(a, borders_b) + balance(borders_a, b)
}

/// The borders of the containers in a stretch of a row that go on to row `next`.
fn borders(
    state: &State,
    cut: Cut,
    ((from, to), next): ((usize, usize), usize),
    strands: &mut Vec<Strand>,
) {
    let mut at = from;
    while at < to {
        let home = state.items[state.rows[cut.row][at]].home;
        at += 1;
        if state.depth[home] <= cut.depth {
            continue;
        }
        let top = state.ancestor(home, cut.depth + 1);
        for &container in state.within(top) {
            if is_wall(state, container, (cut.row, next)) {
                let (lo, hi) = state.extent(container, next);
                strands.push((place(lo) - 1, state.border));
                strands.push((place(hi) + 1, state.border));
            }
        }
        at = state.extent(top, cut.row).1 + 1;
    }
}

/// Weighted pairs in order less weighted pairs out of order.
fn balance(a: &mut [Strand], b: &mut [Strand]) -> i64 {
    if a.len() * b.len() <= 96 {
        let mut sum = 0;
        for &(one, weight) in a.iter() {
            for &(other, heavy) in b.iter() {
                sum += sign(one, other) * weight * heavy;
            }
        }
        return sum;
    }
    a.sort_unstable();
    b.sort_unstable();
    let total: i64 = b.iter().map(|&(_, weight)| weight).sum();
    let (mut less, mut upto, mut sum) = (0, 0, 0);
    let (mut below, mut through) = (0, 0);
    for &(one, weight) in a.iter() {
        while less < b.len() && b[less].0 < one {
            below += b[less].1;
            less += 1;
        }
        while upto < b.len() && b[upto].0 <= one {
            through += b[upto].1;
            upto += 1;
        }
        sum += weight * (total - through - below);
    }
    sum
}

/// The price of the lines that turn round beside a row or run along it.
pub(super) fn turns(state: &State, row: usize) -> i64 {
    let turns = &state.turns[row];
    let earlier = |at: usize| turns[..at].iter().map(move |other| both(state, &turns[at], other));
    (0..turns.len()).map(|at| turn(state, row, &turns[at]) + earlier(at).sum::<i64>()).sum()
}

/// That part of [`turns`] that an exchange within a stretch of the row can change: of the lines that end there.
pub(super) fn turns_at(state: &State, row: usize, stretch: Range<usize>) -> i64 {
    let turns = &state.turns[row];
    if turns.is_empty() {
        return 0;
    }
    let own = |&item: &usize| state.turns_of.of(item).iter().copied();
    let mut touched: Vec<usize> = state.rows[row][stretch].iter().flat_map(own).collect();
    touched.sort_unstable();
    touched.dedup();
    let mut price = 0;
    for &at in &touched {
        price += turn(state, row, &turns[at]);
        for (place, other) in turns.iter().enumerate() {
            if place < at || (place > at && touched.binary_search(&place).is_err()) {
                price += both(state, &turns[at], other);
            }
        }
    }
    price
}

/// The price of one such line alone.
fn turn(state: &State, row: usize, turn: &Turn) -> i64 {
    let (lo, hi) = reach(state, turn);
    if turn.join == Join::Beside {
        return beside(state, row, (lo, hi));
    }
    state.crossing * passed(state, row, (lo, hi), turn.join)
        + i64::from((state.est[turn.a] - state.est[turn.b]).abs())
}

/// The price of two such lines for crossing one another.
fn both(state: &State, turn: &Turn, other: &Turn) -> i64 {
    if turn.join != other.join || turn.join == Join::Beside {
        return 0;
    }
    let ((lo, hi), (other_lo, other_hi)) = (reach(state, turn), reach(state, other));
    let apart = (lo < other_lo && other_lo < hi && hi < other_hi)
        || (other_lo < lo && lo < other_hi && other_hi < hi);
    state.crossing * i64::from(apart)
}

fn reach(state: &State, turn: &Turn) -> (usize, usize) {
    let (a, b) = (state.index[turn.a], state.index[turn.b]);
    (a.min(b), a.max(b))
}

fn beside(state: &State, row: usize, (lo, hi): (usize, usize)) -> i64 {
    let between = state.rows[row].iter().take(hi).skip(lo + 1);
    let price = |&item: &usize| match state.items[item].kind {
        Kind::Node(_) => BETWEEN,
        Kind::Slot(_) => BETWEEN_LINE,
        Kind::Title | Kind::Filler => 0,
    };
    between.map(price).sum()
}

/// Weighted strands that a line crosses which turns round in the channel above or below its row.
fn passed(state: &State, row: usize, (lo, hi): (usize, usize), join: Join) -> i64 {
    let (side, next) = match join {
        Join::Above => (0, row.checked_sub(1)),
        _ => (1, Some(row + 1)),
    };
    let Some(next) = next.filter(|&next| next < state.rows.len()) else { return 0 };
    let items = &state.rows[row];
    let mut sum = 0;
    for at in lo..hi {
        if at > lo {
            sum += super::number(state.near[side].of(items[at]).len());
        }
        let (one, other) = (state.items[items[at]].home, state.items[items[at + 1]].home);
        let common = state.common(one, other);
        for mut container in [one, other] {
            while container != common {
                sum += state.border * i64::from(is_wall(state, container, (row, next)));
                container = state.parent[container];
            }
        }
    }
    sum
}
