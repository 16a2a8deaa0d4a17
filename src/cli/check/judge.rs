//! The findings of each file of a run.

use super::nothing_found;
use crate::cli::failure::{Failure, reason};
use crate::cli::fixing::Change;
use crate::cli::input::{self, Found, Input, Stdin};
use crate::cli::progress::Progress;
use crate::cli::screen::Screen;
use crate::cli::since::Since;
use crate::cli::{SHARE, services};
use crate::diagnostic::{Diagnostic, Safety};
use crate::lint::{Ran, Settings, Suppressed};
use crate::parallel;
use crate::pipeline::{self, Checked};
use crate::report::{FileReport, Unreadable};
use crate::source::Source;
use crate::syntax;
use std::path::{Path, PathBuf};

/// What one file gives.
#[derive(Debug, Default)]
pub(in crate::cli) struct Judged {
    /// Its path; `-` is standard input.
    pub(in crate::cli) path: PathBuf,
    /// What is to be reported of it; behind it the file of its own reference architecture, when that has problems.
    pub(in crate::cli) files: Vec<FileReport>,
    /// The findings that its author accepts.
    pub(in crate::cli) accepted: Vec<Suppressed>,
    /// Its fixed text where it is to be fixed.
    pub(in crate::cli) change: Option<Change>,
    /// The rules that ran.
    pub(in crate::cli) ran: Vec<Ran>,
}

impl Judged {
    fn alone(path: &Path, file: FileReport) -> Self {
        Self { path: path.to_owned(), files: vec![file], ..Self::default() }
    }

    /// What the scores by benefit are made from.
    pub(in crate::cli) fn for_score(&self) -> Option<(&[Ran], &[Diagnostic])> {
        self.files.first().map(|blueprint| (&self.ran[..], &blueprint.findings[..]))
    }
}

/// How the files are judged.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) struct Judging<'a> {
    /// By which rules.
    pub(in crate::cli) settings: &'a Settings,
    /// What standard input is called.
    pub(in crate::cli) stdin: &'a Stdin,
    /// The least safe fixes to apply; none when findings are only to be reported.
    pub(in crate::cli) fixes: Option<Safety>,
    /// What is compared with; a file of a folder that was a blueprint there is told of, whatever it is now.
    pub(in crate::cli) since: Option<&'a Since>,
}

/// Judges the files that `paths` name, or the working folder without any.
///
/// # Errors
/// When there is no blueprint at all.
pub(in crate::cli) fn judge_all(
    paths: &[PathBuf],
    judging: Judging<'_>,
    screen: &Screen,
) -> Result<Vec<Judged>, Failure> {
    each(paths, screen, |one| Some(judge(one, judging)).filter(|one| !one.files.is_empty()))
}

/// As [`judge_all`]; what `tell` makes of each file's reports is all that is kept of it.
///
/// # Errors
/// When there is no blueprint at all.
pub(super) fn judge_each<R: Send>(
    paths: &[PathBuf],
    judging: Judging<'_>,
    screen: &Screen,
    tell: impl Fn(&[FileReport]) -> R + Sync,
) -> Result<Vec<R>, Failure> {
    each(paths, screen, |one| {
        let files = judge(one, judging).files;
        (!files.is_empty()).then(|| tell(&files))
    })
}

/// What `work` makes of each file that `paths` name, or of those in the working folder without any.
fn each<R: Send>(
    paths: &[PathBuf],
    screen: &Screen,
    work: impl Fn(&Result<Input, input::Missing>) -> Option<R> + Sync,
) -> Result<Vec<R>, Failure> {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here[..] } else { paths };
    let found = input::discover(paths);
    let progress = Progress::new(found.len(), screen);
    let done = parallel::map(&found, SHARE, |one| {
        let done = work(one);
        progress.tick();
        done
    });
    drop(progress);
    let done: Vec<R> = done.into_iter().flatten().collect();
    if done.is_empty() { Err(nothing_found(paths)) } else { Ok(done) }
}

/// Judges one file; nothing when it was only found and is no blueprint.
fn judge(one: &Result<Input, input::Missing>, judging: Judging<'_>) -> Judged {
    let input = match one {
        Ok(input) => input,
        Err((path, failure)) => {
            return Judged::alone(path, unreadable(&input::name(path, judging.stdin), failure));
        }
    };
    let name = input::name(&input.path, judging.stdin);
    let bytes = match input::read(&input.path) {
        Ok(bytes) => bytes,
        Err(failure) => return Judged::alone(&input.path, unreadable(&name, &failure)),
    };
    let was_one = || judging.since.is_some_and(|since| since.was_blueprint(&input.path));
    if input.found == Found::InFolder && !is_blueprint(&bytes) && !was_one() {
        return Judged::default();
    }
    let source = match syntax::read_bytes(&name, &bytes) {
        Ok(source) => source,
        Err(problem) => {
            let why = failed(&name, problem.to_string(), Some(problem.help()));
            return Judged::alone(&input.path, why);
        }
    };
    let fetch = |path: &str| input::beside(&input.path, path);
    let settings = judging.settings;
    let (source, mut checked, change) = match judging.fixes {
        None => {
            let checked = pipeline::check(&source, settings, fetch);
            (source, checked, None)
        }
        Some(most) => {
            let fixed = pipeline::fix(&source, settings, most, fetch);
            let after = fixed.source.text().to_owned();
            let (path, count) = (input.path.clone(), fixed.applied.len());
            let change = Change { path, name, before: bytes, after, fixed: count };
            (fixed.source, fixed.checked, Some(change))
        }
    };
    Judged {
        path: input.path.clone(),
        accepted: std::mem::take(&mut checked.suppressed),
        ran: std::mem::take(&mut checked.ran),
        files: reports(source, checked),
        change,
    }
}

/// What is to be reported of a blueprint, and of its own reference architecture.
pub(in crate::cli) fn reports(source: Source, checked: Checked) -> Vec<FileReport> {
    let mut files = vec![FileReport { source, findings: checked.findings, unreadable: None }];
    files.extend(checked.reference.map(|(source, findings)| FileReport {
        source,
        findings,
        unreadable: None,
    }));
    files
}

pub(in crate::cli) fn is_blueprint(bytes: &[u8]) -> bool {
    let mut keys: Vec<&str> = services::layers().collect();
    keys.extend(["flows", "connections", "groups", "reference"]);
    input::looks_like_blueprint(bytes, &keys)
}

fn unreadable(name: &str, failure: &Failure) -> FileReport {
    let fact = match failure {
        Failure::Read { cause, .. } => reason(cause),
        other => other.fact(),
    };
    failed(name, fact, failure.help())
}

fn failed(name: &str, reason: String, help: Option<&str>) -> FileReport {
    let why = Unreadable { reason, help: help.map(str::to_owned) };
    FileReport { source: Source::new(name, ""), findings: Vec::new(), unreadable: Some(why) }
}
