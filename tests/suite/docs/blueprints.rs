//! The reference blueprints are what the README says of them, and their pages list each one.

use super::{names, read, root, settle, stdout};
use serde_json::Value;
use std::fmt::Write;

const NOTE: &str = "<!-- Written by tests/suite/docs/blueprints.rs from the blueprints. -->";

/// The templates of `new`, by theme in the order of its list.
fn themes() -> Vec<(String, Vec<Value>)> {
    let offered: Vec<Value> = serde_json::from_str(&stdout("new --format json")).unwrap();
    let list = stdout("new");
    let heads = list.lines().filter(|line| !line.is_empty() && !line.starts_with(' '));
    heads
        .map(|theme| {
            let of = |one: &&Value| one["theme"] == theme;
            (theme.to_owned(), offered.iter().filter(of).cloned().collect())
        })
        .collect()
}

fn text<'a>(one: &'a Value, key: &str) -> &'a str {
    one[key].as_str().unwrap()
}

/// The part of the reference page about one blueprint.
fn entry(one: &Value) -> String {
    let name = text(one, "name");
    let mut out =
        format!("### `{name}`\n\n**{}.** {}\n\n", text(one, "title"), text(one, "description"));
    write!(out, "[`blueprints/{name}.yaml`](../../blueprints/{name}.yaml)").unwrap();
    let said = ["environment", "pattern"].map(|key| text(one, key)).join(" ");
    write!(out, "; context `{}`.\n\n", said.trim().replace(' ', "`, `")).unwrap();
    out.push_str("Sources:\n\n");
    for source in one["sources"].as_array().unwrap() {
        writeln!(out, "- {}", source.as_str().unwrap()).unwrap();
    }
    out
}

/// docs/reference/blueprints.md.
fn reference() -> String {
    let themes = themes();
    let count: usize = themes.iter().map(|(_, all)| all.len()).sum();
    let mut out = format!(
        "# Reference blueprints\n\n{NOTE}\n\nThe {count} blueprints of this project, by theme, each a file that `cyanotype new NAME` writes for you. The \
         comment at its head says why it is built so; the sources say where its shape was read.\n"
    );
    for (theme, all) in themes {
        let entries: Vec<String> = all.iter().map(entry).collect();
        write!(out, "\n## {theme}\n\n{}", entries.join("\n")).unwrap();
    }
    out
}

/// blueprints/README.md.
fn overview() -> String {
    let mut out = format!(
        "# Reference blueprints\n\n{NOTE}\n\nWhat each one teaches. Copy one with `cyanotype new NAME`; descriptions and sources are in \
         [the reference](../docs/reference/blueprints.md).\n"
    );
    for (theme, all) in themes() {
        write!(out, "\n## {theme}\n\n| blueprint | teaches |\n| --- | --- |\n").unwrap();
        for one in &all {
            let name = text(one, "name");
            writeln!(out, "| [{name}]({name}.yaml) | {} |", text(one, "shows")).unwrap();
        }
    }
    out
}

#[test]
fn the_pages_list_every_blueprint() {
    let pages = [
        (root().join("docs/reference/blueprints.md"), reference()),
        (root().join("blueprints/README.md"), overview()),
    ];
    settle(&pages);
    for (path, _) in &pages {
        let page = read(path);
        for name in names(&root().join("blueprints"), ".yaml") {
            assert!(page.contains(&format!("{name})")), "{} leaves out {name}", path.display());
        }
    }
}
