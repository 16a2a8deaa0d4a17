//! Phase 0: the input in whole pixels, seen so that every drawing flows down.
//!
//! Needs: an [`Input`]. Gives: [`Problem`]: sizes made finite and whole, a container tree, ends resolved.
//! Method: for drawings that flow right, widths and heights change places; the result is turned back at the end.
//! Cost: O(V + E).

use crate::geometry::{Px, Rect, Size};

use super::input::{Direction, Edge, Effort, End, Input, Node, Place, Spacing};
use super::tree::{ROOT, Tree};

/// A side of a box, as seen in a drawing that flows down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    North,
    South,
    West,
    East,
}

/// A box around its anchor, the centre of its core.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Body {
    /// From the box's left edge to the anchor.
    pub(super) lo: i32,
    /// From the anchor to the right edge.
    pub(super) hi: i32,
    /// From the top edge to the anchor.
    pub(super) up: i32,
    /// From the anchor to the bottom edge.
    pub(super) down: i32,
    /// The same four, exact, as drawn: left, top, width, height relative to the anchor.
    pub(super) exact: Rect,
    /// From the anchor to where a line ends, by side.
    pub(super) reach: [Px; 4],
    /// How far from the anchor a line may end to either hand, by side.
    pub(super) span: [(i32, i32); 4],
}

/// Where a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Terminal {
    /// At a box.
    Node(usize),
    /// At the border of a container.
    Border(usize),
}

/// A connection in whole pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) from: Terminal,
    pub(super) to: Terminal,
    pub(super) label: (i32, i32),
    pub(super) badge: (i32, i32),
}

impl Line {
    /// Whether a label or a badge must find a place.
    pub(super) fn has_text(&self) -> bool {
        self.label.0 > 0 || self.badge.0 > 0
    }
}

/// Distances in whole pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Air {
    /// Between two boxes in a row.
    pub(super) node: i32,
    /// Between parallel lines.
    pub(super) line: i32,
    /// Between a line and a foreign box.
    pub(super) clear: i32,
    /// Between a boundary and what it holds.
    pub(super) pad: i32,
    /// Between a boundary and what is beside it.
    pub(super) outside: i32,
    /// A piece of line that ends with an arrow head.
    pub(super) arrow: i32,
    /// A piece of line that starts at a box.
    pub(super) start: i32,
}

impl Air {
    pub(super) fn new(spacing: Spacing) -> Self {
        let (node, line, arrow) = match spacing {
            Spacing::Compact => (18, 10, 14),
            Spacing::Normal => (28, 12, 16),
            Spacing::Wide => (44, 16, 22),
        };
        let (pad, outside) = match spacing {
            Spacing::Compact => (10, 10),
            Spacing::Normal => (12, 14),
            Spacing::Wide => (20, 24),
        };
        Self { node, line, clear: 8, pad, outside, arrow, start: arrow - 4 }
    }
}

/// What is to be laid out, in whole pixels, flowing down.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) bodies: Vec<Body>,
    /// The container of each box.
    pub(super) home: Vec<usize>,
    /// The band of each box, if it stands in one.
    pub(super) band: Vec<Option<usize>>,
    pub(super) tree: Tree,
    /// Title of each container.
    pub(super) title: Vec<(i32, i32)>,
    pub(super) lines: Vec<Line>,
    /// Heading of each band.
    pub(super) bands: Vec<(i32, i32)>,
    pub(super) air: Air,
    pub(super) aspect: Px,
    pub(super) effort: Effort,
    pub(super) turned: bool,
}

impl Problem {
    /// Reads `input`.
    pub(super) fn new(input: &Input) -> Self {
        let banded = is_banded(input);
        let turned = !banded && input.options.direction == Direction::Right;
        let rail_of = rails_of_groups(input);
        let parents: Vec<Option<u32>> = input.groups.iter().map(|group| group.parent).collect();
        let rails = if banded { input.rails.len() } else { 0 };
        let tree = Tree::new(&parents, rails, &rail_of);
        let mut title = vec![(0, 0)];
        title.extend(input.groups.iter().map(|group| pixels(group.title, turned)));
        title.extend(input.rails.iter().take(rails).map(|rail| pixels(rail.title, turned)));
        let home = input.nodes.iter().map(|node| home_of(node, &tree, input)).collect();
        let band = input.nodes.iter().map(|node| band_of(node, input)).collect();
        let aspect = input.options.page();
        Self {
            bodies: input.nodes.iter().map(|node| body(node, turned)).collect(),
            home,
            band,
            tree,
            title,
            lines: input.edges.iter().map(|edge| line(edge, turned)).collect(),
            bands: input.bands.iter().map(|band| pixels(band.title, false)).collect(),
            air: Air::new(input.options.spacing),
            aspect: if turned { 1.0 / aspect } else { aspect },
            effort: input.options.effort,
            turned,
        }
    }

    /// Whether boxes stand in bands.
    pub(super) fn is_banded(&self) -> bool {
        !self.bands.is_empty()
    }

    /// Ground that an arrow head takes beside a box, right or left of it.
    pub(super) fn arrow_room(&self, node: usize, right: bool) -> i32 {
        let body = &self.bodies[node];
        let (extent, reach) =
            if right { (body.hi, body.reach[3]) } else { (body.lo, body.reach[2]) };
        (self.air.arrow + 2 - (extent - whole(reach))).max(0)
    }

