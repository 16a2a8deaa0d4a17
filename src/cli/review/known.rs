//! What a baseline knows of the new versions of a review.

use super::super::baseline::Known;
use super::super::check::{Origin, Outcome, Part};
use super::{FileReport, Reviewed, Version};
use crate::lint::Fingerprint;
use std::collections::BTreeSet;

/// The findings of the new versions that there are, in the order of the review.
pub(super) fn outcome(pairs: &[(Version, Version)], reviewed: &[Reviewed]) -> Outcome {
    let mut outcome = Outcome::default();
    for ((_, version), one) in pairs.iter().zip(reviewed).filter(|(_, one)| one.is_there()) {
        let (ground, checked) = (&one.comparison.new, &one.comparison.compared.new);
        let path = version.place().unwrap_or_else(|| ground.source.name().into());
        outcome.origins.push(Origin { path, part: Part::Blueprint, ran: checked.ran.clone() });
        outcome.files.push(FileReport {
            source: ground.source.clone(),
            findings: checked.findings.clone(),
            unreadable: ground.unreadable.clone(),
        });
    }
    outcome
}

/// Takes what the baseline knows out of the new findings, and counts it.
pub(super) fn hide(baseline: &Known, outcome: &mut Outcome, reviewed: &mut [Reviewed]) {
    let files = 0..outcome.files.len();
    let before: Vec<Vec<Fingerprint>> = files.map(|at| outcome.prints_in_order(at)).collect();
    baseline.hide(outcome);
    let there = reviewed.iter_mut().filter(|one| one.is_there());
    for (at, (one, prints)) in there.zip(before).enumerate() {
        let open: BTreeSet<Fingerprint> = outcome.prints_in_order(at).into_iter().collect();
        let new = &mut one.comparison.compared.found.new;
        let all = new.len();
        new.retain(|&finding| prints.get(finding).is_none_or(|print| open.contains(print)));
        one.known = all - new.len();
    }
}
