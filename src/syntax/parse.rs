//! The loop that reads a text, reports each syntax error once and goes on behind it.

use super::builder::{Built, build, depth_problem};
use super::messages::describe;
use super::problems::{LIMIT_EXCEEDED, SYNTAX_ERROR};
use super::repair::{Failure, Repair, candidates, line_at, word_at};
use super::tree::Tree;
use super::{MAX_BYTES, MAX_ERRORS, offset};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
use granit_parser::{ErrorKind, ScanError};
use std::borrow::Cow;

/// What could be read of a text, and every problem.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// The tree; without a root when nothing is said.
    pub tree: Tree,
    /// Problems in order of their place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Bytes that all repairs of one text together may cost to read: a quarter of a second.
const REPAIR_BYTES: usize = 4 * 1024 * 1024;

/// Reads a text as YAML. A syntax error is reported, its line left out, and reading goes on.
pub fn parse(source: &Source) -> Parsed {
    let text = source.text();
    if text.len() > MAX_BYTES {
        let message =
            format!("the blueprint has {} bytes; at most {MAX_BYTES} are read", text.len());
        return Parsed {
            tree: Tree::default(),
            diagnostics: vec![LIMIT_EXCEEDED.at(Span::default(), message)],
        };
    }
    let mut reading = Reading {
        original: text,
        text: Cow::Borrowed(text),
        problems: Vec::new(),
        skipped: Vec::new(),
        attempts: (REPAIR_BYTES / text.len().max(1)).clamp(2, 3 * MAX_ERRORS),
    };
    let built = reading.run();
    let mut diagnostics = std::mem::take(&mut reading.problems);
    let deep = |one: &Diagnostic| one.message == depth_problem(Span::default()).message;
    let known = diagnostics.iter().any(deep);
    diagnostics.extend(built.diagnostics.into_iter().filter(|one| !(known && deep(one))));
    diagnostics.sort_by_key(|problem| problem.primary.span);
    let mut tree = built.tree;
    if !reading.skipped.is_empty() {
        reading.settle_places(&mut tree, &mut diagnostics);
    }
    reading.skipped.sort_unstable();
    tree.skipped = reading.skipped;
    Parsed { tree, diagnostics }
}

struct Reading<'a> {
    original: &'a str,
    text: Cow<'a, str>,
    problems: Vec<Diagnostic>,
    skipped: Vec<Span>,
    attempts: usize,
}

impl Reading<'_> {
    fn run(&mut self) -> Built {
        let mut built = build(&self.text);
        for _ in 0..MAX_ERRORS {
            let Some(error) = built.error.clone() else { return built };
            let Some(next) = self.get_past(&error, &built) else { break };
            built = next;
        }
        if let Some(error) = built.error.clone() {
            self.give_up(&error);
        }
        built
    }

    /// Repairs the text and reads it again; `None` when no repair helps.
    fn get_past(&mut self, error: &ScanError, built: &Built) -> Option<Built> {
        let at = self.boundary(place_of(error, &self.text));
        let failure = Failure {
            text: &self.text,
            at,
            kind: error.kind(),
            open_flow: built.open_flow.map(|at| at as usize),
        };
        let mut best: Option<(usize, Repair, String, Built)> = None;
        for repair in candidates(failure) {
            if self.attempts == 0 {
                break;
            }
            let Some(text) = repair.apply(&self.text) else { continue };
            self.attempts -= 1;
            let next = build(&text);
            let reached = next.error.as_ref().map_or(usize::MAX, |error| place_of(error, &text));
            if best.as_ref().is_none_or(|(most, ..)| reached > *most) {
                best = Some((reached, repair, text, next));
            }
            if reached > line_at(&self.text, at).1 {
                break;
            }
        }
        let (_, repair, text, next) = best?;
        self.report(error, at, repair.blamed);
        if repair.loses {
            let (start, end) = (repair.span.start as usize, repair.span.end as usize);
            self.skipped.push(Span::new(offset(self.boundary(start)), offset(self.boundary(end))));
        }
        self.text = Cow::Owned(text);
        Some(next)
    }

    /// Moves places that a repair has put inside a character of the original text to its beginning.
    fn settle_places(&self, tree: &mut Tree, problems: &mut [Diagnostic]) {
        let settle = |span: &mut Span| {
            let (start, end) =
                (self.boundary(span.start as usize), self.boundary(span.end as usize));
            *span = Span::new(offset(start), offset(end));
        };
        tree.nodes.iter_mut().for_each(|node| settle(&mut node.span));
        tree.comments.iter_mut().for_each(|comment| settle(&mut comment.span));
        for problem in problems {
            settle(&mut problem.primary.span);
            problem.labels.iter_mut().for_each(|label| settle(&mut label.span));
        }
    }

    /// The nearest place at or before `at` where a character of the original text begins.
    fn boundary(&self, at: usize) -> usize {
        self.original.floor_char_boundary(at)
    }

    /// Reports an error, unless the line it is on has been reported.
    fn report(&mut self, error: &ScanError, at: usize, blamed: Span) {
        let line = line_at(self.original, self.boundary(blamed.start as usize));
        let again = |problem: &Diagnostic| {
            (line.0..=line.1).contains(&(problem.primary.span.start as usize))
                || (problem.code == LIMIT_EXCEEDED.code
                    && *error.kind() == ErrorKind::RecursionLimitExceeded)
        };
        if self.problems.iter().any(again) {
            return;
        }
        let start = self.boundary(blamed.start as usize);
        let end = self.boundary(blamed.end as usize).max(start);
        self.problems.push(self.problem(error, at, Span::new(offset(start), offset(end))));
    }

    fn problem(&self, error: &ScanError, at: usize, blamed: Span) -> Diagnostic {
        if *error.kind() == ErrorKind::RecursionLimitExceeded {
            return depth_problem(blamed);
        }
        let tab = self.original.get(blamed.start as usize..blamed.end as usize) == Some("\t");
        let kind = if tab { &ErrorKind::TabInIndentation } else { error.kind() };
        let (message, help) = describe(kind);
        let problem = SYNTAX_ERROR.at(blamed, message).help(help);
        let noticed = word_at(self.original, at);
        let elsewhere = line_at(self.original, blamed.start as usize) != line_at(self.original, at);
        if elsewhere && !tab { problem.label(noticed, "noticed here") } else { problem }
    }

    fn give_up(&mut self, error: &ScanError) {
        let at = self.boundary(place_of(error, &self.text));
        self.report(error, at, word_at(self.original, at));
        if let Some(last) = self.problems.last_mut() {
            last.labels.push(crate::diagnostic::Label {
                span: Span::new(offset(at), offset(at)),
                text: "nothing is read from here on".to_owned(),
            });
        }
    }
}

/// The byte where the parser stopped.
fn place_of(error: &ScanError, text: &str) -> usize {
    error.marker().byte_offset().unwrap_or(0).min(text.len())
}
