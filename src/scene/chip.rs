//! Marks of findings: a sign by severity, the number and the code.

use super::{
    colour::Rgb,
    item::{Anchor, Command, Look, Shape, Stroke, Text},
    plan::{Finding, SMALL},
    theme::Paint,
};
use crate::{
    change::Kind,
    diagnostic::Severity,
    geometry::{Point, Px, Rect, Size},
    text::{self, Weight},
};

/// Height of a mark, and the distance of two.
pub(super) const HEIGHT: (Px, Px) = (18.0, 20.0);
/// Radius of the sign.
const SIGN: Px = 7.0;
/// More marks than this in one place are counted only.
const MOST: usize = 4;

/// The colour of a severity.
pub const fn colour(severity: Severity) -> Rgb {
    match severity {
        Severity::Error => Rgb(0xD1, 0x32, 0x12),
        Severity::Warning => Rgb(0xB2, 0x6B, 0x00),
        Severity::Info => Rgb(0x00, 0x6C, 0xE0),
    }
}

/// The colour of what became of a thing.
pub(super) const fn colour_of(kind: Kind) -> Rgb {
    match kind {
        Kind::Added => Rgb(0x1A, 0x7F, 0x37),
        Kind::Removed => Rgb(0xCF, 0x22, 0x2E),
        Kind::Changed => Rgb(0x9A, 0x67, 0x00),
    }
}

/// What the sign of a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// How bad a finding is.
    Severity(Severity),
    /// What became of a thing.
    Change(Kind),
}

impl Says {
    /// What the mark of an entry says.
    pub(super) fn of(one: &Finding) -> Self {
        one.kind.map_or(Self::Severity(one.severity), Self::Change)
    }
    const fn colour(self) -> Rgb {
        match self {
            Self::Severity(severity) => colour(severity),
            Self::Change(kind) => colour_of(kind),
        }
    }
}

/// The texts of the marks in one place: all, or the first ones and how many more there are.
fn words(findings: &[Finding], marks: &[usize]) -> Vec<(Option<Says>, String)> {
    let shown = if marks.len() > MOST { MOST - 1 } else { marks.len() };
    let known = marks.iter().take(shown).filter_map(|&at| findings.get(at));
    let mut out: Vec<_> = known.map(|one| (Some(Says::of(one)), one.mark.clone())).collect();
    if marks.len() > shown {
        out.push((None, format!("{} more", marks.len() - shown)));
    }
    out
}

fn width(words: &str, sign: bool) -> Px {
    let left = if sign { 2.0 * SIGN + 10.0 } else { 7.0 };
    left + text::width(words, Weight::Bold, SMALL) + 7.0
}

/// The room of the marks, one under the other.
pub(super) fn extent(findings: &[Finding], marks: &[usize]) -> Size {
    let words = words(findings, marks);
    let widest = words.iter().map(|(sign, one)| width(one, sign.is_some())).fold(0.0, Px::max);
    Size::new(widest, super::plan::px(words.len()) * HEIGHT.1)
}

/// Draws the marks one under the other, with the middle of their upper edge at `at`.
pub(super) fn draw(findings: &[Finding], marks: &[usize], at: Point, out: &mut Vec<Shape>) {
    let mut y = at.y;
    for (says, words) in words(findings, marks) {
        let width = width(&words, says.is_some());
        let place = Rect::new(at.x - width / 2.0, y, width, HEIGHT.0);
        let ink = says.map_or(Paint::Muted, |says| Paint::Ink(says.colour()));
        let look = Look::filled(Paint::Ground).with(Stroke::solid(ink, 1.25));
        out.push(Shape::Rect(place, HEIGHT.0 / 2.0, look));
        if let Some(says) = says {
            sign(says, Point::new(place.x + SIGN + 4.0, place.center().y), out);
        }
        let end = Point::new(place.right() - 7.0, place.center().y);
        let text = Text::level(words, end, (SMALL, Weight::Bold), ink);
        out.push(Shape::Text(text.anchored(Anchor::End)));
        y += HEIGHT.1;
    }
}

/// The sign of a severity: an octagon with a cross, a triangle with an exclamation mark, a disc with an `i`; of a change:
/// a disc with a plus, a square with a minus, a diamond with a tilde.
pub(super) fn sign(says: Says, at: Point, out: &mut Vec<Shape>) {
    let look = Look::filled(Paint::Ink(says.colour()));
    let (letter, down) = match says {
        Says::Severity(Severity::Error) => ("×", 0.0),
        Says::Severity(Severity::Warning) => ("!", 1.5),
        Says::Severity(Severity::Info) => ("i", 0.0),
        Says::Change(kind) => (kind.sign(), 0.0),
    };
    out.push(match says {
        Says::Severity(Severity::Error) => Shape::Path(around(at, &OCTAGON, SIGN), look),
        Says::Severity(Severity::Warning) => Shape::Path(around(at, &TRIANGLE, SIGN), look),
        Says::Severity(Severity::Info) | Says::Change(Kind::Added) => {
            Shape::Disc(at, SIGN - 0.5, look)
        }
        Says::Change(Kind::Removed) => {
            Shape::Rect(Rect::new(at.x, at.y, 0.0, 0.0).grown(SIGN - 1.0), 1.0, look)
        }
        Says::Change(Kind::Changed) => Shape::Path(around(at, &DIAMOND, SIGN), look),
    });
    let at = Point::new(at.x, at.y + down);
    let text = Text::level(letter, at, (SMALL, Weight::Bold), Paint::Ground);
    out.push(Shape::Text(text.anchored(Anchor::Middle)));
}

/// Corners around a middle, for a radius of one.
const OCTAGON: [(Px, Px); 8] = [
    (-0.4, -1.0),
    (0.4, -1.0),
    (1.0, -0.4),
    (1.0, 0.4),
    (0.4, 1.0),
    (-0.4, 1.0),
    (-1.0, 0.4),
    (-1.0, -0.4),
];
pub(super) const TRIANGLE: [(Px, Px); 3] = [(0.0, -1.05), (1.1, 0.95), (-1.1, 0.95)];
const DIAMOND: [(Px, Px); 4] = [(0.0, -1.15), (1.15, 0.0), (0.0, 1.15), (-1.15, 0.0)];

/// The closed outline through `corners`, which are given for a radius of one.
pub(super) fn around(at: Point, corners: &[(Px, Px)], radius: Px) -> Vec<Command> {
    let place = |&(x, y): &(Px, Px)| Point::new(at.x + x * radius, at.y + y * radius);
    let mut out: Vec<Command> = corners.iter().map(place).map(Command::Line).collect();
    if let Some(first) = corners.first() {
        out.insert(0, Command::Move(place(first)));
        out.push(Command::Line(place(first)));
    }
    out
}
