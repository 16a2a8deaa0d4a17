//! SVG: self-contained, the same bytes for the same scene, light and dark by the reader's wish.

use super::super::{Content, Format, Letters, Marks, Picture, RenderError, escape::xml};
use crate::{
    geometry::{Px, Rect, snap},
    parallel,
    scene::{Anchor, Group, Look, Options, Role, Scene, Shape, Stamp, Stroke, Text},
    text,
};
use icondata_core::IconData;
use std::fmt::Write as _;

mod artwork;
mod number;
mod path;
mod style;

use artwork::Symbols;
use number::Number;
use style::{Shade, Sheet};

pub(super) const FORMAT: Format = Format {
    id: "svg",
    extension: "svg",
    summary: "self-contained vector picture, light and dark",
    content: Content::Text,
    letters: Letters::Reader,
    stamped: Some(STAMPED),
    render,
};

/// An attribute of the picture.
pub(super) const STAMPED: Marks = Marks { before: "data-cyanotype=\"", after: b'"' };

fn render(picture: &Picture<'_>) -> Result<Vec<u8>, RenderError> {
    Ok(document(picture.scene()?, picture.options).into_bytes())
}

/// The width of outlines that say none of their own.
const WIDTH: Px = 1.5;

/// The whole file.
fn document(scene: &Scene, options: &Options) -> String {
    let mut shared = Shared::default();
    shared.note(scene);
    let mut writer = Writer::new(&shared);
    let markup = writer.picture(scene, options);
    let style = writer.sheet.css(&[scene], options.theme, Shade::Media);
    let (head, body) = markup.split_at(markup.find("<rect").unwrap_or(markup.len()));
    let symbols = shared.symbols.definitions();
    format!("{head}<style>\n{style}</style>\n{symbols}{body}")
}

/// Several pictures on one page, which share their letters, colours and glyphs.
#[derive(Debug)]
pub(super) struct Album {
    /// The pictures, in the order of the scenes.
    pub(super) pictures: Vec<String>,
    /// A hidden picture with the glyphs.
    pub(super) glyphs: String,
    /// The style of all.
    pub(super) style: String,
}

/// Writes the pictures of one page.
pub(super) fn album(scenes: &[&Scene], options: &Options) -> Album {
    let mut shared = Shared { glyphs: Some(Vec::new()), ..Shared::default() };
    for scene in scenes {
        shared.note(scene);
    }
    let mut writer = Writer::new(&shared);
    let pictures = scenes.iter().map(|scene| writer.picture(scene, options)).collect();
    let mut glyphs =
        "<svg width=\"0\" height=\"0\" class=\"glyphs\" aria-hidden=\"true\"><defs>\n".to_owned();
    for (at, icon) in shared.glyphs.iter().flatten().enumerate() {
        let _ = writeln!(glyphs, "<g id=\"glyph-{at}\">{}</g>", markup(icon));
    }
    glyphs.push_str("</defs>\n");
    glyphs.push_str(&shared.symbols.definitions());
    glyphs.push_str("</svg>\n");
    let style = format!("\n{}", writer.sheet.css(scenes, options.theme, Shade::Scheme));
    Album { pictures, glyphs, style }
}

/// What is drawn in several places and written once.
#[derive(Debug, Default)]
struct Shared {
    /// The glyphs that the page keeps in one place; `None` where every picture has its own.
    glyphs: Option<Vec<&'static IconData>>,
    symbols: Symbols,
}

impl Shared {
    /// Numbers what the scene shows, in the order in which it is written.
    fn note(&mut self, scene: &Scene) {
        for shape in scene.groups.iter().flat_map(|group| &group.shapes) {
            match shape {
                Shape::Glyph(_, icon, _) if self.glyph(icon).is_none() => {
                    self.glyphs.iter_mut().for_each(|known| known.push(icon));
                }
                Shape::Artwork(_, one) => self.symbols.note(one),
                _ => {}
            }
        }
    }
    /// The number of a glyph that the page keeps.
    fn glyph(&self, icon: &IconData) -> Option<usize> {
        self.glyphs.as_ref()?.iter().position(|one| one.data == icon.data)
    }
}

/// So many groups are written on a thread of their own.
const SHARE: usize = 1_000;

struct Writer<'a> {
    out: String,
    sheet: Sheet,
    shared: &'a Shared,
}

