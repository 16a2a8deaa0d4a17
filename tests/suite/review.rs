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

    | blueprint | what changed | new findings | fixed |
    | --- | --- | --- | --- |
    | `arch/app.yaml` | 2 added, 1 removed, 5 changed | 1 error, 2 warnings | 0 |

    ### `arch/app.yaml`

    2 added, 1 removed, 5 changed

    ![What changed in arch/app.yaml](pictures/arch-app.svg)

    [PNG](pictures/arch-app.png) · [page with both versions side by side](pictures/arch-app.html)

    **New findings**

    - error **SAF003** personal data reaches the prompts of `model`: `history` to `orchestrator` to `model` (`arch/app.yaml`:57)
    "#);
    assert!(comment.contains("![What changed in arch/app.yaml](pictures/arch-app.svg)"));
    assert!(comment.contains("<details><summary>Components</summary>"));
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
        "## Cyanotype: 4 blueprints changed",
        "| `broken.yaml` | the new version cannot be read |",
        "| `gone.yaml` | deleted: ",
        "| `new-name.yaml` | was old-name.yaml: no change | none | 0 |",
        "| `new.yaml` | new: 1 added, 1 changed |",
    ] {
        assert!(comment.contains(line), "no `{line}` in\n{comment}");
    }
    assert!(!comment.contains("kept.yaml"));
}

#[test]
fn without_a_change_the_comment_says_so() {
    let folder = repository(&[("app.yaml", OLD)]);
    folder.write("app.yaml", OLD.replace("\nfrontend:", "\n# a remark\nfrontend:").as_bytes());
    let comment = review(&folder, 0);
    assert!(comment.contains("1 blueprint changed, no new findings"), "{comment}");
    assert!(comment.contains("| `app.yaml` | no change | none | 0 |"), "{comment}");
    git(&folder, &["checkout", "-q", "--", "app.yaml"]);
    let comment = review(&folder, 0);
    assert_eq!(comment, "<!-- cyanotype-review -->\n## Cyanotype: no blueprint changed\n");
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
    assert!(comment.contains("### `b.yaml`") && comment.contains("### `more/59.yaml`"));
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
