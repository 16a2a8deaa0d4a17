//! Unsafe fixes that put a component elsewhere: into another layer, or out of a group.

use super::{context::Context, insert::Home, written};
use crate::{
    blueprint::BlueprintComponent,
    diagnostic::{Edit, Fix, Safety},
    model::ComponentId,
    source::Span,
};

impl Context<'_> {
    /// The unsafe fix that moves a component, with its comments, to the end of another layer. None where it is the only
    /// one in its layer, or where one of the layers is not written in lines.
    pub fn move_to_layer(&self, id: ComponentId, layer: &str) -> Option<Fix> {
        let said = self.said(id);
        if self.stands_alone(said) {
            return None;
        }
        let indent =
            written::indent(self.source, said.id.span.start).filter(|one| !one.is_empty())?;
        let lines = self.entry(said, indent)?;
        let add = match self.home(layer)? {
            Home::Braces(_) => return None,
            Home::Block { after, indent: own } => {
                let text = reindented(self.source.slice(lines), indent, &own)?;
                self.line_after(after, "", &text)
            }
            Home::Absent => {
                let own = format!("{}  ", written::indent(self.source, self.said.span.start)?);
                let text = reindented(self.source.slice(lines), indent, &own)?;
                self.new_layer(layer, text.get(own.len()..)?)?
            }
        };
        let edits = vec![Edit { span: lines, text: String::new() }, add];
        let edits = written::in_order(self.source, edits);
        let title = format!("move `{}` to the layer `{layer}`", said.id.value);
        Some(Fix { title, safety: Safety::Unsafe, edits })
    }
    /// The edits that take a component out of its one group: into the group `to`, or out of all.
    pub fn leave_group(&self, id: ComponentId, to: Option<&str>) -> Option<Vec<Edit>> {
        let [word] = self.said(id).groups.as_slice() else { return None };
        if let Some(to) = to {
            return self.write_id(word.span, to, String::new()).map(|fix| fix.edits);
        }
        let span = self.key_and_value("in", word.span)?;
        Some(vec![Edit { span, text: String::new() }])
    }
    /// The text to take out so that a key goes with its one word: a line of its own, or an entry in braces.
    fn key_and_value(&self, key: &str, word: Span) -> Option<Span> {
        let text = self.source.text();
        let (left, right) = (text.get(..word.start as usize)?, text.get(word.end as usize..)?);
        let before = left.rfind(['\n', '{', ','])?;
        let name = left[before + 1..].trim().strip_suffix(':')?;
        if name.trim_end().trim_matches(['"', '\'']) != key {
            return None;
        }
        let at = |offset: usize| u32::try_from(offset).ok();
        match left.as_bytes()[before] {
            b',' => Some(Span::new(at(before)?, word.end)),
            b'{' => {
                let rest = right.trim_start().strip_prefix(',')?.trim_start_matches(' ');
                Some(Span::new(at(before + 1)?, at(text.len() - rest.len())?))
            }
            _ => {
                let blanks = left[before + 1..].bytes().take_while(|one| *one == b' ').count();
                self.line(at(before + 1 + blanks)?, word)
            }
        }
    }
    /// The line of a key at `start` with its one word; without the comment, which stays on a line of its own.
    fn line(&self, start: u32, word: Span) -> Option<Span> {
        let end = written::end_of_line(self.source, word);
        let rest = self.source.slice(Span::new(word.end, end));
        let comment = rest.trim_start();
        if comment.is_empty() {
            return Some(written::lines(self.source, word));
        }
        let blanks = u32::try_from(rest.len() - comment.len()).ok()?;
        let speaks_of_it = comment.contains("cyanotype:");
        (comment.starts_with('#') && !speaks_of_it).then(|| Span::new(start, word.end + blanks))
    }
    fn stands_alone(&self, said: &BlueprintComponent) -> bool {
        let begin = self.said.components.partition_point(|one| one.layer < said.layer);
        let end = self.said.components.partition_point(|one| one.layer <= said.layer);
        end - begin < 2
    }
    /// The lines of a component: with the comments right above it that are indented like it, and those right below it
    /// that are indented deeper. None where others may speak of its anchors, or share its last line.
    fn entry(&self, said: &BlueprintComponent, indent: &str) -> Option<Span> {
        let own = written::lines(self.source, said.span);
        let end = written::end_of_line(self.source, said.span);
        let rest = self.source.slice(Span::new(said.span.end, end)).trim_start();
        if self.source.slice(own).contains(['&', '*'])
            || !(rest.is_empty() || rest.starts_with('#'))
        {
            return None;
        }
        let mut first = self.source.line_index(own.start);
        let mut next = self.source.line_index(own.end.max(1) - 1) + 1;
        let comment = |line| {
            let text = self.source.slice(self.source.line_span(line));
            let deep = text.len() - text.trim_start_matches(' ').len();
            text.trim_start().starts_with('#').then_some(deep)
        };
        while first > 0 && comment(first - 1) == Some(indent.len()) {
            first -= 1;
        }
        while next < self.source.line_count() && comment(next) > Some(indent.len()) {
            next += 1;
        }
        let start = self.source.line_span(first).start;
        let last = written::lines(self.source, self.source.line_span(next - 1));
        Some(Span::new(start, last.end))
    }
}

/// The lines with another indent, without the last line end; none where one is indented less than the first.
fn reindented(lines: &str, indent: &str, own: &str) -> Option<String> {
    let mut text = String::with_capacity(lines.len());
    for line in lines.split_inclusive('\n') {
        if line.trim().is_empty() {
            text.push_str(line);
            continue;
        }
        text.push_str(own);
        text.push_str(line.strip_prefix(indent)?);
    }
    text.truncate(text.trim_end_matches(['\n', '\r']).len());
    Some(text)
}
