//! Drawings and images from the user's disk: icons and logos, read by an allow-list and kept as plain outlines.
//!
//! Nothing of a file reaches a picture as it was written: elements and attributes on the list become numbers and
//! colours, and a file that needs anything else is refused as a whole, so that no icon is ever shown changed.

mod blend;
mod image;
mod look;
mod read;
#[cfg(test)]
mod tests;

pub use image::Image;

use super::colour::Rgb;
use crate::geometry::{Piece, Point, Px, Rect, Transform};
use std::{fmt, sync::Arc};

/// A drawing: outlines with their colours.
#[derive(Clone, Debug, PartialEq)]
pub struct Artwork {
    /// Width and height of the ground that it is drawn on, from the origin.
    pub view: (Px, Px),
    /// The outlines, from back to front.
    pub parts: Vec<Part>,
    /// Whether it brings its own ground: an icon without one is dark lines that need a light page.
    pub grounded: bool,
}

/// An outline of a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The outline.
    pub pieces: Vec<Piece>,
    /// Inside.
    pub fill: Option<Ink>,
    /// Whether what is enclosed twice is outside.
    pub even_odd: bool,
    /// The line along it.
    pub line: Option<Line>,
}

/// A line along an outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Colour.
    pub ink: Ink,
    /// Width.
    pub width: Px,
    /// How it ends.
    pub cap: Cap,
    /// How it turns.
    pub join: Cap,
}

/// The form of the ends and corners of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cap {
    /// Cut off at the end; pointed at a corner.
    #[default]
    Plain,
    /// Round.
    Round,
    /// Half a width longer at the end; cut off at a corner.
    Square,
}

/// A colour or a run of colours, with an opacity of 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Ink {
    /// Colour.
    pub tone: Tone,
    /// Opacity.
    pub opacity: Px,
}

/// The colour of an ink.
#[derive(Clone, Debug, PartialEq)]
pub enum Tone {
    /// One colour.
    Flat(Rgb),
    /// A run of colours along a line from one point to another.
    Along(Point, Point, Vec<Stop>),
    /// A run of colours from a point outwards to a radius.
    Around(Point, Px, Vec<Stop>),
}

/// A colour in a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// Where, from 0 to 1.
    pub at: Px,
    /// Colour.
    pub colour: Rgb,
    /// Opacity.
    pub opacity: Px,
}

/// Why a file is not drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is larger than an icon or logo ever is: bytes, or parts.
    TooLarge,
    /// It cannot be read at all.
    Broken(String),
    /// It needs something that is not on the list.
    Refused(String),
    /// It draws nothing.
    Empty,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => write!(f, "it is too large"),
            Self::Broken(why) => write!(f, "it cannot be read: {why}"),
            Self::Refused(what) => write!(f, "{what} is not allowed in it"),
            Self::Empty => write!(f, "it draws nothing"),
        }
    }
}

impl std::error::Error for Fault {}

/// The most bytes of a drawing or image.
pub const MOST_BYTES: usize = 256 * 1024;

impl Artwork {
    /// Reads a drawing in SVG.
    ///
    /// # Errors
    /// When it is no SVG, too large, or needs something that is not on the list: scripts, styles, texts, images,
    /// filters, masks, anything from outside the file.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        read::artwork(text)
    }
    /// How the drawing is put into `place`: as large as fits, in its middle.
    pub fn fitted(&self, place: &Rect) -> Transform {
        let scale = Px::min(place.w / self.view.0, place.h / self.view.1);
        let middle = place.center();
        let (x, y) = (middle.x - self.view.0 * scale / 2.0, middle.y - self.view.1 * scale / 2.0);
        Transform::moved(x, y).after(&Transform::scaled(scale, scale))
    }
    /// Whether any outline leaves the ground, so that it has to be cut off there.
    pub fn overflows(&self) -> bool {
        let slack = 0.02 * Px::max(self.view.0, self.view.1);
        let ground = Rect::new(0.0, 0.0, self.view.0, self.view.1).grown(slack);
        self.parts.iter().filter_map(|part| extent(&part.pieces)).any(|one| !ground.contains(&one))
    }
}

/// A picture that was made elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Logo {
    /// Outlines.
    Drawing(Arc<Artwork>),
    /// Dots.
    Dots(Arc<Image>),
}

impl Logo {
    /// Reads the bytes of an SVG or PNG file.
    ///
    /// # Errors
    /// As [`Artwork::parse`]; when it is a PNG that is broken or too large.
    pub fn parse(bytes: &[u8]) -> Result<Self, Fault> {
        if bytes.starts_with(b"\x89PNG") {
            return Image::parse(bytes).map(Arc::new).map(Self::Dots);
        }
        let text = std::str::from_utf8(bytes);
        let text = text.map_err(|_| Fault::Broken("it is neither SVG nor PNG".to_owned()))?;
        Artwork::parse(text).map(Arc::new).map(Self::Drawing)
    }
    /// Width divided by height.
    pub fn aspect(&self) -> Px {
        match self {
            Self::Drawing(one) => one.view.0 / one.view.1,
            Self::Dots(one) => Px::from(one.width) / Px::from(one.height),
        }
    }
}

/// What an outline covers; curves by points along them.
fn extent(pieces: &[Piece]) -> Option<Rect> {
    let mut at = Point::default();
    let mut area: Option<Rect> = None;
    let mut add = |point: Point| {
        let whole = point.x.is_finite() && point.y.is_finite();
        let point = if whole { point } else { Point::new(Px::INFINITY, Px::INFINITY) };
        let dot = Rect::new(point.x, point.y, 0.0, 0.0);
        area = Some(area.map_or(dot, |area| area.union(&dot)));
    };
    for piece in pieces {
        match *piece {
            Piece::Move(to) | Piece::Line(to) => {
                add(to);
                at = to;
            }
            Piece::Quad(one, to) => {
                (1..=8).for_each(|step| add(on_curve(at, (one, one), to, Px::from(step) / 8.0)));
                at = to;
            }
            Piece::Cubic(one, two, to) => {
                (1..=8).for_each(|step| add(on_curve(at, (one, two), to, Px::from(step) / 8.0)));
                at = to;
            }
            Piece::Close => {}
        }
    }
    area
}

/// The point of a cubic curve at a share of its way.
fn on_curve(from: Point, (one, two): (Point, Point), to: Point, share: Px) -> Point {
    let between =
        |a: Point, b: Point| Point::new(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share);
    let (a, b, c) = (between(from, one), between(one, two), between(two, to));
    between(between(a, b), between(b, c))
}
