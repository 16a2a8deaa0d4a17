//! The words of the command line that draw a picture again, as a picture keeps them and as a shell takes them.

use super::{config, input};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Options that change nothing in the picture.
const ELSEWHERE: &[&str] = &["color", "help", "output", "quiet", "stdin-filename", "version"];

/// The options of `render` that were said on the command line, in the order of its help; what the configuration says is
/// not among them, since it holds for the next drawing too. None for other commands.
pub(super) fn words(command: &Command, parsed: &ArgMatches) -> Vec<String> {
    let Some(("render", said)) = parsed.subcommand() else { return Vec::new() };
    let options = command.find_subcommand("render").into_iter().flat_map(Command::get_arguments);
    options.flat_map(|option| words_of(option, said)).collect()
}

fn words_of(option: &Arg, said: &ArgMatches) -> Vec<String> {
    let (id, Some(long)) = (option.get_id().as_str(), option.get_long()) else { return Vec::new() };
    if ELSEWHERE.contains(&long) || said.value_source(id) != Some(ValueSource::CommandLine) {
        return Vec::new();
    }
    // Without a configuration there is nothing to do without.
    if long == "isolated" && config::nearest().is_none() {
        return Vec::new();
    }
    let name = format!("--{long}");
    if matches!(option.get_action(), ArgAction::SetTrue) {
        return vec![name];
    }
    let values = said.get_raw(id).into_iter().flatten().map(|value| shown(option, value));
    match option.get_value_delimiter() {
        Some(between) => {
            vec![name, values.collect::<Vec<_>>().join(between.encode_utf8(&mut [0; 4]))]
        }
        None => values.flat_map(|value| [name.clone(), value]).collect(),
    }
}

/// A value; a path that begins at the root is told from here, or by its last name alone, since a picture travels and
/// folders are private.
fn shown(option: &Arg, value: &OsStr) -> String {
    let path = Path::new(value);
    let is_path = option.get_value_parser().type_id() == std::any::TypeId::of::<PathBuf>();
    if !is_path || !path.is_absolute() {
        return value.to_string_lossy().into_owned();
    }
    match (input::from_here(path), path.file_name()) {
        (Some(inside), _) => inside.to_string_lossy().into_owned(),
        (None, Some(name)) => format!("…/{}", name.to_string_lossy()),
        (None, None) => value.to_string_lossy().into_owned(),
    }
}

/// Longer lines of a command are parted, so that no report parts them where a shell would not go on.
const WIDTH: usize = 76;

/// Words as a shell takes them, on lines that go on after a backslash; an option stays with its value.
pub(super) fn command<'a>(words: impl Iterator<Item = &'a String>) -> String {
    let (mut out, mut width) = (String::new(), 0);
    let mut parts: Vec<String> = Vec::new();
    let mut is_open = false;
    for word in words {
        match parts.last_mut().filter(|_| is_open && !word.starts_with('-')) {
            Some(option) => option.extend([" ", &quoted(word)]),
            None => parts.push(quoted(word)),
        }
        is_open = word.starts_with('-') && !is_open;
    }
    for word in parts {
        let wide = word.chars().count();
        if width > 0 && width + 1 + wide > WIDTH {
            out.push_str(" \\\n  ");
            width = 2;
        } else if width > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(&word);
        width += wide;
    }
    out
}

/// A path that no command takes for an option.
pub(super) fn argument(path: &Path) -> String {
    let name = path.to_string_lossy();
    if name.starts_with('-') && name != "-" { format!("./{name}") } else { name.into_owned() }
}

/// A word as a shell takes it.
pub(super) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._/=,:+%@".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::{command, quoted, words};
    use crate::cli::arguments;

    fn kept(line: &[&str]) -> Vec<String> {
        let mut command = arguments::command();
        let parsed = command.try_get_matches_from_mut([&["cyanotype"], line].concat()).unwrap();
        words(&command, &parsed)
    }

    #[test]
    fn what_changes_the_picture_is_kept() {
        let words = kept(&[
            "-q",
            "render",
            "--view=flow:ask",
            "--color",
            "never",
            "a.yaml",
            "--force",
            "-o",
            "a.svg",
            "--select",
            "SEC,SAF001",
            "--icons",
            "/home/me/aws icons",
            "--logo",
            "brand/logo.svg",
            "--band-color",
            "engine=#0055aa",
            "--band-color",
            "api=#005500",
        ]);
        let joined: Vec<String> = words.iter().map(|word| quoted(word)).collect();
        assert_eq!(
            joined.join(" "),
            "--force --view flow:ask --band-color 'engine=#0055aa' --band-color 'api=#005500' --logo \
             brand/logo.svg --icons '…/aws icons' --select SEC,SAF001"
        );
        assert_eq!(kept(&["render", "a.yaml"]), Vec::<String>::new());
        assert_eq!(kept(&["check", "a.yaml", "--pedantic"]), Vec::<String>::new());
    }

    #[test]
    fn a_long_command_goes_on_after_a_backslash() {
        let words = ["cyanotype", "render", &"a".repeat(40), "-o", &"b".repeat(40), "--force"];
        let words = words.map(str::to_owned);
        let (a, b) = (&words[2], &words[4]);
        let expected = format!("cyanotype render {a} \\\n  -o {b} --force");
        assert_eq!(command(words.iter()), expected);
    }

    #[test]
    fn a_word_stays_one_word_in_a_shell() {
        assert_eq!(quoted("a-b_1.yaml"), "a-b_1.yaml");
        assert_eq!(quoted("it's; rm"), "'it'\\''s; rm'");
        assert_eq!(quoted(""), "''");
    }
}
