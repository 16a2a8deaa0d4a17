//! Boxes and connections → a drawing: positions, routes and label places, no colours and no text.
//!
//! The phases, each taking its predecessor by value:
//!
//! ```text
//! input → problem → ranks (cycles, bands) → rows → order → detour → ports → place → flank → channel → compose
//!         several orders are carried to the end; the best drawing by `Score` is kept;
//!         independent parts of a free drawing are laid out alone and packed → hops → drawing
//! ```

mod bands;
mod channel;
mod compose;
mod cycles;
mod detour;
mod drawing;
mod flank;
pub mod flat;
mod hops;
mod input;
mod order;
mod pack;
mod place;
mod plan;
mod ports;
mod problem;
mod ranks;
mod rows;
mod score;
mod simplex;
pub mod stages;
#[cfg(test)]
mod tests;
mod tree;
mod verify;

use crate::geometry::{Px, Rect, Size};
use problem::Problem;

pub use drawing::{Drawing, Route};
pub use input::{
    Band, Direction, Edge, Effort, End, Group, Input, Node, Options, Place, Rail, Spacing,
};
pub use score::Score;
pub use verify::{Violation, verify};

/// From the corner of a group, band or rail to its title.
pub const TITLE_INSET: (Px, Px) = (8.0, 8.0);

/// Where the title of a group, band or rail stands: at the top left, `TITLE_INSET` from the corner.
pub fn title_place(ground: &Rect, title: Size) -> Rect {
    Rect::new(ground.x + TITLE_INSET.0, ground.y + TITLE_INSET.1, title.w, title.h)
}

/// Lays `input` out.
pub fn run(input: &Input) -> Drawing {
    if input.nodes.is_empty() && input.groups.is_empty() && input.bands.is_empty() {
        return Drawing::default();
    }
    let mut drawing = if problem::is_banded(input) { connected(input) } else { apart(input) };
    hops::run(&mut drawing.routes);
    drawing
}

/// Lays out the independent parts of `input`, each on its own.
fn apart(input: &Input) -> Drawing {
    let parts = pack::split(input);
    if parts.len() == 1 {
        return connected(input);
    }
    let draw = |part: pack::Part| {
        let drawing = connected(&part.input);
        (part, drawing)
    };
    pack::merge(input, &parts.into_iter().map(draw).collect::<Vec<_>>())
}

/// All phases, for several orders; the best drawing.
fn connected(input: &Input) -> Drawing {
    let ranked = ranks::run(problem::Problem::new(input));
    let Problem { aspect, turned, .. } = ranked.problem;
    let aspect = if turned { 1.0 / aspect } else { aspect };
    let mut best: Option<(Px, Drawing)> = None;
    let orders = order::run(&rows::run(ranked));
    let alone = orders.len() == 1;
    for ordered in orders {
        let ported = ports::run(detour::run(ordered));
        let drawing = compose::run(&channel::run(flank::run(place::run(ported))));
        if alone {
            return drawing;
        }
        let price = Score::new(&drawing).price(aspect);
        if best.as_ref().is_none_or(|(least, _)| price < *least) {
            best = Some((price, drawing));
        }
    }
    best.map(|(_, drawing)| drawing).unwrap_or_default()
}
