//! Pictures with blanks: the model with some components masked, to be drawn like any other.

use crate::{
    model::{ComponentId, Model},
    scene::View,
};

/// A picture that goes with a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Illustration {
    /// The components in whose place a letter stands, `A` the first one.
    pub blanks: Vec<ComponentId>,
    /// What is drawn.
    pub view: View,
    /// What it shows, for those who cannot see it.
    pub words: String,
}

/// The model with letters in the place of `blanks`: names, descriptions, glyphs and ids tell nothing of them.
pub fn masked(model: &Model, blanks: &[ComponentId]) -> Model {
    let mut model = model.clone();
    for (at, &id) in blanks.iter().enumerate() {
        let letter = super::Question::letter(at);
        let hidden = format!("blank-{}", letter.to_ascii_lowercase());
        let index = id.0 as usize;
        let old = std::mem::replace(&mut model.components[index].id, hidden.clone());
        let one = &mut model.components[index];
        one.label = format!("{letter} ?");
        one.service = None;
        one.outdated = false;
        one.word.value.clone_from(&hidden);
        let said = one.said;
        let said = &mut model.said.components[said];
        (said.label, said.description, said.icon, said.link) = (None, None, None, None);
        said.service = None;
        said.id.value.clone_from(&hidden);
        for connection in &mut model.said.connections {
            for end in [&mut connection.from, &mut connection.to] {
                if end.value == old {
                    end.value.clone_from(&hidden);
                }
            }
        }
    }
    model
}
