//! The golden blueprint is clean under every rule, and one change to it gives exactly the findings that are expected.
//!
//! A mutation is a file `tests/fixtures/mutations/CODE.yaml`, or `CODE-variant.yaml` for a further one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "this test reads its fixtures")]

use crate::judge::{Judged, judge, lines};
use cyanotype::{
    blueprint::{Environment, Word},
    lint::{RULES, Settings},
    syntax::apply_edits,
};
use serde::Deserialize;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A change of the golden blueprint and all that is found then.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Mutation {
    /// Each text stands exactly once in the blueprint.
    change: Vec<Change>,
    #[serde(default)]
    pedantic: bool,
    #[serde(default)]
    environment: Option<String>,
    /// Every finding of all rules, in order of place and code.
    expect: Vec<Expected>,
    /// What the safe or unsafe fix of the first finding gives: a text that stands in the blueprint then.
    #[serde(default)]
    fixed: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    find: String,
    with: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    code: String,
    severity: String,
    /// The text at the primary place.
    at: String,
    #[serde(default)]
    path: Vec<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn golden() -> String {
    fs::read_to_string(folder().join("golden.yaml")).unwrap()
}

fn settings(pedantic: bool, environment: Option<&str>) -> Settings {
    Settings {
        pedantic,
        environment: environment.and_then(Environment::find),
        today: "2026-11-23".to_owned(),
        ..Settings::default()
    }
}

fn files() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder().join("mutations"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn golden_blueprint_is_clean() {
    for pedantic in [false, true] {
        let judged = judge(&golden(), &settings(pedantic, None));
        let clean = judged.problems.is_empty() && judged.outcome.findings.is_empty();
        assert!(clean, "pedantic {pedantic}:\n{}", lines(&judged));
    }
}

#[test]
fn every_rule_has_a_mutation() {
    let files = files();
    let bare: Vec<&str> = RULES
        .iter()
        .map(|rule| rule.code)
        .filter(|code| !files.contains(&format!("{code}.yaml")))
        .collect();
    assert!(bare.is_empty(), "rules without tests/fixtures/mutations/CODE.yaml: {bare:?}");
}

#[test]
fn mutations_give_exactly_what_they_say() {
    let mut faults = Vec::new();
    for name in files() {
        let text = fs::read_to_string(folder().join("mutations").join(&name)).unwrap();
        let mutation: Mutation =
            serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        if let Err(fault) = prove(&name, &mutation) {
            faults.push(format!("{name}: {fault}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// Every mutated blueprint by the name of its file, with the settings to judge it by.
pub(crate) fn mutated() -> Vec<(String, String, Settings)> {
    let read = |name: String| {
        let text = fs::read_to_string(folder().join("mutations").join(&name)).unwrap();
        let mutation: Mutation = serde_yaml::from_str(&text).unwrap();
        let text = changed(&mutation).unwrap();
        (name, text, settings(mutation.pedantic, mutation.environment.as_deref()))
    };
    files().into_iter().map(read).collect()
}

fn changed(mutation: &Mutation) -> Result<String, String> {
    let mut text = golden();
    for change in &mutation.change {
        if text.matches(&change.find).count() != 1 {
            return Err(format!("`{}` does not stand there exactly once", change.find));
        }
        text = text.replace(&change.find, &change.with);
    }
    Ok(text)
}

fn prove(name: &str, mutation: &Mutation) -> Result<(), String> {
    let text = changed(mutation)?;
    let judged = judge(&text, &settings(mutation.pedantic, mutation.environment.as_deref()));
    let found: Vec<String> =
        judged.outcome.findings.iter().map(|one| shown(&judged, one)).collect();
    let wanted: Vec<String> = mutation
        .expect
        .iter()
        .map(|one| format!("{} {} at `{}` path {:?}", one.code, one.severity, one.at, one.path))
        .collect();
    if !judged.problems.is_empty() || found != wanted {
        let (wanted, found) = (wanted.join("\n  "), found.join("\n  "));
        let all = lines(&judged);
        return Err(format!("expected:\n  {wanted}\n found:\n  {found}\n that is:\n{all}"));
    }
    if !mutation.expect.iter().any(|one| name.starts_with(&one.code)) {
        return Err("does not expect the rule that it is called after".to_owned());
    }
    match &mutation.fixed {
        Some(fixed) => is_fixed(&judged, fixed),
        None => Ok(()),
    }
}

fn shown(judged: &Judged, one: &cyanotype::diagnostic::Diagnostic) -> String {
    let severity = one.severity.as_str();
    format!("{} {severity} at `{}` path {:?}", one.code, judged.at(one), one.path)
}

/// Applies the fix of the first finding and looks whether the text is there and can be read.
fn is_fixed(judged: &Judged, fixed: &str) -> Result<(), String> {
    let fix = judged.outcome.findings.iter().find_map(|one| one.fix.as_ref()).ok_or("no fix")?;
    let text =
        apply_edits(judged.source.text(), &fix.edits).map_err(|error| format!("{error:?}"))?;
    if !text.contains(fixed) {
        return Err(format!("the fix does not give `{fixed}` but\n{text}"));
    }
    let again = judge(&text, &settings(false, None));
    if again.problems.is_empty() {
        Ok(())
    } else {
        Err(format!("the fix breaks it:\n{}", lines(&again)))
    }
}
