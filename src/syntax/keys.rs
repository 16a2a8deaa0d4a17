//! The keys of one mapping: duplicates reported, merges (`<<`) applied.

use super::offset;
use super::problems::{DUPLICATE_KEY, SYNTAX_ERROR};
use super::tree::{Entry, Node, NodeId, Style, Tree, Value};
use crate::diagnostic::Diagnostic;
use std::collections::BTreeMap;

/// Up to so many keys are compared with each other.
const FEW: usize = 12;

/// The most repeated keys of one mapping whose values are joined; each costs a copy.
const MAX_JOINS: usize = 32;

/// The entries with each key once, merges applied after the written keys.
///
/// When a key stands twice with a mapping each time, the first gets the entries of the second that it lacks: their
/// components are then known, and the duplicate is the only problem.
pub(super) fn settle(
    entries: Vec<Entry>,
    tree: &mut Tree,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Entry> {
    let odd = |at: usize| is_merge(tree, entries[at].key) || stands_before(tree, &entries, at);
    if entries.len() <= FEW && !(0..entries.len()).any(odd) {
        return entries;
    }
    let (merges, written): (Vec<Entry>, Vec<Entry>) =
        entries.into_iter().partition(|entry| is_merge(tree, entry.key));
    let (mut kept, doubles) = split_doubles(tree, written);
    for (at, (first, double)) in doubles.into_iter().enumerate() {
        report_double(tree, kept[first].key, double.key, problems);
        let joined =
            if at < MAX_JOINS { join(tree, kept[first].value, double.value) } else { None };
        kept[first].value = joined.unwrap_or(kept[first].value);
    }
    let sources = merges.into_iter().flat_map(|merge| merge_sources(tree, merge.value, problems));
    let sources: Vec<NodeId> = sources.collect();
    if !sources.is_empty() {
        let added =
            sources.iter().flat_map(|&source| tree.entries(source).iter().copied()).collect();
        kept = unite(tree, kept, added);
    }
    kept
}

/// Whether the key of the entry `at` is that of one before it.
fn stands_before(tree: &Tree, entries: &[Entry], at: usize) -> bool {
    let key = tree.text(entries[at].key);
    key.is_some() && entries[..at].iter().any(|other| tree.text(other.key) == key)
}

fn is_merge(tree: &Tree, key: NodeId) -> bool {
    matches!(&tree.node(key).value, Value::Scalar(text, Style::Plain) if text == "<<")
}

/// The entries with a new key, and the others with the index of the entry whose key they repeat.
fn split_doubles(tree: &Tree, entries: Vec<Entry>) -> (Vec<Entry>, Vec<(usize, Entry)>) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut kept, mut doubles): (Vec<Entry>, Vec<(usize, Entry)>) =
        (Vec::with_capacity(entries.len()), Vec::new());
    for entry in entries {
        let first = tree.text(entry.key).and_then(|key| {
            let known = seen.get(key).copied();
            if known.is_none() {
                seen.insert(key, kept.len());
            }
            known
        });
        match first {
            Some(first) => doubles.push((first, entry)),
            None => kept.push(entry),
        }
    }
    (kept, doubles)
}

fn report_double(tree: &Tree, first: NodeId, second: NodeId, problems: &mut Vec<Diagnostic>) {
    let key = tree.text(second).unwrap_or("");
    let problem = DUPLICATE_KEY.at(tree.span(second), format!("the key `{key}` stands twice"));
    let problem = problem.here("again here").label(tree.span(first), "first here");
    problems.push(problem.help("rename or remove one of them; the first counts"));
}

/// A mapping with the entries of `first` and those of `second` that it lacks, when both are mappings.
fn join(tree: &mut Tree, first: NodeId, second: NodeId) -> Option<NodeId> {
    let both = (&tree.node(first).value, &tree.node(second).value);
    let (Value::Mapping(kept), Value::Mapping(added)) = both else { return None };
    let united = unite(tree, kept.clone(), added.clone());
    let span = tree.span(first);
    let id = NodeId(offset(tree.nodes.len()));
    tree.nodes.push(Node { span, value: Value::Mapping(united) });
    Some(id)
}

/// `kept` and the entries of `added` whose keys it lacks.
fn unite(tree: &Tree, kept: Vec<Entry>, added: Vec<Entry>) -> Vec<Entry> {
    let all = kept.into_iter().chain(added).collect();
    split_doubles(tree, all).0
}

/// The mappings that a merge names, the first with the most say.
fn merge_sources(tree: &Tree, value: NodeId, problems: &mut Vec<Diagnostic>) -> Vec<NodeId> {
    let named = match &tree.node(value).value {
        Value::Sequence(items) => items.clone(),
        _ => vec![value],
    };
    let (good, bad): (Vec<NodeId>, Vec<NodeId>) =
        named.into_iter().partition(|&id| matches!(tree.node(id).value, Value::Mapping(_)));
    for id in bad {
        let problem =
            SYNTAX_ERROR.at(tree.span(id), "a merge (`<<`) takes a mapping or a list of mappings");
        problems.push(problem.help("name an anchor of a mapping: `<<: *name`"));
    }
    good
}
