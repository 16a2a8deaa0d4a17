//! Lines on top of each other.

use crate::geometry::{Point, Px};

use super::super::input::End;
use super::{Check, Violation, id, pieces, span};

/// A straight piece: whether it is upright, where, from, to, and its line.
type Flat = (bool, Px, Px, Px, usize);

/// Own pieces of different lines on top of each other. At a side with more lines than places to end at, those that end
/// at one place lie on top of each other up to their first bends.
pub(super) fn run(check: &mut Check) {
    let mut all: Vec<Flat> = Vec::new();
    for (line, route) in check.drawing.routes.iter().enumerate() {
        for (from, to) in pieces(route.own()) {
            let piece = span(from, to);
            if piece.w < 1e-6 {
                all.push((true, piece.x, piece.y, piece.bottom(), line));
            } else {
                all.push((false, piece.y, piece.x, piece.right(), line));
            }
        }
    }
    all.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2)));
    for (at, one) in all.iter().enumerate() {
        for other in &all[at + 1..] {
            if other.0 != one.0 || other.1 - one.1 > 1.0 {
                break;
            }
            let common = one.3.min(other.3) - one.2.max(other.2);
            if common > 1.0 && one.4 != other.4 && !share_port(check, one, other) {
                let (a, b) = (one.4.min(other.4), one.4.max(other.4));
                check.found.push(Violation::LinesOverlap(id(a), id(b)));
            }
        }
    }
}

/// Whether two pieces begin where both their lines end.
fn share_port(check: &Check, one: &Flat, other: &Flat) -> bool {
    let ports = |line: usize| -> [(End, Point); 2] {
        let (edge, points) = (&check.input.edges[line], &check.drawing.routes[line].points);
        [(edge.from, points[0]), (edge.to, points[points.len() - 1])]
    };
    let near = |a: Px, b: Px| (a - b).abs() < 0.01;
    let on = |piece: &Flat, port: Point| {
        let (at, along) = if piece.0 { (port.x, port.y) } else { (port.y, port.x) };
        near(at, piece.1) && (near(along, piece.2) || near(along, piece.3))
    };
    ports(one.4).into_iter().any(|(end, port)| {
        let same =
            |(theirs, at): (End, Point)| theirs == end && near(at.x, port.x) && near(at.y, port.y);
        ports(other.4).into_iter().any(same) && on(one, port) && on(other, port)
    })
}
