//! What `render` writes, and over what it never writes.

use crate::command::Folder;

const CLEAN: &str = include_str!("../../blueprints/rag-chatbot.yaml");
const BROKEN: &str = concat!(
    "name: Broken
name: Twice
",
    include_str!("../../blueprints/rag-chatbot.yaml")
);

fn folder() -> Folder {
    Folder::with(&[("a.yaml", CLEAN), ("broken.yaml", BROKEN)])
}

#[test]
fn the_ending_or_the_option_says_the_format() {
    let folder = folder();
    folder.run(&["render", "a.yaml"]).exits(0).says("<svg");
    folder.run(&["render", "a.yaml", "--format", "dot"]).exits(0).says("digraph");
    folder
        .run(&["render", "a.yaml", "-o", "a.svg", "-o", "a.dot", "-o", "-"])
        .exits(0)
        .says("<svg");
    assert!(folder.read("a.svg").starts_with("<svg") && folder.read("a.dot").contains("digraph"));
    folder.run(&["render", "a.yaml", "-o", "a.out", "--format", "svg"]).exits(0);
    folder.run(&["render", "a.yaml", "-o", "a.svgg"]).exits(2).complains("did you mean `.svg`?");
    folder.run(&["render", "a.yaml", "-o", "picture"]).exits(2).complains("no ending");
}

#[test]
fn choices_change_the_picture() {
    let folder = folder();
    let usual = folder.run(&["render", "a.yaml"]).exits(0).out;
    assert!(folder.run(&["render", "a.yaml"]).exits(0).out == usual, "not deterministic");
    for choice in [["--view", "deployment"], ["--theme", "dark"], ["--engine", "layout-rs"]] {
        let words = ["render", "a.yaml", choice[0], choice[1]];
        assert!(folder.run(&words).exits(0).out != usual, "{choice:?}");
    }
}

#[test]
fn errors_are_shown_and_drawn_only_by_force() {
    let folder = folder();
    let run = folder.run(&["render", "broken.yaml", "-o", "b.svg"]).exits(1);
    assert!(run.err.contains("BPT002") && run.err.contains("--force"), "{}", run.err);
    assert_eq!(run.out, "");
    assert_eq!(folder.names(), ["a.yaml", "broken.yaml"]);
    folder.run(&["render", "broken.yaml", "-o", "b.svg", "--force"]).exits(0);
    assert!(folder.read("b.svg").contains("drawn despite"), "{}", folder.read("b.svg"));
}

#[test]
fn errors_of_the_architecture_are_told_and_drawn() {
    let text =
        "name: A\nactors: {user: user}\nengine: {model: bedrock}\nconnections: [user -> model]\n";
    let folder = Folder::with(&[("a.yaml", text)]);
    folder.run(&["check", "a.yaml"]).exits(1);
    let run = folder.run(&["render", "a.yaml", "-o", "a.svg"]).exits(0);
    assert!(run.err.contains("errors"), "{}", run.err);
    assert!(!folder.read("a.svg").contains("drawn despite"));
}

#[test]
fn the_input_is_never_overwritten() {
    let folder = folder();
    for words in [&["-o", "a.yaml"][..], &["-o", "./a.yaml"], &["-o", "x.svg", "-o", "a.yaml"]] {
        let mut all = vec!["render", "a.yaml", "--format", "svg"];
        all.extend(words);
        folder.run(&all).exits(2).complains("it is not overwritten");
        assert_eq!(folder.read("a.yaml"), CLEAN);
        assert_eq!(folder.names(), ["a.yaml", "broken.yaml"]);
    }
}

#[cfg(unix)]
#[test]
fn links_to_the_input_are_seen_through() {
    let folder = folder();
    std::os::unix::fs::symlink(folder.path("a.yaml"), folder.path("soft.svg")).unwrap();
    std::fs::hard_link(folder.path("a.yaml"), folder.path("hard.svg")).unwrap();
    folder.run(&["render", "a.yaml", "-o", "soft.svg"]).exits(2).complains("it is not overwritten");
    folder.run(&["render", "a.yaml", "-o", "hard.svg"]).exits(2).complains("it is not overwritten");
    assert_eq!(folder.read("a.yaml"), CLEAN);
}

#[cfg(unix)]
#[test]
fn a_link_and_a_mode_stay_what_they_are() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    folder.write("real.svg", b"old");
    std::fs::set_permissions(folder.path("real.svg"), std::fs::Permissions::from_mode(0o640))
        .unwrap();
    std::os::unix::fs::symlink("real.svg", folder.path("link.svg")).unwrap();
    folder.run(&["render", "a.yaml", "-o", "link.svg"]).exits(0);
    assert!(std::fs::symlink_metadata(folder.path("link.svg")).unwrap().is_symlink());
    assert!(folder.read("real.svg").starts_with("<svg"));
    assert_eq!(
        std::fs::metadata(folder.path("real.svg")).unwrap().permissions().mode() & 0o777,
        0o640
    );
    folder.run(&["render", "a.yaml", "--format", "svg", "-o", "/dev/null"]).exits(0);
}

#[test]
fn what_cannot_be_written_is_said_and_leaves_nothing() {
    let folder = folder();
    folder.write("kept.svg", b"old");
    let mut protection = std::fs::metadata(folder.path("kept.svg")).unwrap().permissions();
    protection.set_readonly(true);
    std::fs::set_permissions(folder.path("kept.svg"), protection).unwrap();
    std::fs::create_dir(folder.path("dir.svg")).unwrap();
    let refused = |out: &str, words: &str| {
        folder.run(&["render", "a.yaml", "-o", "good.svg", "-o", out]).exits(2).complains(words);
    };
    refused("dir.svg", "it is a folder");
    refused("no/such/a.svg", "there is no folder `no/such`");
    refused("a.yaml/a.svg", "a part of the path is not a folder");
    refused("kept.svg", "it is write-protected");
    refused("./good.svg", "named twice");
    assert_eq!(folder.read("kept.svg"), "old");
    assert_eq!(folder.names(), ["a.yaml", "broken.yaml", "dir.svg", "kept.svg"]);
}
