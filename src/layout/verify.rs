//! The contract of a drawing, executable: what must never be seen in one.

mod overlaps;
mod rails;
mod trunks;

use std::fmt;

use crate::geometry::{Point, Px, Rect};

use super::drawing::Drawing;
use super::heading;
use super::input::{End, Input, Place};

/// A breach of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Violation {
    /// A list of the drawing has not the length of the input's.
    Missing,
    /// A coordinate is not a number or lies outside the picture.
    OutsidePicture,
    /// Two boxes overlap.
    NodesOverlap(u32, u32),
    /// Two groups overlap, neither inside the other.
    GroupsOverlap(u32, u32),
    /// A box or a group is not inside its group, band or rail.
    OutsideParent(u32),
    /// A box overlaps a group that it is not in.
    InForeignGroup(u32, u32),
    /// A line runs through a box (line, box).
    LineThroughNode(u32, u32),
    /// A line runs through a group that holds neither of its ends (line, group).
    LineThroughGroup(u32, u32),
    /// A line runs through the title of a group or band (line, group or band).
    LineThroughTitle(u32, u32),
    /// Two lines lie on top of each other where they share no trunk.
    LinesOverlap(u32, u32),
    /// A line has a trunk that is none: not of its bundle, not along it, or without the texts (line).
    LooseTrunk(u32),
    /// A piece of a line is neither horizontal nor vertical.
    Slanted(u32),
    /// A line does not end at its box, or not at a right angle.
    LooseEnd(u32),
    /// A label or badge is missing.
    NoLabel(u32),
    /// A label or badge overlaps a box (line, box).
    LabelOnNode(u32, u32),
    /// A label or badge overlaps another one (line, line).
    LabelOnLabel(u32, u32),
    /// A label or badge lies on a foreign line (line of the label, other line).
    LabelOnLine(u32, u32),
    /// A label or badge lies on the border of a group or on a title.
    LabelOnBorder(u32, u32),
    /// Two rails overlap, or a rail and a band (rail, other).
    RailOverlaps(u32, u32),
    /// A line runs through a rail that it has no business in: neither end lies there or beyond (line, rail); or
    /// through its heading.
    LineThroughRail(u32, u32),
    /// A label or badge lies on the border or the heading of a rail (line, rail).
    LabelOnRail(u32, u32),
}

