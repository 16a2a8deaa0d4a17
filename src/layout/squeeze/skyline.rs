//! What stands on the page along an axis, and how far what has been passed reaches.

use std::ops::RangeInclusive;

use crate::geometry::Px;

/// From, to.
pub(in super::super) type Span = (Px, Px);

/// What a thing is: that tells how near another one may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Kind {
    Node,
    Line,
    Text,
    /// The end of a line with its arrow head: nothing keeps away from it.
    End,
    /// The first border of a ground, and the last one.
    Open,
    Close,
}

pub(in super::super) const KINDS: [Kind; 6] =
    [Kind::Node, Kind::Line, Kind::Text, Kind::End, Kind::Open, Kind::Close];

/// A thing by its reach along the axis and across it.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Thing {
    pub(in super::super) along: Span,
    pub(in super::super) across: Span,
    pub(in super::super) kind: Kind,
}

impl Thing {
    pub(in super::super) fn moved(self, by: Px) -> Self {
        Self { along: (self.along.0 + by, self.along.1 + by), ..self }
    }
}

/// How far along the axis things of each kind reach, by stretches across it.
#[derive(Default)]
pub(in super::super) struct Skyline(Vec<[Px; KINDS.len()]>);

impl Skyline {
    /// Length of a stretch.
    const STRETCH: Px = 16.0;

    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a page has no more stretches than pixels"
    )]
    fn stretches((from, to): Span) -> RangeInclusive<usize> {
        let at = |place: Px| (place / Self::STRETCH).max(0.0) as usize;
        at(from)..=at(to)
    }

    pub(in super::super) fn add(&mut self, thing: &Thing) {
        let stretches = Self::stretches(thing.across);
        if self.0.len() <= *stretches.end() {
            self.0.resize(stretches.end() + 1, [Px::NEG_INFINITY; KINDS.len()]);
        }
        for stretch in &mut self.0[stretches] {
            let end = &mut stretch[thing.kind as usize];
            *end = end.max(thing.along.1);
        }
    }

    pub(in super::super) fn end(&self, kind: Kind, across: Span) -> Px {
        let stretches = Self::stretches(across);
        let to = self.0.len().min(stretches.end() + 1);
        let stretches = self.0.get(*stretches.start()..to).unwrap_or_default();
        stretches.iter().map(|stretch| stretch[kind as usize]).fold(Px::NEG_INFINITY, Px::max)
    }
}
