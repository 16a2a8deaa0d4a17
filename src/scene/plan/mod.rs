//! What is to be drawn: model and view → boxes, boundaries and lines in sizes for the layout, with the texts
//! that stand in them.

mod bundles;
mod cast;
mod change;
mod edges;
mod groups;
mod nodes;
mod review;
mod steps;

pub use change::Changed;
pub use edges::{Edge, Words};
pub(super) use edges::{STEP, step_width};
pub(super) use groups::{CORNER_ICON, TITLE};
pub use groups::{Group, GroupOf};
pub(super) use nodes::{BADGE, MARK, abreast};
pub use nodes::{Before, Form, NameLine, Node};
pub use review::{Finding, Ghost};
pub use steps::Step;

use super::{
    badges::Badges,
    brand::Brand,
    chip,
    colour::Rgb,
    options::{Options, View},
    overlay::Lens,
    theme,
};
use crate::{
    geometry::{Px, Size},
    layout,
    model::Model,
    text::{self, Weight},
};
use cast::Cast;

/// A band or rail.
#[derive(Clone, Debug, PartialEq)]
pub struct Stratum {
    /// Index of its layer in the reference.
    pub layer: usize,
    /// Heading, fitted.
    pub title: String,
    /// Its colour.
    pub colour: Rgb,
    /// The findings about its layer, as indices into [`Plan::findings`].
    pub marks: Vec<usize>,
}

/// Everything of a picture but its places and colours.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The view.
    pub view: View,
    /// What the layout gets. Its lists go with the ones below, index by index.
    pub input: layout::Input,
    /// Boxes.
    pub nodes: Vec<Node>,
    /// Boundaries.
    pub groups: Vec<Group>,
    /// Lines.
    pub edges: Vec<Edge>,
    /// Bands, from top to bottom.
    pub bands: Vec<Stratum>,
    /// Rails, from left to right.
    pub rails: Vec<Stratum>,
    /// The numbered steps of all flows, in order.
    pub steps: Vec<Step>,
    /// Who covers what.
    pub badges: Badges,
    /// What was found, in the order of the report; in the view `review` only.
    pub findings: Vec<Finding>,
    /// The look of a company.
    pub brand: Brand,
    /// What is laid over the picture.
    pub lens: Option<Lens>,
    /// Outlines of what is missing: the boxes of the layout after those of [`Plan::nodes`].
    pub ghosts: Vec<Ghost>,
    /// What became of every part, in the picture of a change.
    pub change: Option<Changed>,
}

/// Font size of names, labels and legends: the least that AWS allows.
pub(super) const SMALL: Px = 12.0;
/// Font size of headings.
pub(super) const HEADING: Px = 13.0;
/// Distance of two base lines at [`SMALL`].
pub(super) const LINE: Px = 15.0;

impl Plan {
    /// Plans the picture of `model`.
    pub fn new(model: &Model, options: &Options) -> Self {
        let view = options.framing();
        let cast = Cast::new(model, view);
        // A flow is about its steps, an overlay about what it says, and a change about what changed.
        let badges = if is_plain(options) { Badges::new(model) } else { Badges::default() };
        let steps = steps::number(model, options);
        let mut boundaries = groups::plan(model, view, &cast, &options.icons);
        let mut nodes = nodes::plan(model, &cast, &badges, &options.icons);
        let lens = options.overlay.map(|overlay| Lens::new(model, overlay));
        let listed = options.change.as_ref().map(|delta| change::items(delta));
        let findings = listed.unwrap_or_else(|| review::findings(model, options));
        let ghosts = review::ghosts(model, &findings);
        let mut strata = Strata::new(model, options, |layer| {
            nodes.iter().any(|node| model.component(node.component).layer == layer)
                || ghosts.iter().any(|ghost| ghost.layer == layer)
        });
        let mut edges = edges::plan(model, &boundaries, &cast, &steps);
        review::mark(model, &findings, &mut nodes, &mut edges);
        review::mark_grounds(model, &findings, &mut boundaries.groups, &mut strata);
        if let Some(lens) = &lens {
            tag(lens, &mut nodes, &mut edges);
        }
        let change = options.change.as_ref().map(|delta| {
            let ground = change::Ground { model, delta, cast: &cast, icons: &options.icons };
            change::mark(&ground, &mut nodes, &mut boundaries, &mut edges, &findings)
        });
        let real = nodes.iter().map(|node| {
            let place = strata.place(model.component(node.component).layer);
            node.boxed(&findings, boundaries.parent(node.component), place)
        });
        let outlines = ghosts
            .iter()
            .map(|ghost| ghost.node().boxed(&findings, None, strata.place(ghost.layer)));
        let boxed = |edge: &Edge| edge.boxed(&steps, &findings, lens.as_ref());
        let input = layout::Input {
            nodes: real.chain(outlines).collect(),
            groups: boundaries.groups.iter().map(|group| group.boxed(&findings)).collect(),
            edges: bundles::lines(model, &edges, change.as_ref(), boxed),
            bands: headings(&strata.bands, &findings, |title| layout::Band { title }),
            rails: headings(&strata.rails, &findings, |title| layout::Rail { title }),
            options: options.layout,
        };
        let (bands, rails) = (strata.bands, strata.rails);
        Self {
            view,
            input,
            nodes,
            groups: boundaries.groups,
            edges,
            bands,
            rails,
            steps,
            badges,
            findings,
            brand: options.brand.clone(),
            lens,
            ghosts,
            change,
        }
    }
    /// The same plan with the texts of the old version of a change.
    #[must_use]
    pub fn before(&self) -> Self {
        let mut out = self.clone();
        for node in &mut out.nodes {
            if let Some(Before { form, name, fades }) = node.before.take() {
                (node.form, node.name, node.fades) = (form, name, fades);
            }
        }
        for edge in &mut out.edges {
            if let Some(words) = edge.before.take() {
                (edge.asynchronous, edge.both, edge.label) =
                    (words.asynchronous, words.both, words.label);
            }
        }
        let titles = self.change.iter().flat_map(|change| &change.titles);
        for (group, title) in out.groups.iter_mut().zip(titles) {
            group.title.clone_from(title);
        }
        out
    }
}

