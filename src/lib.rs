//! Cyanotype: architecture as code for generative-AI applications on AWS.
//!
//! ```text
//! Source → tree → Blueprint → Model ─┬→ lint → diagnostics ───────────────┬→ report → text, json
//!                                    └→ layout → Scene → render → bytes   └→ Scene
//! ```

pub mod blueprint;
pub mod canonical;
pub mod catalog;
pub mod cel;
pub mod change;
pub mod cli;
pub mod diagnostic;
pub mod digest;
pub mod geometry;
pub mod layout;
pub mod lint;
pub mod model;
mod parallel;
pub mod pipeline;
pub mod render;
pub mod report;
pub mod scene;
pub mod secrets;
pub mod source;
pub mod study;
pub mod suggest;
pub mod syntax;
pub mod text;
