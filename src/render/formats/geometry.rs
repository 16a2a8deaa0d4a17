//! Boxes and lines as neutral JSON, for measuring drawings.

use crate::{
    geometry::{Point, Px, Rect, snap},
    layout::End,
    render::{Content, Format, Picture, RenderError},
    scene::GroupOf,
};
use serde::Serialize;

pub(super) const FORMAT: Format = Format {
    id: "geometry",
    extension: "json",
    summary: "boxes and lines as JSON, for measuring",
    content: Content::Text,
    render,
};

#[derive(Serialize)]
struct Geometry {
    nodes: Vec<Box>,
    groups: Vec<Box>,
    /// What the picture frames on its own account: bands, rails, the cloud.
    frames: Vec<Box>,
    edges: Vec<Edge>,
}

#[derive(Serialize)]
struct Box {
    id: String,
    #[serde(flatten)]
    place: Place,
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
}

fn render(picture: &Picture<'_>) -> Result<Vec<u8>, RenderError> {
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
    let geometry = Geometry {
        nodes: nodes
            .map(|(node, at)| boxed(model.component(node.component).id.clone(), at))
            .collect(),
        groups: said.map(|(group, at)| boxed(name(picture, group.of), at)).collect(),
        frames,
        edges: plan
            .edges
            .iter()
            .zip(&drawing.routes)
            .map(|(edge, route)| Edge {
                from: end(picture, edge.from),
                to: end(picture, edge.to),
                points: route.points.iter().map(point).collect(),
                label: route.label.as_ref().map(place),
            })
            .collect(),
    };
    // Plain numbers and strings in plain structs always serialise.
    let mut out = serde_json::to_vec(&geometry).unwrap_or_default();
    out.push(b'\n');
    Ok(out)
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
    Box { id, place: place(at) }
}

fn place(at: &Rect) -> Place {
    Place { x: snap(at.x, 100), y: snap(at.y, 100), w: snap(at.w, 100), h: snap(at.h, 100) }
}

fn point(at: &Point) -> [Px; 2] {
    [snap(at.x, 100), snap(at.y, 100)]
}
