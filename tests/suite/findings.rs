//! Every finding of the rules' pages and mutations to the last place and word, and what holds of all of them.
//!
//! `tests/snapshots/findings.txt` has each with its primary place, each further place, its path and its help. The test
//! rewrites it and fails once.

use crate::{draw, judge::judge, mutations, rule_pages};
use cyanotype::{
    catalog::{self, Carrier},
    diagnostic::Diagnostic,
    lint::Settings,
    render::{Picture, format},
    scene::Options,
    source::{Source, Span},
};
use serde_yaml::Value;
use std::{fmt::Write, fs, path::Path};

fn fixtures() -> Vec<(String, String, Settings)> {
    rule_pages::examples().into_iter().chain(mutations::mutated()).collect()
}

fn place(source: &Source, span: Span) -> String {
    let at = source.line_column(span.start);
    let text = source.slice(span);
    let first = text.lines().next().unwrap_or_default();
    let more = if text.lines().count() > 1 { " …" } else { "" };
    format!("{}:{} `{first}`{more}", at.line, at.column)
}

fn shown(source: &Source, one: &Diagnostic) -> String {
    let mut out = String::new();
    let (severity, sure) = (one.severity.as_str(), format!("{:?}", one.confidence).to_lowercase());
    writeln!(out, "  {} {severity}, {sure}: {}", one.code, one.message).unwrap();
    writeln!(out, "    at {} {}", place(source, one.primary.span), one.primary.text).unwrap();
    for label in &one.labels {
        writeln!(out, "    and {} {}", place(source, label.span), label.text).unwrap();
    }
    if !one.path.is_empty() {
        writeln!(out, "    path {}", one.path.join(" > ")).unwrap();
    }
    for line in one.help.iter().flat_map(|help| help.lines()) {
        writeln!(out, "    | {line}").unwrap();
    }
    out.lines().fold(String::new(), |all, line| all + line.trim_end() + "\n")
}

