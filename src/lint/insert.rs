//! Parts to add to a blueprint: the lines for the help, and the insertion for an unsafe fix.

use super::{context::Context, written};
use crate::{
    blueprint::BlueprintLayer,
    diagnostic::{Edit, Fix, Safety},
    source::Span,
};

/// A component that a rule proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The layer it belongs to.
    pub layer: String,
    /// Its id, which is free.
    pub id: String,
    /// The service.
    pub service: String,
    /// Further keys in YAML flow style, without braces (`covers: [index]`); may be empty.
    pub keys: String,
}

/// How a layer is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Home {
    /// Lines with this indent, the last of which holds the end of `after`.
    Block { after: Span, indent: String },
    /// Braces.
    Braces(Span),
    /// Not at all.
    Absent,
}

impl Context<'_> {
    /// A component of `service` for `layer`, called after the service or, where that id is taken, with `-2`, `-3`, …
    pub fn part(&self, layer: &str, service: &str, keys: impl Into<String>) -> Part {
        let taken =
            |id: &str| self.find(id).is_some() || self.groups.iter().any(|group| group.id == id);
        let mut id = service.to_owned();
        let mut at = 2;
        while taken(&id) {
            id = format!("{service}-{at}");
            at += 1;
        }
        Part { layer: layer.to_owned(), id, service: service.to_owned(), keys: keys.into() }
    }
    /// The unsafe fix that adds `part` as planned: never as if it were there. None where the layer is written in
    /// a way that cannot be added to.
    pub fn plan(&self, part: &Part) -> Option<Fix> {
        let gap = if part.keys.is_empty() { "" } else { ", " };
        let said = [&*part.id, ": {service: ", &part.service, ", status: planned"];
        let line = [&said.concat(), gap, &part.keys, "}"].concat();
        let edit = match self.home(&part.layer)? {
            Home::Block { after, indent } => self.line_after(after, &indent, &line),
            Home::Braces(braces) => written::into_braces(self.source, braces, &line)?,
            Home::Absent => self.new_layer(&part.layer, &line)?,
        };
        Some(Fix {
            title: ["add `", &part.id, "` as a planned part"].concat(),
            safety: Safety::Unsafe,
            edits: vec![edit],
        })
    }
    /// How the layer is written; none where it is in a way that cannot be added to.
    pub(super) fn home(&self, layer: &str) -> Option<Home> {
        let Some(at) = self.said.layers.iter().position(|one| one.id.value == layer) else {
            return Some(Home::Absent);
        };
        let said = &self.said.layers[at];
        // Components stand in the order of their layers.
        let begin = self.said.components.partition_point(|one| one.layer < at);
        let end = self.said.components.partition_point(|one| one.layer <= at);
        let [first, ..] = &self.said.components[begin..end] else { return self.empty(said) };
        let before = Span::new(said.id.span.end, first.id.span.start);
        let opening = self.source.slice(before).trim_end();
        if opening.ends_with('{') {
            let brace = before.start + u32::try_from(opening.len() - 1).ok()?;
            return Some(Home::Braces(Span::new(brace, said.span.end)));
        }
        let last = &self.said.components[end - 1];
        let indent = written::indent(self.source, last.id.span.start)?.to_owned();
        (!indent.is_empty()).then_some(Home::Block { after: last.span, indent })
    }
    /// A layer that has no components, but may have a comment beside its key.
    fn empty(&self, said: &BlueprintLayer) -> Option<Home> {
        let indent = written::indent(self.source, said.id.span.start)?;
        let end = written::end_of_line(self.source, said.id.span);
        let rest = self.source.slice(Span::new(said.id.span.end, end)).trim();
        let rest = rest.strip_prefix(':')?.trim_start();
        let empty = rest.is_empty() || rest.starts_with('#');
        empty.then(|| Home::Block { after: said.id.span, indent: format!("{indent}  ") })
    }
    pub(super) fn line_after(&self, span: Span, indent: &str, line: &str) -> Edit {
        let end = written::end_of_line(self.source, span);
        let text = [written::line_end(self.source), indent, line].concat();
        Edit { span: Span::new(end, end), text }
    }
    /// A new layer behind everything else.
    pub(super) fn new_layer(&self, layer: &str, part: &str) -> Option<Edit> {
        let all = self.said.span;
        if self.source.slice(all).starts_with('{') {
            return written::into_braces(self.source, all, &format!("{layer}: {{{part}}}"));
        }
        let indent = written::indent(self.source, all.start)?;
        let line = written::line_end(self.source);
        let end = u32::try_from(self.source.text().len()).ok()?;
        let rest = self.source.slice(Span::new(all.end, end));
        let lines = format!("{indent}{layer}:{line}{indent}  {part}");
        // The mark that ends a document is no blank and no comment.
        let over = |text: &str| !text.trim().is_empty() && !text.trim_start().starts_with('#');
        if rest.lines().skip(1).any(over) {
            let at = written::end_of_line(self.source, all);
            return Some(Edit { span: Span::new(at, at), text: format!("{line}{lines}") });
        }
        let text = self.source.text();
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { line };
        Some(Edit { span: Span::new(end, end), text: format!("{gap}{lines}{line}") })
    }
}

impl Part {
    /// The lines to add, for a help text.
    pub fn lines(&self) -> String {
        let (layer, id, service) = (&*self.layer, &*self.id, &*self.service);
        if self.keys.is_empty() {
            return [layer, ":\n  ", id, ": ", service].concat();
        }
        [layer, ":\n  ", id, ": {service: ", service, ", ", &self.keys, "}"].concat()
    }
}
