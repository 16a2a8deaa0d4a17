//! What `check` reads, what it refuses, and how it ends.

use crate::command::{Folder, finish};
use std::process::Stdio;

const CLEAN: &str = include_str!("../../blueprints/rag-chatbot.yaml");
const BROKEN: &str = concat!(
    "name: Broken
name: Twice
",
    include_str!("../../blueprints/rag-chatbot.yaml")
);

#[test]
fn exit_codes_say_fine_findings_or_failed() {
    let folder = Folder::with(&[("clean.yaml", CLEAN), ("broken.yaml", BROKEN)]);
    folder.run(&["check", "clean.yaml"]).exits(0);
    folder.run(&["check", "broken.yaml"]).exits(1);
    folder.run(&["check", "broken.yaml", "--fail-on", "never"]).exits(0).says("error");
    folder.run(&["check", "broken.yaml", "missing.yaml"]).exits(2);
    folder.run(&["check", "missing.yaml", "--fail-on", "never"]).exits(2);
    folder.run(&["check", "clean.yaml", "--nonsense"]).exits(2);
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_others() {
    let folder = Folder::with(&[("a.yaml", BROKEN), ("c.yaml", BROKEN)]);
    let run = folder.run(&["check", "a.yaml", "b.yaml", "c.yaml", "--format", "concise"]).exits(2);
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(lines[0].starts_with("a.yaml:2:1: error[BPT002]"), "{}", run.out);
    assert!(run.out.contains("b.yaml: not read: there is no such file"), "{}", run.out);
    assert!(run.out.contains("c.yaml:2:1: error[BPT002]"), "{}", run.out);
    let json = folder.run(&["check", "a.yaml", "b.yaml", "--format", "json"]).exits(2).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["files"][1]["unreadable"], "there is no such file");
}

#[test]
fn what_is_no_text_is_named() {
    let folder = Folder::new();
    folder.write("binary.yaml", b"\x7fELF\x00\x01");
    folder.write("latin.yaml", b"name: caf\xe9\n");
    folder.write("wide.yaml", b"\xff\xfen\x00");
    folder.run(&["check", "binary.yaml"]).exits(2).says("not a text file");
    folder.run(&["check", "latin.yaml"]).exits(2).says("offset 9");
    folder.run(&["check", "wide.yaml"]).exits(2).says("UTF-16");
    folder.run(&["render", "binary.yaml", "-o", "a.svg"]).exits(2).complains("not a text file");
    assert_eq!(folder.names(), ["binary.yaml", "latin.yaml", "wide.yaml"]);
}

#[test]
fn what_is_no_blueprint_is_a_finding() {
    let folder = Folder::with(&[
        ("empty.yaml", ""),
        ("list.yaml", "- a\n"),
        ("tab.yaml", "name: A\nengine:\n\tm: bedrock\n"),
    ]);
    for file in ["empty.yaml", "list.yaml", "tab.yaml"] {
        let run = folder.run(&["check", file, "--format", "concise"]).exits(1);
        assert!(run.out.starts_with(&format!("{file}:")), "{}", run.out);
        folder.run(&["render", file, "-o", "a.svg"]).exits(1).complains("it is not drawn");
    }
    folder.run(&["render", "empty.yaml", "--force", "-o", "a.svg"]).exits(1);
    assert_eq!(folder.names(), ["empty.yaml", "list.yaml", "tab.yaml"]);
}

#[test]
fn a_file_of_too_many_bytes_is_refused() {
    let folder = Folder::new();
    folder.write(
        "big.yaml",
        "name: A # padding padding padding padding padding\n".repeat(400_000).as_bytes(),
    );
    folder.run(&["check", "big.yaml"]).exits(2).says("too large");
}

#[test]
fn folders_are_walked_in_order_and_ignore_files_are_respected() {
    let folder = Folder::with(&[
        ("b/two.yaml", BROKEN),
        ("a/one.yml", BROKEN),
        ("a/ci.yaml", "name: CI\non: push\njobs: {}\n"),
        ("a/notes.txt", BROKEN),
        ("ignored/three.yaml", BROKEN),
        (".hidden/four.yaml", BROKEN),
        (".ignore", "ignored\n"),
    ]);
    let names = |words: &[&str]| {
        let mut all = vec!["check", "--format", "concise", "-q"];
        all.extend(words);
        let out = folder.run(&all).out;
        let mut names: Vec<String> =
            out.lines().map(|line| line.split(':').next().unwrap().to_owned()).collect();
        names.dedup();
        names
    };
    assert_eq!(names(&[]), ["a/one.yml", "b/two.yaml"]);
    assert_eq!(names(&["b", "a"]), ["b/two.yaml", "a/one.yml"]);
    assert_eq!(names(&["a/one.yml", "b", "a", "a/one.yml"]), ["a/one.yml", "b/two.yaml"]);
    assert_eq!(names(&["*/t*.yaml"]), ["b/two.yaml"]);
    assert_eq!(names(&["ignored/three.yaml"]), ["ignored/three.yaml"]);
    folder.run(&["check", "*.nothing"]).exits(2).says("no file matches `*.nothing`");
}

