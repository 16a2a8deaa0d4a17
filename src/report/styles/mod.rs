//! The list of report styles, one file each.

mod concise;
mod full;
mod json;

use super::Reporter;

/// Every style, by id.
pub static REPORTERS: &[Reporter] = &[concise::REPORTER, full::REPORTER, json::REPORTER];
