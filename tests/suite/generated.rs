//! `check --generated`: a picture that is older than its blueprint is found, with the command that renews it.

use crate::command::Folder;

const TEXT: &str = "name: Small\nengine:\n  model: bedrock\n";
const CHECK: [&str; 5] = ["check", "--generated", "--select", "STR006", "--format=concise"];

fn drawn() -> Folder {
    let folder = Folder::with(&[("small.yaml", TEXT), ("pictures/notes.svg", "<svg/>")]);
    let words = ["render", "small.yaml", "-q", "-o", "small.svg", "-o", "pictures/small-page.html"];
    folder.run(&words).exits(0);
    folder
}

#[test]
fn a_picture_of_this_text_is_fine_and_an_older_one_is_found() {
    let folder = drawn();
    folder.run(&CHECK).exits(0);
    folder.write("small.yaml", TEXT.replace("Small", "Changed").as_bytes());
    let run = folder.run(&CHECK).exits(1);
    for picture in ["small.svg", "pictures/small-page.html"] {
        let line = format!(
            "small.yaml:1:1: error[PIC001] `{picture}` was drawn from another version of this blueprint\n"
        );
        assert!(run.out.contains(&line), "{}", run.out);
    }
    let full = folder.run(&["check", "small.yaml", "--generated", "--select", "STR006"]).exits(1);
    let full = full.says("draw it again: cyanotype render small.yaml -o small.svg");
    assert!(!full.out.contains("small-page"), "only beside what is named: {}", full.out);
    folder.run(&["render", "small.yaml", "-q", "-o", "small.svg"]).exits(0);
    folder.run(&["check", "small.yaml", "--generated", "--select", "STR006"]).exits(0);
}

#[test]
fn without_the_option_pictures_are_not_looked_at() {
    let folder = drawn();
    folder.write("small.yaml", TEXT.replace("Small", "Changed").as_bytes());
    folder.run(&["check", "--select", "STR006"]).exits(0);
}

#[test]
fn the_problem_is_explained() {
    let folder = Folder::new();
    folder.run(&["explain", "PIC001"]).exits(0).says("stale-picture");
}
