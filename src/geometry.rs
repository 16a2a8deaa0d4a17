//! Points, sizes and rectangles in picture units, and the only float helpers of the project.
//!
//! Only `+ - * /` and comparisons are used: they give the same bits on every IEEE 754 machine.

pub mod arc;
pub mod outline;
pub mod path_data;
mod transform;

pub use transform::Transform;

/// A length or coordinate in CSS pixels (1/96 inch). The y axis points down.
pub type Px = f64;

/// A position.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Distance from the left edge.
    pub x: Px,
    /// Distance from the top edge.
    pub y: Px,
}

impl Point {
    /// The point at `x`, `y`.
    pub const fn new(x: Px, y: Px) -> Self {
        Self { x, y }
    }
}

/// A width and a height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Horizontal extent.
    pub w: Px,
    /// Vertical extent.
    pub h: Px,
}

impl Size {
    /// The size `w` by `h`.
    pub const fn new(w: Px, h: Px) -> Self {
        Self { w, h }
    }
}

/// An axis-parallel rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: Px,
    /// Top edge.
    pub y: Px,
    /// Width.
    pub w: Px,
    /// Height.
    pub h: Px,
}

impl Rect {
    /// The rectangle with its top left corner at `x`, `y`.
    pub const fn new(x: Px, y: Px, w: Px, h: Px) -> Self {
        Self { x, y, w, h }
    }
    /// Right edge.
    pub fn right(&self) -> Px {
        self.x + self.w
    }
    /// Bottom edge.
    pub fn bottom(&self) -> Px {
        self.y + self.h
    }
    /// Centre.
    pub fn center(&self) -> Point {
        Point::new(self.x + self.w / 2.0, self.y + self.h / 2.0)
    }
    /// Whether the interiors overlap by more than `slack` in both directions.
    pub fn overlaps(&self, other: &Self, slack: Px) -> bool {
        self.x + slack < other.right()
            && other.x + slack < self.right()
            && self.y + slack < other.bottom()
            && other.y + slack < self.bottom()
    }
    /// Whether `other` lies inside, borders included.
    pub fn contains(&self, other: &Self) -> bool {
        self.x <= other.x
            && self.y <= other.y
            && other.right() <= self.right()
            && other.bottom() <= self.bottom()
    }
    /// The rectangle grown by `by` on each side (shrunk when negative).
    #[must_use]
    pub fn grown(&self, by: Px) -> Self {
        Self::new(self.x - by, self.y - by, self.w + 2.0 * by, self.h + 2.0 * by)
    }
    /// The smallest rectangle that holds both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self::new(x, y, self.right().max(other.right()) - x, self.bottom().max(other.bottom()) - y)
    }
    /// The rectangle moved by `dx`, `dy`.
    #[must_use]
    pub fn moved(&self, dx: Px, dy: Px) -> Self {
        Self::new(self.x + dx, self.y + dy, self.w, self.h)
    }
}

/// A piece of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece {
    /// Starts anew.
    Move(Point),
    /// Straight on.
    Line(Point),
    /// A curve with one control point.
    Quad(Point, Point),
    /// A curve with two control points.
    Cubic(Point, Point, Point),
    /// Back to the start.
    Close,
}

impl Piece {
    /// The piece with every point sent through `map`.
    #[must_use]
    pub fn map(self, map: impl Fn(Point) -> Point) -> Self {
        match self {
            Self::Move(to) => Self::Move(map(to)),
            Self::Line(to) => Self::Line(map(to)),
            Self::Quad(one, to) => Self::Quad(map(one), map(to)),
            Self::Cubic(one, two, to) => Self::Cubic(map(one), map(two), map(to)),
            Self::Close => Self::Close,
        }
    }
}

/// Rounds half away from zero to a multiple of 1/`steps`, so that coordinates print short and alike.
pub fn snap(value: Px, steps: u32) -> Px {
    let steps = f64::from(steps);
    (value * steps).round() / steps
}
