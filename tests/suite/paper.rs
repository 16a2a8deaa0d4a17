//! The PDF in real readers: tagged, with its title and language, its text in reading order, its letters.

#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]
#![allow(clippy::disallowed_methods, reason = "the readers take files")]

use crate::{command::Folder, draw::draw};
use cyanotype::scene::{Options, View};
use std::{fs, path::Path, process::Command};

const CHATBOT: &str = include_str!("../../blueprints/rag-chatbot.yaml");

/// What a program of Poppler says of the picture; `None` without it.
fn said(program: &str, flags: &[&str], text: &str, options: &Options) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("picture.pdf");
    fs::write(&path, draw(text, "pdf", options)).unwrap();
    // Only `pdftotext` has to be told to write on standard output.
    let to = (program == "pdftotext").then_some("-");
    let Ok(output) = Command::new(program).args(flags).arg(&path).args(to).output() else {
        println!("skipped: {program} is not installed");
        return None;
    };
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(!complaints.contains("Error"), "{complaints}");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_page_is_tagged_and_tells_what_it_shows() {
    let options = Options::default();
    let Some(info) = said("pdfinfo", &[], CHATBOT, &options) else { return };
    for part in ["Tagged:          yes", "Title:           Product support chatbot"] {
        assert!(info.contains(part), "{info}");
    }
    let structure = said("pdfinfo", &["-struct-text"], CHATBOT, &options).unwrap();
    let at = |part: &str| structure.find(part).unwrap_or_else(|| panic!("{part}\n{structure}"));
    assert!(structure.contains("H1 (block)\n    \"Product support chatbot\""), "{structure}");
    assert!(at("Answers customers") < at("Figure"));
    assert!(at("Figure") < at("Chat orchestrator") && at("Chat orchestrator") < at("aws-genai"));
    let bytes = draw(CHATBOT, "pdf", &options);
    let has = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    assert!(has(b"/Alt <FEFF") && has(b"/Lang (en)") && has(b"/Outlines"));
}

#[test]
fn text_can_be_selected() {
    for view in [View::Layers, View::Coverage] {
        let options = Options { view, ..Options::default() };
        let Some(text) = said("pdftotext", &["-layout"], CHATBOT, &options) else { return };
        for part in ["Product support chatbot", "CloudFront", "Chat orchestrator"] {
            assert!(text.contains(part), "{text}");
        }
    }
}

#[test]
fn links_are_part_of_the_structure() {
    let text = "name: X\nfrontend:\n  app: {service: s3, link: 'https://example.com/'}\n";
    let Some(structure) = said("pdfinfo", &["-struct"], text, &Options::default()) else { return };
    assert!(structure.contains("Link"), "{structure}");
}

#[test]
fn hostile_labels_are_text() {
    let label = serde_json::to_string(") Tj ET >> endobj (\\ \u{202e}<svg>&amp;").unwrap();
    let text = format!("name: {label}\nfrontend:\n  app: {{service: s3, label: {label}}}\n");
    let Some(text) = said("pdftotext", &[], &text, &Options::default()) else { return };
    assert!(text.contains(") Tj ET >> endobj (\\"), "{text}");
}

/// A blueprint in Arabic, and a font that has its letters where this machine has one.
const ARABIC: &str = "name: \"\u{645}\u{633}\u{627}\u{639}\u{62f}\"\nfrontend: {app: react-app}\n";
const FONT: &str = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";

#[test]
fn letters_that_no_font_has_are_named() {
    let folder = Folder::with(&[("b.yaml", ARABIC)]);
    let run = folder.run(&["render", "b.yaml", "--isolated", "-o", "out.pdf", "-o", "out.png"]);
    run.exits(0)
        .complains("5 letters are boxes in PNG and PDF")
        .complains("(U+0645)")
        .complains("--font FILE");
    let run = folder.run(&["render", "b.yaml", "--isolated", "-o", "out.svg"]);
    assert!(!run.exits(0).err.contains("boxes"));
}

