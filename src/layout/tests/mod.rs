//! Drawings of samples and of random inputs, held against the contract.
#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "tests may fail loudly, and their numbers are small"
)]

pub(super) mod random;
pub(super) mod samples;
pub(super) mod svg;

use super::{Drawing, Edge, End, Input, Node, Place, Violation, run, verify};
use crate::geometry::{Rect, Size};

fn check(name: &str, input: &Input) -> Vec<Violation> {
    let drawing = run(input);
    svg::write(name, input, &drawing);
    verify(input, &drawing)
}

#[test]
fn samples_are_clean() {
    for (name, input) in samples::all() {
        let found = check(name, &input);
        assert!(found.is_empty(), "{name}: {found:?}");
    }
}

/// Draws `make(seed, size)` for every seed; no drawing may break the contract or panic.
fn sweep(
    kind: &str,
    make: fn(u64, usize) -> Input,
    seeds: std::ops::Range<u64>,
    size: fn(u64) -> usize,
) {
    let mut bad = Vec::new();
    for seed in seeds {
        let input = make(seed, size(seed));
        let drawn = std::panic::catch_unwind(|| check(&format!("{kind}{seed}"), &input));
        match drawn {
            Ok(found) if found.is_empty() => {}
            Ok(found) => bad.push(format!("{kind}{seed}: {found:?}")),
            Err(_) => bad.push(format!("{kind}{seed}: panic")),
        }
    }
    assert!(bad.is_empty(), "{} bad:\n{}", bad.len(), bad.join("\n"));
}

/// How many random inputs of each kind are drawn: `CYANOTYPE_LAYOUT_SEEDS`, or a thousand.
#[allow(clippy::disallowed_methods, reason = "a test draws more only when asked to")]
fn seeds() -> std::ops::Range<u64> {
    let wanted = std::env::var("CYANOTYPE_LAYOUT_SEEDS").ok();
    0..wanted.and_then(|count| count.parse().ok()).unwrap_or(1000)
}

#[test]
fn random_free_drawings_are_clean() {
    sweep("free", random::free, seeds(), small);
}

#[test]
fn random_drawings_with_bundles_are_clean() {
    sweep("bundled", random::bundled, seeds(), small);
}

#[test]
fn random_banded_drawings_are_clean() {
    sweep("banded", random::banded, seeds(), small);
}

#[test]
fn texts_keep_off_rails_without_a_title() {
    // Ways round over the top, whose texts once stood on the border of a rail.
    sweep("banded", random::banded, 5877..5878, small);
    sweep("bundled", random::bundled, 7117..7118, small);
}

/// Mostly few boxes, where odd cases are dense; every twelfth input has up to 25.
fn small(seed: u64) -> usize {
    let spread = if seed.is_multiple_of(12) { 23 } else { 8 };
    2 + (seed as usize * 7) % spread
}

#[test]
#[ignore = "takes minutes without optimisation"]
fn large_random_drawings_are_clean() {
    sweep("free", random::free, 5000..5120, |seed| 30 + seed as usize % 50);
    sweep("banded", random::banded, 5000..5120, |seed| 30 + seed as usize % 50);
}

#[test]
fn the_same_input_gives_the_same_drawing() {
    for (_, input) in samples::all() {
        assert_eq!(run(&input), run(&input));
    }
}

/// The smallest group around both ends of a line between boxes.
fn common_group(input: &Input, edge: &Edge) -> Option<u32> {
    let around = |end: End| {
        let first = match end {
            End::Node(node) => input.nodes[node as usize].parent,
            End::Group(_) => None,
        };
        std::iter::successors(first, |&group| input.groups[group as usize].parent)
    };
    around(edge.from).find(|&group| around(edge.to).any(|other| other == group))
}

#[test]
fn ways_round_stay_in_the_smallest_group_around_both_ends() {
    let input = samples::rag(false);
    let drawing = run(&input);
    for (line, edge) in input.edges.iter().enumerate() {
        let Some(group) = common_group(&input, edge) else { continue };
        let ground = drawing.groups[group as usize].grown(0.1);
        let points = &drawing.routes[line].points;
        let inside = |x: f64, y: f64| ground.contains(&Rect::new(x, y, 0.0, 0.0));
        assert!(points.iter().all(|point| inside(point.x, point.y)), "{line}: {points:?}");
    }
}

