//! The tree of a YAML document in one arena, aliases and merges resolved.

use crate::source::Span;

/// An index into [`Tree::node`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(pub(crate) u32);

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes: may be a number, a bool or null.
    Plain,
    /// Quoted or a block: always text.
    Quoted,
}

/// One entry of a mapping.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The key (any node; blueprints use scalars).
    pub key: NodeId,
    /// The value; when nothing is written, a null scalar whose place is just after the colon.
    pub value: NodeId,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub enum Value {
    /// Text, decoded.
    Scalar(String, Style),
    /// Items in order.
    Sequence(Vec<NodeId>),
    /// Entries in order, merges (`<<`) applied, duplicates dropped after the first (and reported).
    Mapping(Vec<Entry>),
}

/// A value with its place.
///
/// A scalar spans its text with its quotes; a block text (`|`, `>`) its lines without the header. A block mapping
/// spans from its first key to the end of its last value, a block list likewise, a flow collection from bracket to
/// bracket. Tags and anchors lie outside.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it is written; for an alias, where the alias stands.
    pub span: Span,
    /// What it holds.
    pub value: Value,
}

/// A comment, without its `#` and the blank after it.
#[derive(Clone, Debug)]
pub struct Comment {
    /// From the `#` to the end of the line.
    pub span: Span,
    /// The text.
    pub text: String,
    /// Whether nothing but blanks stands before it on its line.
    pub own_line: bool,
}

/// A parsed document.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    pub(crate) nodes: Vec<Node>,
    pub(crate) root: Option<NodeId>,
    pub(crate) comments: Vec<Comment>,
    pub(crate) skipped: Vec<Span>,
}

impl Tree {
    /// The top node, when there is one.
    pub fn root(&self) -> Option<NodeId> {
        self.root
    }
    /// The node `id`.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }
    /// All comments in order of their place.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }
    /// The text of a scalar.
    pub fn text(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).value {
            Value::Scalar(text, _) => Some(text),
            _ => None,
        }
    }
    /// The entries of a mapping; none for anything else.
    pub fn entries(&self, id: NodeId) -> &[Entry] {
        match &self.node(id).value {
            Value::Mapping(entries) => entries,
            _ => &[],
        }
    }
    /// The items of a list; none for anything else.
    pub fn items(&self, id: NodeId) -> &[NodeId] {
        match &self.node(id).value {
            Value::Sequence(items) => items,
            _ => &[],
        }
    }
    /// The value of `key` in a mapping.
    pub fn get(&self, id: NodeId, key: &str) -> Option<NodeId> {
        let found = self.entries(id).iter().find(|entry| self.text(entry.key) == Some(key));
        found.map(|entry| entry.value)
    }
    /// Where the node is written.
    pub fn span(&self, id: NodeId) -> Span {
        self.node(id).span
    }
    /// The parts of the text that were left out to get past syntax errors, in order.
    pub fn skipped(&self) -> &[Span] {
        &self.skipped
    }
    /// Whether the node is an empty or `null` plain scalar.
    pub fn is_null(&self, id: NodeId) -> bool {
        matches!(&self.node(id).value, Value::Scalar(text, Style::Plain)
            if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }
}
