//! The recipes of the guide, the action and the hooks: their forms are what GitHub, GitLab and pre-commit read, and their
//! commands run on a real repository.

use crate::action::checkout;
use crate::command::Folder;
use crate::consumers::tools::{program, refusal};
use crate::diff::git;
use serde_yaml::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const GUIDE: &str = include_str!("../../docs/guide/pull-requests.md");
const ACTION: &str = include_str!("../../action.yml");
const HOOKS: &str = include_str!("../../.pre-commit-hooks.yaml");

/// The files that the guide shows, with their names, which stand in their first lines.
fn shown() -> Vec<(&'static str, &'static str)> {
    let blocks = GUIDE.split("\n```yml\n# ").skip(1);
    blocks.map(|rest| rest.split_once("\n```").unwrap().0.split_once('\n').unwrap()).collect()
}

fn recipe(name: &str) -> &'static str {
    shown().into_iter().find(|(known, _)| *known == name).unwrap().1
}

#[test]
fn the_forms_are_what_their_readers_take() {
    let names: Vec<&str> = shown().iter().map(|one| one.0).collect();
    let [workflow, review] = [".github/workflows/architecture.yml", ".github/workflows/review.yml"];
    assert_eq!(names, [workflow, ".gitlab-ci.yml", ".pre-commit-config.yaml", review]);
    let takes = |text: &str, schema: &str, more: &[&str]| {
        let words = [&["--builtin-schema", schema, "--default-filetype", "yaml"], more, &["FILE"]];
        assert_eq!(refusal(&["check-jsonschema"], text, &words.concat()), None);
    };
    takes(ACTION, "vendor.github-actions", &[]);
    takes(recipe(workflow), "vendor.github-workflows", &[]);
    takes(recipe(review), "vendor.github-workflows", &[]);
    takes(recipe(".gitlab-ci.yml"), "vendor.gitlab-ci", &["--data-transform", "gitlab-ci"]);
    let pre_commit = |what: &str, text: &str| {
        assert_eq!(refusal(&["pre-commit"], text, &[what, "FILE"]), None);
    };
    pre_commit("validate-manifest", HOOKS);
    pre_commit("validate-config", recipe(".pre-commit-config.yaml"));
}

#[test]
fn the_scripts_have_no_traps_of_the_shell() {
    let action: Value = serde_yaml::from_str(ACTION).unwrap();
    let steps = action["runs"]["steps"].as_sequence().unwrap();
    let mut scripts: Vec<&str> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    scripts.extend([include_str!("../../.ci/run"), include_str!("../../.ci/container")]);
    for script in scripts {
        assert_eq!(refusal(&["shellcheck"], script, &["--shell=bash", "FILE"]), None, "{script}");
    }
}

/// A command in the repository of the checkout, with our binary on the path.
fn command(folder: &Folder, program: &Path) -> Command {
    let binary = Path::new(env!("CARGO_BIN_EXE_cyanotype")).parent().unwrap().to_owned();
    let mut paths = vec![binary];
    paths.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
    let mut command = Command::new(program);
    command.current_dir(folder.path("repo")).env("PATH", std::env::join_paths(paths).unwrap());
    command.env("NO_COLOR", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    command
}

/// Runs lines as a runner does: the first that fails ends them.
fn script(folder: &Folder, lines: &[&str], known: &[(&str, &str)]) -> Output {
    let mut command = command(folder, Path::new("bash"));
    command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &lines.join("\n")]);
    command.envs(known.iter().copied()).output().unwrap()
}

fn said(output: &Output) -> String {
    let both = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8_lossy(&both).into_owned()
}

