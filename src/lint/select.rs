//! Words that name rules: codes, names, beginnings of codes, and words that were used before.

use super::{own::OwnRule, rule::Rule, rules::RULES};
use crate::suggest;
use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, LazyLock},
};

/// Words that lead to a rule which is called otherwise here: former codes and names, and the words of other tools.
const REDIRECTS: &[(&str, &str)] = &[
    ("missing-authentication", "SEC008"),
    ("missing-waf", "SEC007"),
    ("unencrypted-communication", "SEC006"),
    ("unguarded-access-from-internet", "STR002"),
    ("unguarded-direct-datastore-access", "STR003"),
    ("unnecessary-technical-asset", "STR005"),
];

/// A selector that names no rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownSelector {
    /// The word as it was given.
    pub word: String,
    /// What was probably meant.
    pub near: Option<String>,
}

impl fmt::Display for UnknownSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no rule is called `{}`", self.word)?;
        match &self.near {
            Some(near) => write!(f, ": did you mean `{near}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnknownSelector {}

/// The rule with this code or name, in any case; a word that was used before leads to its rule of today.
pub fn find_rule(word: &str) -> Option<&'static Rule> {
    exact(word).or_else(|| redirect(word))
}

/// The built-in rules by code.
static BY_CODE: LazyLock<BTreeMap<&str, &Rule>> =
    LazyLock::new(|| RULES.iter().map(|rule| (rule.code, rule)).collect());

/// The built-in rule with exactly this code.
pub(super) fn by_code(code: &str) -> Option<&'static Rule> {
    BY_CODE.get(code).copied()
}

/// The code or name nearest to a word that names no rule.
pub fn nearest_rule(word: &str) -> Option<&'static str> {
    let words = RULES.iter().flat_map(|rule| [rule.code, rule.name]);
    suggest::nearest(word, words)
}

/// The rule that is called otherwise than this word says.
pub(super) fn redirect(word: &str) -> Option<&'static Rule> {
    let (_, code) = REDIRECTS.iter().find(|(old, _)| old.eq_ignore_ascii_case(word))?;
    exact(code)
}

fn exact(word: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .find(|rule| rule.code.eq_ignore_ascii_case(word) || rule.name.eq_ignore_ascii_case(word))
}

/// What a rule is called: its code and its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Called<'a> {
    pub(super) code: &'a str,
    name: &'a str,
}

/// What all rules are called: the built-in ones, then the user's own.
pub(super) fn called(own: &[Arc<OwnRule>]) -> impl Iterator<Item = Called<'_>> {
    let built_in = RULES.iter().map(|rule| Called { code: rule.code, name: rule.name });
    built_in.chain(own.iter().map(|rule| Called { code: &rule.code, name: &rule.name }))
}

/// What the rule with this code is called.
pub(super) fn called_by_code<'a>(code: &str, own: &'a [Arc<OwnRule>]) -> Option<Called<'a>> {
    let built_in = by_code(code).map(|rule| Called { code: rule.code, name: rule.name });
    built_in.or_else(|| {
        let rule = own.iter().find(|rule| rule.code == code)?;
        Some(Called { code: &rule.code, name: &rule.name })
    })
}

/// How exactly `word` names a rule: not at all, or the more exact the higher.
fn exactness(word: &str, rule: Called<'_>) -> Option<usize> {
    if word.eq_ignore_ascii_case("all") {
        return Some(0);
    }
    let said = rule.code.eq_ignore_ascii_case(word) || rule.name.eq_ignore_ascii_case(word);
    if said || redirect(word).is_some_and(|found| found.code == rule.code) {
        return Some(EXACT);
    }
    let begins = rule
        .code
        .get(..word.len())
        .is_some_and(|start| !word.is_empty() && start.eq_ignore_ascii_case(word));
    begins.then_some(word.len())
}

/// Longer than any beginning of a code.
const EXACT: usize = 100;

/// Whether `word` names `rule`, alone or among others.
pub(super) fn names(word: &str, rule: Called<'_>) -> bool {
    exactness(word, rule).is_some()
}

/// All rules that `word` names.
pub(super) fn named<'a>(
    word: &'a str,
    own: &'a [Arc<OwnRule>],
) -> impl Iterator<Item = Called<'a>> {
    called(own).filter(move |rule| names(word, *rule))
}

