//! What several rules of one run ask, found out once.

use crate::{
    blueprint::DataClass,
    model::{ComponentId, Path},
};
use std::sync::OnceLock;

/// The answers of one run; each is filled by the first rule that asks.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    /// Whether each component is sent prompts.
    pub(crate) prompted: OnceLock<Vec<bool>>,
    /// Where personal data reaches those that are.
    pub(crate) arrivals: OnceLock<Vec<Arrival>>,
}

/// Personal data at an engine.
#[derive(Clone, Debug)]
pub(crate) struct Arrival {
    /// The engine.
    pub(crate) engine: ComponentId,
    /// The classes that reach it, the first by this path.
    pub(crate) classes: Vec<DataClass>,
    /// From where the data is said to be.
    pub(crate) path: Path,
    /// Whether a guardrail on the way does not say what it filters.
    pub(crate) screened: bool,
}
