//! Phase 7b: parts of a free drawing that have nothing to do with each other, each laid out alone, then packed.
//!
//! Needs: an [`Input`] without bands. Gives: its independent parts, and a [`Drawing`] of all of them.
//! Method: union-find over boxes, groups and connections; parts in shelves of about the wanted width, in
//! declaration order; a part comes beside a row that leaves room for it at its right end, if there is one. Many single
//! boxes stand below, as many on each shelf as on the next. Cost: O(V + E), rows a part, and the parts' own layouts.

use crate::geometry::{Point, Px, Rect, Size};

use super::drawing::Drawing;
use super::input::{End, Group, Input, Node};
use super::problem::Air;
use super::squeeze::skyline::{Kind, Skyline, Thing};

/// A part of an input with the places of its boxes, groups and connections in the whole.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    pub(super) input: Input,
    nodes: Vec<usize>,
    groups: Vec<usize>,
    edges: Vec<usize>,
}

/// Space between two parts.
const GAP: Px = 40.0;
/// More single boxes than this stand on shelves of their own.
const FEW: usize = 3;

struct Sets(Vec<usize>);

impl Sets {
    fn find(&mut self, item: usize) -> usize {
        let mut at = item;
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        let (low, high) = (a.min(b), a.max(b));
        self.0[high] = low;
    }
}

/// The independent parts of `input`, in declaration order.
pub(super) fn split(input: &Input) -> Vec<Part> {
    let (nodes, groups) = (input.nodes.len(), input.groups.len());
    let mut sets = Sets((0..nodes + groups).collect());
    let inside = |parent: Option<u32>| parent.map(|group| nodes + group as usize);
    for (node, parent) in input.nodes.iter().map(|node| inside(node.parent)).enumerate() {
        if let Some(parent) = parent.filter(|&parent| parent < nodes + groups) {
            sets.join(node, parent);
        }
    }
    for (group, parent) in input.groups.iter().map(|group| inside(group.parent)).enumerate() {
        if let Some(parent) = parent.filter(|&parent| parent < nodes + groups) {
            sets.join(nodes + group, parent);
        }
    }
    let member = |end: End| match end {
        End::Node(node) => node as usize,
        End::Group(group) => nodes + group as usize,
    };
    for edge in &input.edges {
        sets.join(member(edge.from), member(edge.to));
    }
    collect(input, &mut sets)
}

fn collect(input: &Input, sets: &mut Sets) -> Vec<Part> {
    let count = input.nodes.len();
    let mut number = vec![usize::MAX; sets.0.len()];
    let mut local = vec![0u32; sets.0.len()];
    let mut parts: Vec<Part> = Vec::new();
    for (item, local) in local.iter_mut().enumerate() {
        let root = sets.find(item);
        if number[root] == usize::MAX {
            number[root] = parts.len();
            let options = input.options;
            parts.push(Part { input: Input { options, ..Input::default() }, ..Part::default() });
        }
        let part = &mut parts[number[root]];
        let list = if item < count { &mut part.nodes } else { &mut part.groups };
        *local = u32::try_from(list.len()).unwrap_or(u32::MAX);
        list.push(if item < count { item } else { item - count });
    }
    let inside = |parent: Option<u32>| parent.map(|group| local[count + group as usize]);
    for part in &mut parts {
        let node =
            |&node: &usize| Node { parent: inside(input.nodes[node].parent), ..input.nodes[node] };
        part.input.nodes = part.nodes.iter().map(node).collect();
        let group = |&group: &usize| Group {
            parent: inside(input.groups[group].parent),
            ..input.groups[group]
        };
        part.input.groups = part.groups.iter().map(group).collect();
    }
    for (id, edge) in input.edges.iter().enumerate() {
        let end = |end: End| match end {
            End::Node(node) => (node as usize, End::Node(local[node as usize])),
            End::Group(group) => {
                (count + group as usize, End::Group(local[count + group as usize]))
            }
        };
        let ((item, from), (_, to)) = (end(edge.from), end(edge.to));
        let part = &mut parts[number[sets.find(item)]];
        part.edges.push(id);
        part.input.edges.push(super::input::Edge { from, to, ..*edge });
    }
    parts
}

/// A part and how it is drawn.
type Drawn<'a> = (&'a Part, &'a Drawing);

