//! Suppressions: which findings they silence, and what is wrong with themselves.

use super::{
    engine::{Judge, Running, all_ran},
    rules::hygiene,
    select,
    settings::Settings,
};
use crate::{
    blueprint::{Blueprint, Environment, Suppression, Target},
    diagnostic::Diagnostic,
    lint::{Context, memo::Memo},
    model::Model,
    source::{Source, Span},
};
use std::collections::BTreeMap;

/// A finding that the author accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// The finding.
    pub finding: Diagnostic,
    /// Why it is accepted; empty when nobody said.
    pub reason: String,
    /// The place of the suppression.
    pub by: Span,
}

/// The suppressions of a blueprint, and which of their words were of use.
#[derive(Debug)]
pub(super) struct Marks<'a> {
    model: &'a Model,
    source: &'a Source,
    settings: &'a Settings,
    running: &'a [Running<'a>],
    used: Vec<Vec<bool>>,
    index: Index<'a>,
}

/// The suppressions by what they are about, so that each finding is compared with few of them.
#[derive(Debug, Default)]
struct Index<'a> {
    whole: Vec<usize>,
    lines: BTreeMap<usize, Vec<usize>>,
    ids: BTreeMap<&'a str, Vec<usize>>,
    /// Where a target begins and ends, by its beginning; the third is the latest end up to here.
    spans: Vec<(Span, usize, u32)>,
}

