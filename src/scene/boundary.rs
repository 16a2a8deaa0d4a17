//! How each kind of boundary is drawn, after AWS's group conventions.

use super::{
    colour::Rgb,
    item::Dash,
    theme::{GREY, Paint},
};
use crate::catalog::{self, BorderLine, Boundary, LabelPlace};
use icondata_core::IconData;

/// The look of a boundary.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Colour of border and title.
    pub colour: Rgb,
    /// Pattern of the border.
    pub dash: Dash,
    /// Ground.
    pub fill: Option<Paint>,
    /// Whether the title stands in the middle.
    pub centred: bool,
    /// The icon in the corner.
    pub icon: Option<&'static IconData>,
    /// Whether it is a cloud or an account: then no other cloud is drawn around it.
    pub is_cloud: bool,
    /// Whether it lies in AWS; `None` when that depends on what is in it.
    pub in_cloud: Option<bool>,
}

impl Style {
    /// The look of a kind.
    pub fn of(kind: &Boundary) -> Self {
        let colour = Rgb::parse(kind.colour).unwrap_or(GREY);
        let centred = kind.label == LabelPlace::Centre;
        Self {
            colour,
            dash: match kind.line {
                BorderLine::Solid => Dash::Solid,
                BorderLine::Dashed => Dash::Dashed,
                BorderLine::Dotted => Dash::Dotted,
            },
            fill: (!kind.fill.is_empty()).then_some(Paint::Tint(colour)),
            centred,
            icon: if centred { None } else { catalog::glyph(kind.glyph) },
            is_cloud: matches!(kind.id, "aws-cloud" | "account"),
            in_cloud: match kind.id {
                "on-premises" | "third-party" => Some(false),
                "trust-zone" | "generic" => None,
                _ => Some(true),
            },
        }
    }
    /// AWS around everything.
    pub fn cloud() -> Self {
        catalog::boundary("aws-cloud").map_or_else(Self::plain, Self::of)
    }
    /// A box that only gathers.
    pub const fn plain() -> Self {
        Self {
            colour: GREY,
            dash: Dash::Dashed,
            fill: None,
            centred: true,
            icon: None,
            is_cloud: false,
            in_cloud: Some(true),
        }
    }
}
