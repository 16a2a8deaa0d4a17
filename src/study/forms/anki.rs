//! Notes for Anki: a text file to import and the pictures that go into its media folder.
//!
//! The file's form is that of Anki's text import: <https://docs.ankiweb.net/importing/text-files.html>.

use super::{Quiz, cited, tagged};
use crate::{
    render::{RenderError, escape::xml},
    scene::{Theme, fingerprint},
    study::Question,
};
use std::fmt::Write as _;

/// What is written for Anki.
#[derive(Clone, Debug)]
pub struct Deck {
    /// The text file: front, back and tags, separated by tabs.
    pub notes: String,
    /// Names and bytes of the pictures.
    pub media: Vec<(String, Vec<u8>)>,
}

/// The quiz as notes of the type "Basic" in a deck of its own; pictures as `svg` or `png`.
///
/// # Errors
/// When a picture cannot be drawn.
pub fn anki(quiz: &Quiz<'_>, pictures: &str) -> Result<Deck, RenderError> {
    let deck = field(&format!("Cyanotype::{}", quiz.title.replace("::", ":")));
    let mut notes = format!(
        "#separator:tab\n#html:true\n#notetype:Basic\n#deck:{deck}\n#columns:Front\tBack\tTags\n#tags column:3\n"
    );
    let mut media = Vec::new();
    let whole = fingerprint(quiz.title.as_bytes()) & 0xffff_ffff;
    for one in &quiz.questions {
        let mut front = format!("<div>{}</div>", xml(&one.ask));
        if let Some(picture) = &one.picture {
            let own = fingerprint(one.id.as_bytes()) & 0xffff_ffff;
            let name = format!("cyanotype-{whole:08x}-{own:08x}.{pictures}");
            media.push((name.clone(), quiz.draw(picture, pictures, Theme::Light)?));
            let _ = write!(front, "<p><img src=\"{name}\" alt=\"{}\"></p>", xml(&picture.words));
        }
        for line in &one.lines {
            let _ = write!(front, "<div>&nbsp;&nbsp;{}</div>", xml(line));
        }
        front.push_str("<ol type=\"A\" style=\"text-align:left\">");
        for answer in &one.answers {
            let _ = write!(front, "<li>{}</li>", xml(&answer.text));
        }
        front.push_str("</ol>");
        let _ = writeln!(notes, "{}\t{}\t{}", field(&front), field(&back(one)), tags(one));
    }
    Ok(Deck { notes, media })
}

fn back(one: &Question) -> String {
    let right = &one.answers[one.right];
    let letter = Question::letter(one.right);
    let mut out = format!(
        "<b>{letter}) {}</b><br>{}<ul style=\"text-align:left\">",
        xml(&right.text),
        xml(&right.why)
    );
    for (at, answer) in one.answers.iter().enumerate().filter(|(at, _)| *at != one.right) {
        let _ = write!(out, "<li>not {}: {}</li>", Question::letter(at), xml(&answer.why));
    }
    let _ = write!(out, "</ul><small>{}<br>{}</small>", xml(&tagged(one)), xml(&cited(one)));
    out
}

/// One field: without tabs and line breaks; a quotation mark at the beginning would open a quoted field.
fn field(text: &str) -> String {
    let text = text.replace(['\t', '\n', '\r'], " ");
    text.trim_start_matches('"').to_owned()
}

fn tags(one: &Question) -> String {
    format!(
        "aif-c01::domain-{} aif-c01::task-{} cyanotype::{}",
        one.domain(),
        one.task,
        one.kind.as_str()
    )
}
