//! The arcs at each variable, side by side in memory: what a pivot looks at most.

use super::{Arc, short};

/// An arc as seen from one of its ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Joint {
    /// The variable at its other end.
    pub(super) other: u32,
    pub(super) length: i32,
    pub(super) id: u32,
}

/// The arcs that start at each variable, or those that end there, and where each variable's begin.
#[derive(Debug)]
pub(super) struct Joints {
    first: Vec<u32>,
    all: Vec<Joint>,
}

impl Joints {
    /// The joints at the tails of `arcs`, or at their heads.
    pub(super) fn new(count: usize, arcs: &[Arc], heads: bool) -> Self {
        let ends = |arc: &Arc| if heads { (arc.head, arc.tail) } else { (arc.tail, arc.head) };
        let mut first = vec![0; count + 1];
        for arc in arcs {
            first[ends(arc).0 + 1] += 1;
        }
        for variable in 0..count {
            first[variable + 1] += first[variable];
        }
        let mut next = first.clone();
        let mut all = vec![Joint { other: 0, length: 0, id: 0 }; arcs.len()];
        for (id, arc) in arcs.iter().enumerate() {
            let (own, other) = ends(arc);
            let at = next[own] as usize;
            all[at] = Joint { other: short(other), length: arc.length, id: short(id) };
            next[own] += 1;
        }
        Self { first, all }
    }

    /// Those at `variable`.
    pub(super) fn at(&self, variable: usize) -> &[Joint] {
        &self.all[self.first[variable] as usize..self.first[variable + 1] as usize]
    }
}
