//! `--rules`: the files of the user's own rules.

use super::check::RULES_HEADING;
use super::failure::Failure;
use super::input;
use super::screen::Screen;
use crate::diagnostic::Diagnostic;
use crate::lint::OwnRule;
use crate::lint::own;
use crate::report::{self, Closing, FileReport, Report};
use crate::source::Source;
use crate::syntax;
use clap::Args;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The files of own rules.
#[derive(Clone, Debug, Args)]
pub(super) struct OwnRules {
    /// Read rules of your own from this file
    #[arg(long = "rules", value_name = "FILE", help_heading = RULES_HEADING)]
    files: Vec<PathBuf>,
}

impl OwnRules {
    /// The rules of all files. What is wrong with them is shown, and nothing runs.
    pub(super) fn load(&self, screen: &Screen) -> Result<Vec<Arc<OwnRule>>, Failure> {
        load(&self.files, screen)
    }

    /// The files themselves.
    pub(super) fn files(&self) -> &[PathBuf] {
        &self.files
    }
}

/// The rules of `files`.
pub(super) fn load(files: &[PathBuf], screen: &Screen) -> Result<Vec<Arc<OwnRule>>, Failure> {
    let (mut rules, mut reports) = (Vec::new(), Vec::new());
    for path in files {
        let source = source(path)?;
        let findings = own::read(&source, &mut rules);
        if !findings.is_empty() {
            reports.push(FileReport { source, findings, unreadable: None });
        }
    }
    if reports.is_empty() {
        return Ok(rules.into_iter().map(Arc::new).collect());
    }
    complain(&reports, screen);
    Err(Failure::Reported)
}

fn source(path: &Path) -> Result<Source, Failure> {
    let bytes = input::read(path)?;
    let name = path.display().to_string();
    syntax::read_bytes(&name, &bytes).map_err(|problem| {
        Failure::refused(format!("cannot read `{name}`: {problem}"), problem.help())
    })
}

/// Shows problems of files that are no blueprints on standard error.
pub(super) fn complain(files: &[FileReport], screen: &Screen) {
    let look = screen.error_look.clone();
    let report = Report { closing: Closing::Nothing, look, ..Report::new(files) };
    let mut out = String::new();
    if let Some(full) = report::find("full") {
        (full.write)(&report, &mut out);
    }
    screen.complain(&out);
}

/// The first finding as a line.
pub(super) fn in_a_line(findings: &[Diagnostic]) -> String {
    let first = findings.first().map_or("", |one| one.message.as_str());
    match findings.len() {
        0 | 1 => first.to_owned(),
        more => format!("{first} (and {} more)", more - 1),
    }
}
