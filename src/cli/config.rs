//! `cyanotype.toml`: the options of a command, said once for a project.
//!
//! A table a command (`[check]`, `[render]`), its keys the long options of that command. The file is checked against
//! the command line's own definition, so that the two cannot differ. An option on the command line wins over the file.

use super::check::RULES_HEADING;
use super::failure::Failure;
use super::input;
use super::screen::Screen;
use crate::diagnostic::Diagnostic;
use crate::report::{self, Closing, FileReport, Report};
use crate::source::{Source, Span};
use crate::suggest;
use crate::syntax::Problem;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};
use std::any::TypeId;
use std::ffi::OsString;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The file that is looked for.
const FILE_NAME: &str = "cyanotype.toml";

/// Options that speak of one run or of the configuration itself.
const NOT_IN_FILE: &[&str] = &[
    "by",
    "check",
    "color",
    "config",
    "diff",
    "fix",
    "force",
    "help",
    "isolated",
    "output",
    "quiet",
    "since",
    "stdin-filename",
    "version",
];

/// What can be wrong with the file.
pub(super) const PROBLEMS: &[Problem] = &[BROKEN, UNKNOWN_KEY, WRONG_VALUE];

const BROKEN: Problem = Problem {
    code: "CFG001",
    name: "broken-configuration",
    summary: "The configuration is not valid TOML at this place.",
};
const UNKNOWN_KEY: Problem = Problem {
    code: "CFG002",
    name: "unknown-configuration-key",
    summary: "The configuration has a table for each command (`[check]`, `[render]`), and in it the long options of that \
              command without their dashes. This key is none of them.",
};
const WRONG_VALUE: Problem = Problem {
    code: "CFG003",
    name: "wrong-configuration-value",
    summary: "The option does not take this value. It takes in the configuration what it takes on the command line; an \
              option without a value there is true or false here, and one that may be repeated there is a list here.",
};

/// Adds the options of the configuration file to those of the command line and parses again.
pub(super) fn apply(
    command: &mut Command,
    mut words: Vec<OsString>,
    parsed: ArgMatches,
    screen: &mut Screen,
) -> Result<ArgMatches, Failure> {
    let Some((name, said)) = parsed.subcommand() else { return Ok(parsed) };
    let Some(path) = file(command, name, said) else { return Ok(parsed) };
    let options = load(command, &path, screen)?;
    let mut added: Vec<String> = Vec::new();
    for option in options.iter().filter(|option| applies(command, name, option, &options)) {
        if said.value_source(&option.id) != Some(ValueSource::CommandLine) {
            added.extend(option.words.iter().cloned());
        }
    }
    // Behind the command's name, so that a later `--` hides nothing.
    let at = words.iter().position(|word| word == name).map_or(words.len(), |at| at + 1);
    words.splice(at..at, added.iter().map(OsString::from));
    screen.configured = Some((shown(&path), added));
    command.try_get_matches_from_mut(words).map_err(|problem| {
        Failure::Refused(
            format!("`{}` and the options do not go together", path.display()),
            Some(problem.to_string()),
        )
    })
}

/// Whether an option of the file is for the command `name`: its own, or a choice of rules, which all commands that
/// judge a blueprint share unless their own table chooses otherwise.
fn applies(command: &Command, name: &str, option: &Configured, all: &[Configured]) -> bool {
    let shared = |one: &Arg| {
        one.get_id().as_str() == option.id && one.get_help_heading() == Some(RULES_HEADING)
    };
    let has_own = || all.iter().any(|own| own.command == name && own.id == option.id);
    option.command == name || (arguments_of(command, name).any(shared) && !has_own())
}

/// The file that `--config` names, or the nearest one; none for commands that have no such option.
fn file(command: &Command, name: &str, said: &ArgMatches) -> Option<PathBuf> {
    let takes_config = arguments_of(command, name).any(|one| one.get_id() == "config");
    if !takes_config || said.get_flag("isolated") {
        return None;
    }
    said.get_one::<PathBuf>("config").cloned().or_else(nearest)
}

/// The file in the working folder or the nearest folder above.
pub(super) fn nearest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
}

/// An option of the file as words of the command line.
struct Configured {
    command: String,
    id: String,
    words: Vec<String>,
}

