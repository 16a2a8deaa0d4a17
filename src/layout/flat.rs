//! The engine `layout-rs` behind the same contract, for flat drawings and as a rival to compare with.
//!
//! The crate draws no groups, sizes labels by a guess, panics on parallel lines and on graphs without nodes, and
//! walks every path when it looks for cycles. So parallel lines are merged, labels become boxes of their measured
//! size, the work is bounded before it starts, and a panic that is left becomes an error.

use super::{
    drawing::{Drawing, Route},
    input::{Direction, End, Input},
};
use crate::geometry::{Point, Rect, Size};
use layout::{
    core::{
        base::Orientation,
        format::{ClipHandle, RenderBackend},
        geometry::Point as LayoutPoint,
        style::StyleAttr,
    },
    std_shapes::shapes::{Arrow, Element, ShapeKind},
    topo::layout::VisualGraph,
};
use std::{
    cell::Cell,
    collections::BTreeMap,
    fmt,
    panic::{self, AssertUnwindSafe},
    sync::Once,
};

/// The most connections that are handed to the crate.
pub const MAX_CONNECTIONS: usize = 150;
/// The most paths that its search for cycles may walk.
const MAX_PATHS: u64 = 2_000_000;
/// Pieces that a curve is cut into.
const PIECES: u32 = 12;

/// Why the drawing cannot be made with this engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlatError {
    /// There is nothing to draw.
    Empty,
    /// The drawing has boundaries, bands or rails, or a line to a boundary.
    Nested,
    /// More than [`MAX_CONNECTIONS`] lines.
    TooLarge(usize),
    /// Its search for cycles would walk too many paths.
    TooDense,
    /// The crate gave up.
    Failed,
}

impl fmt::Display for FlatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is no component to draw"),
            Self::Nested => f.write_str("it draws flat pictures only, without layers and groups"),
            Self::TooLarge(count) => {
                write!(
                    f,
                    "it takes at most {MAX_CONNECTIONS} connections, this picture has {count}"
                )
            }
            Self::TooDense => f.write_str("the connections form too many paths for it"),
            Self::Failed => f.write_str("it gave up on this picture"),
        }
    }
}

impl std::error::Error for FlatError {}

/// Lays `input` out with layout-rs. Lines are curves cut into short straight pieces; a line and its reverse are
/// drawn as one.
///
/// # Errors
/// When the input is outside what the crate can do; see [`FlatError`].
pub fn run(input: &Input) -> Result<Drawing, FlatError> {
    let pairs = pairs(input)?;
    let mut graph = graph(input, &pairs);
    let canvas = quietly(move || {
        let mut canvas = Canvas::default();
        graph.do_it(false, false, false, &mut canvas);
        canvas
    })?;
    collect(input, &pairs, &canvas).ok_or(FlatError::Failed)
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs code that asserts and unwraps freely: a panic becomes an error and prints nothing. What `work` owns is
/// thrown away with it, so nothing half made is seen again.
fn quietly<T>(work: impl FnOnce() -> T) -> Result<T, FlatError> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                usual(panic);
            }
        }));
    });
    QUIET.set(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    QUIET.set(false);
    done.map_err(|_| FlatError::Failed)
}

/// The distinct unordered pairs of ends, each with the edges that it stands for.
type Pairs = BTreeMap<(u32, u32), Vec<usize>>;

fn pairs(input: &Input) -> Result<Pairs, FlatError> {
    if input.nodes.is_empty() {
        return Err(FlatError::Empty);
    }
    if !input.groups.is_empty() || !input.bands.is_empty() || !input.rails.is_empty() {
        return Err(FlatError::Nested);
    }
    if input.edges.len() > MAX_CONNECTIONS {
        return Err(FlatError::TooLarge(input.edges.len()));
    }
    let mut pairs = Pairs::new();
    for (at, edge) in input.edges.iter().enumerate() {
        let (End::Node(from), End::Node(to)) = (edge.from, edge.to) else {
            return Err(FlatError::Nested);
        };
        pairs.entry((from.min(to), from.max(to))).or_default().push(at);
    }
    if paths(input.nodes.len(), pairs.keys().copied()) > MAX_PATHS {
        return Err(FlatError::TooDense);
    }
    Ok(pairs)
}

/// How many paths the crate walks at most while it adds the acyclic lines `low -> high` one by one.
fn paths(nodes: usize, edges: impl Iterator<Item = (u32, u32)>) -> u64 {
    let mut after = vec![Vec::new(); nodes];
    for (low, high) in edges.filter(|(low, high)| low != high) {
        after[low as usize].push(high as usize);
    }
    let mut count = vec![1_u64; nodes];
    for at in (0..nodes).rev() {
        count[at] = after[at].iter().fold(1, |sum: u64, &to| sum.saturating_add(count[to]));
    }
    after.iter().flatten().fold(0, |sum: u64, &to| sum.saturating_add(count[to]))
}

/// The label that a merged line shows: the largest.
fn label(input: &Input, edges: &[usize]) -> Size {
    let area = |size: &Size| size.w * size.h;
    edges
        .iter()
        .map(|&at| input.edges[at].label)
        .max_by(|a, b| area(a).total_cmp(&area(b)))
        .unwrap_or_default()
}

