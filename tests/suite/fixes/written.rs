//! Every fix, however the blueprint is written: its finding goes, no error comes, comments and all other text stay.

use super::{fixtures, forms, judge, source};
use cyanotype::{
    blueprint::Status,
    diagnostic::{Diagnostic, Safety, Severity},
    lint::Settings,
    pipeline::{Checked, fix},
    syntax::{apply_edits, parse},
};
use std::collections::{BTreeMap, BTreeSet};

/// Fixes that take text away on purpose: an acceptance, or a component that stands elsewhere then.
const MOVES: [&str; 3] = ["LNT001", "STR007", "STR011"];
/// Fixes that may bring an error to light, since another part stands there then: each says what it expects.
const TURNS_INTO_ANOTHER: [&str; 2] = ["STR002", "STR012"];

fn comments(text: &str) -> Vec<String> {
    let parsed = parse(&source(text));
    parsed.tree.comments().iter().map(|one| one.text.clone()).collect()
}

/// How often each finding stands there that is not merely planned to be settled.
fn open<'a>(checked: &'a Checked, code: &str) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    let open = |one: &&Diagnostic| one.code == code && !one.message.starts_with("planned with");
    for one in checked.findings.iter().filter(open) {
        *counts.entry(one.message.as_str()).or_default() += 1;
    }
    counts
}

/// Errors by code and subjects.
type Errors = BTreeSet<(String, Vec<String>)>;

/// All errors, those of low confidence included: a layer that appears makes them surer.
fn errors(text: &str, settings: &Settings) -> Errors {
    let all = Settings { pedantic: true, ..settings.clone() };
    let checked = judge(text, &all);
    let errors = checked.findings.iter().filter(|one| one.severity == Severity::Error);
    errors.map(|one| (one.code.to_string(), one.subjects.clone())).collect()
}

/// The components that are there already, as they are said.
fn parts(checked: &Checked) -> Vec<(String, String, usize)> {
    let components = checked.model.iter().flat_map(|model| &model.components);
    let built = components.filter(|one| one.status != Some(Status::Planned));
    built.map(|one| (one.id.clone(), one.word.value.clone(), one.layer)).collect()
}

/// What is wrong with one fix, applied alone.
fn fault(
    (text, known): (&str, &Errors),
    before: &Checked,
    one: &Diagnostic,
    settings: &Settings,
) -> Option<String> {
    let edits = &one.fix.as_ref()?.edits;
    let mended = match apply_edits(text, edits) {
        Ok(mended) => mended,
        Err(error) => return Some(error.to_string()),
    };
    let after = judge(&mended, settings);
    let fault = |what: &str| Some(format!("{what} in\n{mended}"));
    let sum = |checked: &Checked| open(checked, &one.code).values().sum::<usize>();
    let there = |checked: &Checked| open(checked, &one.code).get(one.message.as_str()).copied();
    if sum(&after) >= sum(before) || there(&after) >= there(before).max(Some(1)) {
        return fault("the finding stays");
    }
    let new: Vec<_> = errors(&mended, settings).difference(known).cloned().collect();
    let expected = TURNS_INTO_ANOTHER.contains(&&*one.code)
        && new.iter().all(|(code, _)| !code.starts_with("BPT"));
    if !new.is_empty() && !expected {
        return fault(&format!("new errors {new:?}"));
    }
    let warned = |checked: &Checked| {
        checked.findings.iter().filter(|one| one.code.starts_with("BPT")).count()
    };
    if warned(&after) > warned(before) {
        return fault("reads worse");
    }
    let (old, now) = (parts(before), parts(&after));
    let gone = old.iter().filter(|one| !now.contains(one)).count();
    if gone > 1 || now.len() != old.len() {
        return fault("other components are changed");
    }
    told(text, &mended, &one.code)
}

/// What is wrong with the text around the edits.
fn told(text: &str, mended: &str, code: &str) -> Option<String> {
    let (mut old, mut now) = (comments(text), comments(mended));
    if MOVES.contains(&code) {
        old.sort();
        now.sort();
    }
    // A suppression is a comment itself.
    if !code.starts_with("LNT") && old != now {
        return Some(format!("comments are lost or move in\n{mended}"));
    }
    let windows = |text: &str| text.matches("\r\n").count();
    let lines = |text: &str| text.matches('\n').count();
    if windows(text) == lines(text) && lines(text) > 0 && windows(mended) != lines(mended) {
        return Some(format!("line ends are mixed in\n{mended:?}"));
    }
    None
}

/// For every way to write every fixture: what was found there, and what `look` says of it.
/// One in `part` of them where there are many.
fn each(part: usize, mut look: impl FnMut(&str, &str, &Settings)) {
    for (at, (name, text, settings)) in fixtures().into_iter().enumerate() {
        let offers = judge(&text, &settings).findings.iter().any(|one| one.fix.is_some());
        if !offers {
            continue;
        }
        // The golden blueprint is large, so that each of its mutations is written in some ways only.
        let every = if text.len() > 2_000 { 7 * part } else { part };
        for (place, (form, text)) in forms::of(&text).into_iter().enumerate() {
            if (at + place) % every == 0 {
                look(&format!("{name}, {form}"), &text, &settings);
            }
        }
    }
}

