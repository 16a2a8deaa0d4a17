//! The integration tests: one binary, one module a subject.

mod catalog;
mod rule_list;
