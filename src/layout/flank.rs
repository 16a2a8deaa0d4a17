//! Phase 7: lines that leave or enter a box at its left or right side instead of going round a corner.
//!
//! Needs: [`Placed`]. Gives: [`Placed`] again, in which a line that ran from the middle of a box to a place beside it
//! ends at the box's side, with a slot of its own next to the box; at most three lines a side.
//! Method: the farthest lines of each side, when the ground beside the box is free at the line's x.
//! Cost: O(E) and one more placement when anything changed.

use super::detour::Legal;
use super::place::{self, Placed, offsets};
use super::plan::{Join, Kind, Link};
use super::ports;
use super::problem::Terminal;
use super::tree::ROOT;

/// Most lines at a side of a box.
const MOST: usize = 3;

/// A line end that might move to a side of its box.
#[derive(Clone, Copy, Debug)]
struct Wish {
    node: usize,
    right: bool,
    /// Distance from the box's anchor.
    far: i32,
    line: usize,
    /// Whether it is the target's end.
    at_target: bool,
    x: i32,
}

/// Moves line ends to the sides of their boxes where that saves a turn.
pub(super) fn run(placed: Placed) -> Placed {
    let mut wishes = wishes(&placed);
    wishes.sort_by_key(|wish| (wish.node, wish.right, -wish.far, wish.line, wish.at_target));
    let mut placed = placed;
    let mut changed = false;
    for side in wishes.chunk_by(|one, other| (one.node, one.right) == (other.node, other.right)) {
        let mut room = room(&placed, side[0]);
        for wish in side {
            if room == 0 {
                break;
            }
            if let Some(home) = ground(&placed, wish) {
                insert(&mut placed, wish, home);
                changed = true;
                room -= 1;
            }
        }
    }
    if !changed {
        return placed;
    }
    let Placed { plan, x, sides, .. } = placed;
    place::again(ports::run(Legal(plan)), &x, &sides)
}

/// How many lines a side takes.
fn room(placed: &Placed, wish: Wish) -> usize {
    let plan = &placed.plan;
    let Kind::Node(node) = plan.items[wish.node].kind else { return 0 };
    let (lo, hi) = plan.problem.bodies[node].span[if wish.right { 3 } else { 2 }];
    let pitches = usize::try_from(lo.min(hi) / plan.problem.air.line).unwrap_or(0);
    MOST.min(2 * pitches + 1)
}

/// The ends of pieces that lead to a place beside their box.
fn wishes(placed: &Placed) -> Vec<Wish> {
    let plan = &placed.plan;
    let mut taken = vec![[false; 2]; plan.items.len()];
    let mut wishes = Vec::new();
    for link in plan.links() {
        if link.join == Join::Beside {
            let right = plan.index[link.a] < plan.index[link.b];
            taken[link.a][usize::from(right)] = true;
            taken[link.b][usize::from(!right)] = true;
        }
        if link.join != Join::Across {
            continue;
        }
        let last = plan.paths[link.line].joins.len() - 1;
        let (from, to) = offsets(plan, &placed.ports, &link);
        let (a, b) = (placed.x[link.a] + from, placed.x[link.b] + to);
        let source = (link.step == 0).then(|| wish(placed, &link, false, b)).flatten();
        let target = (link.step == last).then(|| wish(placed, &link, true, a)).flatten();
        wishes.extend(source.or(target));
        if last > 0 {
            wishes.extend(source.and(target));
        }
    }
    wishes.retain(|wish| !taken[wish.node][usize::from(wish.right)]);
    wishes
}

fn wish(placed: &Placed, link: &Link, at_target: bool, x: i32) -> Option<Wish> {
    let node = if at_target { link.b } else { link.a };
    let item = placed.plan.items[node];
    let Kind::Node(_) = item.kind else { return None };
    let far = x - placed.x[node];
    let right = far > 0;
    let room = if right { item.hi } else { item.lo };
    let enough = far.abs() >= room + placed.plan.problem.air.clear + 4;
    enough.then_some(Wish { node, right, far: far.abs(), line: link.line, at_target, x })
}

/// The container for a slot beside the box, if the ground is free at the wished x.
fn ground(placed: &Placed, wish: &Wish) -> Option<usize> {
    let plan = &placed.plan;
    let tree = &plan.problem.tree;
    let items = &plan.rows[plan.items[wish.node].row].items;
    let grounds = plan.problem.ground(wish.line);
    let common = tree.lca(grounds.0, grounds.1);
    let at = items.iter().position(|&item| item == wish.node)?;
    let next = if wish.right { items.get(at + 1) } else { at.checked_sub(1).map(|at| &items[at]) };
    let next = next.copied();
    let mut home = plan.items[wish.node].home;
    let sign = if wish.right { 1 } else { -1 };
    let edge = |container: usize, near: bool| {
        let (left, right) = placed.sides[container];
        if wish.right == near { left } else { right }
    };
    loop {
        let blocker = next.filter(|&next| tree.within(plan.items[next].home, home));
        let limit = match blocker {
            Some(next) if plan.items[next].home == home => {
                let item = plan.items[next];
                placed.x[next] - if wish.right { item.lo } else { -item.hi }
            }
            Some(next) => {
                let inner = tree.ancestor(plan.items[next].home, tree.depth(home) + 1);
                let side = edge(inner, true);
                if wish.right && tree.is_rail(inner) { side.min(placed.edge) } else { side }
            }
            None if home == ROOT && wish.right && plan.problem.is_banded() => placed.edge,
            None => edge(home, false),
        };
        if (limit - wish.x) * sign >= plan.problem.air.clear + 8 {
            return Some(home);
        }
        if blocker.is_some() || home == ROOT || tree.within(common, home) {
            return None;
        }
        // The line leaves this container anyway: go on outside, if the wished place is well outside.
        if (wish.x - edge(home, false)) * sign < plan.problem.air.clear + 4 {
            return None;
        }
        home = tree.parent(home);
    }
}

fn insert(placed: &mut Placed, wish: &Wish, home: usize) {
    let plan = &mut placed.plan;
    let row = plan.items[wish.node].row;
    let mut item = plan.slot(wish.line, row, home);
    if let (true, Kind::Node(node)) = (wish.at_target, plan.items[wish.node].kind) {
        let room = plan.problem.arrow_room(node, wish.right);
        let near = if wish.right { &mut item.lo } else { &mut item.hi };
        *near = (*near).max(room);
    }
    let id = plan.push(item);
    plan.rows[row].items.pop();
    let at = plan.rows[row].items.iter().position(|&other| other == wish.node).unwrap_or(0);
    plan.rows[row].items.insert(if wish.right { at + 1 } else { at }, id);
    let path = &mut plan.paths[wish.line];
    if wish.at_target {
        let last = path.stops.len() - 1;
        path.stops.insert(last, id);
        path.joins.push(Join::Flank);
    } else {
        path.stops.insert(1, id);
        path.joins.insert(0, Join::Flank);
    }
    plan.reindex_row(row);
    placed.x.push(wish.x);
    debug_assert!(
        matches!(plan.problem.lines[wish.line].from, Terminal::Node(_)) || wish.at_target
    );
}
