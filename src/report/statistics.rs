//! How often each rule fired, or how well the blueprints do by each benefit, as a small table.

use crate::lint::Score;
use crate::report::{Detail, Report, by_rule};
use std::fmt::{Result, Write};

/// Appends the table that the report wants; nothing when it wants the findings.
pub(super) fn write(report: &Report<'_>, out: &mut String) -> Result {
    match report.detail {
        Detail::Findings => Ok(()),
        Detail::Statistics => rules(report, out),
        Detail::Benefits => benefits(&report.scores, out),
    }
}

/// One line a benefit: its score, and how many of its rules found nothing.
fn benefits(scores: &[Score], out: &mut String) -> Result {
    for one in scores {
        let name = one.benefit.as_str();
        match one.percent() {
            Some(percent) => {
                let (kept, ran) = (one.kept, one.ran);
                writeln!(out, "{percent:>4} %  {name:<14}  {kept} of {ran} rules found nothing")?;
            }
            None => writeln!(out, "   –    {name:<14}  no rule ran")?,
        }
    }
    out.push('\n');
    Ok(())
}

/// One line a rule; nothing when nothing was found.
fn rules(report: &Report<'_>, out: &mut String) -> Result {
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
