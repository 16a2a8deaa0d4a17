//! The picture of a change: one plan of both versions, in which every part has room for either of its forms.

use super::{
    Before, Edge, Finding, Form, Group, GroupOf, Node, Words, cast::Cast, edges::LABEL, groups,
    groups::Boundaries, nodes,
};
use crate::{
    change::{Mark, State},
    diagnostic::Severity,
    geometry::{Px, Rect, Size},
    layout::End,
    model::{self, ConnectionId, GroupId, Model},
    scene::{Badges, Icons, delta::Delta},
    text::{self, Weight},
};

/// What became of the parts of a plan, index by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What changed, in a few words.
    pub headline: String,
    /// Of boxes.
    pub nodes: Vec<State>,
    /// Of lines.
    pub edges: Vec<State>,
    /// Of boundaries.
    pub groups: Vec<State>,
    /// The titles of boundaries in the picture of the old version.
    pub titles: Vec<String>,
}

/// The list of changes as marks: number and what became of the thing.
pub(super) fn items(delta: &Delta) -> Vec<Finding> {
    let item = |(number, one): (usize, &crate::scene::delta::Item)| Finding {
        mark: format!("{number} {}", one.word),
        severity: Severity::Info,
        kind: Some(one.kind),
        message: one.message.clone(),
        components: Vec::new(),
        grounds: Vec::new(),
        lines: Vec::new(),
        path: Vec::new(),
        missing: None,
    };
    (1..).zip(&delta.items).map(item).collect()
}

/// Where the parts of a plan come from.
pub(super) struct Ground<'a> {
    pub(super) model: &'a Model,
    pub(super) delta: &'a Delta,
    pub(super) cast: &'a Cast,
    pub(super) icons: &'a Icons,
}

/// Writes the changes on boxes, boundaries and lines, and gives each the room that both versions need.
pub(super) fn mark(
    ground: &Ground<'_>,
    nodes: &mut [Node],
    boundaries: &mut Boundaries,
    edges: &mut [Edge],
    items: &[Finding],
) -> Changed {
    let none = Badges::default();
    let before = nodes::plan(&ground.delta.union.before, ground.cast, &none, ground.icons);
    let states = nodes.iter_mut().zip(before);
    let nodes = states.map(|(node, before)| box_of(ground.delta, node, before, items)).collect();
    let edges = edges.iter_mut().map(|edge| line_of(ground, boundaries, edge)).collect();
    let titles = borders(boundaries).map(|(at, said)| old_title(ground, at, &said)).collect();
    let marked =
        borders(boundaries).map(|(at, said)| border_of(ground, at, &said)).collect::<Vec<_>>();
    let mut groups = Vec::with_capacity(marked.len());
    for (group, (title, state)) in boundaries.groups.iter_mut().zip(marked) {
        group.title = title;
        groups.push(state);
    }
    Changed { headline: ground.delta.headline.clone(), nodes, edges, groups, titles }
}

fn box_of(delta: &Delta, node: &mut Node, mut before: Node, items: &[Finding]) -> State {
    let Mark { state, .. } = delta.union.components[node.component.0 as usize];
    node.marks = delta.of_component(node.component).into_iter().collect();
    if state != State::Changed {
        return state;
    }
    before.marks.clone_from(&node.marks);
    // A tile and a box have no common outline that a line could end at.
    if std::mem::discriminant(&node.form) != std::mem::discriminant(&before.form) {
        (node.form, before.form) = (Form::Box, Form::Box);
    }
    node.room = Some(both(node.extent(items), before.extent(items)));
    node.before = Some(Before { form: before.form, name: before.name, fades: before.fades });
    state
}

/// The least room in which both tiles stand in the same place.
fn both(one: (Size, Rect), other: (Size, Rect)) -> (Size, Rect) {
    let (a, b) = (one.1, other.1);
    let core = Size::new(a.w.max(b.w), a.h.max(b.h));
    let beside = |size: &Size, core: &Rect| (core.center().x, size.w - core.center().x);
    let ((left, right), (other_left, other_right)) = (beside(&one.0, &a), beside(&other.0, &b));
    let (left, right) = (left.max(other_left), right.max(other_right));
    let above = a.y.max(b.y);
    let below = Px::max(one.0.h - a.bottom(), other.0.h - b.bottom());
    let size = Size::new(left + right, above + core.h + below);
    (size, Rect::new(left - core.w / 2.0, above, core.w, core.h))
}

