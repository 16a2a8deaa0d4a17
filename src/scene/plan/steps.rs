//! The numbers of the flows' steps.

use crate::{
    model::{ConnectionId, Model},
    scene::{
        colour::Rgb,
        options::{Options, View},
        theme::Paint,
    },
};

/// One numbered step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Index of the flow.
    pub flow: usize,
    /// What the badge says: `1`, `A` or `B2`.
    pub mark: String,
    /// The connections that are drawn for it: several in a fan-out.
    pub connections: Vec<ConnectionId>,
    /// The company's colour of its disc.
    pub accent: Option<Rgb>,
}

impl Step {
    /// The colours of its disc and of the mark on it.
    pub fn paints(&self) -> (Paint, Paint) {
        let usual = || (Paint::Step(u8::try_from(self.flow % 6).unwrap_or(0)), Paint::OnTile);
        self.accent.map_or_else(usual, |accent| (Paint::Disc(accent), Paint::OnDisc(accent)))
    }
}

/// Numbers the steps that `view` shows: of all flows, or of its own flow alone. The connections of one fan-out are one step. The first flow counts 1, 2, 3; a second
/// one A, B, C; with more flows the further ones count A1, A2 and B1, B2, so that no mark occurs twice.
pub(super) fn number(model: &Model, options: &Options) -> Vec<Step> {
    let view = options.framing();
    let mut steps = Vec::new();
    if view == View::Review {
        return steps;
    }
    let only = view.flow();
    let flows = if only.is_some() { 1 } else { model.flows.len() };
    let shown = model.flows.iter().enumerate();
    for (flow, one) in shown.filter(|(at, _)| only.is_none_or(|only| only == *at)) {
        let order = if only.is_some() { 0 } else { flow };
        let accent = options.brand.accent.filter(|_| order == 0);
        let (mut place, mut count) = (None, 0);
        for &connection in &one.steps {
            let said = model.said_connection(connection);
            if place.replace((said.statement, said.hop)) == Some((said.statement, said.hop)) {
                if let Some(Step { connections, .. }) = steps.last_mut() {
                    connections.push(connection);
                }
                continue;
            }
            let mark = mark(flows, order, count);
            steps.push(Step { flow, mark, connections: vec![connection], accent });
            count += 1;
        }
    }
    steps
}

fn mark(flows: usize, flow: usize, step: usize) -> String {
    match flow {
        0 => (step + 1).to_string(),
        1 if flows == 2 => letters(step),
        _ => format!("{}{}", letters(flow - 1), step + 1),
    }
}

/// A, B, …, Z, AA, AB, …
fn letters(at: usize) -> String {
    let mut out = if at >= 26 { letters(at / 26 - 1) } else { String::new() };
    out.extend(('A'..='Z').nth(at % 26));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_mark_occurs_twice() {
        assert_eq!(mark(2, 0, 0), "1");
        assert_eq!(mark(2, 1, 27), "AB");
        let mut marks: Vec<String> =
            (0..30).flat_map(|flow| (0..30).map(move |step| mark(30, flow, step))).collect();
        let count = marks.len();
        marks.sort();
        marks.dedup();
        assert_eq!(marks.len(), count);
    }
}
