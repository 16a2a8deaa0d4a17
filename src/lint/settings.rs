//! The circumstances of a run: what the command line and the configuration say.

use super::own::OwnRule;
use super::rule::Kind;
use super::select::{Selection, UnknownSelector, by_code, verify};
use crate::blueprint::Environment;
use std::sync::Arc;

/// What to run and how to judge. Selectors are codes, names or the beginnings of codes, in any case, or `all`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Only these rules run; empty means all.
    pub select: Vec<String>,
    /// These rules do not run, unless a more exact selector names them.
    pub ignore: Vec<String>,
    /// These rules run as well.
    pub extend_select: Vec<String>,
    /// Rules whose findings no suppression may silence.
    pub not_ignorable: Vec<String>,
    /// Whether pedantic rules run and findings of low confidence are shown.
    pub pedantic: bool,
    /// The environment to judge for, instead of the blueprint's.
    pub environment: Option<Environment>,
    /// The day of the run as `YYYY-MM-DD`; with an empty one no date has passed.
    pub today: String,
    /// Whether a suppression must say why.
    pub require_reason: bool,
    /// Rules of the user's own, which run beside the built-in ones.
    pub own: Vec<Arc<OwnRule>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            select: Vec::new(),
            ignore: Vec::new(),
            extend_select: Vec::new(),
            not_ignorable: Vec::new(),
            pedantic: false,
            environment: None,
            today: String::new(),
            require_reason: true,
            own: Vec::new(),
        }
    }
}

impl Settings {
    /// Whether every selector names a rule.
    ///
    /// # Errors
    /// The first selector that names none. [`super::run`] skips such selectors, so call this first.
    pub fn verify(&self) -> Result<(), UnknownSelector> {
        [&self.select, &self.ignore, &self.extend_select, &self.not_ignorable]
            .into_iter()
            .flatten()
            .try_for_each(|word| verify(word, &self.own))
    }
    /// The rule of the user's own with this code or name, in any case.
    pub fn own_rule(&self, word: &str) -> Option<&OwnRule> {
        let named = |rule: &&Arc<OwnRule>| {
            rule.code.eq_ignore_ascii_case(word) || rule.name.eq_ignore_ascii_case(word)
        };
        self.own.iter().find(named).map(|rule| &**rule)
    }
    /// What a finding with this code claims; nothing for codes that no rule has.
    pub fn kind_of(&self, code: &str) -> Option<Kind> {
        let built_in = by_code(code).map(|rule| rule.kind);
        built_in.or_else(|| Some(self.own.iter().find(|rule| rule.code == code)?.kind()))
    }
    pub(super) fn selection(&self) -> Selection {
        Selection::new(&self.select, &self.extend_select, &self.ignore, &self.own)
    }
}