#[test]
fn the_job_of_gitlab_runs() {
    let folder = checkout();
    let job: Value = serde_yaml::from_str(recipe(".gitlab-ci.yml")).unwrap();
    let job = &job["architecture"];
    let lines = job["script"].as_sequence().unwrap();
    let lines: Vec<&str> = lines.iter().map(|line| line.as_str().unwrap()).collect();
    let known = [("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main")];
    let output = script(&folder, &lines, &known);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("SAF003"), "{}", said(&output));
    let report = job["artifacts"]["reports"]["codequality"].as_str().unwrap();
    let report: Value = serde_yaml::from_str(&folder.read(&format!("repo/{report}"))).unwrap();
    assert!(report.as_sequence().unwrap().len() > 2);
    // On the main branch nothing is new.
    let repo = folder.path("repo").display().to_string();
    git(&folder, &["-C", &repo, "checkout", "-q", "--", "."]);
    let output = script(&folder, &lines, &[("CI_DEFAULT_BRANCH", "main")]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn the_steps_of_the_workflow_run() {
    let folder = checkout();
    let name = ".github/workflows/architecture.yml";
    let workflow: Value = serde_yaml::from_str(recipe(name)).unwrap();
    let steps = workflow["jobs"]["architecture"]["steps"].as_sequence().unwrap();
    let summary = folder.path("summary.md").display().to_string();
    let known = [("GITHUB_BASE_REF", "main"), ("GITHUB_STEP_SUMMARY", summary.as_str())];
    let lines = steps.iter().filter_map(|step| step["run"].as_str());
    let outputs: Vec<Output> = lines.map(|line| script(&folder, &[line], &known)).collect();
    let codes: Vec<_> = outputs.iter().map(|output| output.status.code().unwrap()).collect();
    assert_eq!(codes, [1, 0, 0], "{}", outputs.iter().map(said).collect::<String>());
    assert!(said(&outputs[0]).contains("::error "), "{}", said(&outputs[0]));
    assert!(folder.read("summary.md").contains("SAF003"));
    assert!(folder.read("repo/cyanotype.sarif").contains("\"2.1.0\""));
}

#[test]
fn the_pipe_to_reviewdog_runs() {
    let folder = checkout();
    // What reviewdog itself says of the report is asked in `consumers`, where it is installed.
    let stub = "#!/bin/sh\ncat > \"$GIVEN\"\necho \"$@\"\n";
    folder.write("stub/reviewdog", stub.as_bytes());
    let given = folder.path("given.json").display().to_string();
    let stub = folder.path("stub/reviewdog").display().to_string();
    let starts = |line: &&str| line.starts_with("cyanotype ") && line.contains("| reviewdog ");
    let line = GUIDE.lines().find(starts).unwrap();
    let lines = [&format!("reviewdog() {{ sh '{stub}' \"$@\"; }}"), line];
    let output = script(&folder, &lines, &[("GIVEN", &given)]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(said(&output), "-f=rdjson -reporter=github-pr-review\n");
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/schemas/rdjson.schema.json");
    let report = folder.read("given.json");
    assert!(report.contains("SAF003"), "{report}");
    let words = ["--schemafile", schema, "FILE"];
    assert_eq!(refusal(&["check-jsonschema"], &report, &words), None);
}

#[test]
fn pre_commit_runs_the_hooks() {
    let Some(pre_commit) = program(&["pre-commit"]) else { return };
    let folder = checkout();
    folder.write("hooks/.pre-commit-hooks.yaml", HOOKS.as_bytes());
    let hooks = folder.path("hooks").display().to_string();
    git(&folder, &["-C", &hooks, "init", "-q"]);
    git(&folder, &["-C", &hooks, "add", "."]);
    git(&folder, &["-C", &hooks, "commit", "-q", "-m", "hooks"]);
    let files = ["my-blueprint.yaml", "blueprints/app.yml", "other.yaml"];
    folder.write("repo/my-blueprint.yaml", b"engine:\n  model: bedrokc\nname: A\n");
    folder.write("repo/blueprints/app.yml", b"name: A\nengine:\n  model: bedrokc\n");
    folder.write("repo/other.yaml", b"jobs: [a,   b]\n");
    git(&folder, &["-C", &folder.path("repo").display().to_string(), "add", "."]);
    let run = |hook: &str| {
        let mut command = command(&folder, &pre_commit);
        command.args(["try-repo", &hooks, hook, "--verbose", "--files"]).args(files);
        command.env("PRE_COMMIT_HOME", folder.path("home")).output().unwrap()
    };
    let checked = run("cyanotype-check");
    let words = said(&checked);
    assert_eq!(checked.status.code(), Some(1), "{words}");
    for file in &files[..2] {
        assert!(words.contains(file), "{words}");
    }
    assert!(words.contains("STR006") && !words.contains("other.yaml"), "{words}");
    let formatted = run("cyanotype-fmt");
    assert_eq!(formatted.status.code(), Some(1), "files were changed: {}", said(&formatted));
    assert!(folder.read("repo/my-blueprint.yaml").starts_with("name: A\n"));
    assert_eq!(folder.read("repo/other.yaml"), "jobs: [a,   b]\n");
    assert_eq!(run("cyanotype-fmt").status.code(), Some(0));
    // A blueprint without findings passes.
    let clean = include_str!("../../blueprints/rag-chatbot.yaml");
    for file in &files[..2] {
        folder.write(&format!("repo/{file}"), clean.as_bytes());
    }
    let checked = run("cyanotype-check");
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
}

#[test]
fn the_container_is_built_from_what_there_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dockerfile = fs::read_to_string(root.join("Dockerfile")).unwrap();
    let cargo = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let rust = cargo.lines().find_map(|line| line.strip_prefix("rust-version = \"")).unwrap();
    let rust = rust.trim_end_matches('"');
    assert!(dockerfile.contains(&format!("FROM rust:{rust}-alpine AS build")), "{rust}");
    let ignored = fs::read_to_string(root.join(".dockerignore")).unwrap();
    for needed in ["src", "blueprints", "docs", "Cargo.lock", "benches"] {
        assert!(root.join(needed).exists(), "{needed}");
        assert!(!ignored.lines().any(|line| line.trim_matches('/') == needed), "{needed}");
    }
    assert!(dockerfile.contains("--release --locked"));
    // The last stage is the empty image, with a user who may do nothing.
    let last = dockerfile.rsplit("\nFROM ").next().unwrap();
    assert!(last.starts_with("scratch\n") && last.contains("USER 65532:65532"), "{last}");
}
