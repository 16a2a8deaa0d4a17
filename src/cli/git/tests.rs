//! The history of real repositories in temporary folders.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::{Change, Failure, Repository, Unread, Until, is_id, is_kept, object};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

fn git(folder: &Path, words: &[&str]) -> String {
    let mut command = Command::new("git");
    command
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    for name in ["AUTHOR", "COMMITTER"] {
        command
            .env(format!("GIT_{name}_NAME"), "A")
            .env(format!("GIT_{name}_EMAIL"), "a@example.com");
        command.env(format!("GIT_{name}_DATE"), "2026-01-01T00:00:00Z");
    }
    let output = command.args(words).output().unwrap();
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn commit(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        write(folder, name, text.as_bytes());
    }
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--allow-empty", "-m", "x"]);
}

fn repository() -> (TempDir, Repository) {
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    commit(
        folder.path(),
        &[("a.yaml", "name: A\n"), ("sub/ü b.yaml", "name: B\nengine: {m: bedrock}\n")],
    );
    let found = Repository::holding(folder.path()).unwrap();
    (folder, found)
}

fn fact(failure: &Failure) -> String {
    format!("{} / {}", failure.fact(), failure.help().unwrap_or_default())
}

#[test]
fn a_file_is_read_as_it_was() {
    let (folder, found) = repository();
    write(folder.path(), "a.yaml", b"name: New\n");
    let head = found.commit("HEAD").unwrap();
    assert_eq!(found.at(&head, Path::new("a.yaml")), Ok(b"name: A\n".to_vec()));
    assert_eq!(found.at(&head, Path::new("none.yaml")), Err(Unread::Absent));
    assert_eq!(found.at(&head, Path::new("sub")), Err(Unread::Odd("it is a folder".to_owned())));
    // A star is a name here, not a pattern.
    assert_eq!(found.at(&head, Path::new("*.yaml")), Err(Unread::Absent));
    let inside = found.path_in(&folder.path().join("sub/ü b.yaml")).unwrap();
    assert_eq!(found.at(&head, &inside), Ok(b"name: B\nengine: {m: bedrock}\n".to_vec()));
}

#[test]
fn a_repository_is_found_from_within_and_paths_are_its_own() {
    let (folder, found) = repository();
    let below = Repository::holding(&folder.path().join("sub")).unwrap();
    assert_eq!(below.root(), found.root());
    let path = |name: &str| found.path_in(&folder.path().join(name));
    assert_eq!(path("sub/../gone/x.yaml"), path("gone/x.yaml"));
    assert_eq!(path("gone/x.yaml"), Some(PathBuf::from("gone/x.yaml")));
    assert_eq!(found.path_in(Path::new("/nowhere/x.yaml")), None);
}

#[test]
fn what_changed_is_listed_with_old_names() {
    let (folder, found) = repository();
    let root = folder.path();
    let long = "name: Long\n".to_owned() + &"# a line that stays\n".repeat(20);
    commit(
        root,
        &[("long.yaml", &long), ("gone.yaml", "name: Gone\n"), (".gitignore", "ignored.yaml\n")],
    );
    let from = found.commit("HEAD").unwrap();
    git(root, &["mv", "long.yaml", "moved.yaml"]);
    fs::remove_file(root.join("gone.yaml")).unwrap();
    write(root, "a.yaml", b"name: Changed\n");
    write(root, "fresh.yaml", b"name: Fresh\n");
    write(root, "ignored.yaml", b"name: Ignored\n");
    let listed = found.changes(&from, Until::WorkingTree).unwrap();
    let seen: Vec<_> =
        listed.iter().map(|one| (one.change, one.path().to_str().unwrap())).collect();
    let wanted = [
        (Change::Modified, "a.yaml"),
        (Change::Added, "fresh.yaml"),
        (Change::Deleted, "gone.yaml"),
        (Change::Renamed, "moved.yaml"),
    ];
    assert_eq!(seen, wanted);
    assert_eq!(listed[3].before.as_deref(), Some(Path::new("long.yaml")));
    commit(root, &[]);
    let until = found.commit("HEAD").unwrap();
    assert_eq!(found.changes(&from, Until::Commit(&until)).unwrap(), listed);
}

