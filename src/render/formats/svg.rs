//! SVG: self-contained, the same bytes for the same scene, light and dark by the reader's wish.

use super::super::{Content, Format, Picture, RenderError, escape::xml};
use crate::{
    geometry::{Point, Px, Rect},
    scene::{Anchor, Command, Group, Look, Options, Role, Scene, Shape, Stroke, Text},
    text,
};
use icondata_core::IconData;
use std::fmt::Write as _;

mod number;
mod style;

use number::Number;
pub(super) use style::Shade;
use style::Sheet;

pub(super) const FORMAT: Format = Format {
    id: "svg",
    extension: "svg",
    summary: "self-contained vector picture, light and dark",
    content: Content::Text,
    render,
};

fn render(picture: &Picture<'_>) -> Result<Vec<u8>, RenderError> {
    Ok(document(picture.scene()?, picture.options, Shade::Media).markup.into_bytes())
}

/// The whole file.
#[derive(Debug)]
pub(super) struct Document {
    /// The picture.
    pub(super) markup: String,
    /// What its `style` element holds.
    pub(super) style: String,
}

/// Writes the picture for a place that chooses between light and dark as `shade` says.
pub(super) fn document(scene: &Scene, options: &Options, shade: Shade) -> Document {
    let mut writer = Writer { out: String::with_capacity(32 * 1024), sheet: Sheet::default() };
    for group in &scene.groups {
        writer.group(group);
    }
    let (w, h) = (Number(scene.size.w), Number(scene.size.h));
    let ground = writer.sheet.fill(crate::scene::Paint::Ground);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" \
         role=\"graphics-document\" aria-roledescription=\"architecture diagram\" \
         aria-labelledby=\"title-text desc-text\" fill=\"none\" font-size=\"12\" \
         font-family=\"'{}','Noto Sans',Arial,sans-serif\"",
        text::FAMILY
    );
    if let Some(hash) = options.fingerprint {
        let _ = write!(out, " data-cyanotype=\"{hash:016x}\"");
    }
    out.push_str(">\n");
    let _ = writeln!(out, "<title id=\"title-text\">{}</title>", xml(&scene.title));
    let _ = writeln!(out, "<desc id=\"desc-text\">{}</desc>", xml(&scene.description));
    let style = format!("\n{}", writer.sheet.css(scene, options.theme, shade));
    let _ = writeln!(out, "<style>{style}</style>");
    let _ = writeln!(out, "<rect class=\"{ground}\" width=\"{w}\" height=\"{h}\"/>");
    out.push_str(&writer.out);
    out.push_str("</svg>\n");
    Document { markup: out, style }
}

struct Writer {
    out: String,
    sheet: Sheet,
}

