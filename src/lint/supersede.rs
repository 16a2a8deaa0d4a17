//! One cause gives one finding: which findings say no more than another one.

use super::select;
use crate::diagnostic::Diagnostic;
use std::collections::BTreeMap;

/// The rule whose finding about a component makes everything else about it idle.
const ORPHAN: &str = "STR005";

/// Rules that an orphan does not silence: what is wrong with its own words.
const OF_THE_WORDS: &[&str] = &[ORPHAN, "STR006", "STR009"];

/// The rule that names a missing capability in general.
const GENERAL: &str = "STR014";

/// The rules that name the absence of one capability at one component, with that capability.
const SPECIFIC: &[(&str, &str)] = &[
    ("OBS001", "metrics"),
    ("OBS004", "tracing"),
    ("SAF001", "guardrail"),
    ("SEC001", "access-control"),
    ("SEC004", "encryption-key"),
    ("SEC005", "encryption-key"),
    ("SEC007", "web-firewall"),
    ("SEC008", "authentication"),
    ("SEC009", "secrets"),
    ("SEC011", "audit"),
];

/// For each finding whether another one makes it superfluous. Only findings that are shown count as others.
pub(super) fn dropped(findings: &[Diagnostic], shown: &[bool]) -> Vec<bool> {
    let mut about: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for (finding, _) in findings.iter().zip(shown).filter(|(_, shown)| **shown) {
        for subject in &finding.subjects {
            about.entry(subject).or_default().push(finding);
        }
    }
    let is_dropped = |victim: &Diagnostic| {
        let mut others = victim.subjects.iter().filter_map(|one| about.get(one.as_str())).flatten();
        others.any(|other| supersedes(other, victim))
    };
    findings.iter().map(is_dropped).collect()
}

fn supersedes(other: &Diagnostic, victim: &Diagnostic) -> bool {
    if other.code == victim.code {
        return false;
    }
    if other.code == ORPHAN {
        let same = other.subjects.first() == victim.subjects.first();
        return same && !OF_THE_WORDS.contains(&victim.code.as_ref());
    }
    if victim.code == GENERAL {
        // The first subject of a general finding is the capability, the others are the components without it.
        let answers = SPECIFIC.iter().any(|(code, capability)| {
            *code == other.code && victim.subjects.first().is_some_and(|own| own == capability)
        });
        return answers && share(&other.subjects, victim.subjects.get(1..).unwrap_or_default());
    }
    let listed = select::by_code(&victim.code)
        .is_some_and(|rule| rule.superseded_by.contains(&other.code.as_ref()));
    listed && share(&other.subjects, victim.subjects.get(..1).unwrap_or_default())
}

fn share(all: &[String], wanted: &[String]) -> bool {
    wanted.iter().any(|one| all.contains(one))
}
