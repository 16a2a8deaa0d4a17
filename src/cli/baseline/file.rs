//! The file of a baseline: sorted, one line a finding, so that its changes read well and two branches merge.

use crate::cli::check::{Origin, Outcome};
use crate::cli::failure::Failure;
use crate::cli::input;
use crate::lint::Fingerprint;
use crate::report::visible_line;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

/// Raised when the form of the file changes.
const VERSION: u32 = 1;
const HEAD: &str = "\
# Findings that are known: `cyanotype check --baseline` does not show them.
# Written by `cyanotype baseline`; a line may be taken out by hand.
";

/// Findings that are known, by file.
#[derive(Debug)]
pub(super) struct Baseline {
    /// The folder of the file, from which its paths start.
    folder: PathBuf,
    files: BTreeMap<String, BTreeSet<Entry>>,
}

/// A finding that is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    rule: String,
    id: Fingerprint,
    says: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    #[serde(default)]
    file: Vec<Section>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    path: String,
    #[serde(default)]
    known: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    rule: String,
    id: String,
    #[serde(default)]
    says: String,
}

impl Baseline {
    /// An empty one, to be written to `path`.
    pub(super) fn new(path: &Path) -> Self {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        Self { folder: whole(folder.unwrap_or(Path::new("."))), files: BTreeMap::new() }
    }

    /// The one at `path`.
    ///
    /// # Errors
    /// When it is missing or is none.
    pub(super) fn load(path: &Path) -> Result<Self, Failure> {
        if !path.exists() {
            return Err(Failure::refused(
                format!("there is no baseline `{}`", path.display()),
                "write it first: cyanotype baseline write",
            ));
        }
        let bytes = input::read(path)?;
        let text = String::from_utf8_lossy(&bytes);
        let broken = |line: Option<usize>, why: &str| {
            let place = line.map(|line| format!("line {line}: ")).unwrap_or_default();
            Failure::refused(
                format!("`{}` is no baseline: {place}{why}", path.display()),
                "take the line out, or write it anew: cyanotype baseline write --force",
            )
        };
        let document: Document = toml::from_str(&text).map_err(|problem| {
            let line = problem.span().map(|span| text[..span.start].lines().count().max(1));
            broken(line, &problem.message().replace('\n', ", "))
        })?;
        if document.version != VERSION {
            return Err(broken(
                None,
                &format!("it has version {}, not {VERSION}", document.version),
            ));
        }
        let mut baseline = Self::new(path);
        for section in document.file {
            let entries = baseline.files.entry(section.path).or_default();
            for line in section.known {
                let id = Fingerprint::parse(&line.id)
                    .ok_or_else(|| broken(None, &format!("`{}` is no fingerprint", line.id)))?;
                entries.insert(Entry { rule: line.rule, id, says: line.says });
            }
        }
        Ok(baseline)
    }

    /// How many findings are known.
    pub(super) fn len(&self) -> usize {
        self.files.values().map(BTreeSet::len).sum()
    }

    /// The text of the file.
    pub(super) fn text(&self) -> String {
        let mut out = format!("{HEAD}version = {VERSION}\n");
        // Writing to a `String` cannot fail.
        for (path, entries) in self.files.iter().filter(|(_, entries)| !entries.is_empty()) {
            let _ = writeln!(out, "\n[[file]]\npath = {}\nknown = [", quoted(path));
            for Entry { rule, id, says } in entries {
                let (rule, says) = (quoted(rule), quoted(says));
                let _ = writeln!(out, "  {{ rule = {rule}, id = \"{id}\", says = {says} }},");
            }
            out.push_str("]\n");
        }
        out
    }

    /// The fingerprints of a section.
    pub(super) fn prints(&self, section: &str) -> BTreeSet<Fingerprint> {
        self.files.get(section).into_iter().flatten().map(|one| one.id.clone()).collect()
    }

    /// For each file of a run its section: that of its path, or that of a file that is gone and had mostly the same.
    pub(super) fn sections(&self, outcome: &Outcome) -> Vec<Option<String>> {
        let keys: Vec<String> = outcome.origins.iter().map(|one| self.key(&one.path)).collect();
        let mut orphans: Vec<&String> =
            self.files.keys().filter(|path| !keys.contains(path) && self.is_gone(path)).collect();
        let find = |(index, key): (usize, &String)| {
            if self.files.contains_key(key) {
                return Some(key.clone());
            }
            let prints = outcome.prints(index);
            let same = |path: &str| self.prints(path).intersection(&prints).count();
            let best = orphans.iter().copied().max_by_key(|path| same(path))?.clone();
            if same(&best) * 2 < self.prints(&best).len().max(1) {
                return None;
            }
            orphans.retain(|path| **path != best);
            Some(best)
        };
        keys.iter().enumerate().map(find).collect()
    }

