//! Ways past a syntax error: the offending text is replaced by as many blanks, so that every other place stays.

use super::offset;
use crate::source::Span;
use granit_parser::ErrorKind;

/// Where and why a pass over the text stopped.
#[derive(Clone, Copy, Debug)]
pub(super) struct Failure<'a> {
    /// The text of that pass.
    pub text: &'a str,
    /// Where the parser noticed it, on a character boundary.
    pub at: usize,
    /// Why.
    pub kind: &'a ErrorKind,
    /// Where the outermost flow collection begins that is open there.
    pub open_flow: Option<usize>,
}

/// A change that may get past an error.
#[derive(Clone, Debug)]
pub(super) struct Repair {
    /// The place to blame.
    pub blamed: Span,
    /// The bytes that are replaced.
    pub span: Span,
    /// What stands there instead; as many bytes.
    pub with: String,
    /// Whether words of the author are lost.
    pub loses: bool,
}

impl Repair {
    /// The text with this repair; `None` when it would change nothing.
    pub(super) fn apply(&self, text: &str) -> Option<String> {
        let (start, end) = (self.span.start as usize, self.span.end as usize);
        let old = text.get(start..end)?;
        let changes = self.with.len() == old.len() && self.with != old;
        changes.then(|| [&text[..start], &self.with, &text[end..]].concat())
    }
}

/// The repairs to try, the most likely and least destructive first.
pub(super) fn candidates(failure: Failure<'_>) -> Vec<Repair> {
    if let Some(repair) = tabs(failure) {
        return vec![repair];
    }
    if *failure.kind == ErrorKind::RecursionLimitExceeded {
        return vec![deeper_lines(failure)];
    }
    let mut all = Vec::new();
    if let Some(opener) = unclosed_bracket(failure) {
        all.extend(close_bracket(failure.text, opener));
        let line = line_at(failure.text, opener);
        all.push(blank(failure.text, word_at(failure.text, opener), opener, line.1));
        all.push(blank(failure.text, word_at(failure.text, opener), line.0, line.1));
    }
    all.extend(missing_colon(failure));
    for line in [unclosed_quote(failure), half_key(failure), overhanging_line(failure)]
        .into_iter()
        .flatten()
    {
        all.extend(line_repairs(failure.text, line, None));
    }
    all.extend(line_repairs(failure.text, line_at(failure.text, failure.at), Some(failure.at)));
    all
}

/// Byte range of the line that holds `at`, without its line break.
pub(super) fn line_at(text: &str, at: usize) -> (usize, usize) {
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    let trimmed = text[start..end].trim_end_matches('\r').len();
    (start, (start + trimmed).max(start))
}

/// The word at `at`, for marking; the rest of the line when it begins with a blank.
pub(super) fn word_at(text: &str, at: usize) -> Span {
    let rest = &text[at..line_at(text, at).1.max(at)];
    let word = rest.find(char::is_whitespace).filter(|&length| length > 0).unwrap_or(rest.len());
    Span::new(offset(at), offset(at + word))
}

fn blank(text: &str, blamed: Span, start: usize, end: usize) -> Repair {
    let with = text[start..end]
        .bytes()
        .map(|byte| if matches!(byte, b'\n' | b'\r') { byte as char } else { ' ' });
    Repair {
        blamed,
        span: Span::new(offset(start), offset(end)),
        with: with.collect(),
        loses: true,
    }
}

/// Blank the value part of the line, then all of it.
fn line_repairs(text: &str, (start, end): (usize, usize), at: Option<usize>) -> Vec<Repair> {
    let line = &text[start..end];
    let first = start + line.len() - line.trim_start().len();
    let blamed = match at {
        Some(at) => word_at(text, at),
        None => Span::new(offset(first), offset(start + line.trim_end().len())),
    };
    let value = line.find(": ").or_else(|| line.find(":\t")).map(|colon| start + colon + 1);
    let whole = blank(text, blamed, first, end.max(first));
    value.map(|value| blank(text, blamed, value, end)).into_iter().chain([whole]).collect()
}

