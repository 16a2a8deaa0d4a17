//! Boxes: a small one a component, in rows, and a frame around many.

use super::cells::{fit, pad, width};

/// The widest line in a component's box.
pub(super) const CARD: usize = 26;
/// Blanks between two boxes.
const GAP: usize = 2;

/// How a box is outlined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Edge {
    /// It is there.
    #[default]
    Whole,
    /// It is still to be built.
    Planned,
    /// It would stand here.
    Missing,
}

impl Edge {
    /// What runs across and down.
    const fn lines(self) -> (&'static str, &'static str) {
        match self {
            Self::Whole => ("─", "│"),
            Self::Planned => ("┄", "┆"),
            Self::Missing => ("╌", "╎"),
        }
    }
}

/// A component's box.
#[derive(Clone, Debug, Default)]
pub(super) struct Card {
    /// Name and service.
    pub(super) lines: Vec<String>,
    /// The letters of who covers it.
    pub(super) badges: String,
    /// Its outline.
    pub(super) edge: Edge,
    /// Whether its service is closing or closed.
    pub(super) fades: bool,
}

impl Card {
    /// Cells between the borders.
    fn inner(&self) -> usize {
        let text = self.lines.iter().map(|line| width(line)).max().unwrap_or(0) + 2;
        let marks = self.mark().map_or(0, |mark| mark.len() + 3);
        text.max(self.badge().map_or(0, |badge| width(&badge) + 2) + marks)
    }
    fn mark(&self) -> Option<&'static str> {
        self.fades.then_some("!")
    }
    fn badge(&self) -> Option<String> {
        (!self.badges.is_empty()).then(|| format!("╴{}╶", self.badges))
    }
    /// The box, `height` lines between its borders.
    fn draw(&self, height: usize) -> Vec<String> {
        let (dash, side) = self.edge.lines();
        let inner = self.inner();
        let start = self.mark().map_or_else(String::new, |mark| format!("{dash}╴{mark}╶"));
        let end = self.badge().map_or_else(String::new, |badge| format!("{badge}{dash}"));
        let middle = dash.repeat(inner - width(&start) - width(&end));
        let mut out = vec![format!("┌{start}{middle}{end}┐")];
        let lines = self.lines.iter().map(String::as_str).chain(std::iter::repeat(""));
        out.extend(lines.take(height).map(|line| {
            let text = pad(line, inner - 2);
            format!("{side} {text} {side}")
        }));
        out.push(format!("└{}┘", dash.repeat(inner)));
        out
    }
}

/// The boxes side by side, in as many rows as `most` cells make necessary.
pub(super) fn rows(cards: &[Card], most: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = cards;
    while !rest.is_empty() {
        let mut taken = 0;
        let fits = |card: &&Card| {
            taken += card.inner() + 2 + GAP;
            taken - GAP <= most
        };
        let count = rest.iter().take_while(fits).count().max(1);
        let (row, after) = rest.split_at(count);
        out.extend(side_by_side(row));
        rest = after;
    }
    out
}

fn side_by_side(row: &[Card]) -> Vec<String> {
    let height = row.iter().map(|card| card.lines.len()).max().unwrap_or(0).max(1);
    let boxes: Vec<Vec<String>> = row.iter().map(|card| card.draw(height)).collect();
    let line = |at: usize| -> String {
        let parts: Vec<&str> =
            boxes.iter().filter_map(|one| one.get(at)).map(String::as_str).collect();
        parts.join(&" ".repeat(GAP))
    };
    (0..height + 2).map(line).collect()
}

/// A frame with its title in the upper border.
pub(super) fn frame(title: &str, body: &[String], outer: usize) -> Vec<String> {
    let inner = outer.saturating_sub(4);
    let title = fit(title, inner.saturating_sub(4).max(1));
    let rest = "─".repeat((inner + 2).saturating_sub(width(&title) + 3));
    let mut out = vec![format!("╭─ {title} {rest}╮")];
    out.extend(body.iter().map(|line| format!("│ {} │", pad(line, inner))));
    out.push(format!("╰{}╯", "─".repeat(inner + 2)));
    out
}
