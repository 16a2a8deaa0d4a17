//! The reference blueprints are what the README says of them.

use super::{names, read, root, run, words};

/// The blueprint that shows what its source leaves open.
pub(super) const WITH_FINDINGS: &str = "study-notes-sample.yaml";

/// The codes of what is found with every rule that there is.
fn codes(name: &str) -> Vec<String> {
    let line =
        format!("check blueprints/{name} --pedantic --isolated --fail-on never --format json");
    let output = run(&root(), &words(&line));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let mut codes: Vec<String> =
        findings.iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect();
    codes.sort();
    codes
}

#[test]
fn blueprints_for_production_are_clean_and_accept_nothing() {
    for name in names(&root().join("blueprints"), ".yaml") {
        if name != WITH_FINDINGS {
            assert_eq!(codes(&name), Vec::<String>::new(), "{name}");
            let text = read(&root().join("blueprints").join(&name));
            assert!(text.contains("environment: prod"), "{name}");
            assert!(!text.contains("ignore"), "{name} accepts a finding");
        }
    }
}

#[test]
fn the_sample_of_the_notes_has_its_findings() {
    assert_eq!(codes(WITH_FINDINGS), ["REL008", "SAF001", "SEC008", "SEC011", "STR012"]);
}
