//! What a picture consists of: flat shapes with their final places, and groups that carry meaning.

use super::{
    artwork::{Artwork, Image},
    theme::Paint,
};
use crate::{
    geometry::{Point, Px, Rect},
    text::{CAP_HEIGHT, Weight},
};
use icondata_core::IconData;
use std::sync::Arc;

/// The pattern of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dash {
    /// Unbroken.
    #[default]
    Solid,
    /// Short dashes.
    Dashed,
    /// Dots.
    Dotted,
}

impl Dash {
    /// Lengths of ink and gap in pixels; empty when unbroken.
    pub const fn pattern(self) -> &'static [Px] {
        match self {
            Self::Solid => &[],
            Self::Dashed => &[6.0, 4.0],
            Self::Dotted => &[2.0, 3.0],
        }
    }
}

/// How an outline is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub paint: Paint,
    /// Width in pixels.
    pub width: Px,
    /// Pattern.
    pub dash: Dash,
}

impl Stroke {
    /// An unbroken outline.
    pub const fn solid(paint: Paint, width: Px) -> Self {
        Self { paint, width, dash: Dash::Solid }
    }
}

/// How a shape is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Look {
    /// Inside.
    pub fill: Option<Paint>,
    /// Outline.
    pub stroke: Option<Stroke>,
}

impl Look {
    /// Filled, no outline.
    pub const fn filled(paint: Paint) -> Self {
        Self { fill: Some(paint), stroke: None }
    }
    /// Outline only.
    pub const fn outlined(stroke: Stroke) -> Self {
        Self { fill: None, stroke: Some(stroke) }
    }
    /// The same with an outline.
    #[must_use]
    pub const fn with(self, stroke: Stroke) -> Self {
        Self { fill: self.fill, stroke: Some(stroke) }
    }
}

/// A piece of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Command {
    /// Starts a new piece.
    Move(Point),
    /// Straight on.
    Line(Point),
    /// A curve with one control point.
    Quad(Point, Point),
    /// A half circle of `radius` to `to`.
    Hop {
        /// Radius.
        radius: Px,
        /// Whether it turns clockwise.
        clockwise: bool,
        /// The end.
        to: Point,
    },
}

/// Which point of a text its position names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Anchor {
    /// The left end.
    #[default]
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The anchor on the base line.
    pub at: Point,
    /// Which point `at` is.
    pub anchor: Anchor,
    /// Font size.
    pub size: Px,
    /// Weight.
    pub weight: Weight,
    /// Colour.
    pub paint: Paint,
    /// The text, cleaned (see [`crate::text::clean`]).
    pub text: String,
}

impl Text {
    /// A line that begins at `at`, with the middle of its capitals at that height.
    pub fn level(
        text: impl Into<String>,
        at: Point,
        (size, weight): (Px, Weight),
        paint: Paint,
    ) -> Self {
        let at = Point::new(at.x, at.y + size * CAP_HEIGHT / 2.0);
        Self { at, anchor: Anchor::Start, size, weight, paint, text: text.into() }
    }
    /// The same with another point of it at its place.
    #[must_use]
    pub fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }
    /// Its left end when it is so wide.
    pub fn left(&self, width: Px) -> Px {
        match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - width / 2.0,
            Anchor::End => self.at.x - width,
        }
    }
}

/// A shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A rectangle with a corner radius.
    Rect(Rect, Px, Look),
    /// A circle by centre and radius.
    Disc(Point, Px, Look),
    /// A path.
    Path(Vec<Command>, Look),
    /// A text.
    Text(Text),
    /// A line glyph that fills the square, with the stroke's width in pixels.
    Glyph(Rect, &'static IconData, Stroke),
    /// A drawing of the user's, as large as fits and unchanged.
    Artwork(Rect, Arc<Artwork>),
    /// An image of the user's that fills the rectangle.
    Image(Rect, Arc<Image>),
}

/// What a group of shapes stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A component of the architecture.
    Component,
    /// A connection.
    Connection,
    /// A boundary, band or rail.
    Boundary,
    /// Title, legend, footer.
    Note,
}

/// Shapes that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What they stand for.
    pub role: Role,
    /// A name that is unique in the picture.
    pub id: String,
    /// What a screen reader says.
    pub label: String,
    /// What a pointer shows; empty for nothing.
    pub tooltip: String,
    /// Where a click leads: a checked address : `http`, `https` or `mailto`.
    pub link: Option<String>,
    /// Facts for programs that read the picture, by name: which components a line joins, whose steps it shows.
    pub data: Vec<(&'static str, String)>,
    /// The shapes, from back to front.
    pub shapes: Vec<Shape>,
}

impl Group {
    /// An empty group.
    pub fn new(role: Role, id: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            role,
            id: id.into(),
            label: label.into(),
            tooltip: String::new(),
            link: None,
            data: Vec::new(),
            shapes: Vec::new(),
        }
    }
    /// What its rectangles and discs cover, texts and lines left out; `None` without any.
    pub fn extent(&self) -> Option<Rect> {
        let area = |shape: &Shape| match shape {
            Shape::Rect(rect, ..) => Some(*rect),
            Shape::Disc(at, radius, _) => Some(Rect::new(at.x, at.y, 0.0, 0.0).grown(*radius)),
            _ => None,
        };
        self.shapes.iter().filter_map(area).reduce(|one, two| one.union(&two))
    }
}
