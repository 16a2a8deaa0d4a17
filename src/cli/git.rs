//! What the history of a git repository knows of a file: the only part that runs `git`.
//!
//! Fixed lists of arguments and no shell; revisions that look like options are refused; of the variables of git only
//! those are passed on that say where its configuration is. Nothing here writes to the repository.

use super::failure::Failure;
use super::input::MOST_BYTES;
use crate::suggest;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Output, Stdio};

mod changes;
mod moved;

#[cfg(test)]
pub(super) use changes::Change;
pub(super) use changes::{Entry, Until};

/// A repository with a working tree.
#[derive(Clone, Debug)]
pub(super) struct Repository {
    root: PathBuf,
}

/// A commit of a [`Repository`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Commit {
    /// Its full id.
    pub(super) id: String,
    /// What the user called it.
    pub(super) said: String,
}

/// Why a file of a commit cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// There is no such file in the commit.
    Absent,
    /// It is there and is no ordinary file, or is too large: the fact.
    Odd(String),
    /// git cannot give it: its words.
    Failed(String),
}

impl Unread {
    /// The fact, lower case and without full stop.
    pub(super) fn fact(&self) -> &str {
        match self {
            Self::Absent => "there is no such file",
            Self::Odd(fact) | Self::Failed(fact) => fact,
        }
    }
}

