//! Suppressions: `ignore` keys and `# cyanotype: ignore[…]` comments.

use super::keys::IGNORE;
use super::reader::Reader;
use super::said::{Suppression, Target};
use crate::source::{Source, Span, Spanned};
use crate::syntax::{Comment, INVALID_SUPPRESSION, MISSING_KEY, NodeId, Value};

/// The word that makes a comment one of ours.
const MARK: &str = "cyanotype:";

impl Reader<'_> {
    /// The suppressions of an `ignore` key.
    pub(super) fn ignore(&mut self, id: NodeId, target: Target) -> Vec<Suppression> {
        let tree = self.tree;
        match &tree.node(id).value {
            Value::Sequence(items) => {
                items.iter().filter_map(|&item| self.ignored(item, target)).collect()
            }
            _ => self.ignored(id, target).into_iter().collect(),
        }
    }

    fn ignored(&mut self, id: NodeId, target: Target) -> Option<Suppression> {
        let span = self.tree.span(id);
        if let Some(code) = self.scalar(id) {
            return Some(Suppression {
                codes: vec![code],
                reason: None,
                until: None,
                span,
                target,
            });
        }
        if !matches!(self.tree.node(id).value, Value::Mapping(_)) {
            self.wrong_type(id, "ignore", "a list of `{rule, reason, until}`");
            return None;
        }
        let mut said = Suppression { codes: Vec::new(), reason: None, until: None, span, target };
        for (key, value) in self.known_pairs(id, IGNORE, "`ignore`") {
            match key.value.as_str() {
                "rule" => said.codes = self.texts(value, "rule"),
                "reason" => said.reason = self.scalar(value),
                _ => said.until = self.text(value, "until").and_then(|date| self.date(date)),
            }
        }
        if said.codes.is_empty() {
            let problem = MISSING_KEY.at(span, "the suppression names no rule");
            self.problems.push(problem.help("write `{rule: SEC008, reason: …}`"));
            return None;
        }
        Some(said)
    }

    /// The date, when it is one; otherwise reported.
    fn date(&mut self, date: Spanned<String>) -> Option<Spanned<String>> {
        if is_date(&date.value) {
            return Some(date);
        }
        let problem = INVALID_SUPPRESSION.at(date.span, format!("`{}` is not a date", date.value));
        self.problems.push(problem.help("write the date as `2027-03-31`"));
        None
    }

    /// The suppressions of comments.
    pub(super) fn comments(&mut self) -> Vec<Suppression> {
        let (tree, source) = (self.tree, self.source);
        let ours: Vec<_> =
            tree.comments().iter().filter(|one| one.text.starts_with(MARK)).collect();
        let lines = if ours.is_empty() { Vec::new() } else { content_lines(source) };
        ours.into_iter().filter_map(|comment| self.comment(&lines, comment)).collect()
    }

    fn comment(&mut self, lines: &[usize], comment: &Comment) -> Option<Suppression> {
        let source = self.source;
        let raw = source.slice(comment.span);
        let start = raw.find(MARK)? + MARK.len();
        let rest = raw[start..].trim_start();
        let codes = rest
            .strip_prefix("ignore")
            .map(str::trim_start)
            .and_then(|rest| rest.strip_prefix('['));
        let Some((codes, after)) = codes.and_then(|rest| rest.split_once(']')) else {
            let problem =
                INVALID_SUPPRESSION.at(comment.span, "this comment to the linter cannot be read");
            self.problems.push(problem.help("write `# cyanotype: ignore[SEC008] reason: …`"));
            return None;
        };
        let place = |part: &str| place_in(raw, part, comment.span);
        let codes: Vec<_> =
            codes.split(',').map(str::trim).filter(|code| !code.is_empty()).map(place).collect();
        if codes.is_empty() {
            let problem = INVALID_SUPPRESSION.at(comment.span, "the suppression names no rule");
            self.problems.push(problem.help("write `# cyanotype: ignore[SEC008] reason: …`"));
            return None;
        }
        let reason = clause(after, "reason:", "until:").map(place);
        let until = clause(after, "until:", "reason:").map(place).and_then(|date| self.date(date));
        let target = Target::Line(line_of(source, lines, comment));
        Some(Suppression { codes, reason, until, span: comment.span, target })
    }
}

/// What follows `word` until `other` or the end.
fn clause<'a>(text: &'a str, word: &str, other: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(word)?;
    let end = rest.find(other).unwrap_or(rest.len());
    Some(rest[..end].trim()).filter(|clause| !clause.is_empty())
}

/// `part`, which is a piece of `raw`, with its place in the source.
fn place_in(raw: &str, part: &str, comment: Span) -> Spanned<String> {
    let from = part.as_ptr().addr().saturating_sub(raw.as_ptr().addr());
    let start = comment.start + u32::try_from(from).unwrap_or(0);
    let end = start + u32::try_from(part.len()).unwrap_or(0);
    Spanned::new(part.to_owned(), Span::new(start, end))
}

/// The 0-based lines that hold more than a comment, in order.
fn content_lines(source: &Source) -> Vec<usize> {
    let content = |line: &usize| {
        let text = source.slice(source.line_span(*line)).trim();
        !text.is_empty() && !text.starts_with('#')
    };
    (0..source.line_count()).filter(content).collect()
}

/// The 0-based line that a comment speaks of: its own, or the next with content when it stands alone.
fn line_of(source: &Source, lines: &[usize], comment: &Comment) -> u32 {
    let own = source.line_index(comment.span.start);
    let next = lines.get(lines.partition_point(|&line| line <= own)).copied();
    let line = if comment.own_line { next.unwrap_or(own) } else { own };
    u32::try_from(line).unwrap_or(u32::MAX)
}

/// Whether the text is an ISO date that the calendar has.
fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| {
            if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() }
        });
    if !shaped {
        return false;
    }
    let part = |range: std::ops::Range<usize>| {
        text.get(range).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0)
    };
    let (year, month, day) = (part(0..4), part(5..7), part(8..10));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => 0,
    };
    (1..=days).contains(&day)
}
