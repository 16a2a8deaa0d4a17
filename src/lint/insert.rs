//! Parts to add to a blueprint: the lines for the help, and the insertion for an unsafe fix.

use super::context::Context;
use crate::{
    blueprint::BlueprintComponent,
    diagnostic::{Edit, Fix, Safety},
    model::ComponentId,
    source::Span,
};
use std::fmt::Write;

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
        let mut keys = "status: planned".to_owned();
        if !part.keys.is_empty() {
            let _ = write!(keys, ", {}", part.keys);
        }
        let line = format!("{}: {{service: {}, {keys}}}", part.id, part.service);
        let edit = match self.said.layers.iter().position(|one| one.id.value == part.layer) {
            Some(layer) => self.inside_layer(layer, &line)?,
            None => self.at_the_end(&format!("{}:\n  {line}\n", part.layer)),
        };
        Some(Fix {
            title: format!("add `{}` as a planned part", part.id),
            safety: Safety::Unsafe,
            edits: vec![edit],
        })
    }
    /// The unsafe fix that says `line` (`key: value`) of a component: in front of the brace that ends its value, after
    /// its last line, or in braces with the service where that stands alone. None where the text is written in
    /// another way.
    pub fn say(&self, id: ComponentId, line: &str) -> Option<Fix> {
        let said = self.said(id);
        let text = self.source.slice(said.value_span);
        let edit = if text.starts_with('{') {
            let inner = text.strip_suffix('}')?.trim_end();
            if text.contains('#') || inner.ends_with(',') {
                return None;
            }
            let gap = if inner == "{" { "" } else { ", " };
            let at = said.value_span.start + u32::try_from(inner.len()).ok()?;
            Edit { span: Span::new(at, at), text: format!("{gap}{line}") }
        } else if said.service.as_ref().is_some_and(|service| service.span == said.value_span) {
            Edit { span: said.value_span, text: format!("{{service: {text}, {line}}}") }
        } else {
            self.after_block(said, line)?
        };
        let title = format!("say `{line}` on `{}`", said.id.value);
        Some(Fix { title, safety: Safety::Unsafe, edits: vec![edit] })
    }
    /// A line after a mapping in block style, indented like its first key.
    fn after_block(&self, said: &BlueprintComponent, line: &str) -> Option<Edit> {
        let start = self.source.line_span(self.source.line_index(said.value_span.start)).start;
        let indent = self.source.slice(Span::new(start, said.value_span.start));
        if !indent.trim().is_empty() || indent.is_empty() {
            return None;
        }
        let end = self.last_line(said).end;
        Some(Edit { span: Span::new(end, end), text: format!("\n{indent}{line}") })
    }
    /// The unsafe fix that writes `text` in place of a value.
    pub fn instead(&self, span: Span, text: &str) -> Option<Fix> {
        let old = self.source.slice(span);
        let plain = !old.is_empty() && !old.contains(['\n', '"', '\'', '&', '*']);
        plain.then(|| Fix {
            title: format!("write `{text}`"),
            safety: Safety::Unsafe,
            edits: vec![Edit { span, text: text.to_owned() }],
        })
    }
    /// After the last component of the layer, indented like it.
    fn inside_layer(&self, layer: usize, line: &str) -> Option<Edit> {
        // Components stand in the order of their layers.
        let end = self.said.components.partition_point(|one| one.layer <= layer);
        let last = self.said.components[..end].last().filter(|one| one.layer == layer)?;
        let start = self.source.line_span(self.source.line_index(last.id.span.start)).start;
        let indent = self.source.slice(Span::new(start, last.id.span.start));
        if !indent.trim().is_empty() || indent.is_empty() {
            return None;
        }
        let end = self.last_line(last).end;
        Some(Edit { span: Span::new(end, end), text: format!("\n{indent}{line}") })
    }
    fn last_line(&self, component: &BlueprintComponent) -> Span {
        let end = component.span.end.max(component.span.start + 1) - 1;
        self.source.line_span(self.source.line_index(end))
    }
    fn at_the_end(&self, lines: &str) -> Edit {
        let text = self.source.text();
        let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        Edit { span: Span::new(end, end), text: format!("{gap}{lines}") }
    }
}

impl Part {
    /// The lines to add, for a help text.
    pub fn lines(&self) -> String {
        if self.keys.is_empty() {
            return format!("{}:\n  {}: {}", self.layer, self.id, self.service);
        }
        format!("{}:\n  {}: {{service: {}, {}}}", self.layer, self.id, self.service, self.keys)
    }
}
