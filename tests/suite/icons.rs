//! Icons from a folder: a made-up one, and the real package where `CYANOTYPE_ICONS` names its folder.

#![allow(clippy::print_stdout, reason = "a skipped test says so")]

use crate::{command::Folder, draw::draw};
use cyanotype::scene::Options;

const BLUEPRINT: &str = "name: Icons\nactors: {clerk: user}\napi: {backend: lambda, second: lambda}\n\
    engine: {model: bedrock}\nstorage: {files: {service: s3, status: planned}}\nsecurity: {keys: kms}\n\
    groups: {net: {kind: vpc}}\nconnections: [clerk -> backend -> model]\n";
const TILE: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 80 80'><title>x</title>\
    <path id='tile' fill='#ed7100' d='M0 0h80v80H0z'/><circle cx='40' cy='40' r='20' fill='#fff'/></svg>";
const LINES: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 48 48'>\
    <circle cx='24' cy='24' r='20' fill='none' stroke='#232f3e' stroke-width='2'/></svg>";
const HOSTILE: &str =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'><script>alert(1)</script></svg>";

fn folder() -> Folder {
    Folder::with(&[
        ("a.yaml", BLUEPRINT),
        ("icons/Architecture-Service-Icons_01312030/Arch_Compute/64/Arch_AWS-Lambda_64.svg", TILE),
        (
            "icons/Architecture-Service-Icons_01312030/Arch_Compute/16/Arch_AWS-Lambda_16.svg",
            HOSTILE,
        ),
        ("icons/__MACOSX/Arch_Amazon-Bedrock_64.svg", TILE),
        ("icons/Architecture-Service-Icons_01312030/Arch_Amazon-Bedrock_64.svg", HOSTILE),
        ("icons/resource/User.svg", LINES),
        ("icons/resource/readme.txt", "not an icon"),
    ])
}

fn drawn(folder: &Folder, name: &str) -> String {
    String::from_utf8(std::fs::read(folder.path(name)).unwrap()).unwrap()
}

#[test]
fn icons_are_found_by_name_written_once_and_shown_unchanged() {
    let folder = folder();
    let run = folder.run(&["render", "a.yaml", "--icons", "icons", "-o", "a.svg", "-o", "a.html"]);
    let run = run.exits(0).complains("`icons` has no icon for Bedrock, KMS, S3");
    run.complains(
        "not drawn: `Arch_Amazon-Bedrock_64.svg` (the element `script` is not allowed in it)",
    );
    let svg = drawn(&folder, "a.svg");
    assert_eq!(svg.matches("<symbol ").count(), 2, "{svg}");
    assert_eq!(svg.matches("<use href=\"#art-").count(), 3, "{svg}");
    assert!(
        svg.contains("viewBox=\"0 0 80 80\"><path fill=\"#ed7100\" d=\"M0 0H80V80H0z\"/>"),
        "{svg}"
    );
    assert!(!svg.contains("alert(1)") && !svg.contains("id=\"tile\""));
    assert!(drawn(&folder, "a.html").contains("<symbol id=\"art-0\""));
}

#[test]
fn every_format_takes_them() {
    let folder = folder();
    let files = ["b.png", "b.pdf", "b.txt", "b.gv", "b.svg"];
    let mut words = vec!["render", "a.yaml", "--icons", "icons", "--view", "deployment"];
    words.extend(files.iter().flat_map(|file| ["-o", file]));
    folder.run(&words).exits(0);
    for file in files {
        assert!(std::fs::metadata(folder.path(file)).unwrap().len() > 500, "{file}");
    }
}

#[test]
fn the_configuration_names_a_folder_from_its_own_place() {
    let folder = folder();
    folder.write("cyanotype.toml", b"[render]\nicons = \"icons\"\n");
    folder.write("sub/a.yaml", BLUEPRINT.as_bytes());
    let mut command = folder.command(&["render", "a.yaml", "-o", "a.svg"]);
    crate::command::finish(command.current_dir(folder.path("sub"))).exits(0);
    assert!(drawn(&folder, "sub/a.svg").contains("<symbol "));
}

#[test]
fn what_is_no_folder_of_icons_is_said() {
    let folder = folder();
    folder.write("empty/readme.txt", b"nothing");
    let run = |icons: &str| folder.run(&["render", "a.yaml", "--icons", icons]).exits(2);
    run("missing").complains("cannot read `missing`: there is no such file");
    run("a.yaml").complains("`a.yaml` is no folder");
    run("empty").complains("`empty` holds no icon");
}

#[test]
fn the_real_package_has_an_icon_for_nearly_everything() {
    let Some(icons) = std::env::var_os("CYANOTYPE_ICONS") else {
        println!("skipped: CYANOTYPE_ICONS names no folder with the npm package `aws-icons`");
        return;
    };
    let folder = Folder::new();
    for (name, text) in [
        ("a.yaml", include_str!("../../blueprints/rag-chatbot.yaml")),
        ("b.yaml", include_str!("../../blueprints/agent-assistant.yaml")),
    ] {
        folder.write(name, text.as_bytes());
        for view in ["layers", "deployment"] {
            let mut command =
                folder.command(&["render", name, "--view", view, "-o", "a.svg", "-o", "a.png"]);
            let run = crate::command::finish(command.arg("--icons").arg(&icons)).exits(0);
            assert!(!run.err.contains("no icon") && !run.err.contains("not drawn"), "{}", run.err);
            let svg = drawn(&folder, "a.svg");
            assert!(svg.matches("<symbol ").count() > 12, "{view}");
            roxmltree::Document::parse(&svg).unwrap();
        }
    }
    let plain = draw(include_str!("../../blueprints/rag-chatbot.yaml"), "svg", &Options::default());
    assert!(!String::from_utf8(plain).unwrap().contains("<symbol "), "nothing is embedded");
}
