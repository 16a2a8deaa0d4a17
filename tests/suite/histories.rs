//! Odd repositories and odd names: what can be compared is, what cannot is said, and nothing is lost.

use crate::command::{Folder, Run, finish};
use crate::diff::git;
use std::path::Path;

const OLD: &str = "name: Chat\nengine:\n  model: {service: bedrock, guardrial: true}\n";

fn new() -> String {
    OLD.replace("bedrock", "bedrokc")
}

/// A repository with these files on `main`, on a branch that left it.
fn repository(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::with(files);
    git(&folder, &["init", "--quiet"]);
    commit(&folder);
    git(&folder, &["switch", "--quiet", "-c", "topic"]);
    folder
}

fn commit(folder: &Folder) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "-m", "x"]);
}

fn since(folder: &Folder) -> Run {
    folder.run(&["check", "--since", "main", "--format", "concise"])
}

#[cfg(unix)]
#[test]
fn names_that_no_one_should_give_are_compared_and_reviewed() {
    use std::os::unix::ffi::OsStrExt;
    let odd = std::ffi::OsStr::from_bytes(b"l\xe9t.yaml");
    let folder =
        Folder::with(&[("sp ace/b c.yaml", OLD), ("new\nline.yaml", OLD), ("-o.yaml", OLD)]);
    std::fs::write(folder.path(".").join(odd), OLD).unwrap();
    git(&folder, &["init", "--quiet"]);
    commit(&folder);
    git(&folder, &["switch", "--quiet", "-c", "topic"]);
    for name in ["sp ace/b c.yaml", "new\nline.yaml", "-o.yaml"] {
        folder.write(name, new().as_bytes());
    }
    std::fs::write(folder.path(".").join(odd), new()).unwrap();
    let run = since(&folder).exits(1).says("4 errors in 4 blueprints");
    assert!(!run.out.contains("BPT016"), "what was there is not new: {}", run.out);
    folder.run(&["review", "--since", "main", "-o", "out"]).exits(1).complains("4 blueprints");
    let comment = folder.read("out/comment.md");
    assert!(comment.contains("4 new findings (4 errors)"), "{comment}");
    let pictures: Vec<String> = std::fs::read_dir(folder.path("out/pictures"))
        .unwrap()
        .map(|one| one.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(pictures.contains(&"sp-ace-b-c.svg".to_owned()), "{pictures:?}");
    assert_eq!(pictures.len(), 12);
}

#[test]
fn a_blueprint_that_was_binary_is_said_and_the_others_are_reviewed() {
    let folder = Folder::with(&[("b.yaml", OLD)]);
    folder.write("a.yaml", b"name: \xff\0\x01");
    git(&folder, &["init", "--quiet"]);
    commit(&folder);
    git(&folder, &["switch", "--quiet", "-c", "topic"]);
    folder.write("a.yaml", OLD.as_bytes());
    folder.write("b.yaml", new().as_bytes());
    let run = folder.run(&["review", "--since", "main", "-o", "out"]).exits(2);
    let _ = run.complains("cannot read `main:a.yaml`").complains("not a text file");
    let comment = folder.read("out/comment.md");
    let first = comment.lines().find(|line| line.starts_with("| `")).unwrap();
    assert!(first.starts_with("| `a.yaml` | the old version cannot be read |"), "{first}");
    assert!(comment.contains("| `b.yaml` | 1 changed | **1 error** | 0 |"), "{comment}");
    let diff = folder.run(&["diff", "main", "a.yaml", "--format", "json"]).exits(2);
    let _ = diff.says("\"new\": [").complains("not a text file");
}

#[test]
fn a_submodule_is_another_history_and_that_is_said() {
    let inner = repository(&[("in.yaml", OLD)]);
    let folder = repository(&[("a.yaml", OLD)]);
    let from = inner.path(".").display().to_string();
    git(
        &folder,
        &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &from, "inner"],
    );
    commit(&folder);
    git(&folder, &["branch", "-f", "main"]);
    let run = since(&folder).exits(1).says("inner/in.yaml:3:").complains("`inner/in.yaml`");
    let run = run.complains("it lies outside the git repository").complains("count as new");
    assert!(!run.out.contains("\na.yaml:"), "{}", run.out);
    // From within it is a repository like any other.
    let mut within = folder.command(&["check", "--since", "HEAD", "--format", "concise"]);
    let _ = finish(within.current_dir(folder.path("inner"))).exits(0).says("known");
}

#[test]
fn a_checkout_without_a_branch_is_compared() {
    let folder = repository(&[("a.yaml", OLD)]);
    folder.write("a.yaml", new().as_bytes());
    commit(&folder);
    git(&folder, &["checkout", "--quiet", "--detach"]);
    let run = since(&folder).exits(1).says("STR006");
    assert!(!run.out.contains("BPT016"), "{}", run.out);
    folder.run(&["review", "--since", "main", "-o", "out"]).exits(1);
}

#[test]
fn a_review_is_the_same_from_a_folder_below() {
    let folder = repository(&[("sub/a.yaml", OLD), ("b.yaml", OLD)]);
    folder.write("sub/a.yaml", new().as_bytes());
    folder.write("b.yaml", new().as_bytes());
    folder.run(&["review", "--since", "main", "-o", "out"]).exits(1);
    let words = ["review", "--since", "main", "-o", "../out2"];
    let _ = finish(folder.command(&words).current_dir(folder.path("sub"))).exits(1);
    assert_eq!(folder.read("out/comment.md"), folder.read("out2/comment.md"));
}

#[test]
fn without_git_and_without_commits_the_reason_is_said() {
    let folder = Folder::with(&[("a.yaml", OLD)]);
    git(&folder, &["init", "--quiet"]);
    let commands: [&[&str]; 3] = [
        &["check", "--since", "main"],
        &["review", "--since", "main", "-o", "out"],
        &["diff", "main", "a.yaml"],
    ];
    for words in commands {
        let _ = folder.run(words).exits(2).complains("there is no commit yet");
        let mut alone = folder.command(words);
        let run = finish(alone.env("PATH", folder.path("empty"))).exits(2);
        let _ = run.complains("there is no `git` on this machine").complains("install git");
    }
    let outside = Folder::with(&[("a.yaml", OLD)]);
    let run = outside.run(&["diff", "main", "a.yaml"]).exits(2);
    let _ = run.complains("`main` is no file, and ").complains("in no git repository");
    assert!(!Path::new(&folder.path("out")).exists());
}
