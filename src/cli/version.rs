//! A version of a blueprint: a file as it is, or as a commit has it.

use super::changed;
use super::failure::{Failure, reason};
use super::git::{Commit, Repository, Unread, Until};
use super::input::{self, Stdin};
use crate::lint::Settings;
use crate::pipeline::{self, Checked};
use crate::report::Unreadable;
use crate::source::Source;
use crate::syntax;
use std::path::{Component, Path, PathBuf};

/// Where a version is.
#[derive(Clone, Debug)]
pub(super) enum Version {
    /// A file of the disk; `-` is standard input.
    File(PathBuf),
    /// A file of a commit.
    Committed {
        /// The repository.
        repository: Repository,
        /// The commit.
        commit: Commit,
        /// The path from the root.
        path: PathBuf,
    },
    /// A file of a repository as it is on the disk, named from the root.
    Working {
        /// The root of the repository.
        root: PathBuf,
        /// The path from the root.
        path: PathBuf,
    },
    /// There is none; what it would be called.
    Nothing(String),
}

/// A version that was read and judged.
#[derive(Debug)]
pub(super) struct Judged {
    /// Name and text; the text is empty when there is none.
    pub(super) source: Source,
    /// What it says and what was found in it.
    pub(super) checked: Checked,
    /// Why it could not be read.
    pub(super) unreadable: Option<Unreadable>,
    /// Whether there is such a file.
    pub(super) exists: bool,
}

/// The versions that the words of the command line name: files, `REF:PATH`, or a revision alone beside one of these. Two
/// revisions name every blueprint that differs between them.
pub(super) fn pairs(old: &str, new: &str) -> Result<Vec<(Version, Version)>, Failure> {
    if old == "-" && new == "-" {
        return Err(Failure::refused(
            "standard input can be one side only",
            "name a file for the other",
        ));
    }
    if let Some(pair) = gone(old, new) {
        return Ok(vec![pair]);
    }
    match (whole(old)?, whole(new)?) {
        (Some(old), Some(new)) => Ok(vec![(old, new)]),
        (Some(one), None) => Ok(vec![(one.clone(), one.at(new)?)]),
        (None, Some(one)) => Ok(vec![(one.at(old)?, one)]),
        (None, None) => {
            let repository = Repository::holding(Path::new(".")).map_err(|_| missing(old))?;
            let (old, new) = (repository.commit(old)?, repository.commit(new)?);
            changed::commits(&repository, &old, &new)
        }
    }
}

/// A revision and a file that it has and the disk has no more: everything is gone.
fn gone(old: &str, new: &str) -> Option<(Version, Version)> {
    let path = Path::new(new);
    if path.exists() || !input::is_yaml(path) || Path::new(old).exists() || old.contains(':') {
        return None;
    }
    let repository = Repository::holding(Path::new(".")).ok()?;
    let (inside, commit) = (repository.path_in(path)?, repository.commit(old).ok()?);
    if repository.at(&commit, &inside) == Err(Unread::Absent) {
        return None;
    }
    let before = Version::Committed { repository, commit, path: inside };
    Some((before, Version::Nothing(new.to_owned())))
}

/// The version that a word names by itself: a file or `REF:PATH`.
fn whole(word: &str) -> Result<Option<Version>, Failure> {
    let path = Path::new(word);
    if word == "-" || path.exists() {
        return Ok(Some(Version::File(path.to_owned())));
    }
    if let Some((revision, inside)) =
        word.split_once(':').filter(|(revision, _)| revision.len() > 1)
    {
        let repository = Repository::holding(Path::new("."))?;
        let commit = repository.commit(revision)?;
        let path = from_root(&repository, inside)?;
        misplaced(&repository, &commit, inside, &path)?;
        return Ok(Some(Version::Committed { repository, commit, path }));
    }
    if input::is_yaml(path) || word.contains('\\') {
        return Err(missing(word));
    }
    Ok(None)
}

