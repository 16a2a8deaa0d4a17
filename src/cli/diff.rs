//! `diff`: what changed between two versions of a blueprint.

use super::Exit;
use super::again::quoted;
use super::arguments::{ConfigChoice, one_of};
use super::check::RuleChoice;
use super::comparing::{self, Comparison};
use super::diff_picture::PictureOfChange;
use super::failure::Failure;
use super::input::Stdin;
use super::screen::Screen;
use super::version::{self, Version};
use crate::report::{self, CHANGE_STYLES};
use clap::Args;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cyanotype diff old.yaml new.yaml
  cyanotype diff main blueprint.yaml
  cyanotype diff main feature
  cyanotype diff main:blueprint.yaml feature:blueprint.yaml --format markdown
  cyanotype diff main blueprint.yaml -o change.svg -o change.html

OLD and NEW are files, `-` for standard input, files in a git revision (`main:blueprint.yaml`), or a
revision alone, which means the same file as on the other side, by its name of then. Two revisions
mean the one blueprint that differs between them. Meaning is compared: order, spacing, comments and
other words for a service are no change. A component counts as renamed when its service is the same
and at least half of its connections and half of what is said of it stayed.

A picture (`-o`) shows both versions over each other: what stayed is dimmed, and every change has its
colour, sign and number. In HTML also side by side and with a slider; nothing moves between them.

Exit codes: 0 both say the same, 1 they differ, 2 a side could not be read.")]
pub(super) struct DiffArguments {
    /// The blueprint before: a file, `REF:PATH`, or `REF`
    old: String,
    /// The blueprint after
    new: String,
    /// How to write what changed
    #[arg(long, value_name = "STYLE", default_value = "text")]
    #[arg(value_parser = one_of(CHANGE_STYLES.iter().map(|one| (one.id, one.summary))))]
    format: String,
    #[command(flatten)]
    picture: PictureOfChange,
    #[command(flatten)]
    rules: RuleChoice,
    #[command(flatten)]
    stdin: Stdin,
    #[command(flatten)]
    _config: ConfigChoice,
}

pub(super) fn run(arguments: &DiffArguments, screen: &Screen) -> Result<Exit, Failure> {
    let settings = arguments.rules.settings(screen)?;
    let mut pairs = version::pairs(&arguments.old, &arguments.new)?;
    let (old, new) = match (pairs.pop(), &pairs[..]) {
        (Some(only), []) => only,
        (Some(last), others) => return Err(many(arguments, others, &last)),
        (None, _) => {
            screen.note(&format!(
                "no blueprint differs between `{}` and `{}`",
                arguments.old, arguments.new
            ));
            return Ok(Exit::Fine);
        }
    };
    arguments.picture.vet(&[&old, &new])?;
    let comparison = comparing::compare(&old, &new, &settings, &arguments.stdin);
    if !(comparison.old.exists || comparison.new.exists) {
        let (old, new) = (comparison.old.source.name(), comparison.new.source.name());
        return Err(Failure::refused(
            format!("there is neither `{old}` nor `{new}`"),
            "name the blueprint as it is called in the repository",
        ));
    }
    arguments.picture.write(&comparison.compared, screen)?;
    show(arguments, &comparison, screen)?;
    complain(&comparison, screen);
    Ok(exit(&comparison))
}

/// Several blueprints differ: which, and how one of them is named.
fn many(
    arguments: &DiffArguments,
    others: &[(Version, Version)],
    last: &(Version, Version),
) -> Failure {
    let names: Vec<[String; 2]> = others
        .iter()
        .chain([last])
        .map(|(old, new)| [old, new].map(|one| quoted(&one.name(&arguments.stdin))))
        .collect();
    let lines =
        names.iter().take(SHOWN).map(|[old, new]| format!("\n    cyanotype diff {old} {new}"));
    let lines: String = lines.collect();
    let rest = names.len().saturating_sub(SHOWN);
    let rest = if rest > 0 { format!("\n    and {rest} more") } else { String::new() };
    let (old, new) = (&arguments.old, &arguments.new);
    Failure::refused(
        format!("{} blueprints differ between `{old}` and `{new}`", names.len()),
        format!("look at one of them, or at all with `review`:{lines}{rest}"),
    )
}

/// So many of the blueprints that differ are named.
const SHOWN: usize = 12;

fn show(
    arguments: &DiffArguments,
    comparison: &Comparison,
    screen: &Screen,
) -> Result<(), Failure> {
    let report = comparison.report(screen.look.clone());
    let mut text = String::new();
    if let Some(style) = report::change_style(&arguments.format) {
        (style.write)(&report, &mut text);
    }
    screen.print(&text)
}

/// Says on standard error why a side could not be compared.
fn complain(comparison: &Comparison, screen: &Screen) {
    let sides =
        [(&comparison.old, &comparison.compared.old), (&comparison.new, &comparison.compared.new)];
    for (side, checked) in sides {
        let name = side.source.name();
        if let Some(why) = &side.unreadable {
            screen.fail(&Failure::unreadable(name, why));
        } else if checked.model.is_none() {
            screen.fail(&Failure::refused(
                format!("`{name}` is no blueprint: its top level is no mapping"),
                "name a blueprint",
            ));
        }
    }
}

pub(super) fn exit(comparison: &Comparison) -> Exit {
    if comparison.failed() {
        Exit::Failed
    } else if comparison.compared.is_same() {
        Exit::Fine
    } else {
        Exit::Findings
    }
}
