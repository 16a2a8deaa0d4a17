//! Exchanges of neighbouring blocks, whose change of cost is counted from the lines of the two blocks alone.

use super::super::plan::{Kind, Purpose};
use super::price;
use super::state::State;

/// A child of a container as it stands in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Item(usize),
    Container(usize),
}

/// Two neighbouring blocks of a row: `start..middle` and `middle..end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    pub(super) row: usize,
    pub(super) start: usize,
    pub(super) middle: usize,
    pub(super) end: usize,
    /// Depth of the container whose children the blocks are.
    pub(super) depth: usize,
}

impl State {
    /// The two blocks that meet between the items at `at` and `at + 1` of a row, when they may change places.
    pub(super) fn meet(&self, row: usize, at: usize) -> Option<(Block, Block, Cut)> {
        let items = &self.rows[row];
        let (a, b) = (items[at], *items.get(at + 1)?);
        let (home_a, home_b) = (self.items[a].home, self.items[b].home);
        let depth = self.depth[self.common(home_a, home_b)];
        let block = |item: usize, home: usize| {
            if self.depth[home] == depth {
                Block::Item(item)
            } else {
                Block::Container(self.ancestor(home, depth + 1))
            }
        };
        let (one, other) = (block(a, home_a), block(b, home_b));
        if self.is_fixed(one) || self.is_fixed(other) {
            return None;
        }
        let (start, end) = (self.range(row, one).0, self.range(row, other).1);
        Some((one, other, Cut { row, start, middle: at + 1, end, depth }))
    }

    fn is_fixed(&self, block: Block) -> bool {
        match block {
            Block::Item(item) => self.items[item].kind == Kind::Title,
            Block::Container(container) => self.rail[container],
        }
    }

    /// Whether a block is an item that no line leads to.
    pub(super) fn is_filler(&self, block: Block) -> bool {
        matches!(block, Block::Item(item) if self.items[item].kind == Kind::Filler)
    }

    /// In how many rows of boxes two containers meet.
    pub(super) fn shared(&self, a: usize, b: usize) -> usize {
        let first = self.span[a].0.max(self.span[b].0);
        let rows = &self.purpose[first..=self.span[a].1.min(self.span[b].1)];
        rows.iter().filter(|&&purpose| purpose == Purpose::Boxes).count()
    }

    /// Where a block stands in a row.
    pub(super) fn range(&self, row: usize, block: Block) -> (usize, usize) {
        match block {
            Block::Item(item) => (self.index[item], self.index[item] + 1),
            Block::Container(container) => {
                let (first, last) = self.extent(container, row);
                (first, last + 1)
            }
        }
    }

    /// What an exchange changes, turns not counted.
    pub(super) fn change(&mut self, cut: Cut) -> i64 {
        let mut strands = std::mem::take(&mut self.strands);
        let change = price::change(self, cut, &mut strands);
        self.strands = strands;
        change
    }

    /// Whether the change of an exchange is all in the lines that pass the row.
    pub(super) fn is_plain(&self, cut: Cut) -> bool {
        self.turns[cut.row].is_empty()
            || self.rows[cut.row][cut.start..cut.end]
                .iter()
                .all(|&item| self.turns_of.of(item).is_empty())
    }

    /// Exchanges two blocks; gives the change of the price.
    pub(super) fn exchange(&mut self, cut: Cut) -> i64 {
        let change = self.change(cut);
        self.apply(cut, change)
    }

    /// Exchanges two blocks when the change in the lines that pass is known; gives the whole change.
    pub(super) fn apply(&mut self, cut: Cut, change: i64) -> i64 {
        let Cut { row, start, middle, end, .. } = cut;
        let (from, to) = price::shifts(self, cut);
        let turned = price::turns_at(self, row, start..end);
        self.rows[row][start..end].rotate_left(middle - start);
        let pivot = start + end - middle;
        for at in start..end {
            let item = self.rows[row][at];
            self.index[item] = at;
            self.est[item] += if at < pivot { to } else { from };
        }
        self.settle(cut, (start, pivot), start.cast_signed() - middle.cast_signed());
        self.settle(cut, (pivot, end), end.cast_signed() - middle.cast_signed());
        let turned = price::turns_at(self, row, start..end) - turned;
        self.turn_price[row] += turned;
        self.price += change + turned;
        change + turned
    }

    /// Moves the extents of the containers in a moved stretch of a row.
    fn settle(&mut self, cut: Cut, (from, to): (usize, usize), by: isize) {
        let mut at = from;
        while at < to {
            let home = self.items[self.rows[cut.row][at]].home;
            at += 1;
            if self.depth[home] <= cut.depth {
                continue;
            }
            let top = self.ancestor(home, cut.depth + 1);
            for place in self.inner[top].0..self.inner[top].1 {
                let container = self.nested[place];
                if self.spans(container, cut.row) {
                    let extent = &mut self.extents[container][cut.row - self.span[container].0];
                    extent.0 = extent.0.wrapping_add_signed(by);
                    extent.1 = extent.1.wrapping_add_signed(by);
                }
            }
            at = self.extent(top, cut.row).1 + 1;
        }
    }

    /// Exchanges two containers in every row that both have, when nothing but items of the container around them
    /// stands between; gives the cuts made and the change.
    pub(super) fn exchange_containers(
        &mut self,
        a: usize,
        b: usize,
        done: &mut Vec<Cut>,
    ) -> Option<i64> {
        let parent = self.parent[a];
        let depth = self.depth[parent];
        let rows = self.span[a].0.max(self.span[b].0)..=self.span[a].1.min(self.span[b].1);
        for row in rows.clone() {
            let (one, other) = (self.extent(a, row), self.extent(b, row));
            let (left, right) = if one < other { (one, other) } else { (other, one) };
            let between = &self.rows[row][left.1 + 1..right.0];
            if between.iter().any(|&item| self.items[item].home != parent) {
                return None;
            }
        }
        let mut change = 0;
        for row in rows {
            let (one, other) = (self.extent(a, row), self.extent(b, row));
            let (left, right) = if one < other { (one, other) } else { (other, one) };
            let between = right.0 - left.1 - 1;
            let cuts = [
                Cut { row, start: left.0, middle: left.1 + 1, end: right.1 + 1, depth },
                Cut {
                    row,
                    start: left.0,
                    middle: left.0 + between,
                    end: left.0 + between + right.1 + 1 - right.0,
                    depth,
                },
            ];
            for cut in cuts.into_iter().take(if between > 0 { 2 } else { 1 }) {
                change += self.exchange(cut);
                done.push(cut);
            }
        }
        Some(change)
    }

    /// Takes exchanges back, the last one first.
    pub(super) fn undo(&mut self, done: &mut Vec<Cut>, price: i64) {
        while let Some(cut) = done.pop() {
            self.apply(Cut { middle: cut.start + cut.end - cut.middle, ..cut }, 0);
        }
        self.price = price;
    }
}
