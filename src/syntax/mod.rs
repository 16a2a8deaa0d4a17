//! YAML text → a tree with byte spans and comments.
//!
//! Parsing never fails: it returns what could be read and every problem. Only a text with nothing in it
//! yields a tree without a root.

mod builder;
mod bytes;
mod edits;
#[cfg(test)]
mod hostile;
mod keys;
mod messages;
mod parse;
mod problems;
mod repair;
#[cfg(test)]
mod tests;
mod tree;

pub use bytes::{ReadCause, ReadError, read_bytes};
pub use edits::{EditError, apply_edits};
pub use parse::{Parsed, parse};
pub use problems::{
    CYCLIC_GROUP, DUPLICATE_ID, DUPLICATE_KEY, EMPTY_BLUEPRINT, INVALID_CONNECTION, INVALID_ID,
    INVALID_SUPPRESSION, LIMIT_EXCEEDED, MISPLACED_PROPERTY, MISSING_KEY, NOT_A_MAPPING, PROBLEMS,
    Problem, RESERVED_WORD, SEVERAL_DOCUMENTS, SYNTAX_ERROR, UNKNOWN_ALIAS, UNKNOWN_KEY,
    UNKNOWN_LAYER, UNKNOWN_PROPERTY, UNKNOWN_VALUE, WRONG_TYPE,
};
pub use tree::{Comment, Entry, Node, NodeId, Style, Tree, Value};

/// The most bytes of a blueprint.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
/// The deepest nesting.
pub const MAX_DEPTH: usize = 128;
/// The most nodes after aliases.
pub const MAX_NODES: u32 = 200_000;
/// The most syntax errors that are got past in one file.
pub const MAX_ERRORS: usize = 20;

/// A byte offset as spans hold it. Texts are at most [`MAX_BYTES`] long.
pub(crate) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
