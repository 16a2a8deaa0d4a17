//! The pictures of a review: what changed, and the boundaries too where these changed.

use super::super::diff_picture::LookOfChange;
use super::super::render::cannot;
use super::{Comparison, Reviewed};
use crate::change::{Change, Kind};
use crate::pipeline;
use crate::render::{self, Format};
use crate::scene::{Options, View};

/// What follows the name of a blueprint in those of its pictures: the first, and a second one of the boundaries.
const FIRST: [&str; 3] = ["svg", "png", "html"];
const SECOND: [&str; 3] = ["deployment.svg", "deployment.png", "deployment.html"];
/// The page of a new blueprint has all views.
const SECOND_OF_NEW: [&str; 2] = ["deployment.svg", "deployment.png"];

/// Draws what changed; nothing where nothing did.
pub(super) fn review(comparison: Comparison, look: &LookOfChange) -> Reviewed {
    let (mut pictures, mut undrawn) = (Vec::new(), None);
    let change = comparison.compared.change.as_ref().filter(|change| !change.is_empty());
    for (view, names) in change.map(|change| views(change, look)).unwrap_or_default() {
        let options = Options { view, ..look.options() };
        let all = draw(&comparison, &options, names).or_else(|why| {
            // Many dots are the likeliest cause: the drawing itself has no limit.
            undrawn = Some(why);
            let vectors: Vec<&str> =
                names.iter().copied().filter(|name| !name.ends_with("png")).collect();
            draw(&comparison, &options, &vectors)
        });
        pictures.extend(all.unwrap_or_default());
    }
    Reviewed { comparison, pictures, undrawn, known: 0 }
}

/// The view that was asked for; else the one that shows the change, or both.
fn views(change: &Change, look: &LookOfChange) -> Vec<(View, &'static [&'static str])> {
    if let Some(view) = look.view {
        return vec![(view, &FIRST)];
    }
    let second: &[&str] = match change.whole {
        Some(Kind::Added) => &SECOND_OF_NEW,
        _ => &SECOND,
    };
    let moved = |name: &str| name == "in";
    let mut told = change.components.iter().flat_map(|part| &part.differences);
    let boundaries = !change.groups.is_empty() || told.clone().any(|one| moved(&one.name));
    let layers = !(change.connections.is_empty() && change.flows.is_empty())
        || change.components.iter().any(|part| part.differences.is_empty())
        || told.any(|one| !moved(&one.name));
    match (boundaries, layers) {
        (true, true) => vec![(View::Layers, &FIRST), (View::Deployment, second)],
        (true, false) => vec![(View::Deployment, &FIRST)],
        (false, _) => vec![(View::Layers, &FIRST)],
    }
}

/// The pictures with these names that this build can draw; why there are none when there should be. A new blueprint is
/// drawn as it is: marks on everything tell nothing.
fn draw(
    comparison: &Comparison,
    options: &Options,
    names: &[&'static str],
) -> Result<Vec<(&'static str, Vec<u8>)>, String> {
    let format = |name: &&'static str| Some((*name, render::format(name.rsplit('.').next()?)?));
    let (names, formats): (Vec<_>, Vec<&Format>) = names.iter().filter_map(format).unzip();
    let Comparison { old, compared, .. } = comparison;
    let drawn = match &compared.new.model {
        Some(model) if !old.exists => {
            let findings = compared.new.findings.clone();
            let options = Options { findings, ..options.clone() };
            pipeline::draw(model, &options, &formats).map(|drawn| Some(drawn.files))
        }
        _ => pipeline::draw_change(compared, options, &formats),
    };
    let drawn = drawn.map_err(|problem| cannot(&problem).fact())?;
    Ok(names.into_iter().zip(drawn.unwrap_or_default()).collect())
}
