//! The plain shapes as outlines of straight pieces and curves.

use super::{Piece, Point, Px, Rect};

/// How far the control points of a quarter circle lie from its ends, as a share of the radius: the usual
/// 4/3 · (√2 − 1), right to 0.03 %.
const KAPPA: Px = 0.552_284_749_830_793_4;

/// A rectangle with round corners.
pub fn rect(rect: &Rect, radius: Px) -> Vec<Piece> {
    let round = Point::new(radius.min(rect.w / 2.0).max(0.0), radius.min(rect.h / 2.0).max(0.0));
    rounded(rect, round)
}

/// An ellipse that fills the rectangle.
pub fn ellipse(rect: &Rect) -> Vec<Piece> {
    rounded(rect, Point::new(rect.w / 2.0, rect.h / 2.0))
}

/// A circle.
pub fn disc(at: Point, radius: Px) -> Vec<Piece> {
    ellipse(&Rect::new(at.x - radius, at.y - radius, 2.0 * radius, 2.0 * radius))
}

fn rounded(rect: &Rect, round: Point) -> Vec<Piece> {
    let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
    let point = Point::new;
    if round.x <= 0.0 || round.y <= 0.0 {
        let corners = [point(right, top), point(right, bottom), point(left, bottom)];
        let mut out = vec![Piece::Move(point(left, top))];
        out.extend(corners.map(Piece::Line));
        out.push(Piece::Close);
        return out;
    }
    let Point { x: rx, y: ry } = round;
    let corners = [
        (point(right - rx, top), point(right, top), point(right, top + ry)),
        (point(right, bottom - ry), point(right, bottom), point(right - rx, bottom)),
        (point(left + rx, bottom), point(left, bottom), point(left, bottom - ry)),
        (point(left, top + ry), point(left, top), point(left + rx, top)),
    ];
    let mut out = vec![Piece::Move(point(left + rx, top))];
    for (from, corner, to) in corners {
        let towards = |end: Point| {
            point(end.x + (corner.x - end.x) * KAPPA, end.y + (corner.y - end.y) * KAPPA)
        };
        out.push(Piece::Line(from));
        out.push(Piece::Cubic(towards(from), towards(to), to));
    }
    out.push(Piece::Close);
    out
}
