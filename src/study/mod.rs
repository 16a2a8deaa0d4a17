//! The study mode: questions on a blueprint, generated from its model, the catalogue and the rule pages.
//!
//! [`questions`] makes every question that a blueprint gives, [`Wish::choose`] draws a quiz of them. Both are
//! deterministic: the same blueprint, catalogue and seed give the same questions in the same order. Each question carries
//! the fact that decides it ([`Claim`]), so that a test can find the right answer a second time.

mod choose;
pub mod forms;
mod kinds;
mod mask;
mod mutate;
mod pool;
mod question;
mod random;

pub use choose::Wish;
pub use forms::Quiz;
pub use mask::{Illustration, masked};
pub use mutate::{exchanged, without};
pub use pool::alike;
pub use question::{Answer, Citation, Claim, Kind, Question};
pub use random::Random;

use crate::{model::Model, source::Source};

/// Whether the answers stand behind the questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// They do.
    Shown,
    /// They do not.
    Hidden,
}

/// What questions are made of.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// The blueprint.
    pub model: &'a Model,
    /// Its text, for the rules.
    pub source: &'a Source,
    /// The seed of everything that is chosen.
    pub seed: u64,
}

impl Material<'_> {
    /// A generator for one question, independent of all others.
    pub(crate) fn random(&self, id: &str) -> Random {
        Random::new(self.seed ^ crate::scene::fingerprint(id.as_bytes()))
    }
}

/// Every question that the blueprint gives with this seed, in a fixed order; ids are unique.
pub fn questions(material: &Material<'_>) -> Vec<Question> {
    questions_of(material, Kind::ALL)
}

/// The same of some kinds.
pub fn questions_of(material: &Material<'_>, kinds: &[Kind]) -> Vec<Question> {
    let mut all: Vec<Question> = kinds.iter().flat_map(|kind| kinds::of(*kind)(material)).collect();
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|one| seen.insert(one.id.clone()));
    all
}
