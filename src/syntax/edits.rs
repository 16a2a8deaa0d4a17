//! Text edits over spans: the only way a file is changed, so that comments and formatting stay.

use crate::diagnostic::Edit;
use crate::source::Span;
use std::fmt;

/// Why edits cannot be applied together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditError {
    /// Two edits change the same bytes.
    Overlap(Span, Span),
    /// An edit lies outside the text or splits a character.
    Misplaced(Span),
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overlap(a, b) => {
                write!(
                    f,
                    "edits at bytes {}..{} and {}..{} overlap",
                    a.start, a.end, b.start, b.end
                )
            }
            Self::Misplaced(a) => {
                write!(f, "edit at bytes {}..{} does not fit the text", a.start, a.end)
            }
        }
    }
}

impl std::error::Error for EditError {}

/// The text with all `edits` applied. Insertions at one place keep the order of the list.
///
/// # Errors
/// When two edits overlap, or one does not fit the text; nothing is changed then.
pub fn apply_edits(text: &str, edits: &[Edit]) -> Result<String, EditError> {
    let mut order: Vec<&Edit> = edits.iter().collect();
    order.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut result = String::with_capacity(text.len());
    let mut last = Span::new(0, 0);
    for edit in order {
        let span = edit.span;
        if span.start < last.end {
            return Err(EditError::Overlap(last, span));
        }
        let between = text.get(last.end as usize..span.start as usize);
        let Some((between, _)) = between.zip(text.get(span.start as usize..span.end as usize))
        else {
            return Err(EditError::Misplaced(span));
        };
        result.push_str(between);
        result.push_str(&edit.text);
        last = span;
    }
    result.push_str(text.get(last.end as usize..).unwrap_or(""));
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: u32, end: u32, text: &str) -> Edit {
        Edit { span: Span::new(start, end), text: text.to_owned() }
    }

    #[test]
    fn applies_in_any_order() {
        let edits = [edit(4, 5, "Z"), edit(0, 1, "aa"), edit(2, 2, "x"), edit(2, 2, "y")];
        assert_eq!(apply_edits("abcdef", &edits), Ok("aabxycdZf".to_owned()));
        assert_eq!(apply_edits("abc", &[]), Ok("abc".to_owned()));
    }

    #[test]
    fn refuses_overlaps_and_bad_places() {
        let overlap = apply_edits("abcdef", &[edit(0, 3, ""), edit(2, 4, "")]);
        assert_eq!(overlap, Err(EditError::Overlap(Span::new(0, 3), Span::new(2, 4))));
        assert_eq!(apply_edits("é", &[edit(1, 2, "")]), Err(EditError::Misplaced(Span::new(1, 2))));
        assert_eq!(apply_edits("a", &[edit(1, 9, "")]), Err(EditError::Misplaced(Span::new(1, 9))));
        assert_eq!(
            apply_edits("abc", &[edit(2, 1, "")]),
            Err(EditError::Misplaced(Span::new(2, 1)))
        );
    }
}
