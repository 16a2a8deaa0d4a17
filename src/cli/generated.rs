//! `check --generated`: pictures that were drawn from another version of their blueprint.

use super::again::{argument, command};
use super::check::{Outcome, Part};
use super::input;
use crate::diagnostic::Diagnostic;
use crate::render::{self, Format};
use crate::scene::{self, Stamp};
use crate::source::Span;
use crate::syntax::Problem;
use ignore::WalkBuilder;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What can be wrong with a picture.
pub(super) const PROBLEMS: &[Problem] = &[STALE];

const STALE: Problem = Problem {
    code: "PIC001",
    name: "stale-picture",
    summary: "A picture carries a hash of the blueprint that it was drawn from, and the blueprint beside it has another \
              text by now. Draw it again with the command that the finding names: it has the options that the picture was \
              drawn with. Looked at are SVG, HTML, PNG, PDF and DOT; text and geometry carry no hash.",
};

/// A picture that was found, with what it says of its origin.
struct Picture {
    path: PathBuf,
    stamp: Stamp,
}

/// Adds a finding to each blueprint for each of its pictures that is older. A picture belongs to the blueprint whose
/// name its own begins with, in the same folder before others.
pub(super) fn judge(paths: &[PathBuf], outcome: &mut Outcome) {
    let hashes: Vec<Option<u64>> = (0..outcome.files.len()).map(|at| hash(outcome, at)).collect();
    for path in files(paths) {
        let owner = (0..hashes.len())
            .filter(|&at| hashes[at].is_some())
            .filter_map(|at| Some((closeness(&outcome.origins[at].path, &path)?, at)))
            .max_by_key(|&(closeness, at)| (closeness, std::cmp::Reverse(at)));
        let Some((_, at)) = owner else { continue };
        let Some(picture) = read(path) else { continue };
        if !hashes.contains(&Some(picture.stamp.fingerprint)) {
            let blueprint = outcome.origins[at].path.clone();
            outcome.files[at].findings.push(finding(&blueprint, &picture));
        }
    }
}

fn hash(outcome: &Outcome, at: usize) -> Option<u64> {
    let file = &outcome.files[at];
    let drawn = outcome.origins[at].part == Part::Blueprint && file.unreadable.is_none();
    drawn.then(|| scene::fingerprint(file.source.text().as_bytes()))
}

fn finding(blueprint: &Path, picture: &Picture) -> Diagnostic {
    let (from, to) = (argument(blueprint), argument(&picture.path));
    let words = ["cyanotype", "render", &from, "-o", &to].map(str::to_owned);
    let to = picture.path.to_string_lossy();
    let fact = format!("`{to}` was drawn from another version of this blueprint");
    let command = command(words.iter().chain(&picture.stamp.words));
    STALE.at(Span::new(0, 0), fact).help(format!("draw it again:\n\n{command}")).subjects([to])
}

/// Whether the picture's name begins with the blueprint's, and how far the two are one: the same folder first, then the
/// longer name.
fn closeness(blueprint: &Path, picture: &Path) -> Option<(bool, usize)> {
    let name = blueprint.file_stem()?.to_str()?;
    let rest = picture.file_stem()?.to_str()?.strip_prefix(name)?;
    let fits = rest.is_empty() || rest.starts_with(['-', '.', '_']);
    fits.then(|| (blueprint.parent() == picture.parent(), name.len()))
}

/// What may be pictures of this tool in the folders that are named, and beside the files that are; sorted.
fn files(paths: &[PathBuf]) -> BTreeSet<PathBuf> {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here[..] } else { paths };
    let mut found = BTreeSet::new();
    for path in paths {
        let (root, depth) = if path.is_dir() {
            (path.clone(), None)
        } else {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            (folder.unwrap_or(Path::new(".")).to_owned(), Some(1))
        };
        let walker = WalkBuilder::new(&root).require_git(false).max_depth(depth).build();
        let entries = walker.flatten().map(|entry| entry.path().to_owned());
        found.extend(
            entries
                .filter(|path| format(path).is_some())
                .map(|path| path.strip_prefix("./").map(Path::to_owned).unwrap_or(path)),
        );
    }
    found
}

/// The format of a file's ending, when pictures in it say where they come from.
fn format(path: &Path) -> Option<&'static Format> {
    let ending = path.extension()?.to_str()?;
    render::format(ending).filter(|format| format.stamped.is_some())
}

fn read(path: PathBuf) -> Option<Picture> {
    let stamp = format(&path)?.stamp(&input::read(&path).ok()?)?;
    Some(Picture { path, stamp })
}

#[cfg(test)]
mod tests {
    use super::closeness;
    use std::path::Path;

    #[test]
    fn a_picture_belongs_to_the_blueprint_of_its_name() {
        let close = |blueprint, picture| closeness(Path::new(blueprint), Path::new(picture));
        assert!(close("a/rag.yaml", "a/rag.svg") > close("b/rag.yaml", "a/rag.svg"));
        assert!(
            close("a/rag-chat.yaml", "a/rag-chat-dark.svg")
                > close("a/rag.yaml", "a/rag-chat-dark.svg")
        );
        assert_eq!(close("a/rag.yaml", "a/ragtime.svg"), None);
        assert_eq!(close("a/rag.yaml", "a/other.svg"), None);
    }
}
