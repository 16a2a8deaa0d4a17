//! Overlays: what the components and lines of a picture mean for data protection, trust or cost.
//!
//! Every meaning is a colour, a sign with its own shape, and a word; none is told by its colour alone.

mod cost;
mod data;
mod trust;

use super::{
    chip,
    colour::Rgb,
    item::{Anchor, Look, Shape, Stroke, Text},
    plan::SMALL,
    theme::Paint,
};
use crate::{
    geometry::{Point, Px, Rect, Size},
    model::{ComponentId, ConnectionId, Model},
    text::{self, Weight},
};

/// What is laid over a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// Which classes of data each component holds and each line carries.
    Data,
    /// The trust zones, and the lines that lead from one into another.
    Trust,
    /// By what each component is billed, and what is billed all the time.
    Cost,
}

impl Overlay {
    /// All overlays.
    pub const ALL: [Self; 3] = [Self::Data, Self::Trust, Self::Cost];
    /// The word of the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Trust => "trust",
            Self::Cost => "cost",
        }
    }
    /// What it shows, one phrase.
    pub const fn summary(self) -> &'static str {
        match self {
            Self::Data => "which classes of data components hold and lines carry",
            Self::Trust => "the trust zones, and the lines that cross their boundaries",
            Self::Cost => "what is billed by token, hour, request or volume, and all the time",
        }
    }
    /// What a picture with it is about.
    pub const fn subject(self) -> &'static str {
        match self {
            Self::Data => "classes of data",
            Self::Trust => "trust zones",
            Self::Cost => "cost factors",
        }
    }
    /// What a component without a tag is.
    pub const fn nothing(self) -> &'static str {
        match self {
            Self::Data => "Nothing is said, and nothing comes here",
            Self::Trust => "In no zone",
            Self::Cost => "Not billed by AWS",
        }
    }
    /// The heading of its part of the legend.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Data => "Classes of data",
            Self::Trust => "Trust zones",
            Self::Cost => "Billed by",
        }
    }
}

/// The form of a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A circle line.
    Ring,
    /// A filled circle.
    Disc,
    /// A filled square.
    Square,
    /// A square on its tip.
    Diamond,
    /// A triangle on its side.
    Triangle,
    /// A cross.
    Cross,
}

/// A meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its colour, before the theme makes it readable.
    pub colour: Rgb,
    /// Its sign.
    pub form: Form,
    /// What stands in a tag.
    pub short: String,
    /// What the legend says.
    pub words: String,
}

impl Mark {
    /// A meaning of a table.
    fn new(colour: Rgb, form: Form, short: &str, words: impl Into<String>) -> Self {
        Self { colour, form, short: short.to_owned(), words: words.into() }
    }
}

/// What one component wears: a meaning, and more words when there is more to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Index of the meaning in [`Lens::marks`].
    pub mark: usize,
    /// What the tag says.
    pub words: String,
}

/// An overlay of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// Which.
    pub overlay: Overlay,
    /// The meanings, in the order of the legend.
    pub marks: Vec<Mark>,
    /// By component.
    components: Vec<Option<Tag>>,
    /// By connection: indices of meanings.
    connections: Vec<Vec<usize>>,
}

impl Lens {
    /// Finds out what `overlay` says of `model`.
    pub fn new(model: &Model, overlay: Overlay) -> Self {
        match overlay {
            Overlay::Data => data::lens(model),
            Overlay::Trust => trust::lens(model),
            Overlay::Cost => cost::lens(model),
        }
    }
    /// What a component wears.
    pub fn component(&self, id: ComponentId) -> Option<&Tag> {
        self.components.get(id.0 as usize)?.as_ref()
    }
    /// What a connection wears.
    pub fn connection(&self, id: ConnectionId) -> &[usize] {
        self.connections.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }
    /// The meaning with this index.
    pub fn mark(&self, at: usize) -> Option<&Mark> {
        self.marks.get(at)
    }
    /// The short words of some meanings, for formats without signs.
    pub fn short(&self, marks: &[usize]) -> String {
        let words = marks.iter().filter_map(|&at| self.mark(at));
        words.map(|mark| mark.short.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// Height of a tag with the air above it.
pub(super) const TAG: Px = 21.0;
/// Radius of a sign.
const SIGN: Px = 5.0;

/// The corners of a cross, for a radius of one.
const CROSS: [(Px, Px); 12] = [
    (-1.0, -0.55),
    (-0.55, -1.0),
    (0.0, -0.45),
    (0.55, -1.0),
    (1.0, -0.55),
    (0.45, 0.0),
    (1.0, 0.55),
    (0.55, 1.0),
    (0.0, 0.45),
    (-0.55, 1.0),
    (-1.0, 0.55),
    (-0.45, 0.0),
];

/// The room of a tag with these words.
pub(super) fn extent(words: &str) -> Size {
    Size::new(text::width(words, Weight::Bold, SMALL) + 2.0 * SIGN + 19.0, TAG)
}

/// The room of tags beside each other.
pub(super) fn extent_of(lens: &Lens, marks: &[usize]) -> Size {
    let widths =
        marks.iter().filter_map(|&at| lens.mark(at)).map(|mark| extent(&mark.short).w + 3.0);
    let width: Px = widths.sum();
    if width > 0.0 { Size::new(width - 3.0, TAG) } else { Size::default() }
}

/// Draws a tag with the middle of its upper edge at `at`.
pub(super) fn draw(mark: &Mark, words: &str, at: Point, out: &mut Vec<Shape>) {
    let size = extent(words);
    let place = Rect::new(at.x - size.w / 2.0, at.y, size.w, 18.0);
    let ink = Paint::Ink(mark.colour);
    let look = Look::filled(Paint::Ground).with(Stroke::solid(ink, 1.25));
    out.push(Shape::Rect(place, 4.0, look));
    sign(mark, Point::new(place.x + SIGN + 6.0, place.center().y), out);
    let at = Point::new(place.right() - 7.0, place.center().y);
    let text = Text::level(words, at, (SMALL, Weight::Bold), ink);
    out.push(Shape::Text(text.anchored(Anchor::End)));
}

/// Draws tags beside each other, with the middle of their upper edge at `at`.
pub(super) fn draw_all(lens: &Lens, marks: &[usize], at: Point, out: &mut Vec<Shape>) {
    let mut x = at.x - extent_of(lens, marks).w / 2.0;
    for mark in marks.iter().filter_map(|&at| lens.mark(at)) {
        let width = extent(&mark.short).w;
        draw(mark, &mark.short, Point::new(x + width / 2.0, at.y), out);
        x += width + 3.0;
    }
}

/// The sign of a meaning with its middle at `at`.
pub(super) fn sign(mark: &Mark, at: Point, out: &mut Vec<Shape>) {
    let ink = Paint::Ink(mark.colour);
    let filled = Look::filled(ink);
    let corners: &[(Px, Px)] = match mark.form {
        Form::Ring => {
            let line = Look::outlined(Stroke::solid(ink, 2.0));
            return out.push(Shape::Disc(at, SIGN - 1.0, line));
        }
        Form::Disc => return out.push(Shape::Disc(at, SIGN, filled)),
        Form::Square => {
            let place = Rect::new(at.x, at.y, 0.0, 0.0).grown(SIGN - 0.5);
            return out.push(Shape::Rect(place, 0.0, filled));
        }
        Form::Diamond => &[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)],
        Form::Triangle => &chip::TRIANGLE,
        Form::Cross => &CROSS,
    };
    out.push(Shape::Path(chip::around(at, corners, SIGN), filled));
}
