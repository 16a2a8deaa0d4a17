//! The command line: the only part that reads files, the environment and the clock.

#![allow(
    clippy::disallowed_methods,
    reason = "this is a shell: it does the input and output for the library"
)]

mod again;
mod arguments;
mod baseline;
mod brand;
mod changed;
mod check;
mod clock;
mod compare;
mod comparing;
mod completions;
mod config;
mod diff;
mod diff_picture;
mod explain;
mod failure;
mod fixing;
mod fmt;
mod generated;
mod git;
mod icons;
mod input;
mod new;
mod output;
mod own_rules;
mod progress;
mod quiz;
mod render;
mod review;
mod rules;
mod schema;
mod screen;
mod services;
mod since;
mod table;
mod templates;
mod test_rules;
mod version;
mod view;
mod words;

use arguments::{Arguments, Command};
use clap::FromArgMatches;
use clap::error::{ContextKind, ContextValue};
use failure::Failure;
use screen::{Screen, When};
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

/// For so many files a thread is begun.
const SHARE: usize = 4;

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// Nothing to complain about.
    Fine = 0,
    /// Findings at or above the bar.
    Findings = 1,
    /// It could not run, or not on everything.
    Failed = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    run(std::env::args_os().collect()).into()
}

fn run(words: Vec<OsString>) -> Exit {
    let when = early_colour(&words);
    let mut command = arguments::command().color(when.for_clap());
    let parsed = command.try_get_matches_from_mut(words.clone());
    let mut screen = Screen::new(when);
    let again;
    let parsed = match parsed {
        Err(problem) => return say(&with_tip(problem)),
        Ok(parsed) => {
            again = again::words(&command, &parsed);
            match config::apply(&mut command, words, parsed, &mut screen) {
                Ok(parsed) => parsed,
                Err(failure) => return fail(&screen, &failure),
            }
        }
    };
    match Arguments::from_arg_matches(&parsed) {
        Err(problem) => say(&problem.format(&mut command)),
        Ok(mut arguments) => {
            if let Command::Render(render) = &mut arguments.command {
                render.again = again;
            }
            screen.quiet = arguments.global.quiet;
            execute(&arguments.command, &screen).unwrap_or_else(|failure| fail(&screen, &failure))
        }
    }
}

fn execute(command: &Command, screen: &Screen) -> Result<Exit, Failure> {
    match command {
        Command::New(arguments) => new::run(arguments, screen),
        Command::Check(arguments) => check::run(arguments, screen),
        Command::Baseline(arguments) => baseline::run(arguments, screen),
        Command::Diff(arguments) => diff::run(arguments, screen),
        Command::Fmt(arguments) => fmt::run(arguments, screen),
        Command::Render(arguments) => render::run(arguments, screen),
        Command::Review(arguments) => review::run(arguments, screen),
        Command::Explain(arguments) => explain::run(arguments, screen),
        Command::Quiz(arguments) => quiz::run(arguments, screen),
        Command::Compare(arguments) => compare::run(arguments, screen),
        Command::Rules(arguments) => rules::run(arguments, screen),
        Command::TestRules(arguments) => test_rules::run(arguments, screen),
        Command::Services(arguments) => services::run(arguments, screen),
        Command::Schema(arguments) => schema::run(arguments, screen),
        Command::Completions(arguments) => completions::run(arguments),
    }
}

/// Says what clap has to say: help and version on standard output, mistakes on standard error.
fn say(message: &clap::Error) -> Exit {
    match message.print() {
        Err(cause) if cause.kind() != std::io::ErrorKind::BrokenPipe => Exit::Failed,
        _ if message.use_stderr() => Exit::Failed,
        _ => Exit::Fine,
    }
}

/// A file in the place of a command: what was probably meant is `check`.
fn with_tip(mut problem: clap::Error) -> clap::Error {
    let tip = match problem.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(word)) if input::is_yaml(Path::new(word)) => {
            format!("to check a blueprint: cyanotype check {word}")
        }
        _ => return problem,
    };
    problem.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    problem
}

fn fail(screen: &Screen, failure: &Failure) -> Exit {
    if matches!(failure, Failure::BrokenPipe) {
        return Exit::Fine;
    }
    screen.fail(failure);
    Exit::Failed
}

/// The `--color` of the command line, needed before it is parsed: its mistakes are coloured too.
fn early_colour(words: &[OsString]) -> When {
    let mut words = words.iter().filter_map(|word| word.to_str()).take_while(|&word| word != "--");
    let mut when = When::Auto;
    while let Some(word) = words.next() {
        let value = if word == "--color" { words.next() } else { word.strip_prefix("--color=") };
        match value {
            Some("always") => when = When::Always,
            Some("never") => when = When::Never,
            Some("auto") => when = When::Auto,
            _ => {}
        }
    }
    when
}

/// `value` as an indented document with a line break at its end.
fn json(value: &impl serde::Serialize) -> String {
    // Only maps with keys that are no text cannot be written, and there is none.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
