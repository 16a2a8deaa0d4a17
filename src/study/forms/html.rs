//! HTML: one page without network that asks, counts and explains; usable with the keyboard and without scripts.

use super::{Quiz, cited, tagged};
use crate::{
    digest,
    render::{RenderError, escape::xml},
    scene::Theme,
    study::Question,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::fmt::Write as _;

const STYLE: &str = include_str!("html/quiz.css");
const SCRIPT: &str = include_str!("html/quiz.js");

/// The quiz as one page.
///
/// # Errors
/// When a picture cannot be drawn.
pub fn html(quiz: &Quiz<'_>) -> Result<String, RenderError> {
    let hash =
        |text: &str| format!("'sha256-{}'", STANDARD.encode(digest::sha256(text.as_bytes())));
    let policy = format!(
        "default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        hash(SCRIPT),
        hash(STYLE)
    );
    let title = xml(&quiz.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>Quiz: {title}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body data-quiz=\"{title}\" data-seed=\"{}\">\n\
         <header><p class=\"over\">AIF-C01 · study quiz</p><h1>{title}</h1>\
         <p id=\"bar\" aria-live=\"polite\">{} questions</p><div id=\"track\"><div id=\"fill\"></div></div></header>\n<main>\n",
        quiz.seed,
        quiz.questions.len()
    );
    for (at, one) in quiz.questions.iter().enumerate() {
        section(quiz, one, at, &mut out)?;
    }
    key(quiz, &mut out);
    let _ = write!(
        out,
        "<section id=\"end\" hidden><h2>Result</h2><p id=\"score\"></p><table><thead><tr><th>Task</th><th>Right</th></tr></thead>\
         <tbody id=\"tasks\"></tbody></table><p><button id=\"wrong\" type=\"button\">Ask the wrong ones again</button> \
         <button id=\"again\" type=\"button\">Begin again</button></p></section>\n</main>\n\
         <footer><p>Keys: A–D or 1–4 answer, Enter or → goes on, ← goes back. The page keeps nothing and asks no network.</p>\
         </footer>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"
    );
    Ok(out)
}

/// The answers for paper: on a screen each stands under its question.
fn key(quiz: &Quiz<'_>, out: &mut String) {
    out.push_str("<section id=\"key\"><h2>Answers</h2><ol>\n");
    for one in &quiz.questions {
        let right = &one.answers[one.right];
        let _ = writeln!(
            out,
            "<li><b>{} {}</b><br>{}<br><span class=\"source\">Source: {}</span></li>",
            Question::letter(one.right),
            xml(&right.text),
            xml(&right.why),
            xml(&cited(one))
        );
    }
    out.push_str("</ol></section>\n");
}

fn section(
    quiz: &Quiz<'_>,
    one: &Question,
    at: usize,
    out: &mut String,
) -> Result<(), RenderError> {
    let _ = write!(
        out,
        "<section class=\"question\" data-right=\"{}\" data-task=\"{}\" id=\"q{}\">\n<p class=\"over\">{}</p>\n\
         <h2 tabindex=\"-1\"><span class=\"number\">{}.</span> {}</h2>\n",
        one.right,
        xml(&tagged(one)),
        at + 1,
        xml(&tagged(one)),
        at + 1,
        xml(&one.ask)
    );
    if let Some(picture) = &one.picture {
        let svg = STANDARD.encode(quiz.draw(picture, "svg", Theme::Auto)?);
        let _ = writeln!(
            out,
            "<figure><img alt=\"{}\" src=\"data:image/svg+xml;base64,{svg}\"></figure>",
            xml(&picture.words)
        );
    }
    if !one.lines.is_empty() {
        out.push_str("<ul class=\"lines\">");
        for line in &one.lines {
            let _ = write!(out, "<li>{}</li>", xml(line));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("<ol class=\"answers\" type=\"A\">\n");
    for (at, answer) in one.answers.iter().enumerate() {
        let _ = writeln!(
            out,
            "<li><button type=\"button\" data-at=\"{at}\"><kbd>{}</kbd><span>{}</span></button><p class=\"why\">{}</p></li>",
            Question::letter(at),
            xml(&answer.text),
            xml(&answer.why)
        );
    }
    let _ = writeln!(
        out,
        "</ol>\n<details><summary>Answer: {} {}</summary><p>{}</p><p class=\"source\">Source: {}</p></details>\n\
         <p class=\"next\"><button type=\"button\" class=\"go\">Next</button></p>\n</section>",
        Question::letter(one.right),
        xml(&one.answers[one.right].text),
        xml(&one.answers[one.right].why),
        xml(&cited(one))
    );
    Ok(())
}
