//! What holds for every change: nothing is a change of itself, both ways say the same, every edit is told and no other.

use cyanotype::{
    change::{Change, Kind, Part},
    lint::Settings,
    pipeline::{self, Checked, Compared},
    render,
    scene::{Options, View},
    source::Source,
};
use proptest::{prelude::*, sample::subsequence};
use std::{collections::BTreeSet, fmt::Write as _};

fn check(text: &str) -> Checked {
    let source = Source::new("x.yaml", text);
    pipeline::check(&source, &Settings::default(), |_| Err("no".to_owned()))
}

fn compared(old: &str, new: &str) -> Compared {
    pipeline::compare(check(old), check(new))
}

/// A part as one is told, whatever its place: kind, id, old name, and the words that differ.
type Told = (Kind, String, Option<String>, Vec<cyanotype::change::Difference>);

fn told<'a>(parts: impl Iterator<Item = &'a Part>) -> Vec<Told> {
    let mut out: Vec<Told> = parts
        .map(|part| {
            let mut differences = part.differences.clone();
            differences.sort();
            (part.kind, part.id.clone(), part.was.clone(), differences)
        })
        .collect();
    out.sort();
    out
}

/// The same seen from the other side.
fn mirrored(told: Vec<Told>) -> Vec<Told> {
    let turn = |(kind, id, was, differences): Told| {
        let mut differences: Vec<_> =
            differences.into_iter().map(cyanotype::change::Difference::mirrored).collect();
        differences.sort();
        let (id, was) = match was {
            Some(was) => (was, Some(id)),
            None => (id, None),
        };
        (kind.mirrored(), id, was, differences)
    };
    let mut out: Vec<Told> = told.into_iter().map(turn).collect();
    out.sort();
    out
}

const SERVICES: [&str; 5] = ["lambda", "s3", "dynamodb", "sqs", "bedrock"];

/// A blueprint by its parts.
#[derive(Clone, Debug, Default)]
struct Parts {
    /// Number, service, label.
    components: Vec<(usize, &'static str, String)>,
    /// From, to, label.
    lines: BTreeSet<(usize, usize, String)>,
}

impl Parts {
    fn text(&self) -> String {
        let mut out = "name: Random\nengine:\n".to_owned();
        for (id, service, label) in &self.components {
            let _ = writeln!(out, "  c{id}: {{service: {service}, label: {label}, tags: [t{id}]}}");
        }
        out.push_str("connections:\n");
        for (from, to, label) in &self.lines {
            let _ = writeln!(out, "  - c{from} -> c{to}: {label}");
        }
        out
    }
}

/// What is done to a blueprint.
#[derive(Clone, Debug)]
struct Edits {
    removed: Vec<usize>,
    added: usize,
    labelled: Vec<usize>,
    unlined: Vec<usize>,
    lined: Vec<(usize, usize)>,
}

fn cases() -> impl Strategy<Value = (Parts, Edits)> {
    (4usize..14).prop_flat_map(|count| {
        let all: Vec<usize> = (0..count).collect();
        let lines = proptest::collection::btree_set((0..count, 0..count), 0..2 * count);
        let edits = (
            subsequence(all.clone(), 0..3),
            0usize..3,
            subsequence(all, 0..3),
            proptest::collection::vec(0..2 * count, 0..3),
            proptest::collection::vec((0..count, 0..count), 0..3),
        );
        (lines, edits).prop_map(move |(lines, edits)| {
            let components = (0..count).map(|id| (id, SERVICES[id % 5], format!("L{id}")));
            let lines = lines.into_iter().filter(|(from, to)| from != to);
            let parts = Parts {
                components: components.collect(),
                lines: lines.map(|(from, to)| (from, to, "old".to_owned())).collect(),
            };
            let (removed, added, labelled, unlined, lined) = edits;
            (parts, Edits { removed, added, labelled, unlined, lined })
        })
    })
}

/// The blueprint after the edits, and what must be told: kind and id of components and of connections.
fn edited(old: &Parts, edits: &Edits) -> (Parts, BTreeSet<(Kind, String)>) {
    let mut new = old.clone();
    let mut told = BTreeSet::new();
    let line = |from: &usize, to: &usize| format!("c{from} -> c{to}");
    new.components.retain(|(id, ..)| !edits.removed.contains(id));
    told.extend(edits.removed.iter().map(|id| (Kind::Removed, format!("c{id}"))));
    for (id, _, label) in &mut new.components {
        if edits.labelled.contains(id) {
            label.push('x');
            told.insert((Kind::Changed, format!("c{id}")));
        }
    }
    for at in 0..edits.added {
        new.components.push((100 + at, "elasticache", "New".to_owned()));
        told.insert((Kind::Added, format!("c{}", 100 + at)));
    }
    let all: Vec<_> = old.lines.iter().cloned().collect();
    for one in edits.unlined.iter().filter_map(|&at| all.get(at)) {
        new.lines.remove(one);
    }
    for &(from, to) in edits.lined.iter().filter(|(from, to)| from != to) {
        if !old.lines.iter().any(|one| (one.0, one.1) == (from, to)) {
            new.lines.insert((from, to, "new".to_owned()));
        }
    }
    new.lines.retain(|(from, to, _)| !edits.removed.contains(from) && !edits.removed.contains(to));
    let ends = |parts: &Parts| {
        parts.lines.iter().map(|(from, to, _)| line(from, to)).collect::<BTreeSet<_>>()
    };
    let (before, after) = (ends(old), ends(&new));
    told.extend(before.difference(&after).map(|id| (Kind::Removed, id.clone())));
    told.extend(after.difference(&before).map(|id| (Kind::Added, id.clone())));
    (new, told)
}

/// A text with a few of its letters exchanged, doubled or gone.
fn damaged(text: &'static str) -> impl Strategy<Value = String> {
    let letters: Vec<char> = text.chars().collect();
    let length = letters.len();
    proptest::collection::vec((0..length, 0..4usize, any::<char>()), 0..12).prop_map(move |edits| {
        let mut letters = letters.clone();
        for (at, how, letter) in edits {
            let at = at.min(letters.len() - 1);
            match how {
                0 => letters[at] = letter,
                1 => letters.insert(at, [':', '-', '{', '[', '\n', ' '][at % 6]),
                2 => drop(letters.remove(at)),
                _ => letters.truncate(at.max(length / 2)),
            }
        }
        letters.into_iter().collect()
    })
}

const OLD: &str = include_str!("../../blueprints/rag-chatbot.yaml");
const NEW: &str = include_str!("../fixtures/diff/rag-chatbot-changed.yaml");

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_edit_is_told_and_no_other((old, edits) in cases()) {
        let (new, expected) = edited(&old, &edits);
        let compared = compared(&old.text(), &new.text());
        let change = compared.change.unwrap();
        let found: BTreeSet<(Kind, String)> =
            change.parts().map(|part| (part.kind, part.id.clone())).collect();
        prop_assert_eq!(found, expected);
        prop_assert!(change.about.is_empty());
    }

