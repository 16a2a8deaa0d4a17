//! What a rule is good for, in the words of the study notes' table of benefits, and how well a blueprint does by each.

use super::engine::Ran;
use super::rules::RULES;
use crate::diagnostic::{Diagnostic, Severity};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What an application gains when the rule is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Benefit {
    /// Only those get in who may, and data is guarded.
    Security,
    /// Law and frameworks are kept.
    Compliance,
    /// It is clear what there is and who answers for it.
    Responsibility,
    /// Models and agents do no harm.
    Safety,
    /// It is there when a part or a place fails.
    Availability,
    /// What happens can be seen.
    Observability,
    /// It works as it should, also under load and after mistakes.
    Reliability,
    /// It costs no more than it must.
    Cost,
}

impl Benefit {
    /// All, in the order of the study notes, cost last.
    pub const ALL: [Self; 8] = [
        Self::Security,
        Self::Compliance,
        Self::Responsibility,
        Self::Safety,
        Self::Availability,
        Self::Observability,
        Self::Reliability,
        Self::Cost,
    ];

    /// The lower-case word of lists.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Security => "security",
            Self::Compliance => "compliance",
            Self::Responsibility => "responsibility",
            Self::Safety => "safety",
            Self::Availability => "availability",
            Self::Observability => "observability",
            Self::Reliability => "reliability",
            Self::Cost => "cost",
        }
    }

    /// What the application gains, a few words.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Security => "only those get in who may, and data is guarded",
            Self::Compliance => "law and frameworks are kept",
            Self::Responsibility => "it is clear what there is and who answers for it",
            Self::Safety => "models and agents do no harm",
            Self::Availability => "it is there when a part or a place fails",
            Self::Observability => "what happens can be seen",
            Self::Reliability => "it works as it should, also under load and after mistakes",
            Self::Cost => "it costs no more than it must",
        }
    }

    /// The benefit that the rule with this code serves most.
    pub fn of(code: &str) -> Self {
        BY_CODE.get(code).copied().unwrap_or_else(|| Self::look_up(code))
    }
    fn look_up(code: &str) -> Self {
        let own = OWN.iter().find(|(own, _)| *own == code);
        let category = code.trim_end_matches(|one: char| one.is_ascii_digit());
        let usual = || USUAL.iter().find(|(prefix, _)| *prefix == category);
        own.or_else(usual).map_or(Self::Responsibility, |(_, benefit)| *benefit)
    }
}

/// The benefits of the built-in rules.
static BY_CODE: LazyLock<BTreeMap<&str, Benefit>> =
    LazyLock::new(|| RULES.iter().map(|rule| (rule.code, Benefit::look_up(rule.code))).collect());

/// The benefits of the built-in rules in their order.
pub(super) fn of_rules() -> &'static [Benefit] {
    static ALL: LazyLock<Vec<Benefit>> =
        LazyLock::new(|| RULES.iter().map(|rule| Benefit::look_up(rule.code)).collect());
    &ALL
}

/// What the rules of a category usually serve.
const USUAL: &[(&str, Benefit)] = &[
    ("COMP", Benefit::Compliance),
    ("COST", Benefit::Cost),
    ("LNT", Benefit::Responsibility),
    ("NET", Benefit::Security),
    ("OBS", Benefit::Observability),
    ("PERF", Benefit::Reliability),
    ("RAG", Benefit::Reliability),
    ("REL", Benefit::Reliability),
    ("SAF", Benefit::Safety),
    ("SEC", Benefit::Security),
    ("STR", Benefit::Responsibility),
    ("STY", Benefit::Responsibility),
];

/// Rules that serve something else than their category.
const OWN: &[(&str, Benefit)] = &[
    ("NET002", Benefit::Reliability),
    ("RAG004", Benefit::Security),
    ("RAG005", Benefit::Safety),
    ("RAG006", Benefit::Safety),
    ("REL001", Benefit::Availability),
    ("REL002", Benefit::Availability),
    ("REL004", Benefit::Availability),
    ("REL005", Benefit::Availability),
    ("SEC011", Benefit::Observability),
    ("STR002", Benefit::Security),
    ("STR003", Benefit::Security),
    ("STR004", Benefit::Reliability),
    ("STR008", Benefit::Reliability),
    ("STR012", Benefit::Availability),
    ("STR013", Benefit::Availability),
    ("STR014", Benefit::Security),
];

/// How well blueprints do by one benefit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// The benefit.
    pub benefit: Benefit,
    /// How many of its rules ran, counted once for each blueprint.
    pub ran: usize,
    /// How many of them found nothing.
    pub kept: usize,
    /// The weight of the rules that ran: an error weighs 3, a warning 2, an info 1, by the rule's usual severity.
    pub weight: usize,
    /// The weight of those that found nothing.
    pub kept_weight: usize,
}

impl Score {
    /// The kept weight in percent of the whole, rounded down so that only a blueprint without findings has 100; none
    /// when no rule ran.
    pub const fn percent(&self) -> Option<usize> {
        (100 * self.kept_weight).checked_div(self.weight)
    }
}

const fn weight(severity: Severity) -> usize {
    match severity {
        Severity::Error => 3,
        Severity::Warning => 2,
        Severity::Info => 1,
    }
}

/// The score of every benefit over blueprints, each with the rules that ran on it and what they found.
/// Accepted findings count as nothing found.
pub fn scores<'a>(judged: impl IntoIterator<Item = (&'a [Ran], &'a [Diagnostic])>) -> Vec<Score> {
    let empty = |benefit| Score { benefit, ran: 0, kept: 0, weight: 0, kept_weight: 0 };
    let mut scores = Benefit::ALL.map(empty);
    for (ran, findings) in judged {
        let found: BTreeSet<&str> = findings.iter().map(|one| &*one.code).collect();
        for rule in ran {
            let weight = weight(rule.severity);
            let kept = !found.contains(&*rule.code);
            for score in scores.iter_mut().filter(|score| score.benefit == rule.benefit) {
                score.ran += 1;
                score.weight += weight;
                score.kept += usize::from(kept);
                score.kept_weight += if kept { weight } else { 0 };
            }
        }
    }
    scores.to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::find_rule;
    use crate::source::Span;

    #[test]
    fn every_rule_serves_a_benefit_of_its_own_or_of_its_category() {
        for rule in RULES {
            let category = rule.code.trim_end_matches(|one: char| one.is_ascii_digit());
            assert!(USUAL.iter().any(|(prefix, _)| *prefix == category), "{}", rule.code);
        }
        assert!(OWN.is_sorted() && USUAL.is_sorted());
        assert_eq!(Benefit::of("SEC001"), Benefit::Security);
        assert_eq!(Benefit::of("REL001"), Benefit::Availability);
    }

    #[test]
    fn a_score_is_the_weight_of_what_found_nothing() {
        let finding = Diagnostic::error("SEC008", "x", Span::default(), "x");
        let ran = ["SEC007", "SEC008", "LNT001"].map(|code| Ran {
            code: code.into(),
            severity: find_rule(code).map_or(Severity::Info, |rule| rule.severity),
            benefit: Benefit::of(code),
        });
        let scores = scores([(&ran[..], &[finding][..])]);
        let security = scores[0];
        assert_eq!((security.ran, security.kept, security.percent()), (2, 1, Some(40)));
        assert_eq!(scores[1].percent(), None);
        assert_eq!(scores[2].percent(), Some(100));
    }
}
