//! What changed between two blueprints, by meaning: order, spacing, comments and other spellings are no change.

mod acceptances;
mod cost;
mod difference;
mod facts;
mod findings;
mod flows;
mod lines;
mod names;
mod pairs;
#[cfg(test)]
mod tests;
mod union;
mod value;

pub use cost::Factor;
pub use difference::Difference;
pub use findings::{Found, findings};
pub use lines::{Fate, Lines};
pub use names::Names;
pub use pairs::{Matched, Pairs};
pub use union::{Mark, State, Union};

use crate::{
    blueprint::{Blueprint, BlueprintConnection},
    model::Model,
};

/// What became of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is there on both sides and differs, be it by its name alone.
    Changed,
}

impl Kind {
    /// The word of reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
    /// The sign of reports and pictures.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Added => "+",
            Self::Removed => "−",
            Self::Changed => "~",
        }
    }
    /// Seen from the other side.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        match self {
            Self::Added => Self::Removed,
            Self::Removed => Self::Added,
            Self::Changed => Self::Changed,
        }
    }
}

/// A thing that was added, removed or changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// What became of it.
    pub kind: Kind,
    /// Its id; of a connection its ends, `a -> b`.
    pub id: String,
    /// The id that it had before it was renamed.
    pub was: Option<String>,
    /// Label and service or kind, for people; may be empty.
    pub title: String,
    /// What is said of it before and after; empty for what was added or removed.
    pub differences: Vec<Difference>,
    /// Its index in the old blueprint's list.
    pub old: Option<usize>,
    /// Its index in the new blueprint's list.
    pub new: Option<usize>,
}

impl Part {
    fn new(kind: Kind, id: &str, title: impl Into<String>) -> Self {
        Self {
            kind,
            id: id.to_owned(),
            was: None,
            title: title.into(),
            differences: Vec::new(),
            old: None,
            new: None,
        }
    }
    fn at(self, old: Option<usize>, new: Option<usize>) -> Self {
        Self { old, new, ..self }
    }
    /// Whether nothing but its name changed.
    pub fn is_bare_rename(&self) -> bool {
        self.was.is_some() && self.differences.is_empty()
    }
}

/// All that changed. Lists are in the order of the new file, with what is gone at their ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Name, description, reference, context, workload.
    pub about: Vec<Difference>,
    /// Components.
    pub components: Vec<Part>,
    /// Groups.
    pub groups: Vec<Part>,
    /// Connections, each once however often it is written.
    pub connections: Vec<Part>,
    /// Flows.
    pub flows: Vec<Part>,
    /// Findings that the author accepts, or no longer accepts.
    pub acceptances: Vec<Part>,
    /// What decides about costs and changed; no sums.
    pub costs: Vec<Factor>,
    /// What is the same.
    pub matched: Matched,
    /// What became of every connection.
    pub lines: Lines,
    /// What became of the whole blueprint when one side has none; [`Change::between`] cannot know.
    pub whole: Option<Kind>,
}

impl Change {
    /// Finds out what changed from `old` to `new`.
    pub fn between(old: &Model, new: &Model) -> Self {
        let matched = pairs::find(old, new);
        let names = &matched.names;
        let none = Names::default();
        let lines = lines::find(&old.said, &new.said, names);
        let about = difference::between(&facts::about(old, names), &facts::about(new, &none));
        let mut out = Self {
            about,
            components: components(old, new, &matched),
            groups: groups(old, new, &matched),
            connections: connections(old, new, (&lines, names)),
            flows: flows::find(&old.said, &new.said, names),
            acceptances: acceptances::find(&old.said, &new.said, names),
            costs: Vec::new(),
            matched,
            lines,
            whole: None,
        };
        out.costs = cost::factors(old, new, &out);
        out
    }
    /// Whether both say the same.
    pub fn is_empty(&self) -> bool {
        self.whole.is_none() && self.about.is_empty() && self.parts().next().is_none()
    }
    /// What is said of the blueprint itself and changed: nothing of one that is new or gone as a whole.
    pub fn about_both(&self) -> &[Difference] {
        if self.whole.is_some() { &[] } else { &self.about }
    }
    /// Everything but [`Change::about`], in the order of reports.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        let lists =
            [&self.components, &self.connections, &self.groups, &self.flows, &self.acceptances];
        lists.into_iter().flatten()
    }
}

