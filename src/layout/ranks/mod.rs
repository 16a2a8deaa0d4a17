//! Phase 2: the rank (row) of every box.
//!
//! Needs: [`Problem`]. Gives: [`Ranked`]: a rank per box and a span of ranks per container, none empty.
//! Method: network simplex (Gansner et al. 1993) with a first and last rank per group as variables, so that groups
//! stay short; connections to a border join in when they close no cycle. Bands: see `bands`.
//! Cost: that of the simplex on V + groups variables.

mod estimate;
mod search;

use super::bands;
use super::cycles;
use super::problem::{Problem, Terminal};
use super::simplex::Arc;
use super::tree::ROOT;

/// Steps of the simplex: enough to finish some thousand boxes; beyond, it begins within a thousandth of the optimum.
const BUDGET: usize = 400_000;

/// Boxes with ranks.
#[derive(Clone, Debug)]
pub(super) struct Ranked {
    pub(super) problem: Problem,
    /// Rank of each box.
    pub(super) rank: Vec<usize>,
    /// First and last rank of each container.
    pub(super) span: Vec<(usize, usize)>,
    /// How many ranks there are.
    pub(super) ranks: usize,
    /// First and last rank of each band.
    pub(super) band_span: Vec<(usize, usize)>,
}

/// Ranks the boxes of `problem`.
fn banded(problem: Problem) -> Ranked {
    let ranked = bands::run(problem);
    debug_assert!(ranked.verify(), "a box outside the ranks of its container");
    ranked
}

impl Ranked {
    /// Every box within the ranks of all its containers.
    pub(super) fn verify(&self) -> bool {
        self.rank.iter().enumerate().all(|(node, &rank)| {
            let (first, last) = self.span[self.problem.home[node]];
            first <= rank && rank <= last && rank < self.ranks
        })
    }
}

/// Variables of the ranking: boxes, then a first and a last rank per container.
struct Variables {
    boxes: usize,
    containers: usize,
}

impl Variables {
    fn first(&self, container: usize) -> usize {
        self.boxes + container
    }
    fn last(&self, container: usize) -> usize {
        self.boxes + self.containers + container
    }
    fn count(&self) -> usize {
        self.boxes + 2 * self.containers
    }
}

/// Ranks the boxes of `problem` in the ways that promise good drawings, the one with the least sum of ranks passed first.
pub(super) fn several(problem: Problem) -> Vec<Ranked> {
    if problem.is_banded() {
        return vec![banded(problem)];
    }
    let frame = Frame::new(&problem);
    let shapes = search::run(&frame);
    let ranked = shapes.into_iter().map(|shape| Ranked {
        problem: problem.clone(),
        rank: shape.rank,
        span: shape.span,
        ranks: shape.ranks,
        band_span: Vec::new(),
    });
    ranked.collect()
}

/// Ranks without holes and the spans of the containers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Shape {
    rank: Vec<usize>,
    span: Vec<(usize, usize)>,
    ranks: usize,
}

/// What every ranking of a problem must keep to.
struct Frame<'a> {
    problem: &'a Problem,
    variables: Variables,
    arcs: Vec<Arc>,
}

impl<'a> Frame<'a> {
    fn new(problem: &'a Problem) -> Self {
        let variables = Variables { boxes: problem.bodies.len(), containers: problem.tree.len() };
        let mut arcs = frame(problem, &variables);
        flow(problem, &mut arcs);
        borders(problem, &variables, &mut arcs);
        Self { problem, variables, arcs }
    }
}

fn index(value: i32) -> usize {
    usize::try_from(value).unwrap_or(0)
}

/// Containers around what they hold.
fn frame(problem: &Problem, variables: &Variables) -> Vec<Arc> {
    let mut arcs = Vec::new();
    for container in 0..variables.containers {
        let (first, last) = (variables.first(container), variables.last(container));
        arcs.push(Arc::new(first, last, 0, i32::from(container != ROOT)));
        if container != ROOT {
            let parent = problem.tree.parent(container);
            arcs.push(Arc::new(variables.first(parent), first, 0, 0));
            arcs.push(Arc::new(last, variables.last(parent), 0, 0));
        }
    }
    for (node, &home) in problem.home.iter().enumerate() {
        arcs.push(Arc::new(variables.first(home), node, 0, 0));
        arcs.push(Arc::new(node, variables.last(home), 0, 0));
    }
    arcs
}

