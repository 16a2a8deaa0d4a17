//! The edits that take a suppression out of the file, with the comma or the key that would be left over.

use crate::{
    blueprint::Target,
    diagnostic::Edit,
    lint::{suppress::Mark, written::lines},
    source::{Source, Span},
};

/// The edits that remove the suppression; none when its surroundings are written in an unusual way.
pub(super) fn of(mark: Mark<'_>) -> Option<Vec<Edit>> {
    let (source, span) = (mark.source, mark.said.span);
    let span = match mark.said.target {
        Target::Line(_) => comment(source, span),
        _ if before(source, span).trim() == "-" => item(mark)?,
        _ => in_brackets(mark)?,
    };
    Some(vec![Edit { span, text: String::new() }])
}

/// The text from the start of the line to the span.
fn before(source: &Source, span: Span) -> &str {
    let line = source.line_span(source.line_index(span.start));
    source.slice(Span::new(line.start, span.start))
}

fn comment(source: &Source, span: Span) -> Span {
    let before = before(source, span);
    let code = before.trim_end();
    if code.is_empty() {
        return lines(source, span);
    }
    let blanks = u32::try_from(before.len() - code.len()).unwrap_or(0);
    Span::new(span.start - blanks, span.end)
}

/// `- {rule: …}` on lines of its own; the last one takes the key `ignore` with it.
fn item(mark: Mark<'_>) -> Option<Span> {
    let (source, span) = (mark.source, mark.said.span);
    let item = lines(source, span);
    if mark.siblings > 1 {
        return Some(item);
    }
    let above = source.line_index(item.start).checked_sub(1)?;
    let key = source.line_span(above);
    (source.slice(key).trim() == "ignore:").then(|| Span::new(key.start, item.end))
}

/// An entry of `ignore: […]`; the only one takes the key with it.
fn in_brackets(mark: Mark<'_>) -> Option<Span> {
    let (source, span) = (mark.source, mark.said.span);
    let text = source.text();
    let (left, right) = (text.get(..span.start as usize)?, text.get(span.end as usize..)?);
    if mark.siblings > 1 {
        return one_of(left, right, span);
    }
    let left = left.trim_end();
    // One entry may stand without brackets.
    let (open, rest) = match left.strip_suffix('[') {
        Some(open) => (open.trim_end(), right.trim_start().strip_prefix(']')?),
        None => (left, right),
    };
    let key = open.strip_suffix(':')?.trim_end().strip_suffix("ignore")?;
    let all = Span::new(at(key.len()), at(text.len() - rest.len()));
    let line = lines(source, all);
    if source.slice(line).trim() == source.slice(all) {
        return Some(line);
    }
    one_of(key, rest, all)
}

/// The span with the comma after it, else with the comma before it.
fn one_of(left: &str, right: &str, span: Span) -> Option<Span> {
    if let Some(rest) = right.trim_start().strip_prefix(',') {
        let comma = right.len() - rest.trim_start().len();
        return Some(Span::new(span.start, span.end + at(comma)));
    }
    let kept = left.trim_end().strip_suffix(',')?;
    Some(Span::new(at(kept.trim_end().len()), span.end))
}

fn at(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
