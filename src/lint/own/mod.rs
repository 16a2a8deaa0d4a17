//! Users' own rules: read from YAML, judged like the built-in ones.
//!
//! A rule file is a list of `rules`. Each rule has one of three shapes: a condition on every component, connection or
//! group (or on the blueprint), a path that must not exist without passing something, or a capability that something
//! must be covered with. Conditions are expressions of [`crate::cel`].

mod judge;
mod message;
mod place;
mod problems;
mod read;
mod vocabulary;
mod world;

pub use problems::PROBLEMS;
pub use read::read;

use super::{Benefit, Gate, Kind};
use crate::cel::Program;
use crate::diagnostic::Severity;
use crate::source::Span;
use message::Template;

pub(super) use judge::judge;

/// The most rules of all files together.
pub const MAX_RULES: usize = 500;

/// The most steps that one rule may take on one blueprint.
pub const MAX_STEPS: u64 = 10_000_000;

/// A rule of the user's own.
#[derive(Clone, Debug)]
pub struct OwnRule {
    /// Its code, such as `ACME001`.
    pub code: String,
    /// Its kebab-case name.
    pub name: String,
    /// One line for lists.
    pub summary: String,
    /// How bad its findings are.
    pub severity: Severity,
    /// What it is good for.
    pub benefit: Benefit,
    /// When it runs.
    pub gate: Gate,
    /// What to do about a finding.
    pub help: Option<String>,
    /// Where more is said: a web address.
    pub docs: Option<String>,
    /// The examples that show it.
    pub examples: Vec<Example>,
    /// The file that holds it.
    pub file: String,
    /// Its place in the file.
    pub span: Span,
    /// The rule as it is written.
    pub text: String,
    shape: Shape,
    message: Option<Template>,
}

impl OwnRule {
    /// What its findings claim.
    pub const fn kind(&self) -> Kind {
        match self.shape {
            Shape::Each { .. } | Shape::Path { .. } => Kind::Forbidden,
            Shape::Cover { .. } => Kind::Absence,
        }
    }
}

impl PartialEq for OwnRule {
    /// Rules are the same when the same is written at the same place.
    fn eq(&self, other: &Self) -> bool {
        (&self.file, self.span, &self.text) == (&other.file, other.span, &other.text)
    }
}

impl Eq for OwnRule {}

/// A blueprint that shows what a rule finds, or what it does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Whether the rule finds something in it.
    pub bad: bool,
    /// The path of a file relative to the rule file, or the blueprint itself.
    pub text: String,
    /// Its place in the rule file.
    pub span: Span,
}

impl Example {
    /// Whether the blueprint itself stands in the rule file.
    pub fn is_inline(&self) -> bool {
        self.text.contains('\n')
    }
}

/// What a rule asks.
#[derive(Clone, Debug)]
enum Shape {
    /// A condition on every member of a class.
    Each {
        /// The class, an index into the vocabulary.
        class: usize,
        /// Which members are meant; all without it.
        when: Option<Program>,
        /// What must be true of them.
        assert: Program,
    },
    /// A path that must not exist, or only past something.
    Path {
        /// Where it begins.
        from: Program,
        /// Where it ends.
        to: Program,
        /// What it must pass; it must not exist at all without this.
        past: Option<Program>,
    },
    /// A capability that components must be covered with.
    Cover {
        /// The capability: of the catalogue, or any word when `by` says who provides it.
        capability: String,
        /// The components that provide it.
        by: Option<Program>,
        /// The components that need it.
        needs: Program,
    },
}
