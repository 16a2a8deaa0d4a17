//! `fmt`: the canonical order and spacing of blueprints.

use super::arguments::ConfigChoice;
use super::check::{is_blueprint, nothing_found};
use super::failure::Failure;
use super::fixing::{self, Change};
use super::input::{self, Found, Input, Missing, Stdin};
use super::screen::Screen;
use super::{Exit, SHARE};
use crate::diagnostic::Diagnostic;
use crate::parallel;
use crate::pipeline::{self, Unformatted};
use crate::source::Source;
use crate::syntax;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cyanotype fmt
  cyanotype fmt blueprints/ --check
  cyanotype fmt blueprint.yaml --diff
  cat blueprint.yaml | cyanotype fmt -

Comments stay with what they speak of, and the blueprint means the same as before: what comes out is
read again and compared. A file with syntax errors is refused and left as it is.")]
pub(super) struct FmtArguments {
    /// Files, folders, patterns, or `-` for standard input; without any, the working folder
    paths: Vec<PathBuf>,
    /// Change nothing; fail when a file is not in canonical form, and name it
    #[arg(long)]
    check: bool,
    /// Change nothing; show the differences and fail when there are any
    #[arg(long)]
    diff: bool,
    #[command(flatten)]
    stdin: Stdin,
    #[command(flatten)]
    _config: ConfigChoice,
}

pub(super) fn run(arguments: &FmtArguments, screen: &Screen) -> Result<Exit, Failure> {
    let here = [PathBuf::from(".")];
    let paths = if arguments.paths.is_empty() { &here[..] } else { &arguments.paths };
    let found = input::discover(paths);
    let results = parallel::map(&found, SHARE, |one| format(one, &arguments.stdin));
    let results: Vec<Result<Change, Failure>> = results.into_iter().flatten().collect();
    if results.is_empty() {
        return Err(nothing_found(paths));
    }
    let mut changes = Vec::new();
    let mut exit = Exit::Fine;
    for result in results {
        match result {
            Ok(change) => changes.push(change),
            Err(failure) => {
                screen.fail(&failure);
                exit = Exit::Failed;
            }
        }
    }
    let differs = settle(arguments, &changes, screen)?;
    Ok(if differs && exit == Exit::Fine { Exit::Findings } else { exit })
}

/// Writes, shows or names what is to change; says whether that is a fault.
fn settle(arguments: &FmtArguments, changes: &[Change], screen: &Screen) -> Result<bool, Failure> {
    let needed: Vec<&Change> = changes.iter().filter(|change| change.is_needed()).collect();
    if arguments.diff {
        return fixing::show(changes, screen);
    }
    let count = |done: &str| match needed.len() {
        1 => format!("1 blueprint {done}"),
        many => format!("{many} blueprints {done}"),
    };
    if arguments.check {
        for change in &needed {
            screen.print(&format!("{}\n", crate::report::visible_line(&change.name)))?;
        }
        screen.note(&count("not in canonical form"));
        return Ok(!needed.is_empty());
    }
    fixing::write(changes)?;
    screen.note(&count("formatted"));
    Ok(false)
}

/// The canonical text of one file; nothing when it was only found and is no blueprint.
fn format(one: &Result<Input, Missing>, stdin: &Stdin) -> Option<Result<Change, Failure>> {
    let input = match one {
        Ok(input) => input,
        Err((_, failure)) => {
            let help = failure.help().map(str::to_owned);
            return Some(Err(Failure::Refused(failure.fact(), help)));
        }
    };
    let name = input::name(&input.path, stdin);
    let bytes = match input::read(&input.path) {
        Ok(bytes) => bytes,
        Err(failure) => return Some(Err(failure)),
    };
    if input.found == Found::InFolder && !is_blueprint(&bytes) {
        return None;
    }
    let source = match syntax::read_bytes(&name, &bytes) {
        Ok(source) => source,
        Err(problem) => return Some(Err(Failure::refused(problem.to_string(), problem.help()))),
    };
    let formatted = pipeline::format(&source, |path| input::beside(&input.path, path));
    let formatted = formatted.map_err(|why| refused(&source, &why));
    let change = |after| Change { path: input.path.clone(), name, before: bytes, after, fixed: 0 };
    Some(formatted.map(change))
}

fn refused(source: &Source, why: &Unformatted) -> Failure {
    let name = source.name();
    match why {
        Unformatted::Broken(problems) => {
            let place = |one: &Diagnostic| source.line_column(one.primary.span.start).line;
            let first = problems
                .first()
                .map(|one| format!(": line {}: {}", place(one), one.message))
                .unwrap_or_default();
            let fact = format!("`{name}` cannot be formatted{first}");
            Failure::refused(fact, format!("see what is wrong: cyanotype check {name}"))
        }
        Unformatted::Doubtful => Failure::refused(
            format!("`{name}` is written in a way that cannot be laid out anew without a doubt"),
            "write it as a block of keys, one on each line; it stays as it is",
        ),
    }
}
