//! What a rule is: a row of the list in `rules/mod.rs`.

use super::context::Context;
use crate::diagnostic::{Diagnostic, Severity};

/// What a finding of the rule claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Two things said cannot both hold.
    Contradiction,
    /// Something said is a flaw.
    Forbidden,
    /// Something expected is not said.
    Absence,
}

/// When a rule runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Always.
    Always,
    /// In every environment but `demo`; where none is said, too.
    NotDemo,
    /// In every environment but `demo` and `dev`; where none is said, too.
    NotDev,
    /// In `prod` only.
    Prod,
    /// With `--pedantic` only.
    Pedantic,
}

/// One rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Stable code: category and number (`SEC004`).
    pub code: &'static str,
    /// The kebab-case flaw, which reads after "allow".
    pub name: &'static str,
    /// One line for lists: what fires, lower case, no full stop.
    pub summary: &'static str,
    /// The usual severity; a finding may carry another one where the page says so.
    pub severity: Severity,
    /// What its findings claim.
    pub kind: Kind,
    /// When it runs.
    pub gate: Gate,
    /// Codes whose findings on the same subject make this one superfluous.
    pub superseded_by: &'static [&'static str],
    /// The documentation page (`docs/rules/<code>.md`), which is its fixture too.
    pub page: &'static str,
    /// Finds the flaws. Each finding carries the rule's code, name and severity; `Context::finding` makes one.
    pub check: fn(&Context<'_>, &mut Vec<Diagnostic>),
}
