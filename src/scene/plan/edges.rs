//! The lines: connections of the same pair merged, with their labels and step badges.

use super::{Finding, LINE, SMALL, cast::Cast, groups::Boundaries, px, steps::Step, widest};
use crate::{
    diagnostic::Severity,
    geometry::{Px, Size},
    layout::{self, End},
    model::{self, ConnectionId, Model},
    scene::{
        chip,
        overlay::{self, Lens},
    },
    text::{self, Weight},
};
use std::collections::BTreeMap;

/// Widest line of a label, and how many lines one label and all labels of a drawn line may have.
pub(super) const LABEL: (Px, usize, usize) = (132.0, 2, 4);
/// Radius of a step badge and the air between two.
pub(in crate::scene) const STEP: (Px, Px) = (10.0, 3.0);
/// The most tags of one line.
const TAGS: usize = 3;
/// An end that is a group without a boundary stands for at most this many components.
const FAN: usize = 6;

/// A line to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The connections that it stands for, in declaration order.
    pub connections: Vec<ConnectionId>,
    /// Source.
    pub from: End,
    /// Target.
    pub to: End,
    /// Dashed.
    pub asynchronous: bool,
    /// A head at both ends.
    pub both: bool,
    /// The labels, line by line.
    pub label: Vec<String>,
    /// Indices of its steps in [`super::Plan::steps`].
    pub steps: Vec<usize>,
    /// The findings about it, as indices into [`super::Plan::findings`].
    pub marks: Vec<usize>,
    /// The worst severity of the findings whose path leads over it.
    pub path: Option<Severity>,
    /// What the overlay says of it, as indices of its meanings.
    pub tags: Vec<usize>,
    /// What the old version of a change draws here.
    pub before: Option<Words>,
}

/// How a line is drawn and labelled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Dashed.
    pub asynchronous: bool,
    /// A head at both ends.
    pub both: bool,
    /// The labels, line by line.
    pub label: Vec<String>,
}

/// Width of a step badge with this mark: a disc, or wider for a long mark.
pub(in crate::scene) fn step_width(mark: &str) -> Px {
    (text::width(mark, Weight::Bold, SMALL) + 8.0).max(2.0 * STEP.0)
}

impl Edge {
    /// Takes in what the overlay says of its connections.
    pub(super) fn tag(&mut self, lens: &Lens) {
        for &tag in self.connections.iter().flat_map(|&id| lens.connection(id)) {
            if !self.tags.contains(&tag) {
                self.tags.push(tag);
            }
        }
        self.tags.truncate(TAGS);
    }
    /// The room of its marks and tags.
    pub(in crate::scene) fn signs(&self, findings: &[Finding], lens: Option<&Lens>) -> Size {
        let chips = chip::extent(findings, &self.marks);
        let tags = lens.map(|lens| overlay::extent_of(lens, &self.tags)).unwrap_or_default();
        Size::new(chips.w.max(tags.w), chips.h + tags.h)
    }
    pub(super) fn boxed(
        &self,
        steps: &[Step],
        findings: &[Finding],
        lens: Option<&Lens>,
    ) -> layout::Edge {
        let chips = self.signs(findings, lens);
        let other = self.before.as_ref().map_or(&[][..], |before| &before.label[..]);
        let count = self.label.len().max(other.len());
        let label = if count == 0 {
            chips
        } else {
            let lines = self.label.iter().chain(other).map(String::as_str);
            Size::new(
                chips.w.max(widest(lines, Weight::Regular, SMALL) + 8.0),
                chips.h + px(count) * LINE + 3.0,
            )
        };
        let marks = self.steps.iter().filter_map(|&at| steps.get(at));
        let width: Px = marks.map(|step| step_width(&step.mark) + STEP.1).sum();
        let badge =
            if width > 0.0 { Size::new(width - STEP.1, 2.0 * STEP.0) } else { Size::default() };
        layout::Edge { label, badge, ..layout::Edge::plain(self.from, self.to) }
    }
}

type Key = (End, End, bool);

/// What ends are found by.
struct Ground<'a> {
    model: &'a Model,
    boundaries: &'a Boundaries,
    cast: &'a Cast,
}

