//! Picture → bytes: one file a format, one list.

pub mod escape;
mod formats;
mod picture;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "pdf", feature = "png"))]
mod vector;

use crate::scene::Stamp;
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

/// What stands around the stamp of a picture in its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Before it.
    pub before: &'static str,
    /// The letter that ends it.
    pub after: u8,
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
    /// Where it keeps the stamp of a picture; none where it has no place for one.
    pub stamped: Option<Marks>,
    /// Writes the picture.
    pub render: fn(&Picture<'_>) -> Result<Vec<u8>, RenderError>,
}

impl Format {
    /// Where a picture in this format comes from, as its bytes say.
    pub fn stamp(&self, bytes: &[u8]) -> Option<Stamp> {
        let Marks { before, after } = self.stamped?;
        let mut starts = bytes.windows(before.len()).enumerate();
        let (at, _) = starts.find(|(_, window)| *window == before.as_bytes())?;
        let rest = bytes.get(at + before.len()..)?;
        let end = rest.iter().position(|&byte| byte == after)?;
        Stamp::parse(std::str::from_utf8(&rest[..end]).ok()?)
    }
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
