//! One cause gives one finding: which findings say no more than another one.

use super::select;
use crate::diagnostic::Diagnostic;
use std::collections::BTreeSet;

/// The rule whose finding about a component makes everything else about it idle.
const ORPHAN: &str = "STR005";

/// Rules that an orphan does not silence: what is wrong with its own words.
const OF_THE_WORDS: &[&str] = &[ORPHAN, "STR006", "STR009"];

/// The rule that names a missing capability in general.
const GENERAL: &str = "STR014";

/// The rule that names a layer without a component, or whose components are all planned.
const LAYER: &str = "STR001";

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
    let others = Others::new(findings, shown);
    findings.iter().map(|victim| others.supersede(victim)).collect()
}

/// Which codes were found about what.
#[derive(Debug, Default)]
struct Others<'a> {
    /// The codes that were found, each with those among them that say more.
    codes: Vec<(&'a str, Vec<&'static str>)>,
    /// What was found that may say more than something else: code and subject, sorted.
    about: Vec<(&'a str, &'a str)>,
    orphans: BTreeSet<&'a str>,
}

impl<'a> Others<'a> {
    fn new(findings: &'a [Diagnostic], shown: &[bool]) -> Self {
        let mut codes: Vec<&str> = findings.iter().map(|one| &*one.code).collect();
        codes.sort_unstable();
        codes.dedup();
        let found = |code: &&str| codes.binary_search(code).is_ok();
        let rivals = |code: &str| stronger(code).filter(|one| found(one) && *one != code).collect();
        let rivals: Vec<(&str, Vec<&str>)> =
            codes.iter().map(|&code| (code, rivals(code))).collect();
        // Of the rules that found nothing, no finding can be superfluous.
        let mut asked: Vec<&str> = rivals.iter().flat_map(|(_, one)| one).copied().collect();
        asked.sort_unstable();
        let mut others = Self { codes: rivals, ..Self::default() };
        for (finding, _) in findings.iter().zip(shown).filter(|(_, shown)| **shown) {
            let code: &str = &finding.code;
            if asked.binary_search(&code).is_ok() {
                others.about.extend(finding.subjects.iter().map(|one| (code, one.as_str())));
            }
            if code == ORPHAN {
                others.orphans.extend(finding.subjects.first().map(String::as_str));
            }
        }
        others.about.sort_unstable();
        others
    }

    fn supersede(&self, victim: &Diagnostic) -> bool {
        let Some((first, rest)) = victim.subjects.split_first() else { return false };
        let code: &str = &victim.code;
        if self.orphans.contains(first.as_str()) && !OF_THE_WORDS.contains(&code) {
            return true;
        }
        let rivals = self.rivals(code);
        if code == GENERAL {
            // The first subject of a general finding is the capability, the others are the components without it.
            let answers = |rival: &str| SPECIFIC.contains(&(rival, first.as_str()));
            return rivals
                .iter()
                .any(|rival| answers(rival) && rest.iter().any(|one| self.has(rival, one)));
        }
        if code == LAYER {
            // Behind the layer stand its planned parts: what each of them will do says more than that it is planned.
            let parts = &victim.subjects;
            return parts.iter().any(|part| rivals.iter().any(|rival| self.has(rival, part)));
        }
        rivals.iter().any(|rival| self.has(rival, first))
    }

    /// The codes that were found and say more than this one.
    fn rivals(&self, code: &str) -> &[&'static str] {
        let at = self.codes.binary_search_by(|(one, _)| (*one).cmp(code));
        at.map_or(&[], |at| &self.codes[at].1)
    }

    fn has(&self, code: &str, subject: &str) -> bool {
        self.about.binary_search(&(code, subject)).is_ok()
    }
}

/// The rules whose findings say more than those of the rule with this code.
fn stronger(code: &str) -> impl Iterator<Item = &'static str> {
    let rule = select::by_code(code).map_or(&[][..], |rule| rule.superseded_by);
    let specific = if [GENERAL, LAYER].contains(&code) { SPECIFIC } else { &[] };
    let general = (code == LAYER).then_some(GENERAL);
    rule.iter().copied().chain(specific.iter().map(|(code, _)| *code)).chain(general)
}
