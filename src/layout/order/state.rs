//! Rows under search: where every item stands, what leads to it, and what the order costs.

use super::super::plan::{Item, Join, Plan, Purpose};
use super::super::tree::ROOT;
use super::price;
use super::spread;
use super::{estimate_row, number};

/// Neighbours of each item, packed.
#[derive(Clone, Debug, Default)]
pub(super) struct Near {
    start: Vec<usize>,
    to: Vec<usize>,
}

impl Near {
    fn new(count: usize, pairs: &[(usize, usize)]) -> Self {
        let mut start = vec![0; count + 1];
        for &(from, _) in pairs {
            start[from + 1] += 1;
        }
        for at in 0..count {
            start[at + 1] += start[at];
        }
        let (mut next, mut to) = (start.clone(), vec![0; pairs.len()]);
        for &(from, item) in pairs {
            to[next[from]] = item;
            next[from] += 1;
        }
        Self { start, to }
    }
    pub(super) fn of(&self, item: usize) -> &[usize] {
        &self.to[self.start[item]..self.start[item + 1]]
    }
}

/// A line that turns round in a channel beside its row, or runs straight along the row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turn {
    pub(super) join: Join,
    pub(super) a: usize,
    pub(super) b: usize,
}

/// The rows of a plan under search.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) rows: Vec<Vec<usize>>,
    pub(super) purpose: Vec<Purpose>,
    pub(super) items: Vec<Item>,
    pub(super) index: Vec<usize>,
    /// Estimated anchor of each item.
    pub(super) est: Vec<i32>,
    pub(super) node_gap: i32,
    /// Neighbours in the row above, and in the row below.
    pub(super) near: [Near; 2],
    /// Turns by row.
    pub(super) turns: Vec<Vec<Turn>>,
    /// Places in the row's list of the turns that end at each item.
    pub(super) turns_of: Near,
    pub(super) turn_price: Vec<i64>,
    pub(super) depth: Vec<usize>,
    pub(super) parent: Vec<usize>,
    pub(super) rail: Vec<bool>,
    /// First and last row of each container.
    pub(super) span: Vec<(usize, usize)>,
    /// Containers, each before what it holds; where each stands in that list, and where its inner ones end.
    pub(super) nested: Vec<usize>,
    pub(super) inner: Vec<(usize, usize)>,
    /// Containers, rails apart, whose borders pass between each row and the one above.
    pub(super) walls: Vec<Vec<usize>>,
    /// Index of the first and last item of each container, from the row in which it begins.
    pub(super) extents: Vec<Vec<(usize, usize)>>,
    pub(super) price: i64,
    /// Price of a crossing of two lines, in pixels of line.
    pub(super) crossing: i64,
    /// How many lines a border counts for.
    pub(super) border: i64,
    pub(super) strands: [Vec<price::Strand>; 2],
}

impl State {
    pub(super) fn new(plan: &Plan) -> Self {
        let tree = &plan.problem.tree;
        let (rows, count) = (plan.rows.len(), plan.items.len());
        let mut turns = vec![Vec::new(); rows];
        let (mut up, mut down) = (Vec::new(), Vec::new());
        for link in plan.links() {
            let (a, b) = (link.a, link.b);
            if link.join == Join::Across {
                let above = plan.items[a].row < plan.items[b].row;
                let (top, bottom) = if above { (a, b) } else { (b, a) };
                down.push((top, bottom));
                up.push((bottom, top));
            } else if link.join != Join::Flank {
                turns[plan.items[a].row].push(Turn { join: link.join, a, b });
            }
        }
        let (nested, inner) = nest(plan);
        let mut walls = vec![Vec::new(); rows];
        for &container in nested.iter().filter(|&&one| one != ROOT && !tree.is_rail(one)) {
            let (first, last) = plan.span[container];
            walls[first + 1..=last].iter_mut().for_each(|row| row.push(container));
        }
        let mut ends = Vec::new();
        for turns in &turns {
            for (at, turn) in turns.iter().enumerate() {
                ends.extend([(turn.a, at), (turn.b, at)]);
            }
        }
        let mut state = Self {
            rows: plan.rows.iter().map(|row| row.items.clone()).collect(),
            purpose: plan.rows.iter().map(|row| row.purpose).collect(),
            items: plan.items.clone(),
            index: vec![0; count],
            est: vec![0; count],
            node_gap: plan.problem.air.node,
            near: [Near::new(count, &up), Near::new(count, &down)],
            turns,
            turns_of: Near::new(count, &ends),
            turn_price: vec![0; rows],
            depth: (0..tree.len()).map(|container| tree.depth(container)).collect(),
            parent: (0..tree.len()).map(|container| tree.parent(container)).collect(),
            rail: (0..tree.len()).map(|container| tree.is_rail(container)).collect(),
            span: plan.span.clone(),
            nested,
            inner,
            walls,
            extents: plan
                .span
                .iter()
                .map(|&(first, last)| vec![(0, 0); last + 1 - first])
                .collect(),
            price: 0,
            border: if count < 1500 { price::BORDER } else { price::BORDER_IN_LARGE },
            crossing: if tree.len() > 1 { price::GROUPED } else { price::FLAT },
            strands: [Vec::new(), Vec::new()],
        };
        state.refresh();
        state
    }

