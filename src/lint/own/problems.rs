//! The list of what can be wrong with own rules, besides what can be wrong with any YAML.

use crate::syntax::Problem;

/// Every problem, in the order of the codes.
pub const PROBLEMS: &[Problem] = &[EXPRESSION, NAME, LIMIT, TAKEN, SHAPE];

pub(super) const EXPRESSION: Problem = Problem {
    code: "RUL001",
    name: "broken-expression",
    summary: "The expression of an own rule cannot be read, or its parts do not fit together.",
};
pub(super) const NAME: Problem = Problem {
    code: "RUL002",
    name: "unknown-name-in-rule",
    summary: "The expression of an own rule names a field, a method, a property or a word that does not exist. It would \
              otherwise pass in silence.",
};
pub(super) const LIMIT: Problem = Problem {
    code: "RUL003",
    name: "rule-too-large",
    summary: "The expression of an own rule is longer, deeper or more nested than allowed, or there are too many rules.",
};
pub(super) const TAKEN: Problem = Problem {
    code: "RUL004",
    name: "taken-rule-name",
    summary: "Another rule has this code or name already.",
};
pub(super) const SHAPE: Problem = Problem {
    code: "RUL005",
    name: "shapeless-rule",
    summary: "An own rule has exactly one of three shapes: `for` with `assert`, `path`, or `require`.",
};