/// Connections between boxes, those against the flow turned round.
fn flow(problem: &Problem, arcs: &mut Vec<Arc>) {
    let pairs: Vec<(usize, usize)> = problem
        .lines
        .iter()
        .filter_map(|line| match (line.from, line.to) {
            (Terminal::Node(from), Terminal::Node(to)) if from != to => Some((from, to)),
            _ => None,
        })
        .collect();
    let turned = cycles::run(problem.bodies.len(), &pairs);
    for (&(from, to), turned) in pairs.iter().zip(turned) {
        let (tail, head) = if turned { (to, from) } else { (from, to) };
        arcs.push(Arc::new(tail, head, 1, 2));
    }
}

/// Connections that end at a border from outside, when they close no cycle.
fn borders(problem: &Problem, variables: &Variables, arcs: &mut Vec<Arc>) {
    for (id, line) in problem.lines.iter().enumerate() {
        let (from_ground, to_ground) = problem.ground(id);
        let tail = match line.from {
            Terminal::Node(node) => node,
            Terminal::Border(at) if from_ground != at => variables.last(at),
            Terminal::Border(_) => continue,
        };
        let head = match line.to {
            Terminal::Node(node) => node,
            Terminal::Border(at) if to_ground != at => variables.first(at),
            Terminal::Border(_) => continue,
        };
        let both_boxes = tail < variables.boxes && head < variables.boxes;
        if both_boxes || tail == head || reaches(variables.count(), arcs, head, tail) {
            continue;
        }
        arcs.push(Arc::new(tail, head, 1, 2));
    }
}

fn reaches(count: usize, arcs: &[Arc], start: usize, goal: usize) -> bool {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); count];
    for arc in arcs {
        out[arc.tail].push(arc.head);
    }
    let mut seen = vec![false; count];
    let mut stack = vec![start];
    while let Some(at) = stack.pop() {
        if at == goal {
            return true;
        }
        if !std::mem::replace(&mut seen[at], true) {
            stack.extend(&out[at]);
        }
    }
    false
}

/// Boxes without a connection stand in a block instead of one long row.
fn spread_idle(problem: &Problem, value: &mut [i32]) {
    let mut busy = vec![false; problem.bodies.len()];
    for line in &problem.lines {
        for end in [line.from, line.to] {
            if let Terminal::Node(node) = end {
                busy[node] = true;
            }
        }
    }
    let mut idle: Vec<Vec<usize>> = vec![Vec::new(); problem.tree.len()];
    for (node, &home) in problem.home.iter().enumerate() {
        if !busy[node] {
            idle[home].push(node);
        }
    }
    for nodes in idle {
        let wanted = nodes.len() * 3 / 2;
        let columns = (1..=wanted).find(|columns| columns * columns >= wanted).unwrap_or(1);
        let first = nodes.iter().map(|&node| value[node]).min().unwrap_or(0);
        for (rank, row) in (first..).zip(nodes.chunks(columns.max(1))) {
            for &node in row {
                value[node] = rank;
            }
        }
    }
}

/// Ranks without holes, spans from what the containers hold.
fn shape(problem: &Problem, value: &[i32], variables: &Variables) -> Shape {
    let rank: Vec<usize> = value[..variables.boxes].iter().map(|&rank| index(rank)).collect();
    let mut span = vec![(usize::MAX, 0); problem.tree.len()];
    for (node, &rank) in rank.iter().enumerate() {
        let home = problem.home[node];
        span[home] = (span[home].0.min(rank), span[home].1.max(rank));
    }
    for container in problem.tree.inside_out() {
        if span[container].0 == usize::MAX {
            let at = index(value[variables.first(container)]);
            span[container] = (at, at);
        }
        let parent = problem.tree.parent(container);
        let (first, last) = span[container];
        span[parent] = (span[parent].0.min(first), span[parent].1.max(last));
    }
    let mut used = vec![false; span[ROOT].1 + 1];
    for &rank in &rank {
        used[rank] = true;
    }
    for &(first, _) in &span {
        used[first] = true;
    }
    let mut dense = vec![0; used.len()];
    let mut ranks = 0;
    for (rank, used) in used.into_iter().enumerate() {
        dense[rank] = ranks;
        ranks += usize::from(used);
    }
    let span = span.iter().map(|&(first, last)| (dense[first], dense[last])).collect();
    let rank = rank.iter().map(|&rank| dense[rank]).collect();
    Shape { rank, span, ranks }
}
