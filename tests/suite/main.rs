//! The integration tests: one binary, one module a subject.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails loudly")]
#![allow(clippy::print_stdout, reason = "a test says what it had to skip")]
#![allow(
    clippy::format_push_string,
    clippy::format_collect,
    clippy::similar_names,
    clippy::type_complexity,
    reason = "a test is read more often than it runs"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "the tests are a shell around the library and the binary"
)]

mod action;
mod baseline;
mod brand;
mod browser;
mod catalog;
mod change_page;
mod cli_config;
mod cli_first_minutes;
mod cli_input;
mod cli_output;
mod cli_report;
mod command;
mod consumers;
mod contrast;
mod diff;
mod diff_picture;
mod diff_properties;
mod docs;
mod draw;
mod findings;
mod fingerprints;
mod fixes;
mod format;
mod fuzz;
mod generated;
mod histories;
mod hostile;
mod icons;
mod judge;
mod knowledge;
mod lint;
mod mutations;
mod overlays;
mod own_rules;
mod page;
mod paper;
mod pictures;
mod pixels;
mod quiz;
mod recipes;
mod reference_blueprints;
mod review;
mod rule_list;
mod rule_pages;
mod since;
mod snapshots;
mod stability;
mod structure;
mod trunks;
mod views;
