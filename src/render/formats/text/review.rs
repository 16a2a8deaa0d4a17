//! What was found, under the picture: number, code and severity, the message, the path.

use super::{
    COLUMNS,
    cells::{pad, width, wrap},
    frames::{CARD, Card, Edge},
    lists::heading,
};
use crate::{
    diagnostic::Severity,
    model::Model,
    scene::{Finding, Ghost, Plan, short},
};

/// Most lines of a message and of a path.
const LINES: usize = 4;

/// The sign of a severity.
pub(super) const fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "×",
        Severity::Warning => "!",
        Severity::Info => "i",
    }
}

/// Signs, numbers and codes of the findings about one thing.
pub(super) fn marks(plan: &Plan, marks: &[usize]) -> Vec<String> {
    let known = marks.iter().filter_map(|&at| plan.findings.get(at));
    known.map(|one| format!("{} {}", sign(one.severity), one.mark)).collect()
}

/// The box of what is missing.
pub(super) fn ghost(plan: &Plan, ghost: &Ghost) -> Card {
    let mut lines: Vec<String> =
        ghost.name.iter().flat_map(|line| wrap(&line.text, CARD, 2)).collect();
    lines.extend(marks(plan, &ghost.marks));
    Card { lines, edge: Edge::Missing, ..Card::default() }
}

/// The list of all findings.
pub(super) fn list(model: &Model, plan: &Plan) -> Vec<String> {
    if plan.findings.is_empty() {
        return vec![String::new(), heading("Findings"), "  none".to_owned()];
    }
    let start =
        |one: &Finding| format!("  {} {} {}", sign(one.severity), one.mark, one.severity.as_str());
    let left = plan.findings.iter().map(|one| width(&start(one))).max().unwrap_or(0) + 2;
    let mut out = vec![String::new(), heading("Findings")];
    for one in &plan.findings {
        let mut lines = wrap(&one.message, COLUMNS - left, LINES);
        if one.path.len() > 1 {
            let names: Vec<String> =
                one.path.iter().map(|&id| short(&model.component(id).label)).collect();
            let path = format!("path: {}", names.join(" → "));
            lines.extend(wrap(&path, COLUMNS - left, LINES));
        }
        for (at, line) in lines.iter().enumerate() {
            let before = if at == 0 { start(one) } else { String::new() };
            out.push(format!("{}{line}", pad(&before, left)));
        }
    }
    out
}
