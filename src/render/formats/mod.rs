//! The formats, one file each.

mod dot;
mod geometry;
mod svg;

use super::Format;

/// All formats, sorted by id.
pub const FORMATS: &[Format] = &[dot::FORMAT, geometry::FORMAT, svg::FORMAT];
