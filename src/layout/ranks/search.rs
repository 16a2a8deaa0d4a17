//! Rankings that make a better page than the one with the shortest lines.
//!
//! Needs: a [`Frame`]. Gives: [`Shape`]s, the plain one first. Method: re-ranking towards the wanted aspect (Rüegg et
//! al., "Generalized Layerings for Arbitrary and Fixed Drawing Areas", JGAA 2017) as a greedy search: two children of a
//! container that stand beside each other in its widest rank are stacked, or two connected boxes are put side by side;
//! each try is solved by the simplex and priced by an estimate. Cost: tries · simplex, their number on a budget.

use crate::parallel;

use super::super::input::Effort;
use super::super::problem::Terminal;
use super::super::simplex::{self, Arc};
use super::super::tree::ROOT;
use super::estimate::Estimate;
use super::{BUDGET, Frame, Shape, shape, spread_idle};

/// A change of the ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Move {
    /// The first variable above the second.
    Stack(usize, usize),
    /// Two boxes in one rank.
    Tie(usize, usize),
}

/// Most changes of a ranking.
const STEPS: usize = 8;
/// With fewer tries than this the search is not begun.
const FEW: usize = 16;
/// Tries that are worth a thread.
const SHARE: usize = 8;
/// What a try must save to be taken, as a part of the price.
const GAIN: f64 = 0.005;

/// The plain ranking, then better ones, each a step on from the one before.
pub(super) fn run(frame: &Frame) -> Vec<Shape> {
    let effort = match frame.problem.effort {
        Effort::Fast => 20_000,
        Effort::Best => 300_000,
    };
    let tries = effort / (frame.variables.count() + frame.arcs.len());
    let mut search = Search { frame, taken: Vec::new(), tries };
    let mut shapes: Vec<Shape> = search.solve(None).into_iter().collect();
    for _ in 0..STEPS {
        if tries < FEW {
            break;
        }
        let Some(next) = shapes.last().and_then(|shape| search.step(shape)) else { break };
        shapes.push(next);
    }
    shapes
}

struct Search<'a> {
    frame: &'a Frame<'a>,
    taken: Vec<Move>,
    /// How many more moves may be tried.
    tries: usize,
}

impl Search<'_> {
    fn price(&self, shape: &Shape) -> f64 {
        Estimate::new(self.frame.problem, shape).price(self.frame.problem.aspect)
    }

    /// Takes the best move from `shape`, if it saves enough.
    fn step(&mut self, shape: &Shape) -> Option<Shape> {
        let enough = self.price(shape) * (1.0 - GAIN);
        let moves = self.moves(shape);
        let (mut left, mut best): (&[Move], Option<(f64, Move, Shape)>) = (&moves, None);
        while !left.is_empty() && self.tries > 0 {
            let (now, later) = left.split_at(left.len().min(self.tries));
            left = later;
            let tried = parallel::map(now, SHARE, |&next| {
                let shape = self.solve(Some(next))?;
                Some((self.price(&shape), next, shape))
            });
            for one in tried.into_iter().flatten() {
                self.tries -= 1;
                if one.0 < best.as_ref().map_or(enough, |&(least, ..)| least) {
                    best = Some(one);
                }
            }
        }
        let (_, next, shape) = best?;
        self.taken.push(next);
        Some(shape)
    }

    /// The best shape under the moves taken and one more, if they contradict nothing.
    fn solve(&self, more: Option<Move>) -> Option<Shape> {
        let frame = self.frame;
        let count = frame.variables.count();
        let moves: Vec<Move> = self.taken.iter().copied().chain(more).collect();
        let stands_for = representatives(count, &moves);
        let stacked = moves.iter().filter_map(|&next| match next {
            Move::Stack(above, below) => Some(Arc::new(above, below, 1, 0)),
            Move::Tie(..) => None,
        });
        let tied = frame.arcs.iter().copied().chain(stacked).map(|arc| Arc {
            tail: stands_for[arc.tail],
            head: stands_for[arc.head],
            ..arc
        });
        let arcs: Vec<Arc> = tied.filter(|arc| arc.tail != arc.head).collect();
        if !simplex::is_acyclic(count, &arcs) {
            return None;
        }
        let mut value = simplex::solve_units(count, &arcs, BUDGET);
        for variable in 0..count {
            value[variable] = value[stands_for[variable]];
        }
        spread_idle(frame.problem, &mut value);
        Some(shape(frame.problem, &value, &frame.variables))
    }

    fn moves(&self, shape: &Shape) -> Vec<Move> {
        let mut moves = self.ties(shape);
        moves.extend(self.stacks(shape));
        moves
    }

    /// Connected boxes that could stand side by side: those of one container, or of one around the other.
    fn ties(&self, shape: &Shape) -> Vec<Move> {
        let problem = self.frame.problem;
        let mut degree = vec![0; problem.bodies.len()];
        for next in &self.taken {
            if let Move::Tie(a, b) = *next {
                degree[a] += 1;
                degree[b] += 1;
            }
        }
        let mut moves = Vec::new();
        for line in &problem.lines {
            let (Terminal::Node(a), Terminal::Node(b)) = (line.from, line.to) else { continue };
            let (home_a, home_b) = (problem.home[a], problem.home[b]);
            let common = problem.tree.lca(home_a, home_b);
            let near = common == home_a || common == home_b;
            let apart = shape.rank[a] != shape.rank[b];
            let next = Move::Tie(a.min(b), a.max(b));
            if near && apart && degree[a] < 2 && degree[b] < 2 {
                moves.push(next);
            }
        }
        moves.sort_unstable();
        moves.dedup();
        moves
    }

    /// Children of a container that stand beside each other in its widest rank.
    fn stacks(&self, shape: &Shape) -> Vec<Move> {
        let frame = self.frame;
        let widest = Estimate::new(frame.problem, shape).widest;
        let mut children: Vec<Vec<(usize, usize)>> = vec![Vec::new(); frame.problem.tree.len()];
        for container in ROOT + 1..frame.problem.tree.len() {
            let parent = frame.problem.tree.parent(container);
            let (first, last) = shape.span[container];
            if first <= widest[parent] && widest[parent] <= last {
                let ends = (frame.variables.first(container), frame.variables.last(container));
                children[parent].push(ends);
            }
        }
        for (node, &home) in frame.problem.home.iter().enumerate() {
            if shape.rank[node] == widest[home] {
                children[home].push((node, node));
            }
        }
        let mut moves = Vec::new();
        for group in children {
            for &(_, above) in &group {
                for &(below, last) in &group {
                    if above != last {
                        moves.push(Move::Stack(above, below));
                    }
                }
            }
        }
        moves
    }
}

