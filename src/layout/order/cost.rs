//! What an order costs: crossings, borders passed, boxes between neighbours, and a little for length.

use super::super::plan::{Join, Kind, Link, Plan};
use super::super::tree::ROOT;

/// Price of a crossing of two lines.
pub(super) const CROSSING: i64 = 100;
/// How many lines the border of a container counts for when a line crosses it sideways.
const BORDER: i64 = 3;
/// Price of a box between two boxes that want to be neighbours.
pub(super) const BETWEEN: i64 = 220;
/// Price of a line between them.
pub(super) const BETWEEN_LINE: i64 = 80;
/// Pixels of sideways run that cost as little as one unit.
pub(super) const LENGTH: i64 = 8;

/// Links by channel and by row, and the price of each.
#[derive(Clone, Debug)]
pub(super) struct Prices {
    links: Vec<Link>,
    /// Link ids by item, one after the other, and where each item's begin.
    at: Vec<usize>,
    first: Vec<usize>,
    /// Links in each channel.
    across: Vec<Vec<usize>>,
    /// Links beside, by row.
    beside: Vec<Vec<usize>>,
    /// Containers that span each channel.
    walls: Vec<Vec<usize>>,
    pub(super) channel: Vec<i64>,
    pub(super) row: Vec<i64>,
    /// Places of the first and last item of each container in each row, from the row the container begins in.
    extents: Vec<Vec<(i64, i64)>>,
    scratch: Vec<Strand>,
}

/// A line or a border between two rows: where it meets the upper and the lower one, and its weight.
type Strand = (i64, i64, i64);

impl Prices {
    pub(super) fn new(plan: &Plan) -> Self {
        let links = plan.links();
        let rows = plan.rows.len();
        let mut across = vec![Vec::new(); rows + 1];
        let mut beside = vec![Vec::new(); rows];
        for (id, link) in links.iter().enumerate() {
            if link.join == Join::Beside {
                beside[plan.items[link.a].row].push(id);
            } else if link.channel <= rows {
                across[link.channel].push(id);
            }
        }
        let mut walls = vec![Vec::new(); rows + 1];
        for container in ROOT + 1..plan.problem.tree.len() {
            let (first, last) = plan.span[container];
            if !plan.problem.tree.is_rail(container) {
                for channel in &mut walls[first + 1..=last] {
                    channel.push(container);
                }
            }
        }
        let (first, at) = by_item(&links, plan.items.len());
        let extents = plan.span.iter().map(|&(first, last)| vec![(0, 0); last + 1 - first]);
        Self {
            extents: extents.collect(),
            scratch: Vec::new(),
            at,
            first,
            links,
            across,
            beside,
            walls,
            channel: vec![0; rows + 1],
            row: vec![0; rows],
        }
    }

    /// Notes where the containers of a row begin and end.
    fn measure(&mut self, plan: &Plan, row: usize) {
        let mut before = ROOT;
        for (at, &item) in plan.rows[row].items.iter().enumerate() {
            let here = i64::try_from(2 * at).unwrap_or(0);
            let tree = &plan.problem.tree;
            let mut home = plan.items[item].home;
            // A container that also holds the item before has begun already.
            let common = tree.depth(tree.lca(home, before));
            before = home;
            while home != ROOT {
                let extent = &mut self.extents[home][row - plan.span[home].0];
                extent.1 = here;
                if tree.depth(home) > common {
                    extent.0 = here;
                }
                home = tree.parent(home);
            }
        }
    }

    /// Links by id.
    pub(super) fn links(&self) -> &[Link] {
        &self.links
    }

    /// Ids of the links that end at `item`.
    pub(super) fn links_at(&self, item: usize) -> &[usize] {
        &self.at[self.first[item]..self.first[item + 1]]
    }

    /// Prices everything; gives the sum.
    pub(super) fn refresh(&mut self, plan: &Plan, est: &[i32]) -> i64 {
        for row in 0..self.beside.len() {
            self.measure(plan, row);
        }
        for channel in 0..self.across.len() {
            self.channel[channel] = self.price_channel(plan, est, channel);
        }
        for row in 0..self.beside.len() {
            self.row[row] = self.price_row(plan, row);
        }
        self.channel.iter().sum::<i64>() + self.row.iter().sum::<i64>()
    }

    /// Prices the surroundings of a row anew; gives the change.
    pub(super) fn update(&mut self, plan: &Plan, est: &[i32], row: usize) -> i64 {
        let mut change = 0;
        self.measure(plan, row);
        for channel in [row, row + 1] {
            let price = self.price_channel(plan, est, channel);
            change += price - std::mem::replace(&mut self.channel[channel], price);
        }
        let price = self.price_row(plan, row);
        change + price - std::mem::replace(&mut self.row[row], price)
    }

