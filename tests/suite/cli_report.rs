//! The three styles as a user sees them, and every bad blueprint as a finding at its place.

use crate::command::Folder;

const SMALL: &str = "\
name: Small
engine:
  model: {service: bedrock, guardrial: true}
flows:
  ask:
    steps:
      - model -> modle
";
const WORDS: [&str; 4] = ["check", "small.yaml", "--select", "STR009"];

fn report(style: &str) -> String {
    let folder = Folder::with(&[("small.yaml", SMALL)]);
    folder.run(&[&WORDS[..], &["--format", style]].concat()).exits(1).out
}

#[test]
fn full_is_for_reading() {
    insta::assert_snapshot!(report("full"), @r"
    error BPT016 unknown-property
      × there is no property `guardrial`
       ╭─[small.yaml:3:29]
     2 │ engine:
     3 │   model: {service: bedrock, guardrial: true}
       ·                             ─────────
     4 │ flows:
       ╰────
      help: did you mean `guardrail`?

    error STR009 dangling-reference
      × the connection `model -> modle` names `modle`, which does not exist
       ╭─[small.yaml:7:18]
     6 │     steps:
     7 │       - model -> modle
       ·                  ──┬──
       ·                    ╰── no such id
       ╰────
      help: did you mean `model`?

    2 errors in 1 blueprint; 1 fixable with --fix
    ");
}

#[test]
fn concise_is_for_jumping() {
    insta::assert_snapshot!(report("concise"), @r"
    small.yaml:3:29: error[BPT016] there is no property `guardrial`
    small.yaml:7:18: error[STR009] the connection `model -> modle` names `modle`, which does not exist
    2 errors in 1 blueprint; 1 fixable with --fix
    ");
}

#[test]
fn json_is_for_programs() {
    insta::with_settings!({snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("report.json", report("json"));
    });
}

#[test]
fn blueprints_are_scored_by_benefit() {
    let folder = Folder::with(&[("small.yaml", SMALL)]);
    let words = ["check", "small.yaml", "--by", "benefit", "--select", "STR006,STR009,REL003"];
    let text = folder.run(&words).exits(1).out;
    // STR006 found nothing and STR009 did; both are errors.
    assert!(text.contains("  50 %  responsibility  1 of 2 rules found nothing\n"), "{text}");
    assert!(text.contains("   –    safety          no rule ran\n"), "{text}");
    let json = folder.run(&[&words[..], &["--format", "json"]].concat()).exits(1).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let score = &json["summary"]["benefits"][2];
    assert_eq!((&score["benefit"], &score["score"]), (&"responsibility".into(), &50.into()));
    assert!(json["summary"]["benefits"][3]["score"].is_null());
}

#[test]
fn rules_are_listed_by_benefit() {
    let folder = Folder::new();
    let text = folder.run(&["rules", "--by", "benefit"]).exits(0).out;
    assert!(
        text.starts_with("security: only those get in who may, and data is guarded\n\n"),
        "{text}"
    );
    let plain = folder.run(&["rules"]).exits(0).out;
    let codes = |text: &str| {
        text.lines()
            .filter(|line| {
                line.contains("  error  ")
                    || line.contains("  warning  ")
                    || line.contains("  info  ")
            })
            .count()
    };
    assert_eq!(codes(&text), codes(&plain));
}

/// Every bad blueprint is named at its place, with an exit code and without a panic.
#[track_caller]
fn finds(text: &str, place: &str, words: &str) {
    let folder = Folder::with(&[("a.yaml", text)]);
    let run = folder.run(&["check", "a.yaml", "--format", "concise"]).exits(1);
    let start = format!("a.yaml:{place}:");
    let found = run.out.lines().any(|line| line.starts_with(&start) && line.contains(words));
    assert!(found, "no `{start} … {words}` in:\n{}", run.out);
    assert_eq!(run.err, "");
    let drawn = folder.run(&["render", "a.yaml", "-o", "a.svg", "--force"]);
    assert!(matches!(drawn.code, 0 | 1) && !drawn.err.contains("panicked"), "{}", drawn.err);
}

#[test]
fn what_is_badly_formed_is_found() {
    finds("", "1:1", "the file is empty");
    finds("- a\n- b\n", "1:1", "mapping");
    finds("name: A\nengine:\n\tmodel: bedrock\n", "3:1", "tab");
    finds("name: A\nname: B\n", "2:1", "twice");
    finds("name: A\nengine:\n  x: bedrock\nsearch:\n  x: kendra\n", "5:3", "`x`");
    finds("name: A\nengine:\n  x: {service: bedrock, covers: {a: b}}\n", "3:33", "`covers`");
}

#[test]
fn what_nothing_is_called_is_found() {
    finds("name: A\nengine:\n  x: bedrokc\n", "3:6", "`bedrokc`");
    finds("name: A\nengine:\n  x: zzzzzzzzzz\n", "3:6", "`zzzzzzzzzz`");
    finds("name: A\nengin:\n  x: bedrock\n", "2:1", "`engin`");
    finds("name: A\nengine:\n  x: {service: bedrock, guardrial: true}\n", "3:25", "`guardrial`");
    finds("name: A\nengine:\n  x: bedrock\nconnections:\n  - x -> y\n", "5:10", "`y`");
    finds("name: A\nreference: aws-genia\n", "2:12", "`aws-genia`");
    finds("name: A\nreference: ./none.yaml\n", "2:12", "no such file");
}

#[test]
fn what_goes_in_circles_or_grows_without_end_is_found() {
    finds("name: A\nengine:\n  x: bedrock\nconnections:\n  - x -> x\n", "5:10", "itself");
    finds(
        "name: A\ngroups:\n  a: {kind: generic, in: b}\n  b: {kind: generic, in: a}\n",
        "4:26",
        "BPT017] group `b` lies inside itself",
    );
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let list = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&[format!("a{level}: &a{level} [{list}]"), "\n".to_owned()].concat());
    }
    finds(&bomb, "6:10", "nodes");
    let deep = format!("name: A\nengine: {}", "[".repeat(10_000));
    finds(&deep, "2", "deep");
}

