//! How long a drawing takes, as a whole and up to each phase: `cargo bench --bench layout`.

use cyanotype::geometry::{Rect, Size};
use cyanotype::layout::stages::{STAGES, Stage, run_to};
use cyanotype::layout::{self, Edge, Effort, End, Group, Input, Node, Options, Place};
use divan::Bencher;
use divan::counter::ItemsCount;

const SIZES: [u32; 4] = [25, 100, 1_000, 10_000];

fn main() {
    divan::main();
}

/// A xorshift generator (Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from((self.0 >> 32) % u64::from(limit.max(1))).unwrap_or(0)
    }
}

/// A graph in rows of a square: each box has one connection from the row above it, and four more for ten boxes, most
/// of them to the next row.
fn flat(count: u32) -> Input {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let wide = count.isqrt().max(1);
    let size = Size::new(110.0, 44.0);
    let core = Rect::new(0.0, 0.0, size.w, size.h);
    let node = Node { size, core, foot: 0.0, marks: 0.0, parent: None, place: Place::Free };
    let mut edges = Vec::new();
    let mut join = |from: u32, to: u32| {
        let (label, badge) = (Size::default(), Size::default());
        edges.push(Edge { from: End::Node(from), to: End::Node(to), label, badge, bundle: None });
    };
    for to in wide..count {
        let row = to / wide - 1;
        let column = (to % wide + random.below(5)).saturating_sub(2).min(wide - 1);
        join(row * wide + column, to);
    }
    for _ in 0..count * 4 / 10 {
        let from = random.below(count);
        let down = if random.below(100) < 85 { 1 } else { 2 + random.below(2) };
        let column = (from % wide + random.below(5)).saturating_sub(2).min(wide - 1);
        let to = (from / wide + down) * wide + column;
        if to < count {
            join(from, to);
        }
    }
    Input { nodes: vec![node; count as usize], edges, ..Input::default() }
}

/// The same in boundaries of 3 × 3, 6 × 6 and 12 × 12 boxes.
fn nested(count: u32) -> Input {
    let mut input = flat(count);
    let wide = count.isqrt().max(1);
    let mut known: Vec<(u32, u32, u32)> = Vec::new();
    for at in 0..count {
        let mut parent = None;
        for side in [12, 6, 3] {
            let key = (side, at / wide / side, at % wide / side);
            let group = known.iter().position(|other| *other == key).unwrap_or_else(|| {
                known.push(key);
                input.groups.push(Group { parent, title: Size::new(60.0, 18.0) });
                known.len() - 1
            });
            parent = u32::try_from(group).ok();
        }
        input.nodes[at as usize].parent = parent;
    }
    input
}

#[divan::bench(args = SIZES)]
fn whole_flat(bencher: Bencher<'_, '_>, count: u32) {
    let input = flat(count);
    bencher.counter(ItemsCount::new(count)).bench(|| layout::run(&input));
}

#[divan::bench(args = SIZES)]
fn whole_nested(bencher: Bencher<'_, '_>, count: u32) {
    let input = nested(count);
    bencher.counter(ItemsCount::new(count)).bench(|| layout::run(&input));
}

/// With ten times the budget.
#[divan::bench(args = [25, 100, 1_000])]
fn best_nested(bencher: Bencher<'_, '_>, count: u32) {
    let mut input = nested(count);
    input.options = Options { effort: Effort::Best, ..Options::default() };
    bencher.counter(ItemsCount::new(count)).bench(|| layout::run(&input));
}

/// Up to and including each phase: what a phase costs is the difference to the one before.
#[divan::bench(args = STAGES, consts = [100, 1_000, 10_000])]
fn up_to<const COUNT: u32>(bencher: Bencher<'_, '_>, stage: Stage) {
    let input = nested(COUNT);
    bencher.counter(ItemsCount::new(COUNT)).bench(|| run_to(&input, stage));
}
