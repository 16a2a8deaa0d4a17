//! One run: choose the rules, collect their findings, drop what is superseded or suppressed, sort the rest.

use super::{
    benefit::{self, Benefit},
    context::Context,
    memo::Memo,
    own::{self, OwnRule},
    rule::{Gate, Kind, Rule},
    rules::RULES,
    select::{Choice, named},
    settings::Settings,
    supersede,
    suppress::{self, Suppressed},
};
use crate::{
    blueprint::Environment,
    diagnostic::{Confidence, Diagnostic, Severity},
    model::Model,
    parallel,
    source::Source,
};
use std::{borrow::Cow, sync::Arc};

/// What a run found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The findings by place, then code.
    pub findings: Vec<Diagnostic>,
    /// The findings that the author accepts, in the same order.
    pub suppressed: Vec<Suppressed>,
    /// The rules that ran, as the settings and the environment chose them.
    pub ran: Vec<Ran>,
}

/// A rule that ran.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ran {
    /// Its code.
    pub code: Cow<'static, str>,
    /// Its usual severity.
    pub severity: Severity,
    /// What it is good for.
    pub benefit: Benefit,
}

/// A rule that runs, and whether it was asked for by its own name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Running<'a> {
    pub(super) judge: Judge<'a>,
    by_name: bool,
    benefit: Benefit,
}

/// What judges.
#[derive(Clone, Copy, Debug)]
pub(super) enum Judge<'a> {
    /// A built-in rule.
    BuiltIn(&'static Rule),
    /// A rule of the user's own.
    Own(&'a OwnRule),
}

/// Stands in the context of own rules, which make their findings themselves.
const STAND_IN: Rule = Rule {
    code: "",
    name: "own-rule",
    summary: "",
    severity: Severity::Warning,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: "",
    check: |_, _| {},
};

impl<'a> Running<'a> {
    pub(super) const fn code(&self) -> &'a str {
        match self.judge {
            Judge::BuiltIn(rule) => rule.code,
            Judge::Own(rule) => rule.code.as_str(),
        }
    }

    fn ran(&self) -> Ran {
        match self.judge {
            Judge::BuiltIn(rule) => Ran {
                code: Cow::Borrowed(rule.code),
                severity: rule.severity,
                benefit: self.benefit,
            },
            Judge::Own(rule) => Ran {
                code: Cow::Owned(rule.code.clone()),
                severity: rule.severity,
                benefit: self.benefit,
            },
        }
    }
}

/// Judges `model`, which was read from `source`.
pub fn run(model: &Model, source: &Source, settings: &Settings) -> Outcome {
    let environment = settings.environment.or_else(|| model.environment());
    let running = running(settings, environment);
    let memo = Memo::default();
    let share = if model.components.len() < MANY { usize::MAX } else { SHARE };
    let found = parallel::map(&running, share, |one| {
        let mut found = Vec::new();
        let today = &settings.today;
        let context = |rule| Context { model, source, rule, environment, today, memo: &memo };
        match one.judge {
            Judge::BuiltIn(rule) => (rule.check)(&context(rule), &mut found),
            Judge::Own(rule) => own::judge(rule, &context(&STAND_IN), &mut found),
        }
        found
    });
    let mut raw: Vec<Diagnostic> = found.into_iter().flatten().collect();
    tidy(&mut raw);
    let mut marks = suppress::Marks::new(model, source, settings, &running);
    let hidden = marks.match_all(&raw);
    let shown: Vec<bool> = raw.iter().map(|one| is_shown(one, &running, settings)).collect();
    let dropped = supersede::dropped(&raw, &shown);
    let ran = running.iter().map(Running::ran).collect();
    let findings = Vec::with_capacity(raw.len());
    let mut outcome = Outcome { findings, ran, ..Outcome::default() };
    for (at, finding) in raw.into_iter().enumerate() {
        if !shown[at] || dropped[at] {
            continue;
        }
        match hidden[at] {
            Some(by) => outcome.suppressed.push(marks.accepted(finding, by)),
            None => outcome.findings.push(finding),
        }
    }
    let of_marks = marks.findings(environment);
    if !of_marks.is_empty() {
        outcome.findings.extend(of_marks);
        tidy(&mut outcome.findings);
    }
    outcome
}

/// Of so many components on, the rules are shared out to all processors, so many at a time.
const MANY: usize = 1000;
const SHARE: usize = 4;

fn running(settings: &Settings, environment: Option<Environment>) -> Vec<Running<'_>> {
    let built_in = RULES.iter().zip(benefit::of_rules());
    let built_in = built_in.map(|(rule, &benefit)| (Judge::BuiltIn(rule), rule.gate, benefit));
    let own = settings.own.iter().map(|rule| (Judge::Own(rule), rule.gate, rule.benefit));
    let mut running = Vec::with_capacity(RULES.len() + settings.own.len());
    let selection = settings.selection();
    let chosen = built_in
        .chain(own)
        .zip(selection.choices())
        .filter(|&((_, gate, _), choice)| match gate {
            _ if choice == Choice::No => false,
            Gate::Always => true,
            Gate::NotDemo => environment != Some(Environment::Demo),
            Gate::NotDev => !matches!(environment, Some(Environment::Demo | Environment::Dev)),
            Gate::Prod => environment == Some(Environment::Prod),
            Gate::Pedantic => settings.pedantic || choice == Choice::ByName,
        })
        .map(|((judge, _, benefit), choice)| {
            let by_name = choice == Choice::ByName;
            Running { judge, by_name, benefit }
        });
    running.extend(chosen);
    running
}

/// Findings of low confidence are for those who ask for them.
fn is_shown(finding: &Diagnostic, running: &[Running<'_>], settings: &Settings) -> bool {
    finding.confidence > Confidence::Low
        || settings.pedantic
        || running.iter().any(|one| one.by_name && one.code() == finding.code)
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
pub(super) fn all_ran(word: &str, own: &[Arc<OwnRule>], running: &[Running<'_>]) -> bool {
    named(word, own).all(|rule| running.iter().any(|one| one.code() == rule.code))
}
