//! The connections of the union.

use super::{Make, Mark, State, place_of};
use crate::{
    blueprint::{Blueprint, BlueprintConnection, BlueprintStatement},
    change::{self, Fate, Kind},
    source::{Span, Spanned},
};
use std::collections::BTreeMap;

impl Make<'_> {
    pub(super) fn connections(&mut self) {
        let (old, new) = (self.old, self.new);
        let parts = self.lines();
        for (at, one) in new.said.connections.iter().enumerate() {
            let fate = self.change.lines.new[at];
            let own =
                |id: &str| new.find(id).is_some_and(|id| self.apart.contains(&place_of(id.0)));
            let state = match fate {
                Fate::Alone => State::Added,
                _ if own(&one.from.value) || own(&one.to.value) => State::Arrived,
                Fate::Kept => State::Kept,
                Fate::Changed(_) => State::Changed,
            };
            let was = match fate {
                Fate::Changed(before) => (&old.said, &old.said.connections[before]),
                Fate::Alone | Fate::Kept => (&new.said, one),
            };
            let ends = (one.from.value.clone(), one.to.value.clone());
            let part = parts.new.get(at).copied().flatten();
            self.connection(((&new.said, one), was), ends, Mark { state, part });
        }
        for (at, one) in old.said.connections.iter().enumerate() {
            let fate = self.change.lines.old[at];
            let ends = (self.id(&one.from.value), self.id(&one.to.value));
            let left =
                self.own.contains_key(&one.from.value) || self.own.contains_key(&one.to.value);
            let state = match fate {
                Fate::Alone => State::Removed,
                _ if left => State::Left,
                _ => continue,
            };
            let part = parts.old.get(at).copied().flatten();
            let said = (&old.said, one);
            self.connection((said, said), ends, Mark { state, part });
        }
    }
    fn connection(
        &mut self,
        (after, before): (Said<'_>, Said<'_>),
        (from, to): (String, String),
        mark: Mark,
    ) {
        self.connection_marks.push(mark);
        for (list, (said, one)) in [(&mut self.after, after), (&mut self.before, before)] {
            let at = list.connections.len();
            let statement = said.statement(one);
            list.statements.push(BlueprintStatement {
                flow: None,
                connections: at..at + 1,
                ..statement.clone()
            });
            list.connections.push(BlueprintConnection {
                from: Spanned::new(from.clone(), Span::default()),
                to: Spanned::new(to.clone(), Span::default()),
                arrow: one.arrow,
                statement: at,
                hop: 0,
            });
        }
    }
    /// The entries that tell of each connection.
    fn lines(&self) -> Entries {
        let parts = self.change.connections.iter().enumerate();
        let by_id: BTreeMap<(Kind, &str, &str), usize> = parts
            .rev()
            .map(|(at, part)| ((part.kind, part.id.as_str(), part.title.as_str()), at))
            .collect();
        let find = |said: &Blueprint, one: &BlueprintConnection, fate: Fate, alone: Kind| {
            let kind = match fate {
                Fate::Alone => alone,
                Fate::Changed(_) => Kind::Changed,
                Fate::Kept => return None,
            };
            let (id, title) = change::line(said, one);
            by_id.get(&(kind, id.as_str(), title.as_str())).copied()
        };
        let list = |said: &Blueprint, fates: &[Fate], alone: Kind| {
            let pairs = said.connections.iter().zip(fates);
            pairs.map(|(one, &fate)| find(said, one, fate, alone)).collect()
        };
        Entries {
            old: list(&self.old.said, &self.change.lines.old, Kind::Removed),
            new: list(&self.new.said, &self.change.lines.new, Kind::Added),
        }
    }
}

/// By connection of each side: the entry that tells of it.
struct Entries {
    old: Vec<Option<usize>>,
    new: Vec<Option<usize>>,
}

/// A connection and the blueprint that says it.
type Said<'a> = (&'a Blueprint, &'a BlueprintConnection);
