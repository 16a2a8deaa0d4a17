//! The exam AIF-C01: its domains and task statements, and cases with one right answer.

use super::generated::{CASES, DOMAINS, TASKS};
use super::{Service, advice, by_id, capability, trait_named};

/// A domain of the content outline: a row of `data/exam.yaml`.
#[derive(Debug, PartialEq, Eq)]
pub struct Domain {
    /// Number, as text.
    pub id: &'static str,
    /// Title.
    pub title: &'static str,
    /// Share of the exam, percent.
    pub weight: u32,
}

/// A task statement of the content outline.
#[derive(Debug, PartialEq, Eq)]
pub struct Task {
    /// Domain and number: `2.3`.
    pub id: &'static str,
    /// What it asks, in our own words.
    pub title: &'static str,
}

impl Task {
    /// Id of its domain.
    pub fn domain(&self) -> &'static str {
        self.id.split('.').next().unwrap_or(self.id)
    }
}

/// One answer of a case: a service, a text, or a text that names a service.
#[derive(Debug, PartialEq, Eq)]
pub struct CaseOption {
    /// Id of the service; empty when the answer names none.
    pub service: &'static str,
    /// The text; empty when the answer is the service's name.
    pub text: &'static str,
    /// Why it is right or wrong, one sentence or two.
    pub why: &'static str,
}

impl CaseOption {
    /// The answer as it is shown.
    pub fn shown(&self) -> &'static str {
        let name = by_id(self.service).map(|one| one.name);
        name.filter(|_| self.text.is_empty()).unwrap_or(self.text)
    }
}

/// A case of the quiz: a row of `data/cases.yaml`.
#[derive(Debug, PartialEq, Eq)]
pub struct Case {
    /// Kebab-case id.
    pub id: &'static str,
    /// Id of the task statement.
    pub task: &'static str,
    /// Ids of the study items that it asks about.
    pub study: &'static [&'static str],
    /// Ids of further services that make it fit a blueprint.
    pub about: &'static [&'static str],
    /// The question.
    pub ask: &'static str,
    /// The one right answer.
    pub right: CaseOption,
    /// The wrong answers.
    pub wrong: &'static [CaseOption],
    /// A fact that is true of the right service and of no wrong one: a trait, `provides CAPABILITY`, or `says WORDS` that
    /// stand in what it is, gives or is asked about; may be empty.
    pub holds: &'static str,
}

impl Case {
    /// Ids of all services that it is about or that answer it.
    pub fn services(&self) -> impl Iterator<Item = &'static str> {
        let right = std::iter::once(self.right.service);
        let wrong = self.wrong.iter().map(|one| one.service);
        right.chain(self.about.iter().copied()).chain(wrong).filter(|id| !id.is_empty())
    }
    /// Whether the fact of [`Case::holds`] is true of `service`; `None` when the case names none.
    pub fn holds_of(&self, service: &Service) -> Option<bool> {
        if let Some(id) = self.holds.strip_prefix("provides ") {
            return capability(id).map(|at| service.provides.has(at));
        }
        if let Some(words) = self.holds.strip_prefix("says ") {
            return Some(says(service, words));
        }
        trait_named(self.holds).map(|one| service.traits.has(one))
    }
}

/// Whether the words stand in what a service is, gives or is asked about.
fn says(service: &Service, words: &str) -> bool {
    let gives = advice(service.id).map_or("", |row| row.gives);
    let note = service.exam.as_ref().map_or("", |exam| exam.note);
    [service.purpose, gives, note].iter().any(|text| text.to_lowercase().contains(words))
}

/// The domains of the exam.
pub fn domains() -> &'static [Domain] {
    &DOMAINS
}

/// The task statements of the exam.
pub fn tasks() -> &'static [Task] {
    &TASKS
}

/// The task statement with this id.
pub fn task(id: &str) -> Option<&'static Task> {
    TASKS.iter().find(|one| one.id == id)
}

/// All cases.
pub fn cases() -> &'static [Case] {
    &CASES
}
