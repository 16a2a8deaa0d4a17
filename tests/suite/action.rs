//! The GitHub Action: its steps run here with bash on a real repository, with a `gh` that only notes what it was asked.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use crate::{command::Folder, diff::git};
use serde_yaml::Value;
use std::{collections::BTreeMap, path::Path, process::Command};

const ACTION: &str = include_str!("../../action.yml");
const OLD: &str = include_str!("../../blueprints/rag-chatbot.yaml");
const NEW: &str = include_str!("../fixtures/diff/rag-chatbot-changed.yaml");

fn action() -> Value {
    serde_yaml::from_str(ACTION).unwrap()
}

fn steps() -> Vec<Value> {
    action()["runs"]["steps"].as_sequence().unwrap().clone()
}

fn step(name: &str) -> Value {
    steps().into_iter().find(|step| step["name"].as_str() == Some(name)).unwrap()
}

/// What the runner knows: the values of expressions.
type Known = BTreeMap<String, String>;

/// The defaults of the inputs, changed by `inputs`, and the runner's own values.
fn known(folder: &Folder, inputs: &[(&str, &str)]) -> Known {
    let action = action();
    let mut known = Known::new();
    for (name, input) in action["inputs"].as_mapping().unwrap() {
        let name = name.as_str().unwrap();
        known.insert(format!("inputs.{name}"), input["default"].as_str().unwrap().to_owned());
    }
    for (name, value) in inputs {
        assert!(known.contains_key(&format!("inputs.{name}")), "{name}");
        known.insert(format!("inputs.{name}"), (*value).to_owned());
    }
    for (name, value) in [
        ("github.repository", "ours/app"),
        ("github.server_url", "https://github.com"),
        ("github.run_id", "7"),
        ("github.base_ref", "main"),
        ("github.event.pull_request.number", "12"),
        ("github.token", "none"),
        ("github.action_path", env!("CARGO_MANIFEST_DIR")),
    ] {
        known.insert(name.to_owned(), value.to_owned());
    }
    known.insert("runner.temp".to_owned(), folder.path("temp").display().to_string());
    known.insert(
        "steps.install.outputs.binary".to_owned(),
        env!("CARGO_BIN_EXE_cyanotype").to_owned(),
    );
    known
}

/// A value with its expressions replaced; one that the runner would not know fails the test.
fn filled(text: &str, known: &Known) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${{") {
        let (expression, after) = after.split_once("}}").unwrap();
        out.push_str(before);
        let name = expression.trim();
        out.push_str(known.get(name).unwrap_or_else(|| panic!("`{name}` is not known")));
        rest = after;
    }
    out + rest
}

/// What a step did.
struct Ran {
    code: i32,
    said: String,
    outputs: BTreeMap<String, String>,
}