#[test]
fn a_font_that_has_them_draws_them() {
    if !Path::new(FONT).exists() {
        println!("skipped: {FONT} is not there");
        return;
    }
    let folder = Folder::with(&[("b.yaml", ARABIC)]);
    let boxes = folder.run(&["render", "b.yaml", "--isolated", "-o", "boxes.png"]);
    boxes.exits(0);
    let words =
        ["render", "b.yaml", "--isolated", "--font", FONT, "-o", "out.png", "-o", "out.pdf"];
    assert!(!folder.run(&words).exits(0).err.contains("boxes"));
    assert_ne!(
        fs::read(folder.path("boxes.png")).unwrap(),
        fs::read(folder.path("out.png")).unwrap()
    );
    let fonts = format!("[render]\nfont = [{FONT:?}]\n");
    let folder = Folder::with(&[("b.yaml", ARABIC), ("cyanotype.toml", &fonts)]);
    assert!(!folder.run(&["render", "b.yaml", "-o", "out.png"]).exits(0).err.contains("boxes"));
}

/// A blueprint in Japanese and Korean with an emoji, and the fonts of Debian's `fonts-noto-cjk`, whose outlines are in CFF
/// and in collections, and of `fonts-noto-color-emoji`, which has pictures in colours and no outlines.
const JAPANESE: &str =
    "name: 質問に答える 🤖\nfrontend: {app: {service: react-app, label: 채팅 화면}}\n";
const CJK: [&str; 2] = [
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
];
const EMOJI: &str = "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf";

#[test]
fn collections_of_outlines_in_cff_are_drawn_in_both_weights() {
    if CJK.iter().any(|font| !Path::new(font).exists()) {
        println!("skipped: {} is not there", CJK[0]);
        return;
    }
    let folder = Folder::with(&[("b.yaml", JAPANESE)]);
    let draw = |fonts: &[&str], out: &str| {
        let mut words = vec!["render", "b.yaml", "--isolated", "-o", out];
        words.extend(fonts.iter().flat_map(|font| ["--font", font]));
        let run = folder.run(&words).exits(0).complains("1 letter is a box");
        run.complains("🤖 (U+1F916)").complains("a font of pictures in colours");
        fs::read(folder.path(out)).unwrap()
    };
    // The bold letters of the title come from the bold font, whichever is named first.
    let dots = |fonts: &[&str], out: &str| {
        tiny_skia::Pixmap::decode_png(&draw(fonts, out)).unwrap().take()
    };
    let both = dots(&CJK, "both.png");
    assert!(both != dots(&CJK[..1], "regular.png"), "the bold font is not used");
    assert!(both == dots(&[CJK[1], CJK[0]], "turned.png"), "the order of the fonts matters");
    let paper = String::from_utf8_lossy(&draw(&CJK, "both.pdf")).into_owned();
    assert!(paper.starts_with("%PDF"));
}

/// The first two fonts of the collection draw 骨 as Japan and as China write it.
#[test]
fn a_font_of_a_collection_is_chosen_by_its_place() {
    if !Path::new(CJK[0]).exists() {
        println!("skipped: {} is not there", CJK[0]);
        return;
    }
    let folder = Folder::with(&[("b.yaml", "name: 骨\nfrontend: {app: react-app}\n")]);
    let dots = |font: &str, out: &str| {
        folder.run(&["render", "b.yaml", "--isolated", "--font", font, "-o", out]).exits(0);
        tiny_skia::Pixmap::decode_png(&fs::read(folder.path(out)).unwrap()).unwrap().take()
    };
    let first = dots(CJK[0], "first.png");
    assert!(first == dots(&format!("{}#0", CJK[0]), "zero.png"), "the first is not the usual one");
    assert!(first != dots(&format!("{}#2", CJK[0]), "two.png"), "the place is not looked at");
    let beyond = format!("{}#99", CJK[0]);
    let run = folder.run(&["render", "b.yaml", "--isolated", "--font", &beyond, "-o", "out.png"]);
    run.exits(2).complains("has no font 99").complains("its fonts are 0 to 9");
}

#[test]
fn a_font_of_pictures_in_colours_draws_no_letter() {
    if !Path::new(EMOJI).exists() {
        println!("skipped: {EMOJI} is not there");
        return;
    }
    let folder = Folder::with(&[("b.yaml", "name: Robot 🤖\nfrontend: {app: react-app}\n")]);
    let words = ["render", "b.yaml", "--isolated", "--font", EMOJI, "-o", "out.png"];
    folder.run(&words).exits(0).complains("1 letter is a box").complains("Noto Emoji does");
}

#[test]
fn a_file_that_is_no_font_is_refused() {
    let folder = Folder::with(&[("b.yaml", ARABIC)]);
    let run = folder.run(&["render", "b.yaml", "--isolated", "--font", "b.yaml", "-o", "out.png"]);
    run.exits(2).complains("`b.yaml` is no font that can be read");
    assert_eq!(folder.names(), ["b.yaml"]);
}
