//! What a rule may look at.

use super::rule::{Kind, Rule};
use crate::{
    blueprint::Environment,
    diagnostic::{Confidence, Diagnostic},
    model::Model,
    source::Span,
};
use std::ops::Deref;

/// The model and the circumstances of a run; reads like the [`Model`] itself.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The blueprint's meaning.
    pub model: &'a Model,
    /// The rule that is running.
    pub rule: &'a Rule,
    /// The environment: that of `--profile`, else the blueprint's, when said.
    pub environment: Option<Environment>,
    /// The day of the run as `YYYY-MM-DD`, for facts with a date.
    pub today: &'a str,
}

impl Deref for Context<'_> {
    type Target = Model;
    fn deref(&self) -> &Model {
        self.model
    }
}

impl Context<'_> {
    /// A finding of the running rule at `span`. An absence has medium confidence, everything else high.
    pub fn finding(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        let confidence = match self.rule.kind {
            Kind::Absence => Confidence::Medium,
            Kind::Contradiction | Kind::Forbidden => Confidence::High,
        };
        Diagnostic::error(self.rule.code, self.rule.name, span, message)
            .severity(self.rule.severity)
            .confidence(confidence)
    }
    /// Whether the environment is production.
    pub fn is_prod(&self) -> bool {
        self.environment == Some(Environment::Prod)
    }
}
