//! Phase 7b: the column of boxes of a rail in the middle of it.
//!
//! Needs: [`Placed`]. Gives: [`Placed`] again, in which the boxes of a rail that a title made wider than them stand in
//! its middle. Only where they are one column and no line passes between them. Cost: O(items).

use super::place::Placed;
use super::plan::Kind;
use super::tree::ROOT;

/// Least distance of a box from the border around it.
const PAD: i32 = 8;

/// Moves the columns of the rails.
pub(super) fn run(mut placed: Placed) -> Placed {
    let tree = &placed.plan.problem.tree;
    let mut columns: Vec<Vec<usize>> = vec![Vec::new(); tree.len()];
    let mut passed = vec![false; tree.len()];
    for &item in placed.plan.rows.iter().flat_map(|row| &row.items) {
        let one = &placed.plan.items[item];
        if one.home != ROOT {
            let top = tree.ancestor(one.home, 1);
            match one.kind {
                Kind::Node(_) => columns[top].push(item),
                Kind::Slot(_) => passed[top] = true,
                Kind::Title | Kind::Filler => {}
            }
        }
    }
    for (rail, column) in columns.into_iter().enumerate() {
        if tree.is_rail(rail) && !passed[rail] {
            let by = off(&placed, rail, &column);
            for item in column {
                placed.x[item] += by;
            }
        }
    }
    placed
}

/// How far a column must move to the right to stand in the middle; 0 where it cannot.
fn off(placed: &Placed, rail: usize, column: &[usize]) -> i32 {
    let Some(x) = column.first().map(|&first| placed.x[first]) else { return 0 };
    let by = i32::midpoint(placed.sides[rail].0, placed.sides[rail].1) - x;
    let fits = column.iter().all(|&item| {
        let one = &placed.plan.items[item];
        let (left, right) = placed.sides[one.home];
        let (from, to) = (placed.x[item] + by - one.lo, placed.x[item] + by + one.hi);
        placed.x[item] == x && left + PAD <= from && to <= right - PAD
    });
    if fits { by } else { 0 }
}

#[cfg(test)]
mod tests {
    use crate::geometry::{Rect, Size};
    use crate::layout::{Band, Group, Input, Node, Place, Rail, run, verify};

    #[test]
    fn a_box_stands_in_the_middle_of_a_rail_that_a_title_makes_wide() {
        let title = |w| Size::new(w, 16.0);
        let node = |place, parent| Node {
            size: Size::new(90.0, 80.0),
            core: Rect::new(21.0, 0.0, 48.0, 48.0),
            foot: 0.0,
            marks: 0.0,
            parent,
            place,
        };
        let input = Input {
            bands: vec![Band { title: title(60.0) }, Band { title: title(60.0) }],
            rails: vec![Rail { title: title(60.0) }],
            groups: vec![Group { parent: None, title: title(220.0) }],
            nodes: vec![
                node(Place::Band(0), None),
                node(Place::Band(1), None),
                node(Place::Rail(0), Some(0)),
            ],
            ..Input::default()
        };
        let drawing = run(&input);
        assert_eq!(verify(&input, &drawing), []);
        let middle = drawing.rails[0].center().x;
        let x = drawing.nodes[2].center().x;
        assert!((x - middle).abs() <= 1.0, "{x} {middle}");
    }
}
