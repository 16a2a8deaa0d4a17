//! SVG → [`Artwork`]: the walk through the elements that are on the list.

use super::{
    Artwork, Fault, Line, MOST_BYTES, Part, blend, extent,
    look::{Dye, Look, number, transform},
};
use crate::geometry::{Piece, Point, Px, Rect, Transform, outline, path_data};
use roxmltree::{Document, Node, ParsingOptions};

/// The most elements of a file, its deepest nesting, and the most outlines and pieces of a drawing.
const LIMITS: (u32, usize, usize, usize) = (20_000, 24, 2_000, 60_000);
const SVG: &str = "http://www.w3.org/2000/svg";

pub(super) fn artwork(text: &str) -> Result<Artwork, Fault> {
    if text.len() > MOST_BYTES {
        return Err(Fault::TooLarge);
    }
    let options =
        ParsingOptions { allow_dtd: false, nodes_limit: LIMITS.0, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|fault| match fault {
        roxmltree::Error::NodesLimitReached => Fault::TooLarge,
        roxmltree::Error::DtdDetected => refused("a document type definition"),
        other => Fault::Broken(other.to_string()),
    })?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Err(Fault::Broken("it is no SVG".to_owned()));
    }
    let view = view(root).ok_or_else(|| Fault::Broken("it says no size".to_owned()))?;
    // Two decimals are written: small views grow so that nothing is lost, and large ones shrink.
    let longer = Px::max(view.w, view.h);
    let scale = if (24.0..=256.0).contains(&longer) { 1.0 } else { 64.0 / longer };
    let place = Transform::scaled(scale, scale).after(&Transform::moved(-view.x, -view.y));
    let ground = Rect::new(0.0, 0.0, view.w * scale, view.h * scale);
    let mut reader = Reader { document: &document, ground, parts: Vec::new(), pieces: 0 };
    let look = Look::default().of(root)?;
    reader.inside(root, &look, &place, 0)?;
    if reader.parts.is_empty() {
        return Err(Fault::Empty);
    }
    let grounded = reader.parts.first().is_some_and(|part| covers(part, &ground));
    Ok(Artwork { view: (ground.w, ground.h), parts: reader.parts, grounded })
}

pub(super) fn refused(what: &str) -> Fault {
    let mut what: String = what.chars().filter(|c| !c.is_control()).take(60).collect();
    if what.is_empty() {
        what.push_str("something");
    }
    Fault::Refused(what)
}

/// Whether a part is a rectangle that fills most of the ground.
fn covers(part: &Part, ground: &Rect) -> bool {
    let area = extent(&part.pieces).filter(|_| part.fill.is_some() && is_rectangle(&part.pieces));
    area.is_some_and(|area| area.w >= 0.9 * ground.w && area.h >= 0.9 * ground.h)
}

/// The `viewBox`, or the size from the origin.
fn view(root: Node<'_, '_>) -> Option<Rect> {
    let said = root.attribute("viewBox").map(path_data::numbers);
    let rect = if let Some([x, y, w, h]) = said.as_deref() {
        Rect::new(*x, *y, *w, *h)
    } else {
        let side = |key: &str| root.attribute(key).and_then(number);
        Rect::new(0.0, 0.0, side("width")?, side("height")?)
    };
    let sane = |value: Px| value.abs() <= 1e6;
    let whole =
        rect.w >= 1e-3 && rect.h >= 1e-3 && rect.w / rect.h <= 50.0 && rect.h / rect.w <= 50.0;
    (whole && [rect.x, rect.y, rect.w, rect.h].into_iter().all(sane)).then_some(rect)
}

struct Reader<'a, 'b> {
    document: &'a Document<'b>,
    /// Where the drawing lies once it is moved to the origin and scaled.
    ground: Rect,
    parts: Vec<Part>,
    pieces: usize,
}

