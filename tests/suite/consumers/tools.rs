//! The consumers themselves, where they are installed: what they say of our reports.

use super::report;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program that may be installed: by the pipeline into `target/consumers`, or by the user.
pub(crate) fn program(names: &[&str]) -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/consumers");
    let mut folders = vec![own.clone()];
    folders.extend(["bin", "python/bin", "node_modules/.bin"].map(|name| own.join(name)));
    folders.push(own.join("node_modules/@microsoft/sarif-multitool-linux"));
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let all = folders.iter().flat_map(|folder| names.iter().map(move |name| folder.join(name)));
    let found = all.into_iter().find(|path| path.is_file());
    if found.is_none() {
        println!("{} is not installed: not asked", names[0]);
    }
    found
}

/// The words of a consumer that refuses the report; nothing when it takes it or is not there.
pub(crate) fn refusal(names: &[&str], report: &str, words: &[&str]) -> Option<String> {
    let program = program(names)?;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report");
    std::fs::write(&path, report).unwrap();
    let words =
        words.iter().map(|word| if *word == "FILE" { path.as_os_str() } else { word.as_ref() });
    let mut command = Command::new(program);
    command.args(words).env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1");
    let output = command.current_dir(folder.path()).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    (!output.status.success() || said.contains(": error ")).then_some(said)
}

#[test]
fn the_validator_of_sarif_takes_it() {
    let names = ["Sarif.Multitool", "sarif-multitool", "sarif"];
    let words = ["validate", "FILE", "--log", "ForceOverwrite"];
    assert_eq!(refusal(&names, &report("sarif"), &words), None);
}

#[test]
fn the_schema_takes_the_test_report() {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/schemas/junit.xsd");
    let words = ["--noout", "--schema", schema, "FILE"];
    assert_eq!(refusal(&["xmllint"], &report("junit"), &words), None);
}

/// What a validator of JSON Schema says against a report of a style; nothing when it takes it.
fn by_schema(style: &str, schema: &str) -> Option<String> {
    let schema = format!("{}/tests/fixtures/schemas/{schema}", env!("CARGO_MANIFEST_DIR"));
    refusal(&["check-jsonschema"], &report(style), &["--schemafile", &schema, "FILE"])
}

#[test]
fn the_schema_of_sarif_takes_the_log() {
    assert_eq!(by_schema("sarif", "sarif.schema.json"), None);
}

#[test]
fn the_schema_of_gitlab_takes_the_code_quality_report() {
    assert_eq!(by_schema("gitlab", "gitlab-code-quality.schema.json"), None);
}

#[test]
fn the_schema_of_reviewdog_takes_its_format() {
    assert_eq!(by_schema("rdjson", "rdjson.schema.json"), None);
}

#[test]
fn the_schemas_are_schemas_and_refuse_another_format() {
    for schema in ["gitlab-code-quality.schema.json", "rdjson.schema.json", "sarif.schema.json"] {
        let path = format!("{}/tests/fixtures/schemas/{schema}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let words = ["--check-metaschema", "FILE"];
        assert_eq!(refusal(&["check-jsonschema"], &text, &words), None);
        if program(&["check-jsonschema"]).is_some() {
            assert!(by_schema("json", schema).is_some(), "{schema} takes anything");
        }
    }
}

#[test]
fn reviewdog_takes_its_format() {
    let Some(program) = program(&["reviewdog"]) else { return };
    let mut command = Command::new(program);
    command.args(["-f=rdjson", "-reporter=local", "-filter-mode=nofilter", "-diff=true"]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report");
    std::fs::write(&path, report("rdjson")).unwrap();
    let output = command.stdin(std::fs::File::open(path).unwrap()).output().unwrap();
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(out.contains("BPT016"), "{out}\n{}", String::from_utf8_lossy(&output.stderr));
}
