//! Which lines say the same at one of their ends, so that they may share a trunk with one label.

use std::collections::BTreeMap;

use super::{Changed, edges::Edge};
use crate::{
    change::State,
    diagnostic::Severity,
    layout::{self, End, Tip},
    model::Model,
};

/// All that is drawn of a line but its other end.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    /// Its end, and whether that is its target.
    end: (End, bool),
    asynchronous: bool,
    label: &'a [String],
    steps: &'a [usize],
    /// The statement, for lines without words.
    statement: Option<usize>,
    marks: &'a [usize],
    path: Option<Severity>,
    tags: &'a [usize],
    state: Option<State>,
}

fn key<'a>(model: &Model, edge: &'a Edge, state: Option<State>, tip: Tip) -> Key<'a> {
    let silent = edge.label.is_empty() && edge.steps.is_empty();
    let statement = || edge.connections.first().map(|&id| model.said_connection(id).statement);
    Key {
        end: (if tip == Tip::Source { edge.from } else { edge.to }, tip == Tip::Target),
        asynchronous: edge.asynchronous,
        label: &edge.label,
        steps: &edge.steps,
        statement: silent.then(statement).flatten(),
        marks: &edge.marks,
        path: edge.path,
        tags: &edge.tags,
        state,
    }
}

/// The lines as the layout gets them, each with its bundle.
pub(super) fn lines(
    model: &Model,
    edges: &[Edge],
    change: Option<&Changed>,
    boxed: impl Fn(&Edge) -> layout::Edge,
) -> Vec<layout::Edge> {
    let lines = edges.iter().zip(of(model, edges, change));
    lines.map(|(edge, bundle)| layout::Edge { bundle, ..boxed(edge) }).collect()
}

/// The bundle of each line, largest bundles first. A line with two heads, and one that changed, is of none.
fn of(model: &Model, edges: &[Edge], change: Option<&Changed>) -> Vec<Option<u32>> {
    let mut alike: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (line, edge) in
        edges.iter().enumerate().filter(|(_, edge)| !edge.both && edge.before.is_none())
    {
        let state = change.and_then(|change| change.edges.get(line).copied());
        for tip in [Tip::Source, Tip::Target] {
            alike.entry(key(model, edge, state, tip)).or_default().push(line);
        }
    }
    let mut lists: Vec<Vec<usize>> = alike.into_values().filter(|lines| lines.len() > 1).collect();
    lists.sort_by_key(|lines| (usize::MAX - lines.len(), lines[0]));
    let mut bundles = vec![None; edges.len()];
    let mut next = 0;
    for mut lines in lists {
        lines.retain(|&line| bundles[line].is_none());
        if lines.len() > 1 {
            for line in lines {
                bundles[line] = Some(next);
            }
            next += 1;
        }
    }
    bundles
}
