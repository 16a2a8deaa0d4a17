//! PDF: one page as large as the picture, vectors and text that can be searched and copied.
//!
//! Nothing in it says when it was made: the same picture gives the same bytes.

mod fonts;
mod page;

use crate::{
    geometry::Px,
    render::{Content, Format, Picture, RenderError},
    scene::{Palette, Scene},
};
use fonts::Fonts;
use miniz_oxide::deflate::compress_to_vec_zlib;
use page::Page;
use pdf_writer::{
    Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr,
    types::{ActionType, AnnotationType},
};

pub(super) const FORMAT: Format = Format {
    id: "pdf",
    extension: "pdf",
    summary: "one page of vectors with text that can be selected",
    content: Content::Binary,
    render,
};

/// Points per pixel: both are fractions of an inch.
const POINTS: Px = 0.75;
/// The longest side of a page that readers accept, in points (ISO 32000-1, annex C).
const LONGEST: Px = 14_400.0;

const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const PAGE: Ref = Ref::new(3);
const CONTENT: Ref = Ref::new(4);
const INFO: Ref = Ref::new(5);
/// The first of five objects of each font, and after them the links.
const FONTS: i32 = 6;
const LINKS: i32 = FONTS + 10;

fn render(picture: &Picture<'_>) -> Result<Vec<u8>, RenderError> {
    let scene = picture.scene()?;
    write(scene, picture.options.theme.palette())
}

fn write(scene: &Scene, palette: Palette) -> Result<Vec<u8>, RenderError> {
    let scale = POINTS.min(LONGEST / scene.size.w.max(scene.size.h).max(1.0));
    let (width, height) = (single(scene.size.w * scale), single(scene.size.h * scale));
    let fonts = Fonts::new(scene);
    let mut page = Page::new(palette, &fonts);
    page.start(scene.size, scale);
    for shape in scene.groups.iter().flat_map(|group| &group.shapes) {
        page.shape(shape);
    }
    let content = compress_to_vec_zlib(&page.finish(), 9);
    let mut pdf = Pdf::new();
    head(&mut pdf, scene);
    let links = links(&mut pdf, scene, scale);
    let mut one = pdf.page(PAGE);
    one.parent(PAGES).media_box(Rect::new(0.0, 0.0, width, height)).contents(CONTENT);
    if !links.is_empty() {
        one.annotations(links);
    }
    let mut resources = one.resources();
    let mut list = resources.fonts();
    for (at, font) in (0..).zip(fonts.used()) {
        list.pair(Name(font.name()), Ref::new(FONTS + 5 * at));
    }
    list.finish();
    resources.finish();
    one.finish();
    pdf.stream(CONTENT, &content).filter(Filter::FlateDecode);
    for (at, font) in (0..).zip(fonts.used()) {
        font.write(&mut pdf, FONTS + 5 * at)?;
    }
    Ok(pdf.finish())
}

/// What the document is: its title in the window, its words for who cannot see it.
fn head(pdf: &mut Pdf, scene: &Scene) {
    let mut catalog = pdf.catalog(CATALOG);
    catalog.pages(PAGES);
    catalog.viewer_preferences().display_doc_title(true);
    catalog.finish();
    pdf.pages(PAGES).kids([PAGE]).count(1);
    let mut info = pdf.document_info(INFO);
    info.title(TextStr(&scene.title));
    info.subject(TextStr(&scene.description));
    info.creator(TextStr("Cyanotype"));
    info.finish();
}

/// The components that lead somewhere.
fn links(pdf: &mut Pdf, scene: &Scene, scale: Px) -> Vec<Ref> {
    let mut out = Vec::new();
    for group in &scene.groups {
        let (Some(link), Some(area)) = (&group.link, group.extent()) else { continue };
        let id = Ref::new(LINKS + i32::try_from(out.len()).unwrap_or(i32::MAX - LINKS));
        let up = |y: Px| single((scene.size.h - y) * scale);
        let across = |x: Px| single(x * scale);
        let mut annotation = pdf.annotation(id);
        annotation.subtype(AnnotationType::Link).border(0.0, 0.0, 0.0, None);
        annotation.rect(Rect::new(
            across(area.x),
            up(area.bottom()),
            across(area.right()),
            up(area.y),
        ));
        annotation.action().action_type(ActionType::Uri).uri(Str(link.as_bytes()));
        annotation.finish();
        out.push(id);
    }
    out
}

#[allow(clippy::cast_possible_truncation, reason = "the format has single precision")]
const fn single(value: Px) -> f32 {
    value as f32
}