impl<'a> Writer<'a> {
    fn new(shared: &'a Shared) -> Self {
        Self { out: String::new(), sheet: Sheet::default(), shared }
    }
    /// The picture without its style.
    fn picture(&mut self, scene: &Scene, options: &Options) -> String {
        self.out = String::with_capacity(32 * 1024);
        let (w, h) = (Number(scene.size.w), Number(scene.size.h));
        let _ = write!(
            self.out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" \
             role=\"graphics-document\" aria-roledescription=\"architecture diagram\" \
             aria-labelledby=\"title-text desc-text\" fill=\"none\" stroke-width=\"1.5\" font-size=\"12\" \
             font-family=\"'{}','Noto Sans',Arial,sans-serif\"",
            text::FAMILY
        );
        if let Some(stamp) = Stamp::of(options) {
            let _ = write!(self.out, " {}{stamp}\"", STAMPED.before);
        }
        self.out.push_str(">\n");
        let _ = writeln!(self.out, "<title id=\"title-text\">{}</title>", xml(&scene.title));
        let _ = writeln!(self.out, "<desc id=\"desc-text\">{}</desc>", xml(&scene.description));
        let ground = self.sheet.fill(crate::scene::Paint::Ground);
        let _ = writeln!(self.out, "<rect class=\"{ground}\" width=\"{w}\" height=\"{h}\"/>");
        let shares: Vec<&[Group]> = scene.groups.chunks(SHARE).collect();
        let written = parallel::map(&shares, 1, |groups| {
            let mut writer = Writer::new(self.shared);
            groups.iter().for_each(|group| writer.group(group));
            (writer.out, writer.sheet)
        });
        for (out, sheet) in written {
            self.out.push_str(&out);
            self.sheet.add(sheet);
        }
        self.out.push_str("</svg>\n");
        std::mem::take(&mut self.out)
    }
    fn group(&mut self, group: &Group) {
        // What a link stands in must not hide it from a screen reader, and the link itself takes the focus.
        let linked = group.link.is_some();
        let role = match group.role {
            Role::Component | Role::Connection if !linked => "img",
            _ => "group",
        };
        let (id, label) = (xml(&group.id), xml(&group.label));
        let _ = write!(self.out, "<g id=\"{id}\" role=\"{role}\" aria-label=\"{label}\"");
        if group.role == Role::Component && !linked {
            self.out.push_str(" tabindex=\"0\"");
        }
        for (name, value) in &group.data {
            let _ = write!(self.out, " data-{name}=\"{}\"", xml(value));
        }
        self.out.push_str(">\n");
        if !group.tooltip.is_empty() {
            let _ = writeln!(self.out, "<title>{}</title>", xml(&group.tooltip));
        }
        if let Some(link) = &group.link {
            let _ = writeln!(self.out, "<a href=\"{}\" aria-label=\"{label}\">", xml(link));
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
                let _ = writeln!(self.out, "<path{look} d=\"{}\"/>", path::of_commands(commands));
            }
            Shape::Text(text) => self.text(text),
            Shape::Glyph(square, icon, stroke) => self.glyph(square, icon, stroke),
            Shape::Artwork(place, one) => self.out.push_str(&self.shared.symbols.show(one, place)),
            Shape::Image(place, one) => self.out.push_str(&artwork::image(one, place)),
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
            if (stroke.width - WIDTH).abs() > 1e-9 {
                let _ = write!(out, " stroke-width=\"{}\"", Number(stroke.width));
            }
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
        class.push_str(&self.sheet.size(text.size));
        // A tenth of a pixel is less than a reader sees of letters.
        let (x, y) = (Number(snap(text.at.x, 10)), Number(snap(text.at.y, 10)));
        let _ = write!(self.out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"");
        if !text::covered(&text.text, text.weight) {
            let width = Number(text::width(&text.text, text.weight, text.size));
            let _ = write!(self.out, " textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\"");
        }
        let _ = writeln!(self.out, ">{}</text>", xml(&text.text));
    }
    fn glyph(&mut self, square: &Rect, icon: &'static IconData, stroke: &Stroke) {
        let side = icon.view_box.and_then(|view| view.rsplit(' ').next()?.parse::<Px>().ok());
        let scale = square.w / side.unwrap_or(24.0);
        let class = self.sheet.stroke(stroke.paint);
        let (x, y) = (Number(square.x), Number(square.y));
        let width = stroke.width / scale;
        let scale = Number(scale);
        let mut place =
            format!("class=\"glyph {class}\" transform=\"translate({x} {y}) scale({scale})\"");
        if (width - WIDTH).abs() > 1e-9 {
            let _ = write!(place, " stroke-width=\"{}\"", Number(width));
        }
        let _ = match self.shared.glyph(icon) {
            Some(at) => writeln!(self.out, "<use href=\"#glyph-{at}\" {place}/>"),
            None => writeln!(self.out, "<g {place}>{}</g>", markup(icon)),
        };
    }
}

/// What a glyph consists of.
fn markup(icon: &IconData) -> String {
    icon.data.replace('\n', "").replace(" />", "/>")
}