    #[test]
    fn seen_from_the_other_side_all_is_mirrored((old, edits) in cases()) {
        let (new, _) = edited(&old, &edits);
        let (old, new) = (old.text(), new.text());
        let (there, back) = (compared(&old, &new), compared(&new, &old));
        let parts = |one: &Compared| told(one.change.iter().flat_map(Change::parts));
        prop_assert_eq!(mirrored(parts(&there)), parts(&back));
        let count = |one: &Compared| (one.found.new.len(), one.found.fixed.len(), one.found.kept.len());
        let (new, fixed, kept) = count(&there);
        prop_assert_eq!((fixed, new, kept), count(&back));
    }

    #[test]
    fn a_new_name_is_a_rename_and_nothing_else((old, _) in cases(), at in 0usize..4) {
        let mut new = old.clone();
        new.components[at].0 = 200;
        new.lines = old.lines.iter().map(|(from, to, label)| {
            let now = |id: usize| if id == at { 200 } else { id };
            (now(*from), now(*to), label.clone())
        }).collect();
        let change = compared(&old.text(), &new.text()).change.unwrap();
        // The tag goes with the name; it is one word of four that are said.
        let all: Vec<_> = change.parts().map(|part| (part.id.clone(), part.was.clone())).collect();
        prop_assert_eq!(all, vec![("c200".to_owned(), Some(format!("c{at}")))]);
    }

    #[test]
    fn nothing_is_a_change_of_itself(text in damaged(OLD)) {
        let change = compared(&text, &text);
        if let Some(change) = &change.change {
            prop_assert!(change.is_empty(), "{:?}", change);
        }
        prop_assert!(change.found.new.is_empty() && change.found.fixed.is_empty());
    }

    #[test]
    fn the_canonical_form_is_no_change(text in damaged(OLD)) {
        let source = Source::new("x.yaml", text.as_str());
        if let Ok(formatted) = pipeline::format(&source, |_| Err("no".to_owned())) {
            let change = compared(&text, &formatted).change;
            prop_assert!(change.as_ref().is_none_or(Change::is_empty), "{:?}", change);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_blueprints_are_compared_and_drawn(old in damaged(OLD), new in damaged(NEW), deployment in any::<bool>()) {
        let compared = compared(&old, &new);
        let view = if deployment { View::Deployment } else { View::Layers };
        let formats = [render::format("svg").unwrap(), render::format("html").unwrap()];
        let drawn = pipeline::draw_change(&compared, &Options { view, ..Options::default() }, &formats);
        prop_assert_eq!(drawn.unwrap().is_some(), compared.change.is_some());
    }
}
