//! A new way of a line, and how it gets into the plan.

use super::super::plan::{Item, Join, Kind, Path, Plan, Purpose};
use super::super::tree::ROOT;
use super::gaps::gap_home;

/// The way of a line through the gaps of the rows.
pub(super) struct Way {
    pub(super) line: usize,
    /// The smallest container around both ends of the line.
    pub(super) common: usize,
    /// The channel that it begins in.
    pub(super) channel: usize,
    /// The rows that it passes, with the gap of each and the channel behind it.
    pub(super) gaps: Vec<(usize, usize, usize)>,
    /// What stands left and right of each gap.
    pub(super) beside: Vec<[Option<usize>; 2]>,
}

/// What stands left and right of a gap.
pub(super) fn beside(plan: &Plan, row: usize, gap: usize) -> [Option<usize>; 2] {
    let at = |at: usize| plan.rows[row].items.get(at).copied();
    [gap.checked_sub(1).and_then(at), at(gap)]
}

impl Way {
    /// The same way after other lines have changed theirs, if its gaps are still there.
    pub(super) fn still(mut self, plan: &Plan) -> Option<Self> {
        for ((row, gap, _), &[left, right]) in self.gaps.iter_mut().zip(&self.beside) {
            *gap = match (left, right) {
                (Some(left), _) => plan.index[left] + 1,
                (None, _) => 0,
            };
            if beside(plan, *row, *gap) != [left, right] {
                return None;
            }
        }
        Some(self)
    }

    /// Writes the way into the plan; gives the rows that changed.
    pub(super) fn take(self, plan: &mut Plan) -> Vec<usize> {
        let old = std::mem::take(&mut plan.paths[self.line]);
        let (start, end) = (old.stops[0], old.stops[old.stops.len() - 1]);
        let gaps = self.gaps.iter();
        let before: Vec<Option<usize>> =
            gaps.clone().map(|&(row, gap, _)| plan.rows[row].items.get(gap).copied()).collect();
        let homes: Vec<usize> =
            gaps.clone().map(|&(row, gap, _)| gap_home(plan, self.common, row, gap)).collect();
        let mut stops = vec![start];
        let mut channels = vec![self.channel];
        let gone: Vec<usize> = old.stops[1..old.stops.len() - 1].to_vec();
        for ((&(row, _, channel), before), home) in gaps.zip(before).zip(homes) {
            let item = plan.slot(self.line, row, home);
            stops.push(insert(plan, item, before));
            channels.push(channel);
        }
        stops.push(end);
        remove(plan, &gone);
        let joins = stops.windows(2).zip(channels).map(|(pair, channel)| {
            let (a, b) = (plan.items[pair[0]].row, plan.items[pair[1]].row);
            match () {
                () if a != b => Join::Across,
                () if a == channel => Join::Above,
                () => Join::Below,
            }
        });
        let joins = joins.collect();
        let text = stops[1..stops.len() - 1]
            .iter()
            .find(|&&stop| plan.rows[plan.items[stop].row].purpose == Purpose::Labels)
            .or_else(|| stops.iter().find(|&&stop| matches!(plan.items[stop].kind, Kind::Slot(_))))
            .copied();
        plan.paths[self.line] = Path { stops, joins, text };
        plan.widen(self.line);
        let changed = gone.iter().chain(&plan.paths[self.line].stops);
        let mut rows: Vec<usize> = changed.map(|&item| plan.items[item].row).collect();
        rows.sort_unstable();
        rows.dedup();
        for &row in &rows {
            plan.reindex_row(row);
        }
        rows
    }
}

/// Puts a new item before another one of its row, or at the row's end.
fn insert(plan: &mut Plan, item: Item, before: Option<usize>) -> usize {
    let row = item.row;
    let id = plan.push(item);
    plan.rows[row].items.pop();
    let items = &mut plan.rows[row].items;
    let at = before.and_then(|before| items.iter().position(|&other| other == before));
    items.insert(at.unwrap_or(items.len()), id);
    id
}

/// Takes slots out of their rows; one that alone keeps its container's place becomes a filler.
fn remove(plan: &mut Plan, gone: &[usize]) {
    for &item in gone {
        let old = plan.items[item];
        let tree = &plan.problem.tree;
        let inside =
            |&other: &usize| other != item && tree.within(plan.items[other].home, old.home);
        if old.home == ROOT || plan.rows[old.row].items.iter().any(inside) {
            plan.rows[old.row].items.retain(|&other| other != item);
        } else {
            plan.items[item] = Item { kind: Kind::Filler, lo: 0, hi: 0, ..old };
        }
    }
}
