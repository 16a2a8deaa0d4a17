//! Phase 10: boundaries that hold only boxes without lines.
//!
//! Needs: a [`Drawing`]. Gives: the same one, in which such boxes stand on shelves close together, as many on each as
//! on the next, every shelf in the middle, and their boundary ends below the last one. Nothing else moves.
//! Cost: O(size).

use crate::geometry::{Px, Rect};

use super::TITLE_INSET;
use super::drawing::Drawing;
use super::input::{End, Input};
use super::problem::Air;

/// Between two shelves.
const BETWEEN: Px = 18.0;

/// Puts the boxes of idle boundaries on shelves.
pub(super) fn run(input: &Input, drawing: &mut Drawing) {
    for (group, nodes) in idle(input).into_iter().enumerate() {
        if !nodes.is_empty() {
            shelve(input, drawing, group, nodes);
        }
    }
}

/// The boxes of each boundary that holds no others, no boundary and no end of a line.
fn idle(input: &Input) -> Vec<Vec<usize>> {
    let mut nodes: Vec<Option<Vec<usize>>> = vec![Some(Vec::new()); input.groups.len()];
    let of = |node: u32| input.nodes[node as usize].parent;
    let ends = input.edges.iter().flat_map(|edge| [edge.from, edge.to]);
    let busy = ends.filter_map(|end| match end {
        End::Node(node) => of(node),
        End::Group(group) => Some(group),
    });
    let outer = input.groups.iter().filter_map(|group| group.parent);
    for group in busy.chain(outer) {
        if let Some(slot) = nodes.get_mut(group as usize) {
            *slot = None;
        }
    }
    for (node, spec) in input.nodes.iter().enumerate() {
        let home = spec.parent.and_then(|group| nodes.get_mut(group as usize));
        if let Some(Some(list)) = home {
            list.push(node);
        }
    }
    nodes.into_iter().map(Option::unwrap_or_default).collect()
}

fn shelve(input: &Input, drawing: &mut Drawing, group: usize, mut nodes: Vec<usize>) {
    let air = Air::new(input.options.spacing);
    let (gap, pad) = (f64::from(air.node), f64::from(air.pad));
    let ground = drawing.groups[group];
    let at = |node: &usize| drawing.nodes[*node];
    nodes.sort_by(|a, b| {
        let (a, b) = (at(a), at(b));
        a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x))
    });
    let Some(shelves) = split(&nodes, |node| at(&node).w + gap, ground.w - 2.0 * pad + gap) else {
        return;
    };
    let title = input.groups[group].title.h;
    let mut top = ground.y + pad + if title > 0.0 { TITLE_INSET.1 + title } else { 0.0 };
    let mut moved: Vec<(usize, Rect)> = Vec::new();
    for shelf in shelves {
        let core = |node: usize| input.nodes[node].core.center().y;
        let above = shelf.iter().map(|&node| core(node)).fold(0.0, Px::max);
        let below = shelf.iter().map(|&node| at(&node).h - core(node)).fold(0.0, Px::max);
        let width: Px = shelf.iter().map(|node| at(node).w + gap).sum::<Px>() - gap;
        let mut left = (ground.x + (ground.w - width) / 2.0).round();
        for &node in shelf {
            let rect = at(&node);
            moved.push((node, Rect::new(left, (top + above - core(node)).round(), rect.w, rect.h)));
            left += rect.w + gap;
        }
        top += above + below + BETWEEN;
    }
    let bottom = (top - BETWEEN + pad).ceil();
    if bottom > ground.bottom() {
        return;
    }
    drawing.groups[group].h = bottom - ground.y;
    for (node, rect) in moved {
        drawing.nodes[node] = rect;
    }
}

/// `nodes` in the fewest shelves that are no wider than `room`, as many on each as on the next.
fn split(nodes: &[usize], width: impl Fn(usize) -> Px, room: Px) -> Option<Vec<&[usize]>> {
    (1..=nodes.len()).find_map(|count| {
        let mut shelves = Vec::with_capacity(count);
        let mut rest = nodes;
        for left in (1..=count).rev() {
            let (shelf, others) = rest.split_at(rest.len().div_ceil(left));
            shelves.push(shelf);
            rest = others;
        }
        let fits = |shelf: &&[usize]| shelf.iter().map(|&node| width(node)).sum::<Px>() <= room;
        shelves.iter().all(fits).then_some(shelves)
    })
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn shelves_are_even() {
        let nodes = [4, 2, 7, 1, 9];
        let shelves = split(&nodes, |_| 10.0, 39.0).unwrap_or_default();
        assert_eq!(shelves, [&[4, 2, 7][..], &[1, 9]]);
        assert_eq!(split(&nodes, |_| 10.0, 5.0), None);
    }
}
