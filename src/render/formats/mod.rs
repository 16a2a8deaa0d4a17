//! The formats, one file each.

mod dot;
mod geometry;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "png")]
mod png;
mod svg;

use super::Format;

/// All formats, sorted by id.
pub const FORMATS: &[Format] = &[
    dot::FORMAT,
    geometry::FORMAT,
    #[cfg(feature = "pdf")]
    pdf::FORMAT,
    #[cfg(feature = "png")]
    png::FORMAT,
    svg::FORMAT,
];