/// How far boxes move when `change` is made, as shares of the drawing's diagonal: the mean over all boxes that both
/// drawings have, each seen from the middle of its drawing.
fn moved(input: &Input, change: fn(&mut Input)) -> f64 {
    let before = run(input);
    let mut more = input.clone();
    change(&mut more);
    let after = run(&more);
    let middle = |drawing: &Drawing| (drawing.size.w / 2.0, drawing.size.h / 2.0);
    let (one, other) = (middle(&before), middle(&after));
    let far = before.nodes.iter().zip(&after.nodes).map(|(a, b)| {
        let (a, b) = (a.center(), b.center());
        ((a.x - one.0) - (b.x - other.0)).abs() + ((a.y - one.1) - (b.y - other.1)).abs()
    });
    let sum: f64 = far.sum();
    sum / before.nodes.len().max(1) as f64 / (before.size.w + before.size.h)
}

#[test]
fn one_more_part_moves_the_others_little() {
    let add_box = |input: &mut Input| {
        let node = Node { parent: None, ..input.nodes[0] };
        input.nodes.push(node);
        let new = End::Node(input.nodes.len() as u32 - 1);
        let edge = Edge::plain(End::Node(0), new);
        input.edges.push(edge);
    };
    let add_line = |input: &mut Input| {
        let last = input.nodes.len() as u32 - 1;
        input.edges.push(Edge::plain(End::Node(0), End::Node(last)));
    };
    let mut told = Vec::new();
    let (mut sum, mut count) = (0.0, 0.0);
    for (name, input) in samples::all() {
        if input.nodes.len() < 4 {
            continue;
        }
        for (what, change) in [("box", add_box as fn(&mut Input)), ("line", add_line)] {
            let far = moved(&input, change);
            told.push(format!("{name}: one more {what} moves the others by {far:.3}"));
            (sum, count) = (sum + far, count + 1.0);
        }
    }
    assert!(sum / count < 0.15, "{}", told.join("\n"));
}

/// Whether the contract notices what `spoil` does to a good drawing.
fn notices(spoil: fn(&mut Drawing), wanted: fn(&Violation) -> bool) -> bool {
    let input = samples::support();
    let mut drawing = run(&input);
    spoil(&mut drawing);
    verify(&input, &drawing).iter().any(wanted)
}

#[test]
fn the_contract_notices_each_fault() {
    use Violation as V;
    assert!(notices(|d| d.nodes[1] = d.nodes[2], |v| matches!(v, V::NodesOverlap(1, 2))));
    assert!(notices(|d| d.nodes[0].y += 90.0, |v| matches!(v, V::OutsideParent(0))));
    assert!(notices(|d| d.routes[0].points[0].x = f64::NAN, |v| *v == V::OutsidePicture));
    assert!(notices(|d| d.routes[0].points[0].x += 9.0, |v| matches!(v, V::Slanted(0))));
    assert!(notices(|d| d.routes[1].points.truncate(1), |v| matches!(v, V::LooseEnd(1))));
    assert!(notices(|d| d.routes[1].label = None, |v| matches!(v, V::NoLabel(1))));
    assert!(notices(
        |d| d.routes[1].label = Some(d.nodes[7]),
        |v| matches!(v, V::LabelOnNode(1, 7))
    ));
    assert!(notices(
        |d| d.routes[1].label = d.routes[3].label,
        |v| matches!(v, V::LabelOnLabel(1, 3) | V::LabelOnLine(1, 3))
    ));
    assert!(notices(
        |d| d.routes[0].points = d.routes[7].points.clone(),
        |v| matches!(v, V::LinesOverlap(0, 7))
    ));
    let through = |d: &mut Drawing| {
        let y = d.nodes[1].center().y;
        for point in &mut d.routes[3].points {
            point.y = y;
        }
    };
    assert!(notices(through, |v| matches!(v, V::LineThroughNode(3, _))));
}

#[test]
fn independent_parts_do_not_make_one_long_row() {
    let mut input = Input::default();
    for _ in 0..24 {
        let (w, h) = (130.0, 92.0);
        let core = Rect::new(41.0, 0.0, 48.0, 48.0);
        let size = Size::new(w, h);
        input.nodes.push(Node {
            size,
            core,
            foot: 0.0,
            marks: 0.0,
            parent: None,
            place: Place::Free,
        });
    }
    let size = run(&input).size;
    let aspect = size.w / size.h;
    assert!((1.0..2.4).contains(&aspect), "{aspect}");
    assert_eq!(check("parts", &input), []);
}
