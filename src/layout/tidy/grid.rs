//! What stands where, by cells of the page.

use crate::geometry::{Point, Px, Rect};

/// Side of a cell.
const CELL: Px = 160.0;

/// For each cell of a page the things that touch it.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid<T> {
    columns: usize,
    rows: usize,
    cells: Vec<Vec<T>>,
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the grid")]
fn cell(at: Px, count: usize) -> usize {
    ((at / CELL).max(0.0) as usize).min(count - 1)
}

impl<T: Copy> Grid<T> {
    /// An empty grid for a page of a width and a height.
    pub(super) fn new(width: Px, height: Px) -> Self {
        let (columns, rows) = (cell(width, 4096) + 1, cell(height, 4096) + 1);
        Self { columns, rows, cells: vec![Vec::new(); columns * rows] }
    }

    /// Adds a thing to the cells that `rect` touches.
    pub(super) fn add(&mut self, rect: &Rect, thing: T) {
        for at in self.touched(rect) {
            self.cells[at].push(thing);
        }
    }

    /// Takes things out of the cells that `rect` touches.
    pub(super) fn remove(&mut self, rect: &Rect, gone: impl Fn(&T) -> bool) {
        for at in self.touched(rect) {
            self.cells[at].retain(|thing| !gone(thing));
        }
    }

    /// The things in the cells that `rect` touches, some of them several times.
    pub(super) fn about(&self, rect: &Rect) -> impl Iterator<Item = T> + use<'_, T> {
        self.touched(rect).flat_map(|at| self.cells[at].iter().copied())
    }

    /// The things in the cells that `rect` touches for which `place` gives a point, each once: where the point lies.
    pub(super) fn count(&self, rect: &Rect, place: impl Fn(&T) -> Option<Point>) -> usize {
        let here = |at: usize| {
            self.cells[at]
                .iter()
                .filter_map(&place)
                .filter(move |point| self.at(*point) == at)
                .count()
        };
        self.touched(rect).map(here).sum()
    }

    fn at(&self, point: Point) -> usize {
        cell(point.y, self.rows) * self.columns + cell(point.x, self.columns)
    }

    fn touched(&self, rect: &Rect) -> impl Iterator<Item = usize> + use<T> {
        let columns = cell(rect.x, self.columns)..=cell(rect.right(), self.columns);
        let rows = cell(rect.y, self.rows)..=cell(rect.bottom(), self.rows);
        let width = self.columns;
        rows.flat_map(move |row| columns.clone().map(move |column| row * width + column))
    }
}