fn load(command: &Command, path: &Path, screen: &Screen) -> Result<Vec<Configured>, Failure> {
    let bytes = input::read(path)?;
    let text = String::from_utf8(bytes).map_err(|problem| {
        let at = problem.utf8_error().valid_up_to();
        Failure::Refused(format!("`{}` is not text: byte {at} is not UTF-8", path.display()), None)
    })?;
    let folder = path.parent().map(|folder| PathBuf::from(shown(folder))).unwrap_or_default();
    let mut reading = Reading { command, folder, options: Vec::new(), problems: Vec::new() };
    match DeTable::parse(&text) {
        Ok(table) => reading.top(table.get_ref()),
        Err(problem) => {
            let place = span(problem.span().unwrap_or_default());
            let fact = problem.message().trim_end_matches('.').replace('\n', ", ");
            reading.problems.push(BROKEN.at(place, fact));
        }
    }
    if reading.problems.is_empty() {
        return Ok(reading.options);
    }
    let source = Source::new(shown(path), text.as_str());
    let files = [FileReport { source, findings: reading.problems, unreadable: None }];
    let report = Report {
        closing: Closing::Nothing,
        look: screen.error_look.clone(),
        ..Report::new(&files)
    };
    let mut out = String::new();
    if let Some(full) = report::find("full") {
        (full.write)(&report, &mut out);
    }
    screen.complain(&out);
    Err(Failure::Reported)
}

/// The path from here when the file is below, else as it is.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).display().to_string()
}

/// The long options of a command.
fn arguments_of<'a>(command: &'a Command, name: &str) -> impl Iterator<Item = &'a Arg> + use<'a> {
    command.find_subcommand(name).into_iter().flat_map(Command::get_arguments)
}

fn keys<'a>(command: &'a Command, name: &str) -> impl Iterator<Item = &'a str> + use<'a> {
    arguments_of(command, name).filter_map(Arg::get_long).filter(|key| !NOT_IN_FILE.contains(key))
}

fn span(range: Range<usize>) -> Span {
    let at = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
    Span::new(at(range.start), at(range.end))
}

/// Whether the values of an option are pairs, which a table can say too.
fn takes_pairs(option: &Arg) -> bool {
    let names = option.get_value_names().unwrap_or_default();
    names.iter().any(|name| name.contains('='))
}

type Key<'a> = Spanned<std::borrow::Cow<'a, str>>;

/// Whether the option takes the path of a file: such a path is relative to the configuration.
fn is_path(option: &Arg) -> bool {
    option.get_value_parser().type_id() == TypeId::of::<PathBuf>()
}

struct Reading<'a> {
    command: &'a Command,
    /// The folder of the file: paths in it are relative to it.
    folder: PathBuf,
    options: Vec<Configured>,
    problems: Vec<Diagnostic>,
}

impl<'a> Reading<'a> {
    /// The commands that can be configured.
    fn commands(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let takes_config = |one: &&Command| one.get_arguments().any(|arg| arg.get_id() == "config");
        self.command.get_subcommands().filter(takes_config).map(Command::get_name)
    }

    fn beside(&self, path: &str) -> String {
        self.folder.join(path).display().to_string()
    }