fn components(old: &Model, new: &Model, matched: &Matched) -> Vec<Part> {
    let none = Names::default();
    let mut out = Vec::new();
    for (at, said) in new.said.components.iter().enumerate() {
        let id = &said.id.value;
        let Some(before) = matched.components.old_of[at] else {
            out.push(Part::new(Kind::Added, id, title(new, at)).at(None, Some(at)));
            continue;
        };
        let was = &old.said.components[before].id.value;
        let differences = difference::between(
            &facts::component(old, before, &matched.names),
            &facts::component(new, at, &none),
        );
        if was != id || !differences.is_empty() {
            let part = Part::new(Kind::Changed, id, title(new, at)).at(Some(before), Some(at));
            out.push(Part { was: (was != id).then(|| was.clone()), differences, ..part });
        }
    }
    for (at, said) in old.said.components.iter().enumerate() {
        if matched.components.new_of[at].is_none() {
            out.push(Part::new(Kind::Removed, &said.id.value, title(old, at)).at(Some(at), None));
        }
    }
    out
}

/// "Answer cache, Amazon `ElastiCache`".
fn title(model: &Model, at: usize) -> String {
    let one = &model.components[at];
    let service = one.service.map_or(one.word.value.as_str(), |service| service.name);
    if one.label.eq_ignore_ascii_case(service) || service.is_empty() {
        one.label.clone()
    } else {
        format!("{}, {service}", one.label)
    }
}

fn groups(old: &Model, new: &Model, matched: &Matched) -> Vec<Part> {
    let none = Names::default();
    let title = |model: &Model, at: usize| {
        let group = &model.groups[at];
        let (label, kind) = (group.label.as_str(), group.kind.title);
        if label.eq_ignore_ascii_case(kind) { label.to_owned() } else { format!("{label}, {kind}") }
    };
    let mut out = Vec::new();
    for (at, said) in new.said.groups.iter().enumerate() {
        let id = &said.id.value;
        let Some(before) = matched.groups.old_of[at] else {
            out.push(Part::new(Kind::Added, id, title(new, at)).at(None, Some(at)));
            continue;
        };
        let was = &old.said.groups[before];
        let differences =
            difference::between(&facts::group(was, &matched.names), &facts::group(said, &none));
        if was.id.value != *id || !differences.is_empty() {
            let was = (was.id.value != *id).then(|| was.id.value.clone());
            let part = Part::new(Kind::Changed, id, title(new, at)).at(Some(before), Some(at));
            out.push(Part { was, differences, ..part });
        }
    }
    for (at, said) in old.said.groups.iter().enumerate() {
        if matched.groups.new_of[at].is_none() {
            out.push(Part::new(Kind::Removed, &said.id.value, title(old, at)).at(Some(at), None));
        }
    }
    out
}

fn connections(old: &Model, new: &Model, (lines, names): (&Lines, &Names)) -> Vec<Part> {
    let none = Names::default();
    let mut out: Vec<Part> = Vec::new();
    for (at, one) in new.said.connections.iter().enumerate() {
        let (id, title) = line(&new.said, one);
        let part = match lines.new[at] {
            Fate::Kept => continue,
            Fate::Alone => Part::new(Kind::Added, &id, title).at(None, Some(at)),
            Fate::Changed(before) => {
                let was = facts::connection(&old.said, &old.said.connections[before], names);
                let differences =
                    difference::between(&was, &facts::connection(&new.said, one, &none));
                let part = Part::new(Kind::Changed, &id, title).at(Some(before), Some(at));
                Part { differences, ..part }
            }
        };
        push_once(&mut out, part);
    }
    for (at, one) in old.said.connections.iter().enumerate() {
        if lines.old[at] == Fate::Alone {
            let (id, title) = line(&old.said, one);
            push_once(&mut out, Part::new(Kind::Removed, &id, title).at(Some(at), None));
        }
    }
    out
}

/// A connection that is written several times is reported once.
fn push_once(out: &mut Vec<Part>, part: Part) {
    let same = |one: &Part| {
        one.kind == part.kind
            && one.id == part.id
            && one.title == part.title
            && one.differences == part.differences
    };
    if !out.iter().any(same) {
        out.push(part);
    }
}

/// `a -> b`, and its label.
fn line(said: &Blueprint, one: &BlueprintConnection) -> (String, String) {
    let id = format!("{} {} {}", one.from.value, facts::arrow(one.arrow), one.to.value);
    let label = said.statement(one).label.as_ref();
    (id, label.map(|said| said.value.clone()).unwrap_or_default())
}
