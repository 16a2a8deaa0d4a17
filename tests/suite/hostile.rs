//! Damaged input of every kind: configuration, baselines, rules, references, fonts, icons, pictures, what git says.
//! Each case is refused with a message or read as something else; none ends the program or leaves a half-written file.
//!
//! Blueprints, expressions and labels have such tests of their own, beside what reads them.

use crate::command::{Folder, finish};
use crate::{draw, fuzz::Numbers};
use cyanotype::{
    diagnostic::Safety,
    lint::{OwnRule, Settings, own},
    pipeline,
    scene::artwork,
    source::Source,
    syntax,
    text::Font,
};
use std::{process::Stdio, sync::Arc};

/// What damage brings into a text.
const PIECES: &[&str] = &[
    "\0",
    "\u{feff}",
    "\r",
    "\n",
    "\n\n",
    "\t",
    "  ",
    "\"",
    "'",
    "`",
    "{",
    "}",
    "[",
    "]",
    "[[",
    "]]",
    "<",
    ">",
    "&",
    "*",
    "%",
    "#",
    "=",
    ":",
    ": ",
    "- ",
    ",",
    "\\",
    "\u{1b}[2J",
    "\u{202e}",
    "日本",
    "é",
    "9",
    "99999999999999999999",
    "-1",
    "1e999",
    "0x",
    "NaN",
    "true",
    "null",
    "~",
    "..",
    "/",
    "../../..",
    "$(x)",
    "{{",
    "}}",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    "<script>",
    "<![CDATA[",
];

impl Numbers {
    /// The bytes with one to four damages: pieces cut out, doubled, put in, bits changed.
    fn damaged(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len() + 1);
            let length = self.below(40).min(bytes.len() - at);
            match self.below(5) {
                0 => drop(bytes.drain(at..at + length)),
                1 => {
                    let copy = bytes[at..at + length].to_vec();
                    let to = self.below(bytes.len() + 1);
                    bytes.splice(to..to, copy);
                }
                2 => bytes.truncate(at.max(1)),
                3 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
                _ => {
                    let piece = PIECES[self.below(PIECES.len())].bytes();
                    bytes.splice(at..at, piece);
                }
            }
        }
        bytes
    }

    fn damaged_text(&mut self, text: &str) -> String {
        String::from_utf8_lossy(&self.damaged(text.as_bytes())).into_owned()
    }
}

const SMALL: &str = "\
name: Small
context: {environment: prod}
api:
  backend: {service: lambda, role: backend}
engine:
  model: {service: bedrock, guardrial: true}
  spare: bedrokc
storage:
  Files: {service: s3, data: [pii]}
connections:
  - backend -> model: ask
  - model -> Files: {kind: query}
";

/// A run of the binary with these words ends with an exit code of its own.
fn survives(folder: &Folder, words: &[&str], case: &str) {
    let run = folder.run(words);
    assert!((0..=2).contains(&run.code), "{case}\n{}\n{}", run.out, run.err);
    assert!(!run.err.contains("panicked"), "{case}\n{}", run.err);
}

const CONFIG: &str = "\
[check]
format = 'concise'
select = ['STR', 'SEC']
ignore = ['SEC010']
pedantic = true
profile = 'prod'
fail-on = 'warning'

[render]
theme = 'dark'
view = 'flat'
";

#[test]
fn damaged_configuration_is_refused_or_read() {
    let mut numbers = Numbers(11);
    let folder = Folder::with(&[("a.yaml", SMALL)]);
    for _ in 0..120 {
        let text = numbers.damaged(CONFIG.as_bytes());
        folder.write("cyanotype.toml", &text);
        survives(&folder, &["check", "a.yaml"], &String::from_utf8_lossy(&text));
    }
}

#[test]
fn damaged_baselines_are_refused_or_read() {
    let mut numbers = Numbers(12);
    let folder = Folder::with(&[("a.yaml", SMALL)]);
    folder.run(&["baseline", "write", "a.yaml"]).exits(0);
    let name = "cyanotype-baseline.toml";
    let whole = folder.read(name);
    for _ in 0..120 {
        let text = numbers.damaged(whole.as_bytes());
        folder.write(name, &text);
        let case = String::from_utf8_lossy(&text).into_owned();
        survives(&folder, &["check", "a.yaml", "--baseline", name], &case);
    }
}