    fn is_gone(&self, path: &str) -> bool {
        !self.folder.join(path).exists()
    }

    /// How many findings are known that a run did not find, though it looked for them.
    pub(super) fn stale(&self, outcome: &Outcome, sections: &[Option<String>]) -> usize {
        let used: Vec<&String> = sections.iter().flatten().collect();
        let gone = self.files.iter().filter(|(path, _)| !used.contains(path) && self.is_gone(path));
        let gone: usize = gone.map(|(_, entries)| entries.len()).sum();
        let idle = sections.iter().enumerate().filter_map(|(index, section)| {
            let entries = self.files.get(section.as_ref()?)?;
            Some(entries.iter().filter(|one| is_stale(one, outcome, index)).count())
        });
        gone + idle.sum::<usize>()
    }

    /// Takes the findings of the files of a run as known, and forgets those that are gone; says how many of each.
    pub(super) fn update(&mut self, outcome: &Outcome) -> (usize, usize) {
        let before = self.pairs();
        self.drop_stale(outcome);
        for (index, origin) in outcome.origins.iter().enumerate() {
            let key = self.key(&origin.path);
            let entries = self.files.entry(key).or_default();
            let found = outcome.files[index].findings.iter().zip(outcome.prints_in_order(index));
            for (finding, id) in found {
                if !entries.iter().any(|one| one.id == id) {
                    let says = visible_line(&finding.message).into_owned();
                    entries.insert(Entry { rule: finding.code.to_string(), id, says });
                }
            }
        }
        let after = self.pairs();
        (after.difference(&before).count(), before.difference(&after).count())
    }

    /// Forgets what is gone; says how much that is.
    pub(super) fn prune(&mut self, outcome: &Outcome) -> usize {
        let before = self.len();
        self.drop_stale(outcome);
        before - self.len()
    }

    /// Also gives the sections of renamed files their new names.
    fn drop_stale(&mut self, outcome: &Outcome) {
        let sections = self.sections(outcome);
        let mut kept = BTreeMap::new();
        for (index, section) in sections.iter().enumerate() {
            let Some(mut entries) = section.as_ref().and_then(|path| self.files.remove(path))
            else {
                continue;
            };
            entries.retain(|one| !is_stale(one, outcome, index));
            kept.insert(self.key(&outcome.origins[index].path), entries);
        }
        let folder = self.folder.clone();
        self.files.retain(|path, _| folder.join(path).exists());
        self.files.extend(kept);
    }

    fn pairs(&self) -> BTreeSet<(String, Fingerprint)> {
        let of = |(path, entries): (&String, &BTreeSet<Entry>)| {
            entries.iter().map(|one| (path.clone(), one.id.clone())).collect::<Vec<_>>()
        };
        self.files.iter().flat_map(of).collect()
    }

    /// The path of a file from the folder of the baseline, with slashes on every platform.
    fn key(&self, path: &Path) -> String {
        let path = whole(path);
        let mut folder = self.folder.components().peekable();
        let mut rest = path.components().peekable();
        while folder.peek().is_some() && folder.peek() == rest.peek() {
            folder.next();
            rest.next();
        }
        let up = folder.map(|_| "..".to_owned());
        let down = rest.map(|part: Component<'_>| part.as_os_str().to_string_lossy().into_owned());
        up.chain(down).collect::<Vec<_>>().join("/")
    }
}

/// Whether a run looked for the finding in the file and did not find it.
fn is_stale(entry: &Entry, outcome: &Outcome, index: usize) -> bool {
    let Origin { ran, .. } = &outcome.origins[index];
    let looked = entry.rule.starts_with("BPT") || ran.iter().any(|one| one.code == entry.rule);
    outcome.files[index].unreadable.is_none()
        && looked
        && !outcome.prints(index).contains(&entry.id)
}

/// The path with its links resolved, as far as it exists.
fn whole(path: &Path) -> PathBuf {
    let absolute = || std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    std::fs::canonicalize(path).unwrap_or_else(|_| absolute())
}

/// A TOML string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for one in text.chars() {
        match one {
            '"' | '\\' => out.extend(['\\', one]),
            one if u32::from(one) < 0x20 || one == '\u{7f}' => {
                // Writing to a `String` cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(one));
            }
            _ => out.push(one),
        }
    }
    out + "\""
}