impl Writer {
    fn group(&mut self, group: &Group) {
        let role = match group.role {
            Role::Component | Role::Connection => "img",
            Role::Boundary | Role::Note => "group",
        };
        let (id, label) = (xml(&group.id), xml(&group.label));
        let _ = write!(self.out, "<g id=\"{id}\" role=\"{role}\" aria-label=\"{label}\"");
        for (name, value) in &group.data {
            let _ = write!(self.out, " data-{name}=\"{}\"", xml(value));
        }
        self.out.push_str(">\n");
        if !group.tooltip.is_empty() {
            let _ = writeln!(self.out, "<title>{}</title>", xml(&group.tooltip));
        }
        if let Some(link) = &group.link {
            let _ = writeln!(self.out, "<a href=\"{}\">", xml(link));
        }
        for shape in &group.shapes {
            self.shape(shape);
        }
        self.out.push_str(if group.link.is_some() { "</a>\n</g>\n" } else { "</g>\n" });
    }
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rect(rect, radius, look) => self.rect(rect, *radius, look),
            Shape::Disc(at, radius, look) => {
                let look = self.look(look);
                let (x, y, r) = (Number(at.x), Number(at.y), Number(*radius));
                let _ = writeln!(self.out, "<circle{look} cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>");
            }
            Shape::Path(commands, look) => {
                let look = self.look(look);
                let _ = writeln!(self.out, "<path{look} d=\"{}\"/>", path(commands));
            }
            Shape::Text(text) => self.text(text),
            Shape::Glyph(square, icon, stroke) => self.glyph(square, icon, stroke),
        }
    }
    fn rect(&mut self, rect: &Rect, radius: Px, look: &Look) {
        let look = self.look(look);
        let (x, y, w, h) = (Number(rect.x), Number(rect.y), Number(rect.w), Number(rect.h));
        let _ = write!(self.out, "<rect{look} x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"");
        if radius > 0.0 {
            let _ = write!(self.out, " rx=\"{}\"", Number(radius));
        }
        self.out.push_str("/>\n");
    }
    /// Class, stroke width and pattern as attributes.
    fn look(&mut self, look: &Look) -> String {
        let fill = look.fill.map(|paint| self.sheet.fill(paint));
        let stroke = look.stroke.map(|stroke| self.sheet.stroke(stroke.paint));
        let classes: Vec<String> = fill.into_iter().chain(stroke).collect();
        let mut out = format!(" class=\"{}\"", classes.join(" "));
        if let Some(stroke) = look.stroke {
            let _ = write!(out, " stroke-width=\"{}\"", Number(stroke.width));
            let pattern: Vec<String> =
                stroke.dash.pattern().iter().map(|&length| Number(length).to_string()).collect();
            if !pattern.is_empty() {
                let _ = write!(out, " stroke-dasharray=\"{}\"", pattern.join(" "));
            }
        }
        out
    }
    fn text(&mut self, text: &Text) {
        let mut class = self.sheet.fill(text.paint);
        if text.weight == text::Weight::Bold {
            class.push_str(" b");
        }
        match text.anchor {
            Anchor::Start => {}
            Anchor::Middle => class.push_str(" m"),
            Anchor::End => class.push_str(" e"),
        }
        let (x, y) = (Number(text.at.x), Number(text.at.y));
        let _ = write!(self.out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"");
        if (text.size - 12.0).abs() > 1e-9 {
            let _ = write!(self.out, " font-size=\"{}\"", Number(text.size));
        }
        if !text::covered(&text.text, text.weight) {
            let width = Number(text::width(&text.text, text.weight, text.size));
            let _ = write!(self.out, " textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\"");
        }
        let _ = writeln!(self.out, ">{}</text>", xml(&text.text));
    }
    fn glyph(&mut self, square: &Rect, icon: &IconData, stroke: &Stroke) {
        let side = icon.view_box.and_then(|view| view.rsplit(' ').next()?.parse::<Px>().ok());
        let scale = square.w / side.unwrap_or(24.0);
        let class = self.sheet.stroke(stroke.paint);
        let (x, y) = (Number(square.x), Number(square.y));
        let width = Number(stroke.width / scale);
        let scale = Number(scale);
        let _ = writeln!(
            self.out,
            "<g class=\"glyph {class}\" transform=\"translate({x} {y}) scale({scale})\" \
             stroke-width=\"{width}\">{}</g>",
            icon.data.replace('\n', "").replace(" />", "/>")
        );
    }
}

/// The commands as path data.
fn path(commands: &[Command]) -> String {
    let mut out = String::new();
    let pair = |point: &Point| format!("{} {}", Number(point.x), Number(point.y));
    for command in commands {
        let _ = match command {
            Command::Move(to) => write!(out, "M{}", pair(to)),
            Command::Line(to) => write!(out, "L{}", pair(to)),
            Command::Quad(control, to) => write!(out, "Q{} {}", pair(control), pair(to)),
            Command::Hop { radius, clockwise, to } => {
                let (radius, sweep) = (Number(*radius), u8::from(*clockwise));
                write!(out, "A{radius} {radius} 0 0 {sweep} {}", pair(to))
            }
        };
    }
    out
}
