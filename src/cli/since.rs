//! `--since`: which findings were there already where this branch left another.

use super::check::{Outcome, Part, is_blueprint};
use super::failure::Failure;
use super::git::{Commit, Repository, Unread, Until};
use super::input::Stdin;
use super::screen::Screen;
use super::version::flat;
use crate::lint::{self, Fingerprint, Settings};
use crate::pipeline;
use crate::report::{FileReport, Unreadable, Why};
use crate::source::Source;
use crate::syntax;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The commit that a run is compared with.
#[derive(Debug)]
pub(super) struct Since {
    repository: Repository,
    base: Commit,
    /// For each file that differs where it was; `None` for a new one.
    before: BTreeMap<PathBuf, Option<PathBuf>>,
    /// The files that were deleted.
    gone: Vec<PathBuf>,
}

/// What is known of a file before.
enum Earlier {
    /// There was none, or none that can be compared.
    Nothing,
    /// It had these findings.
    Findings(BTreeSet<Fingerprint>),
    /// Its text was the same.
    Same,
}

impl Since {
    /// The commit that `said` and the current commit have in common.
    ///
    /// # Errors
    /// When this is no git repository, or nothing in common is known.
    pub(super) fn open(said: &str) -> Result<Self, Failure> {
        let repository = Repository::holding(Path::new("."))?;
        let base = repository.merge_base(said)?;
        let changes = repository.changes(&base, Until::WorkingTree)?;
        let gone = changes.iter().filter(|one| one.after.is_none());
        let gone = gone.filter_map(|one| one.before.clone()).collect();
        let before = changes.into_iter().filter_map(|one| Some((one.after?, one.before)));
        Ok(Self { before: before.collect(), gone, base, repository })
    }

    /// Whether a file that differs was a blueprint: then something has to be said of it, whatever it is now.
    pub(super) fn was_blueprint(&self, path: &Path) -> bool {
        let inside = self.repository.path_in(path);
        let before = inside.and_then(|inside| self.before.get(&inside)?.as_ref());
        before.is_some_and(|before| self.held_blueprint(before))
    }

    fn held_blueprint(&self, before: &Path) -> bool {
        let is_yaml = super::input::is_yaml(before);
        is_yaml && self.repository.at(&self.base, before).is_ok_and(|bytes| is_blueprint(&bytes))
    }

    /// Whether a blueprint was deleted.
    pub(super) fn lost_blueprints(&self) -> bool {
        self.gone.iter().any(|before| self.held_blueprint(before))
    }

    /// Hides what was there before. A file that cannot be compared is said, and all of its findings count as new.
    pub(super) fn hide_known(
        &self,
        outcome: &mut Outcome,
        (settings, stdin): (&Settings, &Stdin),
        screen: &Screen,
    ) {
        let (mut known, mut fixed) = (0, 0);
        for index in 0..outcome.files.len() {
            let file = &outcome.files[index];
            let origin = &outcome.origins[index];
            let path = if origin.path == Path::new("-") {
                PathBuf::from(&stdin.stdin_filename)
            } else {
                origin.path.clone()
            };
            let earlier =
                self.earlier(file, &path, (settings, origin.part)).unwrap_or_else(|why| {
                    let fact = format!(
                        "cannot compare `{}` with `{}`: {why}",
                        path.display(),
                        self.base.said
                    );
                    screen.warn(&fact, "all of its findings count as new");
                    Earlier::Nothing
                });
            let prints = match earlier {
                Earlier::Nothing => continue,
                Earlier::Findings(prints) => prints,
                Earlier::Same => outcome.prints(index),
            };
            let found = outcome.hide(index, &prints, &Why::Before);
            let accepted = outcome.accepted_prints(index);
            known += found.len();
            fixed += prints.difference(&found).filter(|one| !accepted.contains(one)).count();
        }
        outcome.remarks.push(remark(&self.base.said, known, fixed));
    }

    fn earlier(
        &self,
        file: &FileReport,
        path: &Path,
        (settings, part): (&Settings, Part),
    ) -> Result<Earlier, String> {
        if file.unreadable.is_some() {
            return Ok(Earlier::Nothing);
        }
        let inside = self.repository.path_in(path);
        let inside = inside.ok_or("it lies outside the git repository")?;
        let before = match self.before.get(&inside) {
            Some(None) => return Ok(Earlier::Nothing),
            Some(Some(before)) => before,
            // Nothing is new in what did not change.
            None if file.findings.is_empty() => return Ok(Earlier::Same),
            None => &inside,
        };
        let bytes = match self.repository.at(&self.base, before) {
            Ok(bytes) => bytes,
            Err(Unread::Absent) => return Ok(Earlier::Nothing),
            Err(why) => return Err(why.fact().to_owned()),
        };
        let source = syntax::read_bytes(file.source.name(), &bytes).map_err(|problem| {
            let why = Unreadable { reason: problem.to_string(), help: None };
            format!("there, {}", why.fact(file.source.name()))
        })?;
        if part == Part::Reference {
            let same = source.text() == file.source.text();
            return Ok(if same { Earlier::Same } else { Earlier::Nothing });
        }
        let checked = pipeline::check(&source, settings, |path| self.beside(before, path));
        Ok(Earlier::Findings(lint::fingerprints(&checked.findings).into_iter().collect()))
    }

    /// The text of a file beside a blueprint, as it was.
    fn beside(&self, blueprint: &Path, path: &str) -> Result<Source, String> {
        let folder = blueprint.parent().unwrap_or(Path::new(""));
        let path = flat(&folder.join(path)).ok_or("it lies outside the git repository")?;
        let bytes = self.repository.at(&self.base, &path).map_err(|why| why.fact().to_owned())?;
        syntax::read_bytes(&path.display().to_string(), &bytes)
            .map_err(|problem| problem.to_string())
    }
}

fn remark(said: &str, known: usize, fixed: usize) -> String {
    format!("compared with `{said}`: {known} known, {fixed} fixed")
}
