//! The small tile of a service beside what a card says of it: the same as in the picture above.

use crate::{
    catalog::{self, Service},
    geometry::{Point, Px, Rect},
    scene::{
        artwork::Artwork,
        colour::Rgb,
        icons::Icons,
        item::{Look, Shape, Stroke},
        theme::{GREY, Paint},
    },
};
use icondata_core::IconData;
use std::sync::Arc;

/// The tile of a service.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sign {
    colour: Rgb,
    glyph: &'static IconData,
    artwork: Option<Arc<Artwork>>,
}

impl Sign {
    /// The tile with the user's icon, else with a glyph of the service or of its category.
    pub(super) fn of(service: &Service, icons: &Icons) -> Option<Self> {
        let own = catalog::glyph(service.glyph);
        Some(Self {
            colour: Rgb::parse(service.category.colour).unwrap_or(GREY),
            glyph: own.or_else(|| catalog::glyph(service.category.glyph))?,
            artwork: icons.service(service.id).cloned(),
        })
    }
    /// Draws it with its top left corner at `at`, `side` wide and high.
    pub(super) fn draw(&self, at: Point, side: Px, out: &mut Vec<Shape>) {
        let tile = Rect::new(at.x, at.y, side, side);
        let radius = side / 5.0;
        match &self.artwork {
            Some(drawing) if drawing.grounded => {
                out.push(Shape::Artwork(tile, Arc::clone(drawing)));
            }
            Some(drawing) => {
                out.push(Shape::Rect(tile, radius, Look::filled(Paint::OnTile)));
                out.push(Shape::Artwork(tile.grown(-side / 12.0), Arc::clone(drawing)));
            }
            None => {
                let ink = Stroke::solid(Paint::OnTile, side / 16.0);
                out.push(Shape::Rect(tile, radius, Look::filled(Paint::Tile(self.colour))));
                out.push(Shape::Glyph(tile.grown(-side / 6.0), self.glyph, ink));
            }
        }
    }
}
