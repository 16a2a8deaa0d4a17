//! Which control is missing: one is taken out of the blueprint and the rules say what they miss, or they miss it already.

use super::{name, setting};
use crate::blueprint::Environment;
use crate::catalog::{self, Service, StudyKind};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::lint::{self, Rule, Settings};
use crate::model::{ComponentId, Model};
use crate::study::mutate::without;
use crate::study::pool::{alike, does, lowered, task_of, what};
use crate::study::question::Draft;
use crate::study::{Answer, Claim, Kind, Material, Question, Random};

/// The rule that names any missing capability.
const GENERAL: &str = "STR014";
/// At most this many questions on one control.
const MOST: usize = 2;

/// How strictly the check judges: as the blueprint says, or as if it went into production.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judge<'a> {
    pub(super) material: &'a Material<'a>,
    pub(super) environment: Option<Environment>,
}

impl Judge<'_> {
    fn run(&self, model: &Model) -> lint::Outcome {
        let settings = Settings { environment: self.environment, ..Settings::default() };
        lint::run(model, self.material.source, &settings)
    }
    /// What the rules find.
    pub(super) fn findings(&self, model: &Model) -> Vec<Diagnostic> {
        let mut findings = self.run(model).findings;
        findings.retain(|one| one.confidence > Confidence::Low);
        findings
    }
    /// "the check", or that for production.
    pub(super) const fn name(&self) -> &'static str {
        if self.environment.is_some() { "the check for production" } else { "the check" }
    }
}

/// What the check says of the blueprint, and where it does not go into production yet, what it would say there.
pub(super) fn make(material: &Material<'_>) -> Vec<Question> {
    let judge = |environment| Judge { material, environment };
    let mut out = judged(&judge(None));
    if material.model.environment() != Some(Environment::Prod) {
        out.extend(judged(&judge(Some(Environment::Prod))));
    }
    out
}

fn judged(judge: &Judge<'_>) -> Vec<Question> {
    let model = judge.material.model;
    let before = lacks(model, judge);
    let mut out: Vec<Question> = before.iter().filter_map(|one| missing(judge, one)).collect();
    let accepted = judge.run(model).suppressed;
    out.extend(accepted.iter().filter_map(|one| left_open(judge, &one.finding)));
    for id in model.component_ids() {
        let control =
            model.component(id).service.filter(|one| one.provides.iter().next().is_some());
        let Some(service) = control else { continue };
        let after = lacks(&without(model, id), judge);
        let known = |one: &Diagnostic| {
            before.iter().any(|old| (&old.code, &old.message) == (&one.code, &one.message))
        };
        let news = after.iter().filter(|one| !known(one) && covers(service, one));
        out.extend(news.filter_map(|one| removed(judge, id, service, one)).take(MOST));
    }
    out.extend(setting::make(judge));
    out
}

/// The capabilities that the rules miss.
fn lacks(model: &Model, judge: &Judge<'_>) -> Vec<Diagnostic> {
    let mut findings = judge.findings(model);
    findings.retain(|one| one.missing.is_some());
    findings
}

fn covers(service: &Service, finding: &Diagnostic) -> bool {
    capability(finding).is_some_and(|at| service.provides.has(at))
}

fn capability(finding: &Diagnostic) -> Option<usize> {
    finding.missing.as_deref().and_then(catalog::capability)
}

/// A question on what the blueprint lacks.
fn missing(judge: &Judge<'_>, finding: &Diagnostic) -> Option<Question> {
    let service = catalog::by_id(catalog::capabilities()[capability(finding)?].default_service)?;
    let ask = format!("Look at \u{201c}{}\u{201d}:", name(judge.material.model));
    question(judge, service, finding, (&ask, "Which service provides what is missing?"))
}

/// A question on what the blueprint lacks, and its author accepts.
fn left_open(judge: &Judge<'_>, finding: &Diagnostic) -> Option<Question> {
    let service = catalog::by_id(catalog::capabilities()[capability(finding)?].default_service)?;
    let ask = format!(
        "\u{201c}{}\u{201d} leaves something open and says why. There",
        name(judge.material.model)
    );
    question(judge, service, finding, (&ask, "Which service would provide what is missing?"))
}

/// A question on a control that was taken out.
fn removed(
    judge: &Judge<'_>,
    id: ComponentId,
    service: &'static Service,
    finding: &Diagnostic,
) -> Option<Question> {
    let model = judge.material.model;
    let label = &model.component(id).id;
    let ask = format!("One control has been taken out of \u{201c}{}\u{201d}, and now", name(model));
    let found = question(judge, service, finding, (&ask, "Which control is missing?"))?;
    Some(Question { id: format!("{}:{label}", found.id), ..found })
}

