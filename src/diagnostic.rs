//! One type for every problem that is found in a user's file.

use crate::source::Span;
use std::borrow::Cow;

/// How bad a finding is; ordered from harmless to bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Should be mended.
    Warning,
    /// Must be mended.
    Error,
}

impl Severity {
    /// The lower-case word of reports and options.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How sure a finding is; ordered from unsure to sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Something expected is absent and the layer it would live in is not modelled. Shown with `--pedantic`.
    Low,
    /// Something expected is absent while its layer is modelled.
    Medium,
    /// A contrary fact is written.
    High,
}

/// A place with a word about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is to be seen there; empty for the bare mark.
    pub text: String,
}

/// Whether a fix may be applied without a person's judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// Keeps the meaning: spelling, ids, unused suppressions.
    Safe,
    /// Changes what the blueprint claims.
    Unsafe,
}

/// One replacement of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// The new text.
    pub text: String,
}

/// A change that would settle a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an imperative sentence without full stop.
    pub title: String,
    /// Whether it may be applied unasked.
    pub safety: Safety,
    /// The edits; they do not overlap.
    pub edits: Vec<Edit>,
}

/// A problem in a user's file: where, what, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code (`SEC004`, `BPT003`).
    pub code: Cow<'static, str>,
    /// The kebab-case name that goes with the code.
    pub name: Cow<'static, str>,
    /// How bad.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// The fact, lower case, names in backticks, no full stop.
    pub message: String,
    /// The place at fault.
    pub primary: Label,
    /// Further places, in the order of a path where there is one.
    pub labels: Vec<Label>,
    /// What to do, with the lines to add where that helps.
    pub help: Option<String>,
    /// A machine-applicable change.
    pub fix: Option<Fix>,
    /// Ids of the components, groups or connections concerned, the one at fault first.
    pub subjects: Vec<String>,
    /// Ids along the path of a path finding, in order; empty otherwise.
    pub path: Vec<String>,
    /// The capability or the layer whose absence it reports.
    pub missing: Option<String>,
    /// What its fingerprint names instead of its subjects, where these depend on what does not concern it.
    pub identity: Option<String>,
}

impl Diagnostic {
    /// An error of high confidence at `span`, to be refined with the builder methods.
    pub fn error(
        code: impl Into<Cow<'static, str>>,
        name: impl Into<Cow<'static, str>>,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code: code.into(),
            name: name.into(),
            severity: Severity::Error,
            confidence: Confidence::High,
            message: message.into(),
            primary: Label { span, text: String::new() },
            labels: Vec::new(),
            help: None,
            fix: None,
            subjects: Vec::new(),
            path: Vec::new(),
            missing: None,
            identity: None,
        }
    }
    /// Sets the severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
    /// Sets the confidence.
    #[must_use]
    pub fn confidence(mut self, confidence: Confidence) -> Self {
        self.confidence = confidence;
        self
    }
    /// Says what is to be seen at the primary place.
    #[must_use]
    pub fn here(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }
    /// Adds a further place.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }
    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
    /// Offers a change.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
    /// Names the components, groups or connections concerned, the one at fault first.
    #[must_use]
    pub fn subjects(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.subjects = ids.into_iter().map(Into::into).collect();
        self
    }
    /// Names the capability or the layer that is missing.
    #[must_use]
    pub fn missing(mut self, id: impl Into<String>) -> Self {
        self.missing = Some(id.into());
        self
    }
    /// Names what stays the same while the subjects change: an id, or nothing where the rule finds one flaw a blueprint.
    #[must_use]
    pub fn identity(mut self, id: impl Into<String>) -> Self {
        self.identity = Some(id.into());
        self
    }
    /// The findings in the order of every report: by place, then code, then message.
    pub fn in_order(findings: &[Self]) -> Vec<&Self> {
        let mut findings: Vec<&Self> = findings.iter().collect();
        findings.sort_by_key(|one| (one.primary.span, &one.code, &one.message));
        findings
    }
    /// Names the steps of the path that led here.
    #[must_use]
    pub fn path(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.path = ids.into_iter().map(Into::into).collect();
        self
    }
}
