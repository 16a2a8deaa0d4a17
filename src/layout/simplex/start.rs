//! Where the simplex begins: values with little slack, and the first tree of tight arcs.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::joints::Joints;
use super::{Arc, Basis, short};

/// The least values of at least `start` that satisfy all arcs; arcs on a cycle are left out of account.
pub(super) fn feasible(arcs: &[Arc], start: &[i32]) -> Vec<i32> {
    let count = start.len();
    let out = Joints::new(count, arcs, false);
    let mut value = start.to_vec();
    let ready = sorted(count, arcs, &out);
    debug_assert!(ready.len() == count, "the arcs form a cycle");
    for &variable in &ready {
        for joint in out.at(variable) {
            let least = value[variable] + joint.length;
            let other = &mut value[joint.other as usize];
            *other = (*other).max(least);
        }
    }
    relax(arcs, &out, &ready, &mut value);
    value
}

/// Whether no way along the arcs leads back to where it began.
pub(in super::super) fn is_acyclic(count: usize, arcs: &[Arc]) -> bool {
    sorted(count, arcs, &Joints::new(count, arcs, false)).len() == count
}

/// Variables, each after all that lead to it; those on and behind a cycle are left out.
fn sorted(count: usize, arcs: &[Arc], out: &Joints) -> Vec<usize> {
    let mut missing = vec![0usize; count];
    for arc in arcs {
        missing[arc.head] += 1;
    }
    let mut ready: Vec<usize> = (0..count).filter(|&variable| missing[variable] == 0).collect();
    let mut next = 0;
    while let Some(&variable) = ready.get(next) {
        next += 1;
        for joint in out.at(variable) {
            let head = joint.other as usize;
            missing[head] -= 1;
            if missing[head] == 0 {
                ready.push(head);
            }
        }
    }
    ready
}

/// Moves each variable that is pulled forward as far as its arcs allow, the last ones first: a start with less slack.
fn relax(arcs: &[Arc], out: &Joints, order: &[usize], value: &mut [i32]) {
    let mut pull = vec![0i64; value.len()];
    for arc in arcs {
        pull[arc.tail] += i64::from(arc.weight);
        pull[arc.head] -= i64::from(arc.weight);
    }
    for &variable in order.iter().rev().filter(|&&variable| pull[variable] > 0) {
        let own = out.at(variable).iter();
        let most = own.map(|joint| value[joint.other as usize] - joint.length).min();
        value[variable] = most.unwrap_or(value[variable]).max(value[variable]);
    }
}

impl Basis<'_> {
    /// Grows a tree of tight arcs from the root variable, moving the tree as a whole where none is tight.
    ///
    /// The tree's move so far is kept in one number, so that each arc enters a heap once: O(E log E).
    pub(super) fn grow(&mut self) {
        let count = self.variables.len();
        let mut inside = vec![false; count];
        let (mut moved, mut members) = (0i32, vec![count - 1]);
        // Slack of the arcs that leave the tree and of those that enter it, as if the tree had not moved.
        let mut rims = [BinaryHeap::new(), BinaryHeap::new()];
        let mut next = 0;
        inside[count - 1] = true;
        loop {
            while let Some(&variable) = members.get(next) {
                next += 1;
                for (rim, joints) in rims.iter_mut().zip(&self.joints) {
                    for joint in joints.at(variable) {
                        if !inside[joint.other as usize] {
                            rim.push(Reverse((self.slack(joint.id), joint.id)));
                        }
                    }
                }
            }
            let Some((slack, id, enters)) = self.tightest(&mut rims, &inside, moved) else { break };
            moved += if enters { -slack } else { slack };
            let arc = self.arcs[id as usize];
            let (joins, above) = if enters { (arc.tail, arc.head) } else { (arc.head, arc.tail) };
            inside[joins] = true;
            self.hang(short(joins), short(above), id);
            self.variables[joins].value -= moved;
            members.push(joins);
        }
        for &variable in &members {
            self.variables[variable].value += moved;
        }
        self.weigh(&members);
    }

    /// The arc between tree and rest with the least slack, whether it enters the tree, and that slack.
    fn tightest(
        &self,
        rims: &mut [BinaryHeap<Reverse<(i32, u32)>>; 2],
        inside: &[bool],
        moved: i32,
    ) -> Option<(i32, u32, bool)> {
        let mut best = None;
        for (rim, enters) in rims.iter_mut().zip([false, true]) {
            let joined = |id: u32| {
                let arc = self.arcs[id as usize];
                inside[arc.tail] && inside[arc.head]
            };
            while rim.peek().is_some_and(|&Reverse((_, id))| joined(id)) {
                rim.pop();
            }
            let Some(&Reverse((key, id))) = rim.peek() else { continue };
            let slack = if enters { key + moved } else { key - moved };
            if best.is_none_or(|best| (slack, id, enters) < best) {
                best = Some((slack, id, enters));
            }
        }
        best
    }
}
