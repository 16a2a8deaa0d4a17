//! The path of a connection: rounded corners, hop arcs where it passes over another line, a gap where its
//! label stands, and open arrow heads.

use super::item::Command;
use crate::geometry::{Point, Px, Rect};

/// Radius of a corner.
const CORNER: Px = 8.0;
/// How much of the piece before a corner it takes to draw it whole.
pub(super) const LEAD: Px = 2.0 * CORNER;
/// Radius of a hop arc.
const HOP: Px = 5.0;
/// How far the line is kept on both sides of a gap and at its ends, so that nothing vanishes.
const STUB: Px = 9.0;
/// Length and half width of an arrow head.
const HEAD: (Px, Px) = (8.0, 4.5);

/// A straight piece, with places along it as distances from its start.
struct Piece {
    from: Point,
    along: Point,
    length: Px,
}

impl Piece {
    fn new(from: Point, to: Point) -> Self {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let length = (dx * dx + dy * dy).sqrt();
        let along =
            if length > 0.0 { Point::new(dx / length, dy / length) } else { Point::new(0.0, 0.0) };
        Self { from, along, length }
    }
    fn at(&self, distance: Px) -> Point {
        Point::new(self.from.x + self.along.x * distance, self.from.y + self.along.y * distance)
    }
    /// Distance of `point` from the start, when it lies on the piece.
    fn distance(&self, point: Point) -> Option<Px> {
        let (dx, dy) = (point.x - self.from.x, point.y - self.from.y);
        let (along, aside) =
            (dx * self.along.x + dy * self.along.y, dx * self.along.y - dy * self.along.x);
        (aside.abs() < 0.75 && along >= 0.0 && along <= self.length).then_some(along)
    }
    /// The part inside `rect`, as distances.
    fn inside(&self, rect: &Rect) -> Option<(Px, Px)> {
        let (mut low, mut high) = (0.0, self.length);
        for (start, step, near, far) in [
            (self.from.x, self.along.x, rect.x, rect.right()),
            (self.from.y, self.along.y, rect.y, rect.bottom()),
        ] {
            if step.abs() < 1e-9 {
                if start <= near || start >= far {
                    return None;
                }
                continue;
            }
            let (one, two) = ((near - start) / step, (far - start) / step);
            low = Px::max(low, one.min(two));
            high = Px::min(high, one.max(two));
        }
        (high - low > 1.0).then_some((low, high))
    }
    /// Whether an arc here turns clockwise, so that it rises or bulges to the right.
    fn clockwise(&self) -> bool {
        self.along.x > 0.5 || self.along.y < -0.5
    }
}

/// `points` without repeated ones and without those in the middle of a straight run.
pub(super) fn simplified(points: &[Point]) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(points.len());
    for &point in points {
        let same = |one: Px, two: Px| (one - two).abs() < 0.01;
        if out.last().is_some_and(|last| same(last.x, point.x) && same(last.y, point.y)) {
            continue;
        }
        if let [.., a, b] = out[..]
            && ((same(a.x, b.x) && same(b.x, point.x)) || (same(a.y, b.y) && same(b.y, point.y)))
        {
            out.pop();
        }
        out.push(point);
    }
    out
}

/// Whether the straight piece between two points passes through `rect`.
pub(super) fn crosses(from: Point, to: Point, rect: &Rect) -> bool {
    Piece::new(from, to).inside(rect).is_some()
}

/// The line along `points`: see the module. `gap` is the place of the label.
pub(super) fn line(points: &[Point], hops: &[Point], gap: Option<&Rect>) -> Vec<Command> {
    let points = simplified(points);
    let pieces: Vec<Piece> = points.windows(2).map(|two| Piece::new(two[0], two[1])).collect();
    let Some(first) = points.first() else { return Vec::new() };
    let mut out = vec![Command::Move(*first)];
    let mut start = 0.0;
    for (at, piece) in pieces.iter().enumerate() {
        let last = at + 1 == pieces.len();
        let corner = pieces.get(at + 1).map_or(0.0, |next| radius(piece, next));
        let span = (start, piece.length - corner);
        let cut = gap.and_then(|rect| piece.inside(rect)).and_then(|cut| {
            let low = if at == 0 { STUB } else { span.0 };
            let high = if last { piece.length - STUB - HEAD.0 } else { span.1 };
            let cut = (cut.0.max(low), cut.1.min(high));
            (cut.1 - cut.0 > 2.0).then_some(cut)
        });
        straight(piece, span, hops, cut, &mut out);
        if let Some(next) = pieces.get(at + 1) {
            out.push(Command::Quad(next.from, next.at(corner)));
        }
        start = corner;
    }
    out
}

fn radius(one: &Piece, two: &Piece) -> Px {
    CORNER.min(one.length / 2.0).min(two.length / 2.0)
}

