//! `check`: validates and lints blueprints.

use super::arguments::{By, ConfigChoice, one_of};
use super::baseline::BaselineChoice;
use super::failure::Failure;
use super::fixing::{self, Change, Fixing};
use super::input::Stdin;
use super::own_rules::OwnRules;
use super::screen::Screen;
use super::since::Since;
use super::{Exit, SHARE, clock, generated};
use crate::blueprint::{Environment, Word};
use crate::diagnostic::Severity;
use crate::lint::{self, Score, Settings, UnknownSelector};
use crate::parallel;
use crate::report::{
    self, Closing, Counts, Detail, FileReport, Listing, Parts, REPORTERS, Report, Reporter,
};
use clap::builder::TypedValueParser;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cyanotype check blueprint.yaml
  cyanotype check blueprints/ --profile prod --fail-on warning
  cyanotype check --select SEC,SAF001 --format concise
  cyanotype check --since main --format markdown
  cyanotype check --baseline cyanotype-baseline.toml
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
    /// Let sarif and json list what is accepted, in the baseline or older too, marked as such
    #[arg(long)]
    show_accepted: bool,
    /// Show only what is new since this branch left another: a git branch, tag or commit
    #[arg(long, value_name = "REF", conflicts_with_all = ["fix", "diff"])]
    since: Option<String>,
    /// Report pictures (SVG, HTML, PNG, PDF, DOT) that were drawn from another version of their blueprint
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    generated: bool,
    #[command(flatten)]
    baseline: BaselineChoice,
    #[command(flatten)]
    rules: RuleChoice,
    #[command(flatten)]
    fixing: Fixing,
    #[command(flatten)]
    stdin: Stdin,
    #[command(flatten)]
    _config: ConfigChoice,
}

mod judge;

mod outcome;

use judge::judge_each;
pub(super) use judge::{Judged, Judging, is_blueprint, judge_all, reports};
pub(super) use outcome::{Origin, Outcome, Part};

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
pub(super) enum FailOn {
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
    pub(super) fn reached(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Info => true,
            Self::Never => false,
        }
    }
}

impl CheckArguments {
    /// The parts of the report, where each file is told for itself and nothing else is to be done with its findings.
    fn parts(&self) -> Option<&'static Parts> {
        let told = self.by.is_none() && !self.statistics && !self.generated;
        let alone = told && self.since.is_none() && self.fixing.most().is_none();
        report::find(&self.format).filter(|_| alone)?.parts
    }
}

/// Bytes of a finding in `concise`.
const USUAL_LINE: usize = 112;

/// Writes the report file by file while they are judged, and keeps nothing of them but the text.
fn tell(
    arguments: &CheckArguments,
    (judging, parts): (Judging<'_>, &Parts),
    screen: &Screen,
) -> Result<Exit, Failure> {
    let closing = if screen.quiet { Closing::Nothing } else { Closing::Summary };
    let mut report = Report { closing, look: screen.look.clone(), ..Report::new(&[]) };
    let told = judge_each(&arguments.paths, judging, screen, |files| {
        let findings: usize = files.iter().map(|file| file.findings.len()).sum();
        let mut text = String::with_capacity(findings * USUAL_LINE);
        for file in files {
            (parts.file)(&report, file, &mut text);
        }
        (text, report::counts(files))
    })?;
    let (texts, counts): (Vec<String>, Vec<Counts>) = told.into_iter().unzip();
    let sum = counts.into_iter().fold(Counts::default(), Counts::and);
    arguments.fixing.announce(&mut report, 0);
    report.counts = Some(sum);
    let mut text = texts.concat();
    (parts.end)(&report, &mut text);
    screen.print(&text)?;
    Ok(exit(sum, arguments.fail_on))
}

pub(super) fn run(arguments: &CheckArguments, screen: &Screen) -> Result<Exit, Failure> {
    let settings = arguments.rules.settings(screen)?;
    let since = arguments.since.as_deref().map(Since::open).transpose()?;
    let baseline = arguments.baseline.load()?;
    let judging = Judging {
        settings: &settings,
        stdin: &arguments.stdin,
        fixes: arguments.fixing.most(),
        since: since.as_ref(),
    };
    if let (None, Some(parts)) = (&baseline, arguments.parts()) {
        return tell(arguments, (judging, parts), screen);
    }
    let mut judged = match judge_all(&arguments.paths, judging, screen) {
        // Nothing is wrong where the last blueprint was deleted.
        Err(_) if since.as_ref().is_some_and(Since::lost_blueprints) => Vec::new(),
        judged => judged?,
    };
    let scores = match arguments.by {
        Some(By::Benefit) => lint::scores(judged.iter().filter_map(Judged::for_score)),
        None => Vec::new(),
    };
    let changes: Vec<Change> = judged.iter_mut().filter_map(|one| one.change.take()).collect();
    let mut outcome = Outcome::new(judged);
    if arguments.fixing.diff {
        let differs = fixing::show(&changes, screen)?;
        return Ok(exit_of_diff(&outcome.files, differs, screen));
    }
    if arguments.fixing.fix {
        fixing::write(&changes)?;
    }
    if arguments.generated {
        generated::judge(&arguments.paths, &mut outcome);
    }
    if let Some(since) = since {
        since.hide_known(&mut outcome, (&settings, &arguments.stdin), screen);
    }
    if let Some(baseline) = baseline {
        baseline.hide(&mut outcome);
    }
    let exit = exit(report::counts(&outcome.files), arguments.fail_on);
    report(arguments, (&outcome, scores), &changes, screen)?;
    Ok(exit)
}

/// Writes the report; to standard error when standard output has the fixed text of standard input.
fn report(
    arguments: &CheckArguments,
    (outcome, scores): (&Outcome, Vec<Score>),
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
    let listing = if arguments.show_accepted { Listing::All } else { Listing::Open };
    let mut report = Report {
        detail,
        closing,
        look,
        scores,
        listing,
        hidden: outcome.hidden.clone(),
        remarks: outcome.remarks.clone(),
        ..Report::new(&outcome.files)
    };
    arguments.fixing.announce(&mut report, changes.iter().map(|change| change.fixed).sum());
    let text = report::find(&arguments.format).map_or_else(String::new, |one| text(one, &report));
    if taken {
        screen.complain(&text);
        return Ok(());
    }
    screen.print(&text)
}

/// The text of a report; that of many files is written on all processors.
fn text(style: &Reporter, report: &Report<'_>) -> String {
    let mut text = String::new();
    let Some(parts) = style.parts else {
        (style.write)(report, &mut text);
        return text;
    };
    let files = parallel::map(report.files, SHARE, |file| {
        let mut text = String::new();
        (parts.file)(report, file, &mut text);
        text
    });
    text = files.concat();
    (parts.end)(report, &mut text);
    text
}

/// What could not be read is all that a difference does not show.
fn exit_of_diff(files: &[FileReport], differs: bool, screen: &Screen) -> Exit {
    let mut exit = if differs { Exit::Findings } else { Exit::Fine };
    for file in files {
        if let Some(why) = &file.unreadable {
            screen.fail(&Failure::unreadable(file.source.name(), why));
            exit = Exit::Failed;
        }
    }
    exit
}

fn exit(found: Counts, bar: FailOn) -> Exit {
    if found.unreadable > 0 {
        Exit::Failed
    } else if found.worst().is_some_and(|worst| bar.reached(worst)) {
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
