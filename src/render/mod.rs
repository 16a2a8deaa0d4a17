//! Picture → bytes: one file a format, one list.

pub mod escape;
mod formats;
mod picture;
#[cfg(test)]
mod tests;

pub use formats::FORMATS;
pub use picture::{Picture, RenderError};

/// A way to write a picture.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// The word of the command line.
    pub id: &'static str,
    /// The usual ending of a file's name, without a dot.
    pub extension: &'static str,
    /// What it is, one phrase.
    pub summary: &'static str,
    /// Writes the picture.
    pub render: fn(&Picture<'_>) -> Result<Vec<u8>, RenderError>,
}

/// The format with this id or file ending; case does not matter.
pub fn format(word: &str) -> Option<&'static Format> {
    let same = |one: &str| one.eq_ignore_ascii_case(word);
    let by_id = FORMATS.iter().find(|format| same(format.id));
    by_id.or_else(|| FORMATS.iter().find(|format| same(format.extension)))
}
