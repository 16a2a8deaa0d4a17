//! A card: a coloured heading and text under it.

use super::sign::Sign;
use crate::{
    geometry::{Point, Px, Rect},
    scene::{
        colour::Rgb,
        item::{Group, Look, Role, Shape, Stroke, Text},
        theme::Paint,
    },
    text::{self, Weight},
};

/// Air inside.
const PAD: Px = 14.0;
/// Height of the heading's ground.
const HEAD: Px = 32.0;
/// Size of the heading, of the text, and the distance of two base lines.
const TITLE: Px = 14.0;
const SIZE: Px = 12.5;
const LINE: Px = 17.0;
/// How far points stand in.
const INDENT: Px = 14.0;
/// Side of the tile before an entry, and the air behind it; the text stands in by both.
const TILE: (Px, Px) = (24.0, 10.0);
/// Side of the tiles at the end of a row's name, and their distance.
const MARK: (Px, Px) = (15.0, 18.0);
/// More lines than this are cut.
const MOST: usize = 12;

/// A piece of the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// What it is about.
    Lead(String),
    /// A service and what it says, under it.
    Service(Option<Sign>, String, String),
    /// A row of the notes and what it says, with the services by which it applies.
    Row(String, String, Vec<Sign>),
    /// A small heading.
    Heading(String),
    /// A point of a list.
    Point(String),
}

/// A card.
#[derive(Clone, Debug)]
pub(super) struct Card {
    /// For the group.
    pub(super) id: String,
    /// The heading.
    pub(super) title: String,
    /// The heading's colour.
    pub(super) colour: Rgb,
    /// The text.
    pub(super) parts: Vec<Part>,
}

/// Where the next line goes, and what there is so far.
struct Pen {
    shapes: Vec<Shape>,
    left: Px,
    width: Px,
    y: Px,
}

impl Pen {
    fn lines(&mut self, words: &str, indent: Px, (weight, paint): (Weight, Paint)) {
        for line in text::wrap(words, weight, SIZE, self.width - indent, MOST) {
            let at = Point::new(self.left + indent, self.y + LINE / 2.0);
            self.shapes.push(Shape::Text(Text::level(line, at, (SIZE, weight), paint)));
            self.y += LINE;
        }
    }
}

impl Card {
    /// Draws it with its top left corner at `at`; gives its height too.
    pub(super) fn draw(&self, at: Point, width: Px) -> (Group, Px) {
        let width_inside = width - 2.0 * PAD;
        let mut pen = Pen {
            shapes: Vec::new(),
            left: at.x + PAD,
            width: width_inside,
            y: at.y + HEAD + 10.0,
        };
        for (index, part) in self.parts.iter().enumerate() {
            draw(part, index, self.colour, &mut pen);
        }
        let height = pen.y + PAD - 4.0 - at.y;
        let ground = Rect::new(at.x, at.y, width, height);
        let head = Rect::new(at.x, at.y, width, HEAD);
        let border = Stroke::solid(Paint::Border(self.colour), 1.0);
        let mut group = Group::new(Role::Note, self.id.clone(), self.title.clone());
        group.shapes = vec![
            Shape::Rect(ground, 0.0, Look::filled(Paint::Ground).with(border)),
            Shape::Rect(head, 0.0, Look::filled(Paint::Tint(self.colour))),
            Shape::Rect(
                Rect::new(at.x, at.y, 4.0, HEAD),
                0.0,
                Look::filled(Paint::Border(self.colour)),
            ),
        ];
        let title = text::fit(&self.title, Weight::Bold, TITLE, width_inside);
        let place = Point::new(at.x + PAD, at.y + HEAD / 2.0);
        let title = Text::level(title, place, (TITLE, Weight::Bold), Paint::Text);
        group.shapes.push(Shape::Text(title));
        group.shapes.extend(pen.shapes);
        (group, height)
    }
    /// The card in sentences.
    pub(super) fn words(&self) -> String {
        let parts = self.parts.iter().map(|part| match part {
            Part::Lead(text) | Part::Point(text) => text.clone(),
            Part::Service(_, name, text) | Part::Row(name, text, _) => format!("{name}: {text}"),
            Part::Heading(text) => format!("{text}:"),
        });
        format!("{}. {}", self.title, parts.collect::<Vec<_>>().join(" "))
    }
}

fn draw(part: &Part, index: usize, colour: Rgb, pen: &mut Pen) {
    let (plain, bold) = ((Weight::Regular, Paint::Text), (Weight::Bold, Paint::Text));
    let air = if index == 0 { 0.0 } else { 7.0 };
    match part {
        Part::Lead(words) => {
            pen.lines(words, 0.0, (Weight::Regular, Paint::Muted));
        }
        Part::Service(sign, name, words) => {
            pen.y += air;
            let top = pen.y;
            if let Some(sign) = sign {
                sign.draw(Point::new(pen.left, top + 2.0), TILE.0, &mut pen.shapes);
            }
            pen.lines(name, TILE.0 + TILE.1, bold);
            pen.lines(words, TILE.0 + TILE.1, plain);
            pen.y = pen.y.max(top + TILE.0 + 2.0);
        }
        Part::Row(name, words, signs) => {
            pen.y += air;
            for (sign, at) in signs.iter().rev().zip(1_u8..) {
                let x = pen.left + pen.width - f64::from(at) * MARK.1 + MARK.1 - MARK.0;
                sign.draw(Point::new(x, pen.y + 1.0), MARK.0, &mut pen.shapes);
            }
            pen.lines(name, 0.0, bold);
            pen.lines(words, 0.0, plain);
        }
        Part::Heading(words) => {
            pen.y += air;
            let rule = Rect::new(pen.left, pen.y, pen.width, 1.0);
            pen.shapes.push(Shape::Rect(rule, 0.0, Look::filled(Paint::Border(colour))));
            pen.y += 8.0;
            pen.lines(words, 0.0, (Weight::Bold, Paint::Muted));
        }
        Part::Point(words) => {
            pen.y += 3.0;
            let dot = Point::new(pen.left + 4.0, pen.y + LINE / 2.0);
            pen.shapes.push(Shape::Disc(dot, 2.0, Look::filled(Paint::Muted)));
            pen.lines(words, INDENT, plain);
        }
    }
}
