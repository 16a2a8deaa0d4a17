//! Suppressions: which findings they silence, and what is wrong with themselves.

use super::{
    engine::{Judge, Running, all_ran},
    rules::hygiene,
    select,
    settings::Settings,
};
use crate::{
    blueprint::{Environment, Suppression, Target},
    diagnostic::Diagnostic,
    lint::Context,
    model::Model,
    source::{Source, Span},
};

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
        Self { model, source, settings, running, used }
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
        for (at, one) in self.model.said.suppressions.iter().enumerate() {
            if !concerns(self.model, line, one, finding) {
                continue;
            }
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
        for running in self.running {
            let Judge::BuiltIn(rule) = running.judge else { continue };
            let context = Context {
                model: self.model,
                source: self.source,
                rule,
                environment,
                today: &self.settings.today,
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
        let mark = Mark { siblings: self.siblings(mark.said), ..mark };
        hygiene::unused_suppression::judge(context, mark, &idle)
    }
    fn siblings(&self, said: &Suppression) -> usize {
        self.model.said.suppressions.iter().filter(|one| one.target == said.target).count()
    }
}

/// Whether the last day of the suppression lies before `today`.
pub(super) fn has_passed(one: &Suppression, today: &str) -> bool {
    one.until.as_ref().is_some_and(|until| !today.is_empty() && until.value.as_str() < today)
}

/// Whether the finding, which begins on `line`, is about what the suppression is about.
fn concerns(model: &Model, line: usize, one: &Suppression, finding: &Diagnostic) -> bool {
    let place = finding.primary.span.start;
    let inside = |key: Span, value: Span| {
        let span = key.to(value);
        span.start <= place && place < span.end
    };
    let first = finding.subjects.first();
    match one.target {
        Target::Whole => true,
        Target::Line(own) => line == own as usize,
        Target::Component(at) => model.said.components.get(at).is_some_and(|component| {
            first == Some(&component.id.value) || inside(component.id.span, component.span)
        }),
        Target::Group(at) => model.said.groups.get(at).is_some_and(|group| {
            first == Some(&group.id.value) || inside(group.id.span, group.span)
        }),
        Target::Statement(at) => model
            .said
            .statements
            .get(at)
            .is_some_and(|statement| inside(statement.key, statement.span)),
    }
}