/// As git reads it: a path from the root, or from here when it begins with a dot.
fn from_root(repository: &Repository, inside: &str) -> Result<PathBuf, Failure> {
    let outside = || {
        let fact = format!("`{inside}` is no path in the repository");
        Failure::refused(fact, "write it from the repository's root, or with `./` from here")
    };
    if inside.starts_with('.') {
        return repository.path_in(Path::new(inside)).ok_or_else(outside);
    }
    let path = PathBuf::from(inside);
    let plain = path.components().all(|part| matches!(part, Component::Normal(_)));
    if plain && !inside.is_empty() { Ok(path) } else { Err(outside()) }
}

/// Refuses a path that is none from the root, and one from here.
fn misplaced(
    repository: &Repository,
    commit: &Commit,
    inside: &str,
    path: &Path,
) -> Result<(), Failure> {
    let is_there = |path: &Path| repository.at(commit, path) != Err(Unread::Absent);
    let here = repository.path_in(Path::new(inside)).filter(|here| here != path);
    match here {
        Some(here) if !is_there(path) && is_there(&here) => Err(Failure::refused(
            format!("there is no `{inside}` at the root of the repository in `{}`", commit.said),
            format!("a path from here begins with a dot: `{}:./{inside}`", commit.said),
        )),
        _ => Ok(()),
    }
}

/// Where the file was that is at `path` in another state of the repository; the same place when nobody moved it.
fn followed(
    repository: &Repository,
    commit: &Commit,
    (until, path): (Until<'_>, PathBuf),
) -> PathBuf {
    if repository.at(commit, &path) != Err(Unread::Absent) {
        return path;
    }
    let changes = repository.changes(commit, until).unwrap_or_default();
    let moved = changes.into_iter().find(|one| one.after.as_ref() == Some(&path));
    moved.and_then(|one| one.before).unwrap_or(path)
}

/// A file that is not there, with the name that was probably meant.
fn missing(word: &str) -> Failure {
    match input::read(Path::new(word)) {
        Err(failure) => failure,
        Ok(_) => Failure::refused(format!("`{word}` is no file"), "name a file or a git revision"),
    }
}

impl Version {
    /// The same file in the commit that `revision` names, where it had another name by that.
    fn at(&self, revision: &str) -> Result<Self, Failure> {
        match self {
            Self::Committed { repository, path, commit: own } => {
                let commit = repository.commit(revision)?;
                let path = followed(repository, &commit, (Until::Commit(own), path.clone()));
                Ok(Self::Committed { repository: repository.clone(), commit, path })
            }
            Self::File(path) if path != Path::new("-") => {
                let repository = Repository::holding(&folder(path)).map_err(|failure| {
                    let fact = format!("`{revision}` is no file, and {}", failure.fact());
                    Failure::Refused(fact, failure.help().map(str::to_owned))
                })?;
                let commit = repository.commit(revision)?;
                let inside = repository.path_in(path).ok_or_else(|| missing(revision))?;
                let path = followed(&repository, &commit, (Until::WorkingTree, inside));
                Ok(Self::Committed { repository, commit, path })
            }
            Self::File(_) | Self::Working { .. } | Self::Nothing(_) => Err(Failure::refused(
                format!("standard input has no file name to look for in `{revision}`"),
                format!("name the file: `{revision}:blueprint.yaml`"),
            )),
        }
    }

    /// The name of messages: `main:blueprint.yaml`, or the path.
    pub(super) fn name(&self, stdin: &Stdin) -> String {
        match self {
            Self::File(path) => input::name(path, stdin),
            Self::Committed { commit, path, .. } => {
                format!("{}:{}", commit.said, path.display().to_string().replace('\\', "/"))
            }
            Self::Working { path, .. } => path.display().to_string().replace('\\', "/"),
            Self::Nothing(name) => name.clone(),
        }
    }

    /// Where it is, or was, on the disk; nothing for standard input and for what there is not.
    pub(super) fn place(&self) -> Option<PathBuf> {
        match self {
            Self::File(_) => self.file().map(Path::to_owned),
            Self::Working { root, path } => Some(root.join(path)),
            Self::Committed { repository, path, .. } => Some(repository.root().join(path)),
            Self::Nothing(_) => None,
        }
    }

    /// The file that must not be overwritten.
    pub(super) fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) if path != Path::new("-") => Some(path),
            _ => None,
        }
    }

    /// Reads and judges it. Never fails: what cannot be read says why.
    pub(super) fn judge(&self, settings: &Settings, stdin: &Stdin) -> Judged {
        let name = self.name(stdin);
        let bytes = match self.bytes() {
            Ok(bytes) => bytes,
            Err(unread) => return Judged::without(&name, unread),
        };
        let source = match syntax::read_bytes(&name, &bytes) {
            Ok(source) => source,
            Err(problem) => {
                let why = Unreadable {
                    reason: problem.to_string(),
                    help: Some(problem.help().to_owned()),
                };
                return Judged::without(&name, Some(why));
            }
        };
        let checked = pipeline::check(&source, settings, |path| self.beside(path));
        Judged { source, checked, unreadable: None, exists: true }
    }

    /// The bytes; otherwise why there are none, `None` when there is no such file at all.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, Option<Unreadable>> {
        match self {
            Self::Nothing(_) => Err(None),
            Self::File(path) => read(path),
            Self::Working { root, path } => within(&root.join(path)),
            Self::Committed { repository, commit, path } => {
                repository.at(commit, path).map_err(|unread| match unread {
                    Unread::Absent => None,
                    other => Some(Unreadable { reason: other.fact().to_owned(), help: None }),
                })
            }
        }
    }

    /// The text of a file that the blueprint names, of the same version.
    fn beside(&self, path: &str) -> Result<Source, String> {
        match self {
            Self::File(own) => input::beside(own, path),
            Self::Working { root, path: own } => input::beside(&root.join(own), path),
            Self::Nothing(_) => Err("there is no such file".to_owned()),
            Self::Committed { repository, commit, path: own } => {
                let path = flat(&own.parent().unwrap_or(Path::new("")).join(path))
                    .ok_or("it lies outside the repository")?;
                let bytes =
                    repository.at(commit, &path).map_err(|unread| unread.fact().to_owned())?;
                let name = format!("{}:{}", commit.said, path.display());
                syntax::read_bytes(&name, &bytes).map_err(|problem| problem.to_string())
            }
        }
    }
}

