//! A quiz as text for people and programs: one file a form.

mod anki;
mod html;
mod json;
mod markdown;
mod text;

pub use anki::{Deck, anki};
pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use text::{answered, asked, hanging, key, text};

use super::{Illustration, Question, masked};
use crate::{
    catalog,
    model::Model,
    render::{self, Picture, RenderError},
    scene::{Options, Theme},
};

/// A finished quiz.
#[derive(Clone, Debug)]
pub struct Quiz<'a> {
    /// What it is about.
    pub title: String,
    /// The blueprint.
    pub model: &'a Model,
    /// The questions in the order in which they are asked.
    pub questions: Vec<Question>,
    /// The seed they were drawn with.
    pub seed: u64,
}

impl<'a> Quiz<'a> {
    /// The quiz of these questions on a blueprint.
    pub fn new(model: &'a Model, questions: Vec<Question>, seed: u64) -> Self {
        let said = model.said.name.as_ref().map(|said| crate::scene::short(&said.value));
        let title = said.filter(|name| !name.is_empty()).unwrap_or_else(|| "Untitled".to_owned());
        Self { title, model, questions, seed }
    }
    /// The picture of a question in a format of `render`: the blanks are masked.
    ///
    /// # Errors
    /// When it cannot be drawn.
    pub fn draw(
        &self,
        picture: &Illustration,
        format: &str,
        theme: Theme,
    ) -> Result<Vec<u8>, RenderError> {
        let model = masked(self.model, &picture.blanks);
        let options = Options { view: picture.view, theme, ..Options::default() };
        let format = render::format(format).ok_or(RenderError::Format("a picture"))?;
        (format.render)(&Picture::new(&model, &options))
    }
}

/// "the catalogue: cyanotype explain kendra; the blueprint …", those of one kind together.
fn cited(question: &Question) -> String {
    let mut parts: Vec<(&str, String)> = Vec::new();
    for source in &question.sources {
        let word = &source.word;
        let (kind, told) = match source.what {
            "blueprint" => (String::new(), format!("the blueprint \u{201c}{word}\u{201d}")),
            "exam" => {
                let checked = catalog::EXAM_CHECKED;
                (String::new(), format!("the exam's outline, task {word} (checked {checked})"))
            }
            what => (format!("the {what}: "), format!("cyanotype explain {word}")),
        };
        match parts.iter_mut().find(|(what, _)| *what == source.what) {
            Some((_, text)) => {
                text.push_str(", ");
                text.push_str(&told);
            }
            None => parts.push((source.what, format!("{kind}{told}"))),
        }
    }
    let texts: Vec<String> = parts.into_iter().map(|(_, text)| text).collect();
    texts.join("; ")
}

/// "AIF-C01 2.3: AWS infrastructure …".
fn tagged(question: &Question) -> String {
    let title = question.task().map_or("", |task| task.title);
    format!("AIF-C01 task {}: {title}", question.task)
}
