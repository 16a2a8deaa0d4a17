//! The list of problems of reading: codes, names and what they mean.

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// One kind of problem that reading a blueprint can report.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    /// Stable code (`BPT003`).
    pub code: &'static str,
    /// Kebab-case name.
    pub name: &'static str,
    /// What it means and what to do, a few sentences.
    pub summary: &'static str,
}

impl Problem {
    /// An error of this kind at `span`.
    pub fn at(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(self.code, self.name, span, message)
    }
}

/// Declares the problems as constants and as one list.
macro_rules! problems {
    ($($constant:ident = $code:literal, $name:literal, $summary:literal;)+) => {
        $(
            #[doc = $summary]
            pub const $constant: Problem = Problem { code: $code, name: $name, summary: $summary };
        )+
        /// Every problem, in the order of the codes.
        pub const PROBLEMS: &[Problem] = &[$($constant,)+];
    };
}

problems! {
    SYNTAX_ERROR = "BPT001", "syntax-error",
        "The text is not valid YAML at this place. The reader skips the line at fault and goes on, so everything else is still checked.";
    DUPLICATE_KEY = "BPT002", "duplicate-key",
        "The same key stands twice in one mapping. The first counts; rename or remove the other.";
    UNKNOWN_KEY = "BPT003", "unknown-key",
        "A key that the format does not know. Keys of your own begin with `x-`: they are kept and ignored.";
    WRONG_TYPE = "BPT004", "wrong-type",
        "The value is of another type than the key takes, for instance a text where a list is expected.";
    MISSING_KEY = "BPT005", "missing-key",
        "A key that must be there is not.";
    UNKNOWN_VALUE = "BPT006", "unknown-value",
        "The value is not among the words or numbers that the key takes.";
    LIMIT_EXCEEDED = "BPT007", "limit-exceeded",
        "The file is larger, deeper or, after its aliases, has more nodes than a blueprint may: 16 MiB, 128 levels, 200,000 nodes.";
    DUPLICATE_ID = "BPT008", "duplicate-id",
        "Two components or groups have the same id. Ids are unique in the whole file, so that connections can name them.";
    INVALID_ID = "BPT009", "invalid-id",
        "An id that a connection could not carry: it has blanks, an arrow, `&`, `:` or `,`, or it is empty.";
    INVALID_CONNECTION = "BPT010", "invalid-connection",
        "A connection is written `a -> b`, `a ~> b` or `a <-> b`; chains `a -> b -> c` and fan-outs `a -> b & c` are allowed.";
    RESERVED_WORD = "BPT011", "reserved-word",
        "An id that means something else already: a layer, a top-level key, or `all`.";
    EMPTY_BLUEPRINT = "BPT012", "empty-blueprint",
        "The file holds nothing but blanks and comments.";
    NOT_A_MAPPING = "BPT013", "not-a-mapping",
        "A blueprint, a layer, or another part that consists of keys and values is written as something else.";
    MISPLACED_PROPERTY = "BPT014", "misplaced-property",
        "The property says nothing about a component of this kind: none of its traits can carry it.";
    UNKNOWN_LAYER = "BPT015", "unknown-layer",
        "A top-level key that is neither a layer of the reference architecture nor a key of the format.";
    UNKNOWN_PROPERTY = "BPT016", "unknown-property",
        "A property that the vocabulary does not know. Keys of your own begin with `x-`: they are kept and ignored.";
    CYCLIC_GROUP = "BPT017", "cyclic-group",
        "A group lies inside itself, directly or through the groups that hold it.";
    SEVERAL_DOCUMENTS = "BPT018", "several-documents",
        "A file holds one blueprint. What follows the second `---` is not read.";
    UNKNOWN_ALIAS = "BPT019", "unknown-alias",
        "An alias (`*name`) without an anchor (`&name`) before it.";
    INVALID_SUPPRESSION = "BPT020", "invalid-suppression",
        "A suppression is written `# cyanotype: ignore[SEC008] reason: … until: 2027-03-31`; reason and date follow the codes.";
}

#[cfg(test)]
mod tests {
    use super::PROBLEMS;

    #[test]
    fn codes_are_in_order_and_names_unique() {
        assert!(PROBLEMS.windows(2).all(|pair| pair[0].code < pair[1].code));
        let mut names: Vec<_> = PROBLEMS.iter().map(|problem| problem.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), PROBLEMS.len());
        assert!(PROBLEMS.iter().all(|problem| problem.summary.ends_with('.')));
    }
}
