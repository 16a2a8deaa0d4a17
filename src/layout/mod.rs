//! Boxes and connections → a drawing: positions, routes and label places, no colours and no text.

mod drawing;
pub mod flat;
mod input;

pub use drawing::{Drawing, Route};
pub use input::{
    Band, Direction, Edge, Effort, End, Group, Input, Node, Options, Place, Rail, Spacing,
};
