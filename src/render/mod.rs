//! Picture → bytes: one file a format, one list.

pub mod escape;
mod formats;
mod picture;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "pdf", feature = "png"))]
mod vector;

#[cfg(feature = "shape")]
use crate::text;
#[cfg(feature = "shape")]
use std::collections::BTreeSet;

pub use formats::{FORMATS, page_of_change};
pub use picture::{MOST_DOTS, Picture, RenderError};

/// What the bytes of a format are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text in UTF-8, which a terminal can show.
    Text,
    /// Anything else.
    Binary,
}

/// Whose fonts the texts of a format are shown with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// The picture's own, and the reader's for what it lacks.
    Reader,
    /// The letters are drawn when the picture is: what no font at hand has stays a box.
    Drawn,
}

/// A way to write a picture.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// The word of the command line.
    pub id: &'static str,
    /// The usual ending of a file's name, without a dot.
    pub extension: &'static str,
    /// What it is, one phrase.
    pub summary: &'static str,
    /// What the bytes are.
    pub content: Content,
    /// Whose fonts its texts are shown with.
    pub letters: Letters,
    /// Writes the picture.
    pub render: fn(&Picture<'_>) -> Result<Vec<u8>, RenderError>,
}

/// The letters of the picture that no font at hand has, so that a format that draws letters itself leaves boxes.
///
/// # Errors
/// When the chosen engine cannot draw it.
#[cfg(feature = "shape")]
pub fn lacking(picture: &Picture<'_>) -> Result<BTreeSet<char>, RenderError> {
    let fonts = &picture.options.fonts;
    let placed = picture.scene()?.texts().flat_map(|one| text::place(&one.text, one.weight, fonts));
    let missing = placed.filter(|one| one.glyph == text::Glyph::Missing);
    Ok(missing.map(|one| one.letter).collect())
}

/// The format with this id or file ending; case does not matter.
pub fn format(word: &str) -> Option<&'static Format> {
    let same = |one: &str| one.eq_ignore_ascii_case(word);
    let by_id = FORMATS.iter().find(|format| same(format.id));
    by_id.or_else(|| FORMATS.iter().find(|format| same(format.extension)))
}
