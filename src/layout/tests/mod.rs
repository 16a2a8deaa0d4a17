//! Drawings of samples and of random inputs, held against the contract.
#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "tests may fail loudly, and their numbers are small"
)]

pub(super) mod random;
pub(super) mod samples;
pub(super) mod svg;

use super::{Input, Violation, run, verify};

fn check(name: &str, input: &Input) -> Vec<Violation> {
    let drawing = run(input);
    svg::write(name, input, &drawing);
    verify(input, &drawing)
}

#[test]
fn samples_are_clean() {
    for (name, input) in samples::all() {
        let found = check(name, &input);
        assert!(found.is_empty(), "{name}: {found:?}");
    }
}

/// Draws `make(seed, size)` for every seed; no drawing may break the contract or panic.
fn sweep(
    kind: &str,
    make: fn(u64, usize) -> Input,
    seeds: std::ops::Range<u64>,
    size: fn(u64) -> usize,
) {
    let mut bad = Vec::new();
    for seed in seeds {
        let input = make(seed, size(seed));
        let drawn = std::panic::catch_unwind(|| check(&format!("{kind}{seed}"), &input));
        match drawn {
            Ok(found) if found.is_empty() => {}
            Ok(found) => bad.push(format!("{kind}{seed}: {found:?}")),
            Err(_) => bad.push(format!("{kind}{seed}: panic")),
        }
    }
    assert!(bad.is_empty(), "{} bad:\n{}", bad.len(), bad.join("\n"));
}

#[test]
fn random_free_drawings_are_clean() {
    sweep("free", random::free, 0..1000, small);
}

#[test]
fn random_banded_drawings_are_clean() {
    sweep("banded", random::banded, 0..1000, small);
}

/// Mostly few boxes, where odd cases are dense; every twelfth input has up to 25.
fn small(seed: u64) -> usize {
    let spread = if seed % 12 == 0 { 23 } else { 8 };
    2 + (seed as usize * 7) % spread
}

#[test]
#[ignore = "takes minutes without optimisation"]
fn large_random_drawings_are_clean() {
    sweep("free", random::free, 5000..5120, |seed| 30 + seed as usize % 50);
    sweep("banded", random::banded, 5000..5120, |seed| 30 + seed as usize % 50);
}

#[test]
fn the_same_input_gives_the_same_drawing() {
    for (_, input) in samples::all() {
        assert_eq!(run(&input), run(&input));
    }
}
