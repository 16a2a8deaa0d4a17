//! Which blueprints a branch changed.

use super::super::check::is_blueprint;
use super::super::failure::Failure;
use super::super::git::{Commit, Entry, Repository, Until};
use super::super::input;
use super::Version;
use std::path::Path;

/// The versions of every blueprint that differs between the working tree and where it left `since`.
pub(super) fn since(since: &str) -> Result<Vec<(Version, Version)>, Failure> {
    let repository = Repository::holding(Path::new("."))?;
    let base = repository.merge_base(since)?;
    let entries = repository.changes(&base, Until::WorkingTree)?;
    let named = entries.iter().filter(|entry| is_yaml(entry));
    let pairs = named.map(|entry| pair(&repository, &base, entry));
    Ok(pairs.filter(|(old, new)| looks(old) || looks(new)).collect())
}

fn is_yaml(entry: &Entry) -> bool {
    entry.before.iter().chain(&entry.after).any(|path| input::is_yaml(path))
}

fn pair(repository: &Repository, base: &Commit, entry: &Entry) -> (Version, Version) {
    let path =
        |path: &Option<std::path::PathBuf>| path.as_deref().unwrap_or(entry.path()).to_owned();
    let old = Version::Committed {
        repository: repository.clone(),
        commit: base.clone(),
        path: path(&entry.before),
    };
    let new = Version::Working { root: repository.root().to_owned(), path: path(&entry.after) };
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
