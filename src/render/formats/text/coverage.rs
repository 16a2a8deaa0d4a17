//! Components against capabilities: the table of the view `coverage` in the cells of a terminal.

use super::{
    COLUMNS,
    cells::{fit, pad, width, wrap},
    lists::columns,
};
use crate::{
    model::Model,
    scene::table::{CAPABILITIES, Score, State, Table},
};

/// The sign of a cell.
const fn sign(state: State) -> &'static str {
    match state {
        State::Stated => "●",
        State::Unscoped => "○",
        State::Planned => "◌",
        State::Denied => "×",
        State::Missing => "·",
        State::NotApplicable => "–",
    }
}

/// The headings of [`CAPABILITIES`], in words so short that the names keep room.
const HEADINGS: [&str; CAPABILITIES.len()] =
    ["Access", "Encrypt", "Firewall", "Network", "Metrics", "Traces", "Audit", "Guard"];

/// Width of a column: its heading and a blank before it.
fn room(column: usize) -> usize {
    HEADINGS.get(column).map_or(0, |name| width(name) + 1)
}

/// Width of the first column.
fn name() -> usize {
    COLUMNS - (0..CAPABILITIES.len()).map(room).sum::<usize>()
}

fn row(start: &str, cells: [&str; 8]) -> String {
    let mut out = pad(&fit(start, name() - 1), name());
    for (column, cell) in cells.iter().enumerate() {
        let room = room(column);
        let left = (room + 1 - width(cell).min(room)) / 2;
        out.push_str(&pad(&format!("{}{cell}", " ".repeat(left)), room));
    }
    out
}

fn counted(score: Score) -> String {
    if score.all == 0 { String::new() } else { format!("{}/{}", score.covered, score.all) }
}

/// The table with its key.
pub(super) fn lines(model: &Model) -> Vec<String> {
    let table = Table::new(model);
    let mut out = vec![String::new(), row("", HEADINGS)];
    for section in &table.sections {
        let counts = section.scores.map(counted);
        let title = &model.reference.layers[section.layer].title;
        out.push("─".repeat(COLUMNS));
        out.push(row(title, counts.each_ref().map(String::as_str)));
        for line in &section.lines {
            let mut label = wrap(&model.component(line.id).label, name() - 3, 2).into_iter();
            out.push(row_of(&format!("  {}", label.next().unwrap_or_default()), line.cells));
            out.extend(label.map(|rest| format!("  {rest}")));
        }
    }
    let shares = table.scores.map(Score::percent);
    out.push("━".repeat(COLUMNS));
    out.push(row("Score", shares.each_ref().map(String::as_str)));
    let all = table.all;
    out.push(format!("Overall: {} ({} of {})", all.percent(), all.covered, all.all));
    out.push(String::new());
    out.extend(key());
    out
}

/// A label that keeps its indent.
fn row_of(label: &str, cells: [State; 8]) -> String {
    let body = row("", cells.map(sign));
    let rest: String = body.chars().skip(name()).collect();
    pad(label, name()) + &rest
}

fn key() -> Vec<String> {
    let words = [
        (State::Stated, "stated"),
        (State::Unscoped, "scope not stated"),
        (State::Planned, "planned"),
        (State::Denied, "denied"),
        (State::Missing, "nothing said"),
        (State::NotApplicable, "not asked"),
    ];
    columns(&words.map(|(state, words)| format!("{} {words}", sign(state))))
}
