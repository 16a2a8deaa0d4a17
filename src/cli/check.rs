//! `check`: validates and lints blueprints.

use super::arguments::{By, ConfigChoice, one_of};
use super::failure::{Failure, reason};
use super::fixing::{self, Change, Fixing};
use super::input::{self, Found, Input, Stdin};
use super::own_rules::OwnRules;
use super::progress::Progress;
use super::screen::Screen;
use super::{Exit, clock, parallel, services};
use crate::blueprint::{Environment, Word};
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::{self, Ran, Score, Settings, UnknownSelector};
use crate::pipeline::{self, Checked};
use crate::report::{self, Closing, Detail, FileReport, REPORTERS, Report, Unreadable};
use crate::source::Source;
use crate::syntax;
use clap::builder::TypedValueParser;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cyanotype check blueprint.yaml
  cyanotype check blueprints/ --profile prod --fail-on warning
  cyanotype check --select SEC,SAF001 --format concise
  cyanotype check blueprint.yaml --fix
  cyanotype check blueprint.yaml --unsafe-fixes --diff
  cat blueprint.yaml | cyanotype check - --stdin-filename blueprint.yaml

In a folder, those .yaml and .yml files are checked that look like blueprints: their top level
has `blueprint`, or `name` together with a layer, `flows`, `connections`, `groups` or `reference`.
Ignore files are respected. Files that are named are always checked.")]
pub(super) struct CheckArguments {
    /// Files, folders, patterns, or `-` for standard input; without any, the working folder
    paths: Vec<PathBuf>,
    /// How to write the report
    #[arg(long, value_name = "STYLE", default_value = "full")]
    #[arg(value_parser = one_of(REPORTERS.iter().map(|one| (one.id, one.summary))))]
    format: String,
    /// Count findings by rule instead of showing them
    #[arg(long)]
    statistics: bool,
    /// Score the blueprints by what the rules are good for instead of showing findings
    #[arg(long, value_enum, value_name = "VIEW", conflicts_with = "statistics")]
    by: Option<By>,
    /// The least severity that makes the command fail
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t)]
    fail_on: FailOn,
    #[command(flatten)]
    rules: RuleChoice,
    #[command(flatten)]
    fixing: Fixing,
    #[command(flatten)]
    stdin: Stdin,
    #[command(flatten)]
    _config: ConfigChoice,
}

/// The heading of the choice of rules.
pub(super) const RULES_HEADING: &str = "Rules";

/// What is judged, and how strictly.
#[derive(Debug, Args)]
#[command(next_help_heading = RULES_HEADING)]
pub(super) struct RuleChoice {
    /// Run only these rules: codes, names or prefixes of codes
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    select: Vec<String>,
    /// Do not run these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Run these rules too
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    extend_select: Vec<String>,
    #[command(flatten)]
    own: OwnRules,
    /// Show findings of low confidence too
    #[arg(long)]
    pedantic: bool,
    /// Judge for this environment instead of the blueprint's
    #[arg(long, value_name = "ENVIRONMENT", value_parser = environments())]
    profile: Option<Environment>,
}

fn environments() -> impl TypedValueParser<Value = Environment> {
    one_of(Environment::ALL.iter().map(|one| (one.as_str(), one.meaning())))
        .map(|word| Environment::find(&word).unwrap_or(Environment::Prod))
}

impl RuleChoice {
    /// The linter's settings; a selector that names no rule is refused.
    pub(super) fn settings(&self, screen: &Screen) -> Result<Settings, Failure> {
        let settings = Settings {
            own: self.own.load(screen)?,
            select: self.select.clone(),
            ignore: self.ignore.clone(),
            extend_select: self.extend_select.clone(),
            pedantic: self.pedantic,
            environment: self.profile,
            today: clock::today(),
            ..Settings::default()
        };
        settings.verify().map_err(|unknown| unknown_rule(&unknown))?;
        Ok(settings)
    }
}

pub(super) fn unknown_rule(unknown: &UnknownSelector) -> Failure {
    let help = match &unknown.near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "see the list: cyanotype rules".to_owned(),
    };
    Failure::refused(format!("no rule is called `{}`", unknown.word), help)
}

/// The least severity that makes the command fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Errors.
    #[default]
    Error,
    /// Warnings and errors.
    Warning,
    /// Any finding.
    Info,
    /// No finding.
    Never,
}

impl FailOn {
    fn reached(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Info => true,
            Self::Never => false,
        }
    }
}

pub(super) fn run(arguments: &CheckArguments, screen: &Screen) -> Result<Exit, Failure> {
    let settings = arguments.rules.settings(screen)?;
    let here = [PathBuf::from(".")];
    let paths = if arguments.paths.is_empty() { &here[..] } else { &arguments.paths };
    let found = input::discover(paths);
    let progress = Progress::new(found.len(), screen);
    let judged = parallel::map(&found, |one| {
        let judged = judge(one, &settings, arguments);
        progress.tick();
        judged
    });
    drop(progress);
    let scores = lint::scores(judged.iter().filter_map(Judged::for_score));
    let (mut files, mut changes) = (Vec::new(), Vec::new());
    for one in judged {
        files.extend(one.files);
        changes.extend(one.change);
    }
    if files.is_empty() {
        return Err(nothing_found(paths));
    }
    if arguments.fixing.diff {
        let differs = fixing::show(&changes, screen)?;
        return Ok(exit_of_diff(&files, differs, screen));
    }
    if arguments.fixing.fix {
        fixing::write(&changes)?;
    }
    report(arguments, (&files, scores), &changes, screen)?;
    Ok(exit(&files, arguments.fail_on))
}

