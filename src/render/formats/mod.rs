//! The formats, one file each.

mod dot;
mod geometry;
mod html;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "png")]
mod png;
mod svg;
mod text;

pub use html::page_of_change;

use super::Format;

/// All formats, sorted by id.
pub const FORMATS: &[Format] = &[
    dot::FORMAT,
    geometry::FORMAT,
    html::FORMAT,
    #[cfg(feature = "pdf")]
    pdf::FORMAT,
    #[cfg(feature = "png")]
    png::FORMAT,
    svg::FORMAT,
    text::FORMAT,
];
