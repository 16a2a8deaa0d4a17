//! `check --since` in real repositories.

use crate::command::{Folder, Run};
use crate::diff::git;

const OLD: &str = "\
name: Chat
engine:
  model: {service: bedrock, guardrial: true}
search:
  index: kendra
connections:
  - model -> index
";

fn commit(folder: &Folder) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--allow-empty", "-m", "x"]);
}

/// A repository with `a.yaml` on `main`, on a branch that left it.
fn repository(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::with(files);
    git(&folder, &["init", "--quiet", "--initial-branch=main"]);
    commit(&folder);
    git(&folder, &["switch", "--quiet", "-c", "topic"]);
    folder
}

fn since(folder: &Folder, more: &[&str]) -> Run {
    folder.run(&[&["check", "--since", "main", "--format", "concise"], more].concat())
}

#[test]
fn only_what_is_new_is_shown() {
    let folder = repository(&[("a.yaml", OLD)]);
    let run = since(&folder, &[]).exits(0);
    assert!(
        run.out.starts_with("no findings in 1 blueprint; compared with `main`: "),
        "{}",
        run.out
    );
    let new = OLD.replace("kendra", "kendar").replace("guardrial", "guardrail");
    folder.write("a.yaml", format!("# moved\n\n{new}").as_bytes());
    let run = since(&folder, &[]).exits(1).says("a.yaml:7:10: error[STR006]");
    assert!(!run.out.contains("BPT016") && !run.out.contains("STR001"), "{}", run.out);
    assert!(run.out.contains(" fixed"), "{}", run.out);
    // The same when it is committed.
    let before = run.out;
    commit(&folder);
    assert_eq!(since(&folder, &[]).exits(1).out, before);
}

#[test]
fn what_happened_on_main_meanwhile_does_not_matter() {
    let folder = repository(&[("a.yaml", OLD)]);
    folder.write("a.yaml", OLD.replace("kendra", "kendar").as_bytes());
    commit(&folder);
    git(&folder, &["switch", "--quiet", "main"]);
    folder.write("a.yaml", OLD.replace("guardrial", "guardrail").as_bytes());
    commit(&folder);
    git(&folder, &["switch", "--quiet", "topic"]);
    let run = since(&folder, &[]).exits(1).says("STR006");
    assert!(!run.out.contains("BPT016"), "what main has mended is not new here: {}", run.out);
}

#[test]
fn renamed_deleted_and_untracked_files() {
    let folder =
        repository(&[("a.yaml", OLD), ("gone.yaml", OLD), (".gitignore", "ignored.yaml\n")]);
    std::fs::create_dir(folder.path("sub")).unwrap();
    git(&folder, &["mv", "a.yaml", "sub/b.yaml"]);
    std::fs::remove_file(folder.path("gone.yaml")).unwrap();
    since(&folder, &[]).exits(0).says("no findings in 1 blueprint");
    let fresh = "name: Fresh\nengine:\n  voice: {service: polly, guardrial: true}\n";
    folder.write("fresh.yaml", fresh.as_bytes());
    folder.write("ignored.yaml", OLD.as_bytes());
    let run = since(&folder, &["fresh.yaml", "ignored.yaml", "sub/b.yaml"]).exits(1);
    for name in ["fresh.yaml:3:", "ignored.yaml:3:"] {
        assert!(run.out.contains(name), "{name} is new:\n{}", run.out);
    }
    assert!(!run.out.contains("sub/b.yaml:"), "{}", run.out);
    // From within a folder, too.
    let mut below = folder.command(&["check", "--since", "main", "--format", "concise"]);
    crate::command::finish(below.current_dir(folder.path("sub"))).exits(0);
}

#[test]
fn a_file_that_was_unreadable_is_said_and_the_others_are_compared() {
    let folder = Folder::with(&[("b.yaml", OLD)]);
    folder.write("a.yaml", b"name: \xff\xfe\0\n");
    git(&folder, &["init", "--quiet", "--initial-branch=main"]);
    commit(&folder);
    folder.write("a.yaml", OLD.as_bytes());
    let run = since(&folder, &["a.yaml", "b.yaml"]).exits(1);
    assert!(run.out.contains("a.yaml:3:") && !run.out.contains("b.yaml:"), "{}", run.out);
    run.complains("warning: cannot compare `a.yaml` with `main`").complains("count as new");
    // The other way round it cannot be checked at all.
    commit(&folder);
    folder.write("a.yaml", b"name: \xff\xfe\0\n");
    let run = folder.run(&["check", "a.yaml", "b.yaml", "--since", "HEAD", "--format", "concise"]);
    run.exits(2).says("a.yaml: not read");
}

