//! Baselines: what is known is not shown, whatever happens to the file, and what is new is.

use crate::command::Folder;
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};

const KNOWN: &str = "\
name: Known
engine:
  model: {service: bedrock, guardrial: true}
  other: {service: bedrock, guardrial: true}
search:
  index: kendra
connections:
  - model -> index
  - other -> index
";
const FILE: &str = "cyanotype-baseline.toml";
const CHECK: [&str; 4] = ["check", "--baseline", FILE, "--fail-on=info"];

fn written() -> Folder {
    let folder = Folder::with(&[("a.yaml", KNOWN)]);
    folder.run(&["baseline", "write"]).exits(0).complains("wrote cyanotype-baseline.toml: ");
    folder
}

#[test]
fn what_is_known_is_not_shown_and_what_is_new_is() {
    let folder = written();
    let run = folder.run(&CHECK).exits(0);
    assert!(
        run.out.starts_with("no findings in 1 blueprint; ") && run.out.contains(" in the baseline"),
        "{}",
        run.out
    );
    folder.write("a.yaml", KNOWN.replace("kendra", "kendar").as_bytes());
    let run = folder.run(&CHECK).exits(1).says("STR006");
    assert!(!run.out.contains("BPT016"), "{}", run.out);
    // The configuration says it once for all.
    folder.write("cyanotype.toml", b"[check]\nbaseline = \"cyanotype-baseline.toml\"\n");
    std::fs::create_dir(folder.path("sub")).unwrap();
    let mut below = folder.command(&["check", "../a.yaml"]);
    let run = crate::command::finish(below.current_dir(folder.path("sub")));
    run.exits(1).says("STR006").says(" in the baseline");
    folder.run(&["baseline", "update", "-q"]).exits(0);
    folder.run(&["check"]).exits(0);
}

#[test]
fn the_file_is_sorted_and_reads_well() {
    let folder = written();
    let text = folder.read(FILE);
    assert!(text.starts_with("# Findings that are known"), "{text}");
    assert!(
        text.contains("path = \"a.yaml\"\nknown = [\n  { rule = \"BPT016\", id = \""),
        "{text}"
    );
    assert!(text.contains("says = \"there is no property `guardrial`\" },\n"), "{text}");
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("  {")).collect();
    assert!(lines.is_sorted() && lines.len() > 4, "{text}");
    folder.run(&["baseline", "write", "--force"]).exits(0).complains(" known\n");
    assert_eq!(folder.read(FILE), text);
}

#[test]
fn a_renamed_file_keeps_its_section() {
    let folder = written();
    std::fs::create_dir(folder.path("new")).unwrap();
    std::fs::rename(folder.path("a.yaml"), folder.path("new/b.yaml")).unwrap();
    folder.run(&CHECK).exits(0);
    folder.run(&["baseline", "prune"]).exits(0).complains(" 0 added, 0 dropped");
    assert!(folder.read(FILE).contains("path = \"new/b.yaml\""));
    // Another blueprint that happens to be here is not taken for it.
    folder.write("c.yaml", KNOWN.as_bytes());
    folder.run(&CHECK).exits(1);
}

#[test]
fn what_is_mended_is_told_and_pruned() {
    let folder = written();
    folder.write("a.yaml", KNOWN.replacen("guardrial", "guardrail", 2).as_bytes());
    let run = folder.run(&["check", "--baseline", FILE, "--fail-on", "never"]).exits(0);
    assert!(
        run.out.contains("of the baseline found no more: cyanotype baseline prune\n"),
        "{}",
        run.out
    );
    // A rule that does not run says nothing about what it would find.
    let run = folder.run(&["check", "--baseline", FILE, "--select", "STY"]).exits(0);
    assert!(!run.out.contains("STR001"), "{}", run.out);
    let before = folder.read(FILE).lines().count();
    folder.run(&["baseline", "prune"]).exits(0).complains(" 0 added, ");
    assert!(folder.read(FILE).lines().count() < before);
    let run = folder.run(&["check", "--baseline", FILE, "--fail-on", "never"]).exits(0);
    assert!(!run.out.contains("found no more"), "{}", run.out);
}

