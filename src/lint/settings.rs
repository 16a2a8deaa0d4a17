//! The circumstances of a run: what the command line and the configuration say.

use super::select::{Selection, UnknownSelector, verify};
use crate::blueprint::Environment;

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
            .try_for_each(|word| verify(word))
    }
    pub(super) fn selection(&self) -> Selection {
        Selection::new(&self.select, &self.extend_select, &self.ignore)
    }
}
