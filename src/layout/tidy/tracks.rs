//! Where a line may run: upright and level tracks beside all that stands, and what each step along them costs.

use crate::geometry::{Point, Px, Rect};

use super::room::{FROM_BORDER, FROM_CORNER, FROM_LINE};

/// What stands in the way of a line.
#[derive(Debug, Default)]
pub(super) struct Obstacles {
    /// What it must not enter: boxes and boundaries, and texts, which have no tracks beside them.
    pub(super) solid: Vec<Rect>,
    pub(super) texts: Vec<Rect>,
    /// Grounds that it may enter, but not along their borders.
    pub(super) grounds: Vec<Rect>,
    /// Pieces of other lines.
    pub(super) pieces: Vec<Rect>,
}

/// A step that is not open to a line.
const CLOSED: u8 = u8::MAX;
/// Tracks nearer to one another are one.
const NEAR: Px = 6.0;
/// From what is solid, and from borders, to the tracks beside them.
const BESIDE: Px = 12.0;

/// Tracks and the steps between their crossings.
#[derive(Debug)]
pub(super) struct Tracks {
    pub(super) xs: Vec<Px>,
    pub(super) ys: Vec<Px>,
    /// For each step to the right, and for each step down, the lines crossed, or closed: row by row.
    level: Vec<u8>,
    upright: Vec<u8>,
}

impl Tracks {
    /// Tracks within `region`, those through `own` places among them, parallel lines `pitch` apart.
    pub(super) fn new(
        region: &Rect,
        obstacles: &Obstacles,
        own: (&[Px], &[Px]),
        pitch: Px,
    ) -> Self {
        let (mut xs, mut ys) = (Vec::new(), Vec::new());
        let mut beside = |rect: &Rect, by: Px| {
            xs.extend([rect.x - by, rect.right() + by]);
            ys.extend([rect.y - by, rect.bottom() + by]);
        };
        obstacles.solid.iter().for_each(|rect| beside(rect, BESIDE));
        for rect in &obstacles.grounds {
            beside(rect, BESIDE);
            beside(rect, -BESIDE);
        }
        obstacles.pieces.iter().for_each(|rect| beside(rect, pitch));
        let xs = sorted(xs, own.0, (region.x, region.right()));
        let ys = sorted(ys, own.1, (region.y, region.bottom()));
        let steps = vec![0; xs.len() * ys.len()];
        let mut tracks = Self { xs, ys, level: steps.clone(), upright: steps };
        tracks.close(obstacles);
        tracks
    }

    fn close(&mut self, obstacles: &Obstacles) {
        for rect in obstacles.solid.iter().chain(&obstacles.texts) {
            self.close_level(rect);
            self.close_upright(rect);
        }
        let wide = 2.0 * FROM_BORDER;
        for Rect { x, y, w, h } in obstacles.grounds.iter().copied() {
            for x in [x, x + w] {
                self.close_upright(&Rect::new(x - FROM_BORDER, y, wide, h));
            }
            for y in [y, y + h] {
                self.close_level(&Rect::new(x, y - FROM_BORDER, w, wide));
            }
        }
        for Rect { x, y, w, h } in obstacles.pieces.iter().copied() {
            if w < 1e-6 {
                self.close_upright(&Rect::new(x - FROM_LINE, y - 2.0, 2.0 * FROM_LINE, h + 4.0));
                self.cross_level(x, (y, y + h));
            } else {
                self.close_level(&Rect::new(x - 2.0, y - FROM_LINE, w + 4.0, 2.0 * FROM_LINE));
                self.cross_upright(y, (x, x + w));
            }
        }
    }

    /// Closes what runs along a piece, which may be reached from its sides.
    pub(super) fn close_along(&mut self, piece: &Rect) {
        if piece.w < 1e-6 {
            let wide = 2.0 * FROM_LINE;
            self.close_upright(&Rect::new(piece.x - FROM_LINE, piece.y, wide, piece.h));
        } else {
            let high = 2.0 * FROM_LINE;
            self.close_level(&Rect::new(piece.x, piece.y - FROM_LINE, piece.w, high));
        }
    }

