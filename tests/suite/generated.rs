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
    let full = full.says("draw it again:\n").says("cyanotype render small.yaml -o small.svg\n");
    assert!(!full.out.contains("small-page"), "only beside what is named: {}", full.out);
    folder.run(&["render", "small.yaml", "-q", "-o", "small.svg"]).exits(0);
    folder.run(&["check", "small.yaml", "--generated", "--select", "STR006"]).exits(0);
}

#[test]
fn the_ends_of_lines_make_no_picture_old() {
    let folder = drawn();
    folder.write("small.yaml", TEXT.replace('\n', "\r\n").as_bytes());
    folder.run(&CHECK).exits(0);
}

#[test]
fn what_the_configuration_says_holds_for_the_next_drawing_too() {
    let folder = drawn();
    let dark = "[render]\ntheme = \"dark\"\n";
    folder.write("cyanotype.toml", dark.as_bytes());
    folder.write("light.toml", dark.replace("dark", "light").as_bytes());
    folder.run(&["render", "small.yaml", "-q", "-o", "small.svg"]).exits(0);
    let other = ["render", "small.yaml", "-q", "-o", "small-2.svg", "--config", "light.toml"];
    folder.run(&other).exits(0);
    folder.run(&["render", "small.yaml", "-q", "-o", "small-3.svg", "--isolated"]).exits(0);
    folder.run(&CHECK).exits(0);
    folder.write("small.yaml", TEXT.replace("Small", "Changed").replace('\n', "\r\n").as_bytes());
    let run = folder.run(&["check", "small.yaml", "--generated", "--select", "STR006"]).exits(1);
    for (name, more) in
        [("small", ""), ("small-2", " --config light.toml"), ("small-3", " --isolated")]
    {
        let again = format!("render small.yaml -o {name}.svg{more}");
        assert!(run.out.contains(&format!("cyanotype {again}\n")), "{}", run.out);
        shell(&folder, &format!("{again} -q"));
    }
    folder.run(&["check", "small.yaml", "--generated", "--select", "STR006"]).exits(0);
    let texts = ["small.svg", "small-2.svg", "small-3.svg"].map(|name| folder.read(name));
    assert!(texts[0] != texts[1] && texts[1] != texts[2] && texts[0] != texts[2]);
}

#[test]
fn a_name_that_looks_like_an_option_is_drawn_again() {
    let folder = Folder::with(&[("-o.yaml", TEXT)]);
    folder.run(&["render", "./-o.yaml", "-q", "-o", "./-o.svg"]).exits(0);
    folder.write("-o.yaml", TEXT.replace("Small", "Changed").as_bytes());
    let run = folder.run(&CHECK).exits(1);
    assert!(run.out.contains("`-o.svg` was drawn from another version"), "{}", run.out);
    let full = folder.run(&["check", "--generated", "--select", "STR006"]).exits(1);
    full.says("cyanotype render ./-o.yaml -o ./-o.svg\n");
    shell(&folder, "render ./-o.yaml -o ./-o.svg");
    folder.run(&CHECK).exits(0);
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

#[test]
fn the_command_draws_the_same_picture_again() {
    let rag = include_str!("../../blueprints/rag-chatbot.yaml");
    let folder = Folder::with(&[("my app.yaml", rag), ("brand/logo.svg", LOGO)]);
    let looks: &[(&str, &[&str])] = &[
        ("my app.svg", &["--view", "deployment", "--theme", "dark", "--accent", "#0055aa"]),
        ("my app-it's.svg", &["--view=flow:ask", "--spacing", "wide", "--logo", "brand/logo.svg"]),
        ("my app.html", &["--band-color", "engine=#0055aa", "--overlay", "data"]),
        ("my app.gv", &["--view", "review", "--select", "SEC,REL", "--pedantic"]),
        #[cfg(feature = "png")]
        ("my app.png", &["--scale", "0.5", "--theme", "print"]),
        #[cfg(feature = "pdf")]
        ("my app.pdf", &["--view", "flat", "--direction", "right"]),
    ];
    for (name, words) in looks {
        let all = [&["render", "my app.yaml", "-q", "-o", name], *words].concat();
        folder.run(&all).exits(0);
    }
    let check = ["check", "--generated", "--select", "STR006", "--format", "json"];
    folder.run(&check).exits(0);
    folder.write("my app.yaml", format!("{rag}# a remark\n").as_bytes());
    let out = folder.run(&check).exits(1).out;
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    let findings = report["findings"].as_array().unwrap();
    assert_eq!(findings.len(), looks.len(), "{out}");
    for (name, words) in looks {
        folder.run(&[&["render", "my app.yaml", "-q", "-o", name], *words].concat()).exits(0);
        let told = findings.iter().map(|one| one["help"].as_str().unwrap());
        let command = told.filter_map(|help| help.strip_prefix("draw it again:\n\ncyanotype "));
        let escaped = name.replace('\'', "'\\''");
        let command = command.into_iter().find(|one| one.contains(&format!("-o '{escaped}'")));
        let expected = std::fs::read(folder.path(name)).unwrap();
        std::fs::remove_file(folder.path(name)).unwrap();
        shell(&folder, command.unwrap_or_else(|| panic!("no {name} in {out}")));
        assert!(std::fs::read(folder.path(name)).unwrap() == expected, "{name}");
    }
    folder.run(&check).exits(0);
}

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><path fill=\"#0055aa\" d=\"M0 0h8v8H0z\"/></svg>";

/// What a reader of the finding does: the command goes to a shell as it stands.
fn shell(folder: &Folder, words: &str) {
    let line = format!("'{}' {words}", env!("CARGO_BIN_EXE_cyanotype"));
    let mut command = std::process::Command::new("sh");
    let output = command.args(["-c", &line]).current_dir(folder.path(".")).output().unwrap();
    assert!(output.status.success(), "{line}\n{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn no_folder_of_this_machine_gets_into_a_picture() {
    let folder = Folder::with(&[("small.yaml", TEXT), ("logo.svg", LOGO)]);
    let other = Folder::with(&[("logo.svg", LOGO)]);
    // What lies here is told from here, so that the command works.
    for (from, told) in [(&folder, " --logo logo.svg\""), (&other, " --logo %E2%80%A6/logo.svg\"")]
    {
        let logo = from.path("logo.svg").display().to_string();
        folder.run(&["render", "small.yaml", "-q", "-o", "small.svg", "--logo", &logo]).exits(0);
        let svg = folder.read("small.svg");
        assert!(!svg.contains(&logo) && svg.contains(told), "{}", &svg[..600]);
    }
}
