//! The list of all rules: one file a rule, in a folder a category.
//!
//! A new rule is a file here and its page in `docs/rules`; running the tests enters it into the two lists below.

// modules: kept by tests/suite/rule_list.rs
pub(super) mod hygiene {
    //! Whether the suppressions in the blueprint are in order.
    pub(in crate::lint) mod expired_suppression;
    mod removal;
    pub(in crate::lint) mod suppression_without_reason;
    pub(in crate::lint) mod unknown_rule;
    pub(in crate::lint) mod unused_suppression;
}
mod structure {
    //! Whether the parts that are drawn make an application.
    pub(super) mod dangling_reference;
}
// end of modules

use super::rule::Rule;

/// Every rule, by code.
pub const RULES: &[Rule] = &[
    // rules: kept by tests/suite/rule_list.rs
    hygiene::unused_suppression::RULE,
    hygiene::suppression_without_reason::RULE,
    hygiene::expired_suppression::RULE,
    hygiene::unknown_rule::RULE,
    structure::dangling_reference::RULE,
    // end of rules
];
