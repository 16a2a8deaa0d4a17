//! The fonts of a page: the glyphs it uses, what letters they are, and how wide.

use super::single;
use crate::{
    geometry::Px,
    render::RenderError,
    scene::Scene,
    text::{self, Glyph, Weight},
};
use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::{
    Filter, Finish, Name, Pdf, Rect, Ref, Str,
    types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap},
};
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

/// The fonts of a page, the regular one first.
#[derive(Debug)]
pub(super) struct Fonts {
    fonts: Vec<Font>,
}

/// One weight.
#[derive(Debug)]
pub(super) struct Font {
    pub(super) weight: Weight,
    /// By glyph of the whole font: the letter and its advance in em.
    glyphs: BTreeMap<u16, (char, Px)>,
    places: GlyphRemapper,
}

impl Fonts {
    /// The fonts with the letters of `scene`.
    pub(super) fn new(scene: &Scene, others: &[text::Font]) -> Self {
        let mut fonts = Weight::ALL.map(Font::new);
        for text in scene.texts() {
            let Some(font) = fonts.iter_mut().find(|font| font.weight == text.weight) else {
                continue;
            };
            for one in text::place(&text.text, text.weight, others) {
                if let Glyph::Own(glyph) = one.glyph {
                    font.glyphs.insert(glyph, (one.letter, one.advance));
                }
            }
            if !text::covered(&text.text, text.weight) {
                font.glyphs
                    .extend(blank(text.weight).map(|(glyph, advance)| (glyph, (' ', advance))));
            }
        }
        for font in &mut fonts {
            let glyphs: Vec<u16> = font.glyphs.keys().copied().collect();
            font.places = GlyphRemapper::new_from_glyphs_sorted(&glyphs);
        }
        Self { fonts: fonts.into_iter().filter(|font| !font.glyphs.is_empty()).collect() }
    }
    /// Those with any letter.
    pub(super) fn used(&self) -> &[Font] {
        &self.fonts
    }
    /// The blank of this weight: its font, code and advance in em.
    pub(super) fn blank(&self, weight: Weight) -> Option<(&Font, [u8; 2], Px)> {
        let (glyph, advance) = blank(weight)?;
        let font = self.of(weight)?;
        Some((font, font.code(glyph), advance))
    }
    /// The font of this weight, when it has any letter.
    pub(super) fn of(&self, weight: Weight) -> Option<&Font> {
        self.fonts.iter().find(|font| font.weight == weight)
    }
}

/// The glyph of a blank and its advance in em.
fn blank(weight: Weight) -> Option<(u16, Px)> {
    let placed = text::place(" ", weight, &[]);
    placed.into_iter().find_map(|one| match one.glyph {
        Glyph::Own(glyph) => Some((glyph, one.advance)),
        Glyph::Other { .. } | Glyph::Missing => None,
    })
}

const SYSTEM: SystemInfo<'static> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

impl Font {
    fn new(weight: Weight) -> Self {
        Self { weight, glyphs: BTreeMap::new(), places: GlyphRemapper::new() }
    }
    /// Its name among the page's resources.
    pub(super) const fn name(&self) -> &'static [u8] {
        match self.weight {
            Weight::Regular => b"R",
            Weight::Bold => b"B",
        }
    }
    /// The family with the tag that marks a subset.
    const fn family(&self) -> &'static [u8] {
        match self.weight {
            Weight::Regular => b"CYANOA+NotoSans",
            Weight::Bold => b"CYANOB+NotoSans-Bold",
        }
    }
    /// The code of a glyph in the page's text.
    pub(super) fn code(&self, glyph: u16) -> [u8; 2] {
        self.places.get(glyph).unwrap_or_default().to_be_bytes()
    }
    /// Writes its five objects from `first` on.
    pub(super) fn write(&self, pdf: &mut Pdf, first: i32) -> Result<(), RenderError> {
        let id = |at: i32| Ref::new(first + at);
        let subset = subsetter::subset(text::font(self.weight), 0, &self.places)
            .map_err(|_| RenderError::Format("the font"))?;
        pdf.type0_font(id(0))
            .base_font(Name(self.family()))
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(id(1))
            .to_unicode(id(2));
        self.descendant(pdf, id(1), id(3));
        pdf.stream(id(2), &compress_to_vec_zlib(&self.letters(), 9)).filter(Filter::FlateDecode);
        self.descriptor(pdf, id(3), id(4));
        let length = i32::try_from(subset.len()).unwrap_or(i32::MAX);
        pdf.stream(id(4), &compress_to_vec_zlib(&subset, 9))
            .filter(Filter::FlateDecode)
            .pair(Name(b"Length1"), length);
        Ok(())
    }
    fn descendant(&self, pdf: &mut Pdf, id: Ref, descriptor: Ref) {
        let mut font = pdf.cid_font(id);
        font.subtype(CidFontType::Type2)
            .base_font(Name(self.family()))
            .system_info(SYSTEM)
            .font_descriptor(descriptor)
            .default_width(0.0)
            .cid_to_gid_map_predefined(Name(b"Identity"));
        let advances = self.glyphs.values().map(|(_, advance)| single(advance * 1000.0));
        font.widths().consecutive(1, advances);
    }
    fn descriptor(&self, pdf: &mut Pdf, id: Ref, file: Ref) {
        let mut descriptor = pdf.font_descriptor(id);
        descriptor
            .name(Name(self.family()))
            .flags(FontFlags::SYMBOLIC)
            .bbox(Rect::new(-620.0, -390.0, 2800.0, 1070.0))
            .italic_angle(0.0)
            .ascent(1069.0)
            .descent(-293.0)
            .cap_height(single(text::CAP_HEIGHT * 1000.0))
            .stem_v(if self.weight == Weight::Bold { 140.0 } else { 80.0 })
            .font_file2(file);
        descriptor.finish();
    }
    /// Which letter a code is, for who copies or searches.
    fn letters(&self) -> Vec<u8> {
        let mut map = UnicodeCmap::new(Name(b"Cyanotype"), SYSTEM);
        for (glyph, (letter, _)) in &self.glyphs {
            map.pair(self.places.get(*glyph).unwrap_or_default(), *letter);
        }
        map.finish().into_vec()
    }
}