/// Leading tabs become as many blanks, in the whole text; where other lines are indented with blanks the two would
/// not fit together, and the line is left out.
fn tabs(failure: Failure<'_>) -> Option<Repair> {
    use ErrorKind as K;
    let text = failure.text;
    let (start, end) = line_at(text, failure.at);
    let about_tabs = matches!(
        failure.kind,
        K::TabNotAllowed
            | K::TabInBlockIndentation
            | K::TabInIndentation
            | K::TabInPlainScalar
            | K::TabAtBlockScalarStart
    );
    let here = leading_tab(&text[start..end]).map(|tab| start + tab);
    let tab = here.or_else(|| if about_tabs { next_leading_tab(text, end) } else { None })?;
    let blamed = Span::new(offset(tab), offset(tab + 1));
    if text
        .lines()
        .any(|line| line.starts_with(' ') && leading_tab(line).is_none() && !line.trim().is_empty())
    {
        return Some(blank(text, blamed, tab, line_at(text, tab).1));
    }
    let with = text[tab..].split_inclusive('\n').map(untab).collect();
    Some(Repair { blamed, span: Span::new(offset(tab), offset(text.len())), with, loses: false })
}

fn leading_tab(line: &str) -> Option<usize> {
    let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
    line[..indentation].find('\t')
}

fn next_leading_tab(text: &str, mut at: usize) -> Option<usize> {
    while let Some(newline) = text[at..].find('\n') {
        at += newline + 1;
        let line = text[at..].split('\n').next().unwrap_or("");
        if let Some(tab) = leading_tab(line) {
            return Some(at + tab);
        }
    }
    None
}

fn untab(line: &str) -> String {
    let rest = line.trim_start_matches([' ', '\t']);
    format!("{}{rest}", " ".repeat(line.len() - rest.len()))
}

/// The line that is too deep and the deeper ones after it.
fn deeper_lines(failure: Failure<'_>) -> Repair {
    let text = failure.text;
    let (start, mut end) = line_at(text, failure.at);
    let depth = indentation(&text[start..end]);
    let value = text[start..end].find(": ").map_or(start + depth, |colon| start + colon + 1);
    for line in text[end..].split_inclusive('\n').skip(1) {
        let next = text[end..].find('\n').map_or(text.len(), |newline| end + newline + 1);
        if !line.trim().is_empty() && indentation(line) <= depth {
            break;
        }
        end = next + line.trim_end_matches(['\n', '\r']).len();
    }
    blank(text, word_at(text, failure.at), value.min(failure.at), end)
}

/// Where the bracket stands that is to blame, when the error comes of one that is not closed.
fn unclosed_bracket(failure: Failure<'_>) -> Option<usize> {
    if matches!(failure.kind, ErrorKind::UnclosedFlowCollection { .. }) {
        return Some(failure.at);
    }
    failure.open_flow.filter(|&opener| opener < failure.at)
}

/// Writes the missing closing brackets over the last comma of the opening line and what follows it.
fn close_bracket(text: &str, opener: usize) -> Option<Repair> {
    let end = line_at(text, opener).1;
    let mut open: Vec<char> = Vec::new();
    let mut comma = None;
    let mut quote = None;
    for (at, letter) in text[opener..end].char_indices() {
        match (quote, letter) {
            (Some(mark), _) => quote = Some(mark).filter(|&mark| mark != letter),
            (None, '"' | '\'') => quote = Some(letter),
            (None, '[') => open.push(']'),
            (None, '{') => open.push('}'),
            (None, ']' | '}') => drop(open.pop()),
            (None, ',') => comma = Some((opener + at, open.clone())),
            _ => {}
        }
    }
    let (start, closers) = comma?;
    let mut with: String = closers.into_iter().rev().collect();
    let room = (end - start).checked_sub(with.len())?;
    with.push_str(&" ".repeat(room));
    let loses = !text[start + 1..end].trim().is_empty();
    Some(Repair {
        blamed: word_at(text, opener),
        span: Span::new(offset(start), offset(end)),
        with,
        loses,
    })
}

