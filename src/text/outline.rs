//! The glyphs of the own font, for formats that draw them without the help of a browser.

use super::{Font, Weight};
use crate::geometry::{Piece, Point, Px};
use std::sync::OnceLock;
use ttf_parser::{GlyphId, OutlineBuilder};

/// The outline of a glyph of the own font in em; the y axis points down from the base line.
pub(super) fn own(glyph: u16, weight: Weight) -> Vec<Piece> {
    let Some(face) = weight.face() else { return Vec::new() };
    let mut pen = Pen::new(Px::from(face.units_per_em()));
    // A glyph without an outline is a blank.
    let _ = face.outline_glyph(GlyphId(glyph), &mut pen);
    pen.done()
}

/// The whole font, for making a subset that other formats need.
pub const fn font(weight: Weight) -> &'static [u8] {
    weight.bytes()
}

impl Weight {
    /// The own font's glyph of a letter and its advance in em.
    pub(super) fn both(self, c: char) -> Option<(u16, Px)> {
        Some((self.face()?.glyph_index(c)?.0, self.advance(c)?))
    }
    /// The own font as one that shapes: where marks stand on letters.
    pub(super) fn shaper(self) -> Option<&'static Font> {
        static REGULAR: OnceLock<Option<Font>> = OnceLock::new();
        static BOLD: OnceLock<Option<Font>> = OnceLock::new();
        let cell = match self {
            Self::Regular => &REGULAR,
            Self::Bold => &BOLD,
        };
        cell.get_or_init(|| Font::new(self.bytes().to_vec(), 0)).as_ref()
    }
    /// The letter with a mark that a glyph of the own font is.
    pub(super) fn letter(self, glyph: u16) -> Option<char> {
        let face = self.face()?;
        let mut letters = ('\u{c0}'..='\u{52f}').chain('\u{1e00}'..='\u{1fff}');
        letters.find(|&c| face.glyph_index(c) == Some(GlyphId(glyph)))
    }
}

/// Draws a glyph in em.
pub(super) struct Pen {
    em: Px,
    out: Vec<Piece>,
}

impl Pen {
    pub(super) const fn new(em: Px) -> Self {
        Self { em, out: Vec::new() }
    }
    pub(super) fn done(self) -> Vec<Piece> {
        self.out
    }
    fn point(&self, x: f32, y: f32) -> Point {
        Point::new(Px::from(x) / self.em, -Px::from(y) / self.em)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.out.push(Piece::Move(self.point(x, y)));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.out.push(Piece::Line(self.point(x, y)));
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.out.push(Piece::Quad(self.point(x1, y1), self.point(x, y)));
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.out.push(Piece::Cubic(self.point(x1, y1), self.point(x2, y2), self.point(x, y)));
    }
    fn close(&mut self) {
        self.out.push(Piece::Close);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_stand_on_the_base_line() {
        let (glyph, _) = Weight::Regular.both('H').expect("every font has an H");
        let pieces = own(glyph, Weight::Regular);
        assert!(matches!(pieces.first(), Some(Piece::Move(_))));
        for piece in &pieces {
            let _ = piece.map(|point| {
                assert!((-0.715..=0.0).contains(&point.y), "{point:?}");
                point
            });
        }
        assert!(own(u16::MAX, Weight::Regular).is_empty());
    }
}
