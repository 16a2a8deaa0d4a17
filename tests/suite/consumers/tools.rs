//! The consumers themselves, where they are installed: what they say of our reports.

use super::report;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program that may be installed: by the pipeline into `target/consumers`, or by the user.
fn program(names: &[&str]) -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/consumers");
    let mut folders = vec![own.clone(), own.join("bin"), own.join("node_modules/.bin")];
    folders.push(own.join("node_modules/@microsoft/sarif-multitool-linux"));
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let all = folders.iter().flat_map(|folder| names.iter().map(move |name| folder.join(name)));
    all.into_iter().find(|path| path.is_file())
}

/// The words of a consumer that refuses the report; nothing when it takes it or is not there.
fn refusal(names: &[&str], report: &str, words: &[&str]) -> Option<String> {
    let Some(program) = program(names) else {
        println!("{} is not installed: not asked", names[0]);
        return None;
    };
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
fn the_schema_of_jenkins_takes_the_test_report() {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/schemas/junit-10.xsd");
    let words = ["--noout", "--schema", schema, "FILE"];
    assert_eq!(refusal(&["xmllint"], &report("junit"), &words), None);
}

#[test]
fn reviewdog_takes_its_format() {
    let Some(program) = program(&["reviewdog"]) else {
        println!("reviewdog is not installed: not asked");
        return;
    };
    let mut command = Command::new(program);
    command.args(["-f=rdjson", "-reporter=local", "-filter-mode=nofilter", "-diff=true"]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report");
    std::fs::write(&path, report("rdjson")).unwrap();
    let output = command.stdin(std::fs::File::open(path).unwrap()).output().unwrap();
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(out.contains("BPT016"), "{out}\n{}", String::from_utf8_lossy(&output.stderr));
}
