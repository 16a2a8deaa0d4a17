//! Picture → bytes: one file a format, one list.

pub mod escape;
mod formats;
mod picture;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "pdf", feature = "png"))]
mod vector;

pub use formats::FORMATS;
pub use picture::{MOST_DOTS, Picture, RenderError};

/// What the bytes of a format are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text in UTF-8, which a terminal can show.
    Text,
    /// Anything else.
    Binary,
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
    /// Writes the picture.
    pub render: fn(&Picture<'_>) -> Result<Vec<u8>, RenderError>,
}

/// The format with this id or file ending; case does not matter.
pub fn format(word: &str) -> Option<&'static Format> {
    let same = |one: &str| one.eq_ignore_ascii_case(word);
    let by_id = FORMATS.iter().find(|format| same(format.id));
    by_id.or_else(|| FORMATS.iter().find(|format| same(format.extension)))
}
