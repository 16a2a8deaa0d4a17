//! A blueprint's text drawn in any format, for tests of pictures.

use cyanotype::{
    blueprint, catalog,
    model::Model,
    render::{Picture, format},
    scene::Options,
    source::Source,
    syntax,
};
use std::borrow::Cow;

/// The bytes of the picture.
pub(crate) fn draw(text: &str, id: &str, options: &Options) -> Vec<u8> {
    let reference = catalog::reference("aws-genai").unwrap();
    let source = Source::new("test.yaml", text);
    let tree = syntax::parse(&source).tree;
    let said = blueprint::read(&source, &tree, reference).blueprint;
    let model = Model::build(said, Cow::Borrowed(reference)).model;
    let picture = Picture::new(&model, options);
    (format(id).unwrap().render)(&picture).unwrap()
}