/// The boundaries, each with the groups of the union that it stands for: several when they are drawn as one.
fn borders(boundaries: &Boundaries) -> impl Iterator<Item = (&Group, Vec<GroupId>)> {
    let said = boundaries.groups.iter().map(|group| match group.of {
        GroupOf::Said(_) => boundaries.drawn_as(group),
        GroupOf::Cloud | GroupOf::Shared => Vec::new(),
    });
    boundaries.groups.iter().zip(said)
}

fn old_title(ground: &Ground<'_>, group: &Group, said: &[GroupId]) -> String {
    let union = &ground.delta.union;
    let there = said.iter().filter(|id| union.groups[id.0 as usize].state.is_before());
    let labels: Vec<&str> = there.map(|&id| &*union.before.group(id).label).collect();
    if labels.is_empty() { group.title.clone() } else { groups::title_of(&labels) }
}

/// The sign and the number stand in the title: a border has no other place for them.
fn border_of(ground: &Ground<'_>, group: &Group, said: &[GroupId]) -> (String, State) {
    let delta = ground.delta;
    let states: Vec<State> =
        said.iter().map(|id| delta.union.groups[id.0 as usize].state).collect();
    let state = match states.split_first() {
        None => State::Kept,
        Some((&first, rest)) if rest.iter().all(|&one| one == first) => first,
        Some(_) => State::Changed,
    };
    let item = |&id: &GroupId| delta.of_group(id);
    if said.iter().all(|id| item(id).is_none()) {
        return (group.title.clone(), state);
    }
    let marked = |id: &GroupId| {
        let label = groups::title_of(&[&ground.model.group(*id).label]);
        let Some(item) = item(id) else { return label };
        let sign = delta.items.get(item).map_or("", |item| item.kind.sign());
        format!("{sign} {label} ({})", item + 1)
    };
    (said.iter().map(marked).collect::<Vec<_>>().join(groups::BETWEEN), state)
}

fn line_of(ground: &Ground<'_>, boundaries: &Boundaries, edge: &mut Edge) -> State {
    let Ground { model, delta, .. } = *ground;
    let mark = |id: &ConnectionId| delta.union.connections[model.connection(*id).said].state;
    let some = |keep: fn(State) -> bool| -> Vec<ConnectionId> {
        edge.connections.iter().copied().filter(|id| keep(mark(id))).collect()
    };
    let (old, new) = (some(State::is_before), some(State::is_after));
    let any = |state: State| edge.connections.iter().any(|id| mark(id) == state);
    let state = if old.is_empty() {
        if any(State::Added) { State::Added } else { State::Arrived }
    } else if new.is_empty() {
        if any(State::Removed) { State::Removed } else { State::Left }
    } else if edge.connections.iter().all(|id| mark(id) == State::Kept) {
        State::Kept
    } else {
        State::Changed
    };
    edge.marks = edge.connections.iter().filter_map(|&id| delta.of_connection(model, id)).collect();
    edge.marks.sort_unstable();
    edge.marks.dedup();
    if state == State::Changed {
        let ends =
            |model, list: &[ConnectionId]| words(model, (ground.cast, boundaries), edge, list);
        let (before, after) = (ends(&delta.union.before, &old), ends(model, &new));
        (edge.asynchronous, edge.both, edge.label) = (after.asynchronous, after.both, after.label);
        edge.before = Some(before);
    }
    state
}

/// How a line is drawn that stands for these connections alone.
fn words(
    model: &Model,
    ground: (&Cast, &Boundaries),
    edge: &Edge,
    connections: &[ConnectionId],
) -> Words {
    let mut out = Words::default();
    for &id in connections {
        let one = model.connection(id);
        let back = !stands_for(model, ground, one.from, edge.from);
        out.both |= one.both || (back && connections.len() > 1);
        out.asynchronous |= one.asynchronous;
        let label = text::wrap_evenly(&one.label, Weight::Regular, super::SMALL, LABEL.0, LABEL.1);
        if !out.label.windows(label.len().max(1)).any(|part| part == label) {
            out.label.extend(label);
            out.label.truncate(LABEL.2);
        }
    }
    out
}

/// Whether an end of a connection is drawn as this end of a line.
fn stands_for(
    model: &Model,
    (cast, boundaries): (&Cast, &Boundaries),
    end: model::End,
    drawn: End,
) -> bool {
    match (end, drawn) {
        (model::End::Component(id), End::Node(node)) => cast.component(node) == id,
        (model::End::Group(id), End::Group(at)) => boundaries.of(id) == Some(at),
        (model::End::Group(_), End::Node(node)) => {
            model.members(end).contains(&cast.component(node))
        }
        (model::End::Component(_), End::Group(_)) => false,
    }
}
