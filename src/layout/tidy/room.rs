//! Whether a new way of a line is free.

use crate::geometry::{Point, Px, Rect};

use super::super::drawing::{Drawing, Route};
use super::super::heading;
use super::super::input::{End, Input};
use super::grid::Grid;
use super::tracks::Obstacles;

/// Distances that a moved piece keeps: from foreign boxes, along borders, from parallel lines, and on both sides of a
/// crossing.
const FROM_BOX: Px = 6.0;
pub(super) const FROM_BORDER: Px = 5.0;
pub(super) const FROM_LINE: Px = 8.0;
pub(super) const FROM_CORNER: Px = 5.0;
const FROM_TEXT: Px = 3.0;
/// How far from a line that has changed others may gain by it.
const NEAR: Px = 16.0;
/// From foreign groups.
const FROM_GROUP: Px = 3.0;

/// Where everything stands.
pub(super) struct Room<'a> {
    input: &'a Input,
    boxes: Grid<usize>,
    /// Groups, then bands, then rails.
    grounds: Grid<usize>,
    titles: Vec<Option<Rect>>,
    lines: Grid<Part>,
}

/// A part of a line.
#[derive(Clone, Copy, Debug)]
struct Part {
    line: usize,
    rect: Rect,
    /// Label or badge, not a piece of the way.
    is_text: bool,
}

/// The parts of a line, each with the cells' share of the page.
fn parts(line: usize, route: &Route) -> impl Iterator<Item = (Rect, Part)> {
    let ways = pieces(&route.points)
        .map(move |rect| (rect.grown(FROM_LINE), Part { line, rect, is_text: false }));
    let texts = route.label.iter().chain(&route.badge);
    ways.chain(texts.map(move |&rect| (rect.grown(FROM_TEXT), Part { line, rect, is_text: true })))
}

impl<'a> Room<'a> {
    pub(super) fn new(input: &'a Input, drawing: &Drawing) -> Self {
        let page = (drawing.size.w, drawing.size.h);
        let boxes = drawing.nodes.iter().map(|rect| rect.grown(FROM_BOX)).zip(0..);
        let (mut grounds, mut titles) = (Vec::new(), Vec::new());
        for (ground, (rect, size)) in super::super::grounds(input, drawing).enumerate() {
            grounds.push((rect.grown(FROM_BORDER), ground));
            titles.push(heading(rect, size).map(|title| title.grown(5.0)));
        }
        let lines = drawing.routes.iter().enumerate().flat_map(|(line, route)| parts(line, route));
        Self {
            input,
            boxes: Grid::new(page, &boxes.collect::<Vec<_>>()),
            grounds: Grid::new(page, &grounds),
            titles,
            lines: Grid::new(page, &lines.collect::<Vec<_>>()),
        }
    }

    /// Notes where a line runs now.
    pub(super) fn enter(&mut self, line: usize, route: &Route) {
        for (share, part) in parts(line, route) {
            self.lines.add(&share, part);
        }
    }

    /// Forgets a line that runs along `route`.
    pub(super) fn leave(&mut self, line: usize, route: &Route) {
        for (share, _) in parts(line, route) {
            self.lines.remove(&share, |part| part.line == line);
        }
    }

    /// Lines near to what a route has and another one has not, some of them several times.
    pub(super) fn near(&self, route: &Route, other: &Route) -> impl Iterator<Item = usize> {
        let changed = |part: &Part| !parts(0, other).any(|(_, theirs)| theirs.rect == part.rect);
        parts(0, route).filter(move |(_, part)| changed(part)).flat_map(|(share, _)| {
            let reach = share.grown(NEAR);
            let near = move |part: &Part| cuts(&part.rect, &reach);
            self.lines.about(&share).filter(near).map(|part| part.line)
        })
    }

