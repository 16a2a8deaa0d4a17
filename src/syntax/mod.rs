//! YAML text → a tree with byte spans and comments.
//!
//! Parsing never fails: it returns what could be read and every problem. Only a text with nothing in it
//! yields a tree without a root.

mod tree;

pub use tree::{Comment, Entry, Node, NodeId, Style, Tree, Value};
