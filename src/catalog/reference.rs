//! Reference architectures: the layers a blueprint is held against.

use crate::diagnostic::Severity;
use std::borrow::Cow;

/// Text that is static for the built-in reference and owned for a user's own.
pub type Text = Cow<'static, str>;

/// The patterns of applications that a layer can be required by (`context.pattern`).
pub const PATTERNS: [&str; 5] = ["web-app", "api-only", "batch", "managed-assistant", "agent"];

/// The colour names of layers; the theme says what they look like.
pub const COLOURS: [&str; 8] =
    ["grey", "red", "violet", "pink", "teal", "green", "orange", "magenta"];

/// Where a layer is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Over the full width, in order.
    Band,
    /// A column beside the bands.
    Rail,
}

/// A capability that a layer is expected to offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// Capability id.
    pub capability: Text,
    /// Severity of its absence.
    pub severity: Severity,
    /// Whether the absence is shown with `--pedantic` only.
    pub pedantic: bool,
}

/// One layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// Key in the blueprint.
    pub id: Text,
    /// Heading in the picture.
    pub title: Text,
    /// What it is for, one sentence.
    pub purpose: Text,
    /// Band or rail.
    pub place: Place,
    /// Colour name of the band (see the theme).
    pub colour: Text,
    /// Patterns that require it.
    pub required_by: Cow<'static, [Text]>,
    /// Service to add when the layer is missing.
    pub default_service: Text,
    /// Capabilities expected of it.
    pub expects: Cow<'static, [Expectation]>,
    /// Layers that its connections may reach; empty means any.
    pub reaches: Cow<'static, [Text]>,
}

/// A reference architecture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Id (`aws-genai`) or the path it was read from.
    pub id: Text,
    /// Title.
    pub title: Text,
    /// One sentence.
    pub description: Text,
    /// Layers in drawing order.
    pub layers: Cow<'static, [Layer]>,
}

impl Reference {
    /// The layer with this id and its index.
    pub fn layer(&self, id: &str) -> Option<(usize, &Layer)> {
        self.layers.iter().enumerate().find(|(_, layer)| layer.id == id)
    }
}
