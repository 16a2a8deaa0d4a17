//! Findings that are not shown, and the fingerprints of all findings of a file.

use super::FileReport;
use crate::diagnostic::Diagnostic;
use crate::lint::{self, Fingerprint};
use crate::source::Span;

/// A finding that is not shown as one to act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Index of its file in the report.
    pub file: usize,
    /// The finding.
    pub finding: Diagnostic,
    /// Why it is not shown.
    pub why: Why,
}

/// Why a finding is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The author accepts it in the file.
    Accepted {
        /// The author's reason; empty when there is none.
        reason: String,
        /// Where that is written.
        by: Span,
    },
    /// It is in the baseline.
    InBaseline,
    /// It was there before, in the version that is compared with.
    Before,
}

/// The fingerprints of the findings of the file at `index`, in their order. Those that a baseline or an earlier version
/// hides are counted with them, so that nobody's fingerprint changes by what is shown.
pub fn fingerprints(files: &[FileReport], hidden: &[Hidden], index: usize) -> Vec<Fingerprint> {
    let Some(file) = files.get(index) else { return Vec::new() };
    let counted = hidden
        .iter()
        .filter(|one| one.file == index)
        .filter(|one| !matches!(one.why, Why::Accepted { .. }));
    let all: Vec<Diagnostic> =
        file.findings.iter().chain(counted.map(|one| &one.finding)).cloned().collect();
    let mut prints = lint::fingerprints(&all);
    prints.truncate(file.findings.len());
    prints
}