    /// Lines near a point.
    pub(super) fn lines_at(&self, point: Point) -> impl Iterator<Item = usize> + use<'_> {
        self.lines.about(&Rect::new(point.x, point.y, 0.0, 0.0)).map(|part| part.line)
    }

    /// Whether `line` can run like `new`, its texts with it, without a fault and without a crossing more.
    pub(super) fn is_free(&self, drawing: &Drawing, line: usize, new: &Route) -> bool {
        let old = &drawing.routes[line];
        let struck =
            |label: Rect| fresh(&new.points, &old.points).any(|(_, piece)| cuts(&piece, &label));
        if let (Some(label), Some(badge)) = (&new.label, &new.badge)
            && label.overlaps(badge, 0.0)
        {
            return false;
        }
        !new.label.is_some_and(struck)
            && self.way_is_free(drawing, line, &new.points)
            && self.texts_fit(drawing, line, new)
    }

    /// Whether the texts of `line` can stand as they do in `new`.
    pub(super) fn texts_fit(&self, drawing: &Drawing, line: usize, new: &Route) -> bool {
        let old = &drawing.routes[line];
        let texts = [(&old.label, &new.label), (&old.badge, &new.badge)];
        texts.into_iter().all(|(old, new)| {
            old == new || new.is_none_or(|new| self.text_fits(drawing, line, &new))
        })
    }

    /// Whether `line` can run along `points` without a fault and without a crossing more.
    pub(super) fn way_is_free(&self, drawing: &Drawing, line: usize, points: &[Point]) -> bool {
        let old = &drawing.routes[line].points;
        self.is_clear(drawing, line, points)
            && self.crossings(line, points, old) <= self.crossings(line, old, points)
    }

    /// Whether `line` can run along `points` without a fault, where that is not its way already.
    pub(super) fn is_clear(&self, drawing: &Drawing, line: usize, points: &[Point]) -> bool {
        let pieces = fresh(points, &drawing.routes[line].points);
        self.are_clear(drawing, line, (pieces, points.len() - 2))
    }

    /// The same, all along.
    pub(super) fn all_clear(&self, drawing: &Drawing, line: usize, points: &[Point]) -> bool {
        self.are_clear(drawing, line, (pieces(points).enumerate(), points.len() - 2))
    }

    /// Whether the first or the last piece of `line` can stand there without a fault.
    pub(super) fn end_is_clear(
        &self,
        drawing: &Drawing,
        line: usize,
        (piece, first): (&[Point; 2], bool),
    ) -> bool {
        let at = usize::from(!first);
        self.are_clear(drawing, line, (pieces(piece).map(|piece| (at, piece)), 1))
    }

    /// Whether pieces of `line`, with their numbers, can stand where they are, the last one with the number `last`.
    fn are_clear(
        &self,
        drawing: &Drawing,
        line: usize,
        (mut pieces, last): (impl Iterator<Item = (usize, Rect)>, usize),
    ) -> bool {
        pieces.all(|(at, piece)| {
            self.off_boxes(drawing, line, (&piece, at == 0, at == last))
                && self.off_grounds(drawing, line, &piece)
                && self.off_lines(line, &piece)
        })
    }

    /// What stands in the way of `line` in a region.
    pub(super) fn obstacles(&self, drawing: &Drawing, line: usize, region: &Rect) -> Obstacles {
        let mut obstacles = Obstacles::default();
        let Obstacles { solid, texts, grounds, pieces: foreign } = &mut obstacles;
        solid.extend(self.boxes.about(region).map(|node| drawing.nodes[node].grown(FROM_BOX)));
        for ground in self.grounds.about(region) {
            let Some(rect) = ground_at(drawing, ground) else { continue };
            texts.extend(self.titles[ground]);
            if self.is_closed(drawing, line, ground) {
                solid.push(rect.grown(FROM_BORDER));
            } else {
                grounds.push(*rect);
            }
        }
        for other in
            distinct(self.lines.about(region).map(|part| part.line)).filter(|&other| other != line)
        {
            let route = &drawing.routes[other];
            foreign.extend(pieces(&route.points));
            let theirs = route.label.iter().chain(&route.badge);
            texts.extend(theirs.map(|text| text.grown(FROM_TEXT)));
        }
        obstacles
    }

    /// Whether a line must not enter a ground: a foreign group, or a rail through which it did not run before.
    fn is_closed(&self, drawing: &Drawing, line: usize, ground: usize) -> bool {
        let (groups, bands) = (drawing.groups.len(), drawing.bands.len());
        if ground < groups {
            return !self.touches(line, ground);
        }
        let through =
            |rect: &Rect| pieces(&drawing.routes[line].points).any(|piece| cuts(&piece, rect));
        ground >= groups + bands && !ground_at(drawing, ground).is_some_and(through)
    }

    /// How many lines a way crosses.
    pub(super) fn crossed(&self, line: usize, points: &[Point]) -> usize {
        self.crossings(line, points, &[])
    }

    fn off_boxes(
        &self,
        drawing: &Drawing,
        line: usize,
        (piece, first, last): (&Rect, bool, bool),
    ) -> bool {
        let edge = &self.input.edges[line];
        self.boxes.about(piece).all(|node| {
            let is = |end: End| end == End::Node(u32::try_from(node).unwrap_or(u32::MAX));
            let own = (first && is(edge.from)) || (last && is(edge.to));
            own || !cuts(piece, &drawing.nodes[node].grown(FROM_BOX))
        })
    }

    fn off_grounds(&self, drawing: &Drawing, line: usize, piece: &Rect) -> bool {
        let groups = drawing.groups.len();
        self.grounds.about(piece).all(|ground| {
            let Some(rect) = ground_at(drawing, ground) else { return true };
            let through = |rect: &Rect| cuts(piece, rect);
            let reach = if ground < groups { rect.grown(FROM_GROUP) } else { *rect };
            let closed = through(&reach) && self.is_closed(drawing, line, ground);
            let title = self.titles[ground].is_some_and(|title| through(&title));
            !(closed || title || along_border(piece, rect))
        })
    }

    /// Whether a line has an end in or at a group.
    fn touches(&self, line: usize, group: usize) -> bool {
        let edge = &self.input.edges[line];
        [edge.from, edge.to].into_iter().any(|end| {
            let mut at = match end {
                End::Node(node) => self.input.nodes[node as usize].parent,
                End::Group(group) => Some(group),
            };
            while let Some(inner) = at {
                if inner as usize == group {
                    return true;
                }
                at = self.input.groups[inner as usize].parent;
            }
            false
        })
    }

    /// Whether a piece stays apart from other lines and their texts, or crosses them well away from corners.
    fn off_lines(&self, line: usize, piece: &Rect) -> bool {
        self.lines.about(piece).filter(|part| part.line != line).all(|part| {
            if part.is_text {
                !cuts(piece, &part.rect.grown(FROM_TEXT))
            } else {
                agree(piece, &part.rect)
            }
        })
    }

    /// Whether a text of `line` can stand there, apart from all but the line itself.
    pub(super) fn text_fits(&self, drawing: &Drawing, line: usize, text: &Rect) -> bool {
        let page = Rect::new(0.0, 0.0, drawing.size.w, drawing.size.h);
        page.contains(text)
            && self
                .boxes
                .about(text)
                .all(|node| !text.overlaps(&drawing.nodes[node].grown(2.0), 0.01))
            && self.grounds.about(text).all(|ground| {
                let border = ground_at(drawing, ground).is_some_and(|rect| {
                    text.overlaps(&rect.grown(1.0), 0.01) && !rect.grown(-2.0).contains(text)
                });
                !border && self.titles[ground].is_none_or(|title| !text.overlaps(&title, 0.01))
            })
            && self.lines.about(text).filter(|part| part.line != line).all(|part| {
                if part.is_text {
                    !text.overlaps(&part.rect.grown(2.0), 0.01)
                } else {
                    !cuts(&part.rect, &text.grown(3.0))
                }
            })
    }

    /// How many crossings a way has where it differs from another one.
    fn crossings(&self, line: usize, points: &[Point], other: &[Point]) -> usize {
        let of_piece = |(_, piece): (usize, Rect)| {
            let theirs = self.lines.about(&piece).filter(|part| part.line != line && !part.is_text);
            theirs.filter(|part| crosses(&piece, &part.rect)).count()
        };
        fresh(points, other).map(of_piece).sum()
    }
}

