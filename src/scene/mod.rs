//! The picture as flat shapes: model + drawing + theme roles → [`Scene`].
//!
//! The scene is the only source of geometry for SVG, PNG and PDF: a format computes no place and no size.

mod backdrop;
mod badges;
mod boundary;
mod colour;
mod component;
mod frame;
mod item;
mod legend;
mod line;
mod link;
mod options;
mod plan;
mod stroke;
mod theme;
mod words;

pub use badges::Badges;
pub use boundary::Style;
pub use colour::Rgb;
pub use item::{Anchor, Command, Dash, Group, Look, Role, Shape, Stroke, Text};
pub use options::{Engine, Legend, Options, View};
pub use plan::{Edge, Form, Group as PlannedGroup, GroupOf, NameLine, Node, Plan, Step, Stratum};
pub use theme::{GREY, Paint, Palette, Theme, named};

use crate::{
    geometry::{Point, Px, Rect, Size},
    layout::Drawing,
    model::Model,
};

/// Air around everything.
const MARGIN: Px = 28.0;
/// Air between drawing and legend.
const GUTTER: Px = 16.0;
/// Least width of the title block.
const LEAST: Px = 420.0;

/// A finished picture.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Extent.
    pub size: Size,
    /// Title, one line.
    pub title: String,
    /// What it shows, in sentences.
    pub description: String,
    /// Everything, from back to front.
    pub groups: Vec<Group>,
}

impl Scene {
    /// Puts the picture of `plan` together where `drawing` says.
    pub fn new(model: &Model, plan: &Plan, drawing: &Drawing, options: &Options) -> Self {
        let width = drawing.size.w;
        let legend = match options.legend {
            Legend::Shown => legend::plan(model, plan, drawing.size.h),
            Legend::Hidden => None,
        };
        let beside = legend.as_ref().map_or(0.0, |sheet| sheet.size.w + GUTTER);
        let inner = (width + beside).max(LEAST);
        let (title, taken) = frame::title(model, Point::new(MARGIN, MARGIN - 8.0), inner);
        let origin = Point::new(MARGIN, MARGIN - 8.0 + taken + 16.0);
        let mut groups = vec![title];
        groups.extend(drawn(model, plan, drawing, origin));
        let mut bottom = origin.y + drawing.size.h;
        if let Some(sheet) = legend {
            bottom = bottom.max(origin.y + sheet.size.h);
            groups.push(sheet.draw(plan, Point::new(MARGIN + inner - sheet.size.w, origin.y)));
        }
        let at = Point::new(MARGIN, bottom + 26.0);
        groups.push(frame::footer(model, plan, &options.note, at));
        Self {
            size: Size::new((inner + 2.0 * MARGIN).ceil(), (bottom + 26.0 + 18.0).ceil()),
            title: frame::name(model),
            description: words::description(model, plan),
            groups,
        }
    }
    /// All texts of the picture, for the choice of glyphs.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.groups.iter().flat_map(|group| &group.shapes).filter_map(|shape| match shape {
            Shape::Text(text) => Some(text),
            _ => None,
        })
    }
}

/// The drawing itself, moved to `origin`: grounds, lines, components.
fn drawn(model: &Model, plan: &Plan, drawing: &Drawing, origin: Point) -> Vec<Group> {
    let moved = |rect: &Rect| rect.moved(origin.x, origin.y);
    let mut out = Vec::new();
    out.extend(
        plan.bands
            .iter()
            .zip(&drawing.bands)
            .map(|(one, at)| backdrop::band(model, one, &moved(at))),
    );
    out.extend(
        plan.rails
            .iter()
            .zip(&drawing.rails)
            .map(|(one, at)| backdrop::rail(model, one, &moved(at))),
    );
    for at in outer_first(plan) {
        if let Some(place) = drawing.groups.get(at) {
            out.push(backdrop::boundary(model, plan, at, &moved(place)));
        }
    }
    for (at, route) in drawing.routes.iter().enumerate().take(plan.edges.len()) {
        let to = |point: &Point| Point::new(point.x + origin.x, point.y + origin.y);
        let route = crate::layout::Route {
            points: route.points.iter().map(to).collect(),
            label: route.label.as_ref().map(moved),
            badge: route.badge.as_ref().map(moved),
            hops: route.hops.iter().map(to).collect(),
        };
        out.push(line::draw(model, plan, at, &route));
    }
    for (node, place) in plan.nodes.iter().zip(&drawing.nodes) {
        out.push(component::draw(model, plan, node, &moved(place)));
    }
    out
}

/// The boundaries with every parent before its children.
fn outer_first(plan: &Plan) -> Vec<usize> {
    let depth = |at: usize| {
        let up = |one: &u32| plan.groups[*one as usize].parent;
        std::iter::successors(plan.groups[at].parent, up).count()
    };
    let mut order: Vec<usize> = (0..plan.groups.len()).collect();
    order.sort_by_key(|&at| (depth(at), at));
    order
}

/// A stable 64-bit hash of bytes: FNV-1a, <https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn the_fingerprint_is_fnv_1a() {
        assert_eq!(fingerprint(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint(b"a"), 0xaf63_dc4c_8601_ec8c);
    }
}
