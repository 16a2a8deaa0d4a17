//! A plain SVG of a drawing, to look at: written where `CYANOTYPE_LAYOUT_SVG` points to.
#![allow(clippy::disallowed_methods, reason = "a test writes pictures only when asked to")]

use std::fmt::Write as _;

use super::super::{Drawing, Input, Route, title_place};
use crate::geometry::{Rect, Size};

fn rect(out: &mut String, rect: &Rect, style: &str) {
    let Rect { x, y, w, h } = rect;
    writeln!(out, r#"<rect x="{x}" y="{y}" width="{w}" height="{h}" {style}/>"#).unwrap();
}

fn title(out: &mut String, ground: &Rect, size: Size) {
    rect(out, &title_place(ground, size), r##"fill="#cdd6e4""##);
}

/// Writes `drawing` as `name`.svg, if the variable names a folder.
pub(in crate::layout) fn write(name: &str, input: &Input, drawing: &Drawing) {
    let Ok(folder) = std::env::var("CYANOTYPE_LAYOUT_SVG") else { return };
    let mut out = String::new();
    let (w, h) = (drawing.size.w + 40.0, drawing.size.h + 40.0);
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="-20 -20 {w} {h}"><rect x="-20" y="-20" width="100%" height="100%" fill="white"/>"#
    )
    .unwrap();
    let colours = ["#F5F6F7", "#FDF3F4", "#F5F1FE", "#EAF7F4", "#F5F1FE", "#F2F6E8"];
    for (band, ground) in drawing.bands.iter().enumerate() {
        rect(&mut out, ground, &format!(r#"fill="{}""#, colours[band % colours.len()]));
        title(&mut out, ground, input.bands[band].title);
    }
    for (rail, ground) in drawing.rails.iter().enumerate() {
        rect(&mut out, ground, r##"fill="#FDF1F2""##);
        title(&mut out, ground, input.rails[rail].title);
    }
    for (group, ground) in drawing.groups.iter().enumerate() {
        rect(&mut out, ground, r##"fill="#00000006" stroke="#8C4FFF" stroke-width="1.5""##);
        title(&mut out, ground, input.groups[group].title);
    }
    for (node, ground) in drawing.nodes.iter().enumerate() {
        rect(&mut out, ground, r##"fill="#00000010""##);
        let core = input.nodes[node].core.moved(ground.x, ground.y);
        rect(&mut out, &core, r##"fill="#5aa" rx="5""##);
        let (x, y) = (ground.x + ground.w / 2.0, core.y + core.h / 2.0 + 5.0);
        writeln!(out, r#"<text x="{x}" y="{y}" font-size="13" text-anchor="middle">{node}</text>"#)
            .unwrap();
    }
    for route in &drawing.routes {
        line(&mut out, route);
    }
    texts(&mut out, drawing);
    out.push_str("</svg>\n");
    std::fs::write(std::path::Path::new(&folder).join(format!("{name}.svg")), out).unwrap();
}

fn line(out: &mut String, route: &Route) {
    let points: Vec<String> =
        route.points.iter().map(|point| format!("{},{}", point.x, point.y)).collect();
    writeln!(
        out,
        r##"<polyline points="{}" fill="none" stroke="#545B64" stroke-width="1.5"/>"##,
        points.join(" ")
    )
    .unwrap();
    let last = route.points[route.points.len() - 1];
    let before = route.points[route.points.len() - 2];
    let (dx, dy) = ((last.x - before.x).signum(), (last.y - before.y).signum());
    let (dx, dy) = if (last.x - before.x).abs() > 0.1 { (dx, 0.0) } else { (0.0, dy) };
    writeln!(
        out,
        r##"<path d="M{} {} L{} {} L{} {}" fill="none" stroke="#222" stroke-width="1.5"/>"##,
        last.x - 8.0 * dx - 5.0 * dy,
        last.y - 8.0 * dy - 5.0 * dx,
        last.x,
        last.y,
        last.x - 8.0 * dx + 5.0 * dy,
        last.y - 8.0 * dy + 5.0 * dx
    )
    .unwrap();
}

fn texts(out: &mut String, drawing: &Drawing) {
    for (line, route) in drawing.routes.iter().enumerate() {
        if let Some(label) = &route.label {
            rect(out, label, r##"fill="#ffffff" stroke="#bbb" stroke-width="0.5""##);
            let (x, y) = (label.x + label.w / 2.0, label.y + label.h - 4.0);
            writeln!(
                out,
                r#"<text x="{x}" y="{y}" font-size="10" text-anchor="middle">{line}</text>"#
            )
            .unwrap();
        }
        if let Some(badge) = &route.badge {
            rect(out, badge, r##"fill="#007CBD" rx="9""##);
        }
    }
}
