//! Finding and reading the files that a command speaks of.

use super::failure::{Failure, reason};
use crate::source::Source;
use crate::{suggest, syntax};
use clap::Args;
use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// No more bytes than this are read of one file; one more tells that there are too many.
pub(super) const MOST_BYTES: usize = 16 * 1024 * 1024;

/// The name that standard input has in messages.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Stdin {
    /// Name for standard input in messages
    #[arg(long, value_name = "NAME", default_value = "<stdin>", hide_default_value = true)]
    pub(super) stdin_filename: String,
}

/// Whether a file was asked for or only found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Named by the user: judged whatever it holds.
    Named,
    /// Found in a folder: judged when it looks like a blueprint.
    InFolder,
}

/// A file to be read.
#[derive(Clone, Debug)]
pub(super) struct Input {
    /// Path; `-` is standard input.
    pub(super) path: PathBuf,
    /// How it came here.
    pub(super) found: Found,
}

/// A place on the command line where nothing could be found.
pub(super) type Missing = (PathBuf, Failure);

/// The files that `arguments` name, in the order of the arguments and sorted by name within each; each file once.
pub(super) fn discover(arguments: &[PathBuf]) -> Vec<Result<Input, Missing>> {
    let mut seen: BTreeMap<PathBuf, usize> = BTreeMap::new();
    let mut out: Vec<Result<Input, Missing>> = Vec::new();
    for one in arguments.iter().flat_map(|argument| expand(argument)) {
        let (path, named) = match &one {
            Ok(input) => (&input.path, input.found == Found::Named),
            // Each folder below that cannot be read is told.
            Err((path, _)) if path.is_dir() => {
                out.push(one);
                continue;
            }
            Err((path, _)) => (path, false),
        };
        let place = std::path::absolute(path).unwrap_or_else(|_| path.clone());
        match seen.get(&place).and_then(|&at| out.get_mut(at)) {
            // A file that a folder gave and that is named as well is judged whatever it holds.
            Some(Ok(known)) if named => known.found = Found::Named,
            Some(_) => {}
            None => {
                seen.insert(place, out.len());
                out.push(one);
            }
        }
    }
    out
}

fn expand(argument: &Path) -> Vec<Result<Input, Missing>> {
    let named = || vec![Ok(Input { path: argument.to_owned(), found: Found::Named })];
    if argument == Path::new("-") {
        return named();
    }
    match fs::metadata(argument) {
        Ok(found) if found.is_dir() => walk(argument, None),
        Ok(_) => named(),
        Err(_) if has_wildcard(argument) => glob(argument),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            vec![Err((argument.to_owned(), missing(argument, cause)))]
        }
        Err(cause) => vec![Err((argument.to_owned(), Failure::read(argument, cause)))],
    }
}

fn has_wildcard(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

/// A missing file, with the name of a neighbour that was probably meant.
fn missing(path: &Path, cause: io::Error) -> Failure {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new("."))).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    let wanted = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let near = suggest::nearest(wanted, names.iter().map(String::as_str));
    let help = near.map(|name| format!("did you mean `{}`?", path.with_file_name(name).display()));
    Failure::Read { path: path.to_owned(), cause, help }
}

/// The YAML files under `root`, sorted, without ignored and hidden ones; only those of `wanted` when it is given.
fn walk(root: &Path, wanted: Option<&Override>) -> Vec<Result<Input, Missing>> {
    let mut found = Vec::new();
    let walker = WalkBuilder::new(root).require_git(false).sort_by_file_name(Ord::cmp).build();
    for entry in walker {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {}
            Ok(entry) => {
                let path = entry.path();
                let fits = wanted
                    .map_or_else(|| is_yaml(path), |glob| glob.matched(path, false).is_whitelist());
                if fits {
                    let found_as = if wanted.is_some() { Found::Named } else { Found::InFolder };
                    let path = path.strip_prefix("./").unwrap_or(path).to_owned();
                    found.push(Ok(Input { path, found: found_as }));
                }
            }
            Err(problem) => found.push(Err(walk_failure(root, problem))),
        }
    }
    found
}

fn walk_failure(root: &Path, problem: ignore::Error) -> Missing {
    let text = problem.to_string();
    let cause = problem.into_io_error().unwrap_or_else(|| io::Error::other(text));
    (root.to_owned(), Failure::read(root, cause))
}

pub(super) fn is_yaml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("yaml") || end.eq_ignore_ascii_case("yml"))
}

/// The files that a pattern matches, for shells that do not expand patterns themselves.
fn glob(pattern: &Path) -> Vec<Result<Input, Missing>> {
    let literal = |part: &Component<'_>| !has_wildcard(Path::new(part.as_os_str()));
    let root: PathBuf = pattern.components().take_while(literal).collect();
    let rest: PathBuf = pattern.components().skip_while(literal).collect();
    let root = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root };
    let mut builder = OverrideBuilder::new(&root);
    let built =
        builder.add(&format!("/{}", rest.to_string_lossy())).and_then(|builder| builder.build());
    let found = match built {
        Ok(wanted) if root.is_dir() => walk(&root, Some(&wanted)),
        Ok(_) => Vec::new(),
        Err(problem) => {
            let fact = format!("`{}` is not a pattern: {problem}", pattern.display());
            return vec![Err((pattern.to_owned(), Failure::Refused(fact, None)))];
        }
    };
    if found.is_empty() {
        let fact = format!("no file matches `{}`", pattern.display());
        return vec![Err((pattern.to_owned(), Failure::Refused(fact, None)))];
    }
    found
}