#[test]
fn ones_own_reference_architecture_is_read_and_judged() {
    let own = "title: Ours\nlayers:\n  - {id: engine, title: Engine, place: band}\n  - {id: odd, title: Odd, place: shelf}\n";
    let folder = Folder::with(&[
        ("x/a.yaml", "name: A\nreference: ../ours.yaml\nengine:\n  model: bedrock\n"),
        ("ours.yaml", own),
    ]);
    let run =
        folder.run(&["check", "x/a.yaml", "--format", "concise", "--select", "STR009"]).exits(1);
    assert!(
        run.out.lines().any(|line| line.contains("ours.yaml:4:") && line.contains("`shelf`")),
        "{}",
        run.out
    );
}

#[test]
fn nothing_is_called_missing_while_part_of_the_text_cannot_be_read() {
    let whole = "name: A\nactors: {user: user}\n";
    let damaged = [
        format!("{whole}engine:\n\tmodel: bedrock\n"),
        format!("{whole}engine: {{model: bedrock\n"),
        format!("{whole}zzzzzzzzzz: {{model: bedrock}}\n"),
    ];
    let folder = Folder::with(&[("whole.yaml", whole)]);
    let out = folder.run(&["check", "whole.yaml", "--format", "concise"]).exits(1).out;
    assert!(out.contains("STR001"), "{out}");
    for text in damaged {
        let folder = Folder::with(&[("a.yaml", &text)]);
        let out = folder.run(&["check", "a.yaml", "--format", "concise"]).exits(1).out;
        assert!(out.contains("BPT0") && !out.contains("STR001"), "{text}\n{out}");
    }
}
