//! The list of report styles, one file each.

mod concise;
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
mod rdjson;
mod sarif;

use super::Reporter;

/// Every style, by id.
pub static REPORTERS: &[Reporter] = &[
    concise::REPORTER,
    full::REPORTER,
    github::REPORTER,
    gitlab::REPORTER,
    json::REPORTER,
    junit::REPORTER,
    markdown::REPORTER,
    rdjson::REPORTER,
    sarif::REPORTER,
];
