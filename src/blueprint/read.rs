//! The entry of this module: a tree → what the blueprint says, and every problem.

use super::build::Building;
use super::ids::Ids;
use super::reader::Reader;
use super::said::Blueprint;
use crate::catalog::Reference;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span, Spanned};
use crate::syntax::{EMPTY_BLUEPRINT, Tree};

/// What a blueprint says, and every problem of the format.
#[derive(Clone, Debug)]
pub struct Read {
    /// What could be read.
    pub blueprint: Blueprint,
    /// Problems in order of their place.
    pub diagnostics: Vec<Diagnostic>,
}

/// The `reference` that a blueprint names, so that it can be loaded before the rest is read.
pub fn reference_of(tree: &Tree) -> Option<Spanned<String>> {
    let node = tree.get(tree.root()?, "reference")?;
    let text = tree.text(node).filter(|_| !tree.is_null(node))?;
    Some(Spanned::new(text.to_owned(), tree.span(node)))
}

/// Reads a tree against the layers of `reference`. Never stops at a problem.
pub fn read(source: &Source, tree: &Tree, reference: &Reference) -> Read {
    let reader = Reader { source, tree, reference, problems: Vec::new() };
    let mut building =
        Building { reader, said: Blueprint::default(), ids: Ids::default(), full: false };
    match tree.root() {
        Some(root) => building.root(root),
        None => building.reader.problems.push(empty(source)),
    }
    let comments = building.reader.comments();
    let Building { reader, said: mut blueprint, .. } = building;
    blueprint.suppressions.extend(comments);
    blueprint.lost.extend(tree.skipped().iter().flat_map(|&span| damaged_ids(source, span)));
    blueprint.suppressions.sort_by_key(|one| one.span);
    let mut diagnostics = reader.problems;
    diagnostics.retain(|problem| !on_skipped_line(source, tree, problem.primary.span));
    diagnostics.sort_by_key(|problem| problem.primary.span);
    Read { blueprint, diagnostics }
}

fn empty(source: &Source) -> Diagnostic {
    let end = u32::try_from(source.text().len()).unwrap_or(0);
    let message =
        if end == 0 { "the file is empty" } else { "the file has nothing but blanks and comments" };
    EMPTY_BLUEPRINT
        .at(Span::new(0, 0), message)
        .help("begin with `cyanotype new`, or with `name: …`")
}

/// Whether the place is on a line that a syntax error has damaged: that error is the only one worth telling.
fn on_skipped_line(source: &Source, tree: &Tree, span: Span) -> bool {
    let line = source.line_index(span.start);
    tree.skipped().iter().any(|skipped| {
        (source.line_index(skipped.start)..=source.line_index(skipped.end)).contains(&line)
    })
}

/// The words that stand as keys on lines that a syntax error has damaged.
fn damaged_ids(source: &Source, span: Span) -> Vec<String> {
    let lines = source.line_index(span.start)..=source.line_index(span.end);
    let key = |line| {
        let text = source.slice(source.line_span(line));
        let key = text.split(':').next().unwrap_or("").trim().trim_matches(['"', '\'']);
        (!key.is_empty()).then(|| key.to_owned())
    };
    lines.filter_map(key).collect()
}
