//! Unsafe fixes on what is there: a word in place of another, a further key, a part that moves.

use super::{context::Context, written};
use crate::{
    blueprint::BlueprintComponent,
    diagnostic::{Edit, Fix, Safety},
    model::ComponentId,
    source::Span,
};

impl Context<'_> {
    /// The unsafe fix that says `line` (`key: value`) of a component: in front of the brace that ends its value, after
    /// its last line, or in braces with the service where that stands alone. None where the text is written in
    /// another way or names the key already.
    pub fn say(&self, id: ComponentId, line: &str) -> Option<Fix> {
        let said = self.said(id);
        let text = self.source.slice(said.value_span);
        if written::is_marked(self.source, said.value_span.start) || names_key(text, line) {
            return None;
        }
        let edit = if text.starts_with('{') {
            written::into_braces(self.source, said.value_span, line)?
        } else if said.service.as_ref().is_some_and(|service| service.span == said.value_span) {
            if text.contains(['\n', ',', '[', ']', '{', '}']) || text.starts_with('*') {
                return None;
            }
            Edit { span: said.value_span, text: format!("{{service: {text}, {line}}}") }
        } else {
            self.after_block(said, line)?
        };
        let title = format!("say `{line}` on `{}`", said.id.value);
        Some(Fix { title, safety: Safety::Unsafe, edits: vec![edit] })
    }
    /// The unsafe fix that writes `text` in place of a value.
    pub fn instead(&self, span: Span, text: &str) -> Option<Fix> {
        self.write(span, text, format!("write `{text}`"))
    }
    /// The unsafe fix that writes an id or another word of `text` in place of one; none where that would need quotes,
    /// or stands for other places too.
    pub fn write_id(&self, span: Span, text: &str, title: String) -> Option<Fix> {
        written::is_plain(text).then(|| self.write(span, text, title)).flatten()
    }
    /// The edits of one fix in order; one that adds lines inside of lines that go takes their place.
    pub fn in_order(&self, edits: Vec<Edit>) -> Vec<Edit> {
        written::in_order(self.source, edits)
    }
    /// Whether the word at `span` can be replaced without a change elsewhere: no alias, anchor, list or block of text.
    pub fn is_own_word(&self, span: Span) -> bool {
        self.is_one_word(span) && !written::is_marked(self.source, span.start)
    }
    /// Whether one word stands at `span`, in quotes or not, and not an alias of another.
    pub fn is_one_word(&self, span: Span) -> bool {
        written::is_one_word(self.source, span)
    }
    fn write(&self, span: Span, text: &str, title: String) -> Option<Fix> {
        let edits = vec![Edit { span, text: text.to_owned() }];
        let fix = Fix { title, safety: Safety::Unsafe, edits };
        self.is_own_word(span).then_some(fix)
    }
    /// A line after a mapping in block style, indented like its first key.
    fn after_block(&self, said: &BlueprintComponent, line: &str) -> Option<Edit> {
        let indent = written::indent(self.source, said.value_span.start)?;
        if indent.is_empty() {
            return None;
        }
        let end = written::end_of_line(self.source, said.span);
        let text = format!("{}{indent}{line}", written::line_end(self.source));
        Some(Edit { span: Span::new(end, end), text })
    }
}

/// Whether the text of a mapping has the key of `line`, be it without a value.
fn names_key(text: &str, line: &str) -> bool {
    let key = line.split(':').next().unwrap_or("");
    text.match_indices(key).any(|(at, _)| {
        let rest = text[at + key.len()..].trim_start_matches(['"', '\'']).trim_start();
        let before = text[..at].trim_end_matches(['"', '\'']);
        rest.starts_with(':')
            && !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '-')
    })
}
