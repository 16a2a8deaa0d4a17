//! The sentences of a picture: step texts, tooltips and the description for readers who cannot see it.

use super::{
    options::View,
    overlay::Overlay,
    plan::{Edge, GroupOf, Plan, Step},
};
use crate::{
    catalog::{self, LifecycleState, Place, Service},
    model::{ComponentId, Connection, End, GroupId, Model},
    text,
};
use std::fmt::Write as _;

/// Longest part of a tooltip or description that is taken from the blueprint, in characters.
const LONGEST: usize = 300;

/// One line of the user's text, cleaned and cut to a readable length.
pub fn short(said: &str) -> String {
    let mut out: String = said.chars().take(4 * LONGEST).collect();
    out = text::clean(&out);
    if let Some((at, _)) = out.char_indices().nth(LONGEST) {
        out.truncate(at);
        out.push('…');
    }
    out
}

/// What the picture calls an end of a connection.
fn end(model: &Model, end: End) -> String {
    short(match end {
        End::Component(id) => &model.component(id).label,
        End::Group(id) => &model.group(id).label,
    })
}

/// Two names with a sign between them. Names that are written from right to left would turn the sign around between
/// them; a left-to-right mark behind each keeps the order.
fn joined(from: &str, sign: &str, to: &str) -> String {
    let turns = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    if from.contains(turns) || to.contains(turns) {
        format!("{from}\u{200e} {sign} {to}\u{200e}")
    } else {
        format!("{from} {sign} {to}")
    }
}

/// What stands between two ends.
type Between = fn(&Connection) -> &'static str;

/// For eyes.
const fn arrow(connection: &Connection) -> &'static str {
    if connection.both { "↔" } else { "→" }
}

/// For ears: what programs that read aloud make of an arrow differs, and some say nothing.
const fn spoken(connection: &Connection) -> &'static str {
    if connection.both { "to and from" } else { "to" }
}

/// "Customer → React app: HTTPS"; a fan-out names all its targets.
pub fn step(model: &Model, step: &Step) -> String {
    told(model, step, arrow)
}

fn told(model: &Model, step: &Step, between: Between) -> String {
    let mut targets: Vec<String> = Vec::new();
    let mut sources: Vec<String> = Vec::new();
    for &id in &step.connections {
        let connection = model.connection(id);
        for (list, one) in [(&mut sources, connection.from), (&mut targets, connection.to)] {
            let name = end(model, one);
            if !list.contains(&name) {
                list.push(name);
            }
        }
    }
    let Some(&first) = step.connections.first() else { return String::new() };
    let connection = model.connection(first);
    let mut out = joined(&sources.join(", "), between(connection), &targets.join(", "));
    if !connection.label.is_empty() {
        out.push_str(": ");
        out.push_str(&short(&connection.label));
    }
    out
}

