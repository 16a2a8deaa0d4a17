//! The picture as flat shapes: model + drawing + theme roles → [`Scene`].
//!
//! The scene is the only source of geometry for SVG, PNG and PDF: a format computes no place and no size.

pub mod artwork;
mod backdrop;
mod badges;
mod boundary;
mod brand;
mod chip;
mod colour;
mod component;
mod coverage;
mod delta;
mod dress;
mod frame;
mod hops;
mod icons;
mod item;
mod legend;
mod line;
mod link;
mod options;
mod overlay;
mod plan;
mod stamp;
mod stroke;
mod study;
pub mod table;
mod taken;
mod theme;
mod words;

pub use badges::Badges;
pub use boundary::Style;
pub use brand::Brand;
pub use chip::colour as severity_colour;
pub use colour::Rgb;
pub use delta::{Delta, Item, Side};
pub use icons::Icons;
pub use item::{Anchor, Command, Dash, Group, Look, Role, Shape, Stroke, Text};
pub use link::safe as safe_link;
pub use options::{Cards, Engine, Legend, Options, Scale, View};
pub use overlay::{Lens, Mark, Overlay, Tag};
pub use plan::{
    Before, Changed, Edge, Finding, Form, Ghost, Group as PlannedGroup, GroupOf, NameLine, Node,
    Plan, Step, Stratum, Words,
};
pub use stamp::{Stamp, fingerprint};
pub use theme::{GREY, Paint, Palette, Theme, named};
pub use words::{short, step as step_words, tooltip as tooltip_words};

use taken::Taken;

use crate::{
    geometry::{Point, Px, Rect, Size},
    layout::{Drawing, Route},
    model::Model,
    parallel,
};

/// Air around everything.
const MARGIN: Px = 28.0;
/// Air between drawing and legend.
const GUTTER: Px = 16.0;
/// Air between the picture and the cards of the view `study`.
const CARDS: Px = 24.0;
/// So many things are drawn on a thread of their own.
const SHARE: usize = 500;
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
        let framed = extent(drawing);
        let legend = match options.legend {
            Legend::Shown => legend::plan(model, plan, Size::new(drawing.size.w, framed.h)),
            Legend::Hidden => None,
        };
        let beside = legend.as_ref().map_or(0.0, |sheet| sheet.size.w + GUTTER);
        let inner = (drawing.size.w + beside).max(LEAST);
        let (title, taken) = frame::title(model, plan, Point::new(MARGIN, MARGIN - 8.0), inner);
        let origin = Point::new(MARGIN, MARGIN - 8.0 + taken + 16.0);
        let mut groups = vec![title];
        let placed = moved(drawing, origin);
        groups.extend(match &options.change {
            Some(delta) => dress::drawn(delta, plan, &placed, options.side),
            None => drawn(model, plan, &placed),
        });
        let mut bottom = origin.y + drawing.size.h;
        if let Some(sheet) = legend {
            let at = Point::new(MARGIN + inner - sheet.size.w, origin.y + framed.y);
            bottom = bottom.max(at.y + sheet.size.h);
            groups.push(sheet.draw(plan, at));
        }
        let mut told = words::description(model, plan);
        if plan.view == View::Study {
            let cards = study::Sheet::new(model, inner, &options.icons);
            let (drawn, height) = cards.draw(Point::new(MARGIN, bottom + CARDS));
            groups.extend(drawn);
            bottom += CARDS + height;
            told = format!("{told}\n{}", cards.words());
        }
        let at = Point::new(MARGIN, bottom + 26.0);
        groups.push(frame::footer(model, plan, &options.note, at));
        Self {
            size: Size::new((inner + 2.0 * MARGIN).ceil(), (bottom + 26.0 + 18.0).ceil()),
            title: frame::name(model, plan),
            description: told,
            groups,
        }
    }
    /// The table of `plan`'s blueprint in the view `coverage`: nothing is laid out for it.
    pub fn table(model: &Model, plan: &Plan, options: &Options) -> Self {
        coverage::scene(model, plan, options)
    }
    /// The cards of the view `study` without the picture over them: nothing is laid out for them.
    pub fn cards(model: &Model, plan: &Plan, options: &Options) -> Self {
        study::scene(model, plan, options)
    }
    /// All texts of the picture, for the choice of glyphs.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.groups.iter().flat_map(|group| &group.shapes).filter_map(|shape| match shape {
            Shape::Text(text) => Some(text),
            _ => None,
        })
    }
}

