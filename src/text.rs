//! Text as the picture shows it: cleaned, measured with the embedded font, wrapped and subset.
//!
//! Widths are sums of advances: the font in the picture carries no kerning, so the sums are exact.

#[cfg(feature = "shape")]
mod font;
#[cfg(feature = "shape")]
mod outline;
#[cfg(feature = "shape")]
mod place;
mod woff;
mod wrap;

#[cfg(feature = "shape")]
pub use font::Font;
#[cfg(feature = "shape")]
pub use outline::font;
#[cfg(feature = "shape")]
pub use place::{Glyph, Placed, outline, place, reach};
pub use wrap::{fit, wrap, wrap_evenly};

pub(crate) use wrap::wholes;

use crate::{geometry::Px, secrets};
use std::{collections::BTreeSet, sync::OnceLock};
use ttf_parser::Face;
use unicode_width::UnicodeWidthStr;

/// The private family name that pictures give to the font that they carry.
pub const FAMILY: &str = "Cyanotype Sans";

/// Height of a capital letter as a share of the font size (Noto Sans: 714 of 1000 units).
pub const CAP_HEIGHT: Px = 0.714;

/// How heavy the letters are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Running text.
    #[default]
    Regular,
    /// Headings and names.
    Bold,
}

impl Weight {
    /// Both weights.
    pub const ALL: [Self; 2] = [Self::Regular, Self::Bold];

    const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => notosans::REGULAR_TTF,
            Self::Bold => notosans::BOLD_TTF,
        }
    }
    fn face(self) -> Option<&'static Face<'static>> {
        static REGULAR: OnceLock<Option<Face<'static>>> = OnceLock::new();
        static BOLD: OnceLock<Option<Face<'static>>> = OnceLock::new();
        let cell = match self {
            Self::Regular => &REGULAR,
            Self::Bold => &BOLD,
        };
        cell.get_or_init(|| Face::parse(self.bytes(), 0).ok()).as_ref()
    }
    /// Advance of `c` as a share of the font size; `None` when the font has no glyph for it. Those of ASCII are looked up
    /// once.
    fn advance(self, c: char) -> Option<Px> {
        static REGULAR: OnceLock<[Option<Px>; 128]> = OnceLock::new();
        static BOLD: OnceLock<[Option<Px>; 128]> = OnceLock::new();
        let cell = match self {
            Self::Regular => &REGULAR,
            Self::Bold => &BOLD,
        };
        let Ok(byte @ ..128) = u8::try_from(c) else { return self.look_up(c) };
        cell.get_or_init(|| std::array::from_fn(|at| self.look_up(ascii(at))))[usize::from(byte)]
    }
    fn look_up(self, c: char) -> Option<Px> {
        let face = self.face()?;
        let glyph = face.glyph_index(c)?;
        Some(Px::from(face.glyph_hor_advance(glyph)?) / Px::from(face.units_per_em()))
    }
}

/// The character with a number below 128.
fn ascii(number: usize) -> char {
    u8::try_from(number).map_or('\0', char::from)
}

/// Whether `c` joins or varies the character before it (emoji sequences), so that they are one picture.
fn joins(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{20e3}')
}

/// Whether `c` would change the direction of text around it, or is invisible and moves nothing.
fn invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200b}' | '\u{200f}' | '\u{61c}' | '\u{feff}' | '\u{ad}' | '\u{fff9}'..='\u{fffb}'
    ) || is_bidi_control(c)
        || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether `c` overrides or isolates the writing direction.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text made safe to show on one line: new lines, tabs and runs of blanks become one space; control
/// characters, direction overrides and isolates, and characters that XML cannot carry vanish. A left-to-right mark stays:
/// it keeps the order of names that are written from right to left. What looks like a secret becomes asterisks.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in secrets::masked(text).chars() {
        if (c.is_whitespace() && c != '\u{a0}') || matches!(c, '\u{2028}' | '\u{2029}') {
            if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
            }
        } else if !c.is_control() && !invisible(c) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether the embedded font has every glyph of `text`.
pub fn covered(text: &str, weight: Weight) -> bool {
    text.chars().all(|c| !joins(c) && weight.advance(c).is_some())
}