    /// The crossings of tracks on a piece, with their columns and rows.
    pub(super) fn places_on(&self, (from, to): (Point, Point)) -> Vec<(Point, usize, usize)> {
        let on = |places: &[Px], a: Px, b: Px| {
            let first = places.partition_point(|&place| place < a.min(b) - 1e-6);
            first..places.partition_point(|&place| place <= a.max(b) + 1e-6)
        };
        let columns = on(&self.xs, from.x, to.x);
        let rows = on(&self.ys, from.y, to.y);
        let at = |(column, row): (usize, usize)| {
            (Point::new(self.xs[column], self.ys[row]), column, row)
        };
        columns.flat_map(|column| rows.clone().map(move |row| (column, row))).map(at).collect()
    }

    /// Closes level steps into a rectangle.
    fn close_level(&mut self, rect: &Rect) {
        let rows = within(&self.ys, rect.y, rect.bottom());
        if rows.is_empty() {
            return;
        }
        let (from, to) = steps(&self.xs, rect.x, rect.right());
        for row in rows {
            let start = row * self.xs.len();
            self.level[start + from..start + to].fill(CLOSED);
        }
    }

    /// Closes upright steps into a rectangle.
    fn close_upright(&mut self, rect: &Rect) {
        let columns = within(&self.xs, rect.x, rect.right());
        if columns.is_empty() {
            return;
        }
        let (from, to) = steps(&self.ys, rect.y, rect.bottom());
        for row in from..to {
            let start = row * self.xs.len();
            self.upright[start + columns.start..start + columns.end].fill(CLOSED);
        }
    }

    /// Level steps over an upright piece: well within it they cross it, at its ends they are closed.
    fn cross_level(&mut self, x: Px, (top, bottom): (Px, Px)) {
        self.close_level(&corner(x, top));
        self.close_level(&corner(x, bottom));
        let Some(column) = step(&self.xs, x) else { return };
        for row in within(&self.ys, top, bottom) {
            let step = &mut self.level[row * self.xs.len() + column];
            *step = step.saturating_add(1);
        }
    }

    /// Upright steps over a level piece.
    fn cross_upright(&mut self, y: Px, (left, right): (Px, Px)) {
        self.close_upright(&corner(left, y));
        self.close_upright(&corner(right, y));
        let Some(row) = step(&self.ys, y) else { return };
        for column in within(&self.xs, left, right) {
            let step = &mut self.upright[row * self.xs.len() + column];
            *step = step.saturating_add(1);
        }
    }

    /// The lines that a step to the right or down crosses, if it is open.
    pub(super) fn crossed(&self, (column, row): (usize, usize), upright: bool) -> Option<u8> {
        let steps = if upright { &self.upright } else { &self.level };
        Some(steps[row * self.xs.len() + column]).filter(|&step| step != CLOSED)
    }
}

/// What is kept free about the end of a piece.
fn corner(x: Px, y: Px) -> Rect {
    Rect::new(x, y, 0.0, 0.0).grown(FROM_CORNER)
}

/// Places in order, none near another one but the own ones.
fn sorted(places: Vec<Px>, own: &[Px], (from, to): (Px, Px)) -> Vec<Px> {
    let kept = |place: &Px| {
        from <= *place && *place <= to && own.iter().all(|own| (own - place).abs() >= NEAR)
    };
    let mut all: Vec<Px> = places.into_iter().filter(kept).collect();
    all.sort_by(Px::total_cmp);
    all.dedup_by(|next, before| *next - *before < NEAR);
    all.extend(own);
    all.sort_by(Px::total_cmp);
    all.dedup();
    all
}

/// The places strictly between two.
fn within(places: &[Px], from: Px, to: Px) -> std::ops::Range<usize> {
    let first = places.partition_point(|&place| place <= from);
    first..places.partition_point(|&place| place < to).max(first)
}

/// The steps between places that reach into a stretch: the first, and the one after the last.
fn steps(places: &[Px], from: Px, to: Px) -> (usize, usize) {
    let first = places.partition_point(|&place| place <= from).saturating_sub(1);
    let last = places.partition_point(|&place| place < to);
    (first, last.min(places.len().saturating_sub(1)).max(first))
}

/// The step over a place.
fn step(places: &[Px], at: Px) -> Option<usize> {
    let next = places.partition_point(|&place| place < at);
    (next < places.len()).then(|| next.checked_sub(1)).flatten()
}
