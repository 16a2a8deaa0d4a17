//! What a run found, and which of it is not shown.

use super::Judged;
use crate::lint::{self, Fingerprint, Ran};
use crate::report::{self, FileReport, Hidden, Why};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The findings of all files of a run.
#[derive(Debug, Default)]
pub(in crate::cli) struct Outcome {
    /// What is to be reported, in the order of the files.
    pub(in crate::cli) files: Vec<FileReport>,
    /// Where each of them comes from.
    pub(in crate::cli) origins: Vec<Origin>,
    /// What is not shown.
    pub(in crate::cli) hidden: Vec<Hidden>,
    /// Further parts of the summary.
    pub(in crate::cli) remarks: Vec<String>,
}

/// What a file is in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Part {
    /// A blueprint.
    Blueprint,
    /// The reference architecture that a blueprint names.
    Reference,
}

/// Where a report of a file comes from.
#[derive(Debug)]
pub(in crate::cli) struct Origin {
    /// The path of the file.
    pub(in crate::cli) path: PathBuf,
    /// What it is.
    pub(in crate::cli) part: Part,
    /// The rules that ran on it; none on a reference architecture.
    pub(in crate::cli) ran: Vec<Ran>,
}

impl Outcome {
    /// The findings of `judged`, with what the authors accept among the hidden ones.
    pub(in crate::cli) fn new(judged: Vec<Judged>) -> Self {
        let mut outcome = Self::default();
        for mut one in judged {
            let first = outcome.files.len();
            for (at, file) in one.files.into_iter().enumerate() {
                let (path, part) = match at {
                    0 => (one.path.clone(), Part::Blueprint),
                    _ => (file.source.name().into(), Part::Reference),
                };
                let ran = std::mem::take(&mut one.ran);
                outcome.origins.push(Origin { path, part, ran });
                outcome.files.push(file);
            }
            outcome.hidden.extend(one.accepted.into_iter().map(|one| Hidden {
                file: first,
                finding: one.finding,
                why: Why::Accepted { reason: one.reason, by: one.by },
            }));
        }
        outcome
    }

    /// The fingerprints of all findings of a file, hidden ones that nobody accepts included.
    pub(in crate::cli) fn prints(&self, index: usize) -> BTreeSet<Fingerprint> {
        let hidden = self.hidden.iter().filter(|one| one.file == index);
        let counted = hidden.filter(|one| !matches!(one.why, Why::Accepted { .. }));
        let all = self.files[index].findings.iter().chain(counted.map(|one| &one.finding));
        lint::fingerprints(&all.cloned().collect::<Vec<_>>()).into_iter().collect()
    }

    /// The fingerprints of the findings that are shown of a file, in their order.
    pub(in crate::cli) fn prints_in_order(&self, index: usize) -> Vec<Fingerprint> {
        report::fingerprints(&self.files, &self.hidden, index)
    }

    /// The fingerprints of what the author of a file accepts.
    pub(in crate::cli) fn accepted_prints(&self, index: usize) -> BTreeSet<Fingerprint> {
        let hidden = self.hidden.iter().filter(|one| one.file == index);
        let accepted = hidden.filter(|one| matches!(one.why, Why::Accepted { .. }));
        let findings: Vec<_> = accepted.map(|one| one.finding.clone()).collect();
        lint::fingerprints(&findings).into_iter().collect()
    }

    /// Hides the findings of a file whose fingerprints are `known`; says which of these were found.
    pub(in crate::cli) fn hide(
        &mut self,
        index: usize,
        known: &BTreeSet<Fingerprint>,
        why: &Why,
    ) -> BTreeSet<Fingerprint> {
        let prints = report::fingerprints(&self.files, &self.hidden, index);
        let findings = std::mem::take(&mut self.files[index].findings);
        let mut found = BTreeSet::new();
        for (finding, print) in findings.into_iter().zip(prints) {
            if known.contains(&print) {
                found.insert(print);
                self.hidden.push(Hidden { file: index, finding, why: why.clone() });
            } else {
                self.files[index].findings.push(finding);
            }
        }
        found
    }
}
