//! What was answered so far, in a file, so that a quiz can go on another day.

use crate::cli::failure::Failure;
use crate::cli::output::{self, Output};
use crate::study::Quiz;
use serde::{Deserialize, Serialize};
use std::io;
use std::path::Path;

/// The answers to a quiz.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    /// The seed of the quiz.
    seed: u64,
    /// The ids of its questions: answers to other ones say nothing.
    questions: Vec<String>,
    /// The answers given, in order, as places.
    pub(super) answers: Vec<usize>,
}

impl State {
    /// Nothing answered yet.
    pub(super) fn new(quiz: &Quiz<'_>) -> Self {
        let questions = quiz.questions.iter().map(|one| one.id.clone()).collect();
        Self { seed: quiz.seed, questions, answers: Vec::new() }
    }

    /// What the file keeps of this quiz; nothing answered when there is no file yet.
    ///
    /// # Errors
    /// When it cannot be read, or belongs to another quiz.
    pub(super) fn load(path: &Path, quiz: &Quiz<'_>) -> Result<Self, Failure> {
        let fresh = Self::new(quiz);
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(fresh),
            Err(cause) => return Err(Failure::read(path, cause)),
        };
        let kept: Option<Self> = serde_json::from_str(&text).ok();
        let same = kept.filter(|kept| kept.seed == fresh.seed && kept.questions == fresh.questions);
        let valid = |kept: &Self| {
            let fits = kept.answers.iter().zip(&quiz.questions);
            kept.answers.len() <= quiz.questions.len()
                && fits.into_iter().all(|(&at, one)| at < one.answers.len())
        };
        same.filter(valid).ok_or_else(|| {
            let fact = format!("`{}` keeps no answers to this quiz", path.display());
            let help = "the blueprint, the seed or the choice of questions is another one: name a new file";
            Failure::refused(fact, help)
        })
    }

    /// Writes it.
    pub(super) fn save(&self, path: &Path) -> Result<(), Failure> {
        let bytes = crate::cli::json(self).into_bytes();
        output::write(&[Output { path: path.to_owned(), bytes }])
    }
}