const RULES: &str = "\
rules:
  - code: ACME001
    name: stores-say-what-they-hold
    severity: warning
    for: component
    where: self.traits.store && self.layer == 'storage'
    assert: size(self.data) > 0 && self.props.?region.orValue('').startsWith('eu-')
    message: \"{{ self.id }} holds {{ self.data }}\"
    docs: https://wiki.example.com/a
  - {code: ACME002, name: by-the-gateway, path: {from: self.traits.client, to: self.traits.store, must-pass: self.traits.gateway}}
  - {code: ACME003, name: kill-switch, require: {cover: audit, for: self.traits.agent || self.traits.generative}}
";

#[test]
fn damaged_rules_are_refused_or_run() {
    let mut numbers = Numbers(13);
    for _ in 0..500 {
        let text = numbers.damaged_text(RULES);
        let mut rules: Vec<OwnRule> = Vec::new();
        for problem in own::read(&Source::new("rules.yaml", text.as_str()), &mut rules) {
            assert!(!problem.message.is_empty(), "{text}");
        }
        let own = rules.into_iter().map(Arc::new).collect();
        let settings = Settings { select: vec!["ACME".to_owned()], own, ..Settings::default() };
        pipeline::check(&Source::new("a.yaml", SMALL), &settings, |_| Err(String::new()));
    }
}

const REFERENCE: &str = include_str!("../../src/catalog/data/references/aws-genai.yaml");

