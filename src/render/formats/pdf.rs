//! PDF: one page as large as the picture, vectors and text that can be searched and copied, tagged for who listens.
//!
//! Nothing in it says when it was made: the same picture gives the same bytes.

mod artwork;
mod fonts;
mod page;
mod tags;

use crate::{
    geometry::{self, Px},
    render::{Content, Format, Letters, Marks, Picture, RenderError},
    scene::{Options, Scene, Stamp},
};
use artwork::Extras;
use fonts::Fonts;
use miniz_oxide::deflate::compress_to_vec_zlib;
use page::Page;
use pdf_writer::{
    Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr,
    types::{ActionType, AnnotationType, PageMode, TabOrder},
};
use tags::Tags;

pub(super) const FORMAT: Format = Format {
    id: "pdf",
    extension: "pdf",
    summary: "one tagged page of vectors with text that can be selected",
    content: Content::Binary,
    letters: Letters::Drawn,
    stamped: Some(STAMPED),
    render,
};

/// An entry of the document's information.
const STAMPED: Marks = Marks { before: "/Cyanotype (", after: b')' };

/// Points per pixel: both are fractions of an inch.
const POINTS: Px = 0.75;
/// The longest side of a page that readers accept, in points (ISO 32000-1, annex C).
const LONGEST: Px = 14_400.0;

const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const PAGE: Ref = Ref::new(3);
const CONTENT: Ref = Ref::new(4);
const INFO: Ref = Ref::new(5);
const METADATA: Ref = Ref::new(6);
/// The first of five objects of each font; 7, 8 and 9 are of the structure. After them come what drawings need, the links, the elements of the
/// structure and the bookmarks.
const FONTS: i32 = 10;

/// The first object of each kind.
#[derive(Debug, Clone, Copy)]
struct Numbers {
    extras: i32,
    links: i32,
    tags: i32,
    bookmarks: i32,
}

impl Numbers {
    fn new(scene: &Scene, fonts: &Fonts, extras: &Extras) -> Self {
        let whole = |count: usize| i32::try_from(count).unwrap_or(i32::MAX / 8);
        let count = linked(scene).count();
        let first = FONTS + 5 * whole(fonts.used().len());
        let links = first + extras.objects();
        let tags = links + whole(count);
        Self { extras: first, links, tags, bookmarks: tags + whole(Tags::count(count)) }
    }
}

fn render(picture: &Picture<'_>) -> Result<Vec<u8>, RenderError> {
    let scene = picture.scene()?;
    write(scene, picture.options)
}

fn write(scene: &Scene, options: &Options) -> Result<Vec<u8>, RenderError> {
    let scale = POINTS.min(LONGEST / scene.size.w.max(scene.size.h).max(1.0));
    let (width, height) = (single(scene.size.w * scale), single(scene.size.h * scale));
    let fonts = Fonts::new(scene, &options.fonts);
    let mut page = Page::new(options, &fonts);
    page.start(scene.size, scale);
    scene.groups.iter().for_each(|group| page.group(group));
    let (content, tags, extras) = page.finish();
    let numbers = Numbers::new(scene, &fonts, &extras);
    let content = compress_to_vec_zlib(&content, 9);
    let mut pdf = Pdf::new();
    head(&mut pdf, scene, (numbers.bookmarks, Stamp::of(options)));
    let links = links(&mut pdf, scene, (numbers.links, scale));
    tags.write(&mut pdf, scene, (numbers.tags, scale), &links);
    tags::bookmarks(&mut pdf, scene, (numbers.bookmarks, scale));
    let mut one = pdf.page(PAGE);
    one.parent(PAGES).media_box(Rect::new(0.0, 0.0, width, height)).contents(CONTENT);
    one.struct_parents(0).tab_order(TabOrder::StructureOrder);
    if !links.is_empty() {
        one.annotations(links.iter().map(|(link, _)| *link));
    }
    let mut resources = one.resources();
    let mut list = resources.fonts();
    for (at, font) in (0..).zip(fonts.used()) {
        list.pair(Name(font.name()), Ref::new(FONTS + 5 * at));
    }
    list.finish();
    extras.name(numbers.extras, &mut resources);
    resources.finish();
    one.finish();
    pdf.stream(CONTENT, &content).filter(Filter::FlateDecode);
    for (at, font) in (0..).zip(fonts.used()) {
        font.write(&mut pdf, FONTS + 5 * at)?;
    }
    extras.write(numbers.extras, &mut pdf);
    Ok(pdf.finish())
}

/// What the document is: its title in the window, its words for who cannot see it.
fn head(pdf: &mut Pdf, scene: &Scene, (bookmarks, stamp): (i32, Option<Stamp>)) {
    let mut catalog = pdf.catalog(CATALOG);
    catalog.pages(PAGES).metadata(METADATA).outlines(Ref::new(bookmarks));
    catalog.lang(TextStr("en")).page_mode(PageMode::UseNone);
    catalog.viewer_preferences().display_doc_title(true);
    Tags::announce(&mut catalog);
    catalog.finish();
    pdf.metadata(METADATA, tags::metadata(scene).as_bytes());
    pdf.pages(PAGES).kids([PAGE]).count(1);
    let mut info = pdf.document_info(INFO);
    info.title(TextStr(&scene.title));
    info.subject(TextStr(&scene.description));
    info.creator(TextStr("Cyanotype"));
    if let Some(stamp) = stamp {
        info.pair(Name(b"Cyanotype"), Str(stamp.to_string().as_bytes()));
    }
    info.finish();
}

/// The components that lead somewhere: where they stand, where they lead, and what they are.
fn linked(scene: &Scene) -> impl Iterator<Item = (geometry::Rect, &str, &str)> {
    scene
        .groups
        .iter()
        .filter_map(|group| Some((group.extent()?, group.link.as_deref()?, group.label.as_str())))
}

/// The links and their words.
fn links(pdf: &mut Pdf, scene: &Scene, (first, scale): (i32, Px)) -> Vec<(Ref, String)> {
    let up = |y: Px| single((scene.size.h - y) * scale);
    let across = |x: Px| single(x * scale);
    let mut out = Vec::new();
    for (at, (area, link, words)) in (0..).zip(linked(scene)) {
        let id = Ref::new(first + at);
        let mut annotation = pdf.annotation(id);
        annotation.subtype(AnnotationType::Link).border(0.0, 0.0, 0.0, None);
        annotation.struct_parent(at + 1).contents(TextStr(words));
        annotation.rect(Rect::new(
            across(area.x),
            up(area.bottom()),
            across(area.right()),
            up(area.y),
        ));
        annotation.action().action_type(ActionType::Uri).uri(Str(link.as_bytes()));
        annotation.finish();
        out.push((id, words.to_owned()));
    }
    out
}

#[allow(clippy::cast_possible_truncation, reason = "the format has single precision")]
const fn single(value: Px) -> f32 {
    value as f32
}