/// The bytes of a file, or why there are none.
fn read(path: &Path) -> Result<Vec<u8>, Option<Unreadable>> {
    input::read(path).map_err(|failure| {
        let reason = match &failure {
            Failure::Read { cause, .. } => reason(cause),
            other => other.fact(),
        };
        Some(Unreadable { reason, help: failure.help().map(str::to_owned) })
    })
}

/// The bytes of a file that others may have put there: a link could lead out of the repository.
fn within(path: &Path) -> Result<Vec<u8>, Option<Unreadable>> {
    let link = std::fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    if link {
        return Err(Some(Unreadable { reason: "it is a symbolic link".to_owned(), help: None }));
    }
    read(path)
}

/// The path without `.` and `..`; `None` when it leads outside.
pub(super) fn flat(path: &Path) -> Option<PathBuf> {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => out.push(name),
            Component::CurDir => {}
            Component::ParentDir if out.pop() => {}
            _ => return None,
        }
    }
    Some(out)
}

fn folder(path: &Path) -> PathBuf {
    path.parent().unwrap_or(Path::new("")).to_owned()
}

impl Judged {
    fn without(name: &str, unreadable: Option<Unreadable>) -> Self {
        let source = Source::new(name, "");
        Self { source, checked: Checked::default(), exists: unreadable.is_some(), unreadable }
    }
}

#[cfg(test)]
mod tests {
    use super::flat;
    use std::path::{Path, PathBuf};

    #[test]
    fn paths_stay_within_the_repository() {
        assert_eq!(flat(Path::new("a/./b/../c.yaml")), Some(PathBuf::from("a/c.yaml")));
        assert_eq!(flat(Path::new("a/../../c.yaml")), None);
        assert_eq!(flat(Path::new("/c.yaml")), None);
    }
}