/// One drawing of all parts, near to the wanted aspect.
pub(super) fn merge(input: &Input, drawn: &[(Part, Drawing)]) -> Drawing {
    let area: Px = drawn.iter().map(|(_, part)| (part.size.w + GAP) * (part.size.h + GAP)).sum();
    let widest = drawn.iter().map(|(_, part)| part.size.w).fold(0.0, Px::max);
    let width = widest.max((area * input.options.page().min(10.0)).sqrt());
    let mut whole = Drawing {
        nodes: vec![Rect::default(); input.nodes.len()],
        groups: vec![Rect::default(); input.groups.len()],
        routes: vec![super::Route::default(); input.edges.len()],
        ..Drawing::default()
    };
    let alone =
        |part: &Part| part.nodes.len() == 1 && part.groups.is_empty() && part.edges.is_empty();
    let drawn = drawn.iter().map(|(part, drawing)| (part, drawing));
    let (singles, others): (Vec<Drawn>, Vec<Drawn>) = drawn.partition(|(part, _)| alone(part));
    let many = singles.len() > FEW;
    let (below, fitted) =
        if many { (singles, others) } else { (Vec::new(), [others, singles].concat()) };
    let mut page = Page::default();
    for (part, drawing) in fitted {
        let at = page.room(drawing.size, width);
        page.take(drawing, at);
        place(&mut whole, part, drawing, at);
    }
    let cells = Cells::new(&below, f64::from(Air::new(input.options.spacing).node));
    let columns = cells.columns(&page, below.len(), input.options.page());
    for row in below.chunks(columns) {
        let top = page.below();
        for ((part, drawing), column) in row.iter().zip(0..) {
            let at = cells.place(part, (column, top));
            page.take(drawing, at);
            place(&mut whole, part, drawing, at);
        }
    }
    whole.size = page.size;
    whole
}

/// What stands on the page while parts come to it.
#[derive(Default)]
struct Page {
    size: Size,
    /// How far to the right it reaches.
    reach: Skyline,
    /// Where the rows of boxes begin, from top to bottom, and where the last shelf does.
    rows: Vec<Px>,
    shelf: Px,
}

impl Page {
    /// Where a part of this size finds room: at the right end of a row, on the last shelf, or else on a new one.
    fn room(&mut self, size: Size, width: Px) -> Point {
        let rows = self.rows.iter().copied().filter(|row| row + size.h <= self.size.h);
        let found = rows.chain([self.shelf]).find_map(|y| {
            let end = self.reach.end(Kind::Node, (y - GAP, y + size.h + GAP));
            let x = (end + GAP).max(0.0);
            (x == 0.0 || x + size.w <= width).then_some(Point::new(x, y))
        });
        found.unwrap_or_else(|| {
            self.shelf = self.below();
            Point::new(0.0, self.shelf)
        })
    }

    /// Where the next shelf begins.
    fn below(&self) -> Px {
        if self.size.h > 0.0 { self.size.h + GAP } else { 0.0 }
    }

    /// Puts a part there.
    fn take(&mut self, drawing: &Drawing, at: Point) {
        let routes = drawing.routes.iter();
        let pieces = routes.clone().flat_map(|route| route.points.windows(2)).map(|ends| {
            let (from, to) = (ends[0], ends[1]);
            let (w, h) = ((from.x - to.x).abs(), (from.y - to.y).abs());
            Rect::new(from.x.min(to.x), from.y.min(to.y), w, h)
        });
        let texts = routes.flat_map(|route| route.label.into_iter().chain(route.badge));
        let boxes = drawing.nodes.iter().chain(&drawing.groups).copied();
        for rect in boxes.chain(pieces).chain(texts).map(|rect| rect.moved(at.x, at.y)) {
            let (along, across) = ((rect.x, rect.right()), (rect.y, rect.bottom()));
            self.reach.add(&Thing { along, across, kind: Kind::Node });
        }
        self.rows.extend(drawing.nodes.iter().map(|node| node.y + at.y));
        self.rows.sort_by(Px::total_cmp);
        self.rows.dedup();
        let (right, bottom) = (at.x + drawing.size.w, at.y + drawing.size.h);
        self.size = Size::new(self.size.w.max(right), self.size.h.max(bottom));
    }
}

/// Cells of one size for single boxes, the tiles of a row in line.
struct Cells {
    wide: Px,
    /// From the top of a cell to the middle of its tile, and from there to the bottom.
    above: Px,
    under: Px,
    /// Between two cells of a row.
    air: Px,
}

