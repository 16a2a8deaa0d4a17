//! What lines of one bundle share.

use crate::geometry::{Point, Rect};

use super::super::drawing::{Route, Tip, Trunk};
use super::{Check, Violation, id, pieces, span};

/// Each trunk is one: of lines of one bundle that end at the same node, along other lines of it, with the texts of all.
pub(super) fn run(check: &mut Check) {
    for (line, route) in check.drawing.routes.iter().enumerate() {
        let holds = route.trunk.is_none_or(|trunk| is_trunk(check, (line, route), trunk));
        if !holds {
            check.found.push(Violation::LooseTrunk(id(line)));
        }
    }
}

fn is_trunk(check: &Check, (line, route): (usize, &Route), trunk: Trunk) -> bool {
    let of = trunk.line as usize;
    let (Some(carrier), Some(shared)) = (check.drawing.routes.get(of), shared(route, trunk)) else {
        return false;
    };
    let (own, other) = (check.input.edges[line], check.input.edges[of]);
    let same_end = match trunk.tip {
        Tip::Source => own.from == other.from,
        Tip::Target => own.to == other.to,
    };
    let mates: Vec<&Route> = check
        .input
        .edges
        .iter()
        .zip(&check.drawing.routes)
        .enumerate()
        .filter(|&(at, (edge, _))| at != line && edge.bundle == own.bundle)
        .map(|(_, (_, route))| route)
        .collect();
    let covered = |piece: (Point, Point)| {
        let piece = span(piece.0, piece.1);
        let length = piece.w + piece.h;
        let part = |mate: &&Route| -> f64 {
            let common = pieces(mate.own()).filter_map(|(from, to)| {
                let theirs = span(from, to);
                let (w, h) = (
                    piece.right().min(theirs.right()) - piece.x.max(theirs.x),
                    piece.bottom().min(theirs.bottom()) - piece.y.max(theirs.y),
                );
                (w >= -0.01 && h >= -0.01).then(|| w.max(0.0) + h.max(0.0))
            });
            common.sum()
        };
        mates.iter().map(part).sum::<f64>() > length - 0.1
    };
    let texts = [other.label, other.badge].map(|size| size.w > 0.0 && size.h > 0.0);
    own.bundle.is_some()
        && own.bundle == other.bundle
        && same_end
        && carrier.trunk.is_none()
        && texts == [carrier.label.is_some(), carrier.badge.is_some()]
        && pieces(shared).all(covered)
        && struck_by(carrier, shared)
}

/// The points of the part that is shared.
fn shared(route: &Route, trunk: Trunk) -> Option<&[Point]> {
    match trunk.tip {
        Tip::Source => route.points.get(..=trunk.at),
        Tip::Target => route.points.get(trunk.at..),
    }
}

/// Whether the texts of a line stand at a part of it.
fn struck_by(carrier: &Route, shared: &[Point]) -> bool {
    let near = |text: &Rect| {
        pieces(shared).any(|(from, to)| span(from, to).grown(16.0).overlaps(text, 0.0))
    };
    carrier.label.iter().chain(&carrier.badge).all(near)
}
