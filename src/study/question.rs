//! What a question is: its words, its answers, the fact that decides it, and where it comes from.

use super::{mask::Illustration, random::Random};
use crate::{
    blueprint::Environment,
    catalog::{self, Task},
    model::{ComponentId, ConnectionId},
};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A case of the catalogue.
    Case,
    /// Which of two services, and why.
    Choice,
    /// Which service fits the blank of a picture.
    Blank,
    /// Which control is missing.
    Control,
    /// What breaks without a component.
    Breaks,
    /// In which order the steps of a flow happen.
    Order,
    /// How a service is billed.
    Billing,
    /// In which layer a service belongs.
    Layer,
    /// What replaces a service that is closed to new customers.
    Lifecycle,
}

impl Kind {
    /// Every kind, the weightiest first.
    pub const ALL: &[Self] = &[
        Self::Case,
        Self::Choice,
        Self::Blank,
        Self::Control,
        Self::Breaks,
        Self::Order,
        Self::Billing,
        Self::Layer,
        Self::Lifecycle,
    ];
    /// The word of the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Choice => "choice",
            Self::Blank => "blank",
            Self::Control => "control",
            Self::Breaks => "breaks",
            Self::Order => "order",
            Self::Billing => "billing",
            Self::Layer => "layer",
            Self::Lifecycle => "lifecycle",
        }
    }
    /// What is asked, one phrase.
    pub const fn summary(self) -> &'static str {
        match self {
            Self::Case => "a case as in the exam",
            Self::Choice => "which of two services, and why",
            Self::Blank => "which service fits the blank of a picture",
            Self::Control => "which control is missing",
            Self::Breaks => "what breaks without a component",
            Self::Order => "in which order the steps of a flow happen",
            Self::Billing => "how a service is billed",
            Self::Layer => "in which layer a service belongs",
            Self::Lifecycle => "what replaces a service that is closed to new customers",
        }
    }
    /// How often it comes, beside the others.
    pub(super) const fn weight(self) -> usize {
        match self {
            Self::Case => 5,
            Self::Choice | Self::Blank | Self::Control => 3,
            Self::Breaks | Self::Order | Self::Billing => 2,
            Self::Layer | Self::Lifecycle => 1,
        }
    }
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What it says.
    pub text: String,
    /// Why it is right or wrong.
    pub why: String,
}

impl Answer {
    /// An answer with its reason.
    pub fn new(text: impl Into<String>, why: impl Into<String>) -> Self {
        Self { text: text.into(), why: why.into() }
    }
}

/// Where a question's facts stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// What it is: "catalogue", "rule", "blueprint", "study notes", "exam".
    pub what: &'static str,
    /// The word for `explain`, or the name of the blueprint.
    pub word: String,
}

/// The fact that decides a question: for each answer the thing that it stands for, in the order of the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The answer is the service of this component.
    Fits(ComponentId, Vec<&'static str>),
    /// The answer is the order of these steps, each one or more connections of a flow.
    Order(Vec<Vec<Vec<ConnectionId>>>),
    /// The answer is a layer in which the service may live.
    Layer(&'static str, Vec<String>),
    /// The answer is what cannot be reached without the first component.
    Lost(ComponentId, Vec<ComponentId>),
    /// The answer is what can still be reached without the first component.
    Kept(ComponentId, Vec<ComponentId>),
    /// The answer is the service with this capability.
    Provides(String, Vec<&'static str>),
    /// The answer is the property that settles the finding of this code about the component, from which the property that
    /// is named first has been taken; judged for the environment, or for that of the blueprint.
    Settles(ComponentId, &'static str, (Option<Environment>, String), Vec<&'static str>),
    /// The answer is how the service is billed.
    Billing(&'static str, Vec<&'static str>),
    /// The answer is the service to take in this case, with what that service gives: service and giver.
    Take(&'static str, Vec<(&'static str, &'static str)>),
    /// The answer is what replaces the service.
    Replaces(&'static str, Vec<&'static str>),
    /// The answer of this case; the options by their places in it, 0 being the right one.
    Case(&'static str, Vec<usize>),
}

/// A multiple-choice question with one right answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Stable id: the kind and what it is about.
    pub id: String,
    /// What is asked.
    pub kind: Kind,
    /// The exam's task statement.
    pub task: &'static str,
    /// The question.
    pub ask: String,
    /// Lines that belong to the question: steps, connections.
    pub lines: Vec<String>,
    /// The picture that goes with it.
    pub picture: Option<Illustration>,
    /// The answers in the order in which they are shown.
    pub answers: Vec<Answer>,
    /// Index of the right one.
    pub right: usize,
    /// Where its facts stand.
    pub sources: Vec<Citation>,
    /// Ids of the study items that it asks about.
    pub study: Vec<&'static str>,
    /// What decides it.
    pub claim: Claim,
}

impl Question {
    /// The letter of an answer.
    pub fn letter(at: usize) -> char {
        (b'A'..=b'Z').nth(at).map_or('?', char::from)
    }
    /// The task statement.
    pub fn task(&self) -> Option<&'static Task> {
        catalog::task(self.task)
    }
    /// The number of the exam's domain.
    pub fn domain(&self) -> &'static str {
        self.task.split('.').next().unwrap_or_default()
    }
}

/// A question in the making: the right answer first.
#[derive(Debug)]
pub(super) struct Draft<T> {
    pub(super) id: String,
    pub(super) kind: Kind,
    pub(super) task: &'static str,
    pub(super) ask: String,
    /// Answers with what each stands for, the right one first.
    pub(super) answers: Vec<(Answer, T)>,
}

impl<T> Draft<T> {
    /// The question with its answers in random order; `claim` gets what they stand for in that order.
    ///
    /// `None` when two answers read alike or there are not four.
    pub(super) fn finish(
        self,
        random: &mut Random,
        claim: impl FnOnce(Vec<T>) -> Claim,
    ) -> Option<Question> {
        let texts = self.answers.iter().map(|(answer, _)| answer.text.to_lowercase());
        let different: std::collections::BTreeSet<String> = texts.collect();
        if different.len() != 4 || self.answers.len() != 4 {
            return None;
        }
        let mut order: Vec<(usize, (Answer, T))> = self.answers.into_iter().enumerate().collect();
        random.shuffle(&mut order);
        let right = order.iter().position(|(at, _)| *at == 0)?;
        let (answers, things) = order.into_iter().map(|(_, one)| one).unzip();
        Some(Question {
            id: self.id,
            kind: self.kind,
            task: self.task,
            ask: self.ask,
            lines: Vec::new(),
            picture: None,
            answers,
            right,
            sources: Vec::new(),
            study: Vec::new(),
            claim: claim(things),
        })
    }
}

impl Question {
    /// Adds lines.
    #[must_use]
    pub(super) fn with_lines(mut self, lines: Vec<String>) -> Self {
        self.lines = lines;
        self
    }
    /// Adds a source.
    #[must_use]
    pub(super) fn from(mut self, what: &'static str, word: impl Into<String>) -> Self {
        let one = Citation { what, word: word.into() };
        if !self.sources.contains(&one) {
            self.sources.push(one);
        }
        self
    }
    /// Adds the study items of these kinds that are about a service.
    #[must_use]
    pub(super) fn studies(mut self, service: &str, kinds: &[catalog::StudyKind]) -> Self {
        let about = catalog::study().iter().filter(|one| one.services.contains(&service));
        self.study.extend(about.filter(|one| kinds.contains(&one.kind)).map(|one| one.id));
        self
    }
}