fn ground_at(drawing: &Drawing, at: usize) -> Option<&Rect> {
    let (groups, bands) = (drawing.groups.len(), drawing.bands.len());
    match at {
        _ if at < groups => drawing.groups.get(at),
        _ if at < groups + bands => drawing.bands.get(at - groups),
        _ => drawing.rails.get(at - groups - bands),
    }
}

/// The pieces of a way as flat rectangles.
pub(super) fn pieces(points: &[Point]) -> impl Iterator<Item = Rect> {
    points.windows(2).map(|pair| {
        let (a, b) = (pair[0], pair[1]);
        Rect::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs(), (a.y - b.y).abs())
    })
}

/// Numbers in order, each once.
fn distinct(numbers: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
    let mut numbers: Vec<usize> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_iter()
}

/// The pieces of a way that another one has not, with their numbers.
fn fresh(points: &[Point], other: &[Point]) -> impl Iterator<Item = (usize, Rect)> {
    pieces(points).enumerate().filter(|(_, piece)| !pieces(other).any(|theirs| theirs == *piece))
}

/// Whether a piece enters the inside of a rectangle.
fn cuts(piece: &Rect, rect: &Rect) -> bool {
    piece.x < rect.right()
        && rect.x < piece.right()
        && piece.y < rect.bottom()
        && rect.y < piece.bottom()
}

