//! The source keeps the structure that docs/ARCHITECTURE.md describes.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "this test reads the source")]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The modules from the lowest line to the highest; peers on a line never use each other.
pub(crate) const LINES: &[&[&str]] = &[
    &["source", "digest", "geometry", "parallel", "secrets", "suggest"],
    &["text", "cel"],
    &["diagnostic"],
    &["syntax"],
    &["catalog"],
    &["blueprint"],
    &["model"],
    &["lint", "layout", "import", "canonical", "change"],
    &["scene"],
    &["render", "report"],
    &["study"],
    &["pipeline"],
    &["lib"],
    &["cli"],
    &["main"],
];

const MOST_LINES: usize = 400;
const MOST_LINES_OF_A_FUNCTION: usize = 60;

/// A Rust file with its path below the repository.
struct File {
    path: String,
    text: String,
}

impl File {
    /// What a test makes is nobody's to read.
    fn is_generated(&self) -> bool {
        self.path.contains("/generated/")
    }
    /// The module below `src` that it belongs to.
    fn module(&self) -> &str {
        let below = self.path.strip_prefix("src/").unwrap_or(&self.path);
        below.split('/').next().unwrap_or(below).trim_end_matches(".rs")
    }
}

fn files(folder: &str) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut found, mut open) = (Vec::new(), vec![root.join(folder)]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.push(File { path, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn all() -> Vec<File> {
    [files("src"), files("tests")].into_iter().flatten().collect()
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The line of a module, the lowest first.
fn rank(module: &str) -> Option<usize> {
    LINES.iter().position(|line| line.contains(&module))
}

/// The top modules that a file names behind `crate::`, one by one or in braces.
fn used(text: &str) -> Vec<&str> {
    let mut used = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &text[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => used.extend(heads(list)),
            None => used.push(word(rest)),
        }
    }
    used
}

/// The leading word.
fn word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("")
}

/// The first word of each entry of `list`, up to the brace that closes it.
fn heads(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut heads) = (0, 0, Vec::new());
    for (at, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                heads.push(word(list[start..at].trim_start()));
                start = at + 1;
                if letter == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    heads.retain(|head| !head.is_empty());
    heads
}

/// Without the unit tests, which may look wherever they need.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text)
}

#[test]
fn modules_use_only_modules_on_lower_lines() {
    let mut faults = Vec::new();
    for file in files("src") {
        let own = file.module();
        let test = file.path.ends_with("tests.rs") || file.path.contains("/tests/");
        if own == "lib" || test {
            continue;
        }
        let Some(line) = rank(own) else {
            faults.push(format!("{}: `{own}` has no line in tests/suite/structure.rs", file.path));
            continue;
        };
        for module in used(without_tests(&file.text)) {
            let allowed = module == own || rank(module).is_none_or(|other| other < line);
            if !allowed {
                faults.push(format!("{} uses `crate::{module}`", file.path));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn parsing_of_uses_is_right() {
    let text = "use crate::{\n  a::{self, b}, c,\n};\nuse crate::d::E;\nfn f() { crate::g::h() }";
    assert_eq!(used(text), ["a", "c", "d", "g"]);
}

#[test]
fn files_are_short_and_open_with_a_sentence() {
    let mut faults = Vec::new();
    for file in all().iter().filter(|file| !file.is_generated()) {
        let lines = file.text.lines().count();
        if lines > MOST_LINES {
            faults.push(format!("{}: {lines} lines, at most {MOST_LINES}", file.path));
        }
        let opens = file.text.lines().next().unwrap_or("");
        if !opens.starts_with("//! ") {
            faults.push(format!("{}: does not open with `//!`", file.path));
        }
    }
    assert_none(&faults);
}

#[test]
fn functions_are_short() {
    let mut faults = Vec::new();
    for file in all().iter().filter(|file| !file.is_generated()) {
        let lines: Vec<&str> = file.text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let code = line.trim_start();
            let begins = code.starts_with("fn ")
                || (code.starts_with("pub") || code.starts_with("const fn"))
                    && code.contains(" fn ");
            if !begins {
                continue;
            }
            let close = format!("{}}}", &line[..line.len() - code.len()]);
            let end = lines[at..].iter().position(|later| *later == close);
            if let Some(length) = end.filter(|length| *length + 1 > MOST_LINES_OF_A_FUNCTION) {
                faults.push(format!("{}:{}: {} lines", file.path, at + 1, length + 1));
            }
        }
    }
    assert_none(&faults);
}

/// The families that have one list, and the folder of their members.
const FAMILIES: &[(&str, &str)] =
    &[("src/report/styles", "REPORTERS"), ("src/render/formats", "FORMATS")];

#[test]
fn every_member_of_a_family_is_in_its_list() {
    let mut faults = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (folder, _) in FAMILIES.iter().filter(|(folder, _)| root.join(folder).is_dir()) {
        let list = fs::read_to_string(root.join(folder).join("mod.rs")).unwrap();
        for file in files(folder) {
            let name = file.path.trim_start_matches(folder).trim_start_matches('/');
            let member = name.trim_end_matches(".rs");
            let top = !member.contains('/') && member != "mod";
            if top && !list.contains(&format!("mod {member};")) {
                faults.push(format!("{folder}/mod.rs does not name `{member}`"));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn nothing_but_the_shells_prints() {
    let mut faults = Vec::new();
    for file in files("src") {
        let test = file.path.ends_with("tests.rs") || file.path.contains("/tests/");
        let shell = test || matches!(file.module(), "cli" | "main");
        let prints = ["println!", "eprintln!", "print!(", "std::fs::", "std::env::"];
        if !shell && prints.iter().any(|word| without_tests(&file.text).contains(word)) {
            faults.push(format!("{}: only the shells do I/O", file.path));
        }
    }
    assert_none(&faults);
}
