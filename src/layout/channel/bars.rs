//! The horizontal pieces of a channel in an order from top to bottom.

use super::super::place::offsets;
use super::super::plan::{Join, Kind, Purpose};
use super::super::tree::ROOT;
use super::Routed;
use super::stack::{self, HARD, SOFT};

/// An end of a horizontal piece: where a vertical one leaves it, up or down.
#[derive(Clone, Copy, Debug)]
pub(in crate::layout) struct Tip {
    pub(in crate::layout) x: i32,
    pub(super) up: bool,
    /// Whether an arrow head follows at a box in the next row.
    pub(super) arrow: bool,
    /// Whether a box follows in the next row.
    pub(super) boxed: bool,
}

/// A horizontal piece.
#[derive(Clone, Copy, Debug)]
pub(in crate::layout) struct Bar {
    pub(super) link: usize,
    /// In the direction of the line.
    pub(in crate::layout) tips: [Tip; 2],
    /// Container whose border it stays inside of: closing ones first, opening ones last.
    pub(super) class: (i32, i32),
    /// Number of the piece within its link.
    pub(super) part: usize,
    pub(in crate::layout) y: i32,
}

impl Bar {
    pub(super) fn range(&self) -> (i32, i32) {
        let (a, b) = (self.tips[0].x, self.tips[1].x);
        (a.min(b), a.max(b))
    }
    pub(super) fn touches(&self, other: &Self, slack: i32) -> bool {
        let (a, b) = (self.range(), other.range());
        a.0 - slack < b.1 && b.0 - slack < a.1
    }
}

/// The pieces of channel `channel`, ordered from top to bottom.
pub(super) fn run(routed: &Routed, channel: usize) -> Vec<Bar> {
    let links = &routed.channels[channel];
    let mut verticals = Vec::new();
    let mut bars = Vec::new();
    for &id in links {
        match bar(routed, channel, id) {
            Ok(bar) => bars.push(bar),
            Err(x) => verticals.push(x),
        }
    }
    for _ in 0..=2 * links.len() {
        bars = stack::order(bars);
        // One cut may mend several faults, so only the first of a few is made at once.
        let mut cut = false;
        for fault in faults(&bars) {
            cut |= split((routed, channel), &mut bars, fault, &verticals);
        }
        if !cut {
            break;
        }
    }
    bars
}

/// The piece of a link, or the x of a link that runs straight.
fn bar(routed: &Routed, channel: usize, id: usize) -> Result<Bar, i32> {
    let plan = &routed.placed.plan;
    let link = routed.links[id];
    let (from, to) = offsets(plan, &routed.placed.ports, &link);
    let (a, b) = (routed.placed.x[link.a] + from, routed.placed.x[link.b] + to);
    if a == b && link.join == Join::Across {
        return Err(a);
    }
    let path = &plan.paths[link.line];
    let tip = |item: usize, x: i32, target: bool| {
        let boxed = matches!(plan.items[item].kind, Kind::Node(_));
        Tip { x, up: plan.items[item].row < channel, arrow: target, boxed }
    };
    let tips = [tip(link.a, a, false), tip(link.b, b, link.step + 1 == path.joins.len())];
    let tree = &plan.problem.tree;
    let ground = tree.lca(routed.ground(&link, link.a), routed.ground(&link, link.b));
    let depth = i32::try_from(tree.depth(ground)).unwrap_or(0);
    let class = match link.join {
        Join::Below if ground != ROOT && plan.span[ground].1 + 1 == channel => (0, -depth),
        Join::Above
            if ground != ROOT
                && plan.span[ground].0 == channel
                && plan.rows[channel].purpose != Purpose::Titles =>
        {
            (2, depth)
        }
        _ => (1, 0),
    };
    Ok(Bar { link: id, tips, class, part: 0, y: 0 })
}

