//! Random inputs of both kinds.

use super::super::{Band, Direction, Edge, End, Group, Input, Node, Place, Rail};
use crate::geometry::{Rect, Size};

pub(in crate::layout) struct Random(u64);

impl Random {
    pub(in crate::layout) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }
    pub(in crate::layout) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % limit.max(1)
    }
    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

fn tile(random: &mut Random) -> Node {
    let (w, h) = (90.0 + random.below(60) as f64, 66.0 + random.below(3) as f64 * 15.0);
    // Some have marks at their corners, others little below them.
    let (above, marks) = if h > 80.0 { (14.0, 8.0) } else { (0.0, 0.0) };
    let foot = if w > 120.0 { w / 2.0 } else { 0.0 };
    let core = Rect::new((w - 48.0) / 2.0, above, 48.0, 48.0);
    Node { size: Size::new(w, h + above), core, foot, marks, parent: None, place: Place::Free }
}

fn plain(random: &mut Random) -> Node {
    let (w, h) = (40.0 + random.below(120) as f64, 20.0 + random.below(60) as f64);
    let core = Rect::new(0.0, 0.0, w, h);
    Node { size: Size::new(w, h), core, foot: 0.0, marks: 0.0, parent: None, place: Place::Free }
}

fn text(random: &mut Random, percent: usize) -> Size {
    if random.chance(percent) {
        Size::new(20.0 + random.below(90) as f64, 14.0 + random.below(2) as f64 * 14.0)
    } else {
        Size::default()
    }
}

fn edges(input: &mut Input, random: &mut Random, count: usize, group_ends: usize) {
    for _ in 0..count {
        let groups = input.groups.len();
        let nodes = input.nodes.len();
        let end = |random: &mut Random| {
            if groups > 0 && random.chance(group_ends) {
                End::Group(random.below(groups) as u32)
            } else {
                End::Node(random.below(nodes) as u32)
            }
        };
        let (from, to) = (end(random), end(random));
        let badge = if random.chance(40) { Size::new(18.0, 18.0) } else { Size::default() };
        input.edges.push(Edge { from, to, label: text(random, 50), badge, bundle: None });
    }
}

/// Nested groups, boxes of all sorts, lines between boxes and groups.
pub(in crate::layout) fn free(seed: u64, size: usize) -> Input {
    let mut random = Random::new(seed);
    let mut input = Input::default();
    for group in 0..random.below(1 + size / 2) {
        let parent = random.chance(60).then(|| random.below(group.max(1)) as u32);
        let parent = parent.filter(|&parent| (parent as usize) < group);
        input.groups.push(Group { parent, title: text(&mut random, 80) });
    }
    for _ in 0..size {
        let mut node = if random.chance(70) { tile(&mut random) } else { plain(&mut random) };
        if !input.groups.is_empty() && random.chance(75) {
            node.parent = Some(random.below(input.groups.len()) as u32);
        }
        input.nodes.push(node);
    }
    let count = random.below(2 * size + 1);
    edges(&mut input, &mut random, count, 12);
    if random.chance(40) {
        input.options.direction = Direction::Right;
    }
    input
}

/// Bands, rails, groups within bands.
pub(in crate::layout) fn banded(seed: u64, size: usize) -> Input {
    let mut random = Random::new(seed ^ 0xBEEF);
    let mut input = Input::default();
    for _ in 0..=random.below(7) {
        input.bands.push(Band { title: text(&mut random, 90) });
    }
    for _ in 0..random.below(4) {
        input.rails.push(Rail { title: text(&mut random, 90) });
    }
    let bands = input.bands.len();
    let mut group_band = Vec::new();
    for _ in 0..random.below(4) {
        input.groups.push(Group { parent: None, title: text(&mut random, 80) });
        group_band.push(random.below(bands));
    }
    for _ in 0..size {
        let mut node = if random.chance(85) { tile(&mut random) } else { plain(&mut random) };
        node.place = Place::Band(random.below(bands) as u32);
        if !input.rails.is_empty() && random.chance(20) {
            node.place = Place::Rail(random.below(input.rails.len()) as u32);
        } else if !group_band.is_empty() && random.chance(40) {
            let group = random.below(group_band.len());
            node.parent = Some(group as u32);
            node.place = Place::Band(group_band[group] as u32);
        }
        input.nodes.push(node);
    }
    let count = random.below(2 * size + 1);
    edges(&mut input, &mut random, count, 8);
    input
}

/// The same with fans: lines that say the same from or to one box.
pub(in crate::layout) fn bundled(seed: u64, size: usize) -> Input {
    let make = if seed.is_multiple_of(2) { free } else { banded };
    let mut input = make(seed, size);
    let mut random = Random::new(seed ^ 0xFA11);
    for bundle in 0..=random.below(3) as u32 {
        let shared = End::Node(random.below(size) as u32);
        let label = text(&mut random, 70);
        let badge = if random.chance(60) { Size::new(20.0, 20.0) } else { Size::default() };
        let fans_out = random.chance(60);
        for _ in 0..2 + random.below(4) {
            let far = End::Node(random.below(size) as u32);
            let (from, to) = if fans_out { (shared, far) } else { (far, shared) };
            input.edges.push(Edge { from, to, label, badge, bundle: Some(bundle) });
        }
    }
    input
}
