//! The fixed order of findings in a file.

use super::FileReport;
use crate::diagnostic::Diagnostic;

/// The findings of a file by place, then code, then message.
pub fn in_order(file: &FileReport) -> Vec<&Diagnostic> {
    let mut findings: Vec<&Diagnostic> = file.findings.iter().collect();
    findings.sort_by_key(|one| (one.primary.span, &one.code, &one.message));
    findings
}
