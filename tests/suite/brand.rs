//! A company's colours and logo, from the command line and from the configuration.

use crate::command::Folder;

const BLUEPRINT: &str = "name: Brand\nactors: {clerk: user}\nengine: {model: bedrock}\n\
    flows: {ask: {title: Ask, steps: [clerk -> model]}}\n";
const LOGO: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 120 40'><path fill='#123abc' d='M0 0h120v40z'/></svg>";

fn drawn(folder: &Folder, name: &str) -> String {
    String::from_utf8(std::fs::read(folder.path(name)).unwrap()).unwrap()
}

#[test]
fn colours_and_a_logo_are_drawn_in_every_format() {
    let config = "[render]\naccent = \"#123456\"\nlogo = \"logo.svg\"\n\n[render.band-color]\nengine = \"#654321\"\n";
    let folder =
        Folder::with(&[("a.yaml", BLUEPRINT), ("logo.svg", LOGO), ("cyanotype.toml", config)]);
    let words = ["render", "a.yaml", "--theme", "light"];
    let files = ["a.svg", "a.html", "a.png", "a.pdf", "a.gv", "a.txt"];
    let run = folder.run(&[&words[..], &files.map(|file| ["-o", file]).concat()].concat()).exits(0);
    assert!(!run.err.contains("contrast"), "{}", run.err);
    let svg = drawn(&folder, "a.svg");
    for colour in ["#123456", "#654321", "#123abc"] {
        assert!(svg.contains(colour), "{colour}");
    }
    assert!(!svg.contains("#ff9900"));
    assert!(drawn(&folder, "a.gv").contains("#654321"));
}

#[test]
fn letters_on_a_pale_accent_are_dark_and_a_warning_says_so() {
    let folder = Folder::with(&[("a.yaml", BLUEPRINT)]);
    let run = folder.run(&["render", "a.yaml", "--accent", "#ffcc00", "-o", "a.svg"]).exits(0);
    run.complains("contrast of 1.5 in the light theme").complains("in the dark theme");
    folder.run(&["render", "a.yaml", "--accent", "gold"]).exits(2).complains("`#RRGGBB`");
}

#[test]
fn layers_are_checked_and_a_table_says_pairs() {
    let folder = Folder::with(&[("a.yaml", BLUEPRINT)]);
    let run = folder.run(&["render", "a.yaml", "--band-color", "engin=#0055aa"]).exits(2);
    run.complains("there is no layer `engin`").complains("did you mean `engine`?");
    for (config, complaint) in [
        ("[render.band-color]\nengine = \"blue\"\n", "`engine=blue` is no value of `band-color`"),
        ("[render.band-color]\nengine = \"blue\"\n", "a colour is written as `#RRGGBB`"),
        ("[render]\naccent = \"gold\"\n", "a colour is written as `#RRGGBB`"),
        ("[render.band-colour]\nengine = \"#0055aa\"\n", "did you mean `band-color`?"),
        ("[render.band-color]\nengine = 1\n", "is no value of `band-color`"),
        ("[render.theme]\nengine = \"x\"\n", "`theme` takes a text"),
    ] {
        folder.write("cyanotype.toml", config.as_bytes());
        folder.run(&["render", "a.yaml"]).exits(2).complains(complaint);
    }
}

#[test]
fn a_logo_that_is_no_plain_picture_is_refused() {
    let folder = Folder::with(&[
        ("a.yaml", BLUEPRINT),
        ("bad.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><script/></svg>"),
        ("words.txt", "logo"),
    ]);
    folder.write("broken.png", b"\x89PNG\r\n\x1a\n1234567890");
    folder.write("large.svg", &vec![b' '; 300_000]);
    for (logo, complaint) in [
        ("bad.svg", "the element `script` is not allowed in it"),
        ("words.txt", "cannot be drawn"),
        ("broken.png", "cannot be drawn"),
        ("large.svg", "it is too large"),
        ("none.svg", "there is no such file"),
    ] {
        folder.run(&["render", "a.yaml", "--logo", logo]).exits(2).complains(complaint);
    }
}

#[test]
fn a_mistake_in_the_configuration_is_said_to_stand_there() {
    let folder = Folder::with(&[("a.yaml", BLUEPRINT)]);
    for (config, note) in [
        ("logo = \"none.svg\"\n", "note: `logo` is set in `cyanotype.toml`"),
        ("icons = \"none\"\n", "note: `icons` is set in `cyanotype.toml`"),
        ("font = [\"none.ttf\"]\n", "note: `font` is set in `cyanotype.toml`"),
        ("view = \"flow:aks\"\n", "note: `view` is set in `cyanotype.toml`"),
        ("band-color = {engin = \"#0055aa\"}\n", "note: `band-color` is set in `cyanotype.toml`"),
    ] {
        folder.write("cyanotype.toml", format!("[render]\n{config}").as_bytes());
        folder.run(&["render", "a.yaml", "-o", "a.svg"]).exits(2).complains(note);
    }
    let run = folder.run(&["render", "a.yaml", "--isolated", "--logo", "none.svg"]).exits(2);
    assert!(!run.err.contains("note:"), "{}", run.err);
}
