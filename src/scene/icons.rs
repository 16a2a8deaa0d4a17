//! The icons that are drawn instead of the embedded glyphs.

use super::artwork::Artwork;
use std::{collections::BTreeMap, sync::Arc};

/// Drawings for services and boundaries, by their ids in the catalogue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Icons {
    services: BTreeMap<&'static str, Arc<Artwork>>,
    boundaries: BTreeMap<&'static str, Arc<Artwork>>,
}

impl Icons {
    /// Shows the service with this id as `artwork`.
    pub fn for_service(&mut self, id: &'static str, artwork: Arc<Artwork>) {
        self.services.insert(id, artwork);
    }
    /// Shows boundaries of the kind with this id with `artwork` in their corner.
    pub fn for_boundary(&mut self, id: &'static str, artwork: Arc<Artwork>) {
        self.boundaries.insert(id, artwork);
    }
    /// The icon of the service with this id.
    pub fn service(&self, id: &str) -> Option<&Arc<Artwork>> {
        self.services.get(id)
    }
    /// The icon of the kind of boundary with this id.
    pub fn boundary(&self, id: &str) -> Option<&Arc<Artwork>> {
        self.boundaries.get(id)
    }
}
