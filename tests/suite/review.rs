//! `review` on real repositories: which blueprints, what is in the bundle, what a comment may hold.

use crate::{command::Folder, diff::git};

const OLD: &str = include_str!("../../blueprints/rag-chatbot.yaml");
const NEW: &str = include_str!("../fixtures/diff/rag-chatbot-changed.yaml");

/// A repository with these files on `main`, and a branch that nothing has happened on yet.
fn repository(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::with(files);
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-q", "-m", "one"]);
    git(&folder, &["checkout", "-q", "-b", "feature"]);
    folder
}

fn review(folder: &Folder, code: i32) -> String {
    folder.run(&["review", "--since", "main", "-o", "out"]).exits(code);
    folder.read("out/comment.md")
}

#[test]
fn a_change_becomes_a_bundle() {
    let folder = repository(&[("arch/app.yaml", OLD), ("other.yaml", "a: 1\n")]);
    folder.write("arch/app.yaml", NEW.as_bytes());
    folder.write("other.yaml", b"a: 2\n");
    let comment = review(&folder, 1);
    insta::assert_snapshot!(comment.split("  <details>").next().unwrap(), @r#"
    <!-- cyanotype-review -->
    ## Cyanotype: 1 blueprint changed, 3 new findings (1 error, 2 warnings)

    | blueprint | what changed | new findings | fixed | coverage |
    | --- | --- | --- | --- | --- |
    | `arch/app.yaml` | 2 added, 1 removed, 5 changed | **1 error**, 2 warnings | 0 | 100 % → 92 % |

    ### `arch/app.yaml`

    2 added, 1 removed, 5 changed

    ![What changed in arch/app.yaml](pictures/arch-app.svg)

    [PNG](pictures/arch-app.png) · [page with both versions side by side](pictures/arch-app.html)

    <details><summary>The boundaries</summary>

    ![What changed of the boundaries in arch/app.yaml](pictures/arch-app.deployment.svg)

    [PNG](pictures/arch-app.deployment.png) · [page with both versions side by side](pictures/arch-app.deployment.html)

    </details>

    **New findings**

    - error **SAF003** personal data reaches the prompts of `model`: `history` to `orchestrator` to `model` (`arch/app.yaml`:57)
    "#);
    assert!(comment.contains("![What changed in arch/app.yaml](pictures/arch-app.svg)"));
    assert!(comment.contains("<details><summary>Components: 6</summary>"));
    assert!(comment.contains("\n**Scores**\n\n- safety: 100 % → 85 %\n"), "{comment}");
    assert!(comment.contains("57 │"), "{comment}");
    for picture in ["svg", "png", "html"] {
        assert!(folder.path(&format!("out/pictures/arch-app.{picture}")).is_file(), "{picture}");
    }
    let json: serde_json::Value = serde_json::from_str(&folder.read("out/review.json")).unwrap();
    assert_eq!(json["blueprints"][0]["findings"]["new"].as_array().unwrap().len(), 3);
    assert_eq!(json["blueprints"][0]["pictures"][0], "pictures/arch-app.svg");
}

#[test]
fn new_deleted_renamed_and_broken_blueprints_are_reviewed() {
    let folder = repository(&[
        ("gone.yaml", include_str!("../../blueprints/agent-assistant.yaml")),
        ("old-name.yaml", OLD),
        ("broken.yaml", OLD),
        ("kept.yaml", OLD),
    ]);
    git(&folder, &["rm", "-q", "gone.yaml"]);
    git(&folder, &["mv", "old-name.yaml", "new-name.yaml"]);
    folder.write("new.yaml", b"name: New\nengine:\n  model: bedrock\n");
    folder.write("broken.yaml", &[OLD.as_bytes(), b"\xff\xfe"].concat());
    let run = folder.run(&["review", "--since", "main", "-o", "out"]).exits(2);
    run.complains("cannot read `broken.yaml`");
    let comment = folder.read("out/comment.md");
    for line in [
        "## Cyanotype: 4 blueprints changed (1 not compared), ",
        "| `broken.yaml` | the new version cannot be read |",
        "| `gone.yaml` | deleted: ",
        "| `new-name.yaml` | was old-name.yaml: no change | none | 0 | 100 % |",
        "| `new.yaml` | new: 1 component |",
        "![A picture of new.yaml](pictures/new.svg)\n\n[PNG](pictures/new.png) · [page to explore]",
        "- `+` name: `New`\n",
        "- `−` name: `Order desk agent`\n",
        "\n- coverage: ",
    ] {
        assert!(comment.contains(line), "no `{line}` in\n{comment}");
    }
    assert!(!comment.contains("kept.yaml") && !comment.contains("there is no `"), "{comment}");
    // Each is told once, and has no scores that went to nothing.
    assert_eq!(comment.matches("`broken.yaml` cannot be read: it is ").count(), 1, "{comment}");
    assert!(!comment.contains("→ –"), "{comment}");
    // What is new is drawn as it is, what is gone keeps its name and has its marks.
    assert!(!folder.read("out/pictures/new.svg").contains("what changed"));
    let gone = folder.read("out/pictures/gone.svg");
    assert!(gone.contains(">Order desk agent: what changed<"), "{}", &gone[..2000]);
}

#[test]
fn without_a_change_the_comment_says_so() {
    let folder = repository(&[("app.yaml", OLD)]);
    folder.write("app.yaml", OLD.replace("\nfrontend:", "\n# a remark\nfrontend:").as_bytes());
    let comment = review(&folder, 0);
    assert!(comment.contains("1 blueprint changed, no new findings"), "{comment}");
    assert!(comment.contains("| `app.yaml` | no change | none | 0 | 100 % |"), "{comment}");
    git(&folder, &["checkout", "-q", "--", "app.yaml"]);
    let comment = review(&folder, 0);
    assert_eq!(comment, "<!-- cyanotype-review -->\n## Cyanotype: no blueprint changed\n");
}

#[test]
fn the_worst_is_told_first_and_what_is_the_same_only_in_the_table() {
    let folder = repository(&[("a.yaml", OLD), ("b.yaml", OLD), ("c.yaml", OLD)]);
    folder.write("a.yaml", OLD.replace("\nfrontend:", "\n# a remark\nfrontend:").as_bytes());
    folder.write("b.yaml", OLD.replace("label: Chat API", "label: The API").as_bytes());
    folder.write("c.yaml", NEW.as_bytes());
    let comment = review(&folder, 1);
    let rows: Vec<&str> = comment.lines().filter(|line| line.starts_with("| `")).collect();
    assert!(rows.len() == 3 && rows[0].starts_with("| `c.yaml` "), "{rows:?}");
    assert!(rows[1].starts_with("| `b.yaml` | 1 changed | none |"), "{rows:?}");
    let sections: Vec<&str> = comment.lines().filter(|line| line.starts_with("### ")).collect();
    assert_eq!(sections, ["### `c.yaml`", "### `b.yaml`"]);
}

#[test]
fn pictures_of_a_review_before_do_not_stay() {
    let folder = repository(&[("app.yaml", OLD), ("other.yaml", OLD)]);
    folder.write("app.yaml", NEW.as_bytes());
    folder.write("other.yaml", OLD.replace("label: Chat API", "label: The API").as_bytes());
    review(&folder, 1);
    folder.write("out/pictures/mine.svg", b"<svg/>");
    git(&folder, &["checkout", "-q", "--", "app.yaml"]);
    let run = folder.run(&["review", "--since", "main", "-o", "out"]).exits(0);
    let _ = run.complains("6 pictures of an earlier review were removed");
    let there = |name: &str| folder.path(&format!("out/{name}")).exists();
    assert!(!there("pictures/app.svg") && !there("pictures/app.deployment.html"));
    assert!(there("pictures/other.svg") && there("pictures/mine.svg"));
    // A list that someone else wrote leads nowhere else.
    let list = r#"{"blueprints":[{"pictures":["pictures/../../app.yaml","/etc/x.svg","pictures/other.svg","app.yaml",7]}]}"#;
    folder.write("out/review.json", list.as_bytes());
    git(&folder, &["checkout", "-q", "--", "other.yaml"]);
    std::fs::remove_file(folder.path("out/pictures/mine.svg")).unwrap();
    let run = folder.run(&["review", "--since", "main", "-o", "out"]).exits(0);
    let _ = run.complains("1 picture of an earlier review was removed");
    assert!(folder.path("app.yaml").exists() && there("pictures/other.png"));
    assert!(!there("pictures/other.svg"));
}

#[test]
fn what_is_in_the_baseline_is_not_new() {
    let folder = repository(&[("arch/app.yaml", OLD)]);
    folder.write("arch/app.yaml", NEW.as_bytes());
    folder.run(&["baseline", "write", "arch", "--select", "SAF"]).exits(0);
    let all = review(&folder, 1);
    let sarif = folder.read("out/findings.sarif");
    let words = ["review", "--since", "main", "-o", "out", "--baseline", "cyanotype-baseline.toml"];
    let run = folder.run(&words).exits(0);
    let _ = run.complains("in the baseline");
    let comment = folder.read("out/comment.md");
    assert!(comment.contains(", 1 new finding (1 warning), 2 in the baseline\n"), "{comment}");
    assert!(all.contains("SAF003") && !comment.contains("SAF003"), "{comment}");
    let open = folder.read("out/findings.sarif");
    assert!(sarif.contains("\"ruleId\": \"SAF003\"") && !open.contains("\"ruleId\": \"SAF003\""));
    let json: serde_json::Value = serde_json::from_str(&folder.read("out/review.json")).unwrap();
    assert_eq!(json["blueprints"][0]["findings"]["new"].as_array().unwrap().len(), 1);
    assert_eq!(json["blueprints"][0]["in_baseline"], 2);
    // Said once in the configuration it holds for a review as it does for a check, from any folder and for a new name.
    let said = "[check]\nbaseline = \"cyanotype-baseline.toml\"\n";
    folder.write("cyanotype.toml", said.as_bytes());
    git(&folder, &["mv", "arch/app.yaml", "arch/renamed.yaml"]);
    let mut below = folder.command(&["review", "--since", "main", "-o", "../out"]);
    crate::command::finish(below.current_dir(folder.path("arch"))).exits(0);
    let comment = folder.read("out/comment.md");
    assert!(comment.contains("1 new finding (1 warning), 2 in the baseline\n"), "{comment}");
}

#[test]
fn boundaries_that_changed_are_drawn_too() {
    let old = include_str!("../../blueprints/private-vpc-only.yaml");
    let folder = repository(&[("a.yaml", old), ("b.yaml", old)]);
    let moved = old.replace("B, in: assistant-vpc", "B, in: region");
    assert_ne!(moved, old);
    folder.write("a.yaml", moved.as_bytes());
    folder.write("b.yaml", moved.replace("label: Answer model", "label: The model").as_bytes());
    let words = ["review", "--since", "main", "--fail-on", "never", "-o"];
    folder.run(&[&words[..], &["out"]].concat()).exits(0);
    let comment = folder.read("out/comment.md");
    // Where nothing else changed the boundaries are the picture; else they are a second one.
    assert!(folder.read("out/pictures/a.svg").contains("id=\"g-region\""), "{comment}");
    assert!(!folder.path("out/pictures/a.deployment.svg").exists());
    let second = "<details><summary>The boundaries</summary>\n\n\
                  ![What changed of the boundaries in b.yaml](pictures/b.deployment.svg)\n\n\
                  [PNG](pictures/b.deployment.png) · ";
    assert!(comment.contains(second), "{comment}");
    assert!(folder.read("out/pictures/b.deployment.svg").contains("id=\"g-region\""));
    folder.run(&[&words[..], &["out2", "--view", "layers"]].concat()).exits(0);
    assert!(!folder.path("out2/pictures/b.deployment.svg").exists());
    assert!(!folder.read("out2/pictures/a.svg").contains("id=\"g-region\""));
}

#[test]
fn a_comment_with_hundreds_of_findings_stays_short() {
    let parts: String = (0..500).map(|at| format!("  model-{at}: bedrokc\n")).collect();
    let folder = repository(&[("a.yaml", OLD)]);
    folder.write("a.yaml", format!("name: Many\nengine:\n{parts}").as_bytes());
    let comment = review(&folder, 1);
    let told = comment.matches("the catalogue has no service `bedrokc`").count();
    assert!(comment.chars().count() < 65_536 && told > 100, "{} bytes, {told}", comment.len());
    assert!(comment.contains("shortened or left out here"), "{}", &comment[..800]);
    assert_eq!(comment.matches("<details>").count(), comment.matches("</details>").count());
    assert_eq!(comment.matches("```").count() % 2, 0);
    // All of them are in the document.
    let json: serde_json::Value = serde_json::from_str(&folder.read("out/review.json")).unwrap();
    assert!(json["blueprints"][0]["findings"]["new"].as_array().unwrap().len() >= 500);
}

#[test]
fn a_comment_is_never_too_long() {
    let component = |at: usize, words: &str| {
        format!(
            "  part-{at}: {{service: lambda, label: \"{words} {at}\", description: \"{}\"}}\n",
            "words ".repeat(20)
        )
    };
    let huge = |words: &str| {
        let parts: String = (0..900).map(|at| component(at, words)).collect();
        format!("name: Huge\napi:\n{parts}")
    };
    let folder = repository(&[("a.yaml", &huge("A")), ("b.yaml", OLD)]);
    folder.write("a.yaml", huge("B `` | <b> @all").replace("part-", "piece-").as_bytes());
    folder.write("b.yaml", NEW.as_bytes());
    for at in 0..60 {
        folder.write(&format!("more/{at}.yaml"), b"name: New\nengine:\n  model: bedrock\n");
    }
    let comment = review(&folder, 1);
    assert!(comment.len() <= 65_000, "{}", comment.len());
    assert!(comment.len() > 40_000, "{}", comment.len());
    assert!(comment.contains("because GitHub takes 65,536 characters"));
    assert!(comment.contains("### `b.yaml`") && comment.contains("| `more/59.yaml` |"));
    // The worst are told in full, and no title stands without what it names.
    assert!(
        comment.contains("**New findings**\n\n- error ") && comment.contains("lines</summary>")
    );
    assert!(!comment.contains("**New findings**\n\n\n"), "{comment}");
    let opened = comment.matches("<details>").count();
    assert_eq!(opened, comment.matches("</details>").count());
}

#[test]
fn two_files_need_no_repository_and_pictures_may_live_elsewhere() {
    let folder = Folder::with(&[("old.yaml", OLD), ("new.yaml", NEW)]);
    let words = ["review", "old.yaml", "new.yaml", "-o", "out", "--picture-base"];
    folder.run(&[&words[..], &["https://example.com/pr/"]].concat()).exits(1);
    assert!(folder.read("out/comment.md").contains("](https://example.com/pr/pictures/new.svg)"));
    folder.run(&[&words[..], &["javascript:alert(1)"]].concat()).exits(2).complains("https://");
    let page = ["--picture-page", "https://example.com/run"];
    folder.run(&[&words[..5], &page].concat()).exits(1);
    let comment = folder.read("out/comment.md");
    assert!(
        comment.contains("[Pictures of what changed](https://example.com/run)")
            && !comment.contains("![")
    );
    folder.run(&[&words[..5], &["--fail-on", "never"]].concat()).exits(0);
}

#[test]
fn wrong_words_write_nothing() {
    let folder = repository(&[("app.yaml", OLD)]);
    folder.run(&["review", "-o", "out"]).exits(2).complains("--since");
    folder.run(&["review", "--since", "main"]).exits(2).complains("--output");
    folder
        .run(&["review", "--since", "mian", "-o", "out"])
        .exits(2)
        .complains("did you mean `main`?");
    folder
        .run(&["review", "--since", "main", "-o", "app.yaml"])
        .exits(2)
        .complains("`app.yaml` is no folder");
    folder.run(&["review", "app.yaml", "-o", "out"]).exits(2);
    assert!(!folder.path("out").exists());
    let outside = Folder::new();
    outside
        .run(&["review", "--since", "main", "-o", "out"])
        .exits(2)
        .complains("no git repository");
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed_out_of_the_repository() {
    let folder = repository(&[("app.yaml", OLD)]);
    let secret = Folder::with(&[("secret.yaml", "name: Secret\nengine:\n  model: bedrock\n")]);
    std::fs::remove_file(folder.path("app.yaml")).unwrap();
    std::os::unix::fs::symlink(secret.path("secret.yaml"), folder.path("app.yaml")).unwrap();
    let comment = review(&folder, 2);
    assert!(comment.contains("it is a symbolic link") && !comment.contains("Secret"), "{comment}");
}