#[test]
fn one_of_two_equal_findings_is_new_when_it_is_added() {
    let once =
        KNOWN.replacen("  other: {service: bedrock, guardrial: true}\n", "  other: bedrock\n", 1);
    let folder = Folder::with(&[("a.yaml", &once)]);
    folder.run(&["baseline", "write"]).exits(0);
    folder.write("a.yaml", KNOWN.as_bytes());
    let run = folder.run(&["check", "--baseline", FILE, "--format", "concise"]).exits(1);
    assert_eq!(run.out.matches("BPT016").count(), 1, "{}", run.out);
}

#[test]
fn files_that_are_not_checked_stay_known() {
    let folder = Folder::with(&[("a.yaml", KNOWN), ("b.yaml", KNOWN)]);
    folder.run(&["baseline", "write"]).exits(0);
    let text = folder.read(FILE);
    for action in ["update", "prune"] {
        folder.run(&["baseline", action, "a.yaml"]).exits(0);
        assert_eq!(folder.read(FILE), text, "{action}");
    }
    let rules = ["baseline", "update", "--select", "STR012"];
    folder.run(&rules).exits(0);
    assert_eq!(folder.read(FILE), text, "rules that do not run keep what they found");
}

#[test]
fn nothing_is_lost_when_something_goes_wrong() {
    let folder = written();
    let text = folder.read(FILE);
    folder
        .run(&["baseline", "write"])
        .exits(2)
        .complains("exists already")
        .complains("baseline update");
    folder.write("bad.yaml", b"name: \xff\nengine:\n");
    folder
        .run(&["baseline", "update"])
        .exits(2)
        .complains("cannot read `bad.yaml`")
        .complains("left as it is");
    assert_eq!(folder.read(FILE), text);
    folder
        .run(&["check", "--baseline", "none.toml"])
        .exits(2)
        .complains("there is no baseline `none.toml`");
    folder
        .run(&["baseline", "prune", "--baseline", "none.toml"])
        .exits(2)
        .complains("baseline write");
    for (bad, words) in [
        ("version = 1\nfile = 3\n", "line 2"),
        ("version = 2\n", "version 2"),
        ("version = 1\nmore = 1\n", "more"),
        ("[[file]]\npath = \"a.yaml\"\nknown = [{rule = \"X\", id = \"zz\"}]\n", "version"),
        (
            "version = 1\n[[file]]\npath = \"a.yaml\"\nknown = [{rule = \"X\", id = \"zz\"}]\n",
            "`zz` is no fingerprint",
        ),
        ("<<<<<<< HEAD\n", "line 1"),
    ] {
        folder.write("bad.toml", bad.as_bytes());
        let run = folder.run(&["check", "a.yaml", "--baseline", "bad.toml"]).exits(2);
        run.complains("`bad.toml` is no baseline").complains(words);
    }
    assert_eq!(folder.names(), ["a.yaml", "bad.toml", "bad.yaml", FILE]);
}

#[test]
fn odd_names_and_secrets_are_written_safely() {
    let key = ["AKIA", "Q3EGRVZ7HSWXN5TD"].concat();
    let text = format!("name: A\nengine:\n  \"a\\\"\\u0001b\": {{service: \"x\\ty\", {key}: 1}}\n");
    let folder = Folder::with(&[("a \"b\".yaml", &text)]);
    folder.run(&["baseline", "write"]).exits(0);
    assert!(!folder.read(FILE).contains(&key));
    folder.run(&CHECK).exits(0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn edits_that_change_nothing_bring_nothing_new(gaps in proptest::collection::vec(0usize..4, 9), turn in 0usize..9) {
        let folder = written();
        let mut lines: Vec<&str> = KNOWN.lines().collect();
        // The two models, and the two connections, change places.
        if turn % 2 == 1 { lines.swap(2, 3); }
        if turn % 3 == 1 { lines.swap(7, 8); }
        let mut text = String::new();
        for (line, gap) in lines.iter().zip(gaps) {
            text.push_str(&"# a remark\n".repeat(gap));
            text.push_str(line);
            text.push('\n');
        }
        folder.write("a.yaml", text.as_bytes());
        let run = folder.run(&CHECK);
        prop_assert_eq!(run.code, 0, "{}", run.out);
        prop_assert!(!run.out.contains("found no more"), "{}", run.out);
    }
}