/// Ends a key that has deeper lines below it with a colon, over its last letter when there is no room: what is below
/// then hangs where it belongs.
fn missing_colon(failure: Failure<'_>) -> Option<Repair> {
    let text = failure.text;
    let mut line = line_at(text, failure.at);
    match failure.kind {
        ErrorKind::SimpleKeyExpected => {}
        ErrorKind::MappingValueNotAllowed => line = line_at(text, line.0.checked_sub(1)?),
        _ => return None,
    }
    let content = text[line.0..line.1].trim_end();
    let below = text[line.1..].lines().find(|line| !line.trim().is_empty())?;
    let word = !content.contains([':', '#']) && content.trim().len() > 1;
    if !word || indentation(below) <= indentation(content) {
        return None;
    }
    let room = line.0 + content.len() < line.1;
    let last = content.chars().next_back().map_or(0, char::len_utf8);
    let at = line.0 + content.len() - if room { 0 } else { last };
    let end = if room { at + 1 } else { at + last };
    let with = format!("{}:", " ".repeat(end - at - 1));
    let blamed = word_at(text, line.0 + indentation(content));
    Some(Repair { blamed, span: Span::new(offset(at), offset(end)), with, loses: true })
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The one line above the error that is indented further than it: the first of its mapping, too far to the right.
fn overhanging_line(failure: Failure<'_>) -> Option<(usize, usize)> {
    let text = failure.text;
    let (start, end) = line_at(text, failure.at);
    let range = match failure.kind {
        ErrorKind::ExpectedBlockMappingKey => {
            lines_above(text, start, indentation(&text[start..end]))
        }
        _ => return None,
    };
    let written = text[range.0..range.1].lines().filter(|line| !line.trim().is_empty()).count();
    (written == 1).then(|| line_at(text, range.0))
}

/// The lines directly above `start` that are indented further than `least`.
fn lines_above(text: &str, start: usize, least: usize) -> (usize, usize) {
    let (mut first, mut at) = (start, start);
    while let Some(line) = at.checked_sub(1).map(|end| line_at(text, end)) {
        let written = &text[line.0..line.1];
        if !written.trim().is_empty() {
            if indentation(written) <= least {
                break;
            }
            first = line.0;
        }
        at = line.0;
    }
    (first, start)
}

/// The nearest line, at the error or above it, with a quote that is not closed.
fn unclosed_quote(failure: Failure<'_>) -> Option<(usize, usize)> {
    use ErrorKind as K;
    let mark = match failure.kind {
        K::InvalidTrailingSingleQuotedScalar => '\'',
        K::InvalidTrailingDoubleQuotedScalar => '"',
        _ => return None,
    };
    let mut line = line_at(failure.text, failure.at);
    for _ in 0..50 {
        if failure.text[line.0..line.1].matches(mark).count() % 2 == 1 {
            return Some(line);
        }
        line = line_at(failure.text, line.0.checked_sub(1)?);
    }
    None
}

/// The line before the error when it is a word without a colon: a key that is being typed.
fn half_key(failure: Failure<'_>) -> Option<(usize, usize)> {
    let text = failure.text;
    let (start, end) = line_at(text, failure.at);
    let mut before = line_at(text, start.checked_sub(1)?);
    while text[before.0..before.1].trim().is_empty() {
        before = line_at(text, before.0.checked_sub(1)?);
    }
    let (line, here) = (&text[before.0..before.1], &text[start..end]);
    let colon =
        here.find(": ").or_else(|| here.ends_with(':').then(|| here.len().saturating_sub(1)));
    let at_first_colon = colon.is_some_and(|colon| failure.at <= start + colon);
    let word = !line.contains(':') && !line.trim_start().starts_with('#');
    (word && at_first_colon && indentation(line) >= indentation(here)).then_some(before)
}
