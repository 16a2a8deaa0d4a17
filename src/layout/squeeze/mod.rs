//! Phase 12: strips of the page in which nothing stands.
//!
//! Needs: a [`Drawing`]. Gives: the same one, narrower and lower, no line with a bend or a crossing more or less. Method:
//! compression ridges (Akers, Geyer, Roberts, "IC Mask Layout with a Single Conductor Layer", DAC 1970), here straight
//! ones: where a strip from one edge of the page to the other meets nothing but lines across it and the grounds of
//! boundaries, as much of it is cut out as what faces it on both sides leaves. Cost: O(n log n + strips · what is near).

pub(super) mod skyline;

use crate::geometry::{Point, Px, Rect};

use super::drawing::Drawing;
use super::input::Input;
use super::problem::Air;
use super::{TITLE_INSET, grounds, heading};
use skyline::{KINDS, Kind, Skyline, Span, Thing};

/// Least distance of a text from anything.
const TEXT: Px = 6.0;
/// What is farther from a strip never limits it.
const FAR: Px = 60.0;

/// Cuts the strips out of `drawing`.
pub(super) fn run(input: &Input, drawing: &mut Drawing) {
    for axis in [Axis::X, Axis::Y] {
        let cuts = Standing::new(input, drawing, axis).cuts();
        if !cuts.is_empty() {
            shrink(drawing, axis, &cuts);
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axis {
    X,
    Y,
}

impl Axis {
    /// From where to where a rectangle reaches along the axis, and across it.
    fn spans(self, rect: &Rect) -> (Span, Span) {
        let (x, y) = ((rect.x, rect.right()), (rect.y, rect.bottom()));
        match self {
            Self::X => (x, y),
            Self::Y => (y, x),
        }
    }

    /// Where a point is along the axis, and across it.
    fn of(self, point: Point) -> (Px, Px) {
        match self {
            Self::X => (point.x, point.y),
            Self::Y => (point.y, point.x),
        }
    }
}

/// A ground whose title may come to stand over what was cut out.
struct Ground {
    along: Span,
    title: Thing,
}

/// Where a strip ends, and how much of the page up to there is cut out, this strip included.
type Cut = (Px, Px);

/// All that a strip must not meet, by where it begins.
struct Standing {
    axis: Axis,
    air: Air,
    things: Vec<Thing>,
    grounds: Vec<Ground>,
}

impl Standing {
    fn new(input: &Input, drawing: &Drawing, axis: Axis) -> Self {
        let air = Air::new(input.options.spacing);
        let mut standing = Self { axis, air, things: Vec::new(), grounds: Vec::new() };
        for node in &drawing.nodes {
            standing.add(node, Kind::Node);
        }
        for (ground, title) in grounds(input, drawing) {
            standing.ground(ground, heading(ground, title));
        }
        for route in &drawing.routes {
            for text in route.label.iter().chain(&route.badge) {
                standing.add(text, Kind::Text);
            }
            standing.line(&route.points);
        }
        standing.things.sort_by(|one, other| one.along.0.total_cmp(&other.along.0));
        standing
    }

    fn add(&mut self, rect: &Rect, kind: Kind) {
        let (along, across) = self.axis.spans(rect);
        self.things.push(Thing { along, across, kind });
    }

    fn ground(&mut self, ground: &Rect, title: Option<Rect>) {
        let (along, across) = self.axis.spans(ground);
        for (at, kind) in [(along.0, Kind::Open), (along.1, Kind::Close)] {
            self.things.push(Thing { along: (at, at), across, kind });
        }
        let Some(title) = title else { return };
        let (reach, across) = self.axis.spans(&title);
        if self.axis == Axis::Y {
            // It goes with the border above it.
            self.things.push(Thing { along: (along.0, reach.1), across, kind: Kind::Text });
        } else {
            let title = Thing { along: reach, across, kind: Kind::Text };
            self.grounds.push(Ground { along, title });
        }
    }

    /// The pieces of a line across the axis, and its ends.
    fn line(&mut self, points: &[Point]) {
        for pair in points.windows(2) {
            let (from, to) = (self.axis.of(pair[0]), self.axis.of(pair[1]));
            if (from.0 - to.0).abs() < 1e-6 {
                let across = (from.1.min(to.1), from.1.max(to.1));
                self.things.push(Thing { along: (from.0, from.0), across, kind: Kind::Line });
            }
        }
        let (Some(&[from, next]), Some(&[before, to])) =
            (points.first_chunk(), points.last_chunk())
        else {
            return;
        };
        for (end, next, room) in [(from, next, self.air.start), (to, before, self.air.arrow)] {
            let ((end, across), (next, _)) = (self.axis.of(end), self.axis.of(next));
            if (end - next).abs() > 1e-6 {
                let reach = end + (f64::from(room) + 2.0) * (next - end).signum();
                let along = (end.min(reach), end.max(reach));
                self.things.push(Thing { along, across: (across, across), kind: Kind::End });
            }
        }
    }

    /// What is cut out of the strips between what stands, in whole pixels.
    fn cuts(mut self) -> Vec<Cut> {
        let (mut cuts, mut sum) = (Vec::new(), 0.0);
        let mut skyline = Skyline::default();
        let mut end = self.things.first().map_or(0.0, |thing| thing.along.0);
        for (at, &thing) in self.things.iter().enumerate() {
            let from = thing.along.0 - sum;
            if from - end >= 1.0 {
                let behind = self.things[at..].iter().map(|thing| thing.moved(-sum));
                let free = self.room((end, from), &skyline, &behind).floor();
                if free >= 1.0 {
                    sum += free;
                    cuts.push((thing.along.0, sum));
                    cut(&mut self.grounds, from, free);
                }
            }
            let thing = thing.moved(-sum);
            skyline.add(&thing);
            end = end.max(thing.along.1);
        }
        cuts
    }

    /// How much of a strip may go, with a skyline before it.
    fn room(
        &self,
        strip: Span,
        skyline: &Skyline,
        behind: &(impl Iterator<Item = Thing> + Clone),
    ) -> Px {
        let mut room = strip.1 - strip.0;
        for thing in behind.clone().take_while(|thing| thing.along.0 < strip.1 + FAR) {
            for kind in KINDS {
                let Some(least) = self.least(kind, thing.kind) else { continue };
                let (from, to) = thing.across;
                let end = skyline.end(kind, (from - least, to + least));
                room = room.min(thing.along.0 - end - least);
            }
            if room < 1.0 {
                return room;
            }
        }
        // A title stays where its ground begins.
        let under = self
            .grounds
            .iter()
            .filter(|ground| ground.along.0 <= strip.0 && strip.0 < ground.title.along.1 + TEXT);
        under.fold(room, |room, ground| room.min(title_room(ground, behind.clone())))
    }

    /// Least distance between two things that face each other, the first one left of or above the other.
    fn least(&self, one: Kind, other: Kind) -> Option<Px> {
        let Air { node, line, pad, outside, .. } = self.air;
        let least = match (one, other) {
            (Kind::End, _) | (_, Kind::End) => return None,
            (Kind::Text, _) | (_, Kind::Text) => return Some(TEXT),
            (Kind::Line, _) | (_, Kind::Line) => line,
            (Kind::Node, Kind::Node) => node,
            (Kind::Node, Kind::Open) | (Kind::Close, Kind::Node) => outside + 4,
            (Kind::Close, Kind::Open) => outside + 6,
            (Kind::Open, Kind::Close) => 2 * pad,
            _ => pad,
        };
        Some(f64::from(least))
    }
}

/// How much nearer the things behind a strip in a title may come.
fn title_room(ground: &Ground, behind: impl Iterator<Item = Thing>) -> Px {
    let title = &ground.title;
    let wide = ground.along.1 - title.along.1 - TITLE_INSET.0;
    let faces = |thing: &Thing| {
        thing.kind != Kind::Close
            && thing.across.0 < title.across.1 + TEXT
            && title.across.0 < thing.across.1 + TEXT
    };
    behind.filter(faces).fold(wide, |room, thing| room.min(thing.along.0 - title.along.1 - TEXT))
}

/// Moves the ends of the grounds around a cut, and the grounds behind it.
fn cut(grounds: &mut [Ground], from: Px, by: Px) {
    for Ground { along, title } in grounds {
        if along.0 >= from {
            along.0 -= by;
            title.along = (title.along.0 - by, title.along.1 - by);
        }
        if along.1 >= from {
            along.1 -= by;
        }
    }
}

/// Makes `by` more room at a place where nothing stands but lines and the grounds of boundaries; false if something does.
pub(super) fn stretch(
    input: &Input,
    drawing: &mut Drawing,
    axis: Axis,
    (at, by): (Px, Px),
) -> bool {
    let free = is_free(input, drawing, axis, at);
    if free {
        shrink(drawing, axis, &[(at, -by)]);
    }
    free
}

/// Whether nothing stands across a place on the page but lines and the grounds of boundaries.
fn is_free(input: &Input, drawing: &Drawing, axis: Axis, at: Px) -> bool {
    let texts = drawing.routes.iter().flat_map(|route| route.label.iter().chain(&route.badge));
    let titles = grounds(input, drawing).filter_map(|(ground, title)| heading(ground, title));
    drawing.nodes.iter().chain(texts).copied().chain(titles).all(|rect| {
        let (from, to) = axis.spans(&rect).0;
        at <= from || to <= at
    })
}

/// Moves everything behind the cuts.
fn shrink(drawing: &mut Drawing, axis: Axis, cuts: &[Cut]) {
    let moved = |at: Px| {
        let behind = cuts.partition_point(|cut| cut.0 <= at + 1e-6);
        at - behind.checked_sub(1).map_or(0.0, |last| cuts[last].1)
    };
    let squeezed = |rect: &mut Rect| {
        let (from, to) = axis.spans(rect).0;
        let (from, to) = (moved(from), moved(to));
        match axis {
            Axis::X => (rect.x, rect.w) = (from, to - from),
            Axis::Y => (rect.y, rect.h) = (from, to - from),
        }
    };
    let grounds = drawing.groups.iter_mut().chain(&mut drawing.bands).chain(&mut drawing.rails);
    grounds.chain(&mut drawing.nodes).for_each(squeezed);
    for route in &mut drawing.routes {
        route.label.iter_mut().chain(&mut route.badge).for_each(squeezed);
        for point in &mut route.points {
            match axis {
                Axis::X => point.x = moved(point.x),
                Axis::Y => point.y = moved(point.y),
            }
        }
    }
    match axis {
        Axis::X => drawing.size.w = moved(drawing.size.w),
        Axis::Y => drawing.size.h = moved(drawing.size.h),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;
    use crate::layout::{Edge, End, Group, Node, Place, Route, verify};

    /// Two boxes in a boundary with a title `title` wide, `apart` from one another, joined by a labelled line.
    fn pair(apart: Px, title: Px) -> (Input, Drawing) {
        let size = Size::new(100.0, 60.0);
        let core = Rect::new(0.0, 0.0, 100.0, 60.0);
        let node = Node { size, core, foot: 0.0, marks: 0.0, parent: Some(0), place: Place::Free };
        let label = Size::new(40.0, 16.0);
        let (from, to) = (End::Node(0), End::Node(1));
        let input = Input {
            groups: vec![Group { parent: None, title: Size::new(title, 20.0) }],
            nodes: vec![node; 2],
            edges: vec![Edge { label, ..Edge::plain(from, to) }],
            ..Input::default()
        };
        let points = vec![Point::new(120.0, 90.0), Point::new(120.0 + apart, 90.0)];
        let drawing = Drawing {
            size: Size::new(240.0 + apart, 140.0),
            groups: vec![Rect::new(0.0, 0.0, 240.0 + apart, 140.0)],
            nodes: vec![
                Rect::new(20.0, 60.0, 100.0, 60.0),
                Rect::new(120.0 + apart, 60.0, 100.0, 60.0),
            ],
            routes: vec![Route {
                points,
                label: Some(Rect::new(140.0, 82.0, 40.0, 16.0)),
                ..Route::default()
            }],
            ..Drawing::default()
        };
        (input, drawing)
    }

    fn squeezed(apart: Px, title: Px) -> Drawing {
        let (input, mut drawing) = pair(apart, title);
        assert_eq!(verify(&input, &drawing), []);
        run(&input, &mut drawing);
        assert_eq!(verify(&input, &drawing), []);
        drawing
    }

    #[test]
    fn what_is_empty_goes_and_the_rest_keeps_its_air() {
        let drawing = squeezed(500.0, 60.0);
        let air = Air::new(crate::layout::Spacing::Normal);
        let [one, other] = [drawing.nodes[0], drawing.nodes[1]];
        let label = drawing.routes[0].label.unwrap_or_default();
        let arrow = f64::from(air.arrow) + 2.0;
        assert!((one.x - f64::from(air.pad)).abs() < 1.0, "{one:?}");
        assert!((other.x - label.right() - arrow).abs() < 1.0 + TEXT, "{other:?} {label:?}");
        assert!((drawing.size.w - other.right() - f64::from(air.pad)).abs() < 1.0);
        assert!((drawing.routes[0].points[1].x - other.x).abs() < 1e-6);
    }

    #[test]
    fn a_boundary_stays_as_wide_as_its_title() {
        let wide = squeezed(500.0, 400.0).groups[0].w;
        assert!((wide - 400.0 - 2.0 * TITLE_INSET.0).abs() < 1.0, "{wide}");
    }

    #[test]
    fn what_is_close_already_stays() {
        let once = squeezed(500.0, 60.0);
        let (input, _) = pair(500.0, 60.0);
        let mut twice = once.clone();
        run(&input, &mut twice);
        assert_eq!(once, twice);
    }
}
