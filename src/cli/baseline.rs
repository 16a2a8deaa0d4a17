//! `baseline`: writes down the findings that are known, so that a check shows only others.

use super::Exit;
use super::arguments::ConfigChoice;
use super::check::{Judging, Outcome, RULES_HEADING, RuleChoice, judge_all};
use super::failure::Failure;
use super::input::Stdin;
use super::output::{self, Output};
use super::screen::Screen;
use crate::report::Why;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

mod file;

use file::Baseline;

/// Where the baseline is when nobody says.
const FILE_NAME: &str = "cyanotype-baseline.toml";

/// The choice of a baseline.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = RULES_HEADING)]
pub(super) struct BaselineChoice {
    /// The file with the findings that are known, which `check` does not show
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cyanotype baseline write
  cyanotype baseline write blueprints/ --baseline known.toml
  cyanotype baseline update
  cyanotype baseline prune

Then `cyanotype check --baseline cyanotype-baseline.toml` shows what is new. So that every check does, say
it in `cyanotype.toml`, under `[check]`: baseline = \"cyanotype-baseline.toml\".

A finding is known by its rule and by what it is about, not by its line: the file may be edited, moved
or put into canonical form.")]
pub(super) struct BaselineArguments {
    /// What to do with the file
    #[arg(value_enum)]
    action: Action,
    /// Files, folders or patterns; without any, the working folder
    paths: Vec<PathBuf>,
    /// With `write`, replace a baseline that exists
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    choice: BaselineChoice,
    #[command(flatten)]
    rules: RuleChoice,
    #[command(flatten)]
    _config: ConfigChoice,
}

/// What to do with the baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Action {
    /// Write a new one with all findings
    Write,
    /// Add the findings that are new and drop those that are gone
    Update,
    /// Drop the findings that are gone, and add none
    Prune,
}

pub(super) fn run(arguments: &BaselineArguments, screen: &Screen) -> Result<Exit, Failure> {
    let settings = arguments.rules.settings(screen)?;
    let path = arguments.choice.baseline.clone().unwrap_or_else(|| FILE_NAME.into());
    let mut baseline = match arguments.action {
        Action::Write if path.exists() && !arguments.force => {
            return Err(Failure::refused(
                format!("`{}` exists already", path.display()),
                "keep it up to date: cyanotype baseline update, or replace it with `--force`",
            ));
        }
        Action::Write => Baseline::new(&path),
        Action::Update | Action::Prune => Baseline::load(&path)?,
    };
    let judging =
        Judging { settings: &settings, stdin: &Stdin::default(), fixes: None, since: None };
    let outcome = Outcome::new(judge_all(&arguments.paths, judging, screen)?);
    refuse_unread(&outcome, screen)?;
    let (added, dropped) = match arguments.action {
        Action::Write | Action::Update => baseline.update(&outcome),
        Action::Prune => (0, baseline.prune(&outcome)),
    };
    let bytes = baseline.text().into_bytes();
    output::write(&[Output { path: path.clone(), bytes }])?;
    let what = match arguments.action {
        Action::Write => String::new(),
        Action::Update | Action::Prune => format!(", {added} added, {dropped} dropped"),
    };
    screen.note(&format!("wrote {}: {} known{what}", path.display(), baseline.len()));
    Ok(Exit::Fine)
}

/// A baseline of half the files would forget the findings of the others.
fn refuse_unread(outcome: &Outcome, screen: &Screen) -> Result<(), Failure> {
    let unread = outcome.files.iter().filter_map(|one| Some((one, one.unreadable.as_ref()?)));
    let mut any = false;
    for (file, why) in unread {
        screen.fail(&Failure::unreadable(file.source.name(), why));
        any = true;
    }
    if any {
        return Err(Failure::refused(
            "the baseline is left as it is",
            "mend the files, or name only others",
        ));
    }
    Ok(())
}

impl BaselineChoice {
    /// The baseline that is chosen, read.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn load(&self) -> Result<Option<Known>, Failure> {
        let Some(path) = &self.baseline else { return Ok(None) };
        Ok(Some(Known { baseline: Baseline::load(path)?, path: path.clone() }))
    }
}

/// A baseline in use.
#[derive(Debug)]
pub(super) struct Known {
    baseline: Baseline,
    path: PathBuf,
}

impl Known {
    /// Hides what is known; says how much that was, and what of the baseline is found no more.
    pub(super) fn hide(&self, outcome: &mut Outcome) {
        let sections = self.baseline.sections(outcome);
        let mut count = 0;
        for (index, section) in sections.iter().enumerate() {
            let Some(section) = section else { continue };
            let known = self.baseline.prints(section);
            count += outcome.hide(index, &known, &Why::InBaseline).len();
        }
        if count > 0 {
            outcome.remarks.push(format!("{count} in the baseline"));
        }
        let stale = self.baseline.stale(outcome, &sections);
        if stale > 0 {
            outcome.remarks.push(format!(
                "{stale} of the baseline found no more: cyanotype baseline prune{}",
                option(&self.path)
            ));
        }
    }
}

/// The option that names the baseline, where it is not the usual one.
fn option(path: &Path) -> String {
    if path.ends_with(FILE_NAME) {
        String::new()
    } else {
        format!(" --baseline {}", path.display())
    }
}
