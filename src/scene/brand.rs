//! What a company gives a picture: an accent, colours of bands, a logo.

use super::{
    artwork::Logo,
    colour::Rgb,
    theme::{Paint, Palette, Theme},
};
use crate::geometry::Px;

/// The least contrast of text with its ground: <https://www.w3.org/TR/WCAG21/#contrast-minimum>.
pub(super) const READABLE: Px = 4.5;

/// A company's look.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brand {
    /// The rule under the title, and the steps of the first flow.
    pub accent: Option<Rgb>,
    /// The colours of bands and rails by the ids of their layers; grounds are light tints of them.
    pub bands: Vec<(String, Rgb)>,
    /// Stands at the right of the title.
    pub logo: Option<Logo>,
}

impl Brand {
    /// The colour of the layer with this id.
    pub fn band(&self, layer: &str) -> Option<Rgb> {
        self.bands.iter().rev().find(|(id, _)| id == layer).map(|(_, colour)| *colour)
    }
    /// The palettes in which white letters on the accent could not be read, with the contrast that they would have.
    /// Dark letters are drawn there. Grounds of bands are so light or dark that the usual text can be read on each.
    pub fn unreadable(&self, theme: Theme) -> Vec<(Palette, Px)> {
        let Some(accent) = self.accent else { return Vec::new() };
        let ratio =
            |palette: &Palette| (*palette, Rgb::WHITE.contrast(palette.value(Paint::Disc(accent))));
        theme.palettes().iter().map(ratio).filter(|(_, ratio)| *ratio < READABLE).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Colours from every corner of the cube.
    fn colours() -> impl Iterator<Item = Rgb> {
        let steps = [0, 51, 102, 153, 204, 255];
        steps.into_iter().flat_map(move |red| {
            steps
                .into_iter()
                .flat_map(move |green| steps.into_iter().map(move |blue| Rgb(red, green, blue)))
        })
    }

    #[test]
    fn whatever_a_company_chooses_is_readable() {
        for palette in [Palette::Light, Palette::Dark, Palette::Print] {
            for colour in colours() {
                let disc = palette.value(Paint::Disc(colour));
                let ratio = palette.value(Paint::OnDisc(colour)).contrast(disc);
                assert!(ratio >= READABLE, "{palette:?}: letters on {colour:?} have {ratio:.2}");
                for text in [Paint::Text, Paint::Muted] {
                    let ratio = palette.value(text).contrast(palette.value(Paint::Tint(colour)));
                    assert!(
                        ratio >= READABLE,
                        "{palette:?}: {text:?} on {colour:?} has {ratio:.2}"
                    );
                }
                assert!(disc.contrast(palette.ground()) >= 1.3, "{palette:?}: {colour:?} vanishes");
            }
        }
    }

    #[test]
    fn a_pale_accent_is_reported_in_each_palette() {
        let brand = Brand { accent: Some(Rgb(0xFF, 0xCC, 0x00)), ..Brand::default() };
        let found = brand.unreadable(Theme::Auto);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().all(|(_, ratio)| *ratio < 2.0));
        let dark = Brand { accent: Some(Rgb(0x00, 0x33, 0x66)), ..Brand::default() };
        assert!(dark.unreadable(Theme::Light).is_empty());
    }
}
