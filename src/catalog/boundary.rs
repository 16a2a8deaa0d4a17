//! Boundaries: the kinds of groups, how they are drawn and where they may live.

/// How a border is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BorderLine {
    /// Without gaps.
    Solid,
    /// In dashes.
    Dashed,
    /// In dots.
    Dotted,
}

/// Where the heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelPlace {
    /// Top left, after the icon.
    Left,
    /// Top centre, without an icon.
    Centre,
}

/// One kind of group: a row of `data/boundaries.yaml`.
#[derive(Debug, PartialEq, Eq)]
pub struct Boundary {
    /// Kebab-case word of `kind`.
    pub id: &'static str,
    /// Heading of a group without a label.
    pub title: &'static str,
    /// Border colour, `#RRGGBB`.
    pub colour: &'static str,
    /// Border colour on a dark ground.
    pub dark_colour: &'static str,
    /// Border line.
    pub line: BorderLine,
    /// Fill on a light ground; empty for none.
    pub fill: &'static str,
    /// Place of the heading.
    pub label: LabelPlace,
    /// Lucide name of its glyph.
    pub glyph: &'static str,
    /// Base names of AWS's icon, the current one first; may be empty.
    pub icons: &'static [&'static str],
    /// The kinds that may hold it; [`Boundary::TOP`] stands for the blueprint itself.
    pub inside: &'static [&'static str],
}

impl Boundary {
    /// The word of [`Boundary::inside`] for "in no group".
    pub const TOP: &'static str = "blueprint";

    /// Whether a group of this kind may stand in a group of the kind `parent` (`None`: in no group).
    pub fn fits(&self, parent: Option<&str>) -> bool {
        self.inside.contains(&parent.unwrap_or(Self::TOP))
    }
}
