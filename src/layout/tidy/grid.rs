//! What stands where, by cells of the page.

use std::slice::Iter;

use crate::geometry::{Px, Rect};

/// Side of a cell.
const CELL: Px = 160.0;

/// A column and a row of cells.
type Cell = (u16, u16);

/// For each cell of a page the things that touch it.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid<T> {
    columns: u16,
    rows: u16,
    /// Each thing with the first cell that it touches.
    cells: Vec<Vec<(Cell, T)>>,
}

/// Cells that a rectangle touches: the first and the last one.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    first: Cell,
    last: Cell,
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the grid")]
fn cell(at: Px, count: u16) -> u16 {
    ((at / CELL).max(0.0) as u16).min(count - 1)
}

impl<T: Copy> Grid<T> {
    /// A grid for a page of a width and a height, with things in it.
    pub(super) fn new((width, height): (Px, Px), things: &[(Rect, T)]) -> Self {
        let (columns, rows) = (cell(width, 4096) + 1, cell(height, 4096) + 1);
        let mut counts = vec![0_usize; usize::from(columns) * usize::from(rows)];
        let mut grid = Self { columns, rows, cells: Vec::new() };
        for (rect, _) in things {
            for (_, at) in grid.touched(grid.stretch(rect)) {
                counts[at] += 1;
            }
        }
        grid.cells = counts.into_iter().map(Vec::with_capacity).collect();
        for &(ref rect, thing) in things {
            grid.add(rect, thing);
        }
        grid
    }

    /// Adds a thing to the cells that `rect` touches.
    pub(super) fn add(&mut self, rect: &Rect, thing: T) {
        let stretch = self.stretch(rect);
        for (_, at) in self.touched(stretch) {
            self.cells[at].push((stretch.first, thing));
        }
    }

    /// Takes things out of the cells that `rect` touches.
    pub(super) fn remove(&mut self, rect: &Rect, gone: impl Fn(&T) -> bool) {
        for (_, at) in self.touched(self.stretch(rect)) {
            self.cells[at].retain(|(_, thing)| !gone(thing));
        }
    }

    /// The things in the cells that `rect` touches, each once: in the first of these cells that it touches.
    pub(super) fn about(&self, rect: &Rect) -> About<'_, T> {
        let stretch = self.stretch(rect);
        let (column, row) = stretch.first;
        About { grid: self, stretch, column, row, things: self.at(column, row).iter() }
    }

    fn at(&self, column: u16, row: u16) -> &[(Cell, T)] {
        &self.cells[usize::from(row) * usize::from(self.columns) + usize::from(column)]
    }

    fn stretch(&self, rect: &Rect) -> Stretch {
        Stretch {
            first: (cell(rect.x, self.columns), cell(rect.y, self.rows)),
            last: (cell(rect.right(), self.columns), cell(rect.bottom(), self.rows)),
        }
    }

    /// The cells of a stretch and their places in the list.
    fn touched(
        &self,
        Stretch { first, last }: Stretch,
    ) -> impl Iterator<Item = (Cell, usize)> + use<T> {
        let width = usize::from(self.columns);
        (first.1..=last.1).flat_map(move |row| {
            let start = usize::from(row) * width;
            (first.0..=last.0).map(move |column| ((column, row), start + usize::from(column)))
        })
    }
}

/// The things about a place, cell by cell.
#[derive(Debug)]
pub(super) struct About<'a, T> {
    grid: &'a Grid<T>,
    stretch: Stretch,
    column: u16,
    row: u16,
    things: Iter<'a, (Cell, T)>,
}

impl<T: Copy> Iterator for About<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        let Stretch { first, last } = self.stretch;
        loop {
            for &(own, thing) in self.things.by_ref() {
                if own.0.max(first.0) == self.column && own.1.max(first.1) == self.row {
                    return Some(thing);
                }
            }
            if self.column < last.0 {
                self.column += 1;
            } else if self.row < last.1 {
                (self.column, self.row) = (first.0, self.row + 1);
            } else {
                return None;
            }
            self.things = self.grid.at(self.column, self.row).iter();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Grid;
    use crate::geometry::Rect;

    #[test]
    fn what_touches_many_cells_is_told_once() {
        let long = Rect::new(10.0, 10.0, 900.0, 500.0);
        let things = [(long, 'a'), (Rect::new(700.0, 20.0, 10.0, 10.0), 'b')];
        let mut grid = Grid::new((1000.0, 600.0), &things);
        let about = |grid: &Grid<char>, rect: Rect| {
            let mut about: Vec<char> = grid.about(&rect).collect();
            about.sort_unstable();
            about.into_iter().collect::<String>()
        };
        let wide = Rect::new(200.0, 0.0, 600.0, 600.0);
        assert_eq!(about(&grid, wide), "ab");
        assert_eq!(about(&grid, Rect::new(0.0, 0.0, 900.0, 100.0)), "ab");
        assert_eq!(about(&grid, Rect::new(0.0, 200.0, 1.0, 1.0)), "a");
        grid.remove(&long, |&thing| thing == 'a');
        assert_eq!(about(&grid, wide), "b");
        grid.add(&long, 'c');
        assert_eq!(about(&grid, wide), "bc");
    }
}
