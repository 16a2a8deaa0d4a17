//! How often each rule fired, as a small table.

use crate::report::{Report, by_rule};
use std::fmt::{Result, Write};

/// Appends the table; nothing when nothing was found.
pub(super) fn write(report: &Report<'_>, out: &mut String) -> Result {
    let counts = by_rule(report.files);
    let digits = counts.iter().map(|one| one.count.to_string().len()).max().unwrap_or(0);
    let codes = counts.iter().map(|one| one.code.len()).max().unwrap_or(0);
    for one in &counts {
        let severity = one.severity.as_str();
        writeln!(out, "{:>digits$}  {severity:<7}  {:<codes$}  {}", one.count, one.code, one.name)?;
    }
    if !counts.is_empty() {
        out.push('\n');
    }
    Ok(())
}
