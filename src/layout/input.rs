//! Phase 0: what is to be laid out, in sizes and indices only.

use crate::geometry::{Px, Rect, Size};

/// Where a node must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Anywhere in its group.
    Free,
    /// In the band with this index.
    Band(u32),
    /// In the rail with this index.
    Rail(u32),
}

/// A box.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// Outer size, label included: nothing else may enter it.
    pub size: Size,
    /// The drawn tile, relative to the box: lines from the left, the right and above end at its sides
    /// (crossing the node's own margin), lines from below at the box's bottom.
    pub core: Rect,
    /// Width of what stands below the tile, centred on it: lines from below end within it; zero for the box's whole width.
    pub foot: Px,
    /// How far marks at the upper corners of the tile reach down beside it: lines from the sides end below them; zero
    /// without any.
    pub marks: Px,
    /// The group that it is in.
    pub parent: Option<u32>,
    /// Band or rail.
    pub place: Place,
}

impl Node {
    /// How far below the top of the tile, and above its bottom, lines may end at the tile's sides.
    pub(super) fn flank(&self) -> (Px, Px) {
        (self.marks.max(0.0) + 6.0, 6.0)
    }
}

/// A boundary around nodes and other groups.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// The group around it.
    pub parent: Option<u32>,
    /// Size of the title line at its top left (zero for none): lines cross it never.
    pub title: Size,
}

/// A band over the full width (`layers` view).
#[derive(Clone, Copy, Debug)]
pub struct Band {
    /// Size of the heading at its top left, ground that no line and no node may cover.
    pub title: Size,
}

/// A column beside the bands (`layers` view).
#[derive(Clone, Copy, Debug)]
pub struct Rail {
    /// Size of the heading at its top.
    pub title: Size,
}

/// An end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// A node by index.
    Node(u32),
    /// A group by index: the line ends at its border.
    Group(u32),
}

/// A connection.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// Source.
    pub from: End,
    /// Target.
    pub to: End,
    /// Size of the label; zero for none.
    pub label: Size,
    /// Size of the row of step badges near the source; zero for none.
    pub badge: Size,
    /// Lines with the same number say the same and end at the same node: they may run as one from there, with one label
    /// and one row of badges.
    pub bundle: Option<u32>,
}

impl Edge {
    /// A connection without texts.
    pub const fn plain(from: End, to: End) -> Self {
        let none = Size { w: 0.0, h: 0.0 };
        Self { from, to, label: none, badge: none, bundle: None }
    }
}

/// Which way connections flow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From top to bottom.
    #[default]
    Down,
    /// From left to right.
    Right,
}

/// How much air there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spacing {
    /// Tight.
    Compact,
    /// The usual.
    #[default]
    Normal,
    /// Airy.
    Wide,
}

/// How long the search for a better drawing may take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Effort {
    /// Milliseconds.
    #[default]
    Fast,
    /// Ten times as long.
    Best,
}

/// What the user chose.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Flow direction of free drawings; bands always go down.
    pub direction: Direction,
    /// Air.
    pub spacing: Spacing,
    /// Budget.
    pub effort: Effort,
    /// Width over height to aim at.
    pub aspect: Px,
}

impl Options {
    /// The wanted aspect, if it is one that a page can have.
    pub(super) fn page(&self) -> Px {
        if self.aspect.is_finite() && self.aspect > 0.1 { self.aspect } else { ASPECT }
    }
}

/// Width over height of a page, unless another one is asked for.
const ASPECT: Px = 1.6;

impl Default for Options {
    fn default() -> Self {
        Self {
            direction: Direction::default(),
            spacing: Spacing::default(),
            effort: Effort::default(),
            aspect: ASPECT,
        }
    }
}

/// A drawing problem. Indices are positions in these lists; parents form a forest; a node in a band or rail
/// has a parent only when all nodes of that group are in the same band or rail.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// Boxes, in declaration order (the tie-break everywhere).
    pub nodes: Vec<Node>,
    /// Boundaries.
    pub groups: Vec<Group>,
    /// Connections.
    pub edges: Vec<Edge>,
    /// Bands from top to bottom; empty for a free drawing.
    pub bands: Vec<Band>,
    /// Rails from left to right, right of the bands.
    pub rails: Vec<Rail>,
    /// What the user chose.
    pub options: Options,
}
