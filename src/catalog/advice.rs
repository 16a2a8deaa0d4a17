//! Advice: when to take a service, when not, and what to take instead. The rows of `data/advice.yaml`.

use super::generated::{ADVICE, ALIKE};

/// What to take when something holds.
#[derive(Debug, PartialEq, Eq)]
pub struct Instead {
    /// Id of the service to take.
    pub take: &'static str,
    /// The case, a whole clause without the name of either service.
    pub when: &'static str,
}

/// When to take a service and when not.
#[derive(Debug, PartialEq, Eq)]
pub struct Advice {
    /// Id of the service.
    pub service: &'static str,
    /// Id of the exam's task statement that asks about it.
    pub task: &'static str,
    /// What it has over its neighbours; reads after "it gives".
    pub gives: &'static str,
    /// Clauses that read after "when".
    pub when: &'static [&'static str],
    /// Clauses that read after "not when".
    pub avoid: &'static [&'static str],
    /// What to take instead, and when.
    pub instead: &'static [Instead],
}

/// All advice, sorted by service.
pub fn all_advice() -> &'static [Advice] {
    &ADVICE
}

/// The advice on the service with this id.
pub fn advice(service: &str) -> Option<&'static Advice> {
    ADVICE.binary_search_by(|row| row.service.cmp(service)).ok().map(|at| &ADVICE[at])
}

/// Groups of services that can do some of each other's work: the rows of `data/alike.yaml`.
pub fn alike() -> &'static [&'static [&'static str]] {
    &ALIKE
}
