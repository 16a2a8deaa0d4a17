//! What the user chose of a picture.

use super::{
    brand::Brand,
    delta::{Delta, Side},
    icons::Icons,
    overlay::Overlay,
    theme::Theme,
};
use crate::{diagnostic::Diagnostic, geometry::Px, layout};
use std::sync::Arc;

/// Which picture of the blueprint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Bands and rails of the reference architecture.
    #[default]
    Layers,
    /// Nested boundaries.
    Deployment,
    /// The components and steps of one flow, by its index in the model.
    Flow(usize),
    /// The layers with the findings on them.
    Review,
    /// Components against capabilities: a table.
    Coverage,
    /// The layers, and under them a card for each with what a learner should know.
    Study,
    /// Neither bands nor boundaries: components and connections alone.
    Flat,
}

impl View {
    /// All views, of the flows the first.
    pub const ALL: [Self; 7] = [
        Self::Layers,
        Self::Deployment,
        Self::Flow(0),
        Self::Review,
        Self::Coverage,
        Self::Study,
        Self::Flat,
    ];
    /// The word of the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Layers => "layers",
            Self::Deployment => "deployment",
            Self::Flow(_) => "flow",
            Self::Review => "review",
            Self::Coverage => "coverage",
            Self::Study => "study",
            Self::Flat => "flat",
        }
    }
    /// What it shows, one phrase.
    pub const fn summary(self) -> &'static str {
        match self {
            Self::Layers => "the reference architecture: one band a layer, rails beside them",
            Self::Deployment => "the boundaries: cloud, accounts, networks, and what is outside",
            Self::Flow(_) => "one flow: its components and its numbered steps",
            Self::Review => "the layers with the findings on them, and outlines of what is missing",
            Self::Coverage => "a table: which component is covered with which capability",
            Self::Study => {
                "the layers with a card for each: what it does, its services and why, the exam"
            }
            Self::Flat => "components and connections without layers and groups",
        }
    }
    /// Whether it has the bands and rails of the reference architecture.
    pub const fn has_bands(self) -> bool {
        matches!(self, Self::Layers | Self::Flow(_) | Self::Review | Self::Coverage | Self::Study)
    }
    /// The index of the flow that is shown alone.
    pub const fn flow(self) -> Option<usize> {
        match self {
            Self::Flow(at) => Some(at),
            _ => None,
        }
    }
}

/// Which layout engine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// The project's own.
    #[default]
    Own,
    /// The `layout-rs` crate: flat drawings only.
    LayoutRs,
}

/// Whether the legend is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Legend {
    /// At the right of the picture.
    #[default]
    Shown,
    /// Not at all.
    Hidden,
}

/// Where the cards of the view `study` stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cards {
    /// Under the picture of the layers.
    #[default]
    Under,
    /// Alone, where the layers are shown beside them.
    Alone,
}

/// How many dots of a picture made of dots stand for one pixel of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale(Px);

impl Scale {
    /// The least and the most.
    pub const RANGE: (Px, Px) = (0.1, 10.0);
    /// `factor` within [`Scale::RANGE`].
    pub fn new(factor: Px) -> Option<Self> {
        (factor >= Self::RANGE.0 && factor <= Self::RANGE.1).then_some(Self(factor))
    }
    /// The factor.
    pub const fn get(self) -> Px {
        self.0
    }
}

impl Default for Scale {
    /// Sharp on today's screens.
    fn default() -> Self {
        Self(2.0)
    }
}

/// All choices.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which picture.
    pub view: View,
    /// Which colours.
    pub theme: Theme,
    /// Which engine.
    pub engine: Engine,
    /// What the layout may vary.
    pub layout: layout::Options,
    /// Whether the legend is drawn.
    pub legend: Legend,
    /// Where the cards of the view `study` stand.
    pub cards: Cards,
    /// What the check found, for the view `review` and for formats that have room for it.
    pub findings: Vec<Diagnostic>,
    /// Words at the end of the footer ("2 warnings"); empty for none.
    pub note: String,
    /// How fine formats made of dots are.
    pub scale: Scale,
    /// Fonts for letters that the own one lacks, for formats that draw letters themselves; the first that has one counts.
    #[cfg(feature = "shape")]
    pub fonts: Vec<crate::text::Font>,
    /// What is laid over the picture.
    pub overlay: Option<Overlay>,
    /// The look of a company.
    pub brand: Brand,
    /// Icons that are drawn instead of the embedded glyphs.
    pub icons: Icons,
    /// Both versions of a blueprint, for the picture of a change; the model that is drawn is that of its union.
    pub change: Option<Arc<Delta>>,
    /// Which version of a change is drawn.
    pub side: Side,
    /// A hash of the blueprint's bytes, written into the picture (see [`crate::scene::fingerprint`]).
    pub fingerprint: Option<u64>,
    /// The options of the command line that draw it again, written into the picture; none for the usual ones.
    pub drawn_with: Vec<String>,
}

impl Options {
    /// The view that is drawn: `layout-rs` knows neither bands nor groups.
    pub const fn framing(&self) -> View {
        match self.engine {
            Engine::Own => self.view,
            Engine::LayoutRs => View::Flat,
        }
    }
}