impl Cells {
    fn new(boxes: &[Drawn<'_>], air: Px) -> Self {
        let most = |of: fn(&Part) -> Px| boxes.iter().map(|(part, _)| of(part)).fold(0.0, Px::max);
        Self {
            air,
            wide: most(|part| single(part).size.w),
            above: most(|part| single(part).core.center().y),
            under: most(|part| single(part).size.h - single(part).core.center().y),
        }
    }

    /// How many cells a row takes when `count` stand below `page`, as many in each as in the next and all near to the
    /// wanted aspect.
    fn columns(&self, page: &Page, count: usize, aspect: Px) -> usize {
        let times = |count: usize, side: Px| f64::from(u32::try_from(count).unwrap_or(0)) * side;
        let side = |rows: usize| {
            let width = page.size.w.max(times(count.div_ceil(rows), self.wide + self.air));
            let high = page.below() + times(rows, self.above + self.under + GAP);
            // A row that juts out takes room from the whole page.
            width.max(aspect * high) + (width * high * aspect).sqrt()
        };
        let rows = (1..=count).min_by(|&a, &b| side(a).total_cmp(&side(b)));
        count.div_ceil(rows.unwrap_or(1)).max(1)
    }

    fn place(&self, part: &Part, (column, top): (u32, Px)) -> Point {
        let Node { size, core, .. } = single(part);
        let x = f64::from(column) * (self.wide + self.air) + (self.wide - size.w) / 2.0;
        Point::new(x.round(), (top + self.above - core.center().y).round())
    }
}

/// The box of a part that has one only.
fn single(part: &Part) -> Node {
    part.input.nodes[0]
}

fn place(whole: &mut Drawing, part: &Part, drawing: &Drawing, at: Point) {
    for (&node, rect) in part.nodes.iter().zip(&drawing.nodes) {
        whole.nodes[node] = rect.moved(at.x, at.y);
    }
    for (&group, rect) in part.groups.iter().zip(&drawing.groups) {
        whole.groups[group] = rect.moved(at.x, at.y);
    }
    for (&edge, route) in part.edges.iter().zip(&drawing.routes) {
        let mut route = route.clone();
        for point in route.points.iter_mut().chain(&mut route.hops) {
            *point = Point::new(point.x + at.x, point.y + at.y);
        }
        for text in route.label.iter_mut().chain(&mut route.badge) {
            *text = text.moved(at.x, at.y);
        }
        if let Some(trunk) = &mut route.trunk {
            trunk.line = u32::try_from(part.edges[trunk.line as usize]).unwrap_or(u32::MAX);
        }
        whole.routes[edge] = route;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Drawing, Edge, End, Input, Node, Place, run, verify};
    use super::Page;
    use crate::geometry::{Point, Px, Rect, Size};

    /// Boxes with lines.
    const CONNECTED: usize = 8;

    /// A row of boxes that one leads to, the last of which leads on, and some boxes without lines, the tiles of which are
    /// lower in every other one.
    fn with_singles(count: u32) -> Input {
        let node = |above: Px| Node {
            size: Size::new(100.0, 60.0 + above),
            core: Rect::new(26.0, above, 48.0, 48.0),
            foot: 0.0,
            marks: 0.0,
            parent: None,
            place: Place::Free,
        };
        let edge = |from, to| Edge::plain(End::Node(from), End::Node(to));
        let mut input = Input { nodes: vec![node(0.0); CONNECTED], ..Input::default() };
        input.edges = (1..7).map(|to| edge(0, to)).chain([edge(6, 7)]).collect();
        input.nodes.extend((0..count).map(|at| node(if at % 2 == 0 { 0.0 } else { 14.0 })));
        input
    }

    #[test]
    fn a_part_stands_at_the_end_of_a_row_or_else_below() {
        let nodes = vec![Rect::new(0.0, 0.0, 100.0, 60.0), Rect::new(0.0, 100.0, 400.0, 60.0)];
        let drawing = Drawing { size: Size::new(400.0, 160.0), nodes, ..Drawing::default() };
        let mut page = Page::default();
        page.take(&drawing, Point::default());
        // The lower row is near: what stands beside the upper one ends well above it.
        assert_eq!(page.room(Size::new(100.0, 50.0), 400.0), Point::new(140.0, 0.0));
        assert_eq!(page.room(Size::new(100.0, 70.0), 400.0), Point::new(0.0, 200.0));
    }

    #[test]
    fn many_stand_below_in_even_rows_with_their_tiles_in_line() {
        let input = with_singles(11);
        let drawing = run(&input);
        assert_eq!(verify(&input, &drawing), []);
        let bottom = drawing.nodes[..CONNECTED].iter().map(Rect::bottom).fold(0.0, Px::max);
        let mut rows: Vec<(Px, usize)> = Vec::new();
        for (rect, node) in drawing.nodes.iter().zip(&input.nodes).skip(CONNECTED) {
            assert!(rect.y > bottom);
            let tile = rect.y + node.core.y;
            match rows.last_mut() {
                Some((y, boxes)) if (*y - tile).abs() < 0.01 => *boxes += 1,
                _ => rows.push((tile, 1)),
            }
        }
        assert!(rows.len() < 5, "{rows:?}");
        let counts: Vec<usize> = rows.iter().map(|&(_, boxes)| boxes).collect();
        let (most, least) = (counts.iter().max(), counts.iter().min());
        assert!(
            most.zip(least).is_some_and(|(most, least)| most - least <= counts.len()),
            "{rows:?}"
        );
    }
}
