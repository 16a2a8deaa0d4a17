//! `cyanotype.toml`: found, obeyed, overruled, and wrong in every way.

use crate::command::Folder;

const BROKEN: &str = concat!(
    "name: Broken
name: Twice
",
    include_str!("../../blueprints/rag-chatbot.yaml")
);

fn folder(config: &str) -> Folder {
    Folder::with(&[("a.yaml", BROKEN), ("cyanotype.toml", config)])
}

#[test]
fn the_nearest_file_is_obeyed_and_the_command_line_overrules_it() {
    let folder = folder("[check]\nformat = \"concise\"\nfail-on = \"never\"\n");
    assert!(folder.run(&["check", "a.yaml"]).exits(0).out.starts_with("a.yaml:2:1: "));
    folder.run(&["check", "a.yaml", "--fail-on", "error"]).exits(1);
    folder.run(&["check", "a.yaml", "--isolated"]).exits(1).says("×");
    folder.write("sub/b.yaml", BROKEN.as_bytes());
    let run = crate::command::finish(
        folder.command(&["check", "b.yaml"]).current_dir(folder.path("sub")),
    );
    assert!(run.exits(0).out.starts_with("b.yaml:2:1: "));
}

#[test]
fn another_file_can_be_named() {
    let folder = folder("[check]\nfail-on = \"never\"\n");
    folder.write("other.toml", b"[check]\nstatistics = true\n");
    folder
        .run(&["check", "a.yaml", "--config", "other.toml"])
        .exits(1)
        .says("BPT002  duplicate-key");
    folder
        .run(&["check", "a.yaml", "--config", "othr.toml"])
        .exits(2)
        .complains("did you mean `other.toml`?");
    folder.run(&["check", "a.yaml", "--config", "other.toml", "--isolated"]).exits(2);
}

#[test]
fn lists_and_single_words_choose_rules() {
    let code = "engine:\n  model: bedrock\nconnections:\n  - model -> modle\nname: A\n";
    for ignore in ["\"STR\"", "[\"SEC\", \"STR009\"]"] {
        let folder = Folder::with(&[
            ("a.yaml", code),
            ("cyanotype.toml", &format!("[check]\nignore = {ignore}\nformat = \"concise\"\n")),
        ]);
        assert!(!folder.run(&["check", "a.yaml"]).out.contains("STR009"), "{ignore}");
        let isolated = folder.run(&["check", "a.yaml", "--isolated", "--format", "concise"]);
        assert!(isolated.out.contains("STR009"), "{}", isolated.out);
    }
}

#[test]
fn every_mistake_is_shown_at_its_place() {
    let cases = [
        ("[chek]\n", ":1:2]", "did you mean `[check]`?"),
        ("[check]\nselct = [\"SEC\"]\n", ":2:1]", "did you mean `select`?"),
        ("select = [\"SEC\"]\n", ":1:1]", "it belongs under `[check]`"),
        ("[check]\nformat = \"consice\"\n", ":2:10]", "did you mean `concise`?"),
        ("[check]\npedantic = \"yes\"\n", ":2:12]", "`pedantic` is true or false"),
        ("[check]\nformat = [\"full\"]\n", ":2:10]", "`format` takes a text"),
        ("[check]\ncolor = \"never\"\n", ":2:1]", "say it on the command line"),
        ("check = 1\n", ":1:9]", "write `[check]`"),
        ("[render]\ntheme = \"drak\"\n", ":2:9]", "did you mean `dark`?"),
        ("[check\n", ":1:", "CFG001"),
    ];
    for (config, place, words) in cases {
        let run = folder(config).run(&["check", "a.yaml"]).exits(2);
        assert!(run.err.contains(&format!("cyanotype.toml{place}")), "{config}\n{}", run.err);
        assert!(run.err.contains(words), "{config}\n{}", run.err);
        assert_eq!(run.out, "");
    }
}

#[test]
fn all_mistakes_are_shown_at_once() {
    let run = folder("[check]\nselct = 1\nformt = 1\n").run(&["check", "a.yaml"]).exits(2);
    assert!(run.err.contains("`selct`") && run.err.contains("`formt`"), "{}", run.err);
}

#[test]
fn other_commands_do_not_read_it() {
    folder("nonsense").run(&["services"]).exits(0);
}

#[test]
fn rule_names_in_it_must_exist() {
    folder("[check]\nselect = [\"STR0009\"]\n")
        .run(&["check", "a.yaml"])
        .exits(2)
        .complains("`STR0009`");
}
