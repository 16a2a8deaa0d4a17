//! The scene's shapes as outlines of straight pieces and curves, for formats that draw on their own.

mod arc;
mod data;
mod glyph;

pub(super) use glyph::glyph;

use crate::{
    geometry::{Piece, Point, Px, Rect},
    scene::Command,
};

/// How far the control points of a quarter circle lie from its ends, as a share of the radius: the usual
/// 4/3 · (√2 − 1), right to 0.03 %.
const KAPPA: Px = 0.552_284_749_830_793_4;

/// A rectangle with round corners.
pub(super) fn rect(rect: &Rect, radius: Px) -> Vec<Piece> {
    let round = Point::new(radius.min(rect.w / 2.0).max(0.0), radius.min(rect.h / 2.0).max(0.0));
    rounded(rect, round)
}

/// An ellipse that fills the rectangle.
pub(super) fn ellipse(rect: &Rect) -> Vec<Piece> {
    rounded(rect, Point::new(rect.w / 2.0, rect.h / 2.0))
}

/// A circle.
pub(super) fn disc(at: Point, radius: Px) -> Vec<Piece> {
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

/// The scene's path.
pub(super) fn path(commands: &[Command]) -> Vec<Piece> {
    let mut out = Vec::with_capacity(commands.len());
    let mut at = Point::default();
    for command in commands {
        match *command {
            Command::Move(to) => out.push(Piece::Move(to)),
            Command::Line(to) => out.push(Piece::Line(to)),
            Command::Quad(control, to) => out.push(Piece::Quad(control, to)),
            Command::Hop { radius, clockwise, to } => {
                let sweep = arc::Sweep { large: false, clockwise };
                arc::add(at, Point::new(radius, radius), sweep, to, &mut out);
            }
        }
        at = match *command {
            Command::Move(to)
            | Command::Line(to)
            | Command::Quad(_, to)
            | Command::Hop { to, .. } => to,
        };
    }
    out
}

/// What stands for a letter that the font lacks: a box as high as a capital. `place` starts on the base line;
/// its height is the size of the letters.
pub(super) fn missing(place: &Rect) -> Vec<Piece> {
    let air = place.h / 12.0;
    let width = (place.w - 2.0 * air).max(place.h / 8.0);
    rect(&Rect::new(place.x + air, place.y - place.h * 0.7, width, place.h * 0.7), place.h / 10.0)
}
