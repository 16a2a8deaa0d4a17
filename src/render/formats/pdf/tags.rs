//! What the page says to who listens: a structure tree in reading order, with the picture told in words.

use super::{PAGE, single};
use crate::{
    geometry::Px,
    scene::{Group, Role, Scene, Shape},
    text::Weight,
};
use pdf_writer::{
    Finish, Name, Pdf, Rect, Ref, TextStr,
    types::StructRole,
    writers::{Catalog, StructTreeRoot},
};

/// The elements of the page in reading order: title, subtitle, picture, legend, footer.
const KINDS: [StructRole; 5] =
    [StructRole::H1, StructRole::P, StructRole::Figure, StructRole::P, StructRole::P];
/// The picture among them.
const FIGURE: usize = 2;

/// The root of the tree, the document's element, and the list of the elements that the page's content belongs to.
const ROOT: Ref = Ref::new(7);
const DOCUMENT: Ref = Ref::new(8);
const PARENTS: Ref = Ref::new(9);

/// The structure while the page grows.
#[derive(Debug, Default)]
pub(super) struct Tags {
    /// By piece of content: its element.
    elements: Vec<usize>,
}

/// The element that a shape belongs to; `None` for decoration.
pub(super) fn element(group: &Group, shape: &Shape) -> Option<usize> {
    match (group.role, group.id.as_str(), shape) {
        (Role::Note, "title", Shape::Text(text)) => Some(usize::from(text.weight != Weight::Bold)),
        (Role::Note, "title", _) => None,
        (Role::Note, "legend", _) => Some(3),
        (Role::Note, "footer", _) => Some(4),
        _ => Some(FIGURE),
    }
}

/// The tag of an element's content.
pub(super) fn tag(element: usize) -> StructRole {
    KINDS.get(element).copied().unwrap_or(StructRole::P)
}

impl Tags {
    /// The number of a new piece of content of this element.
    pub(super) fn begin(&mut self, element: usize) -> i32 {
        self.elements.push(element);
        i32::try_from(self.elements.len() - 1).unwrap_or(i32::MAX)
    }
    fn used(&self) -> Vec<usize> {
        (0..KINDS.len()).filter(|one| self.elements.contains(one)).collect()
    }
    /// How many objects [`Tags::write`] needs for so many links.
    pub(super) const fn count(links: usize) -> usize {
        KINDS.len() + links
    }
    /// Names the tree in the catalogue.
    pub(super) fn announce(catalog: &mut Catalog<'_>) {
        catalog.pair(Name(b"StructTreeRoot"), ROOT);
        catalog.mark_info().marked(true);
    }
    /// Writes the root of the tree, whose elements start at `first`.
    fn root(pdf: &mut Pdf, first: i32, links: usize) {
        let mut root = pdf.indirect(ROOT).start::<StructTreeRoot<'_>>();
        root.child(DOCUMENT);
        let mut tree = root.parent_tree();
        let mut numbers = tree.nums();
        numbers.insert(0, PARENTS);
        for at in 0..i32::try_from(links).unwrap_or(0) {
            numbers.insert(at + 1, Ref::new(first + 5 + at));
        }
        numbers.finish();
        tree.finish();
        root.parent_tree_next_key(i32::try_from(links + 1).unwrap_or(i32::MAX));
    }
    /// Writes the tree. `links` are the annotations with their words.
    pub(super) fn write(
        &self,
        pdf: &mut Pdf,
        scene: &Scene,
        (first, scale): (i32, Px),
        links: &[(Ref, String)],
    ) {
        let place = |element: usize| Ref::new(first + i32::try_from(element).unwrap_or(0));
        let used = self.used();
        Self::root(pdf, first, links.len());
        let mut document = pdf.struct_element(DOCUMENT);
        document.kind(StructRole::Document).parent(ROOT).title(TextStr(&scene.title));
        let mut children = document.children();
        for &element in &used {
            children.struct_element(place(element));
        }
        children.finish();
        document.finish();
        for &element in &used {
            let mut one = pdf.struct_element(place(element));
            one.kind(tag(element)).parent(DOCUMENT).page(PAGE);
            if element == FIGURE {
                one.alt(TextStr(&scene.description));
                let (width, height) = (single(scene.size.w * scale), single(scene.size.h * scale));
                one.attributes().push().layout().bbox(Rect::new(0.0, 0.0, width, height));
            }
            let mut children = one.children();
            for (piece, _) in (0..).zip(&self.elements).filter(|(_, own)| **own == element) {
                children.marked_content_id(piece);
            }
            for (at, _) in links.iter().enumerate().filter(|_| element == FIGURE) {
                children.struct_element(place(KINDS.len() + at));
            }
        }
        for (at, (annotation, words)) in links.iter().enumerate() {
            let mut one = pdf.struct_element(place(KINDS.len() + at));
            one.kind(StructRole::Link).parent(place(FIGURE)).page(PAGE).alt(TextStr(words));
            one.object_child().object(*annotation);
        }
        pdf.indirect(PARENTS).array().items(self.elements.iter().map(|&one| place(one)));
    }
}

/// The outline: the picture, and in it its layers or boundaries.
pub(super) fn bookmarks(pdf: &mut Pdf, scene: &Scene, (first, scale): (i32, Px)) {
    let places = places(scene);
    let (root, top) = (Ref::new(first), Ref::new(first + 1));
    let item = |at: usize| Ref::new(first + 2 + i32::try_from(at).unwrap_or(0));
    pdf.outline(root).first(top).last(top).count(1);
    let mut whole = pdf.outline_item(top);
    whole.title(TextStr(&scene.title)).parent(root);
    if let Some(last) = places.len().checked_sub(1) {
        whole.first(item(0)).last(item(last)).count(-i32::try_from(places.len()).unwrap_or(0));
    }
    whole.dest().page(PAGE).fit();
    whole.finish();
    for (at, (label, left, upper)) in places.iter().enumerate() {
        let mut one = pdf.outline_item(item(at));
        one.title(TextStr(label)).parent(top);
        if at > 0 {
            one.prev(item(at - 1));
        }
        if at + 1 < places.len() {
            one.next(item(at + 1));
        }
        let upper = single((scene.size.h - upper) * scale);
        one.dest().page(PAGE).xyz(single(left * scale), upper, None);
    }
}

/// The boundaries with their upper left corners.
fn places(scene: &Scene) -> Vec<(String, Px, Px)> {
    let frames = scene.groups.iter().filter(|group| group.role == Role::Boundary);
    let place = |group: &Group| {
        let area = group.extent()?;
        (!group.label.is_empty()).then(|| (group.label.clone(), area.x, area.y))
    };
    frames.filter_map(place).take(500).collect()
}

/// Title and description for programs that collect documents (XMP, ISO 16684-1).
pub(super) fn metadata(scene: &Scene) -> String {
    let text = |name: &str, words: &str| {
        let words = crate::render::escape::xml(words);
        format!(
            "<dc:{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{words}</rdf:li></rdf:Alt></dc:{name}>"
        )
    };
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{}{}</rdf:Description>\
         </rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>",
        text("title", &scene.title),
        text("description", &scene.description),
    )
}
