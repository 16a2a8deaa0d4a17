//! Every text of every picture can be read on what is drawn behind it, in every theme.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::draw::{blueprints, checked, views};
use cyanotype::{
    diagnostic::Diagnostic,
    geometry::{Point, Rect},
    model::Model,
    render::Picture,
    scene::{Command, Look, Options, Overlay, Paint, Palette, Scene, Shape, View},
};
use std::collections::BTreeMap;

/// The least contrast of a text: <https://www.w3.org/TR/WCAG21/#contrast-minimum>.
const READABLE: f64 = 4.5;

/// What a shape covers; a line covers nothing.
fn area(shape: &Shape) -> Option<(Rect, Paint)> {
    let fill = |look: &Look| look.fill;
    match shape {
        Shape::Rect(place, _, look) => Some((*place, fill(look)?)),
        Shape::Disc(at, radius, look) => {
            Some((Rect::new(at.x, at.y, 0.0, 0.0).grown(*radius), fill(look)?))
        }
        Shape::Path(commands, look) => {
            let points = commands.iter().map(|command| match *command {
                Command::Move(to)
                | Command::Line(to)
                | Command::Quad(_, to)
                | Command::Hop { to, .. } => to,
            });
            let area = points.map(|Point { x, y }| Rect::new(x, y, 0.0, 0.0));
            Some((area.reduce(|one, two| one.union(&two))?, fill(look)?))
        }
        _ => None,
    }
}

/// The paint of every text with that of its ground, and an example of it.
fn pairs(scene: &Scene, found: &mut BTreeMap<(Paint, Paint), String>) {
    let mut grounds: Vec<(Rect, Paint)> = Vec::new();
    for shape in scene.groups.iter().flat_map(|group| &group.shapes) {
        if let Shape::Text(text) = shape {
            let middle = text.left(0.0);
            let under = |(place, _): &&(Rect, Paint)| {
                place.contains(&Rect::new(middle, text.at.y - text.size * 0.36, 0.0, 0.0))
            };
            let ground = grounds.iter().rev().find(under).map_or(Paint::Ground, |one| one.1);
            found.entry((text.paint, ground)).or_insert_with(|| text.text.clone());
        }
        grounds.extend(area(shape));
    }
}

fn choices(model: &Model, findings: &[Diagnostic]) -> Vec<Options> {
    let plain = Options { findings: findings.to_vec(), ..Options::default() };
    let mut out: Vec<Options> =
        views(model).into_iter().map(|(_, view)| Options { view, ..plain.clone() }).collect();
    out.push(Options { view: View::Study, ..plain.clone() });
    for overlay in Overlay::ALL {
        for view in [View::Layers, View::Deployment] {
            out.push(Options { overlay: Some(overlay), view, ..plain.clone() });
        }
    }
    out
}

#[test]
fn every_text_can_be_read_on_its_ground() {
    let mut found = BTreeMap::new();
    for (name, text) in blueprints() {
        let (model, findings) = checked(&name, &text);
        for options in choices(&model, &findings) {
            let picture = Picture::new(&model, &options);
            pairs(picture.scene().unwrap(), &mut found);
        }
    }
    assert!(found.len() > 40, "{} pairs", found.len());
    let mut bad = Vec::new();
    for palette in [Palette::Light, Palette::Dark, Palette::Print] {
        for ((ink, ground), text) in &found {
            let ratio = palette.value(*ink).contrast(palette.value(*ground));
            if ratio < READABLE {
                bad.push(format!("{palette:?}: `{text}`, {ink:?} on {ground:?}, has {ratio:.2}"));
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}
