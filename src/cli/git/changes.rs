//! Which files differ between a commit and another commit or the working tree.

use super::{Commit, Repository, complaint, path_of, run};
use crate::cli::failure::Failure;
use std::path::{Path, PathBuf};

/// What a commit is compared with.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) enum Until<'a> {
    /// The files as they are now, new ones that git does not ignore included.
    WorkingTree,
    /// Another commit.
    Commit(&'a Commit),
}

/// A file that differs: its path before and after, from the root of the repository.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::cli) struct Entry {
    /// What became of it.
    pub(in crate::cli) change: Change,
    /// Where it was; `None` for a new file.
    pub(in crate::cli) before: Option<PathBuf>,
    /// Where it is; `None` for a deleted file.
    pub(in crate::cli) after: Option<PathBuf>,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::cli) enum Change {
    /// It is new.
    Added,
    /// It is gone.
    Deleted,
    /// Its text or kind is another.
    Modified,
    /// It is elsewhere, perhaps with another text.
    Renamed,
}

impl Repository {
    /// The files that differ between `from` and `until`, sorted by path; renamed files are recognised by their text.
    ///
    /// # Errors
    /// When git cannot compare.
    pub(in crate::cli) fn changes(
        &self,
        from: &Commit,
        until: Until<'_>,
    ) -> Result<Vec<Entry>, Failure> {
        let likeness = format!("-M{}%", super::moved::LEAST);
        let mut words = vec![
            "diff",
            "--name-status",
            "-z",
            &likeness,
            "-l5000",
            "--no-ext-diff",
            "--no-textconv",
        ];
        words.extend(["--ignore-submodules=all", "--end-of-options", &from.id]);
        if let Until::Commit(commit) = until {
            words.push(&commit.id);
        }
        words.push("--");
        let mut entries = entries(&self.list(&words)?);
        if matches!(until, Until::WorkingTree) {
            let untracked = self.list(&["ls-files", "-z", "--others", "--exclude-standard"])?;
            let known: Vec<PathBuf> = entries.iter().filter_map(|one| one.after.clone()).collect();
            let new = fields(&untracked).map(path_of).filter(|path| !known.contains(path));
            let first = entries.len();
            entries.extend(new.map(|path| Entry {
                change: Change::Added,
                before: None,
                after: Some(path),
            }));
            let new: Vec<usize> = (first..entries.len()).collect();
            self.follow(from, &mut entries, &new);
        }
        entries.sort_by(|a, b| a.path().cmp(b.path()).then_with(|| a.cmp(b)));
        Ok(entries)
    }

    fn list(&self, words: &[&str]) -> Result<Vec<u8>, Failure> {
        let output = run(self.root(), words)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(Failure::Refused(format!("git cannot list what changed: {}", complaint(&output)), None))
    }
}

impl Entry {
    /// Where it is now, or where it was last.
    pub(in crate::cli) fn path(&self) -> &Path {
        self.after.as_deref().or(self.before.as_deref()).unwrap_or(Path::new(""))
    }
}

fn fields(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|&byte| byte == 0).filter(|field| !field.is_empty())
}

/// Reads `--name-status -z`: a letter, then one path, or two for what was renamed or copied.
fn entries(bytes: &[u8]) -> Vec<Entry> {
    let mut fields = fields(bytes);
    let mut entries = Vec::new();
    while let (Some(status), Some(first)) = (fields.next(), fields.next()) {
        let first = path_of(first);
        let (change, before, after) = match status.first() {
            Some(b'A') => (Change::Added, None, Some(first)),
            Some(b'D') => (Change::Deleted, Some(first), None),
            Some(b'R') => (Change::Renamed, Some(first), fields.next().map(path_of)),
            Some(b'C') => (Change::Added, None, fields.next().map(path_of)),
            _ => (Change::Modified, Some(first.clone()), Some(first)),
        };
        entries.push(Entry { change, before, after });
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::{Change, entries};
    use std::path::Path;

    #[test]
    fn the_list_of_git_is_read() {
        let found = entries(
            b"M\0a b.yaml\0R087\0old.yaml\0new.yaml\0D\0gone.yaml\0A\0fresh.yaml\0T\0kind.yaml\0",
        );
        let seen: Vec<_> = found
            .iter()
            .map(|one| (one.change, one.before.as_deref(), one.after.as_deref()))
            .collect();
        let path = |name| Some(Path::new(name));
        assert_eq!(
            seen,
            [
                (Change::Modified, path("a b.yaml"), path("a b.yaml")),
                (Change::Renamed, path("old.yaml"), path("new.yaml")),
                (Change::Deleted, path("gone.yaml"), None),
                (Change::Added, None, path("fresh.yaml")),
                (Change::Modified, path("kind.yaml"), path("kind.yaml")),
            ]
        );
        assert!(entries(b"").is_empty());
    }
}