/// The bytes of a file or of standard input, at most one more than [`MOST_BYTES`].
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    read_up_to(path, MOST_BYTES as u64 + 1)
}

/// The first `most` bytes of a file or of standard input.
pub(super) fn read_up_to(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let result = if path == Path::new("-") {
        io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        fs::File::open(path).and_then(|file| {
            // Opening a folder succeeds on some systems; reading it then fails with many words.
            let found = file.metadata()?;
            if found.is_dir() {
                return Err(io::ErrorKind::IsADirectory.into());
            }
            // One more, so that the end is seen without growing.
            bytes.reserve(usize::try_from(found.len().min(most)).unwrap_or(0) + 1);
            file.take(most).read_to_end(&mut bytes)
        })
    };
    result.map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => missing(path, cause),
        _ => Failure::read(path, cause),
    })?;
    Ok(bytes)
}

/// The text of a file that a blueprint names by a path from its own folder.
pub(super) fn beside(blueprint: &Path, path: &str) -> Result<Source, String> {
    let path = blueprint.parent().unwrap_or(Path::new("")).join(path);
    let bytes = read(&path).map_err(|failure| match failure {
        Failure::Read { cause, .. } => reason(&cause),
        other => other.fact(),
    })?;
    syntax::read_bytes(&path.display().to_string(), &bytes).map_err(|problem| problem.to_string())
}

/// The name of an input in messages and reports: from here, where it lies here, since reports travel and their readers
/// know paths in a repository only.
pub(super) fn name(path: &Path, stdin: &Stdin) -> String {
    if path == Path::new("-") {
        return stdin.stdin_filename.clone();
    }
    from_here(path).as_deref().unwrap_or(path).display().to_string()
}

/// A path that begins at the root, as one from the working folder where it lies in that.
pub(super) fn from_here(path: &Path) -> Option<PathBuf> {
    let here = std::path::absolute(".").ok().filter(|_| path.is_absolute())?;
    let inside = path.strip_prefix(here).ok()?;
    (inside.file_name().is_some()).then(|| inside.to_owned())
}

/// Whether a file found in a folder is meant as a blueprint: its top level says `blueprint`, or `name` and one of
/// `keys` (the layers, and the other words that only blueprints have). Only lines without indentation are looked at.
pub(super) fn looks_like_blueprint(bytes: &[u8], keys: &[&str]) -> bool {
    let mut has_name = false;
    let mut has_key = false;
    // Files in other encodings are found too, so that someone is told that they cannot be read.
    let plain: Cow<'_, [u8]> = match bytes {
        [0xff, 0xfe, rest @ ..] | [0xfe, 0xff, rest @ ..] => {
            Cow::Owned(rest.iter().copied().filter(|&byte| byte != 0).collect())
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => Cow::Borrowed(rest),
        _ => Cow::Borrowed(bytes),
    };
    let lines = plain.split(|&byte| byte == b'\n');
    for line in lines.filter(|line| line.first().is_some_and(|first| !matches!(first, b' ' | b'#')))
    {
        let Some(colon) = line.iter().position(|&byte| byte == b':') else { continue };
        match std::str::from_utf8(&line[..colon]).map(str::trim_end) {
            Ok("blueprint") => return true,
            Ok("name") => has_name = true,
            Ok(key) => has_key |= keys.contains(&key),
            Err(_) => {}
        }
    }
    has_name && has_key
}

#[cfg(test)]
mod tests {
    use super::looks_like_blueprint;

    #[test]
    fn blueprints_are_told_from_other_files() {
        let looks = |text: &str| looks_like_blueprint(text.as_bytes(), &["engine", "flows"]);
        assert!(looks("# x\nname: A\nengine:\n  m: bedrock\n"));
        assert!(looks("blueprint: 1\n"));
        assert!(looks("engine : {}\r\nname: A\r\n"));
        assert!(!looks("name: CI\non: push\njobs:\n  engine:\n    x: 1\n"));
        assert!(!looks("engine:\n  m: bedrock\n"));
        assert!(!looks("\u{0}\u{1}"));
        assert!(looks("\u{feff}name: A\nengine: {}\n"));
    }

    #[test]
    fn blueprints_in_another_encoding_are_found_too() {
        let wide = "\u{feff}name: A\nengine:\n".encode_utf16();
        let little: Vec<u8> = wide.clone().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = wide.flat_map(u16::to_be_bytes).collect();
        assert!(looks_like_blueprint(&little, &["engine"]));
        assert!(looks_like_blueprint(&big, &["engine"]));
    }
}
