//! The result of the layout: rectangles and polylines in picture coordinates.

use crate::geometry::{Point, Rect, Size};

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
