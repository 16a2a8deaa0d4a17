//! `review`: everything that a pull request needs: the comment, the pictures, the findings for machines.

use super::arguments::ConfigChoice;
use super::baseline::BaselineChoice;
use super::check::{FailOn, RuleChoice};
use super::comparing::{self, Comparison};
use super::diff_picture::LookOfChange;
use super::failure::Failure;
use super::input::Stdin;
use super::output::{self, Output};
use super::screen::Screen;
use super::version::{self, Version};
use super::{Exit, SHARE, changed};
use crate::parallel;
use crate::report::{FileReport, Report};
use clap::Args;
use std::path::PathBuf;

mod bundle;
mod comment;
mod drawn;
mod known;
mod room;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cyanotype review --since origin/main -o review
  cyanotype review old.yaml new.yaml -o review
  cyanotype review --since origin/main -o review --picture-base https://example.com/pr-7
  cyanotype review --since origin/main -o review --baseline cyanotype-baseline.toml

With `--since`, every blueprint that differs from where this branch left the other is reviewed: new,
changed, renamed and deleted ones, as they are in the working tree. The folder gets `comment.md`
(at most 65,000 bytes, whatever the size of the change), `pictures/`, `review.json` and
`findings.sarif`; what an earlier review drew there and this one does not is taken away.

Exit codes: 0 no new findings at or above the bar, 1 new findings, 2 something could not be read;
everything else is reviewed and written all the same.")]
pub(super) struct ReviewArguments {
    /// The blueprint before and after: files, `REF:PATH`, or `REF` for the same file there; two `REF`s for all that differ
    #[arg(value_names = ["OLD", "NEW"], num_args = 2)]
    versions: Vec<String>,
    /// Review every blueprint that differs from where this branch left REF
    #[arg(long, value_name = "REF", conflicts_with = "versions")]
    since: Option<String>,
    /// The folder for the bundle; made when there is none
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Where the pictures will be found: the comment shows `URL/pictures/NAME.svg` instead of a relative path
    #[arg(long, value_name = "URL", value_parser = address, conflicts_with = "picture_page")]
    picture_base: Option<String>,
    /// A page to find the pictures on: the comment links it and shows no pictures
    #[arg(long, value_name = "URL", value_parser = address)]
    picture_page: Option<String>,
    /// The least severity of a new finding that makes the command fail
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t)]
    fail_on: FailOn,
    #[command(flatten)]
    look: LookOfChange,
    #[command(flatten)]
    baseline: BaselineChoice,
    #[command(flatten)]
    rules: RuleChoice,
    #[command(flatten)]
    _config: ConfigChoice,
}

fn address(word: &str) -> Result<String, String> {
    let word = word.trim_end_matches('/');
    let known =
        crate::scene::safe_link(word).filter(|safe| safe == word && word.starts_with("http"));
    let plain = !word.contains(['(', ')', '<', '>', '"', '\\']);
    known.filter(|_| plain).ok_or_else(|| "an address begins with `https://`".to_owned())
}

/// A blueprint that was reviewed.
struct Reviewed {
    comparison: Comparison,
    /// Its pictures, by what follows the name in that of the file; none where nothing is to be seen.
    pictures: Vec<(&'static str, Vec<u8>)>,
    /// Why there are none, when there should be.
    undrawn: Option<String>,
    /// How many findings are in the baseline and were not there before.
    known: usize,
}

impl Reviewed {
    /// Whether there is a new version.
    const fn is_there(&self) -> bool {
        self.comparison.new.exists
    }
}

pub(super) fn run(arguments: &ReviewArguments, screen: &Screen) -> Result<Exit, Failure> {
    let settings = arguments.rules.settings(screen)?;
    let baseline = arguments.baseline.load()?;
    let stdin = Stdin::default();
    let pairs = match (&arguments.since, &arguments.versions[..]) {
        (Some(since), _) => changed::since(since)?,
        (None, [old, new]) => version::pairs(old, new)?,
        _ => {
            return Err(Failure::refused(
                "there is nothing to review",
                "say `--since REF`, or OLD and NEW",
            ));
        }
    };
    bundle::vet(&arguments.output, &pairs)?;
    let mut reviewed = parallel::map(&pairs, SHARE, |(old, new)| {
        drawn::review(comparing::compare(old, new, &settings, &stdin), &arguments.look)
    });
    if let [only] = &reviewed[..]
        && !(only.comparison.old.exists || only.comparison.new.exists)
    {
        let (old, new) = (only.comparison.old.source.name(), only.comparison.new.source.name());
        let fact = format!("there is neither `{old}` nor `{new}`");
        return Err(Failure::refused(fact, "name the blueprint as it is called in the repository"));
    }
    let mut outcome = known::outcome(&pairs, &reviewed);
    if let Some(baseline) = baseline {
        known::hide(&baseline, &mut outcome, &mut reviewed);
    }
    let files = bundle::files(arguments, &reviewed, &outcome);
    let removed = bundle::write(&arguments.output, files)?;
    tell(arguments, &reviewed, screen);
    match removed {
        0 => {}
        1 => screen.note("1 picture of an earlier review was removed"),
        many => screen.note(&format!("{many} pictures of an earlier review were removed")),
    }
    outcome.remarks.iter().for_each(|remark| screen.note(remark));
    Ok(exit(arguments, &reviewed))
}

/// New findings at or above the bar.
fn reached(arguments: &ReviewArguments, one: &Reviewed) -> usize {
    let Comparison { compared, .. } = &one.comparison;
    let new = compared.found.new.iter().filter_map(|&at| compared.new.findings.get(at));
    new.filter(|finding| arguments.fail_on.reached(finding.severity)).count()
}

fn exit(arguments: &ReviewArguments, reviewed: &[Reviewed]) -> Exit {
    if reviewed.iter().any(|one| one.comparison.failed()) {
        Exit::Failed
    } else if reviewed.iter().any(|one| reached(arguments, one) > 0) {
        Exit::Findings
    } else {
        Exit::Fine
    }
}

fn tell(arguments: &ReviewArguments, reviewed: &[Reviewed], screen: &Screen) {
    for one in reviewed {
        for side in [&one.comparison.old, &one.comparison.new] {
            if let Some(why) = &side.unreadable {
                screen.fail(&Failure::unreadable(side.source.name(), why));
            }
        }
        if let Some(why) = &one.undrawn {
            screen.note(&format!("{}: {why}", one.comparison.new.source.name()));
        }
    }
    let folder = arguments.output.display();
    let count = match reviewed.len() {
        0 => "no blueprint changed".to_owned(),
        1 => "1 blueprint reviewed".to_owned(),
        many => format!("{many} blueprints reviewed"),
    };
    screen.note(&format!("{count}: see {folder}/comment.md"));
}
