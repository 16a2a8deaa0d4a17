//! A finding in the form that miette draws, over the file's one line index.

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::report::visible::Shown;
use crate::report::{visible, visible_line};
use crate::source::Span;
use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::fmt;

/// Lines with more bytes than this are not printed: a file may be one line of megabytes.
const LONGEST_LINE: u32 = 1_000;
/// Miette looks at every mark for each line, and a reader looks at fewer still.
const MOST_LABELS: usize = 24;

/// What is drawn of one finding.
#[derive(Debug)]
pub(super) struct Snippet<'a> {
    finding: &'a Diagnostic,
    shown: &'a Shown,
    labels: Vec<LabeledSpan>,
    help: Option<String>,
}

impl<'a> Snippet<'a> {
    pub(super) fn new(finding: &'a Diagnostic, shown: &'a Shown) -> Self {
        let mut snippet = Self { finding, shown, labels: Vec::new(), help: finding.help.clone() };
        let steps = if finding.path.is_empty() { None } else { Some(1) };
        snippet.add(&finding.primary, None);
        for (index, label) in finding.labels.iter().take(MOST_LABELS).enumerate() {
            snippet.add(label, steps.map(|first| first + index));
        }
        snippet.say_places_without_lines();
        snippet
    }

    /// Marks the part of a place that is on its first line; a block of many lines is known by its key.
    fn add(&mut self, label: &Label, step: Option<usize>) {
        let source = &self.shown.source;
        let place = self.shown.span(label.span);
        let line = source.line_span(source.line_index(place.start));
        if line.len() > LONGEST_LINE || source.text().is_empty() {
            return;
        }
        let (start, end) = (place.start.min(line.end), place.end.min(line.end));
        let mut text = visible_line(&label.text).into_owned();
        if let Some(step) = step {
            text = format!("{step}. {text}");
        }
        let span = on_characters(source.text(), Span::new(start, end.max(start)));
        self.mark(span, text);
    }

    fn mark(&mut self, span: SourceSpan, text: String) {
        if let Some(same) = self.labels.iter_mut().find(|one| *one.inner() == span) {
            let both = [same.label().unwrap_or(""), &text].join("; ");
            same.set_label(
                Some(both.trim_matches([';', ' ']).to_owned()).filter(|one| !one.is_empty()),
            );
            return;
        }
        let text = Some(text).filter(|text| !text.is_empty());
        self.labels.push(if self.labels.is_empty() {
            LabeledSpan::new_primary_with_span(text, span)
        } else {
            LabeledSpan::new_with_span(text, span)
        });
    }

    fn say_places_without_lines(&mut self) {
        if self.labels.is_empty() {
            let place =
                self.shown.source.line_column(self.shown.span(self.finding.primary.span).start);
            let at = format!("at {}:{}:{}", self.shown.source.name(), place.line, place.column);
            self.help = Some(match self.help.take() {
                Some(help) => format!("{help}\n{at}"),
                None => at,
            });
        }
    }
}

/// The span with its ends moved down to the borders of characters.
fn on_characters(text: &str, span: Span) -> SourceSpan {
    let start = text.floor_char_boundary(span.start as usize);
    let end = text.floor_char_boundary(span.end as usize).max(start);
    (start, end - start).into()
}

impl fmt::Display for Snippet<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&visible(&self.finding.message))
    }
}

impl std::error::Error for Snippet<'_> {}

impl miette::Diagnostic for Snippet<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }
    fn help<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        self.help.as_ref().map(|help| Box::new(visible(help)) as Box<dyn fmt::Display>)
    }
    fn source_code(&self) -> Option<&dyn SourceCode> {
        (!self.labels.is_empty()).then_some(self.shown as &dyn SourceCode)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

impl SourceCode for Shown {
    /// Whole lines around the span, found by the line index in logarithmic time.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let source = &self.source;
        let start = u32::try_from(span.offset()).map_err(|_| MietteError::OutOfBounds)?;
        let end =
            u32::try_from(span.offset() + span.len()).map_err(|_| MietteError::OutOfBounds)?;
        let (top, bottom) = (source.line_index(start), source.line_index(end));
        let first = neighbour(source, top, top.saturating_sub(before));
        let last = neighbour(source, bottom, (bottom + after).min(source.line_count() - 1));
        let from = source.line_span(first).start as usize;
        let to = (source.line_span(last).end as usize).max(from);
        let column = if before == 0 { source.line_column(start).column as usize - 1 } else { 0 };
        let text = source.text().get(from..to).ok_or(MietteError::OutOfBounds)?;
        Ok(Box::new(MietteSpanContents::new_named(
            source.name().to_owned(),
            text.as_bytes(),
            (from, to - from).into(),
            first,
            column,
            last + 1 - first,
        )))
    }
}

/// The line of context, or the line itself when the context is too long to print.
fn neighbour(source: &crate::source::Source, line: usize, context: usize) -> usize {
    if source.line_span(context).len() > LONGEST_LINE { line } else { context }
}
