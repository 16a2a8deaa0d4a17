//! What stands where, by cells of the page.

use crate::geometry::{Px, Rect};

/// Side of a cell.
const CELL: Px = 160.0;

/// For each cell of a page the things that touch it, as numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    columns: usize,
    rows: usize,
    cells: Vec<Vec<usize>>,
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the grid")]
fn cell(at: Px, count: usize) -> usize {
    ((at / CELL).max(0.0) as usize).min(count - 1)
}

impl Grid {
    /// An empty grid for a page of a width and a height.
    pub(super) fn new(width: Px, height: Px) -> Self {
        let (columns, rows) = (cell(width, 4096) + 1, cell(height, 4096) + 1);
        Self { columns, rows, cells: vec![Vec::new(); columns * rows] }
    }

    /// Adds a thing to the cells that `rect` touches.
    pub(super) fn add(&mut self, rect: &Rect, thing: usize) {
        for at in self.touched(rect) {
            if !self.cells[at].contains(&thing) {
                self.cells[at].push(thing);
            }
        }
    }

    /// The things in the cells that `rect` touches, each once, in order.
    pub(super) fn near(&self, rect: &Rect) -> Vec<usize> {
        let mut things: Vec<usize> = self.about(rect).collect();
        things.sort_unstable();
        things.dedup();
        things
    }

    /// The things in the cells that `rect` touches, some of them several times.
    pub(super) fn about(&self, rect: &Rect) -> impl Iterator<Item = usize> + use<'_> {
        self.touched(rect).flat_map(|at| self.cells[at].iter().copied())
    }

    fn touched(&self, rect: &Rect) -> impl Iterator<Item = usize> + use<> {
        let columns = cell(rect.x, self.columns)..=cell(rect.right(), self.columns);
        let rows = cell(rect.y, self.rows)..=cell(rect.bottom(), self.rows);
        let width = self.columns;
        rows.flat_map(move |row| columns.clone().map(move |column| row * width + column))
    }
}
