//! The canonical form of a blueprint's text: one order of keys, one spacing, every comment kept.
//!
//! [`print()`] lays the text out anew from the spans of its tree. What it cannot place with certainty (merges, comments
//! inside braces, odd YAML) stays as it is written; [`same`] tells whether two trees say the same.

mod comments;
mod flow;
mod print;
mod role;
mod same;
mod section;
mod value;

pub use print::print;
pub use same::same;

/// Whether keys may change places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// They stand in the order of the format.
    Canonical,
    /// They stand where they stood.
    Kept,
}

/// Columns that a line of braces or brackets may fill.
pub const WIDTH: usize = 100;

/// Columns of one level.
const STEP: usize = 2;

/// What cannot be placed with certainty.
#[derive(Clone, Copy, Debug)]
struct Odd;

/// Lines without line breaks.
type Lines = Vec<String>;
