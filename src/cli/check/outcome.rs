//! What a run found, and which of it is not shown.

use super::Judged;
use crate::lint::{Fingerprint, Ran};
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

/// Where a report of a file comes from.
#[allow(dead_code, reason = "the baseline is about to need it")]
#[derive(Debug)]
pub(in crate::cli) struct Origin {
    /// The path of the file.
    pub(in crate::cli) path: PathBuf,
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
                let path = if at == 0 { one.path.clone() } else { file.source.name().into() };
                outcome.origins.push(Origin { path, ran: std::mem::take(&mut one.ran) });
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

    #[allow(dead_code, reason = "the baseline is about to need it")]
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
