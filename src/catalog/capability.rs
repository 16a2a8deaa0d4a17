//! Capabilities: what a component can do for others ("cover" them with).

/// One thing that a component does for others: a row of `data/capabilities.yaml`.
#[derive(Debug, PartialEq, Eq)]
pub struct Capability {
    /// Kebab-case word of blueprints and rules.
    pub id: &'static str,
    /// Name for people ("encryption key").
    pub title: &'static str,
    /// What it gives, one sentence.
    pub meaning: &'static str,
    /// The layer a component with it belongs to.
    pub home: &'static str,
    /// The service to add when it is missing.
    pub default_service: &'static str,
    /// The properties by which a component says that it has it by itself, the usual one first; may be empty.
    pub properties: &'static [&'static str],
    /// The badge's letter; empty when it is not shown as a badge.
    pub badge: &'static str,
    /// The words of the badge's line in the legend.
    pub legend: &'static str,
    /// The glyph of the badge (Lucide name).
    pub glyph: &'static str,
    /// Colour of the badge.
    pub colour: &'static str,
}

/// A set of capabilities, by their index in the catalogue's list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capabilities(u64);

impl Capabilities {
    /// The empty set.
    pub const NONE: Self = Self(0);
    /// The set of the capabilities at `indices`.
    pub const fn of(indices: &[usize]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < indices.len() {
            bits |= 1 << indices[at];
            at += 1;
        }
        Self(bits)
    }
    /// Whether the capability at `index` is in the set.
    pub const fn has(self, index: usize) -> bool {
        index < 64 && self.0 & (1 << index) != 0
    }
    /// The indices in order.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..64).filter(move |&at| self.has(at))
    }
}