#[test]
fn findings_are_exact_in_every_place_and_word() {
    let mut text = String::new();
    for (name, blueprint, settings) in fixtures() {
        let judged = judge(&blueprint, &settings);
        if judged.outcome.findings.is_empty() {
            continue;
        }
        writeln!(text, "{name}").unwrap();
        for one in &judged.outcome.findings {
            text.push_str(&shown(&judged.source, one));
        }
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/findings.txt");
    let kept = fs::read_to_string(&file).unwrap_or_default();
    if kept != text {
        let first = kept.lines().zip(text.lines()).find(|(old, new)| old != new);
        if std::env::var_os("CI").is_none() {
            fs::write(&file, &text).unwrap();
        }
        panic!("tests/snapshots/findings.txt was stale ({first:?}): run the tests again");
    }
}

/// A path is worth nothing when the reader must look for its steps: every component of it is named at a place.
#[test]
fn every_step_of_a_path_is_a_labelled_place() {
    let mut faults = Vec::new();
    for (name, blueprint, settings) in fixtures() {
        for one in judge(&blueprint, &settings).outcome.findings {
            let named = |id: &String| {
                let tick = format!("`{id}`");
                one.labels.iter().any(|label| label.text.contains(&tick))
            };
            let lost: Vec<&String> = one.path.iter().filter(|id| !named(id)).collect();
            if one.path.len() > 1 && !lost.is_empty() {
                faults.push(format!("{name}: {}: no place for {lost:?}", one.code));
            }
        }
    }
    faults.dedup();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The lines of YAML in a help text, each with the id of the component that it is to be written on.
fn advised(help: &str) -> Vec<(String, String)> {
    let paragraphs: Vec<&str> = help.split("\n\n").collect();
    let mut found = Vec::new();
    let mut on = None;
    for pair in paragraphs.windows(2) {
        let said = pair[0].rsplit_once(" on `").and_then(|(_, rest)| rest.split_once('`'));
        on = said.map(|(id, _)| id.to_owned()).or(on);
        let Some(id) = on.clone().filter(|_| pair[0].trim_end().ends_with(':')) else { continue };
        let Ok(Value::Mapping(lines)) = serde_yaml::from_str::<Value>(pair[1]) else { continue };
        let keys = lines.keys().filter_map(Value::as_str);
        found.extend(keys.map(|key| (id.clone(), key.to_owned())));
    }
    found
}

/// What a finding advises to write must be accepted: a property that exists, on a component that can carry it.
#[test]
fn help_names_properties_that_the_component_takes() {
    let mut faults = Vec::new();
    let mut seen = 0;
    for (name, blueprint, settings) in fixtures() {
        for one in judge(&blueprint, &settings).outcome.findings {
            for (id, key) in one.help.as_deref().map(advised).unwrap_or_default() {
                let Some(service) = service_of(&blueprint, &id) else { continue };
                let own = ["data", "covers", "status", "in", "service", "label"];
                let row = catalog::property(&key, Carrier::Component);
                seen += 1;
                if !own.contains(&key.as_str()) && !row.is_some_and(|row| takes(service, row)) {
                    faults.push(format!("{name}: {}: `{key}` on `{id}`", one.code));
                }
            }
        }
    }
    assert!(seen > 100, "only {seen} lines of advice were found");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn takes(service: &catalog::Service, row: &catalog::Property) -> bool {
    let free = row.carriers.iter().next().is_none();
    free || row.carriers.any(service.traits) || service.traits.has(catalog::Trait::Generic)
}

/// The catalogue's row of a component; none where the id is no component or the service is custom.
fn service_of(blueprint: &str, id: &str) -> Option<&'static catalog::Service> {
    let tree: Value = serde_yaml::from_str(blueprint).ok()?;
    let layers = tree.as_mapping()?.values().filter_map(Value::as_mapping);
    let said = layers.filter_map(|layer| layer.get(id)).find_map(|one| match one {
        Value::String(word) => Some(word.as_str()),
        other => other.get("service")?.as_str(),
    })?;
    catalog::service(said).map(|found| found.service)
}

/// What looks like a secret, wherever a blueprint may hold a text.
const SECRETS: &str = "name: Demo AKIAQ3ZTVX7KLMN2P4RA
description: of AKIAQ3ZTVX7KLMN2P4RB
context: {environment: dev, pattern: api-only}
actors: {u: user}
api:
  gw:
    service: api-gateway
    label: key AKIAQ3ZTVX7KLMN2P4RC
    description: 'password: Hunter2abc9x'
    link: 'https://user:p4ssW0rd99x@host.example.com/x'
    tags: [AKIAQ3ZTVX7KLMN2P4RD]
  fn: {service: lambda, role: AKIAQ3ZTVX7KLMN2P4RE, in: net}
engine: {model: {service: bedrock, model: AKIAQ3ZTVX7KLMN2P4RF}}
groups: {net: {kind: vpc, label: AKIAQ3ZTVX7KLMN2P4RG}}
flows:
  ask:
    title: AKIAQ3ZTVX7KLMN2P4RH
    steps:
      - u -> gw: AKIAQ3ZTVX7KLMN2P4RI
      - gw -> fn -> model
";

#[test]
fn pictures_cover_what_reports_cover() {
    let (model, _) = draw::checked("secrets.yaml", SECRETS);
    let all = ["AKIAQ3ZTVX7KLMN2P4R", "Hunter2abc9x", "p4ssW0rd99x"];
    for (name, view) in draw::views(&model) {
        let options = Options { view, ..Options::default() };
        for id in ["svg", "html", "dot", "text"] {
            let picture = Picture::new(&model, &options);
            let Ok(bytes) = (format(id).unwrap().render)(&picture) else { continue };
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            for secret in all {
                assert!(!text.contains(&secret.to_lowercase()), "{name} {id}: {secret}");
            }
        }
    }
}
