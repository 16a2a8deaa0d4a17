//! Plain text, for a terminal.

use super::{Quiz, cited, tagged};
use crate::study::{Answers, Question};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// One question without its key, fitted to `width` columns.
pub fn asked(question: &Question, number: usize, of: usize, width: usize) -> String {
    let mut out = String::new();
    paragraph(&format!("{number}/{of}  {}", tagged(question)), "", width, &mut out);
    out.push('\n');
    paragraph(&question.ask, "", width, &mut out);
    if !question.lines.is_empty() {
        out.push('\n');
    }
    for line in &question.lines {
        paragraph(line, "    ", width, &mut out);
    }
    out.push('\n');
    for (at, answer) in question.answers.iter().enumerate() {
        let text = format!("{})  {}", Question::letter(at), answer.text);
        hanging(&text, "  ", "      ", width, &mut out);
    }
    out
}

/// The right answer, why, why the others are wrong, and the sources.
pub fn answered(question: &Question, width: usize) -> String {
    let mut out = String::new();
    let right = &question.answers[question.right];
    let end = if right.text.ends_with('.') { "" } else { "." };
    let letter = Question::letter(question.right);
    let head = format!("{letter})  {}{end} {}", right.text, right.why);
    hanging(&head, "  ", "      ", width, &mut out);
    for (at, one) in question.answers.iter().enumerate().filter(|(at, _)| *at != question.right) {
        let text = format!("not {}: {}", Question::letter(at), one.why);
        hanging(&text, "      ", "      ", width, &mut out);
    }
    let sources = format!("from {}", cited(question));
    hanging(&sources, "      ", "      ", width, &mut out);
    out
}

/// The letters of the right answers.
pub fn key(quiz: &Quiz<'_>) -> String {
    let letters = quiz.questions.iter().enumerate();
    let letters = letters.map(|(at, one)| format!("{} {}", at + 1, Question::letter(one.right)));
    letters.collect::<Vec<_>>().join(", ")
}

/// All questions, and behind them all answers when `key` says so.
pub fn text(quiz: &Quiz<'_>, with_answers: Answers, width: usize) -> String {
    let of = quiz.questions.len();
    let mut out = format!("Quiz: {} (seed {})\n", quiz.title, quiz.seed);
    for (at, one) in quiz.questions.iter().enumerate() {
        out.push('\n');
        out.push_str(&asked(one, at + 1, of, width));
    }
    if with_answers == Answers::Shown {
        out.push_str("\nAnswers\n");
        for (at, one) in quiz.questions.iter().enumerate() {
            let _ = writeln!(out, "\n{}", at + 1);
            out.push_str(&answered(one, width));
        }
    }
    out
}

fn paragraph(text: &str, indent: &str, width: usize, out: &mut String) {
    hanging(text, indent, indent, width, out);
}

/// Wraps at blanks; lines after the first begin with `rest`.
pub fn hanging(text: &str, first: &str, rest: &str, width: usize, out: &mut String) {
    let mut line = first.to_owned();
    let mut empty = true;
    // Runs of blanks behind a letter are part of the form.
    for word in text.split(' ') {
        if !empty && line.width() + 1 + word.width() > width {
            out.push_str(line.trim_end());
            out.push('\n');
            rest.clone_into(&mut line);
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    out.push_str(line.trim_end());
    out.push('\n');
}
