//! The phases up to a chosen one, so that a benchmark can tell what each costs.

use super::input::Input;
use super::order::Ordered;
use super::problem::Problem;
use super::{
    channel, composed, detour, flank, middle, order, place, ports, ranks, rows, squeeze, tidy,
};

/// How far [`run_to`] goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Boxes have ranks.
    Ranks,
    /// Lines have slots in the rows.
    Rows,
    /// Rows are in order.
    Order,
    /// No line passes a foreign container.
    Detour,
    /// Everything has a place across the flow.
    Place,
    /// Lines leave boxes at their sides too.
    Flank,
    /// Lines have tracks.
    Channel,
    /// Everything is drawn, without needless bends.
    Drawing,
    /// Lines that made detours run as they should.
    Reroute,
    /// Empty strips are cut out.
    Squeeze,
}

/// Every stage, in order.
pub const STAGES: [Stage; 10] = [
    Stage::Ranks,
    Stage::Rows,
    Stage::Order,
    Stage::Detour,
    Stage::Place,
    Stage::Flank,
    Stage::Channel,
    Stage::Drawing,
    Stage::Reroute,
    Stage::Squeeze,
];

/// Runs the phases of `input` as one part up to `stage`, from the plain ranking on, for each order that the search keeps; gives the size of
/// what came out, a number that means nothing but that the work was done.
pub fn run_to(input: &Input, stage: Stage) -> usize {
    let ranked = ranks::several(Problem::new(input)).swap_remove(0);
    if stage == Stage::Ranks {
        return ranked.ranks;
    }
    let plan = rows::run(ranked);
    if stage == Stage::Rows {
        return plan.items.len();
    }
    order::run(&plan).into_iter().map(|ordered| finish(input, ordered, stage)).sum()
}

fn finish(input: &Input, ordered: Ordered, stage: Stage) -> usize {
    if stage == Stage::Order {
        return ordered.0.items.len();
    }
    let legal = detour::run(ordered);
    if stage == Stage::Detour {
        return legal.0.items.len();
    }
    let placed = place::run(ports::run(legal));
    if stage == Stage::Place {
        return placed.x.len();
    }
    let placed = middle::run(flank::run(placed));
    if stage == Stage::Flank {
        return placed.x.len();
    }
    let routed = channel::run(placed);
    if stage == Stage::Channel {
        return routed.rows.len();
    }
    let mut drawing = composed(input, &routed);
    tidy::run(input, &mut drawing);
    if stage >= Stage::Reroute {
        tidy::reroute(input, &mut drawing);
    }
    if stage == Stage::Squeeze {
        squeeze::run(input, &mut drawing);
    }
    drawing.nodes.len()
}
