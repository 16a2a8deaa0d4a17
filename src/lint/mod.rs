//! The linter: rules that judge a model, and the engine that selects, gates and suppresses them.
//!
//! [`run`] is the whole of it. A rule is a row of [`RULES`]; its page in `docs/rules` says when it fires.

mod advice;
mod benefit;
mod content;
mod context;
mod engine;
mod engines;
mod entry;
mod fingerprint;
mod guard;
mod insert;
mod memo;
mod mend;
pub mod own;
mod regions;
mod relocate;
mod rule;
mod rules;
mod select;
mod settings;
mod supersede;
mod suppress;
mod views;
mod written;

pub use benefit::{Benefit, Score, scores};
pub use context::Context;
pub use engine::{Outcome, Ran, run};
pub use fingerprint::{Fingerprint, fingerprints};
pub use insert::Part;
pub use own::OwnRule;
pub use rule::{Gate, Kind, Rule};
pub use rules::RULES;
pub use select::{UnknownSelector, find_rule, nearest_rule};
pub use settings::Settings;
pub use suppress::Suppressed;
