//! Lists: connections with their steps, flows in order, and what the signs mean.

use super::{
    COLUMNS,
    cells::{fit, pad, width, wrap},
    review::sign,
};
use crate::{
    blueprint::Status,
    catalog,
    model::{ComponentId, Connection, ConnectionId, End, Flow, Model},
    scene::Plan,
};
use std::collections::{BTreeMap, BTreeSet};

/// The widest name of an end.
const END: usize = 24;
/// The widest entry that has another one beside it.
const HALF: usize = (COLUMNS - 9) / 2;
/// Most lines of a connection's words.
const LINES: usize = 3;

/// One arrow.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    marks: String,
    from: String,
    arrow: &'static str,
    to: String,
    label: String,
}

impl Row {
    fn new(model: &Model, connection: &Connection) -> Self {
        Self {
            marks: String::new(),
            from: name(model, connection.from),
            arrow: match (connection.both, connection.asynchronous) {
                (true, _) => "↔",
                (false, true) => "⇢",
                (false, false) => "→",
            },
            to: name(model, connection.to),
            label: connection.label.clone(),
        }
    }
}

impl Row {
    /// Adds a mark before it.
    fn mark(&mut self, mark: &str) {
        let sum = &mut self.marks;
        *sum = if sum.is_empty() { mark.to_owned() } else { format!("{sum} {mark}") };
    }
    /// With what the overlay says of the connection.
    fn tagged(mut self, plan: &Plan, id: ConnectionId) -> Self {
        let tags = plan.lens.as_ref().map(|lens| lens.short(lens.connection(id)));
        if let Some(tags) = tags.filter(|tags| !tags.is_empty()) {
            let gap = if self.label.is_empty() { "" } else { " " };
            self.label = format!("{}{gap}[{tags}]", self.label);
        }
        self
    }
}

fn name(model: &Model, end: End) -> String {
    let label = match end {
        End::Component(id) => &model.component(id).label,
        End::Group(id) => &model.group(id).label,
    };
    fit(label, END)
}

/// The connections that leave the components of `layer`; without a layer those that no layer's list has.
pub(super) fn connections(model: &Model, plan: &Plan, layer: Option<usize>) -> Vec<String> {
    let wanted = |id: &ConnectionId| match model.connection(*id).from {
        End::Component(from) if plan.view.has_bands() => layer == Some(model.component(from).layer),
        _ => layer.is_none(),
    };
    let marks = marks(plan);
    let (mut rows, mut places) = (Vec::<Row>::new(), BTreeMap::new());
    let drawn: BTreeSet<ConnectionId> =
        plan.edges.iter().flat_map(|edge| edge.connections.iter().copied()).collect();
    for id in drawn.into_iter().filter(wanted) {
        let row = Row::new(model, model.connection(id)).tagged(plan, id);
        let at = *places.entry(row.clone()).or_insert(rows.len());
        if at == rows.len() {
            rows.push(row);
        }
        for mark in marks.get(&id).into_iter().flatten() {
            rows[at].mark(mark);
        }
    }
    table(&told(rows))
}

/// The rows without those that say nothing more than another one: a step may leave out its connection's words.
fn told(mut rows: Vec<Row>) -> Vec<Row> {
    let mut silent = BTreeSet::new();
    for at in 0..rows.len() {
        let row = rows[at].clone();
        let same = |other: &Row| {
            !other.label.is_empty()
                && (&other.from, other.arrow, &other.to) == (&row.from, row.arrow, &row.to)
        };
        if let Some(other) = rows.iter().position(same).filter(|_| row.label.is_empty()) {
            silent.insert(at);
            if !row.marks.is_empty() {
                rows[other].mark(&row.marks);
            }
        }
    }
    let kept = rows.into_iter().enumerate().filter(|(at, _)| !silent.contains(at));
    kept.map(|(_, row)| row).collect()
}

/// By connection: the steps that it is drawn for, and the numbers of the findings about it.
fn marks(plan: &Plan) -> BTreeMap<ConnectionId, Vec<String>> {
    let mut out: BTreeMap<ConnectionId, Vec<String>> = BTreeMap::new();
    for step in &plan.steps {
        for &id in &step.connections {
            out.entry(id).or_default().push(step.mark.clone());
        }
    }
    for edge in &plan.edges {
        let found = edge.marks.iter().filter_map(|&at| Some((at, plan.findings.get(at)?)));
        for (at, one) in found {
            for &id in &edge.connections {
                out.entry(id).or_default().push(format!("{}{}", sign(one.severity), at + 1));
            }
        }
    }
    out
}