    /// Writes the order into `plan`.
    pub(super) fn store(&self, plan: &mut Plan) {
        for (row, items) in plan.rows.iter_mut().zip(&self.rows) {
            row.items.clone_from(items);
        }
        plan.reindex();
    }

    /// Takes over other rows of the same items.
    pub(super) fn load(&mut self, rows: &[Vec<usize>]) {
        for (mine, theirs) in self.rows.iter_mut().zip(rows) {
            mine.clone_from(theirs);
        }
        self.refresh();
    }

    /// Measures every row and prices the whole order.
    pub(super) fn refresh(&mut self) {
        for row in 0..self.rows.len() {
            self.measure(row);
        }
        spread::run(self);
        self.reprice();
    }

    /// Prices the whole order; the rows are measured.
    pub(super) fn reprice(&mut self) {
        let mut sum = 0;
        for row in 0..self.rows.len() {
            self.turn_price[row] = price::turns(self, row);
            sum += self.turn_price[row] + if row > 0 { price::channel(self, row) } else { 0 };
        }
        self.price = sum;
    }

    /// Notes where the items and containers of a row stand.
    pub(super) fn measure(&mut self, row: usize) {
        let mut before = ROOT;
        for at in 0..self.rows[row].len() {
            let item = self.rows[row][at];
            self.index[item] = at;
            let home = self.items[item].home;
            let common = self.depth[self.common(home, before)];
            before = home;
            let mut container = home;
            while container != ROOT {
                let fresh = self.depth[container] > common;
                let extent = &mut self.extents[container][row - self.span[container].0];
                extent.1 = at;
                if fresh {
                    extent.0 = at;
                }
                container = self.parent[container];
            }
        }
        estimate_row(&self.items, &self.rows[row], self.node_gap, &mut self.est);
    }

    /// The smallest container around both.
    pub(super) fn common(&self, a: usize, b: usize) -> usize {
        let (mut a, mut b) = (a, b);
        while a != b {
            if self.depth[a] >= self.depth[b] {
                a = self.parent[a];
            } else {
                b = self.parent[b];
            }
        }
        a
    }

    /// The container around `container`, or itself, at `depth`.
    pub(super) fn ancestor(&self, container: usize, depth: usize) -> usize {
        let mut at = container;
        while self.depth[at] > depth {
            at = self.parent[at];
        }
        at
    }

    /// Where a container stands in a row that it spans.
    pub(super) fn extent(&self, container: usize, row: usize) -> (usize, usize) {
        self.extents[container][row - self.span[container].0]
    }

    /// Whether the container has both rows.
    pub(super) fn spans(&self, container: usize, row: usize) -> bool {
        self.span[container].0 <= row && row <= self.span[container].1
    }

    /// `container` and all within it.
    pub(super) fn within(&self, container: usize) -> &[usize] {
        let (from, to) = self.inner[container];
        &self.nested[from..to]
    }
}

/// Containers, each before what it holds, and the range of each one's own.
fn nest(plan: &Plan) -> (Vec<usize>, Vec<(usize, usize)>) {
    let tree = &plan.problem.tree;
    let mut children = vec![Vec::new(); tree.len()];
    for container in ROOT + 1..tree.len() {
        children[tree.parent(container)].push(container);
    }
    let (mut nested, mut inner) = (Vec::new(), vec![(0, 0); tree.len()]);
    let mut stack = vec![(ROOT, false)];
    while let Some((container, done)) = stack.pop() {
        if done {
            inner[container].1 = nested.len();
            continue;
        }
        inner[container].0 = nested.len();
        nested.push(container);
        stack.push((container, true));
        stack.extend(children[container].iter().rev().map(|&child| (child, false)));
    }
    (nested, inner)
}

/// Half the places of a row are between items, so that borders have places too.
pub(super) fn place(index: usize) -> i64 {
    2 * number(index)
}
