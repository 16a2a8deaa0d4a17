//! What the picture of a change needs: both versions as one, and the numbered list of what changed.

use super::{options::Options, plan::Plan, words};
use crate::{
    change::{Change, Difference, Kind, Part, State, Union},
    model::{ComponentId, ConnectionId, GroupId, Model},
};
use std::{collections::BTreeSet, sync::Arc};

/// Which version a picture shows; all three have the same parts in the same places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Both, one over the other.
    #[default]
    Both,
    /// The old one.
    Before,
    /// The new one.
    After,
}

impl Side {
    /// Whether the picture shows boxes, boundaries and lines of this state.
    pub const fn shows(self, state: State) -> bool {
        match self {
            Self::Both => true,
            Self::Before => state.is_before(),
            Self::After => state.is_after(),
        }
    }
}

/// One entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What became of the thing.
    pub kind: Kind,
    /// The same in a word: "renamed", "moved".
    pub word: &'static str,
    /// What it is and what changed.
    pub message: String,
}

/// Both versions as one, and what changed.
#[derive(Clone, Debug)]
pub struct Delta {
    /// Both versions as one.
    pub union: Union,
    /// The list; a mark's number is its index and one.
    pub items: Vec<Item>,
    /// How much changed, in a few words.
    pub headline: String,
    /// Where the items of connections and of groups begin.
    starts: (usize, usize),
}

impl Delta {
    /// Puts both versions together for the view of `options`. A component that moved has two places where the view shows
    /// that it moved.
    pub fn new(
        old: &Model,
        new: &Model,
        change: &Change,
        headline: &str,
        options: &Options,
    ) -> Arc<Self> {
        let make = |apart: &BTreeSet<usize>| {
            let union = Union::new(old, new, change, apart);
            let (items, starts) = items(change, &union);
            Arc::new(Self { union, items, headline: headline.to_owned(), starts })
        };
        let moved = Union::moved(old, new, change);
        if moved.is_empty() {
            return make(&moved);
        }
        let all = make(&moved);
        let options = Options { change: Some(Arc::clone(&all)), ..options.clone() };
        let plan = Plan::new(&all.union.after, &options);
        let apart: BTreeSet<usize> =
            moved.iter().copied().filter(|&at| all.is_apart(&plan, change, at)).collect();
        if apart == moved { all } else { make(&apart) }
    }
    /// Whether the view shows the two places of a component of the new version as different ones.
    fn is_apart(&self, plan: &Plan, change: &Change, at: usize) -> bool {
        let part = change.components.iter().position(|part| part.new == Some(at));
        let place = |state: State| {
            let marks = self.union.components.iter();
            let found = marks.clone().position(|mark| mark.state == state && mark.part == part)?;
            let node = plan.nodes.iter().position(|node| node.component.0 as usize == found)?;
            plan.input.nodes.get(node).map(|node| (node.parent, node.place))
        };
        place(State::Left) != place(State::Arrived)
    }
    /// The entry that tells of a component.
    pub fn of_component(&self, id: ComponentId) -> Option<usize> {
        self.union.components[id.0 as usize].part
    }
    /// The entry that tells of a connection.
    pub fn of_connection(&self, model: &Model, id: ConnectionId) -> Option<usize> {
        self.union.connections[model.connection(id).said].part.map(|at| at + self.starts.0)
    }
    /// The entry that tells of a group.
    pub fn of_group(&self, id: GroupId) -> Option<usize> {
        self.union.groups[id.0 as usize].part.map(|at| at + self.starts.1)
    }
}

fn items(change: &Change, union: &Union) -> (Vec<Item>, (usize, usize)) {
    let moved = |part: usize| {
        union.components.iter().any(|mark| mark.state == State::Arrived && mark.part == Some(part))
    };
    let mut out: Vec<Item> = Vec::new();
    for (at, part) in change.components.iter().enumerate() {
        let word = if moved(at) { "moved" } else { word(part) };
        out.push(Item { word, ..item(part) });
    }
    let connections = out.len();
    out.extend(change.connections.iter().map(item));
    let groups = out.len();
    for part in change.groups.iter().chain(&change.flows).chain(&change.acceptances) {
        out.push(item(part));
    }
    out.extend(change.about_both().iter().map(|one| Item {
        kind: Kind::Changed,
        word: Kind::Changed.as_str(),
        message: words::short(&said(one)),
    }));
    (out, (connections, groups))
}

fn word(part: &Part) -> &'static str {
    if part.is_bare_rename() { "renamed" } else { part.kind.as_str() }
}

fn item(part: &Part) -> Item {
    let mut message = part.id.clone();
    if let Some(was) = &part.was {
        message.extend([" (was ", was, ")"]);
    }
    if part.differences.is_empty() && !part.title.is_empty() {
        message.extend([": ", &part.title]);
    } else if !part.differences.is_empty() {
        let all: Vec<String> = part.differences.iter().map(said).collect();
        message.extend([": ", &all.join("; ")]);
    }
    let message = words::short(&crate::secrets::masked(&message));
    Item { kind: part.kind, word: word(part), message }
}

/// "max-tokens 1024 → 2048"; of lists what came and went.
fn said(one: &Difference) -> String {
    if !one.lost.is_empty() || !one.gained.is_empty() {
        let gone = one.lost.iter().map(|word| format!("−{word}"));
        let came = one.gained.iter().map(|word| format!("+{word}"));
        return format!("{} {}", one.name, gone.chain(came).collect::<Vec<_>>().join(" "));
    }
    match (&one.old, &one.new) {
        (None, Some(new)) => format!("{} now {new}", one.name),
        (Some(old), None) => format!("{} no longer {old}", one.name),
        (old, new) => {
            let word = |said: &Option<String>| said.clone().unwrap_or_default();
            format!("{} {} → {}", one.name, word(old), word(new))
        }
    }
}