fn question(
    judge: &Judge<'_>,
    key: &'static Service,
    finding: &Diagnostic,
    (before, after): (&str, &str),
) -> Option<Question> {
    let rule = lint::find_rule(&finding.code)?;
    let capability = &catalog::capabilities()[capability(finding)?];
    let told = told(judge, rule, finding).into_iter().find(|told| !names(told, key))?;
    let id = format!("control:{}:{}", finding.code, capability.id);
    let mut random = judge.material.random(&id);
    let wrong = wrong(judge.material.model, key, capability.id, &mut random);
    let right = Answer::new(key.name, format!("{} {}", does(key), why(rule)));
    let mut answers = vec![(right, key.id)];
    answers.extend(wrong.into_iter().map(|one| (Answer::new(one.name, what(one)), one.id)));
    let ask = format!("{before} {told} {after}");
    let draft = Draft { id, kind: Kind::Control, task: task(rule, key), ask, answers };
    let found =
        draft.finish(&mut random, |order| Claim::Provides(capability.id.to_owned(), order))?;
    let found = found.from("rule", rule.code).from("catalogue", key.id);
    Some(found.studies(key.id, &[StudyKind::Benefit, StudyKind::Tip]))
}

/// What the check says; its reason, and what the capability does, for where the message gives the answer away. The
/// reason of the general rule says nothing.
fn told(judge: &Judge<'_>, rule: &Rule, finding: &Diagnostic) -> Vec<String> {
    let (check, code) = (judge.name(), &finding.code);
    let mut all = vec![format!("{check} says ({code}): \u{201c}{}\u{201d}.", finding.message)];
    if rule.code != GENERAL {
        let reason = why(rule);
        let reason = reason.trim_end_matches('.');
        all.push(format!("{check} misses something ({code}): \u{201c}{reason}\u{201d}."));
    }
    let meaning = capability(finding).map(|at| catalog::capabilities()[at].meaning);
    let does = meaning.map(|text| lowered(text.trim_end_matches('.')));
    all.extend(does.map(|does| format!("{check} misses what {does} ({code}).")));
    all
}

/// Whether a text gives the answer away.
fn names(text: &str, service: &Service) -> bool {
    let text = text.to_lowercase();
    let aliases = service.aliases.iter().filter(|one| one.len() > 3);
    let own = [service.short, service.name, service.id].into_iter().chain(aliases.copied());
    own.into_iter().any(|name| text.contains(&name.to_lowercase()))
}

/// Other controls that do not provide the capability: those of its layer first, and of these the drawn ones.
fn wrong(
    model: &Model,
    key: &Service,
    capability: &str,
    random: &mut Random,
) -> Vec<&'static Service> {
    let Some(at) = catalog::capability(capability) else { return Vec::new() };
    let control = |one: &&Service| {
        let known = one.exam.is_some() || catalog::advice(one.id).is_some();
        known && one.provides.iter().next().is_some() && !one.provides.has(at) && !alike(one, key)
    };
    let drawn = super::drawn(model);
    let home = |one: &Service| one.layers.first() == key.layers.first();
    let own = |one: &Service| drawn.iter().any(|(_, drawn)| drawn.id == one.id);
    let all: Vec<&'static Service> = catalog::services().iter().filter(control).collect();
    let mut found = Vec::new();
    for (near, here) in [(true, true), (true, false), (false, true), (false, false)] {
        let fits = |one: &&&'static Service| home(one) == near && own(one) == here;
        let rest = all.iter().filter(fits).copied().collect();
        // Two drawn neighbours at most, so that the same picture asks different things with another seed.
        let most = if here { 2 } else { 3 };
        found.extend(random.some(rest, most.min(3 - found.len())));
    }
    found
}

fn task(rule: &Rule, key: &Service) -> &'static str {
    match rule.code.trim_end_matches(|c: char| c.is_ascii_digit()) {
        "SEC" | "NET" => "5.1",
        "COMP" => "5.2",
        _ => task_of(key),
    }
}

/// The first paragraph of the page's section "Why".
pub(super) fn why(rule: &Rule) -> String {
    let section = rule.page.split("\n## Why\n").nth(1).unwrap_or_default().trim_start();
    section.split("\n\n").next().unwrap_or_default().replace('\n', " ")
}
