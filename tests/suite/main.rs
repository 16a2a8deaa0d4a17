//! The integration tests: one binary, one module a subject.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

mod catalog;
mod judge;
mod mutations;
mod rule_list;
mod rule_pages;
mod structure;
