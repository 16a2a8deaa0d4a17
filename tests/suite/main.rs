//! The integration tests: one binary, one module a subject.

mod catalog;
mod judge;
mod mutations;
mod rule_list;
mod rule_pages;
mod structure;