impl Repository {
    /// The repository that holds `folder`.
    ///
    /// # Errors
    /// When there is none, it has no working tree, or git is missing or refuses it.
    pub(super) fn holding(folder: &Path) -> Result<Self, Failure> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let output = run(folder, &["rev-parse", "--show-toplevel"])?;
        if !output.status.success() {
            return Err(no_repository(folder, &output));
        }
        let root = path_of(trimmed(&output.stdout));
        if root.as_os_str().is_empty() {
            return Err(Failure::refused(
                format!("`{}` has no working tree: it is a bare git repository", folder.display()),
                "run this in a clone",
            ));
        }
        Ok(Self { root: std::fs::canonicalize(&root).unwrap_or(root) })
    }

    /// The folder of the working tree, with all links resolved.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The path of a file as git names it, from the root and with slashes; `None` for what lies outside, in another
    /// repository below this one, as a submodule is, too. The file need not exist, its folder neither.
    pub(super) fn path_in(&self, path: &Path) -> Option<PathBuf> {
        let whole = resolved(&std::path::absolute(path).ok()?);
        let inside = whole.strip_prefix(&self.root).ok()?;
        let plain = inside.components().all(|part| matches!(part, Component::Normal(_)));
        let folders = whole.ancestors().skip(1).take_while(|folder| *folder != self.root);
        let own = folders.into_iter().all(|folder| !folder.join(".git").exists());
        (plain && own).then(|| inside.to_owned())
    }

    /// The commit that `said` names: a branch, a tag, an id, `HEAD~2`.
    ///
    /// # Errors
    /// When it names none.
    pub(super) fn commit(&self, said: &str) -> Result<Commit, Failure> {
        if said.is_empty() || said.starts_with('-') {
            return Err(Failure::refused(
                format!("`{said}` is no git revision"),
                "name a branch, a tag or a commit, such as `origin/main`",
            ));
        }
        let wanted = format!("{said}^{{commit}}");
        let words = ["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted];
        let output = run(&self.root, &words)?;
        let id = text(trimmed(&output.stdout));
        if output.status.success() && is_id(&id) {
            return Ok(Commit { id, said: said.to_owned() });
        }
        Err(self.unknown(said))
    }

    fn unknown(&self, said: &str) -> Failure {
        let fact = format!("the git repository knows no revision `{said}`");
        let known = self.names();
        if known.is_empty() {
            return Failure::refused(fact, "there is no commit yet");
        }
        // A fresh clone has the other branches below the name of where it came from only.
        let remote = known.iter().find(|name| name.split_once('/').is_some_and(|it| it.1 == said));
        let near = remote.map(String::as_str);
        let near = near.or_else(|| suggest::nearest(said, known.iter().map(String::as_str)));
        let help = match (near, said.split_once('/'), self.is_shallow()) {
            (Some(near), ..) => format!("did you mean `{near}`?"),
            (None, Some(("origin", branch)), _) => {
                format!("fetch it first: git fetch origin {branch}")
            }
            (None, _, true) => {
                "the clone is shallow; fetch the rest: git fetch --unshallow".to_owned()
            }
            _ => {
                "name a branch, a tag or a commit; `git branch --all` lists the branches".to_owned()
            }
        };
        Failure::refused(fact, help)
    }

    /// The names of all branches and tags.
    fn names(&self) -> Vec<String> {
        let words = ["for-each-ref", "--count=1000", "--format=%(refname:short)"];
        let output = run(&self.root, &words);
        output
            .map(|output| text(&output.stdout).lines().map(str::to_owned).collect())
            .unwrap_or_default()
    }

    fn is_shallow(&self) -> bool {
        let output = run(&self.root, &["rev-parse", "--is-shallow-repository"]);
        output.is_ok_and(|output| trimmed(&output.stdout) == b"true")
    }

    /// The newest commit that `said` and the current commit have in common: where a branch left the other.
    ///
    /// # Errors
    /// When `said` names no commit, or nothing in common is known, as in a shallow clone.
    pub(super) fn merge_base(&self, said: &str) -> Result<Commit, Failure> {
        let other = self.commit(said)?;
        let head = self.commit("HEAD")?;
        let output = run(&self.root, &["merge-base", &other.id, &head.id])?;
        let id = text(trimmed(&output.stdout));
        if output.status.success() && is_id(&id) {
            return Ok(Commit { id, said: said.to_owned() });
        }
        if self.is_shallow() {
            return Err(Failure::refused(
                format!(
                    "the clone is shallow: it ends before the commit that `{said}` and `HEAD` have in common"
                ),
                "fetch the rest with `git fetch --unshallow`, or let the pipeline clone all of it \
                 (`fetch-depth: 0` in GitHub's checkout, `GIT_DEPTH: 0` in GitLab)",
            ));
        }
        Err(Failure::refused(
            format!("`{said}` and `HEAD` have no commit in common"),
            "name a branch that this one was made from",
        ))
    }

    /// The bytes of a file in `commit`; `path` is from the root, as [`Self::path_in`] gives it.
    ///
    /// # Errors
    /// When the commit has no such file, or it cannot be read.
    pub(super) fn at(&self, commit: &Commit, path: &Path) -> Result<Vec<u8>, Unread> {
        let failed = |failure: &Failure| Unread::Failed(failure.fact());
        let words = ["ls-tree", "-z", "-l", "--full-tree", &commit.id, "--"].map(OsStr::new);
        let listed = run_with(&self.root, &words, Some(path)).map_err(|one| failed(&one))?;
        if !listed.status.success() {
            return Err(Unread::Failed(complaint(&listed)));
        }
        let object = object(&text(&listed.stdout))?;
        let words = ["cat-file", "blob", &object].map(OsStr::new);
        let output = run_with(&self.root, &words, None).map_err(|one| failed(&one))?;
        if output.status.success() {
            Ok(output.stdout)
        } else {
            Err(Unread::Failed(complaint(&output)))
        }
    }
}

/// The object of one line of `ls-tree -l`: `MODE TYPE OBJECT SIZE<tab>PATH`.
fn object(line: &str) -> Result<String, Unread> {
    let mut words = line.split('\t').next().unwrap_or("").split_whitespace();
    let (mode, kind) = (words.next(), words.next());
    let (object, size) = (words.next(), words.next());
    match (mode, kind, object) {
        (None, ..) => Err(Unread::Absent),
        (Some("120000"), ..) => Err(Unread::Odd("it is a symbolic link".to_owned())),
        (_, Some("blob"), Some(object)) => match size.and_then(|size| size.parse::<usize>().ok()) {
            Some(size) if size > MOST_BYTES => {
                Err(Unread::Odd(format!("it has more than {} MiB", MOST_BYTES / 1024 / 1024)))
            }
            _ => Ok(object.to_owned()),
        },
        (_, Some("tree"), _) => Err(Unread::Odd("it is a folder".to_owned())),
        _ => Err(Unread::Odd("it is another repository".to_owned())),
    }
}