#[test]
fn every_fix_is_right_in_every_form() {
    let mut faults = Vec::new();
    let mut offered: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    each(2, |name, text, settings| {
        let before = judge(text, settings);
        let known = errors(text, settings);
        // A page on suppressions runs every rule; what the others find is on their own pages.
        let (page, form) = (&name[..3], name.rsplit(", ").next().unwrap_or("").to_owned());
        let own = |one: &&Diagnostic| page != "LNT" || one.code.starts_with("LNT");
        for one in before.findings.iter().filter(|one| one.fix.is_some()).filter(own) {
            offered.entry(one.code.to_string()).or_default().insert(form.clone());
            if let Some(fault) = fault((text, &known), &before, one, settings) {
                faults.push(format!("{name}: {}: {}: {fault}", one.code, one.message));
            }
        }
    });
    let total = faults.len();
    faults.truncate(12);
    assert!(faults.is_empty(), "{total} faults:\n{}", faults.join("\n\n"));
    // A fix that is offered hardly anywhere would be right for nothing.
    offered.retain(|code, _| !code.starts_with("LNT"));
    let rare: Vec<_> = offered.iter().filter(|(_, forms)| forms.len() < 5).collect();
    assert!(rare.is_empty(), "offered in few forms only: {rare:?}");
    assert!(offered.len() >= 40, "only {} rules offer fixes: {:?}", offered.len(), offered.keys());
}

#[test]
fn in_every_form_all_fixes_together_leave_none_and_twice_changes_nothing() {
    let mut faults = Vec::new();
    each(4, |name, text, settings| {
        for most in [Safety::Safe, Safety::Unsafe] {
            let once = fix(&source(text), settings, most, |_| Err(String::new()));
            let twice = fix(&once.source, settings, most, |_| Err(String::new()));
            let mended = once.source.text();
            let mut fault =
                |what: &str| faults.push(format!("{name} {most:?}: {what} in\n{mended}"));
            let left = once.checked.findings.iter().filter_map(|one| one.fix.as_ref());
            if left.filter(|fix| fix.safety <= most).count() > 0 {
                fault("fixes are left");
            }
            if twice.source.text() != mended || !twice.applied.is_empty() {
                fault("the second time changes something");
            }
            let before = judge(text, settings);
            let bad = |checked: &Checked| {
                checked.findings.iter().filter(|one| one.code.starts_with("BPT")).count()
            };
            if bad(&once.checked) > bad(&before) {
                fault("reads worse");
            }
            if once.applied.is_empty() != (mended == text) {
                fault("what is said and what is done differ");
            }
            let lost = !name.starts_with("LNT") && {
                let (old, now) = (comments(text), comments(mended));
                old.iter().any(|one| !now.contains(one))
            };
            if lost {
                fault("comments are lost");
            }
        }
    });
    let total = faults.len();
    faults.truncate(8);
    assert!(faults.is_empty(), "{total} faults:\n{}", faults.join("\n\n"));
}

/// Mistakes in the words of the format, whose fixes the reader offers.
const MISSPELT: &[&str] = &[
    "name: A\nenigne:\n  x: bedrock\n",
    "name: A\nengine:\n  x: {service: bedrock, lable: X}\n",
    "name: A\nengine:\n  x:\n    service: bedrock\n    lable: X\n    label: Y\n",
    "name: A\nengine:\n  x: bedrock\nenginee:\n  y: bedrock\n",
    "name: A\ncontext: {enviroment: prod}\nengine:\n  x: bedrock\n",
    "name: A\ncontext: {environment: prdo}\nengine:\n  x: bedrock\n",
    "name: A\nengine:\n  x: {service: bedrock, status: planed}\n",
    "name: A\nengine:\n  x: {service: bedrock, guardrial: true}\n",
    "name: A\nstorage:\n  x: {service: s3, data: [pii, pic]}\n",
    "name: A\nengine:\n  x: bedrock\napi:\n  y: lambda\nconnections:\n  - y -> x: {knd: request}\n",
    "name: A\nengine:\n  x: {service: bedrock, in: net}\ngroups:\n  net: {kind: vpcc}\n",
];

#[test]
fn what_the_reader_mends_reads_better() {
    let settings = Settings { select: vec!["STY001".to_owned()], ..Settings::default() };
    let (mut faults, mut fixed) = (Vec::new(), 0);
    for fixture in MISSPELT {
        for (form, text) in forms::of(fixture) {
            let before = judge(&text, &settings);
            for one in before.findings.iter().filter(|one| one.fix.is_some()) {
                fixed += 1;
                let mended = apply_edits(&text, &one.fix.as_ref().unwrap().edits).unwrap();
                let after = judge(&mended, &settings).findings.len();
                if after >= before.findings.len() || comments(&mended) != comments(&text) {
                    faults.push(format!("{form}: {} in\n{mended}", one.message));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    assert!(fixed > 150, "{fixed}");
}
