//! Boxes and connections → a drawing: positions, routes and label places, no colours and no text.
//!
//! The phases, each taking its predecessor by value:
//!
//! ```text
//! input → problem → ranks (cycles, bands) → rows → order → detour → ports → place → flank → middle → channel → compose → shelve → tidy
//!         several rankings are drawn in haste, the best one with several orders, on all processors; the best drawing by `Score` goes on
//!         → reroute → join → squeeze
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
mod middle;
mod order;
mod pack;
mod place;
mod plan;
mod ports;
mod problem;
mod ranks;
mod rows;
mod score;
mod shelve;
mod simplex;
mod squeeze;
pub mod stages;
#[cfg(test)]
mod tests;
mod tidy;
mod tree;
mod verify;

use crate::geometry::{Px, Rect, Size};
use crate::parallel;
use channel::Routed;
use order::Ordered;
use problem::{Problem, whole};
use ranks::Ranked;

pub use drawing::{Drawing, Route, Tip, Trunk};
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

/// The same, if there is a title.
fn heading(ground: &Rect, title: Size) -> Option<Rect> {
    (title.w > 0.0).then(|| title_place(ground, title))
}

/// Groups, bands and rails, with the sizes of their titles.
fn grounds<'a>(input: &'a Input, drawing: &'a Drawing) -> impl Iterator<Item = (&'a Rect, Size)> {
    let groups = drawing.groups.iter().zip(input.groups.iter().map(|group| group.title));
    let bands = drawing.bands.iter().zip(input.bands.iter().map(|band| band.title));
    let rails = drawing.rails.iter().zip(input.rails.iter().map(|rail| rail.title));
    groups.chain(bands).chain(rails)
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

/// How many rankings are drawn in haste.
const SKETCHED: usize = 2;

/// Drawings of nearly the same price, up to a part of it, are tidied before the best one is chosen.
const CLOSE: i32 = 30;

/// The best drawing of what is connected; with more effort the better one of it and the one with less.
fn connected(input: &Input) -> Drawing {
    if input.options.effort == Effort::Fast {
        return drawn(input);
    }
    let mut fast = input.clone();
    fast.options.effort = Effort::Fast;
    let drawings = parallel::map(&[input, &fast], 1, |input| drawn(input));
    best(drawings, price_for(input))
}

/// What a drawing costs on the page that is wanted.
fn price_for(input: &Input) -> impl Fn(&Drawing) -> i32 + Copy + use<> {
    let aspect = input.options.page();
    move |drawing| whole(Score::new(drawing).price(aspect))
}

/// The drawing with the least price.
fn best(mut drawings: Vec<Drawing>, price: impl Fn(&Drawing) -> i32) -> Drawing {
    match drawings.len() {
        1 => drawings.swap_remove(0),
        _ => drawings.into_iter().min_by_key(price).unwrap_or_default(),
    }
}

/// The drawings whose price is close to the least.
fn close(drawings: Vec<Drawing>, price: impl Fn(&Drawing) -> i32) -> Vec<Drawing> {
    if drawings.len() < 2 {
        return drawings;
    }
    let prices: Vec<i32> = drawings.iter().map(price).collect();
    let least = prices.iter().copied().min().unwrap_or(0);
    let near =
        drawings.into_iter().zip(prices).filter(|&(_, price)| price <= least + least / CLOSE);
    near.map(|(drawing, _)| drawing).collect()
}

/// All phases: several rankings drawn in haste, the best of them with several orders; the best drawing.
fn drawn(input: &Input) -> Drawing {
    let mut ranked = ranks::several(Problem::new(input));
    let price = price_for(input);
    if input.options.effort == Effort::Fast && ranked.len() > 1 {
        ranked.drain(1..ranked.len().max(SKETCHED) + 1 - SKETCHED);
        let prices = parallel::map(&ranked, 1, |ranked| price(&sketch(ranked)));
        let best = (0..prices.len()).min_by_key(|&at| prices[at]).unwrap_or(0);
        ranked = vec![ranked.swap_remove(best)];
    }
    let orders: Vec<Ordered> =
        ranked.into_iter().flat_map(|ranked| order::run(&rows::run(ranked))).collect();
    let drawings = parallel::map(&orders, 1, |ordered| draw(input, ordered.clone()));
    let close = close(drawings, price);
    let tidied = parallel::map(&close, 1, |drawing| {
        let mut drawing = drawing.clone();
        tidy::run(input, &mut drawing);
        drawing
    });
    let mut best = best(tidied, price);
    tidy::reroute(input, &mut best);
    tidy::join(input, &mut best);
    squeeze::run(input, &mut best);
    best
}

/// A drawing in haste, good enough to tell a good ranking from a bad one.
fn sketch(ranked: &Ranked) -> Drawing {
    let ported = ports::run(detour::run(order::quick(&rows::run(ranked.clone()))));
    compose::run(&channel::run(place::run(ported)))
}

/// The phases from an order to a drawing.
fn draw(input: &Input, ordered: Ordered) -> Drawing {
    let ported = ports::run(detour::run(ordered));
    composed(input, &channel::run(middle::run(flank::run(place::run(ported)))))
}

/// The drawing of `routed`, boxes without lines on shelves.
fn composed(input: &Input, routed: &Routed) -> Drawing {
    let mut drawing = compose::run(routed);
    if !problem::is_banded(input) {
        shelve::run(input, &mut drawing);
    }
    drawing
}