/// What a screen reader says of a line: all its connections.
pub(super) fn connection(model: &Model, edge: &Edge) -> String {
    let mut parts: Vec<String> = Vec::new();
    for &id in &edge.connections {
        let one = model.connection(id);
        let mut part = joined(&end(model, one.from), spoken(one), &end(model, one.to));
        if !one.label.is_empty() {
            let _ = write!(part, ": {}", short(&one.label));
        }
        if one.asynchronous {
            part.push_str(" (asynchronous)");
        }
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join("; ")
}

/// What a screen reader says of a boundary.
pub(super) fn boundary(model: &Model, id: GroupId) -> String {
    let group = model.group(id);
    let label = short(&group.label);
    if label.eq_ignore_ascii_case(group.kind.title) {
        label
    } else {
        format!("{label}, {}", group.kind.title)
    }
}

/// What a screen reader says of a component.
pub(super) fn component(model: &Model, id: ComponentId) -> String {
    let component = model.component(id);
    let label = short(&component.label);
    match component.service {
        Some(service) if service.short.eq_ignore_ascii_case(&label) => service.name.to_owned(),
        Some(service) if !service.name.eq_ignore_ascii_case(&label) => {
            format!("{label}, {}", service.name)
        }
        _ => label,
    }
}

/// What a pointer over a component shows.
pub fn tooltip(model: &Model, plan: &Plan, id: ComponentId) -> String {
    let one = model.component(id);
    let mut lines = vec![component(model, id)];
    if let Some(said) = &model.said(id).description {
        lines.push(short(&said.value));
    } else if let Some(service) = one.service {
        lines.push(service.purpose.to_owned());
    }
    if !one.data.is_empty() {
        lines.push(format!("Data: {}", one.data));
    }
    match plan.lens.as_ref().map(|lens| lens.overlay) {
        Some(Overlay::Trust) => lines.push(format!("Trust zone: {}", one.zone.as_str())),
        Some(Overlay::Cost) => {
            lines.extend(one.service.map(|service| format!("Billed: {}", service.pricing)));
        }
        Some(Overlay::Data) | None => {}
    }
    let badges = plan.badges.on(id).iter().filter_map(|&at| catalog::capabilities().get(at));
    let covered: Vec<&str> = badges.map(|capability| capability.legend).collect();
    if !covered.is_empty() {
        lines.push(covered.join("; "));
    }
    lines.extend(one.service.and_then(fading));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// The warning about a service that is closing or closed.
pub(super) fn fading(service: &Service) -> Option<String> {
    let since = |words: &str| match service.lifecycle.since {
        "" => words.to_owned(),
        date => format!("{words} since {date}"),
    };
    match service.lifecycle.state {
        LifecycleState::ClosedToNew => Some(since("Closed to new customers")),
        LifecycleState::Ended => Some(since("No longer offered")),
        _ => None,
    }
}

/// The boundaries of the picture, the outer ones first: what stands in each.
fn boundaries(model: &Model, plan: &Plan, out: &mut String) {
    let mut inside: Vec<Vec<String>> = vec![Vec::new(); plan.groups.len()];
    let mut note = |parent: Option<u32>, name: &str| {
        if let Some(names) = parent.and_then(|parent| inside.get_mut(parent as usize)) {
            names.push(short(name));
        }
    };
    for (node, placed) in plan.nodes.iter().zip(&plan.input.nodes) {
        note(placed.parent, &model.component(node.component).label);
    }
    for group in &plan.groups {
        note(group.parent, &group.title);
    }
    for at in super::outer_first(plan) {
        let GroupOf::Said(id) = plan.groups[at].of else { continue };
        if !inside[at].is_empty() {
            let _ = writeln!(out, "In {}: {}.", boundary(model, id), inside[at].join("; "));
        }
    }
}

/// The picture in words, in reading order: what it is, its layers, its boundaries, its flows.
pub(super) fn description(model: &Model, plan: &Plan) -> String {
    let mut out = String::new();
    if let Some(said) = &model.said.description {
        let said = short(&said.value);
        let stop = if said.ends_with(['.', '!', '?', '…']) || said.is_empty() { "" } else { "." };
        let _ = writeln!(out, "{said}{stop}");
    }
    for (at, layer) in model.reference.layers.iter().enumerate() {
        let shown = plan.nodes.iter().map(|node| node.component);
        let members = shown.filter(|&id| model.component(id).layer == at);
        let names: Vec<String> = members.map(|id| component(model, id)).collect();
        if !names.is_empty() {
            let what = if layer.place == Place::Rail { " (beside the layers)" } else { "" };
            let _ = writeln!(out, "{}{what}: {}.", layer.title, names.join("; "));
        }
    }
    if plan.view != View::Coverage {
        boundaries(model, plan, &mut out);
    }
    for (flow, one) in model.flows.iter().enumerate() {
        let steps = plan.steps.iter().filter(|step| step.flow == flow);
        let steps: Vec<String> =
            steps.map(|one| format!("{}. {}", one.mark, told(model, one, spoken))).collect();
        if !steps.is_empty() {
            let _ = writeln!(out, "Flow \"{}\": {}.", short(&one.title), steps.join("; "));
        }
    }
    let untold = |edge: &&Edge| edge.steps.is_empty() && plan.view != View::Coverage;
    let rest: Vec<String> =
        plan.edges.iter().filter(untold).map(|edge| connection(model, edge)).collect();
    if !rest.is_empty() {
        let _ = writeln!(out, "Connections: {}.", rest.join("; "));
    }
    if let Some(lens) = &plan.lens {
        for (at, mark) in lens.marks.iter().enumerate().filter(|(at, _)| plan.shows(*at)) {
            let wears = plan
                .nodes
                .iter()
                .filter(|node| node.tag.as_ref().is_some_and(|tag| tag.mark == at));
            let mut names: Vec<String> =
                wears.map(|node| short(&model.component(node.component).label)).collect();
            let lines = plan.edges.iter().filter(|edge| edge.tags.contains(&at));
            names.extend(lines.map(|edge| connection(model, edge)));
            let _ = writeln!(out, "{}: {}.", mark.words, names.join("; "));
        }
    }
    for one in &plan.findings {
        let severity = if one.kind.is_some() { "" } else { one.severity.as_str() };
        let mark = format!("{} {severity}", one.mark);
        let _ = writeln!(out, "{}: {}.", mark.trim_end(), short(&one.message));
    }
    out.truncate(out.trim_end().len());
    out
}
