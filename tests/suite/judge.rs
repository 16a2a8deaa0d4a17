//! Reads and lints a text, for the tests of the rules.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use cyanotype::{
    blueprint, catalog,
    diagnostic::Diagnostic,
    lint::{self, Outcome, Settings},
    model::Model,
    source::Source,
    syntax,
};
use std::borrow::Cow;

/// A text that was judged.
pub(crate) struct Judged {
    pub(crate) source: Source,
    /// Problems of the format; a fixture of a rule has none.
    pub(crate) problems: Vec<Diagnostic>,
    pub(crate) outcome: Outcome,
}

impl Judged {
    /// The text at the primary place of a finding.
    pub(crate) fn at(&self, finding: &Diagnostic) -> &str {
        self.source.slice(finding.primary.span)
    }
}

/// Reads `text` and runs the rules that `settings` choose.
pub(crate) fn judge(text: &str, settings: &Settings) -> Judged {
    let source = Source::new("blueprint.yaml", text);
    let parsed = syntax::parse(&source);
    let reference = catalog::reference("aws-genai").unwrap();
    let read = blueprint::read(&source, &parsed.tree, reference);
    let built = Model::build(read.blueprint, Cow::Borrowed(reference));
    let problems =
        [parsed.diagnostics, read.diagnostics, built.diagnostics].into_iter().flatten().collect();
    let outcome = lint::run(&built.model, &source, settings);
    Judged { source, problems, outcome }
}

/// One line a finding, for messages of tests.
pub(crate) fn lines(judged: &Judged) -> String {
    let all = judged.problems.iter().chain(&judged.outcome.findings);
    let lines: Vec<String> = all
        .map(|one| {
            let line = judged.source.line_column(one.primary.span.start).line;
            format!("  {line}: {} {}: {}", one.severity.as_str(), one.code, one.message)
        })
        .collect();
    lines.join("\n")
}
