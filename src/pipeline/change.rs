//! Pictures of a change.

use super::Compared;
use crate::render::{Format, Picture, RenderError, page_of_change};
use crate::report;
use crate::scene::{Delta, Options};
use std::sync::Arc;

/// Draws what changed in each of `formats`, laid out once: both versions over each other, and in HTML also side by side.
/// `None` when a side is no blueprint.
///
/// # Errors
/// When a format cannot be written.
pub fn draw_change(
    compared: &Compared,
    options: &Options,
    formats: &[&Format],
) -> Result<Option<Vec<Vec<u8>>>, RenderError> {
    let Some((old, new, change)) = compared.models() else { return Ok(None) };
    let delta = Delta::new(old, new, change, &report::headline(change), options);
    let options = Options { change: Some(Arc::clone(&delta)), ..options.clone() };
    let picture = Picture::new(&delta.union.after, &options);
    let draw = |format: &&Format| match format.id {
        "html" => page_of_change(&picture),
        _ => (format.render)(&picture),
    };
    formats.iter().map(draw).collect::<Result<_, _>>().map(Some)
}