/// The drawing itself: grounds, lines, components.
fn drawn(model: &Model, plan: &Plan, drawing: &Drawing) -> Vec<Group> {
    let taken = Taken::new(drawing);
    let free = |place: &Rect| taken.is_free(place);
    let mut out = strata(model, plan, drawing, &free);
    for at in outer_first(plan) {
        if let Some(place) = drawing.groups.get(at) {
            out.push(backdrop::boundary(model, plan, at, place, &free));
        }
    }
    let routes: Vec<_> = drawing.routes.iter().enumerate().take(plan.edges.len()).collect();
    out.extend(parallel::map(&routes, SHARE, |&(at, route)| {
        line::draw(model, plan, at, (route, Dash::Solid))
    }));
    let nodes: Vec<_> = plan.nodes.iter().zip(&drawing.nodes).collect();
    out.extend(parallel::map(&nodes, SHARE, |&(node, place)| {
        component::draw(model, plan, node, place)
    }));
    let outlines = plan.ghosts.iter().zip(drawing.nodes.iter().skip(plan.nodes.len()));
    out.extend(outlines.map(|(ghost, place)| component::ghost(plan, ghost, place)));
    out
}

/// The bands and rails.
fn strata(model: &Model, plan: &Plan, drawing: &Drawing, free: &backdrop::Free<'_>) -> Vec<Group> {
    let bands = plan.bands.iter().zip(&drawing.bands);
    let rails = plan.rails.iter().zip(&drawing.rails);
    let mut out: Vec<Group> = bands.map(|(one, at)| backdrop::band(model, plan, one, at)).collect();
    out.extend(rails.map(|(one, at)| {
        let tiles = column(model, plan, one, drawing);
        backdrop::rail(model, plan, one, (at, tiles), free)
    }));
    out
}

/// The middle of a rail's tiles when all stand in one column.
fn column(model: &Model, plan: &Plan, rail: &Stratum, drawing: &Drawing) -> Option<Px> {
    let own = |node: &Node| model.component(node.component).layer == rail.layer;
    let nodes = plan.nodes.iter().zip(&drawing.nodes).filter(|(node, _)| own(node));
    let middles: Vec<Px> = nodes
        .map(|(node, outer)| {
            let (size, core) = node.extent(&plan.findings);
            outer.x + (outer.w - size.w) / 2.0 + core.center().x
        })
        .collect();
    let first = *middles.first()?;
    middles.iter().all(|middle| (middle - first).abs() < 2.0).then_some(first)
}

/// The drawing with everything moved by `by`, and with its hops.
fn moved(drawing: &Drawing, by: Point) -> Drawing {
    let rect = |rect: &Rect| rect.moved(by.x, by.y);
    let point = |point: &Point| Point::new(point.x + by.x, point.y + by.y);
    let all = |list: &[Rect]| list.iter().map(rect).collect();
    let route = |route: &Route| Route {
        points: route.points.iter().map(point).collect(),
        label: route.label.as_ref().map(rect),
        badge: route.badge.as_ref().map(rect),
        hops: route.hops.iter().map(point).collect(),
        trunk: route.trunk,
    };
    let mut routes: Vec<Route> = drawing.routes.iter().map(route).collect();
    hops::add(&mut routes);
    Drawing {
        size: drawing.size,
        nodes: all(&drawing.nodes),
        groups: all(&drawing.groups),
        bands: all(&drawing.bands),
        rails: all(&drawing.rails),
        routes,
    }
}

/// The ground that the legend stands beside: the bands, or all boxes.
fn extent(drawing: &Drawing) -> Rect {
    let around = |one: Rect, two: Rect| one.union(&two);
    let strata = drawing.bands.iter().chain(&drawing.rails).copied().reduce(around);
    let boxes = drawing.groups.iter().chain(&drawing.nodes).copied();
    strata.or_else(|| boxes.reduce(around)).unwrap_or_default()
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