/// Whether `word` names any rule.
///
/// # Errors
/// With the nearest word when it does not.
pub(super) fn verify(word: &str, own: &[Arc<OwnRule>]) -> Result<(), UnknownSelector> {
    if named(word, own).next().is_some() {
        return Ok(());
    }
    let near = suggest::nearest(word, called(own).flat_map(|rule| [rule.code, rule.name]));
    Err(UnknownSelector { word: word.to_owned(), near: near.map(str::to_owned) })
}

/// Which rules were asked for.
#[derive(Clone, Debug)]
pub(super) struct Selection {
    chosen: Vec<Choice>,
}

/// Whether a rule was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// It was not.
    No,
    /// It was, among others.
    Yes,
    /// It was, by its own code or name, which lifts the pedantic gate.
    ByName,
}

impl Selection {
    pub(super) fn new(
        select: &[String],
        extend: &[String],
        ignore: &[String],
        own: &[Arc<OwnRule>],
    ) -> Self {
        if select.is_empty() && extend.is_empty() && ignore.is_empty() {
            return Self { chosen: called(own).map(|_| Choice::Yes).collect() };
        }
        let all = ["all".to_owned()];
        let select = if select.is_empty() { &all[..] } else { select };
        let chosen = called(own)
            .map(|rule| {
                let best = |words: &mut dyn Iterator<Item = &String>| {
                    words.filter_map(|word| exactness(word, rule)).max()
                };
                let wanted = best(&mut select.iter().chain(extend));
                let unwanted = best(&mut ignore.iter());
                match wanted {
                    Some(EXACT) if unwanted != Some(EXACT) => Choice::ByName,
                    Some(exact) if unwanted.is_none_or(|other| exact > other) => Choice::Yes,
                    _ => Choice::No,
                }
            })
            .collect();
        Self { chosen }
    }
    /// What was asked for each rule: the built-in ones in the order of [`RULES`], then the user's own.
    pub(super) fn choices(&self) -> impl Iterator<Item = Choice> {
        self.chosen.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{Choice, RULES, Selection, find_rule, nearest_rule, verify};

    fn chosen(select: &[&str], extend: &[&str], ignore: &[&str]) -> Vec<(&'static str, Choice)> {
        let words = |list: &[&str]| list.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        let selection = Selection::new(&words(select), &words(extend), &words(ignore), &[]);
        let choices = RULES.iter().zip(selection.choices());
        choices
            .filter(|(_, choice)| *choice != Choice::No)
            .map(|(rule, choice)| (rule.code, choice))
            .collect()
    }

    #[test]
    fn finds_rules_by_code_and_name_in_any_case() {
        for word in ["STR009", "str009", "dangling-reference", "Dangling-Reference"] {
            assert_eq!(find_rule(word).map(|rule| rule.code), Some("STR009"), "{word}");
        }
        assert!(find_rule("STR").is_none());
        assert_eq!(nearest_rule("dangling-refrence"), Some("dangling-reference"));
    }

    #[test]
    fn accepts_beginnings_of_codes_and_refuses_other_words() {
        for word in ["all", "ALL", "S", "STR", "str0", "STR009", "dangling-reference"] {
            assert!(verify(word, &[]).is_ok(), "{word}");
        }
        for word in ["", "STRX", "STR0099", "dangling", "ſtr"] {
            assert!(verify(word, &[]).is_err(), "{word}");
        }
    }

    #[test]
    fn the_more_exact_selector_wins_and_ignore_wins_ties() {
        assert_eq!(chosen(&["STR009"], &[], &[]), [("STR009", Choice::ByName)]);
        assert_eq!(chosen(&["STR009"], &[], &["STR"]), [("STR009", Choice::ByName)]);
        assert_eq!(chosen(&["STR009"], &[], &["dangling-reference"]), []);
        assert_eq!(chosen(&["LNT"], &["STR009"], &["LNT"]), [("STR009", Choice::ByName)]);
        assert_eq!(chosen(&["STR00"], &[], &["STR"]).last().map(|one| one.1), Some(Choice::Yes));
        assert!(chosen(&[], &[], &["all"]).is_empty());
        assert!(chosen(&[], &[], &[]).len() > 4);
    }
}
