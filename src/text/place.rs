//! The letters of a line one after the other, for formats that draw them without the help of a browser.
//!
//! Letters of the own font stand as they are measured. What it lacks is drawn with the user's fonts, in the order and the
//! forms of its script (the Unicode Bidirectional Algorithm, UAX #9, for a line that begins at the left), never wider
//! than it was measured; what these lack too gets a box.

use super::{Weight, estimate, font::Font, invisible, joins, outline::own, wholes, width};
use crate::geometry::{Piece, Point, Px};
use harfrust::Direction;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_width::UnicodeWidthChar;

/// What is drawn for a letter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Glyph {
    /// A glyph of the own font.
    Own(u16),
    /// A glyph of one of the user's fonts.
    Other {
        /// Index of the font.
        font: usize,
        /// The glyph.
        glyph: u16,
        /// How much narrower it is drawn.
        stretch: Px,
    },
    /// Nobody has it.
    Missing,
}

/// A letter in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// The letter; of a sequence that is one picture its first.
    pub letter: char,
    /// What is drawn.
    pub glyph: Glyph,
    /// Where it starts on the base line, in em from the start of the text.
    pub at: Point,
    /// How far it reaches, in em.
    pub advance: Px,
}

/// The letters of `text` from left to right, at most as wide as [`super::width`] says.
pub fn place(text: &str, weight: Weight, fonts: &[Font]) -> Vec<Placed> {
    let mut line = Line { weight, fonts, x: 0.0, out: Vec::new() };
    if !text.chars().any(turns) {
        line.rightwards(text);
        return line.out;
    }
    let bidi = BidiInfo::new(text, Some(Level::ltr()));
    for paragraph in &bidi.paragraphs {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let leftwards = levels.get(run.start).is_some_and(Level::is_rtl);
            let part = text.get(run).unwrap_or_default();
            if leftwards {
                line.leftwards(part);
            } else {
                line.rightwards(part);
            }
        }
    }
    line.out
}

/// How far placed letters reach, in em.
pub fn reach(placed: &[Placed]) -> Px {
    placed.iter().map(|one| one.at.x + one.advance).fold(0.0, Px::max)
}

/// The outline of a placed letter in em, from its place on the base line; empty for a blank and for what nobody has.
pub fn outline(placed: &Placed, weight: Weight, fonts: &[Font]) -> Vec<Piece> {
    match placed.glyph {
        Glyph::Own(glyph) => own(glyph, weight),
        Glyph::Other { font, glyph, stretch } => {
            let pieces = fonts.get(font).map_or_else(Vec::new, |font| font.outline(glyph));
            let narrow = |point: Point| Point::new(point.x * stretch, point.y);
            pieces.into_iter().map(|piece| piece.map(narrow)).collect()
        }
        Glyph::Missing => Vec::new(),
    }
}

/// Whether a letter is written from right to left.
fn turns(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

struct Line<'a> {
    weight: Weight,
    fonts: &'a [Font],
    x: Px,
    out: Vec<Placed>,
}

