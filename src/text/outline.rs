//! The letters themselves, for formats that draw them without the help of a browser.

use super::{Weight, estimate, joins, wholes};
use crate::geometry::{Piece, Point, Px};
use ttf_parser::{GlyphId, OutlineBuilder};

/// A letter, or what stands for one that the font does not have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// The letter; of a sequence that is one picture its first.
    pub letter: char,
    /// Its glyph in the font; `None` when the font lacks it.
    pub glyph: Option<u16>,
    /// Where it starts, in em from the start of the text.
    pub x: Px,
    /// How far it reaches, in em.
    pub advance: Px,
}

/// The letters of `text` one after the other, as wide as [`super::width`] says.
pub fn place(text: &str, weight: Weight) -> Vec<Placed> {
    let mut out = Vec::new();
    let (mut x, mut missing) = (0.0, String::new());
    for c in text.chars() {
        let own = weight.advance(c).filter(|_| !joins(c) || missing.is_empty());
        let Some(advance) = own else {
            missing.push(c);
            continue;
        };
        stand_in(&mut missing, &mut x, &mut out);
        out.push(Placed { letter: c, glyph: weight.glyph(c), x, advance });
        x += advance;
    }
    stand_in(&mut missing, &mut x, &mut out);
    out
}

/// Places for what the font lacks: one for each picture, of one width in a run.
fn stand_in(run: &mut String, x: &mut Px, out: &mut Vec<Placed>) {
    let letters: Vec<char> = wholes(run).filter_map(|whole| whole.chars().next()).collect();
    let width = estimate(run);
    let count = u32::try_from(letters.len()).unwrap_or(u32::MAX);
    for letter in letters {
        let advance = width / Px::from(count);
        if advance > 0.0 {
            out.push(Placed { letter, glyph: None, x: *x, advance });
        }
        *x += advance;
    }
    run.clear();
}

/// The outline of a glyph in em; the y axis points down from the base line.
pub fn outline(glyph: u16, weight: Weight) -> Vec<Piece> {
    let Some(face) = weight.face() else { return Vec::new() };
    let mut pen = Pen { em: Px::from(face.units_per_em()), out: Vec::new() };
    // A glyph without an outline is a blank.
    let _ = face.outline_glyph(GlyphId(glyph), &mut pen);
    pen.out
}

/// The whole font, for making a subset that other formats need.
pub const fn font(weight: Weight) -> &'static [u8] {
    weight.bytes()
}

impl Weight {
    fn glyph(self, c: char) -> Option<u16> {
        Some(self.face()?.glyph_index(c)?.0)
    }
}

struct Pen {
    em: Px,
    out: Vec<Piece>,
}

impl Pen {
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
    use crate::text::width;

    #[test]
    fn letters_stand_where_the_measure_says() {
        for text in ["Hello", "日本 x 日", "👩\u{200d}👩\u{200d}👧!", "e\u{301}", "", "مرحبا"]
        {
            let placed = place(text, Weight::Bold);
            let end = placed.last().map_or(0.0, |last| last.x + last.advance);
            assert!((end - width(text, Weight::Bold, 1.0)).abs() < 1e-9, "{text}");
        }
        assert_eq!(place("日本", Weight::Regular).len(), 2);
        assert_eq!(place("👩\u{200d}👧", Weight::Regular).len(), 1);
    }

    #[test]
    fn outlines_stand_on_the_base_line() {
        let h = place("H", Weight::Regular)[0].glyph.expect("every font has an H");
        let pieces = outline(h, Weight::Regular);
        assert!(matches!(pieces.first(), Some(Piece::Move(_))));
        for piece in &pieces {
            let _ = piece.map(|point| {
                assert!((-0.715..=0.0).contains(&point.y), "{point:?}");
                point
            });
        }
        assert!(outline(u16::MAX, Weight::Regular).is_empty());
    }
}