/// One piece from `span.0` to `span.1`, with arcs and without the cut.
fn straight(
    piece: &Piece,
    span: (Px, Px),
    hops: &[Point],
    cut: Option<(Px, Px)>,
    out: &mut Vec<Command>,
) {
    let mut places: Vec<Px> = hops.iter().filter_map(|&hop| piece.distance(hop)).collect();
    places.sort_by(Px::total_cmp);
    let mut reached = span.0;
    let mut cut = cut;
    for place in places {
        if let Some((low, high)) = cut
            && high <= place
        {
            gap(piece, (low, high), out);
            reached = high;
            cut = None;
        }
        let free = cut.is_none_or(|(low, _)| place + HOP <= low);
        if place - HOP >= reached && place + HOP <= span.1 && free {
            out.push(Command::Line(piece.at(place - HOP)));
            let to = piece.at(place + HOP);
            out.push(Command::Hop { radius: HOP, clockwise: piece.clockwise(), to });
            reached = place + HOP;
        }
    }
    if let Some(cut) = cut {
        gap(piece, cut, out);
    }
    out.push(Command::Line(piece.at(span.1)));
}

fn gap(piece: &Piece, (low, high): (Px, Px), out: &mut Vec<Command>) {
    out.push(Command::Line(piece.at(low)));
    out.push(Command::Move(piece.at(high)));
}

/// An open arrow head with its tip at the last of `points`.
pub(super) fn head(points: &[Point]) -> Vec<Command> {
    let points = simplified(points);
    let [.., before, tip] = points[..] else { return Vec::new() };
    let piece = Piece::new(before, tip);
    let back = piece.at(piece.length - HEAD.0);
    let wing = |side: Px| {
        Point::new(back.x - piece.along.y * HEAD.1 * side, back.y + piece.along.x * HEAD.1 * side)
    };
    vec![Command::Move(wing(1.0)), Command::Line(tip), Command::Line(wing(-1.0))]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(list: &[(Px, Px)]) -> Vec<Point> {
        list.iter().map(|&(x, y)| Point::new(x, y)).collect()
    }

    #[test]
    fn corners_are_rounded_and_never_longer_than_half_a_piece() {
        let path = line(&points(&[(0.0, 0.0), (0.0, 100.0), (10.0, 100.0)]), &[], None);
        assert_eq!(
            path,
            [
                Command::Move(Point::new(0.0, 0.0)),
                Command::Line(Point::new(0.0, 95.0)),
                Command::Quad(Point::new(0.0, 100.0), Point::new(5.0, 100.0)),
                Command::Line(Point::new(10.0, 100.0)),
            ]
        );
    }

    #[test]
    fn a_label_cuts_the_line_and_a_hop_arcs_over() {
        let gap = Rect::new(-20.0, 40.0, 40.0, 20.0);
        let hop = Point::new(0.0, 20.0);
        let path = line(&points(&[(0.0, 0.0), (0.0, 100.0)]), &[hop], Some(&gap));
        assert_eq!(
            path,
            [
                Command::Move(Point::new(0.0, 0.0)),
                Command::Line(Point::new(0.0, 15.0)),
                Command::Hop { radius: 5.0, clockwise: false, to: Point::new(0.0, 25.0) },
                Command::Line(Point::new(0.0, 40.0)),
                Command::Move(Point::new(0.0, 60.0)),
                Command::Line(Point::new(0.0, 100.0)),
            ]
        );
    }

    #[test]
    fn a_hop_after_the_label_is_kept_and_one_in_it_is_not() {
        let gap = Rect::new(40.0, -10.0, 20.0, 20.0);
        let hops = points(&[(50.0, 0.0), (75.0, 0.0)]);
        let path = line(&points(&[(0.0, 0.0), (100.0, 0.0)]), &hops, Some(&gap));
        let arcs = path.iter().filter(|one| matches!(one, Command::Hop { .. })).count();
        assert_eq!(arcs, 1, "{path:?}");
    }

    #[test]
    fn nothing_breaks_on_degenerate_lines() {
        assert!(line(&[], &[], None).is_empty());
        let same = points(&[(5.0, 5.0), (5.0, 5.0)]);
        assert_eq!(line(&same, &[], None).len(), 1);
        assert!(head(&same).is_empty());
    }

    #[test]
    fn the_head_points_along_the_last_piece() {
        let wings = head(&points(&[(0.0, 0.0), (50.0, 0.0)]));
        assert_eq!(
            wings,
            [
                Command::Move(Point::new(42.0, 4.5)),
                Command::Line(Point::new(50.0, 0.0)),
                Command::Line(Point::new(42.0, -4.5)),
            ]
        );
    }
}
