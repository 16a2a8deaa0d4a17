//! Phase 4b: ways round foreign containers, and for neighbours that did not become neighbours.
//!
//! Needs: [`Ordered`]. Gives: [`Legal`]: no piece of a line passes a container that holds neither of its ends, and
//! every line beside runs between true neighbours. Method: shortest way (Dijkstra 1959) over the stretches of the
//! channels between foreign containers, joined by the gaps of the rows; such a way always exists, outermost if need
//! be. Cost: O(items) a line, only for lines that need it.

mod gaps;
mod passed;
mod search;
mod way;

use super::order::{Ordered, estimate, refine};
use super::plan::{Join, Kind, Plan};
use super::tree::ROOT;
use crate::parallel;
use passed::Passed;
use std::ops::Range;
use way::Way;

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

/// Of many lines so many are looked at before those of them that need new ways look for them, a share of them on each
/// thread, so often; of few each one sees what the one before has changed.
const MANY: usize = 400;
const AT_ONCE: usize = 4096;
const SHARE: usize = 8;
const TOGETHER: usize = 3;

/// Replaces the ways that must not be; whether there were any.
fn settle(plan: &mut Plan) -> bool {
    let mut sight = Sight::new(plan);
    let all: Vec<usize> = (0..plan.paths.len()).collect();
    let at_once = if all.len() < MANY { 1 } else { AT_ONCE };
    // A new slot may part two neighbours, whose line must then find another way: at most once each.
    let mut any = false;
    for _ in 0..=plan.paths.len() {
        let mut flank = vec![0; plan.items.len()];
        let mut changed = false;
        for lines in all.chunks(at_once) {
            flank.resize(plan.items.len(), 0);
            let blocked = lines.iter().filter_map(|&line| sight.blocked(plan, line, &mut flank));
            let blocked: Vec<(usize, Ground)> = blocked.collect();
            changed |= !blocked.is_empty();
            sight.lead(plan, &blocked);
        }
        any |= changed;
        if !changed {
            break;
        }
    }
    any
}

/// What the search for ways looks at.
struct Sight {
    passed: Passed,
    neighbours: Vec<Vec<usize>>,
    /// About where each item is.
    est: Vec<i32>,
}

impl Sight {
    fn new(plan: &Plan) -> Self {
        let mut est = vec![0; plan.items.len()];
        for row in 0..plan.rows.len() {
            estimate(plan, row, &mut est);
        }
        Self { passed: Passed::new(plan), neighbours: search::neighbours(plan), est }
    }

    /// Looks at rows that have changed anew.
    fn renew(&mut self, plan: &Plan, mut rows: Vec<usize>) {
        self.est.resize(plan.items.len(), 0);
        rows.sort_unstable();
        rows.dedup();
        for row in rows {
            estimate(plan, row, &mut self.est);
            self.passed.measure(plan, row);
        }
    }

    /// The line and its ground, if it needs another way.
    fn blocked(&self, plan: &Plan, line: usize, flank: &mut [i32]) -> Option<(usize, Ground)> {
        if is_clear(plan, &self.passed, line) {
            return None;
        }
        let ground = Ground::new(plan, line);
        let open = |ends, join| self.passed.is_legal(plan, &ground, ends, join);
        let legal = is_legal(plan, (&ground, line), open, flank);
        (!legal).then_some((line, ground))
    }

    /// Leads lines along new ways. All look for theirs at once; those whose gaps others have taken look again together,
    /// and in the end one after the other.
    fn lead(&mut self, plan: &mut Plan, lines: &[(usize, Ground)]) {
        let mut waiting: Vec<&(usize, Ground)> = lines.iter().collect();
        for _ in 0..TOGETHER {
            if waiting.len() < 2 {
                break;
            }
            let found = parallel::map(&waiting, SHARE, |line| self.find(plan, line));
            let (mut late, mut changed) = (Vec::new(), Vec::new());
            for (line, way) in waiting.into_iter().zip(found) {
                match way.and_then(|way| way.still(plan)) {
                    Some(way) => changed.extend(way.take(plan)),
                    None => late.push(line),
                }
            }
            self.renew(plan, changed);
            waiting = late;
        }
        for line in waiting {
            if let Some(way) = self.find(plan, line) {
                let changed = way.take(plan);
                self.renew(plan, changed);
            }
        }
    }

    fn find(&self, plan: &Plan, (line, ground): &(usize, Ground)) -> Option<Way> {
        search::find(plan, (ground, *line), (&self.passed, &self.neighbours), &self.est)
    }
}

