//! Study items: what the exam notes want remembered beside the services.

/// The part of the notes that an item belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StudyKind {
    /// A key service and its purpose.
    Service,
    /// An advantage of AWS's generative-AI services.
    Advantage,
    /// A benefit of AWS's infrastructure.
    Benefit,
    /// A cost trade-off.
    Cost,
    /// A layer of the sample architecture.
    Sample,
    /// A study tip.
    Tip,
}

impl StudyKind {
    /// Heading for a list of such items.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Service => "key service",
            Self::Advantage => "advantage",
            Self::Benefit => "benefit",
            Self::Cost => "cost factor",
            Self::Sample => "sample architecture",
            Self::Tip => "study tip",
        }
    }
}

/// One thing to remember: a row of `data/study.yaml`.
#[derive(Debug, PartialEq, Eq)]
pub struct StudyItem {
    /// Kebab-case word of `explain`.
    pub id: &'static str,
    /// Part of the notes.
    pub kind: StudyKind,
    /// Heading.
    pub title: &'static str,
    /// Explanation, one sentence or two.
    pub text: &'static str,
    /// Ids of the services that it is about.
    pub services: &'static [&'static str],
}