/// Lines go from the earlier to the later component, so that the crate never has to turn one round. A label is a
/// box of its own between two half lines.
fn graph(input: &Input, pairs: &Pairs) -> VisualGraph {
    let orientation = match input.options.direction {
        Direction::Down => Orientation::TopToBottom,
        Direction::Right => Orientation::LeftToRight,
    };
    let mut graph = VisualGraph::new(orientation);
    let add = |graph: &mut VisualGraph, size: Size, name: String| {
        let (shape, size) = (ShapeKind::new_box(""), LayoutPoint::new(size.w, size.h));
        let look = StyleAttr::simple();
        graph.add_node(Element::create_with_properties(shape, look, orientation, size, name))
    };
    let nodes: Vec<_> = input
        .nodes
        .iter()
        .enumerate()
        .map(|(at, node)| add(&mut graph, node.size, format!("node {at}")))
        .collect();
    for (pair, (&(low, high), edges)) in pairs.iter().enumerate() {
        let (from, to, size) = (nodes[low as usize], nodes[high as usize], label(input, edges));
        if size.w > 0.0 && low != high {
            let middle = add(&mut graph, size, format!("label {pair}"));
            graph.add_edge(
                Arrow::simple_with_properties("", format!("first {pair}")),
                from,
                middle,
            );
            graph.add_edge(Arrow::simple_with_properties("", format!("second {pair}")), middle, to);
        } else {
            graph.add_edge(Arrow::simple_with_properties("", format!("first {pair}")), from, to);
        }
    }
    graph
}

/// What the crate draws, by the names that [`graph`] gave.
#[derive(Default)]
struct Canvas {
    boxes: BTreeMap<String, Rect>,
    lines: BTreeMap<String, Vec<Point>>,
}

impl RenderBackend for Canvas {
    fn draw_rect(
        &mut self,
        at: LayoutPoint,
        size: LayoutPoint,
        _: &StyleAttr,
        name: Option<String>,
        _: Option<ClipHandle>,
    ) {
        if let Some(name) = name {
            self.boxes.insert(name, Rect::new(at.x, at.y, size.x, size.y));
        }
    }
    fn draw_line(&mut self, _: LayoutPoint, _: LayoutPoint, _: &StyleAttr, _: Option<String>) {}
    fn draw_circle(&mut self, _: LayoutPoint, _: LayoutPoint, _: &StyleAttr, _: Option<String>) {}
    fn draw_text(&mut self, _: LayoutPoint, _: &str, _: &StyleAttr) {}
    fn draw_arrow(
        &mut self,
        path: &[(LayoutPoint, LayoutPoint)],
        _: bool,
        _: (bool, bool),
        _: &StyleAttr,
        name: Option<String>,
        _: &str,
    ) {
        if let Some(name) = name {
            self.lines.insert(name, flatten(path));
        }
    }
    fn create_clip(&mut self, _: LayoutPoint, _: LayoutPoint, _: usize) -> ClipHandle {
        0
    }
}

/// The crate gives the start with its exit control, then for each piece its entry control and its end; the exit
/// control of an inner point is its entry control mirrored.
fn flatten(path: &[(LayoutPoint, LayoutPoint)]) -> Vec<Point> {
    let Some(&(start, mut control)) = path.first() else { return Vec::new() };
    let (mut at, mut points) = (start, vec![Point::new(start.x, start.y)]);
    for &(entry, end) in &path[1..] {
        for piece in 1..=PIECES {
            let t = f64::from(piece) / f64::from(PIECES);
            points.push(Point::new(
                cubic([at.x, control.x, entry.x, end.x], t),
                cubic([at.y, control.y, entry.y, end.y], t),
            ));
        }
        control = LayoutPoint::new(2.0 * end.x - entry.x, 2.0 * end.y - entry.y);
        at = end;
    }
    points
}

/// A cubic Bézier curve at `t`: its four points with the Bernstein weights.
fn cubic(points: [f64; 4], t: f64) -> f64 {
    let rest = 1.0 - t;
    let weights = [rest * rest * rest, 3.0 * rest * rest * t, 3.0 * rest * t * t, t * t * t];
    points.iter().zip(weights).map(|(point, weight)| point * weight).sum()
}

fn collect(input: &Input, pairs: &Pairs, canvas: &Canvas) -> Option<Drawing> {
    let nodes: Option<Vec<Rect>> =
        (0..input.nodes.len()).map(|at| canvas.boxes.get(&format!("node {at}")).copied()).collect();
    let mut drawing = Drawing {
        nodes: nodes?,
        routes: vec![Route::default(); input.edges.len()],
        ..Drawing::default()
    };
    for (pair, (&(low, _), edges)) in pairs.iter().enumerate() {
        let mut points = canvas.lines.get(&format!("first {pair}"))?.clone();
        points.extend(canvas.lines.get(&format!("second {pair}")).into_iter().flatten());
        let middle = canvas.boxes.get(&format!("label {pair}")).copied();
        for &at in edges {
            let edge = &input.edges[at];
            let mut route = Route { points: points.clone(), ..Route::default() };
            if edge.from != End::Node(low) {
                route.points.reverse();
            }
            route.label =
                middle.filter(|_| edge.label.w > 0.0).map(|around| inside(edge.label, &around));
            route.badge = badge(edge.badge, &route.points);
            drawing.routes[at] = route;
        }
    }
    Some(settle(drawing))
}

