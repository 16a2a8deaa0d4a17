//! Boxes and lines as neutral JSON, for measuring drawings.

use crate::{
    geometry::{Point, Px, Rect, snap},
    layout::End,
    render::{Content, Format, Letters, Picture, RenderError},
    scene::{
        GroupOf, View,
        table::{CAPABILITIES, Score, State, Table},
    },
};
use serde::Serialize;
use std::collections::BTreeMap;

pub(super) const FORMAT: Format = Format {
    id: "geometry",
    extension: "json",
    summary: "boxes and lines as JSON, for measuring",
    content: Content::Text,
    letters: Letters::Reader,
    stamped: None,
    render,
};

#[derive(Serialize)]
struct Geometry {
    view: &'static str,
    nodes: Vec<Box>,
    groups: Vec<Box>,
    /// What the picture frames on its own account: bands, rails, the cloud.
    frames: Vec<Box>,
    edges: Vec<Edge>,
    /// Outlines of what is missing; in the view `review` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    ghosts: Option<Vec<Box>>,
    /// In the order of the report, the first one number 1; in the view `review` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Vec<Finding>>,
}

#[derive(Serialize)]
struct Box {
    id: String,
    #[serde(flatten)]
    place: Place,
    /// The numbers of the findings about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<usize>,
}

#[derive(Serialize)]
struct Finding {
    number: usize,
    mark: String,
    severity: &'static str,
    message: String,
    components: Vec<String>,
    connections: Vec<String>,
    path: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<String>,
}

#[derive(Serialize)]
struct Place {
    x: Px,
    y: Px,
    w: Px,
    h: Px,
}