#[test]
fn a_branch_is_compared_with_where_it_left() {
    let (folder, found) = repository();
    let root = folder.path();
    let left = found.commit("HEAD").unwrap().id;
    git(root, &["switch", "--quiet", "-c", "topic"]);
    commit(root, &[("b.yaml", "name: B\n")]);
    git(root, &["switch", "--quiet", "main"]);
    commit(root, &[("c.yaml", "name: C\n")]);
    git(root, &["switch", "--quiet", "topic"]);
    assert_eq!(found.merge_base("main").unwrap().id, left);
    git(root, &["switch", "--quiet", "--orphan", "alone"]);
    commit(root, &[("d.yaml", "name: D\n")]);
    let problem = fact(&found.merge_base("main").unwrap_err());
    assert!(problem.contains("no commit in common"), "{problem}");
}

#[test]
fn revisions_that_are_none_are_refused() {
    let (folder, found) = repository();
    let problem = |said: &str| fact(&found.commit(said).unwrap_err());
    assert!(problem("mian").contains("did you mean `main`?"), "{}", problem("mian"));
    assert!(
        problem("origin/topic").contains("git fetch origin topic"),
        "{}",
        problem("origin/topic")
    );
    for said in ["--output=x", "-h", "", "main:a.yaml", "HEAD~99", "a b", "\u{1b}[31m"] {
        assert!(problem(said).contains("revision"), "{said}");
    }
    assert!(!folder.path().join("x").exists());
    let empty = tempfile::tempdir().unwrap();
    git(empty.path(), &["init", "--quiet"]);
    let found = Repository::holding(empty.path()).unwrap();
    assert!(fact(&found.commit("HEAD").unwrap_err()).contains("no commit yet"));
}

#[test]
fn a_shallow_clone_says_what_to_run() {
    let (folder, _) = repository();
    let root = folder.path();
    commit(root, &[("b.yaml", "name: B\n")]);
    git(root, &["switch", "--quiet", "-c", "topic", "HEAD~1"]);
    commit(root, &[("c.yaml", "name: C\n")]);
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", root.display());
    let words =
        ["clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=topic", &from, "it"];
    git(clone.path(), &words);
    let found = Repository::holding(&clone.path().join("it")).unwrap();
    let problem = fact(&found.merge_base("origin/main").unwrap_err());
    assert!(problem.contains("shallow") && problem.contains("git fetch --unshallow"), "{problem}");
}

#[test]
fn what_is_no_clone_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let problem = |at: &Path| fact(&Repository::holding(at).unwrap_err());
    assert!(problem(folder.path()).contains("in no git repository"));
    git(folder.path(), &["init", "--quiet", "--bare", "bare"]);
    assert!(problem(&folder.path().join("bare")).contains("no working tree"));
    assert!(problem(&folder.path().join("none")).contains("cannot read"));
}

#[test]
fn only_ordinary_files_are_read() {
    let id = "0123456789012345678901234567890123456789";
    let line = |mode: &str, kind: &str, size: &str| format!("{mode} {kind} {id} {size}\ta.yaml\0");
    assert_eq!(object(&line("100644", "blob", "     12")).as_deref(), Ok(id));
    assert_eq!(object(""), Err(Unread::Absent));
    let odd = |line: String| object(&line).is_err_and(|one| matches!(one, Unread::Odd(_)));
    assert!(odd(line("120000", "blob", "3")));
    assert!(odd(line("160000", "commit", "-")));
    assert!(odd(line("040000", "tree", "-")));
    assert!(odd(line("100644", "blob", "999999999999")));
}

#[test]
fn variables_that_lead_elsewhere_are_dropped() {
    let bad =
        ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF", "GIT_SSH_COMMAND"];
    for name in bad {
        assert!(!is_kept(name), "{name}");
    }
    assert!(is_kept("GIT_CONFIG_GLOBAL") && is_kept("GIT_CONFIG_KEY_0"));
    assert!(is_id(&"a1".repeat(20)) && !is_id("main") && !is_id(""));
}
