//! A font of the user, for letters that the own one lacks: shaped as its script asks for, and drawn as outlines.

use super::{Weight, joins, outline::Pen};
use crate::geometry::{Piece, Px};
use harfrust::{Buffer, Direction, ShapeOptions, ShaperFont};
use std::{fmt, sync::Arc};
use ttf_parser::{Face, GlyphId, fonts_in_collection};
use unicode_width::UnicodeWidthChar;

/// A font beside the own one. Cloning it is cheap.
#[derive(Clone)]
pub struct Font {
    bytes: Arc<[u8]>,
    index: u32,
    shaper: harfrust::Font,
    em: Px,
    bold: bool,
}

/// A glyph where shaping put it, in em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shaped {
    pub(super) glyph: u16,
    pub(super) x: Px,
    pub(super) y: Px,
    pub(super) advance: Px,
}

impl Font {
    /// The font in a TrueType or OpenType file, of a collection the one at `index`; `None` when it cannot be read.
    pub fn new(bytes: Vec<u8>, index: u32) -> Option<Self> {
        let face = Face::parse(&bytes, index).ok()?;
        let (em, bold) = (Px::from(face.units_per_em()), face.is_bold());
        let shaper = harfrust::Font::new(bytes.clone(), index)?;
        Some(Self { bytes: bytes.into(), index, shaper, em, bold })
    }
    /// How many fonts a file has: one, when it is no collection; none, when it is no font.
    pub fn count(bytes: &[u8]) -> u32 {
        let one = || u32::from(Face::parse(bytes, 0).is_ok());
        fonts_in_collection(bytes).unwrap_or_else(one)
    }
    fn face(&self) -> Option<Face<'_>> {
        Face::parse(&self.bytes, self.index).ok()
    }
    /// Whether it was made for this weight.
    pub(super) fn suits(&self, weight: Weight) -> bool {
        self.bold == (weight == Weight::Bold)
    }
    /// Whether it can draw all of `text`. A glyph that is a picture in colours has no outline and does not count.
    pub(super) fn draws(&self, text: &str) -> bool {
        let Some(face) = self.face() else { return false };
        text.chars().all(|c| {
            let blank = c.is_whitespace() || joins(c) || c.width().unwrap_or(0) == 0;
            let glyph = face.glyph_index(c);
            glyph.map_or(joins(c), |glyph| blank || face.glyph_bounding_box(glyph).is_some())
        })
    }
    /// The glyphs of a run in one direction, from left to right.
    pub(super) fn shape(&self, run: &str, direction: Direction) -> Vec<Shaped> {
        let mut buffer = Buffer::new();
        buffer.push_str(run);
        buffer.set_direction(direction);
        buffer.guess_segment_properties();
        let font = ShaperFont::new(&self.shaper);
        if harfrust::shape(&font, &mut buffer, ShapeOptions::default()).is_err() {
            return Vec::new();
        }
        let em = |units: i32| Px::from(units) / self.em;
        let both = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
        both.map(|(info, place)| Shaped {
            glyph: u16::try_from(info.glyph_id).unwrap_or_default(),
            x: em(place.x_offset),
            y: -em(place.y_offset),
            advance: em(place.x_advance),
        })
        .collect()
    }
    /// The outline of a glyph in em; the y axis points down from the base line.
    pub(super) fn outline(&self, glyph: u16) -> Vec<Piece> {
        let mut pen = Pen::new(self.em);
        if let Some(face) = self.face() {
            // A glyph without an outline is a blank.
            let _ = face.outline_glyph(GlyphId(glyph), &mut pen);
        }
        pen.done()
    }
}

impl fmt::Debug for Font {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Font").field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}