#[test]
fn a_folder_without_blueprints_is_no_success() {
    let folder = Folder::with(&[("sub/ci.yaml", "name: CI\non: push\n")]);
    folder
        .run(&["check"])
        .exits(2)
        .complains("no blueprint in this folder")
        .complains("cyanotype new");
    folder.run(&["check", "sub"]).exits(2).complains("no blueprint in `sub`");
    folder.run(&["render", "sub"]).exits(2).complains("it is a folder");
}

#[test]
fn standard_input_has_a_name() {
    let folder = Folder::new();
    let words = ["check", "-", "--format", "concise"];
    assert!(folder.pipe(&words, BROKEN.as_bytes()).exits(1).out.starts_with("<stdin>:2:1: "));
    let named = ["check", "-", "--stdin-filename", "x/y.yaml", "--format", "concise"];
    assert!(folder.pipe(&named, BROKEN.as_bytes()).exits(1).out.starts_with("x/y.yaml:2:1: "));
    folder.pipe(&["render", "-", "--format", "svg"], CLEAN.as_bytes()).exits(0).says("<svg");
}

#[test]
fn many_files_are_reported_in_the_same_order_each_time() {
    let names: Vec<String> = (0..60).map(|index| format!("f{index:02}.yaml")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), BROKEN)).collect();
    let folder = Folder::with(&files);
    let first = folder.run(&["check", "--format", "concise"]).exits(1).out;
    let mut seen: Vec<&str> =
        first.lines().filter_map(|line| line.split_once(':')).map(|(name, _)| name).collect();
    seen.dedup();
    assert_eq!(seen, names);
    assert_eq!(folder.run(&["check", "--format", "concise"]).out, first);
}

#[test]
fn quiet_prints_findings_and_nothing_else() {
    let folder = Folder::with(&[("clean.yaml", CLEAN), ("broken.yaml", BROKEN)]);
    let run = folder.run(&["check", "-q", "clean.yaml"]).exits(0);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
    assert!(
        !folder
            .run(&["check", "-q", "broken.yaml"])
            .exits(1)
            .says("BPT002")
            .out
            .contains("in 1 blueprint")
    );
    assert_eq!(folder.run(&["render", "-q", "clean.yaml", "-o", "a.svg"]).exits(0).err, "");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = Folder::new();
    for words in [&["services", "--format", "json"][..], &["completions", "zsh"], &["schema"]] {
        let mut child =
            folder.command(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{words:?}");
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_a_failure() {
    let folder = Folder::new();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    finish(folder.command(&["services"]).stdout(full))
        .exits(2)
        .complains("cannot write standard output: the disk is full");
}

#[test]
fn statistics_count_by_rule() {
    let folder = Folder::with(&[("a.yaml", BROKEN), ("b.yaml", BROKEN)]);
    let run = folder.run(&["check", "--statistics"]).exits(1);
    assert!(
        run.out
            .lines()
            .any(|line| line.starts_with("4  error") && line.ends_with("BPT002  duplicate-key")),
        "{}",
        run.out
    );
}

#[test]
fn a_file_that_is_named_as_well_as_found_is_checked_whatever_it_holds() {
    let good = "name: A\nengine:\n  model: bedrock\n";
    let folder =
        Folder::with(&[("a.yaml", good), ("bad.yaml", "jobs: {}\n"), ("x/b.yaml", "- 1\n")]);
    let alone = folder.run(&["check", ".", "--select", "STR006", "--format", "concise"]).exits(0);
    assert!(!alone.out.contains("bad.yaml"), "{}", alone.out);
    for words in [[".", "bad.yaml"], ["bad.yaml", "."], [".", "./bad.yaml"], ["*.yaml", "."]] {
        let all = [&["check", "--select", "STR006", "--format", "concise"], &words[..]].concat();
        let run = folder.run(&all).exits(1);
        let lines = run.out.lines().filter(|line| line.contains("bad.yaml:1:1: error[")).count();
        assert!(lines >= 1 && run.out.contains("in 2 blueprints"), "{words:?}: {}", run.out);
        assert!(!run.out.contains("b.yaml:"), "{words:?}: {}", run.out);
    }
    let whole = folder.path("bad.yaml").display().to_string();
    folder.run(&["check", ".", &whole, "--select", "STR006"]).exits(1).says("in 2 blueprints");
    // Reports travel: what lies here is told from here.
    for (format, told) in [("github", "file=bad.yaml,"), ("sarif", "\"uri\": \"bad.yaml\"")] {
        let words = ["check", &whole, "--select", "STR006", "--format", format];
        let run = folder.run(&words).exits(1).says(told);
        assert!(!run.out.contains(&whole), "{}", run.out);
    }
}

#[cfg(unix)]
#[test]
fn what_is_found_and_named_is_told_once() {
    let folder = Folder::with(&[("clean.yaml", CLEAN), ("broken.yaml", BROKEN)]);
    std::os::unix::fs::symlink("nowhere.yaml", folder.path("link.yaml")).unwrap();
    let words =
        ["check", ".", "link.yaml", "broken.yaml", "gone.yaml", "./gone.yaml", "broken.yaml"];
    let run = folder.run(&[&words[..], &["--format", "concise"]].concat()).exits(2);
    for line in ["link.yaml: not read", "gone.yaml: not read", "broken.yaml:2:1: error[BPT002]"] {
        assert_eq!(run.out.matches(line).count(), 1, "{line} in\n{}", run.out);
    }
}