/// The rows in columns.
fn table(rows: &[Row]) -> Vec<String> {
    let widest =
        |part: fn(&Row) -> &str| rows.iter().map(|row| width(part(row))).max().unwrap_or(0);
    let marks = widest(|row| &row.marks).clamp(3, 8);
    let (from, to) = (widest(|row| &row.from), widest(|row| &row.to));
    let lines = |row: &Row| {
        let mark = fit(&row.marks, 8);
        let left = " ".repeat(marks.saturating_sub(width(&mark)));
        let start =
            format!("{left}{mark}  {} {} {}", pad(&row.from, from), row.arrow, pad(&row.to, to));
        let left = width(&start) + 3;
        let mut words = wrap(&row.label, COLUMNS.saturating_sub(left).max(8), LINES).into_iter();
        let first = format!("{start}   {}", words.next().unwrap_or_default());
        let rest = words.map(|words| format!("{}{words}", " ".repeat(left)));
        std::iter::once(first).chain(rest).collect::<Vec<_>>()
    };
    rows.iter().flat_map(lines).collect()
}

/// Every flow with its steps in order.
pub(super) fn flows(model: &Model, plan: &Plan) -> Vec<String> {
    let mut out = Vec::new();
    let alone = |(at, _): &(usize, &Flow)| plan.view.flow().is_none_or(|flow| flow == *at);
    for (flow, one) in model.flows.iter().enumerate().filter(alone) {
        let mut rows: Vec<Row> = Vec::new();
        for step in plan.steps.iter().filter(|step| step.flow == flow) {
            for (at, &id) in step.connections.iter().enumerate() {
                let mark = if at == 0 { step.mark.clone() } else { String::new() };
                rows.push(Row { marks: mark, ..Row::new(model, model.connection(id)) });
            }
        }
        if !rows.is_empty() {
            out.extend([String::new(), heading(&one.title)]);
            out.extend(table(&rows));
        }
    }
    out
}

/// A heading with a rule after it.
pub(super) fn heading(title: &str) -> String {
    let title = fit(title, COLUMNS - 8);
    let rest = COLUMNS.saturating_sub(width(&title) + 4);
    format!("── {title} {}", "─".repeat(rest))
}

/// What the signs mean: only those that occur.
pub(super) fn legend(model: &Model, plan: &Plan) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    let rows = catalog::capabilities();
    let worn = plan.badges.used();
    let badges = worn.iter().filter_map(|&at| rows.get(at));
    entries.extend(badges.map(|one| format!("{} {}", one.badge, one.legend)));
    let everywhere = plan.badges.everywhere().iter().filter_map(|&at| rows.get(at));
    entries.extend(everywhere.map(|one| format!("everywhere: {}", one.legend)));
    let drawn = || plan.edges.iter().flat_map(|edge| &edge.connections);
    let any = |is: fn(&Connection) -> bool| drawn().any(|&id| is(model.connection(id)));
    let planned = |id: ComponentId| model.component(id).status == Some(Status::Planned);
    if let Some(lens) = &plan.lens {
        let shown = lens.marks.iter().enumerate().filter(|(at, _)| plan.shows(*at));
        entries.extend(shown.map(|(_, mark)| format!("[{}] {}", mark.short, mark.words)));
    }
    for (used, text) in [
        (any(|one| !one.asynchronous && !one.both), "→ request or data"),
        (any(|one| one.asynchronous && !one.both), "⇢ asynchronous"),
        (any(|one| one.both), "↔ both ways"),
        (plan.nodes.iter().any(|node| planned(node.component)), "┄ planned"),
        (plan.nodes.iter().any(|node| node.fades), "! closing or closed service"),
        (!plan.ghosts.is_empty(), "╌ missing: would stand here"),
        (!plan.findings.is_empty(), "× error, ! warning, i info: number and code of a finding"),
    ] {
        if used {
            entries.push(text.to_owned());
        }
    }
    if entries.is_empty() {
        return Vec::new();
    }
    let mut out = vec![String::new(), heading("Signs")];
    let (long, short): (Vec<String>, Vec<String>) =
        entries.into_iter().partition(|entry| width(entry) > HALF);
    out.extend(columns(&short));
    out.extend(columns(&long));
    out
}

/// Short entries in columns, read downwards.
pub(super) fn columns(entries: &[String]) -> Vec<String> {
    let widest = entries.iter().map(|entry| width(entry)).max().unwrap_or(1);
    let across = ((COLUMNS - 3) / (widest + 3)).max(1);
    let down = entries.len().div_ceil(across);
    let line = |at: usize| -> String {
        let parts: Vec<String> =
            entries.iter().skip(at).step_by(down).map(|one| pad(one, widest)).collect();
        format!("  {}", parts.join("   "))
    };
    (0..down).map(line).collect()
}