#[test]
fn damaged_answers_of_a_quiz_are_refused_or_gone_on_with() {
    let folder = Folder::with(&[("a.yaml", "name: A\napi: {f: lambda}\nengine: {m: bedrock}\n")]);
    let words = ["quiz", "a.yaml", "--ask", "--count", "3", "--state", "kept.json"];
    folder.pipe(&words, b"a\nb\n").exits(0);
    let kept = folder.read("kept.json");
    let mut numbers = Numbers(11);
    for _ in 0..40 {
        let bytes = numbers.damaged(kept.as_bytes());
        folder.write("kept.json", &bytes);
        survives(&folder, &words, &String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn damaged_references_are_told_and_leave_a_picture() {
    let mut numbers = Numbers(14);
    let text = SMALL.replace("name: Small", "name: Small\nreference: ./ours.yaml");
    let settings = Settings::default();
    for _ in 0..300 {
        let reference = numbers.damaged_text(REFERENCE);
        let fetch = |_: &str| Ok(Source::new("ours.yaml", reference.as_str()));
        let checked = pipeline::check(&Source::new("a.yaml", text.as_str()), &settings, fetch);
        assert!(checked.model.is_some(), "{reference}");
    }
}

#[test]
fn damaged_blueprints_are_mended_and_formatted_without_harm() {
    let mut numbers = Numbers(15);
    let texts = draw::blueprints();
    let settings = Settings { pedantic: true, ..Settings::default() };
    let none = |_: &str| Err(String::new());
    for case in 0..400 {
        let whole: &str = if case % 4 == 0 { &texts[case / 4 % texts.len()].1 } else { SMALL };
        let source = Source::new("a.yaml", numbers.damaged_text(whole));
        let before = pipeline::check(&source, &settings, none);
        let offered = before.findings.iter().filter_map(|one| one.fix.as_ref());
        for fix in offered {
            assert!(syntax::apply_edits(source.text(), &fix.edits).is_ok(), "{}", source.text());
        }
        let once = pipeline::fix(&source, &settings, Safety::Unsafe, none);
        let twice = pipeline::fix(&once.source, &settings, Safety::Unsafe, none);
        assert_eq!(once.source.text(), twice.source.text(), "of\n{}", source.text());
        if let Ok(text) = pipeline::format(&source, none) {
            let again = pipeline::format(&Source::new("a.yaml", text.as_str()), none);
            assert_eq!(again.ok().as_deref(), Some(text.as_str()), "of\n{}", source.text());
        }
    }
}

#[cfg(feature = "shape")]
#[test]
fn damaged_fonts_are_refused_or_drawn_with() {
    use cyanotype::render::{self, Picture};
    use cyanotype::scene::Options;
    let mut numbers = Numbers(16);
    let text = "name: \"Ω 日本 مرحبا\"\nengine:\n  x: {service: bedrock, label: \"ελληνικά עברית 한국\"}\n";
    let (model, _) = draw::checked("a.yaml", text);
    let whole = notosans::REGULAR_TTF;
    for case in 0..40 {
        let mut bytes = whole.to_vec();
        for _ in 0..=numbers.below(30) {
            // The tables' directory more often than the rest.
            let end = if case % 2 == 0 { 400 } else { bytes.len() };
            let at = numbers.below(end);
            bytes[at] ^= 1 << numbers.below(8);
        }
        if case % 5 == 0 {
            bytes.truncate(numbers.below(bytes.len()));
        }
        let Some(font) = Font::new(bytes, 0) else { continue };
        let options = Options { fonts: vec![font], ..Options::default() };
        let picture = Picture::new(&model, &options);
        let png = render::format("png").unwrap();
        let _ = (png.render)(&picture);
    }
}

const ICON: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 80 80\"><defs><linearGradient id=\"g\"><stop \
    offset=\"0\" stop-color=\"#ed7100\"/></linearGradient><clipPath id=\"c\"><path d=\"M0 0h80v80H0z\"/></clipPath></defs><g \
    clip-path=\"url(#c)\" transform=\"translate(1 2) scale(.5) rotate(45)\"><path fill=\"url(#g)\" d=\"M0 0h80v80H0z M1.5e1-3 q1 2 \
    3,4 a5 5 0 01 2 2z\"/><circle cx=\"40\" cy=\"40\" r=\"20\" style=\"fill:none;stroke:#fff\"/></g></svg>";

#[test]
fn damaged_icons_and_images_are_refused_or_drawn() {
    let mut numbers = Numbers(17);
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, 8, 8);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header().unwrap().write_image_data(&[90; 256]).unwrap();
    for _ in 0..1_500 {
        let _ = artwork::Artwork::parse(&numbers.damaged_text(ICON));
        let _ = artwork::Image::parse(&numbers.damaged(ICON.as_bytes()));
        let _ = artwork::Image::parse(&numbers.damaged(&png));
    }
}

#[test]
fn damaged_pictures_are_passed_over() {
    let mut numbers = Numbers(18);
    let folder = Folder::with(&[("a.yaml", "name: Small\nengine:\n  model: bedrock\n")]);
    folder.run(&["render", "a.yaml", "-q", "-o", "a.svg", "-o", "a.html"]).exits(0);
    for kind in ["svg", "html"] {
        let whole = std::fs::read(folder.path(&format!("a.{kind}"))).unwrap();
        for at in 0..40 {
            folder.write(&format!("pictures/{at}.{kind}"), &numbers.damaged(&whole));
        }
    }
    survives(&folder, &["check", "--generated"], "pictures");
}

/// What a git that is broken, old or hostile says.
const GIT: &[&str] = &[
    "exit 0",
    "exit 128",
    "echo; echo; exit 0",
    "printf '\\000\\377\\376'",
    "echo /nowhere/at/all",
    "echo \"$PWD\"; exit 1",
    "echo ..; echo 0123456789012345678901234567890123456789",
    "pwd",
    "case \"$*\" in *toplevel*) pwd;; *) echo 0123456789012345678901234567890123456789;; esac",
    "case \"$*\" in *toplevel*) pwd;; *show*|*cat-file*) printf 'name: \\377\\000';; *) echo 0123456789012345678901234567890123456789;; esac",
    "case \"$*\" in *toplevel*) pwd;; *) head -c 300000 /dev/zero;; esac",
    "printf '\\033[2Jfatal: \\342\\200\\256x' >&2; exit 1",
    "kill -9 $$",
];

#[cfg(unix)]
#[test]
fn a_broken_git_is_told_of() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with(&[("a.yaml", SMALL)]);
    let paths = std::env::var("PATH").unwrap_or_default();
    for script in GIT {
        folder.write("bin/git", format!("#!/bin/sh\n{script}\n").as_bytes());
        let mode = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(folder.path("bin/git"), mode).unwrap();
        for words in [
            &["check", "a.yaml", "--since", "main"][..],
            &["diff", "main", "a.yaml"],
            &["review", "main"],
        ] {
            let mut command = folder.command(words);
            command.env("PATH", format!("{}:{paths}", folder.path("bin").display()));
            let run = finish(command.stdin(Stdio::null()));
            assert!((0..=2).contains(&run.code), "{script} {words:?}\n{}\n{}", run.out, run.err);
            assert!(
                !run.err.contains("panicked") && !run.err.contains("\u{1b}[2J"),
                "{script}\n{}",
                run.err
            );
        }
    }
}
