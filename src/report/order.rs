//! The fixed order of findings in a file.

use super::FileReport;
use crate::diagnostic::Diagnostic;

/// The findings of a file by place, then code, then message.
pub fn in_order(file: &FileReport) -> Vec<&Diagnostic> {
    Diagnostic::in_order(&file.findings)
}
