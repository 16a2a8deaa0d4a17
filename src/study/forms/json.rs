//! JSON, for programs.

use super::{Quiz, cited};
use crate::{catalog, study::Question};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    blueprint: &'a str,
    exam: &'static str,
    outline: Outline,
    seed: u64,
    questions: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Outline {
    source: &'static str,
    checked: &'static str,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    kind: &'static str,
    domain: &'a str,
    task: &'static str,
    task_title: &'static str,
    question: &'a str,
    lines: &'a [String],
    answers: Vec<Option_<'a>>,
    right: String,
    source: String,
    study: &'a [&'static str],
}

#[derive(Serialize)]
struct Option_<'a> {
    letter: String,
    text: &'a str,
    right: bool,
    why: &'a str,
}

/// The quiz with its key.
pub fn json(quiz: &Quiz<'_>) -> String {
    let document = Document {
        blueprint: &quiz.title,
        exam: "AIF-C01",
        outline: Outline { source: catalog::EXAM_SOURCE, checked: catalog::EXAM_CHECKED },
        seed: quiz.seed,
        questions: quiz.questions.iter().map(row).collect(),
    };
    // Only maps with keys that are no text cannot be written, and there is none.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn row(one: &Question) -> Row<'_> {
    let answers = one.answers.iter().enumerate().map(|(at, answer)| Option_ {
        letter: Question::letter(at).to_string(),
        text: &answer.text,
        right: at == one.right,
        why: &answer.why,
    });
    Row {
        id: &one.id,
        kind: one.kind.as_str(),
        domain: one.domain(),
        task: one.task,
        task_title: one.task().map_or("", |task| task.title),
        question: &one.ask,
        lines: &one.lines,
        answers: answers.collect(),
        right: Question::letter(one.right).to_string(),
        source: cited(one),
        study: &one.study,
    }
}
