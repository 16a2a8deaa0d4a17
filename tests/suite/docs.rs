//! The documents say what is true: their commands run, their pictures and tables are the tool's own, their paths exist.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "these tests read and write the documents")]

mod blueprints;
mod commands;
mod gallery;
mod lens;
mod links;
mod patterns;
mod pictures;
mod reference;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// The root of the repository.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()))
}

/// The names in a folder that end with `end`, sorted.
fn names(folder: &Path, end: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(end))
        .collect();
    names.sort();
    names
}

/// Every Markdown file of the project by its path from the root, the pages of the rules left out.
fn documents() -> Vec<String> {
    let mut documents = vec!["README.md".to_owned()];
    for folder in ["docs", "docs/decisions", "docs/guide", "docs/reference"] {
        let pages = names(&root().join(folder), ".md");
        documents.extend(pages.iter().map(|name| format!("{folder}/{name}")));
    }
    documents
}

/// Runs the tool in `folder` with nothing on standard input, so that nothing depends on a terminal.
fn run(folder: &Path, words: &[String]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cyanotype"))
        .args(words)
        .current_dir(folder)
        .stdin(Stdio::null())
        .env_remove("COLUMNS")
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}

/// Standard output of a call that must succeed.
fn stdout(line: &str) -> String {
    let output = run(&root(), &words(line));
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Rewrites the files whose text is not the wanted one, and fails once when there are any; on CI it only fails.
fn settle(wanted: &[(PathBuf, String)]) {
    let stale: Vec<&(PathBuf, String)> = wanted
        .iter()
        .filter(|(path, text)| fs::read_to_string(path).map_or(true, |is| is != *text))
        .collect();
    if stale.is_empty() {
        return;
    }
    let list: Vec<String> = stale.iter().map(|(path, _)| path.display().to_string()).collect();
    let list = list.join(", ");
    assert!(env::var_os("CI").is_none(), "not what the tool says: {list}");
    for (path, text) in stale {
        let fresh = path.with_extension("new");
        fs::write(&fresh, text).unwrap();
        fs::rename(&fresh, path).unwrap();
    }
    panic!("rewritten from what the tool says: {list}: read them, and run the tests again");
}