impl Plan {
    /// Whether any box or line of the picture wears the overlay's meaning with this index.
    pub fn shows(&self, mark: usize) -> bool {
        let tag = |node: &Node| node.tag.as_ref().is_some_and(|tag| tag.mark == mark);
        self.nodes.iter().any(tag) || self.edges.iter().any(|edge| edge.tags.contains(&mark))
    }
}

/// The bands and rails of the `layers` view.
#[derive(Debug)]
pub(super) struct Strata {
    bands: Vec<Stratum>,
    rails: Vec<Stratum>,
}

impl Strata {
    fn new(model: &Model, options: &Options, used: impl Fn(usize) -> bool) -> Self {
        use crate::catalog::Place;
        let of = |place: Place| -> Vec<Stratum> {
            if !options.framing().has_bands() {
                return Vec::new();
            }
            let layers = model.reference.layers.iter().enumerate();
            layers
                .filter(|(at, layer)| layer.place == place && used(*at))
                .map(|(layer, one)| Stratum {
                    layer,
                    title: text::fit(&one.title, Weight::Bold, HEADING, 180.0),
                    colour: options
                        .brand
                        .band(&one.id)
                        .unwrap_or_else(|| theme::named(&one.colour)),
                    marks: Vec::new(),
                })
                .collect()
        };
        Self { bands: of(Place::Band), rails: of(Place::Rail) }
    }
    /// Where the components of `layer` stand.
    fn place(&self, layer: usize) -> layout::Place {
        let find = |list: &[Stratum]| {
            list.iter().position(|one| one.layer == layer).and_then(|at| u32::try_from(at).ok())
        };
        find(&self.bands)
            .map(layout::Place::Band)
            .or_else(|| find(&self.rails).map(layout::Place::Rail))
            .unwrap_or(layout::Place::Free)
    }
}

/// Whether the picture is about the blueprint as such.
fn is_plain(options: &Options) -> bool {
    let flow = options.framing().flow();
    flow.is_none() && options.overlay.is_none() && options.change.is_none()
}

/// Writes what an overlay says on boxes and lines.
fn tag(lens: &Lens, nodes: &mut [Node], edges: &mut [Edge]) {
    for node in nodes {
        node.tag = lens.component(node.component).cloned();
    }
    for edge in edges {
        edge.tag(lens);
    }
}

fn headings<T>(strata: &[Stratum], findings: &[Finding], make: fn(Size) -> T) -> Vec<T> {
    strata.iter().map(|one| make(heading(one, findings))).collect()
}

/// The ground of a band's or rail's heading.
fn heading(stratum: &Stratum, findings: &[Finding]) -> Size {
    let marks = chip::extent(findings, &stratum.marks);
    let width = text::width(&stratum.title, Weight::Bold, HEADING) + 16.0;
    Size::new(width.max(marks.w + 8.0), 18.0 + marks.h)
}

/// The base line of text of this size, from the top of its line.
pub(super) fn baseline(size: Px) -> Px {
    LINE / 2.0 + size * text::CAP_HEIGHT / 2.0
}

/// The widest of some lines.
pub(super) fn widest<'a>(lines: impl IntoIterator<Item = &'a str>, weight: Weight, size: Px) -> Px {
    lines.into_iter().map(|line| text::width(line, weight, size)).fold(0.0, Px::max)
}

/// A count as a length.
pub(super) fn px(count: usize) -> Px {
    u32::try_from(count).map_or(Px::MAX, Px::from)
}

/// A position in a list as the layout's index.
pub(super) fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