impl<'a> Reader<'a, '_> {
    fn inside(
        &mut self,
        parent: Node<'a, '_>,
        look: &Look,
        place: &Transform,
        depth: usize,
    ) -> Result<(), Fault> {
        if depth > LIMITS.1 {
            return Err(Fault::TooLarge);
        }
        for node in parent.children().filter(Node::is_element) {
            self.element(node, look, place, depth)?;
        }
        Ok(())
    }
    fn element(
        &mut self,
        node: Node<'a, '_>,
        look: &Look,
        place: &Transform,
        depth: usize,
    ) -> Result<(), Fault> {
        let name = node.tag_name().name();
        if node.tag_name().namespace().is_some_and(|one| one != SVG) {
            // What drawing programs note down for themselves is drawn by nobody.
            return if matches!(name, "script" | "iframe") { Err(element(name)) } else { Ok(()) };
        }
        Self::vet(node)?;
        match name {
            "defs" | "title" | "desc" | "metadata" | "clipPath" | "linearGradient"
            | "radialGradient" => return Self::vet_all(node),
            _ => {}
        }
        let look = look.of(node)?;
        let place = match node.attribute("transform") {
            Some(said) => place
                .after(&transform(said).ok_or_else(|| refused(&format!("transform `{said}`")))?),
            None => *place,
        };
        self.vet_clip(&look, &place)?;
        if look.hidden {
            return Ok(());
        }
        match name {
            "g" | "a" => self.inside(node, &look, &place, depth + 1),
            "use" => self.copy(node, &look, &place, depth),
            "path" | "rect" | "circle" | "ellipse" | "polygon" | "polyline" | "line" => {
                self.part(&shape(node), &look, &place)
            }
            other => Err(element(other)),
        }
    }
    /// No handler, and no address out of the file.
    fn vet(node: Node<'_, '_>) -> Result<(), Fault> {
        for one in node.attributes() {
            let name = one.name();
            let local = one.value().trim().starts_with('#') || node.tag_name().name() == "a";
            if name.starts_with("on") || (name == "href" && !local) {
                return Err(refused(&format!("the attribute `{name}`")));
            }
        }
        Ok(())
    }
    /// The same for what is only referred to, and nothing else than what is on the list.
    fn vet_all(root: Node<'_, '_>) -> Result<(), Fault> {
        const LIST: [&str; 17] = [
            "defs",
            "title",
            "desc",
            "metadata",
            "clipPath",
            "linearGradient",
            "radialGradient",
            "stop",
            "g",
            "path",
            "rect",
            "circle",
            "ellipse",
            "polygon",
            "polyline",
            "line",
            "use",
        ];
        for node in root.descendants().filter(Node::is_element) {
            let own = node.tag_name().namespace().is_none_or(|one| one == SVG);
            let name = node.tag_name().name();
            if (own && !LIST.contains(&name)) || name == "script" {
                return Err(element(name));
            }
            Self::vet(node)?;
        }
        Ok(())
    }
    /// A clip is harmless when it cuts nothing off: a rectangle around the whole drawing.
    fn vet_clip(&self, look: &Look, place: &Transform) -> Result<(), Fault> {
        let Some(id) = &look.clip else { return Ok(()) };
        let found = self.find(id).filter(|node| node.has_tag_name((SVG, "clipPath")));
        let mut shapes =
            found.into_iter().flat_map(|node| node.children()).filter(Node::is_element);
        let whole = shapes.next().is_some_and(|node| {
            let pieces = shape(node);
            let plain = node.attribute("transform").is_none() && is_rectangle(&pieces);
            let area = extent(&pieces).map(|area| moved(&area, place));
            plain && area.is_some_and(|area| area.grown(0.01).contains(&self.ground))
        });
        if whole && shapes.next().is_none() { Ok(()) } else { Err(refused("a clip path")) }
    }
    fn find(&self, id: &str) -> Option<Node<'a, '_>> {
        self.document.descendants().find(|node| node.attribute("id") == Some(id))
    }
    fn copy(
        &mut self,
        node: Node<'a, '_>,
        look: &Look,
        place: &Transform,
        depth: usize,
    ) -> Result<(), Fault> {
        let href = node.attributes().find(|one| one.name() == "href").map(|one| one.value().trim());
        let id = href.and_then(|href| href.strip_prefix('#')).unwrap_or_default();
        let side = |key: &str| node.attribute(key).and_then(number).unwrap_or_default();
        let place = place.after(&Transform::moved(side("x"), side("y")));
        let document = self.document;
        let found = document.descendants().find(|one| one.attribute("id") == Some(id));
        if depth >= LIMITS.1 {
            return Err(Fault::TooLarge);
        }
        match found {
            Some(target) => self.element(target, look, &place, depth + 1),
            None => Ok(()),
        }
    }
    fn part(&mut self, pieces: &[Piece], look: &Look, place: &Transform) -> Result<(), Fault> {
        let Some(own) = extent(pieces) else { return Ok(()) };
        let dye = |dye: &Dye, opacity: Px| blend::ink(self.document, dye, (&own, place), opacity);
        let fill = dye(&look.fill, look.fill_opacity * look.opacity)?;
        let ink = dye(&look.stroke, look.stroke_opacity * look.opacity)?;
        let width = look.width * place.growth();
        let line = ink.filter(|_| width > 0.0).map(|ink| Line {
            ink,
            width,
            cap: look.cap,
            join: look.join,
        });
        if fill.is_none() && line.is_none() {
            return Ok(());
        }
        let pieces: Vec<Piece> =
            pieces.iter().map(|piece| piece.map(|point| place.of(point))).collect();
        self.pieces += pieces.len();
        self.parts.push(Part { pieces, fill, even_odd: look.even_odd, line });
        let sane = Rect::new(-1e5, -1e5, 2e5, 2e5);
        let area = self.parts.last().and_then(|part| extent(&part.pieces));
        let whole = area.is_some_and(|area| sane.contains(&area));
        if self.parts.len() > LIMITS.2 || self.pieces > LIMITS.3 || !whole {
            return Err(Fault::TooLarge);
        }
        Ok(())
    }
}

