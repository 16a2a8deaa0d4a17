//! Messages of own rules: text with `{{ expressions }}`.

use crate::cel::{Budget, Class, Fault, FaultKind, Program, Value, Variable, World, shown};
use crate::source::Span;

/// The most bytes of a message.
const MAX_MESSAGE: usize = 500;

/// A text with expressions in it.
#[derive(Clone, Debug)]
pub(super) struct Template {
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
enum Part {
    Text(String),
    Value(Program),
}

impl Template {
    /// Reads `text`.
    ///
    /// # Errors
    /// The faults of its expressions, at their places in `text`.
    pub(super) fn compile(
        text: &str,
        classes: &'static [Class],
        variables: &[Variable],
        asked: &[(String, String)],
    ) -> Result<Self, Vec<Fault>> {
        let (mut parts, mut at) = (Vec::new(), 0);
        while let Some(open) = text[at..].find("{{").map(|open| at + open) {
            parts.push(Part::Text(text[at..open].to_owned()));
            let inside = open + 2;
            let Some(length) = text[inside..].find("}}") else {
                return Err(vec![unclosed(open)]);
            };
            let expression = &text[inside..inside + length];
            let program = Program::compile(expression, classes, variables, asked);
            parts.push(Part::Value(program.map_err(|faults| moved(faults, inside))?));
            at = inside + length + 2;
        }
        parts.push(Part::Text(text[at..].to_owned()));
        Ok(Self { parts })
    }

    /// The text for these values; an expression that has none leaves a `…`.
    pub(super) fn fill<'w>(
        &'w self,
        world: &impl World<'w>,
        values: &[Value<'w>],
        budget: &Budget,
    ) -> String {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Text(said) => text.push_str(said),
                Part::Value(program) => {
                    let value = program.run(world, values, budget).ok();
                    let value = value.and_then(|value| shown(&value, budget).ok());
                    text.push_str(value.as_deref().unwrap_or("…"));
                }
            }
        }
        if text.len() > MAX_MESSAGE {
            let end = (0..=MAX_MESSAGE).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            text.truncate(end);
            text.push('…');
        }
        text
    }
}

fn unclosed(open: usize) -> Fault {
    let at = u32::try_from(open).unwrap_or(u32::MAX);
    Fault {
        kind: FaultKind::Expression,
        span: Span::new(at, at.saturating_add(2)),
        message: "`{{` has no `}}`".to_owned(),
        help: Some("write `{{ self.id }}`".to_owned()),
    }
}

fn moved(faults: Vec<Fault>, by: usize) -> Vec<Fault> {
    let by = u32::try_from(by).unwrap_or(0);
    let place = |span: Span| Span::new(span.start + by, span.end + by);
    faults.into_iter().map(|one| Fault { span: place(one.span), ..one }).collect()
}