/// Writes the report; to standard error when standard output has the fixed text of standard input.
fn report(
    arguments: &CheckArguments,
    (files, scores): (&[FileReport], Vec<Score>),
    changes: &[Change],
    screen: &Screen,
) -> Result<(), Failure> {
    let taken = changes.iter().any(|change| change.path == Path::new("-"));
    let detail = match arguments.by {
        Some(By::Benefit) => Detail::Benefits,
        None if arguments.statistics => Detail::Statistics,
        None => Detail::Findings,
    };
    let closing = if screen.quiet { Closing::Nothing } else { Closing::Summary };
    let look = if taken { screen.error_look.clone() } else { screen.look.clone() };
    let scores = if detail == Detail::Benefits { scores } else { Vec::new() };
    let mut report = Report { detail, closing, look, scores, ..Report::new(files) };
    arguments.fixing.announce(&mut report, changes.iter().map(|change| change.fixed).sum());
    let mut text = String::new();
    if let Some(style) = report::find(&arguments.format) {
        (style.write)(&report, &mut text);
    }
    if taken {
        screen.complain(&text);
        return Ok(());
    }
    screen.print(&text)
}

/// What could not be read is all that a difference does not show.
fn exit_of_diff(files: &[FileReport], differs: bool, screen: &Screen) -> Exit {
    let mut exit = if differs { Exit::Findings } else { Exit::Fine };
    for file in files {
        if let Some(why) = &file.unreadable {
            screen.fail(&Failure::Refused(
                format!("cannot read `{}`: {}", file.source.name(), why.reason),
                why.help.clone(),
            ));
            exit = Exit::Failed;
        }
    }
    exit
}

fn exit(files: &[FileReport], bar: FailOn) -> Exit {
    let reached = files.iter().flat_map(|file| &file.findings).any(|one| bar.reached(one.severity));
    if files.iter().any(|file| file.unreadable.is_some()) {
        Exit::Failed
    } else if reached {
        Exit::Findings
    } else {
        Exit::Fine
    }
}

pub(super) fn nothing_found(paths: &[PathBuf]) -> Failure {
    let names: Vec<String> = paths
        .iter()
        .map(|path| {
            if path == Path::new(".") {
                "this folder".to_owned()
            } else {
                format!("`{}`", path.display())
            }
        })
        .collect();
    Failure::refused(
        format!("there is no blueprint in {}", names.join(", ")),
        "name a file, or begin with one: cyanotype new rag-chatbot",
    )
}

/// What one file gives.
#[derive(Default)]
struct Judged {
    /// What is to be reported of it.
    files: Vec<FileReport>,
    /// Its fixed text where it is to be fixed.
    change: Option<Change>,
    /// The rules that ran.
    ran: Vec<Ran>,
}

impl Judged {
    fn alone(file: FileReport) -> Self {
        Self { files: vec![file], ..Self::default() }
    }

    fn for_score(&self) -> Option<(&[Ran], &[Diagnostic])> {
        self.files.first().map(|blueprint| (&self.ran[..], &blueprint.findings[..]))
    }
}

/// Judges one file; nothing when it was only found and is no blueprint. The file of its own reference architecture
/// follows when that has problems.
fn judge(
    one: &Result<Input, input::Missing>,
    settings: &Settings,
    arguments: &CheckArguments,
) -> Judged {
    let input = match one {
        Ok(input) => input,
        Err((path, failure)) => {
            return Judged::alone(unreadable(&input::name(path, &arguments.stdin), failure));
        }
    };
    let name = input::name(&input.path, &arguments.stdin);
    let bytes = match input::read(&input.path) {
        Ok(bytes) => bytes,
        Err(failure) => return Judged::alone(unreadable(&name, &failure)),
    };
    if input.found == Found::InFolder && !is_blueprint(&bytes) {
        return Judged::default();
    }
    let source = match syntax::read_bytes(&name, &bytes) {
        Ok(source) => source,
        Err(problem) => {
            return Judged::alone(failed(&name, problem.to_string(), Some(problem.help())));
        }
    };
    let fetch = |path: &str| input::beside(&input.path, path);
    let Some(most) = arguments.fixing.most() else {
        let mut checked = pipeline::check(&source, settings, fetch);
        let ran = std::mem::take(&mut checked.ran);
        return Judged { files: reports(source, checked), change: None, ran };
    };
    let pipeline::Fixed { source, mut checked, applied } =
        pipeline::fix(&source, settings, most, fetch);
    let after = source.text().to_owned();
    let path = input.path.clone();
    let change = Change { path, name, before: bytes, after, fixed: applied.len() };
    let ran = std::mem::take(&mut checked.ran);
    Judged { files: reports(source, checked), change: Some(change), ran }
}

/// What is to be reported of a blueprint, and of its own reference architecture.
pub(super) fn reports(source: Source, checked: Checked) -> Vec<FileReport> {
    let mut files = vec![FileReport { source, findings: checked.findings, unreadable: None }];
    files.extend(checked.reference.map(|(source, findings)| FileReport {
        source,
        findings,
        unreadable: None,
    }));
    files
}

pub(super) fn is_blueprint(bytes: &[u8]) -> bool {
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
