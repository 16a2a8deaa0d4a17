//! The result of the layout: rectangles and polylines in picture coordinates.

use crate::geometry::{Point, Px, Rect, Size};

/// A drawn connection.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Route {
    /// The polyline from source to target: horizontal and vertical pieces only, at least two points.
    pub points: Vec<Point>,
    /// The place of the label; it may lie on the line's own piece, and on no other.
    pub label: Option<Rect>,
    /// The place of the step badges, on the line near its source.
    pub badge: Option<Rect>,
    /// Where this line passes over another one (hop arcs), in order along the line.
    pub hops: Vec<Point>,
    /// What it shares with other lines of its bundle; such a line has no texts of its own.
    pub trunk: Option<Trunk>,
}

/// The part of a line, from one of its ends on, that others of its bundle have as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trunk {
    /// The line that carries the texts of all.
    pub line: u32,
    /// Which end is shared.
    pub tip: Tip,
    /// Index of the point at which the line's own part begins, or ends.
    pub at: usize,
}

/// An end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tip {
    /// Its first point.
    Source,
    /// Its last point.
    Target,
}

impl Route {
    /// The part of the way that is the line's own: all of it but the trunk.
    pub fn own(&self) -> &[Point] {
        let own = match self.trunk {
            None => Some(&self.points[..]),
            Some(Trunk { tip: Tip::Source, at, .. }) => self.points.get(at..),
            Some(Trunk { tip: Tip::Target, at, .. }) => self.points.get(..=at),
        };
        own.unwrap_or_default()
    }
}

/// A finished layout. All coordinates are at least 0 and at most `size`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// Extent, without a margin.
    pub size: Size,
    /// One box per node of the input, in its order.
    pub nodes: Vec<Rect>,
    /// One box per group.
    pub groups: Vec<Rect>,
    /// One box per band.
    pub bands: Vec<Rect>,
    /// One box per rail.
    pub rails: Vec<Rect>,
    /// One route per edge.
    pub routes: Vec<Route>,
}

/// Leaves out points that repeat or lie on a straight piece, also on one that runs back on itself; two at least stay.
pub(super) fn simplify(points: &mut Vec<Point>) {
    let same = |a: Px, b: Px, c: Px| (a - b).abs() < 1e-6 && (b - c).abs() < 1e-6;
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for &point in points.iter() {
        while let [.., before, last] = kept[..]
            && (same(before.x, last.x, point.x) || same(before.y, last.y, point.y))
        {
            kept.pop();
        }
        kept.push(point);
    }
    *points = kept;
}

#[cfg(test)]
mod tests {
    use super::simplify;
    use crate::geometry::Point;

    fn simple(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
        let mut points = points.iter().map(|&(x, y)| Point::new(x, y)).collect();
        simplify(&mut points);
        points.into_iter().map(|point| (point.x, point.y)).collect()
    }

    #[test]
    fn nothing_is_left_that_a_line_does_not_need() {
        let corner = [(0.0, 0.0), (0.0, 9.0), (9.0, 9.0)];
        assert_eq!(simple(&corner), corner);
        assert_eq!(simple(&[corner[0], (0.0, 4.0), corner[1], corner[1], corner[2]]), corner);
        assert_eq!(
            simple(&[corner[0], corner[1], (5.0, 9.0), corner[1], (0.0, 20.0)]),
            [(0.0, 0.0), (0.0, 20.0)]
        );
        assert_eq!(simple(&[corner[0], corner[0]]), [corner[0], corner[0]]);
    }
}