/// Runs a step as the runner does: `bash --noprofile --norc -eo pipefail FILE`, with the outputs in files.
fn run(folder: &Folder, name: &str, known: &Known) -> Ran {
    let step = step(name);
    assert_eq!(step["shell"].as_str(), Some("bash"), "{name}");
    folder.write("step.sh", step["run"].as_str().unwrap().as_bytes());
    folder.write("outputs", b"");
    let path = format!("{}:{}", folder.path("bin").display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("bash");
    command.args(["--noprofile", "--norc", "-eo", "pipefail"]).arg(folder.path("step.sh"));
    command.current_dir(folder.path("repo")).env("PATH", path).env("NO_COLOR", "1");
    command.env("GITHUB_OUTPUT", folder.path("outputs"));
    command
        .env("GITHUB_STEP_SUMMARY", folder.path("summary.md"))
        .env("ASKED", folder.path("asked"));
    for (name, value) in step["env"].as_mapping().unwrap() {
        command.env(name.as_str().unwrap(), filled(value.as_str().unwrap(), known));
    }
    let output = command.output().unwrap();
    let outputs = folder.read("outputs");
    let pairs = outputs.lines().filter_map(|line| line.split_once('='));
    Ran {
        code: output.status.code().unwrap(),
        said: String::from_utf8_lossy(&output.stdout).into_owned()
            + &String::from_utf8_lossy(&output.stderr),
        outputs: pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
    }
}

/// A pull request's checkout: `origin/main`, and a branch on which the blueprint changed.
pub(crate) fn checkout() -> Folder {
    let folder = Folder::with(&[("origin/arch/app.yaml", OLD), ("bin/gh", "")]);
    let gh = "#!/bin/bash\nprintf '%s\\n' \"$@\" >> \"$ASKED\"\ncase \"$*\" in\n*--paginate*) cat \"$ASKED.known\" 2>/dev/null || true ;;\n*) echo https://github.com/ours/app/pull/12#issuecomment-1 ;;\nesac\n";
    folder.write("bin/gh", gh.as_bytes());
    std::fs::create_dir_all(folder.path("temp")).unwrap();
    let mode = Command::new("chmod").arg("+x").arg(folder.path("bin/gh")).status().unwrap();
    assert!(mode.success());
    let (origin, repo) = (folder.path("origin"), folder.path("repo"));
    let run = |words: &[&str]| git(&folder, words);
    let within = |folder: &Path| folder.display().to_string();
    run(&["-C", &within(&origin), "init", "-q"]);
    run(&["-C", &within(&origin), "add", "."]);
    run(&["-C", &within(&origin), "commit", "-q", "-m", "one"]);
    run(&["clone", "-q", &within(&origin), &within(&repo)]);
    run(&["-C", &within(&repo), "checkout", "-q", "-b", "feature"]);
    folder.write("repo/arch/app.yaml", NEW.as_bytes());
    folder
}

#[test]
fn the_steps_review_a_pull_request() {
    let folder = checkout();
    let mut known = known(&folder, &[("paths", "arch"), ("fail-on", "error")]);
    if cyanotype::report::find("github").is_some() {
        let check = run(&folder, "Check", &known);
        assert_eq!((check.code, check.outputs["code"].as_str()), (0, "1"), "{}", check.said);
    }
    let review = run(&folder, "Review", &known);
    assert_eq!((review.code, review.outputs["code"].as_str()), (0, "1"), "{}", review.said);
    let bundle = &review.outputs["bundle"];
    let comment = folder.read(&format!("repo/{bundle}/comment.md"));
    assert_eq!(folder.read("summary.md"), comment);
    assert!(comment.contains("(https://github.com/ours/app/actions/runs/7)"), "{comment}");
    known.insert("steps.review.outputs.bundle".to_owned(), bundle.clone());
    let first = run(&folder, "Comment", &known);
    assert_eq!(first.code, 0, "{}", first.said);
    assert!(first.said.contains("commented: https://github.com/ours/app"), "{}", first.said);
    assert!(folder.read("asked").contains("POST\nrepos/ours/app/issues/12/comments\n-F\nbody=@"));
    folder.write("asked.known", b"99\n100\n");
    assert_eq!(run(&folder, "Comment", &known).code, 0);
    assert!(folder.read("asked").contains("PATCH\nrepos/ours/app/issues/comments/99\n"));
    known.insert("steps.check.outputs.code".to_owned(), "0".to_owned());
    known.insert("steps.review.outputs.code".to_owned(), "1".to_owned());
    assert_eq!(run(&folder, "Judge", &known).code, 1);
    known.insert("steps.review.outputs.code".to_owned(), String::new());
    assert_eq!(run(&folder, "Judge", &known).code, 0);
}

#[test]
fn what_was_there_before_fails_no_pull_request() {
    let folder = checkout();
    let words = ["-C", &folder.path("repo").display().to_string()].map(str::to_owned);
    let within = |more: &[&str]| git(&folder, &[&[&*words[0], &*words[1]], more].concat());
    // The error is older than the branch now.
    within(&["commit", "-q", "-a", "-m", "two"]);
    within(&["branch", "-q", "older"]);
    folder.write("repo/arch/app.yaml", NEW.replace("label: Chat API", "label: The API").as_bytes());
    let since = ("since", "older");
    let ran = run(&folder, "Check", &known(&folder, &[since]));
    assert_eq!(ran.outputs["code"], "0", "{}", ran.said);
    assert!(!ran.said.contains("::error"), "{}", ran.said);
    let all = known(&folder, &[since, ("only-new", "false"), ("sarif", "true")]);
    let ran = run(&folder, "Check", &all);
    assert!(ran.outputs["code"] == "1" && ran.said.contains("::error"), "{}", ran.said);
    // Code scanning gets everything, on every event.
    let ran = run(&folder, "Report", &all);
    let report = std::fs::read_to_string(&ran.outputs["file"]).unwrap();
    assert!(ran.code == 0 && report.contains("\"ruleId\": \"SAF003\""), "{}", ran.said);
}

#[test]
fn without_a_list_of_comments_none_is_written_twice() {
    let folder = checkout();
    folder.write(
        "bin/gh",
        b"#!/bin/bash\ncase \"$*\" in *--paginate*) exit 1 ;; *) echo written ;; esac\n",
    );
    folder.write("repo/out/comment.md", b"x");
    let mut known = known(&folder, &[]);
    known.insert("steps.review.outputs.bundle".to_owned(), "out".to_owned());
    let ran = run(&folder, "Comment", &known);
    assert!(ran.code == 0 && !ran.said.contains("written\n"), "{}", ran.said);
    assert!(ran.said.contains("::warning::the comment could not be written"), "{}", ran.said);
}

#[test]
fn a_token_that_may_only_read_is_a_warning() {
    let folder = checkout();
    folder.write("bin/gh", b"#!/bin/bash\ncase \"$*\" in *--paginate*) ;; *) exit 1 ;; esac\n");
    folder.write("repo/out/comment.md", b"x");
    let mut known = known(&folder, &[]);
    known.insert("steps.review.outputs.bundle".to_owned(), "out".to_owned());
    let ran = run(&folder, "Comment", &known);
    assert_eq!(ran.code, 0, "{}", ran.said);
    assert!(ran.said.contains("::warning::the comment could not be written"), "{}", ran.said);
}

#[test]
fn inputs_are_words_and_never_commands() {
    let folder = checkout();
    let evil = "arch $(touch evil) `touch evil` ; touch evil";
    let known = known(
        &folder,
        &[("paths", evil), ("since", "$(touch evil)"), ("review-arguments", "; touch evil")],
    );
    run(&folder, "Check", &known);
    run(&folder, "Review", &known);
    assert!(!folder.path("repo/evil").exists());
    for step in steps() {
        let script = step["run"].as_str().unwrap_or_default();
        assert!(!script.contains("${{"), "{:?} puts an expression into its script", step["name"]);
    }
}

#[test]
fn without_a_pull_request_there_is_no_review() {
    let folder = checkout();
    let mut known = known(&folder, &[]);
    known.insert("github.base_ref".to_owned(), String::new());
    let ran = run(&folder, "Review", &known);
    assert!(ran.code == 0 && ran.outputs.is_empty(), "{}", ran.said);
    known.insert("inputs.since".to_owned(), "origin/main".to_owned());
    assert_eq!(run(&folder, "Review", &known).outputs["code"], "1");
}

#[test]
fn every_input_is_described_and_every_action_pinned() {
    let action = action();
    for (name, input) in action["inputs"].as_mapping().unwrap() {
        assert!(input["description"].as_str().is_some_and(|words| words.len() > 20), "{name:?}");
        assert!(
            ACTION.contains(&format!("inputs.{}", name.as_str().unwrap())),
            "{name:?} is not used"
        );
    }
    for used in steps().iter().filter_map(|step| step["uses"].as_str()) {
        let commit = used.split_once('@').unwrap().1;
        assert!(
            commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()),
            "{used}"
        );
    }
}

#[test]
fn a_given_binary_is_used() {
    let folder = checkout();
    let known = known(&folder, &[("binary", env!("CARGO_BIN_EXE_cyanotype"))]);
    let ran = run(&folder, "Install", &known);
    assert_eq!(ran.outputs["binary"], env!("CARGO_BIN_EXE_cyanotype"), "{}", ran.said);
}
