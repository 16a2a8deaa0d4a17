//! One run: choose the rules, collect their findings, drop what is superseded or suppressed, sort the rest.

use super::{
    context::Context,
    rule::{Gate, Rule},
    select::{Choice, named},
    settings::Settings,
    supersede,
    suppress::{self, Suppressed},
};
use crate::{
    blueprint::Environment,
    diagnostic::{Confidence, Diagnostic},
    model::Model,
    source::Source,
};

/// What a run found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The findings by place, then code.
    pub findings: Vec<Diagnostic>,
    /// The findings that the author accepts, in the same order.
    pub suppressed: Vec<Suppressed>,
    /// The codes of the rules that ran, as the settings and the environment chose them.
    pub ran: Vec<&'static str>,
}

/// A rule that runs, and whether it was asked for by its own name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Running {
    pub(super) rule: &'static Rule,
    by_name: bool,
}

/// Judges `model`, which was read from `source`.
pub fn run(model: &Model, source: &Source, settings: &Settings) -> Outcome {
    let environment = settings.environment.or_else(|| model.environment());
    let running = running(settings, environment);
    let mut raw = Vec::new();
    for one in &running {
        let context =
            Context { model, source, rule: one.rule, environment, today: &settings.today };
        (one.rule.check)(&context, &mut raw);
    }
    tidy(&mut raw);
    let mut marks = suppress::Marks::new(model, source, settings, &running);
    let hidden = marks.match_all(&raw);
    let shown: Vec<bool> = raw.iter().map(|one| is_shown(one, &running, settings)).collect();
    let dropped = supersede::dropped(&raw, &shown);
    let ran = running.iter().map(|one| one.rule.code).collect();
    let mut outcome = Outcome { ran, ..Outcome::default() };
    for (at, finding) in raw.into_iter().enumerate() {
        if !shown[at] || dropped[at] {
            continue;
        }
        match hidden[at] {
            Some(by) => outcome.suppressed.push(marks.accepted(finding, by)),
            None => outcome.findings.push(finding),
        }
    }
    outcome.findings.extend(marks.findings(environment));
    tidy(&mut outcome.findings);
    outcome
}

fn running(settings: &Settings, environment: Option<Environment>) -> Vec<Running> {
    settings
        .selection()
        .choices()
        .filter(|&(rule, choice)| match rule.gate {
            _ if choice == Choice::No => false,
            Gate::Always => true,
            Gate::NotDemo => environment != Some(Environment::Demo),
            Gate::NotDev => !matches!(environment, Some(Environment::Demo | Environment::Dev)),
            Gate::Prod => environment == Some(Environment::Prod),
            Gate::Pedantic => settings.pedantic || choice == Choice::ByName,
        })
        .map(|(rule, choice)| Running { rule, by_name: choice == Choice::ByName })
        .collect()
}

/// Findings of low confidence are for those who ask for them.
fn is_shown(finding: &Diagnostic, running: &[Running], settings: &Settings) -> bool {
    finding.confidence > Confidence::Low
        || settings.pedantic
        || running.iter().any(|one| one.by_name && one.rule.code == finding.code)
}

/// Sorts by place, then code, and drops what is said twice; what a rule says at one place stays in its order.
fn tidy(findings: &mut Vec<Diagnostic>) {
    findings.sort_by(|a, b| {
        let key = |one: &Diagnostic| (one.primary.span.start, one.primary.span.end);
        key(a).cmp(&key(b)).then_with(|| a.code.cmp(&b.code))
    });
    findings.dedup_by(|a, b| {
        a.code == b.code && a.primary.span == b.primary.span && a.message == b.message
    });
}

/// Whether every rule that `word` names runs, so that silence means that nothing was found.
pub(super) fn all_ran(word: &str, running: &[Running]) -> bool {
    named(word).all(|rule| running.iter().any(|one| one.rule.code == rule.code))
}
