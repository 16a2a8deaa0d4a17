//! The boxes: a tile with its name under it, or a plain box with the name inside.

use super::{Finding, LINE, SMALL, cast::Cast, px};
use crate::{
    blueprint::Status,
    catalog::{self, LifecycleState, Service, Trait},
    diagnostic::Severity,
    geometry::{Point, Px, Rect, Size},
    layout,
    model::{Component, ComponentId, Model},
    scene::{
        artwork::Artwork,
        badges::Badges,
        chip,
        icons::Icons,
        overlay::{self, Tag},
    },
    text::{self, Weight},
};
use icondata_core::IconData;
use std::sync::Arc;

/// Side of a tile.
const TILE: Px = 48.0;
/// Widest line of a name.
const NAME_WIDTH: Px = 124.0;
/// Air left and right of a name.
const SIDE: Px = 6.0;
/// Distance from a tile to the name's first line box.
const BELOW: Px = 5.0;
/// From the upper corners of a tile outwards to the middle of the first badge or mark: far enough that no line
/// to the tile passes under it.
pub(in crate::scene) const MARK: Point = Point::new(7.0, 2.0);
/// Radius of a coverage badge and the distance of two.
pub(in crate::scene) const BADGE: (Px, Px) = (9.5, 18.0);
/// The most coverage badges in a row.
const ROW: usize = 3;

/// How a component is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    /// A coloured tile with a glyph, the name below.
    Tile(&'static IconData),
    /// A plain box with the name inside.
    Box,
}

/// One line of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameLine {
    /// The text.
    pub text: String,
    /// Whether it is the component's own name, not its service's.
    pub own: bool,
}

impl NameLine {
    /// How heavy it is drawn.
    pub const fn weight(&self) -> Weight {
        if self.own { Weight::Bold } else { Weight::Regular }
    }
    fn width(&self) -> Px {
        text::width(&self.text, self.weight(), SMALL)
    }
}

/// A component to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Which.
    pub component: ComponentId,
    /// How.
    pub form: Form,
    /// The user's icon, drawn instead of the tile.
    pub artwork: Option<Arc<Artwork>>,
    /// The name, line by line.
    pub name: Vec<NameLine>,
    /// How many coverage badges it wears.
    pub badges: usize,
    /// Whether it is marked as closed or closing.
    pub fades: bool,
    /// The findings about it, as indices into [`super::Plan::findings`].
    pub marks: Vec<usize>,
    /// The worst severity of the findings whose path leads over it.
    pub path: Option<Severity>,
    /// What the overlay says of it.
    pub tag: Option<Tag>,
    /// Outer size and tile where they are not those of its own texts, so that two versions fit.
    pub room: Option<(Size, Rect)>,
    /// What the old version of a change draws here.
    pub before: Option<Before>,
}

/// How the old version of a change draws a component.
#[derive(Clone, Debug, PartialEq)]
pub struct Before {
    /// Tile or box.
    pub form: Form,
    /// The name, line by line.
    pub name: Vec<NameLine>,
    /// Whether it is marked as closed or closing.
    pub fades: bool,
}

pub(super) fn plan(model: &Model, cast: &Cast, badges: &Badges, icons: &Icons) -> Vec<Node> {
    cast.components()
        .iter()
        .map(|&id| {
            let component = model.component(id);
            let artwork = artwork(model, id, icons);
            let form = form(model, id);
            Node {
                component: id,
                form,
                artwork: artwork.filter(|_| matches!(form, Form::Tile(_))),
                name: name(component),
                badges: badges.on(id).len(),
                fades: component.service.is_some_and(fades),
                marks: Vec::new(),
                path: None,
                tag: None,
                room: None,
                before: None,
            }
        })
        .collect()
}

/// A glyph of the service, else of its category; a plain box for what has neither.
fn form(model: &Model, id: ComponentId) -> Form {
    let component = model.component(id);
    let said = model.said(id).icon.as_ref().and_then(|icon| catalog::glyph(&icon.value));
    let own = component
        .service
        .filter(|_| !component.traits.has(Trait::Generic))
        .and_then(|one| catalog::glyph(one.glyph).or_else(|| catalog::glyph(one.category.glyph)));
    said.or(own).map_or(Form::Box, Form::Tile)
}

/// The user's icon of the service, unless the blueprint chooses a glyph for this very component.
fn artwork(model: &Model, id: ComponentId, icons: &Icons) -> Option<Arc<Artwork>> {
    let own = model.said(id).icon.as_ref().and_then(|icon| catalog::glyph(&icon.value));
    let service = model.component(id).service.filter(|_| own.is_none())?;
    icons.service(service.id).cloned()
}

