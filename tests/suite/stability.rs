//! How little a drawing changes when a blueprint does: by one component or connection, or by the order of its lines.

#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::print_stdout,
    reason = "tests may fail loudly, and their numbers are small"
)]

use crate::draw::{blueprints, checked, views};
use cyanotype::geometry::{Point, Rect};
use cyanotype::layout::{self, Drawing, End, Input, Score};
use cyanotype::scene::{Options, Plan};

/// The drawing problems of every reference blueprint, in the two views that show all components.
fn problems() -> Vec<(String, Input)> {
    let mut out = Vec::new();
    for (name, text) in blueprints() {
        let (model, _) = checked(&name, &text);
        for (words, view) in views(&model) {
            if ["layers", "deployment"].contains(&words.as_str()) {
                let options = Options { view, ..Options::default() };
                out.push((format!("{name} {words}"), Plan::new(&model, &options).input));
            }
        }
    }
    out
}

/// `input` without its component `gone` and that one's connections.
fn without_node(input: &Input, gone: u32) -> Input {
    let mut less = input.clone();
    less.nodes.remove(gone as usize);
    less.edges.retain(|edge| edge.from != End::Node(gone) && edge.to != End::Node(gone));
    for edge in &mut less.edges {
        for end in [&mut edge.from, &mut edge.to] {
            if let End::Node(node) = end {
                *node -= u32::from(*node > gone);
            }
        }
    }
    less
}

/// `input` without one of its connections.
fn without_edge(input: &Input, gone: usize) -> Input {
    let mut less = input.clone();
    less.edges.remove(gone);
    less
}

/// What one change did.
struct Change {
    /// How far each component moved, as shares of the picture's diagonal.
    moves: Vec<f64>,
    /// Pairs of a component and one of its four nearest, and how many of them still stand to the same side.
    pairs: usize,
    kept: usize,
}

fn length(x: f64, y: f64) -> f64 {
    (x * x + y * y).sqrt()
}

