//! `diff` as a user sees it: files, revisions, styles, and what cannot be read.

use crate::command::Folder;

const OLD: &str = include_str!("../../blueprints/rag-chatbot.yaml");
const NEW: &str = include_str!("../fixtures/diff/rag-chatbot-changed.yaml");

fn both() -> Folder {
    Folder::with(&[("old.yaml", OLD), ("new.yaml", NEW)])
}

#[test]
fn a_real_change_is_told_in_words() {
    let run = both().run(&["diff", "old.yaml", "new.yaml"]).exits(1);
    insta::assert_snapshot!(run.out, @r#"
    old.yaml → new.yaml: 2 added, 1 removed, 5 changed

    components
      ~ model: Answer model, Amazon Bedrock
          max-tokens: 1024 → 2048
          guardrail.apply: [input, output] → not said
          guardrail.filters: [content, denied-topics, grounding, pii, prompt-attack] → not said
      ~ index: Passage index, Amazon Kendra
          service: opensearch-serverless → kendra
      + cache: Answer cache, Amazon ElastiCache
      ~ loader: Manual loader, AWS Lambda
          in: −subnet-a −subnet-b +region
      ~ vault (renamed, was keys): KMS, AWS Key Management Service (KMS)
      − guard: Chat guardrail, Amazon Bedrock Guardrails

    connections
      + orchestrator -> cache: look the answer up

    flows
      ~ ask: Answer a question
          steps: +orchestrator -> cache

    what decides about costs (no sums: a blueprint does not say how much is used)
      ~ model: max-tokens: 1024 → 2048 (Token-based pricing)
      ~ index: service: opensearch-serverless → kendra
      + cache: Amazon ElastiCache added (Responsiveness against cost)
      − guard: Amazon Bedrock Guardrails removed

    findings
      + new warning SAF001 input from `customer` reaches `model` and no guardrail screens it
          (new.yaml:57:3)
      + new error SAF003 personal data reaches the prompts of `model`: `history` to `orchestrator` to
          `model` (new.yaml:57:3)
      + new warning STR012 Amazon Kendra is closed to new customers since 2026-07-30 (new.yaml:79:14)

    scores
      safety: 100 % → 85 %
      availability: 100 % → 75 %
      coverage: 100 % → 92 %
    "#);
}

#[test]
fn a_real_change_is_told_in_markdown() {
    let run = both().run(&["diff", "old.yaml", "new.yaml", "--format", "markdown"]).exits(1);
    insta::assert_snapshot!(run.out, @r#"
    ### `old.yaml` → `new.yaml`: 2 added, 1 removed, 5 changed

    **Components**

    - `~` `model`: Answer model, Amazon Bedrock
      - max-tokens: `1024` → `2048`
      - guardrail.apply: `[input, output]` → *not said*
      - guardrail.filters: `[content, denied-topics, grounding, pii, prompt-attack]` → *not said*
    - `~` `index`: Passage index, Amazon Kendra
      - service: `opensearch-serverless` → `kendra`
    - `+` `cache`: Answer cache, Amazon ElastiCache
    - `~` `loader`: Manual loader, AWS Lambda
      - in: − `subnet-a`, − `subnet-b`, + `region`
    - `~` `vault` (renamed, was `keys`): KMS, AWS Key Management Service \(KMS\)
    - `−` `guard`: Chat guardrail, Amazon Bedrock Guardrails

    **Connections**

    - `+` `orchestrator -> cache`: look the answer up

    **Flows**

    - `~` `ask`: Answer a question
      - steps: + `orchestrator -> cache`

    **What decides about costs**

    - `~` `model`: max-tokens: 1024 → 2048 (Token-based pricing)
    - `~` `index`: service: opensearch-serverless → kendra
    - `+` `cache`: Amazon ElastiCache added (Responsiveness against cost)
    - `−` `guard`: Amazon Bedrock Guardrails removed

    **New findings**

    - warning **SAF001** input from `customer` reaches `model` and no guardrail screens it (`new.yaml`:57)
    - error **SAF003** personal data reaches the prompts of `model`: `history` to `orchestrator` to `model` (`new.yaml`:57)
    - warning **STR012** Amazon Kendra is closed to new customers since 2026-07-30 (`new.yaml`:79)

    **Scores**

    - safety: 100 % → 85 %
    - availability: 100 % → 75 %
    - coverage: 100 % → 92 %
    "#);
}

#[test]
fn a_narrow_screen_without_colours_is_enough() {
    let folder = Folder::with(&[
        ("old.yaml", "name: A\nengine:\n  model: bedrock\n"),
        (
            "new.yaml",
            "name: B\nengine:\n  model: {service: bedrock, max-tokens: 100, retries: 2}\n",
        ),
    ]);
    let words = ["diff", "old.yaml", "new.yaml", "--select", "STR009"];
    let run = folder.command(&words).env("COLUMNS", "30").output().unwrap();
    insta::assert_snapshot!(String::from_utf8(run.stdout).unwrap(), @r#"
    old.yaml → new.yaml: 2 changed

    components
      ~ model: Bedrock, Amazon
          Bedrock
          max-tokens: not said →
            100
          retries: not said → 2

    blueprint
      ~ name: A → B

    what decides about costs (no
    sums: a blueprint does not say
    how much is used)
      ~ model: max-tokens: not
          said → 100 (Token-based
          pricing)
      ~ model: retries: not said →
          2
    "#);
    let run = folder.command(&[&words[..], &["--color", "always"]].concat()).output().unwrap();
    let text = String::from_utf8(run.stdout).unwrap();
    assert!(text.contains("\u{1b}[33m~\u{1b}[0m"), "{text:?}");
}

#[test]
fn json_says_whether_they_are_the_same() {
    let folder = both();
    let json = |words: &[&str], code| -> serde_json::Value {
        serde_json::from_str(&folder.run(words).exits(code).out).unwrap()
    };
    let found = json(&["diff", "old.yaml", "new.yaml", "--format", "json"], 1);
    assert_eq!(found["same"], false);
    let kinds: Vec<&str> = found["components"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["change"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["changed", "changed", "added", "changed", "changed", "removed"]);
    assert_eq!(found["findings"]["new"].as_array().unwrap().len(), 3);
    assert_eq!(json(&["diff", "old.yaml", "old.yaml", "--format", "json"], 0)["same"], true);
}

#[test]
fn a_formatted_copy_is_the_same() {
    let folder = both();
    let turned = OLD.replace(
        "cdn: {service: cloudfront, in: account, tags: [web]}",
        "cdn:\n    tags: [web]\n    service: Amazon CloudFront\n    in: [account]",
    );
    assert_ne!(turned, OLD);
    folder.write("turned.yaml", turned.as_bytes());
    folder.run(&["diff", "old.yaml", "turned.yaml"]).exits(0).says("no change");
    folder.run(&["fmt", "turned.yaml"]).exits(0);
    folder.run(&["diff", "old.yaml", "turned.yaml"]).exits(0).says("no change");
}

#[test]
fn what_cannot_be_read_is_told_and_the_other_side_still_judged() {
    let folder = both();
    folder.write("binary.yaml", b"\0\x01\xff\xfe");
    let run = folder.run(&["diff", "binary.yaml", "new.yaml"]).exits(2);
    run.complains("cannot read `binary.yaml`").says("not compared");
    folder.write("list.yaml", b"- a\n");
    folder
        .run(&["diff", "old.yaml", "list.yaml"])
        .exits(2)
        .complains("`list.yaml` is no blueprint");
    folder.write("broken.yaml", OLD.replace("  guard:", "  guard: [").as_bytes());
    folder.run(&["diff", "old.yaml", "broken.yaml"]).exits(1).says("cannot be read in");
}

#[test]
fn wrong_words_are_answered() {
    let folder = both();
    folder.run(&["diff", "odl.yaml", "new.yaml"]).exits(2).complains("did you mean `old.yaml`?");
    folder.run(&["diff", "-", "-"]).exits(2).complains("standard input can be one side only");
    folder.run(&["diff", "old.yaml"]).exits(2).complains("<NEW>");
    folder
        .run(&["diff", "old.yaml", "new.yaml", "--format", "yaml"])
        .exits(2)
        .complains("markdown");
    folder.run(&["diff", "main", "new.yaml"]).exits(2).complains("main");
}

#[test]
fn standard_input_can_be_a_side() {
    let folder = both();
    folder
        .pipe(&["diff", "-", "old.yaml"], OLD.as_bytes())
        .exits(0)
        .says("<stdin> → old.yaml: no change");
}

/// Runs git in the folder, as nobody in particular and with no configuration.
pub(crate) fn git(folder: &Folder, words: &[&str]) {
    let run = std::process::Command::new("git")
        .current_dir(folder.path("."))
        .args([
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.com",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(words)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap();
    assert!(run.status.success(), "{words:?}: {}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn versions_come_from_git() {
    let folder = Folder::with(&[("arch/app.yaml", OLD), ("notes.txt", "x")]);
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-q", "-m", "one"]);
    git(&folder, &["branch", "base"]);
    folder.write("arch/app.yaml", NEW.as_bytes());
    folder
        .run(&["diff", "base", "arch/app.yaml"])
        .exits(1)
        .says("base:arch/app.yaml → arch/app.yaml");
    git(&folder, &["commit", "-q", "-a", "-m", "two"]);
    folder.run(&["diff", "base:arch/app.yaml", "main:arch/app.yaml"]).exits(1).says("2 added");
    folder.run(&["diff", "base:arch/app.yaml", "main"]).exits(1).says("2 added");
    folder
        .run(&["diff", "HEAD~1:./arch/app.yaml", "base:arch/app.yaml"])
        .exits(0)
        .says("no change");
    folder.run(&["diff", "bsae", "arch/app.yaml"]).exits(2).complains("did you mean `base`?");
    folder
        .run(&["diff", "base", "main"])
        .exits(1)
        .says("base:arch/app.yaml → main:arch/app.yaml: 2 added");
    folder.run(&["diff", "base:../x", "main"]).exits(2).complains("no path in the repository");
    folder
        .run(&["diff", "base:gone.yaml", "main:gone.yaml"])
        .exits(2)
        .complains("there is neither");
    folder.write("new.yaml", NEW.as_bytes());
    let run = folder.run(&["diff", "base", "new.yaml"]).exits(1);
    run.says("there is no `base:new.yaml`: everything is new").says("+ cache");
}

#[test]
fn a_deleted_file_is_gone_as_a_whole() {
    let folder = both();
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-q", "-m", "one"]);
    std::fs::remove_file(folder.path("old.yaml")).unwrap();
    let run = folder.run(&["diff", "HEAD", "old.yaml"]).exits(1);
    let _ = run.says("HEAD:old.yaml → old.yaml: ").says("everything is gone");
    let _ = folder.run(&["diff", "HEAD", "odl.yaml"]).exits(2).complains("cannot read `odl.yaml`");
}

#[test]
fn two_revisions_name_what_differs_between_them() {
    let folder = Folder::with(&[("arch/a b.yaml", OLD), ("b.yaml", OLD), ("notes.yaml", "a: 1\n")]);
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-q", "-m", "one"]);
    git(&folder, &["branch", "base"]);
    folder.write("notes.yaml", b"a: 2\n");
    git(&folder, &["commit", "-q", "-a", "-m", "two"]);
    let same = folder.run(&["diff", "base", "main"]).exits(0);
    assert_eq!(same.out, "");
    let _ = same.complains("no blueprint differs between `base` and `main`");
    folder.write("arch/a b.yaml", NEW.as_bytes());
    git(&folder, &["mv", "b.yaml", "c.yaml"]);
    folder.write("c.yaml", OLD.replace("label: Chat API", "label: The API").as_bytes());
    git(&folder, &["commit", "-q", "-a", "-m", "three"]);
    let many = folder.run(&["diff", "base", "main"]).exits(2);
    let many = many.complains("2 blueprints differ between `base` and `main`");
    let many = many.complains("cyanotype diff 'base:arch/a b.yaml' 'main:arch/a b.yaml'\n");
    let _ = many.complains("cyanotype diff base:b.yaml main:c.yaml\n");
    folder.run(&["review", "base", "main", "-o", "out"]).exits(1);
    let comment = folder.read("out/comment.md");
    assert!(
        comment.contains("2 blueprints changed") && comment.contains("was b.yaml"),
        "{comment}"
    );
    // A revision alone is the same file, whatever it was called.
    let renamed = "base:b.yaml → c.yaml: 1 changed";
    folder.run(&["diff", "base", "c.yaml"]).exits(1).says(renamed);
    folder.run(&["diff", "base", "main:c.yaml"]).exits(1).says("base:b.yaml → main:c.yaml: 1 ch");
}

#[test]
fn a_path_from_here_is_not_taken_for_one_from_the_root() {
    let folder = Folder::with(&[("arch/app.yaml", OLD)]);
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-q", "-m", "one"]);
    let run = |old: &str| {
        let mut command = folder.command(&["diff", old, "app.yaml"]);
        crate::command::finish(command.current_dir(folder.path("arch")))
    };
    run("main:app.yaml").exits(2).complains("begins with a dot: `main:./app.yaml`");
    run("main:./app.yaml").exits(0);
    run("main:arch/app.yaml").exits(0);
    run("main").exits(0);
}