/// For each variable the one that has its value: tied boxes share one.
fn representatives(count: usize, moves: &[Move]) -> Vec<usize> {
    let mut stands_for: Vec<usize> = (0..count).collect();
    for &next in moves {
        let Move::Tie(a, b) = next else { continue };
        let (from, to) = (stands_for[b], stands_for[a]);
        for other in &mut stands_for {
            if *other == from {
                *other = to;
            }
        }
    }
    stands_for
}

#[cfg(test)]
mod tests {
    use super::super::{Ranked, several};
    use crate::geometry::{Rect, Size};
    use crate::layout::problem::Problem;
    use crate::layout::{Edge, Effort, End, Group, Input, Node, Place};

    /// One box that leads to `count` groups of two boxes each.
    fn fan(count: u32) -> Input {
        let size = Size::new(130.0, 60.0);
        let core = Rect::new(0.0, 0.0, 130.0, 60.0);
        let node = |parent| Node { size, core, foot: 0.0, marks: 0.0, parent, place: Place::Free };
        let mut input = Input { nodes: vec![node(None)], ..Input::default() };
        for group in 0..count {
            let first = 1 + 2 * group;
            input.groups.push(Group { parent: None, title: Size::new(80.0, 20.0) });
            input.nodes.extend([node(Some(group)), node(Some(group))]);
            for (from, to) in [(0, first), (first, first + 1)] {
                let (from, to) = (End::Node(from), End::Node(to));
                input.edges.push(Edge::plain(from, to));
            }
        }
        input
    }

    fn ranked(input: &Input) -> Vec<Ranked> {
        several(Problem::new(input))
    }

    #[test]
    fn the_plain_ranking_comes_first() {
        let plain = &ranked(&fan(9))[0];
        assert_eq!(plain.ranks, 3);
    }

    #[test]
    fn a_wide_row_of_groups_is_stacked() {
        let all = ranked(&fan(9));
        assert!(all.iter().any(|ranked| ranked.ranks > 3), "{}", all.len());
        assert!(all.iter().all(Ranked::verify));
    }

    #[test]
    fn a_long_chain_is_laid_on_its_side() {
        let mut input = fan(0);
        for at in 0..12 {
            input.nodes.push(input.nodes[0]);
            let (from, to) = (End::Node(at), End::Node(at + 1));
            input.edges.push(Edge::plain(from, to));
        }
        let all = ranked(&input);
        let last = all.last().map_or(0, |ranked| ranked.ranks);
        assert!(last < 11, "{last}");
    }

    #[test]
    fn more_effort_tries_more() {
        let mut input = fan(14);
        let fast = ranked(&input).len();
        input.options.effort = Effort::Best;
        assert!(ranked(&input).len() >= fast);
    }
}
