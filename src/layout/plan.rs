//! The rows of a drawing and what stands in them: the shape that phases 3 to 6 hand on.

use super::problem::Problem;
use super::tree::ROOT;

/// What an item of a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A box.
    Node(usize),
    /// The place where a line passes the row.
    Slot(usize),
    /// The title of a container.
    Title,
    /// Keeps a container's place in a row where it holds nothing else.
    Filler,
}

/// Something that takes width in a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) kind: Kind,
    pub(super) row: usize,
    /// The smallest container around it.
    pub(super) home: usize,
    /// Extent to the left of its anchor.
    pub(super) lo: i32,
    /// Extent to the right of its anchor.
    pub(super) hi: i32,
}

/// What a row was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Boxes.
    Boxes,
    /// Labels and badges of lines that pass.
    Labels,
    /// Titles of containers that begin.
    Titles,
    /// Line ends at the lower border of containers.
    Floor,
}

/// A row: items from left to right.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) purpose: Purpose,
    pub(super) items: Vec<usize>,
    /// The rank it belongs to (labels and titles: the rank below).
    pub(super) rank: usize,
}

/// How a line gets from one stop to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// Between neighbouring rows.
    Across,
    /// In one row, through the channel below it.
    Below,
    /// In one row, through the channel above it.
    Above,
    /// In one row, straight between neighbours.
    Beside,
    /// From an item of the row that stands right beside the box, into the box's side.
    Flank,
}

/// The way of a line: stops from source to target with a join between each two.
#[derive(Clone, Debug, Default)]
pub(super) struct Path {
    pub(super) stops: Vec<usize>,
    pub(super) joins: Vec<Join>,
    /// The slot that carries badge and label, side by side.
    pub(super) text: Option<usize>,
}

/// Rows, items and ways.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) problem: Problem,
    pub(super) rows: Vec<Row>,
    pub(super) items: Vec<Item>,
    pub(super) paths: Vec<Path>,
    /// First and last row of each container.
    pub(super) span: Vec<(usize, usize)>,
    /// First and last row of each band, titles of rails and groups included.
    pub(super) band_rows: Vec<(usize, usize)>,
    /// The item of each box.
    pub(super) item_of: Vec<usize>,
    /// Index of each item in its row.
    pub(super) index: Vec<usize>,
}

/// A piece of line in a channel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) line: usize,
    /// Index of the join in the line's path.
    pub(super) step: usize,
    pub(super) join: Join,
    /// The channel, numbered by the row below it.
    pub(super) channel: usize,
}

impl Plan {
    /// Every piece of every line, by line and step.
    pub(super) fn links(&self) -> Vec<Link> {
        let mut links = Vec::new();
        for (line, path) in self.paths.iter().enumerate() {
            for (step, &join) in path.joins.iter().enumerate() {
                let (a, b) = (path.stops[step], path.stops[step + 1]);
                let channel = match join {
                    Join::Across => self.items[a].row.max(self.items[b].row),
                    Join::Below => self.items[a].row + 1,
                    Join::Above => self.items[a].row,
                    Join::Beside | Join::Flank => usize::MAX,
                };
                links.push(Link { a, b, line, step, join, channel });
            }
        }
        links
    }

    /// Writes down where each item stands in its row.
    pub(super) fn reindex(&mut self) {
        self.index.resize(self.items.len(), 0);
        for row in 0..self.rows.len() {
            self.reindex_row(row);
        }
    }

    /// Writes down where the items of a row stand.
    pub(super) fn reindex_row(&mut self, row: usize) {
        self.index.resize(self.items.len(), 0);
        for (at, &item) in self.rows[row].items.iter().enumerate() {
            self.index[item] = at;
        }
    }

    /// Adds an item at the end of its row.
    pub(super) fn push(&mut self, item: Item) -> usize {
        let id = self.items.len();
        self.rows[item.row].items.push(id);
        self.items.push(item);
        id
    }

    /// A slot for `line` in `row`.
    pub(super) fn slot(&self, line: usize, row: usize, home: usize) -> Item {
        let half = self.problem.air.line / 2;
        Item { kind: Kind::Slot(line), row, home, lo: half, hi: half }
    }

    /// The smallest container around `from` that also has the row.
    pub(super) fn home_in(&self, from: usize, row: usize) -> usize {
        let mut at = from;
        while at != ROOT && !(self.span[at].0 <= row && row <= self.span[at].1) {
            at = self.problem.tree.parent(at);
        }
        at
    }

    /// Gives the slot of a line's badge and label the width they need.
    pub(super) fn widen(&mut self, line: usize) {
        let Some(stop) = self.paths[line].text else { return };
        let spec = self.problem.lines[line];
        let (label, badge) = (spec.label.0, spec.badge.0);
        let (lo, hi) = match (label > 0, badge > 0) {
            (true, true) => ((badge + 1) / 2, badge / 2 + TEXT_GAP + label),
            (true, false) => (TEXT_GAP, TEXT_GAP + 2 + label),
            (false, true) => ((badge + 1) / 2, (badge + 1) / 2),
            (false, false) => return,
        };
        let item = &mut self.items[stop];
        item.lo = item.lo.max(lo);
        item.hi = item.hi.max(hi);
    }

    /// Every container has an item in each of its rows, each row keeps containers together and in one order.
    pub(super) fn verify(&self) -> bool {
        let tree = &self.problem.tree;
        let mut before: Vec<Vec<usize>> = vec![Vec::new(); tree.len()];
        for row in &self.rows {
            let mut closed = vec![false; tree.len()];
            let mut open: Vec<usize> = vec![ROOT];
            for &item in &row.items {
                let home = self.items[item].home;
                while open.last().is_some_and(|&last| !tree.within(home, last)) {
                    closed[open.pop().unwrap_or(ROOT)] = true;
                }
                for depth in open.len()..=tree.depth(home) {
                    let next = tree.ancestor(home, depth);
                    if closed[next] {
                        return false;
                    }
                    before[next].push(tree.parent(next));
                    open.push(next);
                }
            }
        }
        before.iter().enumerate().skip(1).all(|(container, rows)| {
            rows.len() == self.span[container].1 + 1 - self.span[container].0
        })
    }
}

/// Between a line and the text beside it.
pub(super) const TEXT_GAP: i32 = 4;
