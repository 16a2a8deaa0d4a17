//! What a page will measure, judged by a ranking alone.
//!
//! Needs: a problem and a [`Shape`]. Gives: width, height and length of all lines, roughly. Method: in each rank a
//! container is as wide as its boxes and the containers in it beside each other; lines between children of a container
//! that stand beside each other run across half of both, others across a part of the container. Cost: O(size).

use super::super::problem::{Problem, Terminal};
use super::super::tree::ROOT;
use super::Shape;

/// Rough figures of a drawing.
pub(super) struct Estimate {
    width: f64,
    height: f64,
    length: f64,
    bends: f64,
    /// The widest rank of each container.
    pub(super) widest: Vec<usize>,
}

/// Sums by container and rank.
struct Rows {
    start: Vec<usize>,
    first: Vec<usize>,
    boxes: Vec<f64>,
    texts: Vec<f64>,
}

impl Rows {
    fn new(shape: &Shape) -> Self {
        let mut start = Vec::with_capacity(shape.span.len());
        let mut next = 0;
        for &(first, last) in &shape.span {
            start.push(next);
            next += last + 1 - first;
        }
        let first = shape.span.iter().map(|&(first, _)| first).collect();
        Self { start, first, boxes: vec![0.0; next], texts: vec![0.0; next] }
    }
    fn at(&self, container: usize, rank: usize) -> usize {
        self.start[container] + rank - self.first[container]
    }
}

impl Estimate {
    pub(super) fn new(problem: &Problem, shape: &Shape) -> Self {
        let mut rows = Rows::new(shape);
        let mut estimate = Self {
            width: 0.0,
            height: 0.0,
            length: 0.0,
            bends: 0.0,
            widest: vec![0; shape.span.len()],
        };
        let tops = estimate.heights(problem, shape);
        fill(problem, shape, &mut rows);
        let widths = estimate.widths(problem, shape, &mut rows);
        estimate.width = widths[ROOT];
        estimate.lengths(problem, shape, (&tops, &widths));
        estimate
    }

    /// One number in pixels of line, as for a finished drawing.
    pub(super) fn price(&self, aspect: f64) -> f64 {
        let ratio = self.width.max(1.0) / self.height.max(1.0) / aspect;
        let off = if ratio > 1.0 { ratio } else { 1.0 / ratio };
        let page = self.width.max(self.height * aspect);
        self.length + 2.0 * page + 100.0 * (off - 1.0) + 30.0 * self.bends
    }

    /// The top of each rank.
    fn heights(&mut self, problem: &Problem, shape: &Shape) -> Vec<f64> {
        let mut boxes = vec![0; shape.ranks];
        for (node, body) in problem.bodies.iter().enumerate() {
            let rank = shape.rank[node];
            boxes[rank] = boxes[rank].max(body.up + body.down);
        }
        let mut lines = vec![(0, 0); shape.ranks + 1];
        for line in &problem.lines {
            if let Some((upper, lower)) = ranks(shape, (line.from, line.to))
                && upper < lower
            {
                let gap = &mut lines[upper + 1];
                *gap = (gap.0 + 1, gap.1.max(line.label.1));
            }
        }
        let mut titles = vec![0; shape.ranks + 1];
        for (container, &(first, last)) in shape.span.iter().enumerate().skip(1) {
            titles[first] += problem.title[container].1.max(6) + problem.air.pad;
            titles[last + 1] += problem.air.pad;
        }
        let mut tops = vec![0.0];
        for rank in 0..shape.ranks {
            let (count, label) = lines[rank];
            let bars = problem.air.line * i32::min(count / 3, 4);
            let gap = problem.air.arrow + problem.air.start + label + bars + titles[rank].min(70);
            self.height += f64::from(gap + boxes[rank]);
            tops.push(self.height);
        }
        tops
    }

