//! How much was found: the last line of a report, and the numbers by rule.

use super::{FileReport, Report};
use crate::diagnostic::{Diagnostic, Safety, Severity};
use std::collections::BTreeMap;

/// How many findings of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Infos.
    pub infos: usize,
    /// Findings that carry a fix.
    pub fixable: usize,
    /// Findings that carry a safe fix.
    pub safely_fixable: usize,
    /// Files that were read.
    pub read: usize,
    /// Files that could not be read.
    pub unreadable: usize,
}

impl Counts {
    /// The severity of the worst finding.
    pub const fn worst(self) -> Option<Severity> {
        match (self.errors, self.warnings, self.infos) {
            (1.., ..) => Some(Severity::Error),
            (0, 1.., _) => Some(Severity::Warning),
            (0, 0, 1..) => Some(Severity::Info),
            (0, 0, 0) => None,
        }
    }
    /// How much was found in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            infos: self.infos + other.infos,
            fixable: self.fixable + other.fixable,
            safely_fixable: self.safely_fixable + other.safely_fixable,
            read: self.read + other.read,
            unreadable: self.unreadable + other.unreadable,
        }
    }
}

/// How often a rule fired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count<'a> {
    /// Code.
    pub code: &'a str,
    /// Name.
    pub name: &'a str,
    /// Worst severity.
    pub severity: Severity,
    /// How often.
    pub count: usize,
}

/// Counts what is in `files`.
pub fn counts(files: &[FileReport]) -> Counts {
    let mut sum = Counts::default();
    for file in files {
        if file.unreadable.is_some() {
            sum.unreadable += 1;
        } else {
            sum.read += 1;
        }
        for finding in &file.findings {
            match finding.severity {
                Severity::Error => sum.errors += 1,
                Severity::Warning => sum.warnings += 1,
                Severity::Info => sum.infos += 1,
            }
            let safe = finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
            sum.fixable += usize::from(finding.fix.is_some());
            sum.safely_fixable += usize::from(safe);
        }
    }
    sum
}

/// How often each rule fired, the most frequent first, equally frequent ones by code.
pub fn by_rule(files: &[FileReport]) -> Vec<Count<'_>> {
    let mut rules: BTreeMap<(&str, &str), Count<'_>> = BTreeMap::new();
    for Diagnostic { code, name, severity, .. } in files.iter().flat_map(|file| &file.findings) {
        let entry = rules.entry((code, name)).or_insert(Count {
            code,
            name,
            severity: *severity,
            count: 0,
        });
        entry.count += 1;
        entry.severity = entry.severity.max(*severity);
    }
    let mut counts: Vec<_> = rules.into_values().collect();
    counts.sort_by_key(|one| std::cmp::Reverse(one.count));
    counts
}

/// `1 error`, `2 errors`.
fn number(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// One line: "2 errors, 3 warnings in 4 blueprints", "no findings in 3 blueprints; 2 fixed".
pub fn summary(report: &Report<'_>) -> String {
    let sum = report.counts.unwrap_or_else(|| counts(report.files));
    let found: Vec<String> =
        [(sum.errors, "error"), (sum.warnings, "warning"), (sum.infos, "info")]
            .into_iter()
            .filter(|&(count, _)| count > 0)
            .map(|(count, noun)| number(count, noun))
            .collect();
    let found = if found.is_empty() { "no findings".to_owned() } else { found.join(", ") };
    let mut parts = vec![format!("{found} in {}", number(sum.read, "blueprint"))];
    let fixes = fixes(report, sum);
    if !fixes.is_empty() {
        parts.push(fixes.join(", "));
    }
    parts.extend(report.remarks.iter().cloned());
    if sum.unreadable > 0 {
        parts.push(format!("{} not read", number(sum.unreadable, "file")));
    }
    parts.join("; ")
}

/// "3 fixed", "1 fixable with --fix".
fn fixes(report: &Report<'_>, sum: Counts) -> Vec<String> {
    let mut parts = Vec::new();
    if report.fixed > 0 {
        parts.push(format!("{} fixed", report.fixed));
    }
    let mut offer = |count: usize, option: Option<&str>| {
        if let (1.., Some(option)) = (count, option) {
            parts.push(format!("{count} fixable with {option}"));
        }
    };
    if report.unsafe_option.is_some() {
        offer(sum.fixable, report.unsafe_option);
    } else {
        offer(sum.safely_fixable, report.fix_option);
    }
    parts
}
