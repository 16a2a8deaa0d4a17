//! A finding keeps its fingerprint through everything that does not change what it says.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "this test reads the reference blueprints")]

use crate::rule_pages;
use cyanotype::{
    lint::{Fingerprint, RULES, Settings, fingerprints},
    pipeline,
    source::Source,
};
use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

/// Blueprints with findings of every rule: the examples of the rules, our own blueprints, and published architectures.
static SAMPLES: LazyLock<Vec<(String, String, Settings)>> = LazyLock::new(|| {
    let mut samples = rule_pages::examples();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["blueprints", "tests/fixtures/patterns"].map(|name| root.join(name));
    for entry in folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap()) {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "yaml") {
            let settings = Settings { pedantic: true, ..Settings::default() };
            let text = std::fs::read_to_string(&path).unwrap();
            samples.push((path.display().to_string(), text, settings));
        }
    }
    samples.sort_by(|a, b| a.0.cmp(&b.0));
    samples
});

fn no_file(_: &str) -> Result<Source, String> {
    Err("no file".to_owned())
}

/// The fingerprints with the messages that they stand for, sorted.
fn prints(text: &str, settings: &Settings) -> Vec<(Fingerprint, String)> {
    named("a.yaml", text, settings)
}

/// The same for a file with this name.
fn named(name: &str, text: &str, settings: &Settings) -> Vec<(Fingerprint, String)> {
    let checked = pipeline::check(&Source::new(name, text), settings, no_file);
    let words = |one: &cyanotype::diagnostic::Diagnostic| format!("{} {}", one.code, one.message);
    let names = checked.findings.iter().map(words);
    let mut prints: Vec<_> = fingerprints(&checked.findings).into_iter().zip(names).collect();
    prints.sort();
    prints
}

/// The fingerprints alone: messages list names in the order of the file.
fn only(text: &str, settings: &Settings) -> Vec<Fingerprint> {
    prints(text, settings).into_iter().map(|one| one.0).collect()
}

/// Small random numbers, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most.max(1)
    }
    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

/// The lines in blocks: each begins with a line of `indent` that holds a key, and what stands above it in comments.
fn blocks<'a>(lines: &[&'a str], indent: usize) -> Vec<Vec<&'a str>> {
    let mut blocks: Vec<Vec<&str>> = Vec::new();
    let mut comments = Vec::new();
    for line in lines {
        let trimmed = line.trim_start();
        let own = line.len() - trimmed.len();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            comments.push(*line);
        } else if own == indent || blocks.is_empty() {
            let mut block = std::mem::take(&mut comments);
            block.push(line);
            blocks.push(block);
        } else {
            let last = blocks.last_mut().unwrap();
            last.append(&mut comments);
            last.push(line);
        }
    }
    blocks.last_mut().unwrap().append(&mut comments);
    blocks
}

/// The sections, and the entries of each that is a mapping, in another order.
fn reordered(text: &str, dice: &mut Dice) -> String {
    let lines: Vec<&str> = text.lines().collect();
    if lines.iter().any(|line| line.contains(['&', '*'])) {
        return text.to_owned();
    }
    let mut sections = blocks(&lines, 0);
    for section in &mut sections {
        let head = section.iter().position(|line| !line.trim_start().starts_with('#')).unwrap();
        let entries = section.split_off(head + 1);
        let first = entries
            .iter()
            .find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
        let Some(first) = first else {
            section.extend(entries);
            continue;
        };
        let mut inner = blocks(&entries, first.len() - first.trim_start().len());
        if !first.trim_start().starts_with('-') {
            dice.shuffle(&mut inner);
        }
        section.extend(inner.concat());
    }
    dice.shuffle(&mut sections);
    sections.concat().join("\n") + "\n"
}

/// Comments and empty lines between the lines, never below an acceptance, which would lose its line.
fn commented(text: &str, dice: &mut Dice) -> String {
    let mut out = String::new();
    for line in text.lines() {
        out.push_str(line);
        out.push('\n');
        if !line.contains("cyanotype:") && !text.contains(['|', '>']) && dice.below(3) == 0 {
            out.push_str(if dice.below(2) == 0 { "\n" } else { "# a remark: [1, 2]\n" });
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn they_stay_while_the_text_moves(which in 0usize..100_000, seed in 0u64..1_000_000) {
        let (name, text, settings) = &SAMPLES[which % SAMPLES.len()];
        let before = prints(text, settings);
        let mut dice = Dice(seed);
        let moved = commented(text, &mut dice);
        prop_assert_eq!(&before, &prints(&moved, settings), "{} with comments:\n{}", name, moved);
        let turned = reordered(text, &mut dice);
        prop_assert_eq!(only(text, settings), only(&turned, settings), "{} in another order:\n{}", name, turned);
    }
}

#[test]
fn they_stay_when_the_file_is_put_into_the_canonical_form() {
    for (name, text, settings) in SAMPLES.iter() {
        let Ok(canonical) = pipeline::format(&Source::new("a.yaml", text.as_str()), no_file) else {
            continue;
        };
        assert_eq!(only(text, settings), only(&canonical, settings), "{name}\n{canonical}");
    }
}

#[test]
fn they_stay_when_the_file_gets_another_name() {
    for (name, text, settings) in SAMPLES.iter() {
        let renamed = named("other/name.yml", text, settings);
        assert_eq!(prints(text, settings), renamed, "{name}");
    }
}

#[test]
fn every_rule_is_among_the_samples() {
    let found: BTreeSet<String> = SAMPLES
        .iter()
        .flat_map(|(_, text, settings)| prints(text, settings))
        .filter_map(|(_, words)| Some(words.split_once(' ')?.0.to_owned()))
        .collect();
    let missing: Vec<_> = RULES.iter().filter(|rule| !found.contains(rule.code)).collect();
    assert!(missing.is_empty(), "{:?}", missing.iter().map(|rule| rule.code).collect::<Vec<_>>());
}

/// The text with a visitor who does nothing; `None` where the actors stand on one line.
fn with_visitor(text: &str) -> Option<String> {
    if text.contains("\nactors: {") {
        return None;
    }
    if text.contains("\nactors:\n") {
        Some(text.replacen("\nactors:\n", "\nactors:\n  zz-visitor: user\n", 1))
    } else {
        Some(format!("{}\nactors:\n  zz-visitor: user\n", text.trim_end()))
    }
}

#[test]
fn they_stay_when_something_else_is_added() {
    let mut compared = 0;
    for (name, text, settings) in SAMPLES.iter() {
        let Some(more) = with_visitor(text) else { continue };
        let has = prints(&more, settings);
        for one in prints(text, settings) {
            compared += 1;
            assert!(has.iter().any(|other| other.0 == one.0), "{name}: {} in {has:#?}", one.1);
        }
    }
    assert!(compared > 100, "only {compared} findings are compared");
}

#[test]
fn no_two_findings_of_a_file_share_one() {
    let mut seen = 0;
    for (name, text, settings) in SAMPLES.iter() {
        let prints = prints(text, settings);
        seen += prints.len();
        assert!(prints.windows(2).all(|pair| pair[0].0 != pair[1].0), "{name}: {prints:?}");
    }
    assert!(seen > 150, "only {seen} findings are compared");
}