/// Whether a piece runs along a border of a rectangle, too near to it.
fn along_border(piece: &Rect, rect: &Rect) -> bool {
    let near = |a: Px, b: Px| (a - b).abs() < FROM_BORDER;
    if piece.w < 1e-6 {
        let beside = near(piece.x, rect.x) || near(piece.x, rect.right());
        beside && piece.y < rect.bottom() && rect.y < piece.bottom()
    } else {
        let beside = near(piece.y, rect.y) || near(piece.y, rect.bottom());
        beside && piece.x < rect.right() && rect.x < piece.right()
    }
}

/// Whether two pieces are apart, or cross well away from the ends of both.
fn agree(one: &Rect, other: &Rect) -> bool {
    let (upright, other_upright) = (one.w < 1e-6, other.w < 1e-6);
    if upright == other_upright {
        let margin = if upright { (FROM_LINE, 2.0) } else { (2.0, FROM_LINE) };
        let reach = Rect::new(
            other.x - margin.0,
            other.y - margin.1,
            other.w + 2.0 * margin.0,
            other.h + 2.0 * margin.1,
        );
        return !cuts(one, &reach);
    }
    let (tall, flat) = if upright { (one, other) } else { (other, one) };
    let within = |lo: Px, at: Px, hi: Px, by: Px| lo - by < at && at < hi + by;
    let near = within(flat.x, tall.x, flat.right(), FROM_CORNER)
        && within(tall.y, flat.y, tall.bottom(), FROM_CORNER);
    let well = within(flat.x, tall.x, flat.right(), -FROM_CORNER)
        && within(tall.y, flat.y, tall.bottom(), -FROM_CORNER);
    !near || well
}

/// Whether two lines cross.
pub(super) fn cross(one: &Route, other: &Route) -> bool {
    let met = |piece: Rect| pieces(&other.points).any(|theirs| crosses(&piece, &theirs));
    pieces(&one.points).any(met)
}

/// Whether two pieces cross.
fn crosses(one: &Rect, other: &Rect) -> bool {
    let (tall, flat) = if one.w < 1e-6 { (one, other) } else { (other, one) };
    (one.w < 1e-6) != (other.w < 1e-6)
        && flat.x + 0.01 < tall.x
        && tall.x < flat.right() - 0.01
        && tall.y + 0.01 < flat.y
        && flat.y < tall.bottom() - 0.01
}