impl Line<'_> {
    fn push(&mut self, letter: char, glyph: Glyph, advance: Px) {
        self.out.push(Placed { letter, glyph, at: Point::new(self.x, 0.0), advance });
        self.x += advance;
    }
    fn rightwards(&mut self, run: &str) {
        let mut missing = String::new();
        for whole in wholes(run) {
            if missing.is_empty() && self.marked(whole) {
                continue;
            }
            for c in whole.chars() {
                match self.weight.both(c).filter(|_| !joins(c) || missing.is_empty()) {
                    None => missing.push(c),
                    Some((glyph, advance)) => {
                        self.lacking(&std::mem::take(&mut missing));
                        if unseen(c) {
                            self.x += advance;
                        } else {
                            self.push(c, Glyph::Own(glyph), advance);
                        }
                    }
                }
            }
        }
        self.lacking(&missing);
    }
    /// Places a letter of the own font with its marks, as one glyph when the font has one for both; whether it is such a
    /// letter.
    fn marked(&mut self, whole: &str) -> bool {
        let marks = whole.chars().skip(1);
        if marks.clone().next().is_none()
            || !marks.clone().all(|c| c.width() == Some(0) && !unseen(c))
            || !whole.chars().all(|c| self.weight.both(c).is_some())
        {
            return false;
        }
        let glyphs = self
            .weight
            .shaper()
            .map(|font| font.shape(whole, Direction::LeftToRight))
            .unwrap_or_default();
        let end = self.x + width(whole, self.weight, 1.0);
        let both = match &glyphs[..] {
            [] => return false,
            [one] => {
                vec![self.weight.letter(one.glyph).or(whole.chars().next()).unwrap_or_default()]
            }
            _ => whole.chars().collect(),
        };
        for (at, one) in glyphs.iter().enumerate() {
            let letter = both.get(at).copied().unwrap_or_default();
            let place = Point::new(self.x + one.x, one.y);
            self.out.push(Placed {
                letter,
                glyph: Glyph::Own(one.glyph),
                at: place,
                advance: one.advance,
            });
            self.x += one.advance;
        }
        self.x = end;
        true
    }
    /// The first font that has all of `text`, rather one of this weight.
    fn font_of(&self, text: &str) -> Option<usize> {
        let drawn = |font: &Font| font.draws(text);
        let same = self.fonts.iter().position(|font| font.suits(self.weight) && drawn(font));
        same.or_else(|| self.fonts.iter().position(drawn))
    }
    /// What the own font lacks: in stretches that one font can draw.
    fn lacking(&mut self, run: &str) {
        let mut rest: Vec<(Option<usize>, String)> = Vec::new();
        for whole in wholes(run) {
            let font = self.font_of(whole);
            match rest.last_mut() {
                Some((last, text)) if *last == font => text.push_str(whole),
                _ => rest.push((font, whole.to_owned())),
            }
        }
        for (font, text) in rest {
            match font {
                Some(font) => self.shaped(font, &text, Direction::LeftToRight),
                None => self.boxes(&text),
            }
        }
    }
    /// A run that is written from right to left: whole when one font has all of it, else its parts from the last one.
    fn leftwards(&mut self, run: &str) {
        if let Some(font) = self.font_of(run) {
            return self.shaped(font, run, Direction::RightToLeft);
        }
        let parts: Vec<&str> = wholes(run).collect();
        for part in parts.into_iter().rev() {
            if let Some(font) = self.font_of(part) {
                self.shaped(font, part, Direction::RightToLeft);
            } else {
                self.rightwards(part);
            }
        }
    }
    fn shaped(&mut self, font: usize, run: &str, direction: Direction) {
        let Some(known) = self.fonts.get(font) else { return };
        let glyphs = known.shape(run, direction);
        let natural: Px = glyphs.iter().map(|one| one.advance).sum();
        let room = width(run, self.weight, 1.0);
        let stretch = if natural > room && room > 0.0 { room / natural } else { 1.0 };
        let letter = run.chars().next().unwrap_or_default();
        for one in glyphs {
            let at = Point::new(self.x + one.x * stretch, one.y);
            let advance = one.advance * stretch;
            let glyph = Glyph::Other { font, glyph: one.glyph, stretch };
            self.out.push(Placed { letter, glyph, at, advance });
            self.x += advance;
        }
    }
    /// One box for each picture, of one width in a run.
    fn boxes(&mut self, run: &str) {
        let letters: Vec<char> = wholes(run).filter_map(|whole| whole.chars().next()).collect();
        let count = u32::try_from(letters.len()).unwrap_or(u32::MAX);
        let advance = estimate(run) / Px::from(count.max(1));
        for letter in letters.into_iter().filter(|_| advance > 0.0) {
            self.push(letter, Glyph::Missing, advance);
        }
    }
}

/// Whether `c` is never seen, though a font may have a glyph to show that it is there.
fn unseen(c: char) -> bool {
    let other = matches!(c, '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}');
    invisible(c) || other || matches!(c, '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn letters_stand_where_the_measure_says() {
        for text in ["Hello", "日本 x 日", "👩\u{200d}👩\u{200d}👧!", "e\u{301}", "", "مرحبا"]
        {
            let placed = place(text, Weight::Bold, &[]);
            assert!((reach(&placed) - width(text, Weight::Bold, 1.0)).abs() < 1e-9, "{text}");
        }
        assert_eq!(place("日本", Weight::Regular, &[]).len(), 2);
        assert_eq!(place("👩\u{200d}👧", Weight::Regular, &[]).len(), 1);
    }

    #[test]
    fn what_joins_and_turns_letters_is_not_drawn() {
        for text in ["a\u{200d}b", "a\u{200e}b\u{200e}", "\u{2068}a\u{2069}b", "a\u{2060}b\u{200c}"]
        {
            let placed = place(text, Weight::Regular, &[]);
            let letters: String = placed.iter().map(|one| one.letter).collect();
            assert_eq!(letters, "ab", "{text:?}");
        }
    }

    #[test]
    fn marks_stand_on_their_letters() {
        let letters = |text: &str| -> Vec<char> {
            place(text, Weight::Regular, &[]).iter().map(|one| one.letter).collect()
        };
        // The font has a glyph for both.
        assert_eq!(letters("Cafe\u{301}"), ['C', 'a', 'f', 'é']);
        assert_eq!(
            place("e\u{301}", Weight::Bold, &[])[0].glyph,
            place("é", Weight::Bold, &[])[0].glyph
        );
        // It has none: the mark stands over the middle of its letter, not at its end.
        let placed = place("xm\u{308}x", Weight::Regular, &[]);
        assert_eq!(placed.len(), 4);
        let middle = |one: &Placed| {
            let points = outline(one, Weight::Regular, &[]);
            let reach = Cell::new((Px::MAX, Px::MIN));
            for piece in points {
                let _ = piece.map(|point| {
                    let (low, high) = reach.get();
                    reach.set((low.min(point.x), high.max(point.x)));
                    point
                });
            }
            let (low, high) = reach.get();
            one.at.x + Px::midpoint(low, high)
        };
        assert!((middle(&placed[1]) - middle(&placed[2])).abs() < 0.05, "{placed:?}");
    }

    #[test]
    fn a_line_is_ordered_as_it_is_read() {
        let order = |text: &str| -> String {
            place(text, Weight::Regular, &[]).iter().map(|one| one.letter).collect()
        };
        assert_eq!(order("abc אבג def"), "abc גבא def");
        assert_eq!(order("אב 12 גד"), "דג 12 בא");
    }
}
