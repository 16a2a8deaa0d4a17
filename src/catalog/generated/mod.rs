//! The catalogue as statics: generated from data/ by the test `catalog::generated_is_fresh`; change data/ and run the tests.

mod facts;
mod glyphs;
mod learn;
mod references;
mod services;
mod study;
mod vocabulary;
mod words;

pub(super) use facts::{ELIGIBILITY, GEOGRAPHIES, LIMITS, MODELS, REGIONS};
pub(super) use glyphs::GLYPHS;
pub use learn::{EXAM_CHECKED, EXAM_SOURCE};
pub(super) use learn::{ADVICE, ALIKE, CASES, DOMAINS, TASKS};
pub(super) use references::REFERENCES;
pub(super) use services::SERVICES;
pub(super) use study::STUDY;
pub use vocabulary::cap;
pub(super) use vocabulary::{BOUNDARIES, CAPABILITIES, CATEGORIES, PROPERTIES};
pub(super) use words::WORDS;
