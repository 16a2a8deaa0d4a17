//! Paths and numbers that the documents name are those of the project.

use super::{documents, read, root};
use crate::structure::LINES;

/// The folders whose paths are checked where they stand between backticks.
const FOLDERS: &[&str] = &["src/", "docs/", "tests/", "blueprints/", ".ci/"];

/// Parts of paths that stand for any name.
const PLACEHOLDERS: &[&str] = &["CODE", "NAME"];

/// Targets of `](…)` that are not addresses, without their fragment.
fn targets(text: &str) -> impl Iterator<Item = &str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target.split('#').next().unwrap_or_default())
        .filter(|target| !target.is_empty() && !target.contains("://"))
}

/// Targets of `src="…"` and `srcset="…"`.
fn pictures(text: &str) -> impl Iterator<Item = &str> {
    text.split("src")
        .skip(1)
        .filter_map(|rest| rest.trim_start_matches("set").strip_prefix("=\""))
        .filter_map(|rest| rest.split_once('"'))
        .map(|(target, _)| target)
}

/// Words between backticks that look like paths of the project and hold no placeholder.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2).filter(|word| {
        FOLDERS.iter().any(|folder| word.starts_with(folder))
            && !word.contains(' ')
            && !PLACEHOLDERS.iter().any(|placeholder| word.contains(placeholder))
    })
}

#[test]
fn every_link_and_path_exists() {
    for document in documents() {
        let path = root().join(&document);
        let text = read(&path);
        let folder = path.parent().unwrap();
        for target in targets(&text).chain(pictures(&text)) {
            assert!(folder.join(target).exists(), "{document} points to {target}");
        }
        // Blocks of text between fences would shift the backticks.
        let prose: String = text.split("```").step_by(2).collect();
        for word in paths(&prose) {
            assert!(root().join(word).exists(), "{document} names {word}");
        }
    }
}

#[test]
fn every_page_can_be_reached() {
    let all: String = documents().iter().map(|document| read(&root().join(document))).collect();
    for document in documents().iter().filter(|document| *document != "README.md") {
        let name = document.rsplit('/').next().unwrap();
        assert!(all.contains(&format!("{name})")), "no document links to {document}");
    }
}

#[test]
fn the_compiler_version_is_the_manifest_s() {
    let manifest = read(&root().join("Cargo.toml"));
    let version = manifest.split_once("rust-version = \"").unwrap().1.split('"').next().unwrap();
    for document in ["README.md", "docs/CONTRIBUTING.md"] {
        let said = format!("Rust {version}");
        assert!(read(&root().join(document)).contains(&said), "{document} does not say {said}");
    }
}

#[test]
fn every_dependency_has_its_line() {
    let manifest = read(&root().join("Cargo.toml"));
    let page = read(&root().join("docs/decisions/dependencies.md"));
    let tables = manifest.split("\n[").filter(|table| table.contains("dependencies]"));
    for line in tables.flat_map(|table| table.lines().skip(1)) {
        let Some((name, _)) = line.split_once(" = ") else { continue };
        assert!(page.contains(&format!("`{name}`")), "dependencies.md leaves out {name}");
    }
}

#[test]
fn the_second_command_of_the_readme_runs_the_tests() {
    let readme = read(&root().join("README.md"));
    let commands: Vec<&str> = readme
        .split("```sh\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("```"))
        .flat_map(|(block, _)| block.lines().filter(|line| !line.is_empty()))
        .collect();
    assert!(commands[0].starts_with("cargo run --release -- render "), "{commands:?}");
    assert_eq!(commands[1], "cargo test");
}

#[test]
fn the_lines_of_modules_are_those_that_are_checked() {
    let source = root().join("src");
    let there = |module: &&&str| {
        source.join(module).exists() || source.join(format!("{module}.rs")).exists()
    };
    let wanted: Vec<String> = LINES
        .iter()
        .map(|line| line.iter().filter(there).copied().collect::<Vec<_>>().join(", "))
        .filter(|line| !line.is_empty())
        .collect();
    let page = read(&root().join("docs/ARCHITECTURE.md"));
    let (_, block) = page.split_once("  ```text\n").unwrap();
    let said: Vec<&str> =
        block.split_once("```").unwrap().0.trim().lines().map(str::trim).collect();
    assert_eq!(said, wanted);
}
