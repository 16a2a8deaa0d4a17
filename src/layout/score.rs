//! What a finished drawing is worth to a reader: the measure that candidates are compared by.
//!
//! Needs: a [`Drawing`]. Gives: [`Score`]. Method: counts on the routes, crossings by a sweep over the vertical pieces.
//! Cost: O(pieces log pieces + crossings).

use crate::geometry::Px;

use super::drawing::{Drawing, Route};

/// Figures of a drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// Points where two lines cross.
    pub crossings: u32,
    /// Right-angle turns.
    pub bends: u32,
    /// Length of all lines.
    pub length: Px,
    /// Width of the picture.
    pub width: Px,
    /// Height of the picture.
    pub height: Px,
}

impl Score {
    /// The figures of `drawing`.
    pub fn new(drawing: &Drawing) -> Self {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let bends = drawing.routes.iter().map(|route| route.own().len().saturating_sub(2)).sum();
        Self {
            crossings: count(crossings(drawing)),
            bends: count(bends),
            length: drawing.routes.iter().map(length).sum(),
            width: drawing.size.w,
            height: drawing.size.h,
        }
    }

    /// One number in pixels of line, less is better; `aspect` is the wanted width over height.
    pub fn price(&self, aspect: Px) -> Px {
        let ratio = self.width.max(1.0) / self.height.max(1.0) / aspect;
        let off = if ratio > 1.0 { ratio } else { 1.0 / ratio };
        // The side of the smallest page of the wanted shape that holds the picture.
        let page = self.width.max(self.height * aspect);
        let (crossings, bends) = (f64::from(self.crossings), f64::from(self.bends));
        200.0 * crossings + 30.0 * bends + self.length + 2.0 * page + 100.0 * (off - 1.0)
    }
}

fn length(route: &Route) -> Px {
    let piece = |pair: &[crate::geometry::Point]| {
        (pair[0].x - pair[1].x).abs() + (pair[0].y - pair[1].y).abs()
    };
    route.own().windows(2).map(piece).sum()
}

/// A piece across the sweep: where it is, from, to, and its line.
type Piece = (Px, Px, Px, usize);

/// How many points of the picture have one line pass over another.
fn crossings(drawing: &Drawing) -> usize {
    let (mut flat, mut upright): (Vec<Piece>, Vec<Piece>) = (Vec::new(), Vec::new());
    for (line, route) in drawing.routes.iter().enumerate() {
        for pair in route.own().windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if (a.y - b.y).abs() < 1e-6 {
                flat.push((a.y, a.x.min(b.x), a.x.max(b.x), line));
            } else {
                upright.push((a.x, a.y.min(b.y), a.y.max(b.y), line));
            }
        }
    }
    flat.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut sum = 0;
    for &(x, top, bottom, line) in &upright {
        let first = flat.partition_point(|piece| piece.0 <= top + 0.01);
        for &(y, from, to, other) in &flat[first..] {
            if y >= bottom - 0.01 {
                break;
            }
            sum += usize::from(from + 0.01 < x && x < to - 0.01 && other != line);
        }
    }
    sum
}