#[derive(Serialize)]
struct Edge {
    from: String,
    to: String,
    points: Vec<[Px; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<Place>,
    /// Index of the edge whose label stands for this one too, where both begin or end as one.
    #[serde(skip_serializing_if = "Option::is_none")]
    trunk: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<usize>,
}

/// The view `coverage`: no places, but what its table says.
#[derive(Serialize)]
struct Coverage {
    view: &'static str,
    capabilities: Vec<&'static str>,
    layers: Vec<Layer>,
    score: Share,
    scores: BTreeMap<&'static str, Share>,
}

#[derive(Serialize)]
struct Layer {
    id: String,
    components: Vec<Component>,
}

#[derive(Serialize)]
struct Component {
    id: String,
    /// By capability: `stated`, `unscoped`, `planned`, `denied`, `missing` or `not-applicable`.
    cells: BTreeMap<&'static str, &'static str>,
}

#[derive(Serialize)]
struct Share {
    covered: u32,
    all: u32,
}

fn render(picture: &Picture<'_>) -> Result<Vec<u8>, RenderError> {
    if picture.plan.view == View::Study {
        return Err(RenderError::Study);
    }
    if picture.plan.view == View::Coverage {
        return Ok(json(&coverage(picture)));
    }
    Ok(json(&geometry(picture)?))
}

/// Plain numbers and strings in plain structs always serialise.
fn json(what: &impl Serialize) -> Vec<u8> {
    let mut out = serde_json::to_vec(what).unwrap_or_default();
    out.push(b'\n');
    out
}

fn geometry(picture: &Picture<'_>) -> Result<Geometry, RenderError> {
    let drawing = picture.drawing()?;
    let (plan, model) = (&picture.plan, picture.model);
    let nodes = plan.nodes.iter().zip(&drawing.nodes);
    let boxes = plan.groups.iter().zip(&drawing.groups);
    let said = boxes.clone().filter(|(group, _)| matches!(group.of, GroupOf::Said(_)));
    let own = boxes.filter(|(group, _)| !matches!(group.of, GroupOf::Said(_)));
    let strata = plan.bands.iter().zip(&drawing.bands).chain(plan.rails.iter().zip(&drawing.rails));
    let layer = |at: usize| format!("layer:{}", model.reference.layers[at].id);
    let mut frames: Vec<Box> = strata.map(|(one, at)| boxed(layer(one.layer), at)).collect();
    frames.extend(own.map(|(group, at)| boxed(group.title.clone(), at)));
    let edges = plan.edges.iter().zip(&drawing.routes).map(|(edge, route)| Edge {
        from: end(picture, edge.from),
        to: end(picture, edge.to),
        points: route.points.iter().map(point).collect(),
        label: route.label.as_ref().map(place),
        trunk: route.trunk.map(|trunk| trunk.line),
        findings: numbers(&edge.marks),
    });
    let outlines = plan.ghosts.iter().zip(drawing.nodes.iter().skip(plan.nodes.len()));
    let outlines = outlines.map(|(ghost, at)| marked(ghost.id.clone(), at, &ghost.marks));
    let review = plan.view == View::Review;
    Ok(Geometry {
        view: plan.view.as_str(),
        nodes: nodes
            .map(|(node, at)| marked(model.component(node.component).id.clone(), at, &node.marks))
            .collect(),
        groups: said.map(|(group, at)| boxed(name(picture, group.of), at)).collect(),
        frames,
        edges: edges.collect(),
        ghosts: review.then(|| outlines.collect()),
        findings: review.then(|| findings(picture)),
    })
}

fn findings(picture: &Picture<'_>) -> Vec<Finding> {
    let ids = |list: &[crate::model::ComponentId]| {
        list.iter().map(|&id| picture.model.component(id).id.clone()).collect()
    };
    let finding = |(number, one): (usize, &crate::scene::Finding)| Finding {
        number,
        mark: one.mark.clone(),
        severity: one.severity.as_str(),
        message: one.message.clone(),
        components: ids(&one.components),
        connections: one.lines.clone(),
        path: ids(&one.path),
        missing: one.missing.clone(),
    };
    (1..).zip(&picture.plan.findings).map(finding).collect()
}

fn coverage(picture: &Picture<'_>) -> Coverage {
    let (model, table) = (picture.model, Table::new(picture.model));
    let ids = CAPABILITIES.map(|(id, _)| id);
    let share = |score: Score| Share { covered: score.covered, all: score.all };
    let layers = table.sections.iter().map(|section| Layer {
        id: model.reference.layers[section.layer].id.to_string(),
        components: section
            .lines
            .iter()
            .map(|line| Component {
                id: model.component(line.id).id.clone(),
                cells: ids.into_iter().zip(line.cells.map(State::as_str)).collect(),
            })
            .collect(),
    });
    Coverage {
        view: picture.plan.view.as_str(),
        capabilities: ids.to_vec(),
        layers: layers.collect(),
        score: share(table.all),
        scores: ids.into_iter().zip(table.scores.map(share)).collect(),
    }
}

/// The numbers of findings, from 1.
fn numbers(marks: &[usize]) -> Vec<usize> {
    marks.iter().map(|at| at + 1).collect()
}

fn name(picture: &Picture<'_>, of: GroupOf) -> String {
    match of {
        GroupOf::Said(id) => picture.model.group(id).id.clone(),
        GroupOf::Cloud => "aws-cloud".to_owned(),
        GroupOf::Shared => "shared".to_owned(),
    }
}

fn end(picture: &Picture<'_>, end: End) -> String {
    match end {
        End::Node(at) => {
            let node = &picture.plan.nodes[at as usize];
            picture.model.component(node.component).id.clone()
        }
        End::Group(at) => name(picture, picture.plan.groups[at as usize].of),
    }
}

fn boxed(id: String, at: &Rect) -> Box {
    marked(id, at, &[])
}

fn marked(id: String, at: &Rect, marks: &[usize]) -> Box {
    Box { id, place: place(at), findings: numbers(marks) }
}

fn place(at: &Rect) -> Place {
    Place { x: snap(at.x, 100), y: snap(at.y, 100), w: snap(at.w, 100), h: snap(at.h, 100) }
}

fn point(at: &Point) -> [Px; 2] {
    [snap(at.x, 100), snap(at.y, 100)]
}