fn element(name: &str) -> Fault {
    refused(&format!("the element `{name}`"))
}

fn moved(area: &Rect, place: &Transform) -> Rect {
    let (one, two) =
        (place.of(Point::new(area.x, area.y)), place.of(Point::new(area.right(), area.bottom())));
    let dot = |at: Point| Rect::new(at.x, at.y, 0.0, 0.0);
    dot(one).union(&dot(two))
}

/// Whether an outline is an upright rectangle: all corners lie on its extent, every side is upright or level.
fn is_rectangle(pieces: &[Piece]) -> bool {
    let corner = |piece: &Piece| match piece {
        Piece::Move(to) | Piece::Line(to) => Some(Some(*to)),
        Piece::Close => Some(None),
        Piece::Quad(..) | Piece::Cubic(..) => None,
    };
    let Some(corners) = pieces.iter().map(corner).collect::<Option<Vec<_>>>() else { return false };
    let corners: Vec<Point> = corners.into_iter().flatten().collect();
    let same = |one: Px, two: Px| (one - two).abs() < 1e-6;
    let square = |two: &[Point]| same(two[0].x, two[1].x) || same(two[0].y, two[1].y);
    let Some(area) = extent(pieces) else { return false };
    let edge = |at: &Point| {
        (same(at.x, area.x) || same(at.x, area.right()))
            && (same(at.y, area.y) || same(at.y, area.bottom()))
    };
    (4..=5).contains(&corners.len()) && corners.windows(2).all(square) && corners.iter().all(edge)
}

/// The outline of a basic shape.
fn shape(node: Node<'_, '_>) -> Vec<Piece> {
    let value = |key: &str| node.attribute(key).and_then(number);
    let number = |key: &str| value(key).unwrap_or_default();
    match node.tag_name().name() {
        "path" => node.attribute("d").map(path_data::parse).unwrap_or_default(),
        "line" => vec![
            Piece::Move(Point::new(number("x1"), number("y1"))),
            Piece::Line(Point::new(number("x2"), number("y2"))),
        ],
        "circle" => outline::disc(Point::new(number("cx"), number("cy")), number("r")),
        "ellipse" => {
            let (rx, ry) = (number("rx"), number("ry"));
            outline::ellipse(&Rect::new(number("cx") - rx, number("cy") - ry, 2.0 * rx, 2.0 * ry))
        }
        "rect" => {
            let area = Rect::new(number("x"), number("y"), number("width"), number("height"));
            outline::rect(&area, value("rx").or_else(|| value("ry")).unwrap_or_default())
        }
        "polyline" | "polygon" => {
            let said = node.attribute("points").map(path_data::numbers).unwrap_or_default();
            let points = said.chunks_exact(2).map(|pair| Point::new(pair[0], pair[1]));
            let start = |(at, to)| if at == 0 { Piece::Move(to) } else { Piece::Line(to) };
            let mut out: Vec<Piece> = points.enumerate().map(start).collect();
            if node.has_tag_name((SVG, "polygon")) && !out.is_empty() {
                out.push(Piece::Close);
            }
            out
        }
        _ => Vec::new(),
    }
}
