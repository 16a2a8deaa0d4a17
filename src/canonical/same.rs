//! Whether two trees say the same, so that a new layout can be trusted.

use crate::syntax::{NodeId, Tree, Value};

/// Whether both trees hold the same values and the same comments. The order of keys counts where it is the order of the
/// picture: among components, groups and flows, and everywhere in lists.
pub fn same(one: &Tree, other: &Tree) -> bool {
    let roots = match (one.root(), other.root()) {
        (Some(a), Some(b)) => same_node(one, a, other, b, 0),
        (None, None) => true,
        _ => false,
    };
    roots && comments(one) == comments(other)
}

fn comments(tree: &Tree) -> Vec<&str> {
    let mut comments: Vec<&str> = tree.comments().iter().map(|one| one.text.as_str()).collect();
    comments.sort_unstable();
    comments
}

/// The depth of components, groups and flows.
const ORDERED: usize = 1;

fn same_node(one: &Tree, a: NodeId, other: &Tree, b: NodeId, depth: usize) -> bool {
    match (&one.node(a).value, &other.node(b).value) {
        (Value::Scalar(a, style), Value::Scalar(b, other)) => a == b && style == other,
        (Value::Sequence(items), Value::Sequence(others)) => {
            items.len() == others.len()
                && items.iter().zip(others).all(|(&a, &b)| same_node(one, a, other, b, depth + 1))
        }
        (Value::Mapping(_), Value::Mapping(_)) => {
            let (mine, yours) = (pairs(one, a, depth), pairs(other, b, depth));
            mine.len() == yours.len()
                && mine.iter().zip(&yours).all(|(&(key, mine), &(its, yours))| {
                    // The keys of `context` have no order of their own.
                    let below = if depth == 0 && key == Some("context") { 2 } else { 1 };
                    key == its && same_node(one, mine, other, yours, depth + below)
                })
        }
        _ => false,
    }
}

/// Keys and values, sorted where the order of the keys says nothing.
fn pairs(tree: &Tree, id: NodeId, depth: usize) -> Vec<(Option<&str>, NodeId)> {
    let entries = tree.entries(id).iter();
    let mut pairs: Vec<_> = entries.map(|entry| (tree.text(entry.key), entry.value)).collect();
    if depth != ORDERED {
        pairs.sort_unstable();
    }
    pairs
}