/// Whether a line certainly passes no container: it may still be legal when this is false.
fn is_clear(plan: &Plan, passed: &Passed, line: usize) -> bool {
    let path = &plan.paths[line];
    path.joins.iter().zip(path.stops.windows(2)).all(|(&join, ends)| match join {
        Join::Beside => false,
        Join::Flank => true,
        _ => passed.is_clear(plan, (ends[0], ends[1]), join),
    })
}

/// Every line legal, with the containers that it passes counted one by one.
pub(super) fn verify(plan: &Plan) -> bool {
    let mut flank = vec![0; plan.items.len()];
    let passed = Passed::new(plan);
    let legal = |line| {
        let ground = Ground::new(plan, line);
        let open = |(a, b): (usize, usize), join| {
            let (row_a, row_b) = (plan.items[a].row, plan.items[b].row);
            let channel = match join {
                Join::Above => row_a,
                Join::Below => row_a + 1,
                _ => row_a.max(row_b),
            };
            let side = |stop: usize| {
                let walls = ground.walls(plan, &passed, plan.items[stop].row, channel);
                walls.left_of(plan.index[stop])
            };
            side(a) == side(b)
        };
        is_legal(plan, (&ground, line), open, &mut flank)
    };
    plan.verify() && (0..plan.paths.len()).all(legal)
}

/// Which containers a line may enter.
struct Ground {
    /// Those around its ends.
    own: Vec<usize>,
    /// The smallest one around both.
    common: usize,
}

impl Ground {
    fn new(plan: &Plan, line: usize) -> Self {
        let tree = &plan.problem.tree;
        let grounds = plan.problem.ground(line);
        let mut own = Vec::new();
        for mut at in [grounds.0, grounds.1] {
            while at != ROOT && !own.contains(&at) {
                own.push(at);
                at = tree.parent(at);
            }
        }
        Self { own, common: tree.lca(grounds.0, grounds.1) }
    }

    /// Whether the line must stay out of the container.
    fn is_foreign(&self, plan: &Plan, container: usize) -> bool {
        container != ROOT && !plan.problem.tree.is_rail(container) && !self.own.contains(&container)
    }

    /// The largest foreign container around `home`, the root for none.
    fn wall(&self, plan: &Plan, home: usize) -> usize {
        let (mut at, mut wall) = (home, ROOT);
        while at != ROOT && !self.own.contains(&at) {
            if !plan.problem.tree.is_rail(at) {
                wall = at;
            }
            at = plan.problem.tree.parent(at);
        }
        wall
    }

    /// The gaps of a row by which one more foreign container that also spans `channel` stands to the left.
    fn walls(&self, plan: &Plan, passed: &Passed, row: usize, channel: usize) -> Walls {
        let runs = passed.runs(row);
        let mut walls = Vec::new();
        let mut next = 0;
        while let Some(&(at, home)) = runs.get(next) {
            next += 1;
            let wall = self.wall(plan, home);
            if wall == ROOT {
                continue;
            }
            if plan.span[wall].0 < channel && channel <= plan.span[wall].1 {
                walls.push(at + 1);
            }
            // Whatever else stands in it is behind the same wall.
            let end = passed.end(plan, wall, row);
            next += runs[next..].partition_point(|&(at, _)| at <= end);
        }
        Walls(walls)
    }
}

/// The gaps of a row, from left to right, by which one more container in the way stands to the left.
#[derive(Clone, Debug, Default)]
struct Walls(Vec<usize>);

impl Walls {
    /// How many stand left of a gap.
    fn left_of(&self, gap: usize) -> usize {
        self.0.partition_point(|&wall| wall <= gap)
    }

    /// The gaps, up to `last`, that have so many to their left.
    fn stretch(&self, count: usize, last: usize) -> Range<usize> {
        let from = count
            .checked_sub(1)
            .map_or(0, |before| self.0.get(before).copied().unwrap_or(last + 1));
        from..self.0.get(count).copied().unwrap_or(last + 1)
    }
}

/// Whether each join of the line can be drawn: pieces in channels by `open`; `flank` counts the lines beside each box.
fn is_legal(
    plan: &Plan,
    (ground, line): (&Ground, usize),
    open: impl Fn((usize, usize), Join) -> bool,
    flank: &mut [i32],
) -> bool {
    let path = &plan.paths[line];
    path.joins.iter().zip(path.stops.windows(2)).all(|(&join, ends)| match join {
        Join::Beside => beside(plan, ground, (ends[0], ends[1], line), flank),
        Join::Flank => true,
        _ => open((ends[0], ends[1]), join),
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