/// A box of `size` in the middle of `around`.
fn inside(size: Size, around: &Rect) -> Rect {
    let center = around.center();
    Rect::new(center.x - size.w / 2.0, center.y - size.h / 2.0, size.w, size.h)
}

/// The step badges sit on the line, a little after its source.
fn badge(size: Size, points: &[Point]) -> Option<Rect> {
    let at = points.get(4).or_else(|| points.last()).filter(|_| size.w > 0.0)?;
    Some(Rect::new(at.x - size.w / 2.0, at.y - size.h / 2.0, size.w, size.h))
}

/// Moves everything so that the drawing begins at the origin, and measures it.
fn settle(mut drawing: Drawing) -> Drawing {
    let points = drawing.routes.iter().flat_map(|route| &route.points);
    let dots = points.map(|point| Rect::new(point.x, point.y, 0.0, 0.0));
    let marks = drawing.routes.iter().flat_map(|route| [route.label, route.badge]).flatten();
    let all = drawing.nodes.iter().copied().chain(dots).chain(marks);
    let Some(extent) = all.reduce(|one, other| one.union(&other)) else { return drawing };
    let (dx, dy) = (-extent.x, -extent.y);
    for node in &mut drawing.nodes {
        *node = node.moved(dx, dy);
    }
    for route in &mut drawing.routes {
        for point in &mut route.points {
            *point = Point::new(point.x + dx, point.y + dy);
        }
        route.label = route.label.map(|label| label.moved(dx, dy));
        route.badge = route.badge.map(|badge| badge.moved(dx, dy));
    }
    drawing.size = Size::new(extent.w, extent.h);
    drawing
}

#[cfg(test)]
mod tests {
    use super::{FlatError, MAX_CONNECTIONS, run};
    use crate::{
        geometry::{Rect, Size},
        layout::{Edge, End, Input, Node, Place},
    };

    fn input(nodes: u32, edges: impl IntoIterator<Item = (u32, u32)>) -> Input {
        let node = Node {
            size: Size::new(120.0, 60.0),
            core: Rect::new(0.0, 0.0, 120.0, 60.0),
            foot: 0.0,
            marks: 0.0,
            parent: None,
            place: Place::Free,
        };
        let edges = edges.into_iter().map(|(from, to)| Edge {
            from: End::Node(from),
            to: End::Node(to),
            label: Size::new(f64::from(to) * 20.0, 14.0),
            badge: Size::new(20.0, 20.0),
            bundle: None,
        });
        Input {
            nodes: (0..nodes).map(|_| node).collect(),
            edges: edges.collect(),
            ..Input::default()
        }
    }

    #[test]
    fn draws_parallel_lines_loops_and_cycles_inside_its_extent() {
        let input = input(4, [(0, 1), (0, 1), (1, 0), (1, 2), (2, 0), (3, 3), (2, 3)]);
        let drawing = run(&input).expect("a small graph");
        assert_eq!(drawing.nodes.len(), 4);
        let all = Rect::new(0.0, 0.0, drawing.size.w, drawing.size.h).grown(0.01);
        assert!(drawing.nodes.iter().all(|node| all.contains(node)));
        for (one, node) in drawing.nodes.iter().enumerate() {
            for other in &drawing.nodes[one + 1..] {
                assert!(!node.overlaps(other, 0.0));
            }
        }
        for route in &drawing.routes {
            assert!(route.points.len() > 2);
            assert!(route.label.is_none_or(|label| all.contains(&label)));
        }
        assert_eq!(run(&input), Ok(drawing), "the same input gives the same drawing");
    }

    #[test]
    fn lines_begin_at_their_source() {
        let drawing = run(&input(2, [(1, 0)])).expect("a small graph");
        let (start, source) = (drawing.routes[0].points[0], drawing.nodes[1].grown(1.0));
        assert!(source.contains(&Rect::new(start.x, start.y, 0.0, 0.0)), "{start:?} {source:?}");
    }

    #[test]
    fn refuses_what_the_crate_cannot_do() {
        assert_eq!(run(&input(0, [])), Err(FlatError::Empty));
        let many = (0..=u32::try_from(MAX_CONNECTIONS).unwrap_or(0)).map(|at| (at, at + 1));
        assert_eq!(run(&input(200, many)), Err(FlatError::TooLarge(MAX_CONNECTIONS + 1)));
        // A ladder of diamonds: the number of paths doubles with each of its 30 rungs.
        let ladder = (0..30).flat_map(|at| {
            let at = at * 3;
            [(at, at + 1), (at, at + 2), (at + 1, at + 3), (at + 2, at + 3)]
        });
        assert_eq!(run(&input(100, ladder)), Err(FlatError::TooDense));
    }
}