    /// The container that a terminal lies in; a border met from inside counts as in its own container.
    pub(super) fn ground(&self, line: usize) -> (usize, usize) {
        let Line { from, to, .. } = self.lines[line];
        (self.ground_of(from, to), self.ground_of(to, from))
    }

    fn ground_of(&self, end: Terminal, other: Terminal) -> usize {
        match end {
            Terminal::Node(node) => self.home[node],
            Terminal::Border(container) => {
                let inside = match other {
                    Terminal::Node(node) => self.tree.within(self.home[node], container),
                    Terminal::Border(inner) => {
                        inner != container && self.tree.within(inner, container)
                    }
                };
                if inside { container } else { self.tree.parent(container) }
            }
        }
    }
}

/// Whether the input asks for bands.
pub(super) fn is_banded(input: &Input) -> bool {
    !input.bands.is_empty()
}

fn rails_of_groups(input: &Input) -> Vec<Option<usize>> {
    let mut rails = vec![None; input.groups.len()];
    for node in &input.nodes {
        let Place::Rail(rail) = node.place else { continue };
        let mut at = node.parent;
        let mut steps = 0;
        while let Some(group) = at.filter(|&group| (group as usize) < rails.len()) {
            rails[group as usize] = Some(rail as usize).filter(|&rail| rail < input.rails.len());
            at = input.groups[group as usize].parent;
            steps += 1;
            if steps > rails.len() {
                break;
            }
        }
    }
    rails
}

fn home_of(node: &Node, tree: &Tree, input: &Input) -> usize {
    match (node.parent, node.place) {
        (Some(group), _) if (group as usize) < input.groups.len() => 1 + group as usize,
        (_, Place::Rail(rail)) if is_banded(input) && (rail as usize) < input.rails.len() => {
            tree.rail(rail as usize)
        }
        _ => ROOT,
    }
}

fn band_of(node: &Node, input: &Input) -> Option<usize> {
    match node.place {
        Place::Rail(rail) if (rail as usize) < input.rails.len() => None,
        Place::Band(band) => Some((band as usize).min(input.bands.len().saturating_sub(1))),
        _ => Some(0),
    }
}

fn line(edge: &Edge, turned: bool) -> Line {
    let terminal = |end| match end {
        End::Node(node) => Terminal::Node(node as usize),
        End::Group(group) => Terminal::Border(1 + group as usize),
    };
    Line {
        from: terminal(edge.from),
        to: terminal(edge.to),
        label: pixels(edge.label, turned),
        badge: pixels(edge.badge, turned),
    }
}

/// A length made finite, not negative and of a sane size.
fn sane(value: Px) -> Px {
    if value.is_finite() { value.clamp(0.0, 100_000.0) } else { 0.0 }
}

/// `value` rounded up to whole pixels.
#[allow(clippy::cast_possible_truncation, reason = "the value is within 0 and 100,000")]
pub(super) fn whole(value: Px) -> i32 {
    sane(value).ceil() as i32
}

fn pixels(size: Size, turned: bool) -> (i32, i32) {
    let (w, h) = (whole(size.w), whole(size.h));
    let (w, h) = if w == 0 || h == 0 { (0, 0) } else { (w, h) };
    if turned { (h, w) } else { (w, h) }
}

fn body(node: &Node, turned: bool) -> Body {
    let (w, h) = (sane(node.size.w), sane(node.size.h));
    let core =
        Rect::new(sane(node.core.x), sane(node.core.y), sane(node.core.w), sane(node.core.h));
    let fits = core.w > 0.0 && core.h > 0.0 && core.right() <= w && core.bottom() <= h;
    let core = if fits { core } else { Rect::new(0.0, 0.0, w, h) };
    let center = core.center();
    let exact = Rect::new(-center.x, -center.y, w, h);
    let flank = node.flank();
    let flank = (half_span(core.h, flank.0), half_span(core.h, flank.1));
    let top = (half_span(core.w, 4.0), half_span(core.w, 4.0));
    let foot = match sane(node.foot) {
        0.0 => (center.x - 10.0, w - center.x - 10.0),
        foot => {
            let half = Px::max(foot / 2.0, core.w / 2.0 - 4.0);
            (half.min(center.x), half.min(w - center.x))
        }
    };
    let bottom = (whole(foot.0), whole(foot.1));
    let (north, west) = (core.h / 2.0, core.w / 2.0);
    let south = h - center.y;
    let (exact, reach, span) = if turned {
        let exact = Rect::new(exact.y, exact.x, exact.h, exact.w);
        (exact, [west, west, north, south], [flank, flank, top, bottom])
    } else {
        (exact, [north, south, west, west], [top, bottom, flank, flank])
    };
    Body {
        lo: whole(-exact.x),
        hi: whole(exact.right()),
        up: whole(-exact.y),
        down: whole(exact.bottom()),
        exact,
        reach,
        span,
    }
}

fn half_span(length: Px, margin: Px) -> i32 {
    whole(length / 2.0 - margin).max(0)
}