fn middle(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Compares the places of the components that two drawings share, after the shift that fits best.
fn compare(diagonal: f64, pairs: &[(Point, Point)]) -> Change {
    let mut across: Vec<f64> = pairs.iter().map(|(one, other)| other.x - one.x).collect();
    let mut down: Vec<f64> = pairs.iter().map(|(one, other)| other.y - one.y).collect();
    let (dx, dy) = (middle(&mut across), middle(&mut down));
    let far = |one: Point, other: Point| length(one.x - other.x, one.y - other.y);
    let moved = |(one, other): &(Point, Point)| {
        far(*one, Point::new(other.x - dx, other.y - dy)) / diagonal
    };
    let mut change = Change { moves: pairs.iter().map(moved).collect(), pairs: 0, kept: 0 };
    let side = |from: Point, to: Point| {
        let (x, y) = (to.x - from.x, to.y - from.y);
        if x.abs() > y.abs() { (x.signum() as i32, 0) } else { (0, y.signum() as i32) }
    };
    for (at, (one, other)) in pairs.iter().enumerate() {
        let mut near: Vec<usize> = (0..pairs.len()).filter(|&next| next != at).collect();
        near.sort_by(|&a, &b| far(*one, pairs[a].0).total_cmp(&far(*one, pairs[b].0)));
        for &next in near.iter().take(4) {
            change.pairs += 1;
            change.kept += usize::from(side(*one, pairs[next].0) == side(*other, pairs[next].1));
        }
    }
    change
}

fn centers(drawing: &Drawing) -> Vec<Point> {
    drawing.nodes.iter().map(Rect::center).collect()
}

/// Figures over many changes.
#[derive(Default)]
struct Sum {
    moves: Vec<f64>,
    pairs: usize,
    kept: usize,
    changes: usize,
}

impl Sum {
    fn add(&mut self, change: Change) {
        self.moves.extend(change.moves);
        self.pairs += change.pairs;
        self.kept += change.kept;
        self.changes += 1;
    }
    /// Median and 95th percentile of the moves, and the share of neighbours that kept their side.
    fn figures(&mut self) -> (f64, f64, f64) {
        self.moves.sort_by(f64::total_cmp);
        let at = |share: usize| self.moves[(self.moves.len() - 1) * share / 100];
        (at(50), at(95), self.kept as f64 / self.pairs as f64)
    }
}

/// Takes every `step`th component and connection of every problem away, one at a time.
fn measure(step: usize, wanted: &str) -> [Sum; 2] {
    let mut sums = [Sum::default(), Sum::default()];
    for (at, (_, input)) in problems().iter().filter(|(name, _)| name.ends_with(wanted)).enumerate()
    {
        let before = layout::run(input);
        let diagonal = length(before.size.w, before.size.h);
        let old = centers(&before);
        for gone in (at % step..input.nodes.len()).step_by(step) {
            let new = centers(&layout::run(&without_node(input, gone as u32)));
            let rest = old.iter().enumerate().filter(|&(node, _)| node != gone);
            let pairs: Vec<_> = rest.map(|(_, &point)| point).zip(new).collect();
            sums[0].add(compare(diagonal, &pairs));
        }
        for gone in (at % step..input.edges.len()).step_by(step) {
            let new = centers(&layout::run(&without_edge(input, gone)));
            let pairs: Vec<_> = old.iter().copied().zip(new).collect();
            sums[1].add(compare(diagonal, &pairs));
        }
    }
    sums
}

fn told(sums: &mut [Sum; 2], view: &str) -> String {
    let mut out = String::new();
    for (sum, what) in sums.iter_mut().zip(["component", "connection"]) {
        let (median, most, kept) = sum.figures();
        out.push_str(&format!(
            "{view}, one {what} ({} changes): median {:.1} %, 95th percentile {:.1} %, neighbours {:.1} %\n",
            sum.changes,
            100.0 * median,
            100.0 * most,
            100.0 * kept
        ));
    }
    out
}

/// In the deployment view a group may change places with its neighbour, and all that it holds with it.
#[test]
fn a_small_change_moves_little() {
    for (view, far, together) in [("layers", 0.06, 0.75), ("deployment", 0.15, 0.5)] {
        let mut sums = measure(19, view);
        let words = told(&mut sums, view);
        for sum in &mut sums {
            let (median, _, kept) = sum.figures();
            assert!(median < far && kept > together, "{words}");
        }
    }
}

#[test]
#[ignore = "prints the figures of docs/layout-comparison.md: minutes without optimisation"]
fn every_small_change() {
    for view in ["layers", "deployment"] {
        print!("{}", told(&mut measure(1, view), view));
    }
}

/// The same problem with components, boundaries' members and connections in another order.
fn shuffled(input: &Input, seed: u64) -> Input {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % limit.max(1)
    };
    let mut places: Vec<usize> = (0..input.nodes.len()).collect();
    for at in (1..places.len()).rev() {
        places.swap(at, below(at + 1));
    }
    let mut other = input.clone();
    let mut new = vec![0; places.len()];
    for (at, &old) in places.iter().enumerate() {
        other.nodes[at] = input.nodes[old];
        new[old] = at as u32;
    }
    for edge in &mut other.edges {
        for end in [&mut edge.from, &mut edge.to] {
            if let End::Node(node) = end {
                *node = new[*node as usize];
            }
        }
    }
    for at in (1..other.edges.len()).rev() {
        other.edges.swap(at, below(at + 1));
    }
    other
}

/// Crossings, length of lines and area of all problems in `orders` other orders, as ratios to the order of the file.
fn orders(step: usize, orders: u64) -> [f64; 3] {
    let (mut own, mut others) = ([0.0; 3], [0.0; 3]);
    for (_, input) in problems().iter().step_by(step) {
        let figures = |input: &Input| {
            let score = Score::new(&layout::run(input));
            [f64::from(score.crossings), score.length, score.width * score.height]
        };
        let first = figures(input);
        for seed in 1..=orders {
            let next = figures(&shuffled(input, seed));
            for at in 0..3 {
                own[at] += first[at];
                others[at] += next[at];
            }
        }
    }
    [0, 1, 2].map(|at| others[at] / own[at])
}

#[test]
fn the_order_of_the_file_does_not_change_the_quality() {
    let ratios = orders(5, 2);
    assert!(ratios[0] < 1.25 && ratios[1] < 1.08 && ratios[2] < 1.08, "{ratios:?}");
}

#[test]
#[ignore = "prints the figures of docs/layout-comparison.md: minutes without optimisation"]
fn every_order() {
    println!("other orders of the file: crossings, length, area × {:?}", orders(1, 5));
}