    fn top(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match (self.commands().find(|name| key.get_ref() == name), value.get_ref()) {
                (Some(name), DeValue::Table(options)) => self.table(name, options),
                (Some(name), _) => {
                    let fact = format!("`{name}` is a table of options");
                    self.value_problem(
                        value,
                        fact,
                        format!("write `[{name}]` and the options under it"),
                    );
                }
                (None, _) => self.unknown_at_top(key),
            }
        }
    }

    fn unknown_at_top(&mut self, key: &Key<'_>) {
        let word: &str = key.get_ref();
        let owner = self.commands().find(|name| keys(self.command, name).any(|one| one == word));
        let help = match (owner, suggest::nearest(word, self.commands())) {
            (Some(owner), _) => format!("it belongs under `[{owner}]`"),
            (None, Some(near)) => format!("did you mean `[{near}]`?"),
            (None, None) => {
                let tables: Vec<String> =
                    self.commands().map(|name| format!("`[{name}]`")).collect();
                format!("the tables are {}", tables.join(", "))
            }
        };
        self.unknown(
            key,
            format!("there is no key `{word}` at the top of the configuration"),
            help,
        );
    }

    fn unknown(&mut self, key: &Key<'_>, fact: String, help: String) {
        let problem = UNKNOWN_KEY.at(span(key.span()), fact);
        self.problems.push(problem.help(help));
    }

    fn value_problem(&mut self, value: &Spanned<DeValue<'_>>, fact: String, help: String) {
        let problem = WRONG_VALUE.at(span(value.span()), fact);
        self.problems.push(if help.is_empty() { problem } else { problem.help(help) });
    }

    fn table(&mut self, name: &'a str, options: &DeTable<'_>) {
        let command = self.command;
        for (key, value) in options {
            let word: &str = key.get_ref();
            let known = keys(command, name).any(|one| one == word);
            match arguments_of(command, name).find(|one| known && one.get_long() == Some(word)) {
                Some(option) => self.option(name, option, value),
                None => self.unknown_option(name, key),
            }
        }
    }

    fn unknown_option(&mut self, name: &str, key: &Key<'_>) {
        let word: &str = key.get_ref();
        let help = if NOT_IN_FILE.contains(&word) {
            "say it on the command line".to_owned()
        } else {
            match suggest::nearest(word, keys(self.command, name)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "the keys are {}",
                    keys(self.command, name).collect::<Vec<_>>().join(", ")
                ),
            }
        };
        self.unknown(key, format!("there is no key `{word}` under `[{name}]`"), help);
    }

    fn option(&mut self, name: &str, option: &Arg, value: &Spanned<DeValue<'_>>) {
        let key = option.get_long().unwrap_or_default();
        let (flag, many) = match option.get_action() {
            ArgAction::SetTrue => (true, false),
            ArgAction::Append => (false, true),
            _ => (false, false),
        };
        let words = match (value.get_ref(), flag) {
            (DeValue::Boolean(true), true) => vec![format!("--{key}")],
            (DeValue::Boolean(false), true) => Vec::new(),
            (_, true) => {
                return self.value_problem(
                    value,
                    format!("`{key}` is true or false"),
                    String::new(),
                );
            }
            (DeValue::Array(items), false) if many => {
                let mut words = Vec::new();
                for item in items {
                    words.extend(self.word(option, item));
                }
                words
            }
            (DeValue::Table(entries), false) if takes_pairs(option) => {
                let mut words = Vec::new();
                for (name, item) in entries {
                    words.extend(self.pair(option, name.get_ref(), item));
                }
                words
            }
            (_, false) => self.word(option, value).into_iter().collect(),
        };
        let id = option.get_id().to_string();
        self.options.push(Configured { command: name.to_owned(), id, words });
    }

    /// One value, judged by the option's own parser.
    fn word(&mut self, option: &Arg, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let key = option.get_long().unwrap_or_default();
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            _ => {
                let fact = format!(
                    "`{key}` takes a text{}",
                    if matches!(option.get_action(), ArgAction::Append) {
                        " or a list of texts"
                    } else {
                        ""
                    }
                );
                self.value_problem(value, fact, String::new());
                return None;
            }
        };
        let text = if is_path(option) { self.beside(&text) } else { text };
        self.judged(option, &text, value)
    }

    /// An entry of a table, for an option whose values are pairs.
    fn pair(&mut self, option: &Arg, name: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) => self.judged(option, &format!("{name}={text}"), value),
            _ => self.word(option, value),
        }
    }

    /// The word, when the option's own parser takes it.
    fn judged(&mut self, option: &Arg, text: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let key = option.get_long().unwrap_or_default();
        let word = format!("--{key}={text}");
        let alone = Command::new("x").no_binary_name(true).arg(option.clone());
        let Err(refusal) = alone.try_get_matches_from([&word]) else { return Some(word) };
        let cause = std::error::Error::source(&refusal).map(ToString::to_string);
        let allowed = option.get_possible_values();
        let names: Vec<&str> = allowed.iter().map(clap::builder::PossibleValue::get_name).collect();
        let help = match suggest::nearest(text, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => cause.unwrap_or_default(),
            None => format!("the values are {}", names.join(", ")),
        };
        self.value_problem(value, format!("`{text}` is no value of `{key}`"), help);
        None
    }
}
