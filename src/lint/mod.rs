//! The linter: rules that judge a model, and the engine that selects, gates and suppresses them.

mod context;
mod rule;
mod rules;

pub use context::Context;
pub use rule::{Gate, Kind, Rule};
pub use rules::RULES;