impl<'a> Index<'a> {
    fn new(said: &'a Blueprint) -> Self {
        let mut index = Self::default();
        for (at, one) in said.suppressions.iter().enumerate() {
            let (id, span) = match one.target {
                Target::Whole => {
                    index.whole.push(at);
                    continue;
                }
                Target::Line(line) => {
                    index.lines.entry(line as usize).or_default().push(at);
                    continue;
                }
                Target::Component(own) => {
                    let Some(own) = said.components.get(own) else { continue };
                    (Some(&own.id.value), own.id.span.to(own.span))
                }
                Target::Group(own) => {
                    let Some(own) = said.groups.get(own) else { continue };
                    (Some(&own.id.value), own.id.span.to(own.span))
                }
                Target::Statement(own) => {
                    let Some(own) = said.statements.get(own) else { continue };
                    (None, own.key.to(own.span))
                }
            };
            if let Some(id) = id {
                index.ids.entry(id).or_default().push(at);
            }
            index.spans.push((span, at, 0));
        }
        index.spans.sort_unstable();
        let mut latest = 0;
        for (span, _, end) in &mut index.spans {
            latest = span.end.max(latest);
            *end = latest;
        }
        index
    }
    /// The suppressions that are about a finding, in order; it begins on `line`.
    fn about(&self, finding: &Diagnostic, line: usize) -> Vec<usize> {
        let place = finding.primary.span.start;
        let mut all = self.whole.clone();
        all.extend(self.lines.get(&line).into_iter().flatten());
        let first = finding.subjects.first();
        all.extend(first.and_then(|id| self.ids.get(id.as_str())).into_iter().flatten());
        let before = self.spans.partition_point(|(span, ..)| span.start <= place);
        let around = self.spans[..before].iter().rev().take_while(|(_, _, end)| *end > place);
        all.extend(around.filter(|(span, ..)| place < span.end).map(|&(_, at, _)| at));
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// One suppression with what there is to know about it, for the rules about suppressions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark<'a> {
    /// The suppression.
    pub(super) said: &'a Suppression,
    /// The text it stands in.
    pub(super) source: &'a Source,
    /// How many suppressions have the same target; counted only for what is to be removed.
    pub(super) siblings: usize,
}

impl<'a> Marks<'a> {
    pub(super) fn new(
        model: &'a Model,
        source: &'a Source,
        settings: &'a Settings,
        running: &'a [Running<'a>],
    ) -> Self {
        let used = model.said.suppressions.iter().map(|one| vec![false; one.codes.len()]).collect();
        let index = Index::new(&model.said);
        Self { model, source, settings, running, used, index }
    }
    /// For each finding the suppression that silences it. Every suppression that would is marked as used.
    pub(super) fn match_all(&mut self, findings: &[Diagnostic]) -> Vec<Option<usize>> {
        if self.used.is_empty() {
            return vec![None; findings.len()];
        }
        findings.iter().map(|finding| self.match_one(finding)).collect()
    }
    fn match_one(&mut self, finding: &Diagnostic) -> Option<usize> {
        let rule = select::called_by_code(&finding.code, &self.settings.own)?;
        let locked = self.settings.not_ignorable.iter().any(|word| select::names(word, rule));
        let mut by = None;
        let line = self.source.line_index(finding.primary.span.start);
        for at in self.index.about(finding, line) {
            let one = &self.model.said.suppressions[at];
            let silences = !locked && !has_passed(one, &self.settings.today);
            for (word, used) in one.codes.iter().zip(&mut self.used[at]) {
                if select::names(&word.value, rule) {
                    *used = true;
                    by = by.or(silences.then_some(at));
                }
            }
        }
        by
    }
    fn expired(&self, one: &Suppression) -> bool {
        has_passed(one, &self.settings.today)
    }
    /// The record of a finding that the suppression `by` silences.
    pub(super) fn accepted(&self, finding: Diagnostic, by: usize) -> Suppressed {
        let one = &self.model.said.suppressions[by];
        let reason = one.reason.as_ref().map_or_else(String::new, |said| said.value.clone());
        Suppressed { finding, reason, by: one.span }
    }
    /// What is wrong with the suppressions themselves.
    pub(super) fn findings(&self, environment: Option<Environment>) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let memo = Memo::default();
        for running in self.running {
            let Judge::BuiltIn(rule) = running.judge else { continue };
            let context = Context {
                model: self.model,
                source: self.source,
                rule,
                environment,
                today: &self.settings.today,
                memo: &memo,
            };
            for (at, said) in self.model.said.suppressions.iter().enumerate() {
                let mark = Mark { said, source: self.source, siblings: 1 };
                match rule.code {
                    "LNT001" => findings.extend(self.unused(&context, mark, at)),
                    "LNT002" if self.settings.require_reason => {
                        findings.extend(hygiene::suppression_without_reason::judge(&context, mark));
                    }
                    "LNT003" => {
                        findings.extend(hygiene::expired_suppression::judge(&context, mark));
                    }
                    "LNT004" => {
                        let own = &self.settings.own;
                        findings.extend(hygiene::unknown_rule::judge(&context, mark, own));
                    }
                    _ => {}
                }
            }
        }
        findings
    }
    fn unused(&self, context: &Context<'_>, mark: Mark<'_>, at: usize) -> Vec<Diagnostic> {
        // One cause, one finding: what has expired is reported as such.
        if self.expired(mark.said) {
            return Vec::new();
        }
        let idle: Vec<usize> = mark
            .said
            .codes
            .iter()
            .enumerate()
            .filter(|(place, word)| {
                !self.used[at][*place]
                    && select::verify(&word.value, &self.settings.own).is_ok()
                    && all_ran(&word.value, &self.settings.own, self.running)
            })
            .map(|(place, _)| place)
            .collect();
        if idle.is_empty() {
            return Vec::new();
        }
        let mark = Mark { siblings: self.siblings(at), ..mark };
        hygiene::unused_suppression::judge(context, mark, &idle)
    }
    /// How many have the target of the suppression `at`: they stand side by side.
    fn siblings(&self, at: usize) -> usize {
        let all = &self.model.said.suppressions;
        let alike = |one: &&Suppression| one.target == all[at].target;
        let before = all[..at].iter().rev().take_while(alike).count();
        before + all[at..].iter().take_while(alike).count()
    }
}

/// Whether the last day of the suppression lies before `today`.
pub(super) fn has_passed(one: &Suppression, today: &str) -> bool {
    one.until.as_ref().is_some_and(|until| !today.is_empty() && until.value.as_str() < today)
}