/// Width of `text` at `size`, in pixels. Glyphs that the font lacks (CJK, emoji) count one em for a wide
/// cell and 0.6 em for a narrow one.
pub fn width(text: &str, weight: Weight, size: Px) -> Px {
    let mut missing = String::new();
    let mut sum = 0.0;
    for c in text.chars() {
        match weight.advance(c) {
            Some(advance) if !joins(c) || missing.is_empty() => {
                sum += estimate(&missing) + advance;
                missing.clear();
            }
            _ => missing.push(c),
        }
    }
    (sum + estimate(&missing)) * size
}

/// Estimated width in em of a run that the font cannot draw.
fn estimate(run: &str) -> Px {
    wholes(run).map(|whole| cells(UnicodeWidthStr::width(whole))).sum()
}

/// Width in em of this many terminal cells.
fn cells(count: usize) -> Px {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    Px::from(count / 2) + Px::from(count % 2) * 0.6
}

/// The same as [`subset`] as WOFF, which takes three quarters of the bytes. Empty when the font cannot be read.
pub fn packed_subset(weight: Weight, chars: &BTreeSet<char>) -> Vec<u8> {
    woff::pack(&subset(weight, chars)).unwrap_or_default()
}

/// A TrueType font with the glyphs of `chars` only (those that the font has) and no kerning, for embedding
/// under [`FAMILY`]. Empty when the font cannot be read, which a test rules out.
pub fn subset(weight: Weight, chars: &BTreeSet<char>) -> Vec<u8> {
    let chars: BTreeSet<char> =
        chars.iter().copied().filter(|&c| weight.advance(c).is_some()).collect();
    font_subset::Font::opentype(weight.bytes())
        .and_then(|font| font.subset(&chars))
        .map(|subset| subset.to_opentype())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "a failed expectation is a failed test")]

    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        // Measured in Chromium with the same font at 100 px, kerning off.
        for (text, expected) in [
            ("Hello", 242.578),
            ("Amazon OpenSearch Serverless", 1490.188),
            ("AVATAR Wäscher To", 942.188),
            ("e\u{301}", 56.406),
        ] {
            assert!((width(text, Weight::Regular, 100.0) - expected).abs() < 0.2, "{text}");
        }
        assert!(width("Hello", Weight::Bold, 10.0) > width("Hello", Weight::Regular, 10.0));
        assert!(width("", Weight::Regular, 12.0).abs() < 1e-9);
    }

    #[test]
    fn missing_glyphs_are_estimated_by_cells() {
        assert!((width("日本", Weight::Regular, 10.0) - 20.0).abs() < 1e-9);
        assert!(!covered("日本", Weight::Regular));
        assert!(covered("Größe, Ёлка, λ", Weight::Regular));
        // A family emoji of three persons is one picture two cells wide.
        assert!((width("👩\u{200d}👩\u{200d}👧", Weight::Regular, 10.0) - 10.0).abs() < 1e-9);
    }

    #[test]
    fn combining_marks_do_not_widen() {
        let plain = width("e", Weight::Regular, 12.0);
        assert!((width("e\u{301}", Weight::Regular, 12.0) - plain).abs() < 1e-9);
    }

    #[test]
    fn clean_removes_what_could_harm() {
        assert_eq!(clean("a\u{202e}b\u{2066}c\0d\u{7}\n e\t\tf \u{feff}"), "abcd e f");
        assert_eq!(clean("\n\n"), "");
        assert_eq!(clean("key AKIAQ3ZTVX7KLMN2P4RS of"), "key ******************** of");
    }

    #[test]
    fn subset_keeps_advances_and_is_small() {
        let chars: BTreeSet<char> = (' '..='~').chain(['日']).collect();
        for weight in Weight::ALL {
            let bytes = subset(weight, &chars);
            assert!(bytes.len() > 1000 && bytes.len() < 20_000, "{}", bytes.len());
            let face = Face::parse(&bytes, 0).expect("the subset is a font");
            let glyph = face.glyph_index('W').expect("it has the glyph");
            let advance = Px::from(face.glyph_hor_advance(glyph).expect("it has an advance"));
            let own = advance / Px::from(face.units_per_em());
            assert!((own - weight.advance('W').expect("in the font")).abs() < 1e-9);
            assert_eq!(bytes, subset(weight, &chars));
        }
    }
}
