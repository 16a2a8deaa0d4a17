//! The commands of README and guide run, and what is shown below them is what they print.
//!
//! A `console` block shows commands after `$ ` and their output; a line `…` stands for any lines. A block whose first
//! line says `file=NAME` is written to the folder in which the commands of its document run.

use super::{names, read, root, run, settle, words};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What is run by a reader and not by this test.
const NOT_RUN: &[&str] = &["cargo build", "cargo install", "cargo test", "cd ", "git "];

/// A fenced block: its lines are `first..last` of the document.
struct Block {
    language: String,
    file: Option<String>,
    first: usize,
    last: usize,
}

fn blocks(lines: &[&str]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for (at, line) in lines.iter().enumerate() {
        let Some(says) = line.strip_prefix("```") else { continue };
        if open {
            blocks.last_mut().unwrap().last = at;
        } else {
            let mut says = says.split_whitespace();
            let language = says.next().unwrap_or_default().to_owned();
            let file = says.find_map(|word| word.strip_prefix("file=")).map(str::to_owned);
            blocks.push(Block { language, file, first: at + 1, last: lines.len() });
        }
        open = !open;
    }
    assert!(!open, "a block is not closed");
    blocks
}

/// The tool's words of a command line, and the file that its output goes to; none when a reader runs it.
fn command(line: &str) -> Option<(Vec<String>, Option<String>)> {
    if NOT_RUN.iter().any(|start| line == start.trim() || line.starts_with(start)) {
        return None;
    }
    let rest = ["cyanotype ", "cargo run --release -- ", "cargo run -- "]
        .iter()
        .find_map(|start| line.strip_prefix(start))
        .unwrap_or_else(|| panic!("a command that this test does not know: {line}"));
    let (rest, target) = match rest.split_once(" > ") {
        Some((rest, target)) => (rest, Some(target.to_owned())),
        None => (rest, None),
    };
    let unquoted = words(rest).iter().map(|word| word.trim_matches('\'').to_owned()).collect();
    Some((unquoted, target))
}

/// Runs one line; gives what it prints and its exit code.
fn execute(folder: &Path, line: &str, last: i32) -> (String, i32) {
    if line == "echo $?" {
        return (format!("{last}\n"), 0);
    }
    let Some((words, target)) = command(line) else { return (String::new(), 0) };
    let output = run(folder, &words);
    let code = output.status.code().unwrap_or(-1);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!((0..=2).contains(&code), "{line} ends with {code}: {errors}");
    let mut shown = String::from_utf8(output.stdout).unwrap();
    if let Some(target) = target {
        fs::write(folder.join(target), std::mem::take(&mut shown)).unwrap();
    }
    (shown + &errors, code)
}

/// Whether `shown` is what was printed, with `…` for any lines.
fn matches(shown: &[&str], printed: &[&str]) -> bool {
    match (shown.split_first(), printed.split_first()) {
        (None, _) => printed.is_empty(),
        (Some((&"…", rest)), _) => {
            (0..=printed.len()).any(|skip| matches(rest, &printed[skip..]))
        }
        (Some((one, rest)), Some((other, others))) => one == other && matches(rest, others),
        (Some(_), None) => false,
    }
}

/// A `console` block as it should be.
fn console(folder: &Path, lines: &[&str]) -> String {
    let mut text = String::new();
    let (mut at, mut code) = (0, 0);
    while at < lines.len() {
        let line =
            lines[at].strip_prefix("$ ").unwrap_or_else(|| panic!("no command: {}", lines[at]));
        let shown: Vec<&str> =
            lines[at + 1..].iter().take_while(|line| !line.starts_with("$ ")).copied().collect();
        let printed;
        (printed, code) = execute(folder, line, code);
        let printed: Vec<&str> = printed.trim_end().lines().map(str::trim_end).collect();
        assert!(code < 2 || lines.contains(&"$ echo $?"), "{line} could not run: {printed:?}");
        let unsaid = NOT_RUN.iter().any(|start| line.starts_with(start));
        text.extend(["$ ", line, "\n"]);
        let keep = unsaid || matches(&shown, &printed);
        for line in if keep { &shown } else { &printed } {
            text.extend([line, "\n"]);
        }
        at += 1 + shown.len();
    }
    text
}

/// Runs the document; gives it as it should be.
fn refreshed(document: &Path) -> String {
    let folder = tempfile::tempdir().unwrap();
    let blueprints = folder.path().join("blueprints");
    fs::create_dir(&blueprints).unwrap();
    for name in names(&root().join("blueprints"), ".yaml") {
        fs::copy(root().join("blueprints").join(&name), blueprints.join(&name)).unwrap();
    }
    let text = read(document);
    let lines: Vec<&str> = text.lines().collect();
    let mut fresh = String::new();
    let mut done = 0;
    for block in blocks(&lines) {
        let body = &lines[block.first..block.last];
        if let Some(file) = &block.file {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, body.join("\n") + "\n").unwrap();
        }
        match block.language.as_str() {
            "sh" => {
                for line in body.iter().filter(|line| !line.is_empty()) {
                    let (printed, code) = execute(folder.path(), line, 0);
                    assert!(code < 2, "{line} could not run: {printed}");
                }
            }
            "console" => {
                fresh.extend(lines[done..block.first].iter().flat_map(|line| [line, "\n"]));
                fresh += &console(folder.path(), body);
                done = block.last;
            }
            "yaml" => reads(folder.path(), &body.join("\n"), document),
            _ => {}
        }
    }
    fresh.extend(lines[done..].iter().flat_map(|line| [line, "\n"]));
    fresh
}

/// A YAML block of a document is a whole blueprint that can be read without a problem, or a file of own rules that pass
/// on their examples.
fn reads(folder: &Path, text: &str, document: &Path) {
    if text.starts_with("rules:") {
        let path = folder.join("rules-block.yaml");
        fs::write(&path, text).unwrap();
        let output = run(folder, &words("test-rules rules-block.yaml --isolated"));
        let shown = [output.stdout, output.stderr].concat();
        let shown = String::from_utf8_lossy(&shown);
        assert!(output.status.success(), "{}: {text}\n{shown}", document.display());
        return fs::remove_file(path).unwrap();
    }
    let path = folder.join("block.yaml");
    fs::write(&path, text).unwrap();
    let output = run(folder, &words("check block.yaml --format json --fail-on never --isolated"));
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success() && !shown.contains("\"BPT"),
        "{}: {text}\n{shown}{}",
        document.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    fs::remove_file(path).unwrap();
}

#[test]
fn commands_print_what_is_shown() {
    let mut pages: Vec<PathBuf> = vec![root().join("README.md")];
    let guide = root().join("docs/guide");
    pages.extend(names(&guide, ".md").iter().map(|name| guide.join(name)));
    let wanted: Vec<(PathBuf, String)> =
        pages.into_iter().map(|page| (page.clone(), refreshed(&page))).collect();
    settle(&wanted);
}

#[test]
fn shown_output_is_compared_line_by_line() {
    assert!(matches(&["a", "b"], &["a", "b"]));
    assert!(matches(&["…", "b"], &["x", "a", "b"]));
    assert!(matches(&["a", "…"], &["a"]));
    assert!(!matches(&["a"], &["a", "b"]));
    assert!(!matches(&["a", "…", "c"], &["a", "b"]));
}
