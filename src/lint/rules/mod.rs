//! The list of all rules: one file a rule, in a folder a category.
//!
//! A new rule is a file here and its page in `docs/rules`; running the tests enters it into the two lists below.

// modules: kept by tests/suite/rule_list.rs
mod structure {
    //! Whether the parts that are drawn make an application.
    pub(super) mod dangling_reference;
}
// end of modules

use super::rule::Rule;

/// Every rule, by code.
pub const RULES: &[Rule] = &[
    // rules: kept by tests/suite/rule_list.rs
    structure::dangling_reference::RULE,
    // end of rules
];