/// The path with the links of its deepest folder that exists resolved; the file itself may be a link and stays one.
fn resolved(path: &Path) -> PathBuf {
    let mut rest = Vec::new();
    let mut folder = path;
    while let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) {
        rest.push(name);
        if let Ok(real) = std::fs::canonicalize(parent) {
            return rest.iter().rev().fold(real, |path, name| path.join(name));
        }
        folder = parent;
    }
    path.to_owned()
}

fn no_repository(folder: &Path, output: &Output) -> Failure {
    let said = complaint(output);
    let shown = if folder == Path::new(".") {
        "this folder".to_owned()
    } else {
        format!("`{}`", folder.display())
    };
    if said.contains("dubious ownership") {
        return Failure::refused(
            format!("git does not trust {shown}: the repository belongs to another user"),
            "if it is yours, say so: git config --global --add safe.directory \"$PWD\"",
        );
    }
    if said.contains("must be run in a work tree") {
        return Failure::refused(
            format!("{shown} has no working tree: it is the inside of a git repository"),
            "run this in a clone",
        );
    }
    if said.contains("not a git repository") {
        return Failure::refused(
            format!("{shown} is in no git repository"),
            "run this in a clone; without a history there is nothing to compare with",
        );
    }
    Failure::Refused(format!("git cannot read {shown}: {said}"), None)
}

/// The first line that git complained with, without its prefix.
fn complaint(output: &Output) -> String {
    let said = text(&output.stderr);
    let line =
        said.lines().find(|line| !line.trim().is_empty()).unwrap_or("git failed without a word");
    line.strip_prefix("fatal: ").or_else(|| line.strip_prefix("error: ")).unwrap_or(line).to_owned()
}

fn is_id(word: &str) -> bool {
    word.len() >= 40 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn trimmed(bytes: &[u8]) -> &[u8] {
    bytes.strip_suffix(b"\n").map_or(bytes, |line| line.strip_suffix(b"\r").unwrap_or(line))
}

/// A path that git printed.
#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

/// A path that git printed.
#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(text(bytes))
}

/// A path as git takes it: with slashes on every platform.
fn for_git(path: &Path) -> OsString {
    if cfg!(windows) { path.to_string_lossy().replace('\\', "/").into() } else { path.into() }
}

/// Configuration that would let git run other programs or write differently than it is read here.
const SETTINGS: &[&str] = &[
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.quotepath=false",
    "-c",
    "color.ui=false",
    "-c",
    "log.showSignature=false",
];

/// Variables of git that are passed on: where its configuration is, and how far it looks for a repository.
const KEPT: &[&str] = &[
    "GIT_CEILING_DIRECTORIES",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_SYSTEM",
    "GIT_EXEC_PATH",
];

fn is_kept(name: &str) -> bool {
    KEPT.contains(&name)
        || name.starts_with("GIT_CONFIG_KEY_")
        || name.starts_with("GIT_CONFIG_VALUE_")
}

fn run(folder: &Path, words: &[&str]) -> Result<Output, Failure> {
    let words: Vec<&OsStr> = words.iter().map(OsStr::new).collect();
    run_with(folder, &words, None)
}

fn run_with(folder: &Path, words: &[&OsStr], path: Option<&Path>) -> Result<Output, Failure> {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("GIT_") && !is_kept(&name) {
            command.env_remove(name);
        }
    }
    command.envs([("LC_ALL", "C"), ("GIT_TERMINAL_PROMPT", "0"), ("GIT_OPTIONAL_LOCKS", "0")]);
    command.env_remove("LANGUAGE").stdin(Stdio::null()).current_dir(folder);
    command.args(["--no-pager", "--literal-pathspecs"]).args(SETTINGS).args(words);
    if let Some(path) = path {
        command.arg(for_git(path));
    }
    command.output().map_err(|cause| match cause.kind() {
        // A missing folder is reported like a missing program.
        io::ErrorKind::NotFound if folder.is_dir() => Failure::refused(
            "there is no `git` on this machine, and histories are read with it",
            "install git, or leave out what compares with the history",
        ),
        _ => Failure::read(folder, cause),
    })
}

#[cfg(test)]
mod tests;
