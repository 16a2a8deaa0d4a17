//! Asking in the terminal: one question after the other, with the answer explained and the score at the end.

use super::state::State;
use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::screen::Screen;
use crate::study::{Question, Quiz, forms};
use owo_colors::Style;
use std::io::BufRead;
use std::path::Path;

pub(super) fn run(quiz: &Quiz<'_>, state: Option<&Path>, screen: &Screen) -> Result<Exit, Failure> {
    let mut kept = match state {
        Some(path) => State::load(path, quiz)?,
        None => State::new(quiz),
    };
    let of = quiz.questions.len();
    let width = screen.look.width.min(100);
    let done = kept.answers.len();
    if let Some(path) = state {
        // That the file cannot be written is said before anybody has answered in vain.
        kept.save(path)?;
    }
    if done > 0 {
        screen.print(&format!(
            "{done} of {of} are answered already, {} right.\n\n",
            right(quiz, &kept)
        ))?;
    }
    let mut stdin = std::io::stdin().lock();
    for (at, one) in quiz.questions.iter().enumerate().skip(done) {
        screen.print(&forms::asked(one, at + 1, of, width))?;
        let Some(given) = read(&mut stdin, one, screen)? else {
            screen.print("\n")?;
            break;
        };
        screen.print(&told(one, given, width, screen))?;
        kept.answers.push(given);
        if let Some(path) = state {
            kept.save(path)?;
        }
    }
    screen.print(&closing(quiz, &kept, state, width))?;
    Ok(Exit::Fine)
}

/// The answer; `None` at the end of the input, or when the reader has had enough.
fn read(
    input: &mut impl BufRead,
    one: &Question,
    screen: &Screen,
) -> Result<Option<usize>, Failure> {
    let last = Question::letter(one.answers.len().saturating_sub(1));
    loop {
        screen.print(&format!("\nYour answer (A to {last}, q ends): "))?;
        let mut line = Vec::new();
        let count = input
            .read_until(b'\n', &mut line)
            .map_err(|cause| Failure::read("standard input", cause))?;
        let word = String::from_utf8_lossy(&line).trim().to_ascii_uppercase();
        if count == 0 || word == "Q" {
            return Ok(None);
        }
        let letter =
            |at: &usize| word == Question::letter(*at).to_string() || word == (at + 1).to_string();
        if let Some(at) = (0..one.answers.len()).find(letter) {
            return Ok(Some(at));
        }
        if !word.is_empty() {
            screen.print(&format!("Type one of the letters A to {last}, or q.\n"))?;
        }
    }
}

/// Whether it was right, and why.
fn told(one: &Question, given: usize, width: usize, screen: &Screen) -> String {
    let verdict = if given == one.right {
        screen.paint("Right.", Style::new().green().bold())
    } else {
        screen.paint("Wrong.", Style::new().red().bold())
    };
    format!("\n{verdict}\n{}\n", forms::answered(one, width))
}

fn right(quiz: &Quiz<'_>, kept: &State) -> usize {
    quiz.questions.iter().zip(&kept.answers).filter(|(one, given)| one.right == **given).count()
}

/// The score, by task of the exam.
fn closing(quiz: &Quiz<'_>, kept: &State, state: Option<&Path>, width: usize) -> String {
    let (done, of) = (kept.answers.len(), quiz.questions.len());
    if done == 0 {
        return String::new();
    }
    let count = right(quiz, kept);
    let mut out = format!("{count} of {done} right ({} %)\n", 100 * count / done);
    let mut tasks: Vec<&str> = quiz.questions.iter().take(done).map(|one| one.task).collect();
    tasks.sort_unstable();
    tasks.dedup();
    for task in tasks {
        let own = quiz.questions.iter().zip(&kept.answers).filter(|(one, _)| one.task == task);
        let own: Vec<bool> = own.map(|(one, given)| one.right == *given).collect();
        let good = own.iter().filter(|right| **right).count();
        let title = crate::catalog::task(task).map_or("", |task| task.title);
        let line = format!("{task}  {good} of {}  {title}", own.len());
        forms::hanging(&line, "  ", "       ", width, &mut out);
    }
    let left = of - done;
    let hint = match state {
        _ if left == 0 => return out,
        Some(path) => {
            format!("{left} left; go on with the same command and `--state {}`", path.display())
        }
        None => format!("{left} left; with `--state FILE` a quiz goes on another day"),
    };
    forms::hanging(&hint, "", "", width, &mut out);
    out
}
