//! What a rule may look at.

use super::{
    memo::Memo,
    rule::{Kind, Rule},
};
use crate::{
    blueprint::Environment,
    catalog,
    diagnostic::{Confidence, Diagnostic, Severity},
    model::{ComponentId, ConnectionId, Cover, Model, Path, Step},
    source::{Source, Span},
};
use std::ops::Deref;

/// The model and the circumstances of a run; reads like the [`Model`] itself.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The blueprint's meaning.
    pub model: &'a Model,
    /// The text, for the places and the indentation of what a fix inserts.
    pub source: &'a Source,
    /// The rule that is running.
    pub rule: &'a Rule,
    /// The environment: that of `--profile`, else the blueprint's, when said.
    pub environment: Option<Environment>,
    /// The day of the run as `YYYY-MM-DD`, for facts with a date.
    pub today: &'a str,
    /// What several rules of the run ask.
    pub(crate) memo: &'a Memo,
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
    /// What becomes of the `finding` that `capability` is missing, given the `cover` there: nothing when somebody
    /// provides it or nothing can be known, an info when the part is planned, high confidence when it is denied
    /// in writing, low confidence when the layer that would provide it is not modelled at all.
    pub fn absence(
        &self,
        capability: &str,
        cover: Cover,
        finding: Diagnostic,
    ) -> Option<Diagnostic> {
        match cover {
            Cover::Yes { .. } | Cover::Unknown => None,
            Cover::Planned(by) => Some(self.planned(by, finding)),
            Cover::Denied(span) => {
                let finding = finding.confidence(Confidence::High);
                let known = finding.primary.span == span;
                Some(if known { finding } else { finding.label(span, "said here") })
            }
            Cover::No if self.models_home_of(capability) => Some(finding.missing(capability)),
            Cover::No => Some(finding.missing(capability).confidence(Confidence::Low)),
        }
    }
    /// The info that a planned component will settle the `finding`.
    pub fn planned(&self, by: ComponentId, mut finding: Diagnostic) -> Diagnostic {
        let part = self.component(by);
        finding.message = format!("planned with `{}`: {}", part.id, finding.message);
        finding.fix = None;
        // Planning the part does not make it another finding.
        let mut subjects = finding.subjects.clone();
        subjects.sort();
        finding.identity.get_or_insert_with(|| subjects.join("\0"));
        finding.subjects.push(part.id.clone());
        finding
            .severity(Severity::Info)
            .label(part.key, "planned")
            .help(format!("take `status: planned` from `{}` when it is built", part.id))
    }
    /// Whether the layer is modelled in which a component with `capability` would live.
    pub fn models_home_of(&self, capability: &str) -> bool {
        catalog::capability(capability)
            .is_none_or(|at| self.models_layer(catalog::capabilities()[at].home))
    }
    /// The service to add for a capability that is missing.
    pub fn default_service_of(&self, capability: &str) -> Option<&'static str> {
        catalog::capability(capability).map(|at| catalog::capabilities()[at].default_service)
    }
    /// The place of a connection: its two ends.
    pub fn connection_span(&self, id: ConnectionId) -> Span {
        let connection = self.connection(id);
        connection.from_span.to(connection.to_span)
    }
    /// Where a step's target is written.
    pub fn place_of(&self, step: Step) -> Span {
        let connection = self.connection(step.by);
        if self.members(connection.to).contains(&step.to) {
            connection.to_span
        } else {
            connection.from_span
        }
    }
    /// Where the component from which `step` leads is written.
    pub fn origin_of(&self, step: Step) -> Span {
        let connection = self.connection(step.by);
        if self.members(connection.to).contains(&step.to) {
            connection.from_span
        } else {
            connection.to_span
        }
    }
    /// The finding with every component of `path` as a labelled place, in order; reports number them. Of a way that
    /// nobody would follow to its end, the beginning and the end.
    pub fn along(&self, path: &Path, finding: Diagnostic) -> Diagnostic {
        let id = |id: ComponentId| self.component(id).id.as_str();
        let shown = path.steps.len().min(MOST_STEPS) + 1;
        let mut ids = Vec::with_capacity(shown);
        ids.push(id(path.start));
        let mut found = finding;
        found.labels.reserve_exact(shown);
        if let Some(&step) = path.steps.first() {
            found = found.label(self.origin_of(step), ["from `", ids[0], "`"].concat());
        }
        let left_out = path.steps.len().saturating_sub(MOST_STEPS);
        let gap = MOST_STEPS / 2..MOST_STEPS / 2 + left_out;
        for (at, &step) in path.steps.iter().enumerate() {
            if gap.contains(&at) {
                continue;
            }
            let to = id(step.to);
            let text = if at == gap.end && left_out > 0 {
                format!("{left_out} steps later to `{to}`")
            } else {
                ["to `", to, "`"].concat()
            };
            found = found.label(self.place_of(step), text);
            ids.push(to);
        }
        found.path(ids)
    }
}

/// How many steps of a way are shown.
const MOST_STEPS: usize = 40;
