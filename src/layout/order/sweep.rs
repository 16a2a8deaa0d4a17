//! Barycentre sweeps over the rows, down and up, from several starts.

use std::cmp::Ordering;

use super::super::plan::{Item, Join, Kind, Link, Plan};
use super::super::tree::ROOT;
use super::cost::Prices;

/// Places of items and containers while sweeping.
struct Sweep {
    links: Vec<Link>,
    /// Link ids by item.
    at: Vec<Vec<usize>>,
    /// Estimated centre of each item.
    est: Vec<i32>,
    /// Sort key of each item and each container.
    item_key: Vec<f64>,
    container_key: Vec<f64>,
}

/// Runs `starts` starts; gives the cheapest order of each with its price.
pub(super) fn run(mut plan: Plan, starts: usize) -> Vec<(i64, Plan)> {
    plan.reindex();
    let mut prices = Prices::new(&plan);
    let links = prices.links().to_vec();
    let mut at = vec![Vec::new(); plan.items.len()];
    for (id, link) in links.iter().enumerate() {
        at[link.a].push(id);
        at[link.b].push(id);
    }
    let mut sweep = Sweep {
        links,
        at,
        est: vec![0; plan.items.len()],
        item_key: vec![0.0; plan.items.len()],
        container_key: vec![0.0; plan.problem.tree.len()],
    };
    let mut found = Vec::new();
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    for start in 0..starts {
        let mut trial = plan.clone();
        let mut best: Option<(i64, Plan)> = None;
        sweep.begin(&mut trial, start, &mut seed);
        for round in 0..10 {
            sweep.pass(&mut trial, (round + start) % 2 == 0);
            let price = prices.refresh(&trial, &sweep.est);
            if best.as_ref().is_none_or(|(least, _)| price < *least) {
                best = Some((price, trial.clone()));
            }
        }
        found.extend(best);
    }
    found
}

/// The next number of a xorshift generator, at least 0 and less than 1.
fn random(seed: &mut u64) -> f64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    f64::from(u32::try_from(*seed >> 32).unwrap_or(0)) / f64::from(u32::MAX)
}

/// Estimated centres of the items of a row, the row itself centred on 0.
pub(in crate::layout) fn estimate(plan: &Plan, row: usize, est: &mut [i32]) {
    let mut x = 0;
    let mut home = ROOT;
    for &item in &plan.rows[row].items {
        let Item { lo, hi, home: own, kind, .. } = plan.items[item];
        if own != home {
            x += 16;
            home = own;
        }
        est[item] = x + lo;
        x += lo + hi + if matches!(kind, Kind::Node(_)) { plan.problem.air.node } else { 4 };
    }
    for &item in &plan.rows[row].items {
        est[item] -= x / 2;
    }
}

impl Sweep {
    fn begin(&mut self, plan: &mut Plan, start: usize, seed: &mut u64) {
        for item in 0..plan.items.len() {
            let place = f64::from(u32::try_from(item).unwrap_or(0));
            self.item_key[item] = match start {
                0 | 1 => place,
                2 | 3 => -place,
                _ => random(seed),
            };
        }
        for container in 0..self.container_key.len() {
            let place = f64::from(u32::try_from(container).unwrap_or(0));
            self.container_key[container] = match start {
                0 | 1 => place,
                2 | 3 => -place,
                _ => random(seed),
            };
        }
        for row in 0..plan.rows.len() {
            self.sort(plan, row);
        }
    }

    /// One sweep over all rows.
    fn pass(&mut self, plan: &mut Plan, down: bool) {
        let rows = plan.rows.len();
        for step in 0..rows {
            let row = if down { step } else { rows - 1 - step };
            let before = if down { row.wrapping_sub(1) } else { row + 1 };
            self.keys(plan, row, before);
            self.sort(plan, row);
        }
    }

    /// Keys of a row's items from their neighbours in row `before`, and of its containers.
    fn keys(&mut self, plan: &Plan, row: usize, before: usize) {
        let items = &plan.rows[row].items;
        for &item in items {
            let (mut sum, mut count) = (0.0, 0.0);
            for &id in &self.at[item] {
                let link = self.links[id];
                let other = if link.a == item { link.b } else { link.a };
                let theirs = plan.items[other].row;
                let weight = match link.join {
                    Join::Across if theirs == before => 2.0,
                    Join::Beside | Join::Below | Join::Above => 1.0,
                    _ => continue,
                };
                sum += weight * f64::from(self.est[other]);
                count += weight;
            }
            self.item_key[item] = if count > 0.0 { sum / count } else { f64::from(self.est[item]) };
        }
        let mut sums = vec![(0.0, 0.0); self.container_key.len()];
        for &item in items {
            let mut at = plan.items[item].home;
            while at != ROOT {
                sums[at].0 += self.item_key[item];
                sums[at].1 += 1.0;
                at = plan.problem.tree.parent(at);
            }
        }
        for (container, &(sum, count)) in sums.iter().enumerate() {
            let (first, last) = plan.span[container];
            let spanning = first <= before && before <= last;
            if count > 0.0 && !spanning {
                self.container_key[container] = sum / count;
            }
        }
    }

    fn sort(&mut self, plan: &mut Plan, row: usize) {
        let mut items = std::mem::take(&mut plan.rows[row].items);
        items.sort_by(|&a, &b| self.compare(plan, a, b));
        plan.rows[row].items = items;
        estimate(plan, row, &mut self.est);
        let mut sums = vec![(0, 0); self.container_key.len()];
        for (at, &item) in plan.rows[row].items.iter().enumerate() {
            plan.index[item] = at;
            let mut home = plan.items[item].home;
            while home != ROOT {
                sums[home] = (sums[home].0 + self.est[item], sums[home].1 + 1);
                home = plan.problem.tree.parent(home);
            }
        }
        for (container, &(sum, count)) in sums.iter().enumerate() {
            if count > 0 {
                self.container_key[container] = f64::from(sum) / f64::from(count);
            }
        }
    }

    /// By the keys of the children of the smallest container around both.
    fn compare(&self, plan: &Plan, a: usize, b: usize) -> Ordering {
        let tree = &plan.problem.tree;
        let (home_a, home_b) = (plan.items[a].home, plan.items[b].home);
        let depth = tree.depth(tree.lca(home_a, home_b));
        let key = |item: usize, home: usize| {
            if tree.depth(home) == depth {
                let title = plan.items[item].kind == Kind::Title;
                return (0, if title { f64::MIN } else { self.item_key[item] }, item);
            }
            let block = tree.ancestor(home, depth + 1);
            if tree.is_rail(block) && tree.parent(block) == ROOT {
                return (1, 0.0, plan.items.len() + block);
            }
            (0, self.container_key[block], plan.items.len() + block)
        };
        let (one, other) = (key(a, home_a), key(b, home_b));
        one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)).then(one.2.cmp(&other.2))
    }
}