pub(super) fn plan(
    model: &Model,
    boundaries: &Boundaries,
    cast: &Cast,
    steps: &[Step],
) -> Vec<Edge> {
    let ground = Ground { model, boundaries, cast };
    let marks = marks(steps);
    let mut edges: Vec<Edge> = Vec::new();
    let mut places: BTreeMap<Key, usize> = BTreeMap::new();
    for id in model.connection_ids().filter(|&id| cast.draws(id)) {
        let connection = model.connection(id);
        for (from, to) in ground.pairs(connection) {
            let steps = marks.get(&id).map_or(&[][..], Vec::as_slice);
            let new = Edge {
                connections: vec![id],
                from,
                to,
                asynchronous: connection.asynchronous,
                both: connection.both,
                label: text::wrap_evenly(
                    &connection.label,
                    Weight::Regular,
                    SMALL,
                    LABEL.0,
                    LABEL.1,
                ),
                steps: steps.to_vec(),
                marks: Vec::new(),
                path: None,
                tags: Vec::new(),
                before: None,
            };
            let key = (from, to, connection.asynchronous);
            if let Some(&at) = places.get(&key) {
                edges[at].join(new);
            } else if let Some(&at) = places.get(&(to, from, connection.asynchronous))
                && edges[at].answers(&new, model)
            {
                edges[at].both = true;
                edges[at].connections.push(id);
            } else {
                places.insert(key, edges.len());
                edges.push(new);
            }
        }
    }
    edges
}

/// By connection: the steps it is drawn for.
fn marks(steps: &[Step]) -> BTreeMap<ConnectionId, Vec<usize>> {
    let mut marks: BTreeMap<ConnectionId, Vec<usize>> = BTreeMap::new();
    for (at, step) in steps.iter().enumerate() {
        for &connection in &step.connections {
            marks.entry(connection).or_default().push(at);
        }
    }
    marks
}

impl Edge {
    /// Takes in another connection of the same pair: both labels and all steps are kept.
    fn join(&mut self, other: Self) {
        if !self.label.windows(other.label.len().max(1)).any(|part| part == other.label) {
            self.label.extend(other.label);
            self.label.truncate(LABEL.2);
        }
        self.connections.extend(other.connections);
        self.both |= other.both;
        self.steps.extend(other.steps);
    }
    /// Whether `back` can be shown as a second head of this line: neither says anything of its own, or both
    /// are of one statement.
    fn answers(&self, back: &Self, model: &Model) -> bool {
        let bare = |edge: &Self| edge.label.is_empty() && edge.steps.is_empty();
        let statement = |edge: &Self| match edge.connections[..] {
            [only] => Some(model.said_connection(only).statement),
            _ => None,
        };
        let same = statement(self).is_some_and(|one| Some(one) == statement(back));
        (bare(self) && bare(back)) || (same && self.steps == back.steps)
    }
}

impl Ground<'_> {
    /// The ends that are drawn for a connection. A group without a boundary stands for its components; a line
    /// from a thing to itself or to a boundary around it is not drawn.
    fn pairs(&self, connection: &model::Connection) -> Vec<(End, End)> {
        let mut out = Vec::new();
        for from in self.ends(connection.from) {
            for to in self.ends(connection.to) {
                if from != to && !self.holds(from, to) && !self.holds(to, from) {
                    out.push((from, to));
                }
            }
        }
        out
    }
    fn ends(&self, end: model::End) -> Vec<End> {
        if let model::End::Group(id) = end
            && let Some(at) = self.boundaries.of(id)
        {
            return vec![End::Group(at)];
        }
        let members = self.model.members(end).iter();
        members.filter_map(|&id| self.cast.node(id)).map(End::Node).take(FAN).collect()
    }
    /// Whether `outer` is a boundary around `inner`.
    fn holds(&self, outer: End, inner: End) -> bool {
        let End::Group(outer) = outer else { return false };
        let mut at = match inner {
            End::Node(node) => self.boundaries.parent(self.cast.component(node)),
            End::Group(group) => self.boundaries.groups[group as usize].parent,
        };
        while let Some(here) = at {
            if here == outer {
                return true;
            }
            at = self.boundaries.groups[here as usize].parent;
        }
        false
    }
}
