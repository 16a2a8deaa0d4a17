//! Which control is missing: one is taken out of the blueprint and the rules say what they miss, or they miss it already.

use super::{name, setting};
use crate::catalog::{self, Service, StudyKind};
use crate::diagnostic::{Confidence, Diagnostic};
use crate::lint::{self, Rule, Settings};
use crate::model::{ComponentId, Model};
use crate::study::mutate::without;
use crate::study::pool::{alike, does, task_of, what};
use crate::study::question::Draft;
use crate::study::{Answer, Claim, Kind, Material, Question, Random};

/// The rule that names any missing capability.
const GENERAL: &str = "STR014";
/// At most this many questions on one control.
const MOST: usize = 2;

pub(super) fn make(material: &Material<'_>) -> Vec<Question> {
    let model = material.model;
    let before = found(model, material);
    let mut out: Vec<Question> = before.iter().filter_map(|one| missing(material, one)).collect();
    for id in model.component_ids() {
        let control =
            model.component(id).service.filter(|one| one.provides.iter().next().is_some());
        let Some(service) = control else { continue };
        let after = found(&without(model, id), material);
        let known = |one: &Diagnostic| {
            before.iter().any(|old| (&old.code, &old.message) == (&one.code, &one.message))
        };
        let news = after.iter().filter(|one| !known(one) && covers(service, one));
        out.extend(news.filter_map(|one| removed(material, id, service, one)).take(MOST));
    }
    out.extend(setting::make(material));
    out
}

/// What the rules miss.
fn found(model: &Model, material: &Material<'_>) -> Vec<Diagnostic> {
    let mut findings = lint::run(model, material.source, &Settings::default()).findings;
    findings.retain(|one| one.missing.is_some() && one.confidence > Confidence::Low);
    findings
}

fn covers(service: &Service, finding: &Diagnostic) -> bool {
    capability(finding).is_some_and(|at| service.provides.has(at))
}

fn capability(finding: &Diagnostic) -> Option<usize> {
    finding.missing.as_deref().and_then(catalog::capability)
}

/// A question on what the blueprint lacks.
fn missing(material: &Material<'_>, finding: &Diagnostic) -> Option<Question> {
    let service = catalog::by_id(catalog::capabilities()[capability(finding)?].default_service)?;
    let ask = format!("Look at \u{201c}{}\u{201d}:", name(material.model));
    question(material, service, finding, (&ask, "Which service provides what is missing?"))
}

/// A question on a control that was taken out.
fn removed(
    material: &Material<'_>,
    id: ComponentId,
    service: &'static Service,
    finding: &Diagnostic,
) -> Option<Question> {
    let model = material.model;
    let label = &model.component(id).id;
    let ask = format!("One control has been taken out of \u{201c}{}\u{201d}, and now", name(model));
    let found = question(material, service, finding, (&ask, "Which control is missing?"))?;
    Some(Question { id: format!("{}:{label}", found.id), ..found })
}

fn question(
    material: &Material<'_>,
    key: &'static Service,
    finding: &Diagnostic,
    (before, after): (&str, &str),
) -> Option<Question> {
    let rule = lint::find_rule(&finding.code)?;
    let capability = &catalog::capabilities()[capability(finding)?];
    // Where the message gives the answer away, the reason of the rule asks for it; that of the general rule says nothing.
    let reason = if rule.code == GENERAL { String::new() } else { why(rule) };
    let (begin, told) = [("the check says", &finding.message), ("something is missed", &reason)]
        .into_iter()
        .find(|(_, text)| !names(text, key))?;
    let told = Some(told.trim_end_matches('.')).filter(|told| !told.is_empty())?;
    let id = format!("control:{}:{}", finding.code, capability.id);
    let mut random = material.random(&id);
    let wrong = wrong(material.model, key, capability.id, &mut random);
    let right = Answer::new(key.name, format!("{} {}", does(key), why(rule)));
    let mut answers = vec![(right, key.id)];
    answers.extend(wrong.into_iter().map(|one| (Answer::new(one.name, what(one)), one.id)));
    let ask = format!("{before} {begin} ({}): \u{201c}{told}\u{201d}. {after}", finding.code);
    let draft = Draft { id, kind: Kind::Control, task: task(rule, key), ask, answers };
    let found =
        draft.finish(&mut random, |order| Claim::Provides(capability.id.to_owned(), order))?;
    let found = found.from("rule", rule.code).from("catalogue", key.id);
    Some(found.studies(key.id, &[StudyKind::Benefit, StudyKind::Tip]))
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