#[test]
fn what_was_a_blueprint_is_not_overlooked_in_a_folder() {
    let names = ["binary.yaml", "empty.yaml", "wide.yaml", "words.yaml"];
    let folder = repository(&names.map(|name| (name, OLD)));
    folder.write("binary.yaml", b"\x7fELF\0\0");
    folder.write("empty.yaml", b"");
    folder.write("wide.yaml", &OLD.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    folder.write("words.yaml", b"a: 1\n");
    folder.write(
        "new-wide.yaml",
        &[b"\xff\xfen\0a\0m\0e\0:\0\n\0", &b"e\0n\0g\0i\0n\0e\0:\0"[..]].concat(),
    );
    folder.write("other.yaml", b"a: 1\n");
    let run = since(&folder, &[]).exits(2);
    for line in [
        "binary.yaml: not read",
        "empty.yaml:1:1: error[BPT012]",
        "wide.yaml: not read",
        "new-wide.yaml: not read",
        "words.yaml:1:",
    ] {
        assert!(run.out.contains(line), "no `{line}` in:\n{}", run.out);
    }
    assert!(!run.out.contains("other.yaml"), "{}", run.out);
}

#[test]
fn nothing_is_wrong_where_the_last_blueprint_was_deleted() {
    let folder = repository(&[("a.yaml", OLD), ("notes.md", "x")]);
    std::fs::remove_file(folder.path("a.yaml")).unwrap();
    since(&folder, &[]).exits(0).says("no findings in 0 blueprints");
    let _ = folder.run(&["check"]).exits(2).complains("there is no blueprint in this folder");
    commit(&folder);
    let words = ["check", "--since", "HEAD"];
    let _ = folder.run(&words).exits(2).complains("there is no blueprint in this folder");
}

#[test]
fn a_file_that_was_moved_without_telling_git_is_recognised() {
    let folder =
        repository(&[("a.yaml", OLD), ("b.yaml", OLD), ("c.yaml", "name: C\nengine: {}\n")]);
    folder.write("sub/new.yaml", OLD.replace("Chat", "Talk").as_bytes());
    std::fs::remove_file(folder.path("a.yaml")).unwrap();
    let run = since(&folder, &[]).exits(0);
    assert!(!run.out.contains("sub/new.yaml:"), "{}", run.out);
    let run = folder.run(&["diff", "main", "sub/new.yaml"]).exits(1);
    let _ = run.says("main:a.yaml → sub/new.yaml: ");
    // What is something else is new.
    folder.write("sub/new.yaml", b"name: X\nengine:\n  one: bedrok\n");
    since(&folder, &[]).exits(1).says("sub/new.yaml:3:");
}

#[test]
fn a_reference_architecture_is_read_as_it_was() {
    let own = "title: Ours\nlayers:\n  - {id: engine, title: Engine, place: band}\n";
    let blueprint = "name: A\nreference: ../ours.yaml\nengine:\n  model: bedrock\n";
    let folder = repository(&[("x/a.yaml", blueprint), ("ours.yaml", own)]);
    folder.write("ours.yaml", own.replace("place: band", "place: shelf").as_bytes());
    since(&folder, &["x/a.yaml"]).exits(1).says("ours.yaml:3:").says("`shelf`");
}

#[test]
fn what_cannot_be_compared_with_is_refused() {
    let folder = repository(&[("a.yaml", OLD)]);
    let run = |reference: &str| folder.run(&["check", "--since", reference]).exits(2);
    run("mian").complains("knows no revision `mian`").complains("did you mean `main`?");
    run("origin/main").complains("git fetch origin main");
    let _ = folder.run(&["check", "--since=--output=x"]).exits(2).complains("is no git revision");
    assert!(!folder.path("x").exists());
    let words = ["check", "--since", "main", "--fix"];
    let _ = folder.run(&words).exits(2).complains("cannot be used with");
    let alone = Folder::with(&[("a.yaml", OLD)]);
    let _ = alone.run(&["check", "--since", "main"]).exits(2).complains("in no git repository");
}

#[test]
fn a_shallow_clone_says_what_to_run() {
    let folder = repository(&[("a.yaml", OLD)]);
    commit(&folder);
    let clone = Folder::new();
    let from = format!("file://{}", folder.path(".").display());
    let words =
        ["clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=topic", &from, "it"];
    git(&clone, &words);
    let mut command = clone.command(&["check", "--since", "origin/main"]);
    let run = crate::command::finish(command.current_dir(clone.path("it"))).exits(2);
    let _ = run.complains("the clone is shallow").complains("git fetch --unshallow");
    // The branch is there by the name of where it came from only.
    let mut command = clone.command(&["check", "--since", "main"]);
    let run = crate::command::finish(command.current_dir(clone.path("it"))).exits(2);
    let _ = run.complains("knows no revision `main`").complains("did you mean `origin/main`?");
}

#[test]
fn the_environment_of_a_hook_leads_nowhere_else() {
    let folder = repository(&[("a.yaml", OLD)]);
    let other = Folder::new();
    git(&other, &["init", "--quiet"]);
    let mut command = folder.command(&["check", "--since", "main"]);
    command.env("GIT_DIR", other.path(".git")).env("GIT_WORK_TREE", other.path("."));
    command.env("GIT_EXTERNAL_DIFF", "false").env("GIT_PAGER", "false");
    let _ = crate::command::finish(&mut command).exits(0);
}

#[test]
fn sarif_lists_what_was_there_on_demand() {
    let folder = repository(&[("a.yaml", OLD)]);
    folder.write("a.yaml", OLD.replace("kendra", "kendar").as_bytes());
    let words = ["check", "--since", "main", "--format", "sarif", "--show-accepted"];
    let log: serde_json::Value = serde_json::from_str(&folder.run(&words).exits(1).out).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let unchanged = results.iter().filter(|one| one["baselineState"] == "unchanged").count();
    assert_eq!(results.len() - unchanged, 1);
}
