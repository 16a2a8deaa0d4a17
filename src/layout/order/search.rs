//! Exchanges of neighbours while they pay: items in their row, containers in all rows they share.

use super::super::plan::{Kind, Plan, Purpose, Row};
use super::super::tree::ROOT;
use super::cost::Prices;
use super::sweep::estimate;

/// A block that has become so much dearer on its way is not moved on.
const HOPELESS: i64 = 350;

/// A child of a container as it stands in a row: an item or a whole container.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Item(usize),
    Container(usize),
}

/// Improves the order of `plan` until nothing pays or the budget is spent; gives its price.
pub(super) fn run(plan: &mut Plan) -> i64 {
    improve(plan, |_| true)
}

/// Improves the order of the rows that hold lines only.
pub(in crate::layout) fn refine(plan: &mut Plan) {
    improve(plan, |row| row.purpose != Purpose::Boxes);
}

fn improve(plan: &mut Plan, wanted: fn(&Row) -> bool) -> i64 {
    let mut est = vec![0; plan.items.len()];
    plan.reindex();
    for row in 0..plan.rows.len() {
        estimate(plan, row, &mut est);
    }
    let mut prices = Prices::new(plan);
    let mut price = prices.refresh(plan, &est);
    let passes = if plan.items.len() > 2000 { 2 } else { 12 };
    let mut stale = vec![true; plan.rows.len() + 1];
    for _ in 0..passes {
        let mut gained = false;
        for row in 0..plan.rows.len() {
            let mut at = 0;
            if !wanted(&plan.rows[row]) || !std::mem::take(&mut stale[row]) {
                continue;
            }
            while at + 1 < plan.rows[row].items.len() {
                let gain = sift(plan, &mut prices, &mut est, (row, at));
                price += gain;
                if gain < 0 {
                    gained = true;
                    stale[row.saturating_sub(1)..=row + 1].fill(true);
                }
                at += 1;
            }
        }
        if !gained {
            break;
        }
    }
    debug_assert_eq!(price, prices.refresh(plan, &est), "a change of the price is wrong");
    price
}

/// Moves the block at `at` to the right as far as the price falls in the end, else back; gives the change.
fn sift(plan: &mut Plan, prices: &mut Prices, est: &mut [i32], (row, at): (usize, usize)) -> i64 {
    let (mut change, mut best) = (0, (0, 0));
    let mut done: Vec<(Block, Block)> = Vec::new();
    let mover = plan.rows[row].items[at];
    let limit = if plan.items.len() > 2000 { 1 } else { 8 };
    while done.len() < limit {
        let Some(pair) = neighbours(plan, mover, row) else { break };
        change += exchange(plan, prices, est, (row, pair));
        done.push(pair);
        if change < best.0 {
            best = (change, done.len());
        } else if change > best.0 + HOPELESS {
            break;
        }
    }
    while done.len() > best.1 {
        let Some((left, right)) = done.pop() else { break };
        exchange(plan, prices, est, (row, (right, left)));
    }
    best.0
}

/// The outermost block that ends with `mover`, and the block to its right, when they may change places.
fn neighbours(plan: &Plan, mover: usize, row: usize) -> Option<(Block, Block)> {
    let tree = &plan.problem.tree;
    let items = &plan.rows[row].items;
    let last = match plan.items[mover].home {
        home if plan.items[mover].kind == Kind::Title => (home != ROOT).then(|| {
            let inside = |&item: &usize| tree.within(plan.items[item].home, home);
            items.iter().rposition(inside).unwrap_or(0)
        })?,
        _ => plan.index[mover],
    };
    let (a, b) = (items[last], *items.get(last + 1)?);
    let depth = tree.depth(tree.lca(plan.items[a].home, plan.items[b].home));
    let block = |item: usize| {
        let home = plan.items[item].home;
        if tree.depth(home) == depth {
            Block::Item(item)
        } else {
            Block::Container(tree.ancestor(home, depth + 1))
        }
    };
    let fixed = |block: &Block| match *block {
        Block::Item(item) => plan.items[item].kind == Kind::Title,
        Block::Container(container) => tree.is_rail(container),
    };
    let pair = (block(a), block(b));
    let both = matches!(pair, (Block::Container(_), Block::Container(_)));
    let thin = plan.rows[row].purpose != Purpose::Boxes;
    if both && thin {
        return None;
    }
    let free = !fixed(&pair.0) && !fixed(&pair.1) && swappable(plan, pair);
    free.then_some(pair)
}

/// Whether nothing but items of their common container stands between two blocks in any row they share.
fn swappable(plan: &Plan, pair: (Block, Block)) -> bool {
    let (Block::Container(a), Block::Container(b)) = pair else { return true };
    let tree = &plan.problem.tree;
    let parent = tree.parent(a);
    let rows = plan.span[a].0.max(plan.span[b].0)..=plan.span[a].1.min(plan.span[b].1);
    plan.rows[rows].iter().all(|row| {
        let own = |&item: &usize| {
            let home = plan.items[item].home;
            tree.within(home, a) || tree.within(home, b)
        };
        let first = row.items.iter().position(own).unwrap_or(0);
        let last = row.items.iter().rposition(own).unwrap_or(first);
        let between = &row.items[first..=last];
        between.iter().all(|item| own(item) || plan.items[*item].home == parent)
    })
}

/// Exchanges two neighbouring blocks; gives the change of the price.
fn exchange(
    plan: &mut Plan,
    prices: &mut Prices,
    est: &mut [i32],
    (row, pair): (usize, (Block, Block)),
) -> i64 {
    if let (Block::Item(a), Block::Item(b)) = pair {
        return prices.exchange(plan, est, (a, b));
    }
    let rows = match pair {
        (Block::Container(a), Block::Container(b)) => {
            let (a, b) = (plan.span[a], plan.span[b]);
            a.0.max(b.0)..a.1.min(b.1) + 1
        }
        _ => row..row + 1,
    };
    for row in rows.clone() {
        swap(plan, row, pair);
        estimate(plan, row, est);
    }
    rows.map(|row| prices.update(plan, est, row)).sum()
}

/// Exchanges two blocks in one row; what stands between them stays between them.
fn swap(plan: &mut Plan, row: usize, (a, b): (Block, Block)) {
    let range = |block: Block| {
        let inside = |&item: &usize| match block {
            Block::Item(own) => own == item,
            Block::Container(container) => {
                plan.problem.tree.within(plan.items[item].home, container)
            }
        };
        let items = &plan.rows[row].items;
        let first = items.iter().position(inside);
        let last = items.iter().rposition(inside);
        first.zip(last).map(|(first, last)| first..last + 1)
    };
    let (Some(a), Some(b)) = (range(a), range(b)) else { return };
    let (left, right) = if a.start < b.start { (a, b) } else { (b, a) };
    let items = &mut plan.rows[row].items;
    let mut mixed = items[right.clone()].to_vec();
    mixed.extend_from_slice(&items[left.end..right.start]);
    mixed.extend_from_slice(&items[left.clone()]);
    items[left.start..right.end].copy_from_slice(&mixed);
    for at in left.start..right.end {
        plan.index[plan.rows[row].items[at]] = at;
    }
}
