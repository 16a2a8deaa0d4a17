//! What stands where in a drawing, by strips, so that a place can be asked for without a look at everything.

use super::stroke;
use crate::{
    geometry::{Point, Px, Rect},
    layout::Drawing,
};

/// Height of a strip.
const STRIP: Px = 64.0;

/// Something that a title may not touch.
enum Thing {
    Node(Rect),
    /// A label or the badges of steps.
    Mark(Rect),
    /// A straight piece of a line.
    Piece(Point, Point),
}

/// The things of a drawing.
pub(super) struct Taken<'a> {
    groups: &'a [Rect],
    strips: Vec<Vec<Thing>>,
}

impl<'a> Taken<'a> {
    pub(super) fn new(drawing: &'a Drawing) -> Self {
        let count = strip(drawing.size.h, usize::MAX) + 2;
        let mut taken =
            Self { groups: &drawing.groups, strips: (0..count).map(|_| Vec::new()).collect() };
        for node in &drawing.nodes {
            taken.add((node.y, node.bottom()), || Thing::Node(*node));
        }
        for route in &drawing.routes {
            for mark in route.label.iter().chain(&route.badge) {
                taken.add((mark.y, mark.bottom()), || Thing::Mark(*mark));
            }
            for two in route.points.windows(2) {
                let (from, to) = (two[0], two[1]);
                taken.add((from.y.min(to.y), from.y.max(to.y)), || Thing::Piece(from, to));
            }
        }
        taken
    }

    fn add(&mut self, (top, bottom): (Px, Px), thing: impl Fn() -> Thing) {
        let most = self.strips.len() - 1;
        for strip in &mut self.strips[strip(top, most)..=strip(bottom, most)] {
            strip.push(thing());
        }
    }

    /// Whether no box, line, label or border of a boundary touches `place`.
    pub(super) fn is_free(&self, place: &Rect) -> bool {
        let wide = place.grown(3.0);
        let most = self.strips.len() - 1;
        let strips = &self.strips[strip(wide.y, most)..=strip(wide.bottom(), most)];
        let touched = |thing: &Thing| match thing {
            Thing::Node(node) => node.overlaps(place, 0.0),
            Thing::Mark(mark) => mark.overlaps(&wide, 0.0),
            Thing::Piece(from, to) => {
                let apart = from.x.max(to.x) < wide.x || from.x.min(to.x) > wide.right();
                !apart && stroke::crosses(*from, *to, &wide)
            }
        };
        let cut = |group: &Rect| group.overlaps(place, 0.0) && !group.contains(place);
        !self.groups.iter().any(cut) && !strips.iter().flatten().any(touched)
    }
}

/// The strip that `y` lies in, at most `most`.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a picture is at most some million pixels high"
)]
fn strip(y: Px, most: usize) -> usize {
    ((y / STRIP).clamp(0.0, 1e5) as usize).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{geometry::Size, layout::Route};

    #[test]
    fn a_place_is_free_where_nothing_touches_it() {
        let points = vec![Point::new(10.0, 10.0), Point::new(10.0, 900.0)];
        let label = Some(Rect::new(300.0, 500.0, 40.0, 16.0));
        let drawing = Drawing {
            size: Size::new(1000.0, 1000.0),
            nodes: vec![Rect::new(600.0, 600.0, 100.0, 300.0)],
            groups: vec![Rect::new(500.0, 0.0, 400.0, 1000.0)],
            routes: vec![Route { points, label, ..Route::default() }],
            ..Drawing::default()
        };
        let taken = Taken::new(&drawing);
        let free = |x: Px, y: Px| taken.is_free(&Rect::new(x, y, 20.0, 20.0));
        assert!(free(100.0, 100.0));
        assert!(!free(0.0, 700.0), "on the line");
        assert!(!free(320.0, 510.0), "on the label");
        assert!(!free(650.0, 890.0), "on the box, in its last strip");
        assert!(!free(490.0, 20.0), "on the border");
        assert!(free(520.0, 20.0), "inside the boundary");
    }
}
