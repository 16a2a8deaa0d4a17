//! The first five minutes of a new user.

use crate::command::{Folder, finish};

#[test]
fn without_a_word_the_help_shows_where_to_begin() {
    Folder::new().run(&[]).exits(2).complains("cyanotype new rag-chatbot");
    Folder::new().run(&["--help"]).exits(0).says("cyanotype check blueprint.yaml");
    Folder::new()
        .run(&["--version"])
        .exits(0)
        .says(concat!("cyanotype ", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_new_blueprint_is_clean_and_can_be_drawn() {
    let folder = Folder::new();
    folder.run(&["new"]).exits(0).says("rag-chatbot");
    folder
        .run(&["new", "rag-chatbot", "-o", "mine.yaml"])
        .exits(0)
        .complains("cyanotype check mine.yaml");
    folder.run(&["check", "mine.yaml"]).exits(0).says("no findings in 1 blueprint");
    folder.run(&["check"]).exits(0).says("no findings in 1 blueprint");
    folder.run(&["render", "mine.yaml", "-o", "mine.svg"]).exits(0).complains("wrote mine.svg");
    assert!(folder.read("mine.svg").starts_with("<svg"));
    assert_eq!(folder.names(), ["mine.svg", "mine.yaml"]);
}

#[test]
fn templates_are_listed_by_theme_in_any_width() {
    let folder = Folder::new();
    let list = folder.run(&["new"]).exits(0).out;
    assert!(list.contains("Search and chat\n  ") && list.contains("\n  rag-chatbot "), "{list}");
    folder.run(&["new", "--format", "markdown"]).exits(0).says("| rag-chatbot |");
    for line in list.lines() {
        assert!(line.len() <= 100 && !line.ends_with(' '), "{line}");
    }
    folder.run(&["new", "kendra"]).exits(2).complains("did you mean `rag-chatbot-kendra`?");
    folder.run(&["new", "zzzzzz"]).exits(2).complains("list the templates: cyanotype new");
}

#[test]
fn new_overwrites_nothing_unless_it_is_forced() {
    let folder = Folder::with(&[("a.yaml", "mine")]);
    folder
        .run(&["new", "rag-chatbot", "-o", "a.yaml"])
        .exits(2)
        .complains("`a.yaml` exists already");
    assert_eq!(folder.read("a.yaml"), "mine");
    folder.run(&["new", "rag-chatbot", "-o", "a.yaml", "--force"]).exits(0);
    assert!(folder.read("a.yaml").contains("name:"));
    folder.run(&["new", "rag-chatbot", "-o", "-"]).exits(0).says("name:");
}

#[test]
fn slips_of_the_pen_are_understood() {
    let folder = Folder::with(&[("a.yaml", "name: A\n")]);
    folder.run(&["chek"]).exits(2).complains("'check'");
    folder.run(&["check", "--profle", "prod"]).exits(2).complains("--profile");
    folder.run(&["check", "--format", "consice"]).exits(2).complains("'concise'");
    folder.run(&["a.yaml"]).exits(2).complains("cyanotype check a.yaml");
    folder.run(&["new", "rag-chatbto"]).exits(2).complains("did you mean `rag-chatbot`?");
    folder.run(&["explain", "bedrokc"]).exits(2).complains("did you mean `bedrock`?");
    folder.run(&["check", "--select", "STR0009"]).exits(2).complains("did you mean `STR009`?");
    folder.run(&["services", "--layer", "engin"]).exits(2).complains("did you mean `engine`?");
    folder.run(&["check", "b.yaml"]).exits(2).says("did you mean `a.yaml`?");
}

#[test]
fn words_are_explained() {
    let folder = Folder::new();
    folder
        .run(&["explain", "str009"])
        .exits(0)
        .says("STR009 dangling-reference")
        .says("False positives");
    folder.run(&["explain", "dangling-reference"]).exits(0).says("How it decides");
    folder
        .run(&["explain", "shared", "responsibility"])
        .exits(2)
        .complains("explain responsibility");
    folder.run(&["explain", "BPT002"]).exits(0).says("duplicate-key");
    folder.run(&["explain", "Amazon", "S3"]).exits(0).says("(s3)").says("pricing");
    folder.run(&["explain", "encryption-key"]).exits(0).says("capability").says("kms");
    folder.run(&["explain", "engine"]).exits(0).says("layer `engine`");
    folder.run(&["explain", "retention-days"]).exits(0).says("a number");
    folder.run(&["explain", "private-subnet"]).exits(0).says("kind of group");
}

#[test]
fn lists_have_three_forms_and_filters() {
    let folder = Folder::new();
    let all: serde_json::Value =
        serde_json::from_str(&folder.run(&["services", "--format", "json"]).exits(0).out).unwrap();
    let engines: serde_json::Value = serde_json::from_str(
        &folder.run(&["services", "--layer", "engine", "--format", "json"]).exits(0).out,
    )
    .unwrap();
    let (all, engines) = (all.as_array().unwrap(), engines.as_array().unwrap());
    assert!(all.len() > 200 && engines.len() < all.len() / 2, "{} {}", all.len(), engines.len());
    assert!(engines.iter().all(|one| one["layers"].as_array().unwrap().contains(&"engine".into())));
    folder.run(&["services", "vector", "--format", "markdown"]).exits(0).says("| s3-vectors |");
    folder.run(&["explain", "nope"]).exits(2).complains("see the lists");
    folder.run(&["services", "no such thing"]).exits(2).complains("no service fits");
    folder
        .run(&["rules", "--select", "STR009", "--format", "markdown"])
        .exits(0)
        .says("| STR009 | dangling-reference |");
    let rules: serde_json::Value =
        serde_json::from_str(&folder.run(&["rules", "--format", "json"]).exits(0).out).unwrap();
    assert!(rules.as_array().unwrap().iter().any(|rule| rule["code"] == "STR009"));
}

#[test]
fn narrow_terminals_get_short_lines() {
    let folder = Folder::new();
    let run = finish(folder.command(&["services", "vector"]).env("COLUMNS", "44")).exits(0);
    let widest = run.out.lines().filter(|line| line.starts_with(' ')).map(str::len).max();
    assert!(widest.is_some_and(|width| width <= 44), "{widest:?}");
    let wide = finish(folder.command(&["services", "vector"]).env("COLUMNS", "200")).exits(0);
    assert!(wide.out.lines().count() < run.out.lines().count() / 2);
}

#[test]
fn colours_come_only_where_they_are_wanted() {
    let folder = Folder::with(&[("a.yaml", "name: A\nname: B\n")]);
    let words = ["check", "a.yaml"];
    assert!(!folder.run(&words).exits(1).out.contains('\u{1b}'));
    assert!(folder.run(&["check", "a.yaml", "--color", "always"]).out.contains("\u{1b}["));
    let forced = |no: &str| {
        finish(folder.command(&words).env("CLICOLOR_FORCE", "1").env("NO_COLOR", no)).out
    };
    assert!(forced("").contains("\u{1b}["));
    let never =
        finish(folder.command(&["check", "a.yaml", "--color=never"]).env("CLICOLOR_FORCE", "1"));
    assert!(!never.out.contains('\u{1b}'));
    let plain = finish(folder.command(&words).env("NO_COLOR", "1").env("TERM", "xterm-256color"));
    assert!(!plain.out.contains('\u{1b}'));
    assert!(folder.run(&["chek", "--color", "always"]).err.contains("\u{1b}["));
}

#[test]
fn the_schema_and_the_completions_can_be_used() {
    let folder = Folder::new();
    let schema: serde_json::Value =
        serde_json::from_str(&folder.run(&["schema"]).exits(0).out).unwrap();
    assert!(schema["$schema"].is_string());
    folder.run(&["schema", "-o", "s.json"]).exits(0);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&folder.read("s.json")).unwrap(), schema);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        folder.run(&["completions", shell]).exits(0).says("cyanotype");
    }
}