    fn price_channel(&mut self, plan: &Plan, est: &[i32], channel: usize) -> i64 {
        let mut strands = std::mem::take(&mut self.scratch);
        strands.clear();
        let (mut below, mut above) = (Vec::new(), Vec::new());
        let mut length = 0;
        for &id in &self.across[channel] {
            let link = self.links[id];
            let (a, b) = (place(plan, link.a), place(plan, link.b));
            length += i64::from((est[link.a] - est[link.b]).abs()) / LENGTH;
            match link.join {
                Join::Below => below.push((a.min(b), a.max(b))),
                Join::Above => above.push((a.min(b), a.max(b))),
                _ if plan.items[link.a].row < plan.items[link.b].row => strands.push((a, b, 1)),
                _ => strands.push((b, a, 1)),
            }
        }
        for &wall in &self.walls[channel] {
            let (top, bottom) =
                (self.extent(plan, wall, channel - 1), self.extent(plan, wall, channel));
            strands.push((top.0 - 1, bottom.0 - 1, BORDER));
            strands.push((top.1 + 1, bottom.1 + 1, BORDER));
        }
        let tops = || strands.iter().map(|&(top, _, weight)| (top, weight));
        let bottoms = || strands.iter().map(|&(_, bottom, weight)| (bottom, weight));
        let turns = turns(&below, tops) + turns(&above, bottoms);
        let crossings = inversions(&mut strands) + turns;
        self.scratch = strands;
        CROSSING * crossings + length
    }

    fn extent(&self, plan: &Plan, container: usize, row: usize) -> (i64, i64) {
        self.extents[container][row - plan.span[container].0]
    }

    fn price_row(&self, plan: &Plan, row: usize) -> i64 {
        let mut price = 0;
        for &id in &self.beside[row] {
            let link = self.links[id];
            let (a, b) = (plan.index[link.a], plan.index[link.b]);
            for &item in &plan.rows[row].items[a.min(b) + 1..a.max(b)] {
                price += match plan.items[item].kind {
                    Kind::Node(_) => BETWEEN,
                    Kind::Slot(_) => BETWEEN_LINE,
                    Kind::Title | Kind::Filler => 0,
                };
            }
        }
        price
    }
}

/// The place of an item in its row; odd numbers lie between items.
pub(super) fn place(plan: &Plan, item: usize) -> i64 {
    i64::try_from(2 * plan.index[item]).unwrap_or(0)
}

/// Link ids by item: where each item's begin, and the ids.
fn by_item(links: &[Link], items: usize) -> (Vec<usize>, Vec<usize>) {
    let mut first = vec![0; items + 1];
    for link in links {
        first[link.a + 1] += 1;
        first[link.b + 1] += 1;
    }
    for item in 0..items {
        first[item + 1] += first[item];
    }
    let (mut next, mut at) = (first.clone(), vec![0; 2 * links.len()]);
    for (id, link) in links.iter().enumerate() {
        for item in [link.a, link.b] {
            at[next[item]] = id;
            next[item] += 1;
        }
    }
    (first, at)
}

/// Whether `place` lies between two others, in whichever order these are.
pub(super) fn inside(place: i64, (one, other): (i64, i64)) -> bool {
    one.min(other) < place && place < one.max(other)
}

/// Whether of two ranges each begins or ends strictly within the other.
pub(super) fn interleaved(one: (i64, i64), other: (i64, i64)) -> bool {
    let (lo, hi) = (one.0.min(one.1), one.0.max(one.1));
    let (other_lo, other_hi) = (other.0.min(other.1), other.0.max(other.1));
    (lo < other_lo && other_lo < hi && hi < other_hi)
        || (other_lo < lo && lo < other_hi && other_hi < hi)
}

/// Crossings of lines that turn with lines that pass, and with each other.
fn turns<I: Iterator<Item = (i64, i64)>>(turns: &[(i64, i64)], strands: impl Fn() -> I) -> i64 {
    let mut sum = 0;
    for (at, &(lo, hi)) in turns.iter().enumerate() {
        sum += strands()
            .filter(|&(place, _)| lo < place && place < hi)
            .map(|(_, weight)| weight)
            .sum::<i64>();
        for &other in &turns[..at] {
            sum += i64::from(interleaved((lo, hi), other));
        }
    }
    sum
}

/// Weighted crossings of strands: an accumulator tree over the lower ends (Barth, Jünger, Mutzel 2002).
fn inversions(strands: &mut [Strand]) -> i64 {
    strands.sort_unstable();
    if strands.len() < 24 {
        let mut sum = 0;
        for (at, &(top, bottom, weight)) in strands.iter().enumerate() {
            for &(other_top, other_bottom, other) in &strands[..at] {
                if other_top < top && other_bottom > bottom {
                    sum += weight * other;
                }
            }
        }
        return sum;
    }
    let mut lower: Vec<i64> = strands.iter().map(|&(_, bottom, _)| bottom).collect();
    lower.sort_unstable();
    lower.dedup();
    let mut tree = vec![0i64; lower.len() + 1];
    let (mut sum, mut total) = (0, 0);
    for &(_, bottom, weight) in strands.iter() {
        let rank = lower.partition_point(|&other| other < bottom) + 1;
        let (mut at, mut seen) = (rank, 0);
        while at > 0 {
            seen += tree[at];
            at &= at - 1;
        }
        sum += weight * (total - seen);
        total += weight;
        let mut at = rank;
        while at < tree.len() {
            tree[at] += weight;
            at += at & at.wrapping_neg();
        }
    }
    sum
}
