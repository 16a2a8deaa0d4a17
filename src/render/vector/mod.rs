//! The scene's shapes as outlines of straight pieces and curves, for formats that draw on their own.

mod glyph;

pub(super) use crate::geometry::outline::{disc, rect};
pub(super) use glyph::glyph;

use crate::{
    geometry::{
        Piece, Point, Rect,
        arc::{self, Sweep},
    },
    scene::Command,
};

/// The scene's path.
pub(super) fn path(commands: &[Command]) -> Vec<Piece> {
    let mut out = Vec::with_capacity(commands.len());
    let mut at = Point::default();
    for command in commands {
        match *command {
            Command::Move(to) => out.push(Piece::Move(to)),
            Command::Line(to) => out.push(Piece::Line(to)),
            Command::Quad(control, to) => out.push(Piece::Quad(control, to)),
            Command::Hop { radius, clockwise, to } => {
                let sweep = Sweep { large: false, clockwise };
                arc::add(at, Point::new(radius, radius), sweep, to, &mut out);
            }
        }
        at = match *command {
            Command::Move(to)
            | Command::Line(to)
            | Command::Quad(_, to)
            | Command::Hop { to, .. } => to,
        };
    }
    out
}

/// What stands for a letter that the font lacks: a box as high as a capital. `place` starts on the base line;
/// its height is the size of the letters.
pub(super) fn missing(place: &Rect) -> Vec<Piece> {
    let air = place.h / 12.0;
    let width = (place.w - 2.0 * air).max(place.h / 8.0);
    rect(&Rect::new(place.x + air, place.y - place.h * 0.7, width, place.h * 0.7), place.h / 10.0)
}
