//! Markdown: each question with its answer folded away under it.

use super::{Quiz, cited, tagged};
use crate::study::Question;
use std::fmt::Write as _;

/// The quiz as a document; `pictures` gives the path of a question's picture, where it has one.
pub fn markdown(quiz: &Quiz<'_>, pictures: impl Fn(usize) -> Option<String>) -> String {
    let mut out = format!("# Quiz: {}\n", escaped(&quiz.title));
    let _ = write!(
        out,
        "\n{} questions, seed {}. Open the answer under each question when you have one of your own.\n",
        quiz.questions.len(),
        quiz.seed
    );
    for (at, one) in quiz.questions.iter().enumerate() {
        question(one, at + 1, pictures(at).as_deref(), &mut out);
    }
    out
}

fn question(one: &Question, number: usize, picture: Option<&str>, out: &mut String) {
    let _ = write!(out, "\n## {number}. {}\n\n_{}_\n\n", escaped(&one.ask), escaped(&tagged(one)));
    if let (Some(path), Some(picture)) = (picture, &one.picture) {
        let _ = write!(out, "![{}]({path})\n\n", escaped(&picture.words));
    }
    for line in &one.lines {
        let _ = writeln!(out, "> {}\\", escaped(line));
    }
    if !one.lines.is_empty() {
        out.truncate(out.trim_end_matches(['\\', '\n']).len());
        out.push_str("\n\n");
    }
    for (at, answer) in one.answers.iter().enumerate() {
        let _ = writeln!(out, "- **{}** {}", Question::letter(at), escaped(&answer.text));
    }
    let right = &one.answers[one.right];
    let _ = write!(
        out,
        "\n<details><summary>Answer</summary>\n\n**{} {}**\n{}\n\n",
        Question::letter(one.right),
        escaped(&right.text),
        escaped(&right.why)
    );
    for (at, answer) in one.answers.iter().enumerate().filter(|(at, _)| *at != one.right) {
        let _ = writeln!(out, "- not {}: {}", Question::letter(at), escaped(&answer.why));
    }
    let _ = write!(out, "\nSource: {}\n\n</details>\n", escaped(&cited(one)));
}

/// Text that Markdown shows as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\r' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_label_cannot_become_markup() {
        assert_eq!(escaped("<b>*a*\n[x](y)"), "&lt;b&gt;\\*a\\* \\[x\\](y)");
    }
}
