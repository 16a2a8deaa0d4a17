//! Which setting is missing: one is taken back from a component, and the rules say what they miss then.

use super::control::{self, Judge};
use super::name;
use crate::{
    catalog::{self, Carrier, Property},
    diagnostic::Diagnostic,
    lint::{self, Kind as RuleKind, Rule},
    model::{ComponentId, Model},
    study::{Answer, Claim, Kind, Question, Random, mutate, pool::lowered, question::Draft},
};
use std::collections::BTreeMap;

/// At most this many questions on what one rule misses.
const MOST: usize = 2;

pub(super) fn make(judge: &Judge<'_>) -> Vec<Question> {
    let model = judge.material.model;
    let before = found(model, judge);
    let mut out = Vec::new();
    let mut asked: BTreeMap<String, usize> = BTreeMap::new();
    for id in model.component_ids() {
        let said = &model.said.components[model.component(id).said].properties;
        for one in said.iter() {
            let Some(row) = catalog::property(&one.name.value, Carrier::Component) else {
                continue;
            };
            let after = found(&mutate::unset(model, id, row.name), judge);
            let is_new = |one: &&Diagnostic| {
                is_about(one, &one.code, model, id)
                    && !before
                        .iter()
                        .any(|old| old.code == one.code && old.subjects == one.subjects)
            };
            let Some(news) = after.iter().find(is_new) else { continue };
            let count = asked.entry(news.code.to_string()).or_default();
            if *count < MOST
                && let Some(made) = question(judge, (id, row), news)
            {
                *count += 1;
                out.push(made);
            }
        }
    }
    out
}

/// What is absent by the rules.
fn found(model: &Model, judge: &Judge<'_>) -> Vec<Diagnostic> {
    let mut findings = judge.findings(model);
    findings.retain(|one| {
        lint::find_rule(&one.code).is_some_and(|rule| rule.kind == RuleKind::Absence)
    });
    findings
}

fn is_about(finding: &Diagnostic, code: &str, model: &Model, id: ComponentId) -> bool {
    finding.code == code && finding.subjects.first() == Some(&model.component(id).id)
}

fn question(
    judge: &Judge<'_>,
    (at, key): (ComponentId, &'static Property),
    finding: &Diagnostic,
) -> Option<Question> {
    let rule = lint::find_rule(&finding.code)?;
    let material = judge.material;
    let part = &material.model.component(at).id;
    let id = format!("control:{}:{part}:{}", rule.code, key.name);
    let mut random = material.random(&id);
    let told = told(judge, rule, finding, key)?;
    let ask = format!(
        "One setting of `{part}` has been taken out of \u{201c}{}\u{201d}, and now {told} Which setting is missing?",
        name(material.model)
    );
    let mut answers = vec![(answer(key, control::why(rule)), key.name)];
    let said = &material.model.said.components[material.model.component(at).said].properties;
    for one in wrong(judge, (at, key), rule, &mut random) {
        let there = said.find(one.name).is_some();
        let has = if there { "it is there already" } else { "it is for something else" };
        let why = format!("{has}, and the check would still say {}", rule.code);
        answers.push((answer(one, why), one.name));
    }
    let draft = Draft { id, kind: Kind::Control, task: task(rule), ask, answers };
    let (taken, code) = (key.name, rule.code.to_owned());
    let judged = (judge.environment, code);
    let found = draft.finish(&mut random, |order| Claim::Settles(at, taken, judged, order))?;
    Some(found.from("rule", rule.code).from("catalogue", key.name))
}

fn answer(row: &Property, why: String) -> Answer {
    let meaning = lowered(row.meaning.trim_end_matches('.'));
    Answer::new(format!("`{}`: {meaning}", row.name), why)
}

/// What the check says then, or its reason where the message gives the answer away.
fn told(judge: &Judge<'_>, rule: &Rule, finding: &Diagnostic, key: &Property) -> Option<String> {
    let check = judge.name();
    let says = format!("{check} says ({}): \u{201c}{}\u{201d}.", rule.code, finding.message);
    let reason = control::why(rule);
    let because = format!(
        "{check} finds a fault ({}). Its reason: \u{201c}{}\u{201d}.",
        rule.code,
        reason.trim_end_matches('.')
    );
    let tells = |text: &str| {
        let stem = key.name.split('-').next().unwrap_or(key.name);
        let mut words = text.split(|letter: char| !letter.is_alphanumeric());
        words.any(|word| word.to_lowercase().starts_with(stem))
    };
    [(&finding.message, says), (&reason, because)]
        .into_iter()
        .find(|(text, _)| !tells(text))
        .map(|(_, told)| told)
}

/// Three settings that the component could have and that leave the finding.
fn wrong(
    judge: &Judge<'_>,
    (at, key): (ComponentId, &'static Property),
    rule: &Rule,
    random: &mut Random,
) -> Vec<&'static Property> {
    let model = judge.material.model;
    let traits = model.component(at).traits;
    let usual = mutate::USUAL.iter();
    let usual = usual.filter_map(|(name, _)| catalog::property(name, Carrier::Component));
    let anywhere = |row: &&'static Property| row.carriers.iter().next().is_none();
    let fits = |row: &&'static Property| {
        row.name != key.name && (anywhere(row) || row.carriers.any(traits))
    };
    // What is meant for components of this kind is the more plausible.
    let (mut others, mut possible): (Vec<_>, Vec<_>) = usual.filter(fits).partition(anywhere);
    random.shuffle(&mut possible);
    random.shuffle(&mut others);
    possible.append(&mut others);
    let stays = |row: &&'static Property| {
        let other = mutate::exchanged(model, at, key.name, row.name);
        found(&other, judge).iter().any(|one| is_about(one, rule.code, &other, at))
    };
    possible.into_iter().filter(stays).take(3).collect()
}

fn task(rule: &Rule) -> &'static str {
    match rule.code.trim_end_matches(|c: char| c.is_ascii_digit()) {
        "SEC" | "NET" => "5.1",
        "COMP" => "5.2",
        "SAF" => "4.1",
        "RAG" => "3.1",
        _ => "2.3",
    }
}
