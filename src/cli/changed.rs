//! Which blueprints differ between two states of a repository.

use super::check::is_blueprint;
use super::failure::Failure;
use super::git::{Commit, Entry, Repository, Until};
use super::input;
use super::version::Version;
use std::path::Path;

/// The versions of every blueprint that differs between the working tree and where it left `since`.
pub(super) fn since(since: &str) -> Result<Vec<(Version, Version)>, Failure> {
    let repository = Repository::holding(Path::new("."))?;
    let base = repository.merge_base(since)?;
    between(&repository, &base, Until::WorkingTree)
}

/// The versions of every blueprint that differs between two commits.
pub(super) fn commits(
    repository: &Repository,
    old: &Commit,
    new: &Commit,
) -> Result<Vec<(Version, Version)>, Failure> {
    between(repository, old, Until::Commit(new))
}

fn between(
    repository: &Repository,
    from: &Commit,
    until: Until<'_>,
) -> Result<Vec<(Version, Version)>, Failure> {
    let entries = repository.changes(from, until)?;
    let named = entries.iter().filter(|entry| is_yaml(entry));
    let pairs = named.map(|entry| pair(repository, (from, until), entry));
    Ok(pairs.filter(|(old, new)| looks(old) || looks(new)).collect())
}

fn is_yaml(entry: &Entry) -> bool {
    entry.before.iter().chain(&entry.after).any(|path| input::is_yaml(path))
}

fn pair(
    repository: &Repository,
    (from, until): (&Commit, Until<'_>),
    entry: &Entry,
) -> (Version, Version) {
    let path =
        |path: &Option<std::path::PathBuf>| path.as_deref().unwrap_or(entry.path()).to_owned();
    let committed = |commit: &Commit, path| Version::Committed {
        repository: repository.clone(),
        commit: commit.clone(),
        path,
    };
    let old = committed(from, path(&entry.before));
    let new = match until {
        Until::WorkingTree => {
            Version::Working { root: repository.root().to_owned(), path: path(&entry.after) }
        }
        Until::Commit(commit) => committed(commit, path(&entry.after)),
    };
    let nothing = |version: &Version| Version::Nothing(version.name(&input::Stdin::default()));
    match (&entry.before, &entry.after) {
        (None, _) => (nothing(&old), new),
        (_, None) => (old, nothing(&new)),
        _ => (old, new),
    }
}

/// Whether a version is a blueprint, as `check` finds them in folders.
fn looks(version: &Version) -> bool {
    version.bytes().is_ok_and(|bytes| is_blueprint(&bytes))
}