    /// The width of each container.
    fn widths(&mut self, problem: &Problem, shape: &Shape, rows: &mut Rows) -> Vec<f64> {
        let mut widths = vec![0.0; shape.span.len()];
        let air = f64::from(problem.air.outside);
        for container in problem.tree.inside_out() {
            let (first, last) = shape.span[container];
            let mut most = f64::from(problem.title[container].0);
            self.widest[container] = first;
            for rank in first..=last {
                let at = rows.at(container, rank);
                let width = rows.boxes[at].max(rows.texts[at]);
                if width > most {
                    most = width;
                    self.widest[container] = rank;
                }
            }
            widths[container] = most + 2.0 * f64::from(problem.air.pad);
            if container != ROOT {
                let parent = problem.tree.parent(container);
                for rank in first..=last {
                    let at = rows.at(parent, rank);
                    rows.boxes[at] += widths[container] + air;
                    rows.texts[at] += widths[container] + air;
                }
            }
        }
        widths
    }

    fn lengths(&mut self, problem: &Problem, shape: &Shape, (tops, widths): (&[f64], &[f64])) {
        for line in &problem.lines {
            let Some((upper, lower)) = ranks(shape, (line.from, line.to)) else { continue };
            self.length += tops[lower] - tops[upper];
            let (Terminal::Node(a), Terminal::Node(b)) = (line.from, line.to) else { continue };
            if upper == lower {
                self.length += f64::from(line.label.0 + problem.air.arrow + problem.air.node);
                continue;
            }
            let common = problem.tree.lca(problem.home[a], problem.home[b]);
            let [one, other] = [a, b].map(|node| child(problem, shape, (common, node), widths));
            let beside = one.1.0 <= other.1.1 && other.1.0 <= one.1.1;
            let across = if beside { f64::midpoint(one.0, other.0) } else { 0.0 };
            self.length += across + 0.12 * widths[common];
            self.bends += 2.0;
        }
    }
}

/// Width and ranks of the child of `common` that a box is or lies in.
fn child(
    problem: &Problem,
    shape: &Shape,
    (common, node): (usize, usize),
    widths: &[f64],
) -> (f64, (usize, usize)) {
    let home = problem.home[node];
    if home == common {
        let body = &problem.bodies[node];
        return (f64::from(body.lo + body.hi), (shape.rank[node], shape.rank[node]));
    }
    let at = problem.tree.ancestor(home, problem.tree.depth(common) + 1);
    (widths[at], shape.span[at])
}

/// The ranks of a line's ends, the upper one first.
fn ranks(shape: &Shape, (from, to): (Terminal, Terminal)) -> Option<(usize, usize)> {
    let reach = |end| match end {
        Terminal::Node(node) => (shape.rank[node], shape.rank[node]),
        Terminal::Border(container) => shape.span[container],
    };
    let (a, b) = (reach(from), reach(to));
    match () {
        () if a.1 <= b.0 => Some((a.1, b.0)),
        () if b.1 <= a.0 => Some((b.1, a.0)),
        () => None,
    }
}

/// Boxes, passing lines and labels into the rows of their containers.
fn fill(problem: &Problem, shape: &Shape, rows: &mut Rows) {
    let node_gap = problem.air.node;
    for (node, body) in problem.bodies.iter().enumerate() {
        let at = rows.at(problem.home[node], shape.rank[node]);
        rows.boxes[at] += f64::from(body.lo + body.hi + node_gap);
    }
    let pitch = f64::from(problem.air.line);
    for (id, line) in problem.lines.iter().enumerate() {
        let Some((upper, lower)) = ranks(shape, (line.from, line.to)) else { continue };
        let grounds = problem.ground(id);
        let common = problem.tree.lca(grounds.0, grounds.1);
        let (first, last) = shape.span[common];
        if upper == lower && first <= upper && upper <= last {
            let at = rows.at(common, upper);
            rows.boxes[at] += f64::from((line.label.0 + problem.air.arrow).max(0));
            continue;
        }
        for rank in (upper + 1).max(first)..=lower.min(last) {
            let at = rows.at(common, rank);
            rows.texts[at] +=
                if rank == upper + 1 { f64::from(line.label.0) + pitch } else { pitch };
            if rank < lower {
                rows.boxes[at] += pitch;
            }
        }
    }
}
