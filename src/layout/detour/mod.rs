//! Phase 4b: ways round foreign containers, and for neighbours that did not become neighbours.
//!
//! Needs: [`Ordered`]. Gives: [`Legal`]: no piece of a line passes a container that holds neither of its ends, and
//! every line beside runs between true neighbours. Method: shortest way (Dijkstra 1959) over the stretches of the
//! channels between foreign containers, joined by the gaps of the rows; such a way always exists, outermost if need
//! be. Cost: O(items) a line, only for lines that need it.

mod passed;
mod search;

use super::order::{Ordered, estimate, refine};
use super::plan::{Join, Kind, Plan};
use super::tree::ROOT;
use passed::Passed;

/// A plan in which every line can be drawn without passing a foreign container.
#[derive(Clone, Debug)]
pub(super) struct Legal(pub(super) Plan);

/// Replaces the ways that must not be.
pub(super) fn run(ordered: Ordered) -> Legal {
    let Ordered(mut plan) = ordered;
    if settle(&mut plan) {
        refine(&mut plan);
        plan.reindex();
        settle(&mut plan);
    }
    debug_assert!(verify(&plan), "a line passes a foreign container");
    Legal(plan)
}

/// Replaces the ways that must not be; whether there were any.
fn settle(plan: &mut Plan) -> bool {
    let mut est = vec![0; plan.items.len()];
    for row in 0..plan.rows.len() {
        estimate(plan, row, &mut est);
    }
    let mut passed = Passed::new(plan);
    // A new slot may part two neighbours, whose line must then find another way: at most once each.
    let mut any = false;
    for _ in 0..=plan.paths.len() {
        let mut flank = vec![0; plan.items.len()];
        let mut changed = false;
        for line in 0..plan.paths.len() {
            if passed.is_clear(plan, line) {
                continue;
            }
            let ground = Ground::new(plan, line);
            flank.resize(plan.items.len(), 0);
            if !is_legal(plan, &ground, line, &mut flank) {
                let rows = search::find(plan, &ground, line, &est);
                est.resize(plan.items.len(), 0);
                for &row in &rows {
                    estimate(plan, row, &mut est);
                    passed.measure(plan, row);
                }
                changed = true;
            }
        }
        any |= changed;
        if !changed {
            break;
        }
    }
    any
}

/// Every line legal.
pub(super) fn verify(plan: &Plan) -> bool {
    let mut flank = vec![0; plan.items.len()];
    let legal = |line| is_legal(plan, &Ground::new(plan, line), line, &mut flank);
    plan.verify() && (0..plan.paths.len()).all(legal)
}

/// Which containers a line may enter.
struct Ground {
    foreign: Vec<bool>,
}

impl Ground {
    fn new(plan: &Plan, line: usize) -> Self {
        let tree = &plan.problem.tree;
        let mut foreign: Vec<bool> = (0..tree.len()).map(|id| !tree.is_rail(id)).collect();
        let grounds = plan.problem.ground(line);
        for mut at in [grounds.0, grounds.1] {
            while at != ROOT {
                foreign[at] = false;
                at = tree.parent(at);
            }
        }
        foreign[ROOT] = false;
        Self { foreign }
    }

    /// The largest foreign container around `home`, the root for none.
    fn wall(&self, plan: &Plan, home: usize) -> usize {
        let (mut at, mut wall) = (home, ROOT);
        while at != ROOT {
            if self.foreign[at] {
                wall = at;
            }
            at = plan.problem.tree.parent(at);
        }
        wall
    }

    /// For each gap of `row`, how many foreign containers that also span `channel` stand to its left.
    fn walls(&self, plan: &Plan, row: usize, channel: usize) -> Vec<usize> {
        let (mut count, mut last) = (0, ROOT);
        let mut walls = vec![0];
        for &item in &plan.rows[row].items {
            let wall = self.wall(plan, plan.items[item].home);
            let spans = wall != ROOT && plan.span[wall].0 < channel && channel <= plan.span[wall].1;
            if spans && wall != last {
                count += 1;
            }
            last = wall;
            walls.push(count);
        }
        walls
    }

    fn stretch(&self, plan: &Plan, item: usize, channel: usize) -> usize {
        self.walls(plan, plan.items[item].row, channel)[plan.index[item]]
    }
}

/// Whether each join of the line can be drawn. `flank` counts the lines beside each box.
fn is_legal(plan: &Plan, ground: &Ground, line: usize, flank: &mut [i32]) -> bool {
    let path = &plan.paths[line];
    path.joins.iter().enumerate().all(|(step, join)| {
        let (a, b) = (path.stops[step], path.stops[step + 1]);
        let (row_a, row_b) = (plan.items[a].row, plan.items[b].row);
        let channel = match join {
            Join::Across => row_a.max(row_b),
            Join::Below => row_a + 1,
            Join::Above => row_a,
            Join::Beside => return beside(plan, ground, (a, b, line), flank),
            Join::Flank => return true,
        };
        ground.stretch(plan, a, channel) == ground.stretch(plan, b, channel)
    })
}

/// Whether a line beside has only its own containers between its boxes, and room at their sides.
fn beside(
    plan: &Plan,
    ground: &Ground,
    (a, b, line): (usize, usize, usize),
    flank: &mut [i32],
) -> bool {
    let (from, to) = (plan.index[a].min(plan.index[b]), plan.index[a].max(plan.index[b]));
    let between = &plan.rows[plan.items[a].row].items[from + 1..to];
    let clear = between.iter().all(|&item| {
        plan.items[item].kind == Kind::Filler && ground.wall(plan, plan.items[item].home) == ROOT
    });
    let spec = plan.problem.lines[line];
    let need = plan.problem.air.line.max(spec.label.1 + 4).max(spec.badge.1 + 2);
    let left = if plan.index[a] < plan.index[b] { a } else { b };
    let room = |item: usize, side: usize| match plan.items[item].kind {
        Kind::Node(node) => {
            let (lo, hi) = plan.problem.bodies[node].span[side];
            lo + hi + plan.problem.air.line
        }
        _ => 0,
    };
    let right = a + b - left;
    let fits = flank[left] == 0 || flank[left] + need <= room(left, 3).min(room(right, 2));
    if clear && fits {
        flank[left] += need;
    }
    clear && fits
}