/// The component's name, then that it is planned, and its service's name when that says more.
fn name(component: &Component) -> Vec<NameLine> {
    let planned = component.status == Some(Status::Planned);
    let second = match (second(component), planned) {
        (Some(name), true) => format!("planned · {name}"),
        (None, true) => "planned".to_owned(),
        (name, false) => name.unwrap_or_default().to_owned(),
    };
    let mut out = lines(&component.label, Weight::Bold, 3);
    out.extend(lines(&second, Weight::Regular, 2));
    out
}

/// The text in lines that fit under a tile.
pub(super) fn lines(words: &str, weight: Weight, most: usize) -> Vec<NameLine> {
    let lines = text::wrap_evenly(words, weight, SMALL, NAME_WIDTH, most).into_iter();
    lines.map(|text| NameLine { text, own: weight == Weight::Bold }).collect()
}

/// The service's name when the label does not say it already.
fn second(component: &Component) -> Option<&'static str> {
    let service = component.service.filter(|_| !component.traits.has(Trait::Generic))?;
    let label = component.label.to_lowercase();
    let said = |name: &str| label.contains(&name.to_lowercase());
    (!said(service.short) && !said(service.name)).then_some(service.short)
}

/// How many of `count` badges stand in a row: as few as the rows allow, so that no row has a lone one.
pub(in crate::scene) fn abreast(count: usize) -> usize {
    count.div_ceil(count.div_ceil(ROW).max(1)).max(1)
}

/// Whether a service is closed to new customers or gone, so that the picture marks it.
fn fades(service: &Service) -> bool {
    matches!(service.lifecycle.state, LifecycleState::ClosedToNew | LifecycleState::Ended)
}

impl Node {
    /// Outer size, and the tile or box in it.
    pub fn extent(&self, findings: &[Finding]) -> (Size, Rect) {
        if let Some(room) = self.room {
            return room;
        }
        let lines = px(self.name.len()) * LINE;
        let marks = chip::extent(findings, &self.marks);
        let tag = self.tag.as_ref().map(|tag| overlay::extent(&tag.words)).unwrap_or_default();
        let name = self.name.iter().map(NameLine::width).fold(marks.w.max(tag.w), Px::max);
        let (core, below) = match self.form {
            Form::Tile(_) => (Size::new(TILE, TILE), BELOW + lines + 4.0),
            Form::Box => (Size::new((name + 24.0).max(110.0), (lines + 20.0).max(50.0)), 4.0),
        };
        let below = below + tag.h + marks.h + if marks.h > 0.0 { 4.0 } else { 0.0 };
        let beside = |marks: Px| (core.w / 2.0 + marks.max(4.0)).max(name / 2.0 + SIDE);
        let caution = if self.fades { MARK.x + BADGE.0 + 2.0 } else { 0.0 };
        let (left, right) = (beside(caution), beside(self.badges_beside()));
        let above = self.above();
        let size = Size::new(left + right, above + core.h + below);
        (size, Rect::new(left - core.w / 2.0, above, core.w, core.h))
    }
    /// How far the badges stand out to the right.
    fn badges_beside(&self) -> Px {
        match abreast(self.badges) {
            _ if self.badges == 0 => 0.0,
            some => MARK.x + BADGE.0 + px(some - 1) * BADGE.1 + 2.0,
        }
    }
    /// Room above for rows of badges.
    fn above(&self) -> Px {
        let rows = self.badges.div_ceil(abreast(self.badges)).max(usize::from(self.fades));
        if rows == 0 { 4.0 } else { MARK.y + BADGE.0 + 2.0 + px(rows - 1) * BADGE.1 }
    }
    pub(super) fn boxed(
        &self,
        findings: &[Finding],
        parent: Option<u32>,
        place: layout::Place,
    ) -> layout::Node {
        let (size, core) = self.extent(findings);
        // A line far outside of the last line of a name would end in the air.
        let widest = self.name.iter().map(NameLine::width).fold(0.0, Px::max);
        let foot = self.name.last().map_or(0.0, |last| f64::midpoint(widest, last.width()));
        let is_marked = self.badges > 0 || self.fades;
        let marks = if is_marked { (BADGE.0 - MARK.y).ceil() } else { 0.0 };
        layout::Node { size, core, foot, marks, parent, place }
    }
}