impl Violation {
    /// Whether the breach concerns labels only.
    pub fn is_label(self) -> bool {
        matches!(
            self,
            Self::NoLabel(_)
                | Self::LabelOnNode(..)
                | Self::LabelOnLabel(..)
                | Self::LabelOnLine(..)
                | Self::LabelOnBorder(..)
                | Self::LabelOnRail(..)
        )
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

/// How deep a line may graze a box before it counts as through it.
const GRAZE: Px = 1.0;

/// Every breach of the contract in `drawing`, none for a good one.
pub fn verify(input: &Input, drawing: &Drawing) -> Vec<Violation> {
    let lengths = drawing.nodes.len() == input.nodes.len()
        && drawing.groups.len() == input.groups.len()
        && drawing.bands.len() == input.bands.len()
        && drawing.rails.len() == if input.bands.is_empty() { 0 } else { input.rails.len() }
        && drawing.routes.len() == input.edges.len();
    if !lengths {
        return vec![Violation::Missing];
    }
    let mut check = Check { input, drawing, found: Vec::new() };
    check.picture();
    check.boxes();
    check.groups();
    rails::run(&mut check);
    trunks::run(&mut check);
    for line in 0..drawing.routes.len() {
        check.line(line);
        check.ends(line);
        check.labels(line);
    }
    overlaps::run(&mut check);
    check.found.sort_unstable();
    check.found.dedup();
    check.found
}

struct Check<'a> {
    input: &'a Input,
    drawing: &'a Drawing,
    found: Vec<Violation>,
}

fn id(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

impl Check<'_> {
    fn picture(&mut self) {
        let size = self.drawing.size;
        let page = Rect::new(0.0, 0.0, size.w, size.h).grown(1e-6);
        let fits = |rect: &Rect| {
            [rect.x, rect.y, rect.w, rect.h].iter().all(|value| value.is_finite())
                && page.contains(rect)
        };
        let drawing = self.drawing;
        let boxes = drawing.nodes.iter().chain(&drawing.groups).chain(&drawing.bands);
        let texts = drawing.routes.iter().flat_map(|route| route.label.iter().chain(&route.badge));
        let points = drawing.routes.iter().flat_map(|route| &route.points);
        let inside = boxes.chain(&drawing.rails).chain(texts).all(fits)
            && points.into_iter().all(|point| fits(&Rect::new(point.x, point.y, 0.0, 0.0)));
        if !inside {
            self.found.push(Violation::OutsidePicture);
        }
    }

    /// Whether group `inner` is `outer` or inside it.
    fn within(&self, inner: Option<u32>, outer: u32) -> bool {
        let mut at = inner;
        while let Some(group) = at {
            if group == outer {
                return true;
            }
            at = self.input.groups[group as usize].parent;
        }
        false
    }

    fn boxes(&mut self) {
        let drawing = self.drawing;
        for (a, one) in drawing.nodes.iter().enumerate() {
            for (b, other) in drawing.nodes.iter().enumerate().skip(a + 1) {
                if one.overlaps(other, 0.01) {
                    self.found.push(Violation::NodesOverlap(id(a), id(b)));
                }
            }
            let node = &self.input.nodes[a];
            for (group, rect) in drawing.groups.iter().enumerate() {
                if self.within(node.parent, id(group)) {
                    if !rect.grown(0.01).contains(one) {
                        self.found.push(Violation::OutsideParent(id(a)));
                    }
                } else if one.overlaps(rect, 0.01) {
                    self.found.push(Violation::InForeignGroup(id(a), id(group)));
                }
            }
            let ground = match node.place {
                Place::Band(band) => drawing.bands.get(band as usize),
                Place::Rail(rail) => drawing.rails.get(rail as usize),
                Place::Free => None,
            };
            if ground.is_some_and(|ground| !ground.grown(0.01).contains(one)) {
                self.found.push(Violation::OutsideParent(id(a)));
            }
        }
    }

    fn groups(&mut self) {
        let drawing = self.drawing;
        for (a, one) in drawing.groups.iter().enumerate() {
            for (b, other) in drawing.groups.iter().enumerate().skip(a + 1) {
                let nested = self.within(Some(id(a)), id(b)) || self.within(Some(id(b)), id(a));
                if !nested && one.overlaps(other, 0.01) {
                    self.found.push(Violation::GroupsOverlap(id(a), id(b)));
                }
            }
            let parent = self.input.groups[a].parent;
            if parent.is_some_and(|parent| !drawing.groups[parent as usize].contains(one)) {
                self.found.push(Violation::OutsideParent(id(a)));
            }
        }
    }

    /// Whether the edge has an end in the group or at its border.
    fn touches(&self, line: usize, group: u32) -> bool {
        let edge = &self.input.edges[line];
        [edge.from, edge.to].into_iter().any(|end| match end {
            End::Node(node) => self.within(self.input.nodes[node as usize].parent, group),
            End::Group(own) => self.within(Some(own), group),
        })
    }

    fn line(&mut self, line: usize) {
        let (input, drawing) = (self.input, self.drawing);
        let route = &drawing.routes[line];
        let edge = &input.edges[line];
        for (from, to) in pieces(&route.points) {
            if (from.x - to.x).abs() > 1e-6 && (from.y - to.y).abs() > 1e-6 {
                self.found.push(Violation::Slanted(id(line)));
            }
            let piece = span(from, to);
            for (node, rect) in drawing.nodes.iter().enumerate() {
                let own = [edge.from, edge.to].contains(&End::Node(id(node)));
                let core = input.nodes[node].core.moved(rect.x, rect.y);
                let body = if own { &core } else { rect };
                if cuts(&piece, body) {
                    self.found.push(Violation::LineThroughNode(id(line), id(node)));
                }
            }
            for (group, rect) in drawing.groups.iter().enumerate() {
                if !self.touches(line, id(group)) && cuts(&piece, rect) {
                    self.found.push(Violation::LineThroughGroup(id(line), id(group)));
                }
                if heading(rect, input.groups[group].title)
                    .is_some_and(|title| cuts(&piece, &title))
                {
                    self.found.push(Violation::LineThroughTitle(id(line), id(group)));
                }
            }
            for (band, rect) in drawing.bands.iter().enumerate() {
                if heading(rect, input.bands[band].title).is_some_and(|title| cuts(&piece, &title))
                {
                    self.found.push(Violation::LineThroughTitle(id(line), id(band)));
                }
            }
        }
    }

    fn ends(&mut self, line: usize) {
        let (edge, route) = (&self.input.edges[line], &self.drawing.routes[line]);
        let count = route.points.len();
        if count < 2 {
            self.found.push(Violation::LooseEnd(id(line)));
            return;
        }
        let ends = [
            (edge.from, route.points[0], route.points[1]),
            (edge.to, route.points[count - 1], route.points[count - 2]),
        ];
        for (end, point, next) in ends {
            if !self.meets(end, point, next) {
                self.found.push(Violation::LooseEnd(id(line)));
            }
        }
    }

    /// Whether a line from `next` meets the outline of `end` at `point` at a right angle.
    fn meets(&self, end: End, point: Point, next: Point) -> bool {
        let near = |a: Px, b: Px| (a - b).abs() < 0.01;
        let between = |lo: Px, value: Px, hi: Px| lo - 0.01 <= value && value <= hi + 0.01;
        match end {
            End::Node(node) => {
                let rect = self.drawing.nodes[node as usize];
                let core = self.input.nodes[node as usize].core.moved(rect.x, rect.y);
                let core = if core.w > 0.0 && core.h > 0.0 { core } else { rect };
                let side = (near(point.x, core.x) && next.x < point.x)
                    || (near(point.x, core.right()) && next.x > point.x);
                let flow = (near(point.y, core.y) && next.y < point.y)
                    || (near(point.y, rect.bottom()) && next.y > point.y)
                    || (near(point.y, core.bottom()) && next.y > point.y);
                (side && near(point.y, next.y) && between(core.y, point.y, core.bottom()))
                    || (flow && near(point.x, next.x) && between(rect.x, point.x, rect.right()))
            }
            End::Group(group) => {
                let rect = self.drawing.groups[group as usize];
                let flow = (near(point.y, rect.y) || near(point.y, rect.bottom()))
                    && near(point.x, next.x)
                    && between(rect.x, point.x, rect.right());
                let side = (near(point.x, rect.x) || near(point.x, rect.right()))
                    && near(point.y, next.y)
                    && between(rect.y, point.y, rect.bottom());
                flow || side
            }
        }
    }

    fn labels(&mut self, line: usize) {
        let (edge, route) = (&self.input.edges[line], &self.drawing.routes[line]);
        let own = route.trunk.is_none();
        let wanted = [edge.label, edge.badge].map(|size| own && size.w > 0.0 && size.h > 0.0);
        if wanted != [route.label.is_some(), route.badge.is_some()] {
            self.found.push(Violation::NoLabel(id(line)));
        }
        if let (Some(label), Some(badge)) = (&route.label, &route.badge)
            && label.overlaps(badge, 0.01)
        {
            self.found.push(Violation::LabelOnLabel(id(line), id(line)));
        }
        for text in route.label.iter().chain(&route.badge) {
            self.label(line, text);
        }
    }

    fn label(&mut self, line: usize, text: &Rect) {
        let drawing = self.drawing;
        for (node, rect) in drawing.nodes.iter().enumerate() {
            if text.overlaps(rect, 0.01) {
                self.found.push(Violation::LabelOnNode(id(line), id(node)));
            }
        }
        for (group, rect) in drawing.groups.iter().enumerate() {
            let crosses = text.overlaps(rect, 0.01) && !rect.contains(text);
            let title = heading(rect, self.input.groups[group].title);
            if crosses || title.is_some_and(|title| text.overlaps(&title, 0.01)) {
                self.found.push(Violation::LabelOnBorder(id(line), id(group)));
            }
        }
        for (band, rect) in drawing.bands.iter().enumerate() {
            let title = heading(rect, self.input.bands[band].title);
            if title.is_some_and(|title| text.overlaps(&title, 0.01)) {
                self.found.push(Violation::LabelOnBorder(id(line), id(band)));
            }
        }
        for (other, route) in drawing.routes.iter().enumerate() {
            if other == line {
                continue;
            }
            if pieces(route.own()).any(|(from, to)| cuts(&span(from, to), &text.grown(0.5))) {
                self.found.push(Violation::LabelOnLine(id(line), id(other)));
            }
            let theirs = route.label.iter().chain(&route.badge);
            if other > line && theirs.into_iter().any(|theirs| theirs.overlaps(text, 0.01)) {
                self.found.push(Violation::LabelOnLabel(id(line), id(other)));
            }
        }
    }
}

/// The straight pieces of a way.
fn pieces(points: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    points.windows(2).map(|pair| (pair[0], pair[1]))
}

/// The rectangle that a piece spans.
fn span(from: Point, to: Point) -> Rect {
    Rect::new(from.x.min(to.x), from.y.min(to.y), (from.x - to.x).abs(), (from.y - to.y).abs())
}

/// Whether a piece enters the inside of a rectangle.
fn cuts(piece: &Rect, rect: &Rect) -> bool {
    piece.x < rect.right() - GRAZE
        && rect.x + GRAZE < piece.right()
        && piece.y < rect.bottom() - GRAZE
        && rect.y + GRAZE < piece.bottom()
}