/// Two pieces, one above the other, whose verticals lie on each other: the piece to cut and its end at fault.
fn fault(upper: (usize, &Bar), lower: (usize, &Bar)) -> Option<(usize, usize)> {
    for (mine, tip) in upper.1.tips.iter().enumerate().filter(|(_, tip)| !tip.up) {
        let near = |other: &Tip| other.up && (tip.x - other.x).abs() < HARD;
        let Some(theirs) = lower.1.tips.iter().position(near) else { continue };
        let width = |bar: &Bar| bar.range().1 - bar.range().0;
        let wider = width(lower.1) > width(upper.1);
        return Some(if wider { (lower.0, theirs) } else { (upper.0, mine) });
    }
    None
}

/// Pieces to cut, each once, the last one first.
fn faults(bars: &[Bar]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (a, b) in stack::meetings(bars) {
        let (above, below) = (a.min(b), a.max(b));
        let (upper, lower) = (&bars[above], &bars[below]);
        if upper.link != lower.link && stack::price(upper, lower) >= stack::HARD_PRICE {
            found.extend(fault((above, upper), (below, lower)));
        }
    }
    found.sort_unstable_by(|one, other| other.cmp(one));
    found.dedup_by_key(|&mut (bar, _)| bar);
    found
}

/// Cuts a piece in two at a free x, so that each half finds its own track: the half with the end at fault moves
/// towards that end's row, the other half stays on its side.
fn split(
    (routed, channel): (&Routed, usize),
    bars: &mut Vec<Bar>,
    (at, end): (usize, usize),
    verticals: &[i32],
) -> bool {
    let bar = bars[at];
    let (lo, hi) = bar.range();
    let (from, to) = free_range(routed, channel, &bar);
    let mut taken: Vec<i32> = bars.iter().flat_map(|bar| bar.tips.map(|tip| tip.x)).collect();
    taken.extend_from_slice(verticals);
    taken.extend([from, to]);
    taken.retain(|&x| from <= x && x <= to);
    taken.sort_unstable();
    taken.dedup();
    // Wide enough beats narrow, then near to the piece, then left.
    let rank = |pair: &&[i32]| {
        let x = i32::midpoint(pair[0], pair[1]);
        let off = (lo - x).max(x - hi).max(0);
        ((pair[1] - pair[0]).min(2 * SOFT), -off, -x)
    };
    let best = taken.windows(2).max_by_key(rank).filter(|pair| pair[1] - pair[0] >= 2);
    let Some(pair) = best else { return false };
    let x = i32::midpoint(pair[0], pair[1]);
    let tip = |up| Tip { x, up, arrow: false, boxed: false };
    for other in bars.iter_mut().filter(|other| other.link == bar.link && other.part > bar.part) {
        other.part += 1;
    }
    let first_up = (end == 0) != bar.tips[end].up;
    bars[at].tips[1] = tip(first_up);
    let rest = Bar { tips: [tip(!first_up), bar.tips[1]], part: bar.part + 1, ..bar };
    bars.insert(at + 1, rest);
    true
}

/// How far a piece may reach to either hand without entering a rail or a container that spans the channel.
fn free_range(routed: &Routed, channel: usize, bar: &Bar) -> (i32, i32) {
    let plan = &routed.placed.plan;
    let (lo, hi) = bar.range();
    let sides = routed.placed.sides[ROOT];
    let (mut from, mut to) = ((lo - 80).max(sides.0), (hi + 80).min(sides.1));
    for (container, &(left, right)) in routed.placed.sides.iter().enumerate().skip(1) {
        let (first, last) = plan.span[container];
        let near = first <= channel && channel <= last + 1;
        if plan.problem.tree.is_rail(container) || (near && routed.has_borders(container)) {
            for edge in [left, right] {
                if edge <= lo {
                    from = from.max(edge + SOFT);
                }
                if edge >= hi {
                    to = to.min(edge - SOFT);
                }
            }
        }
    }
    (from.min(lo), to.max(hi))
}
