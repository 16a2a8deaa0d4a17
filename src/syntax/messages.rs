//! Syntax errors in our words: the fact and what to do.

use granit_parser::ErrorKind;

/// What an error of this kind is called, and what to do about it.
pub(super) fn describe(kind: &ErrorKind) -> (String, &'static str) {
    if let ErrorKind::UnexpectedCharacter { character } = kind {
        return unexpected(*character);
    }
    if let ErrorKind::MismatchedFlowCollectionEnd { open, close } = kind {
        return (
            format!("`{open}` is closed by `{close}`"),
            "use the bracket that belongs to the opening one",
        );
    }
    if let ErrorKind::UnclosedFlowCollection { open } = kind {
        return (format!("`{open}` is never closed"), "close the bracket on the same line");
    }
    let (message, help) = fixed(kind);
    (message.to_owned(), help)
}

fn unexpected(character: char) -> (String, &'static str) {
    let shown = character.escape_default();
    match character {
        '@' | '`' | '%' => {
            (format!("a value cannot begin with `{shown}`"), "put the value in quotes")
        }
        _ => (
            format!("the character `{shown}` is not allowed here"),
            "remove it, or put the value in quotes",
        ),
    }
}

fn fixed(kind: &ErrorKind) -> (&'static str, &'static str) {
    use ErrorKind as K;
    match kind {
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabInPlainScalar
        | K::TabAtBlockScalarStart => ("a tab is used as indentation", "indent with blanks"),
        K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar => {
            ("the quote is never closed", "close it on the same line")
        }
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => (
            "text follows a closing quote",
            "put the whole value in quotes, or close the quote where it should end",
        ),
        K::MappingValueNotAllowed | K::MappingKeyNotAllowed => (
            "a `:` where no key can be",
            "put a value that has `: ` in it in quotes, or complete the line before",
        ),
        K::SimpleKeyExpected | K::InvalidSimpleKey => ("a key without `:`", "write `key: value`"),
        K::InvalidColonPlacement
        | K::InvalidMappingValueWhitespace
        | K::FlowMappingValueAdjacentCollection
        | K::ExpectedFlowMappingSeparator
        | K::ExpectedFlowSequenceSeparator
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofFlowSequence
        | K::UnexpectedEofImplicitFlowMapping => (
            "the list or mapping in brackets is not complete",
            "write `[a, b]` or `{key: value, key: value}`",
        ),
        K::MisplacedFlowCollectionEnd => {
            ("a closing bracket without an opening one", "remove it, or open it before")
        }
        _ => fixed_rarer(kind),
    }
}

fn fixed_rarer(kind: &ErrorKind) -> (&'static str, &'static str) {
    use ErrorKind as K;
    match kind {
        K::ExpectedBlockMappingKey
        | K::InvalidIndentation
        | K::InvalidFlowScalarIndent
        | K::InvalidQuotedScalarIndent
        | K::InvalidBlockScalarIndent
        | K::ExpectedNodeContent
        | K::ExpectedDocumentStart
        | K::UnexpectedEofBlockMapping => (
            "the line does not fit the lines before it",
            "indent it like its neighbours, as `key: value`",
        ),
        K::ExpectedBlockSequenceEntry
        | K::BlockSequenceEntryNotAllowed
        | K::InvalidBlockEntryWhitespace
        | K::BlockEntryInFlowCollection
        | K::PlainScalarStartsWithDashFlowIndicator
        | K::UnexpectedEofBlockSequence => (
            "the line does not fit the list around it",
            "begin each item of a list with `- `, indented alike",
        ),
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidUnicodeEscape => {
            ("an unknown escape in a quoted text", "use single quotes to keep `\\` as it is")
        }
        K::CommentNotSeparated | K::CommentInterceptedScalar => (
            "a comment in the middle of a value",
            "leave a blank before `#`, or put the value in quotes",
        ),
        K::MissingAnchorOrAliasName => {
            ("`&` or `*` without a name", "put a value that begins with `&` or `*` in quotes")
        }
        K::RecursionLimitExceeded => ("nested too deep", "a blueprint needs about six levels"),
        _ => (
            "this is not valid YAML",
            "write `key: value`, lists with `- `, and quotes around special characters",
        ),
    }
}
