//! The page's content: every shape as operators, in the scene's own coordinates.

use super::{
    artwork::Extras,
    fonts::Fonts,
    single,
    tags::{self, Tags},
};
use crate::{
    geometry::{Piece, Point, Px, Rect, Size},
    render::vector,
    scene::{Group, Look, Options, Paint, Palette, Rgb, Shape, Stroke, Text},
    text::{self, Glyph, Placed},
};
use pdf_writer::{
    Content, Name, Str, TextStr,
    types::{LineCapStyle, LineJoinStyle, TextRenderingMode},
};

/// The content while it grows.
pub(super) struct Page<'a> {
    pub(super) content: Content,
    pub(super) extras: Extras,
    palette: Palette,
    fonts: &'a Fonts,
    others: &'a [text::Font],
    tags: Tags,
}

impl<'a> Page<'a> {
    pub(super) fn new(options: &'a Options, fonts: &'a Fonts) -> Self {
        let (palette, others) = (options.theme.palette(), &options.fonts[..]);
        Self {
            content: Content::new(),
            extras: Extras::default(),
            palette,
            fonts,
            others,
            tags: Tags::default(),
        }
    }
    /// Turns the page so that y points down, and colours the ground.
    pub(super) fn start(&mut self, size: Size, scale: Px) {
        let scale_of = single(scale);
        self.content.transform([scale_of, 0.0, 0.0, -scale_of, 0.0, single(size.h * scale)]);
        self.content.begin_marked_content(Name(b"Artifact"));
        self.fill_with(Paint::Ground);
        self.content.rect(0.0, 0.0, single(size.w), single(size.h)).fill_nonzero();
        self.content.end_marked_content();
    }
    /// The operators, and what they belong to and need.
    pub(super) fn finish(self) -> (Vec<u8>, Tags, Extras) {
        (self.content.finish().into_vec(), self.tags, self.extras)
    }
    /// The shapes of a group, in pieces that belong to one element each.
    pub(super) fn group(&mut self, group: &Group) {
        let element = |shape: &Shape| tags::element(group, shape);
        for piece in group.shapes.chunk_by(|one, two| element(one) == element(two)) {
            match piece.first().and_then(element) {
                None => {
                    self.content.begin_marked_content(Name(b"Artifact"));
                }
                Some(element) => {
                    let number = self.tags.begin(element);
                    let name = tags::tag(element).to_name();
                    let mut mark = self.content.begin_marked_content_with_properties(name);
                    mark.properties().identify(number);
                }
            }
            for shape in piece {
                self.shape(shape);
            }
            self.content.end_marked_content();
        }
    }
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rect(rect, radius, look) => self.outline(&vector::rect(rect, *radius), look),
            Shape::Disc(at, radius, look) => self.outline(&vector::disc(*at, *radius), look),
            Shape::Path(commands, look) => self.outline(&vector::path(commands), look),
            Shape::Text(text) => self.text(text),
            Shape::Glyph(square, icon, stroke) => {
                self.content.set_line_cap(LineCapStyle::RoundCap);
                self.content.set_line_join(LineJoinStyle::RoundJoin);
                self.outline(&vector::glyph(icon, square), &Look::outlined(*stroke));
                self.content.set_line_cap(LineCapStyle::ButtCap);
                self.content.set_line_join(LineJoinStyle::MiterJoin);
            }
            Shape::Artwork(place, one) => self.artwork(place, one),
            Shape::Image(place, one) => self.image(place, one),
        }
    }
    fn outline(&mut self, pieces: &[Piece], look: &Look) {
        if pieces.is_empty() {
            return;
        }
        if let Some(paint) = look.fill {
            self.fill_with(paint);
        }
        if let Some(stroke) = &look.stroke {
            self.stroke_with(stroke);
        }
        self.pieces(pieces);
        match (look.fill, look.stroke) {
            (Some(_), Some(_)) => self.content.fill_nonzero_and_stroke(),
            (Some(_), None) => self.content.fill_nonzero(),
            (None, Some(_)) => self.content.stroke(),
            (None, None) => self.content.end_path(),
        };
    }
    fn fill_with(&mut self, paint: Paint) {
        let [red, green, blue] = shares(self.palette.value(paint));
        self.content.set_fill_rgb(red, green, blue);
    }
    fn stroke_with(&mut self, stroke: &Stroke) {
        let [red, green, blue] = shares(self.palette.value(stroke.paint));
        self.content.set_stroke_rgb(red, green, blue);
        self.content.set_line_width(single(stroke.width));
        let pattern = stroke.dash.pattern().iter().map(|&part| single(part));
        self.content.set_dash_pattern(pattern, 0.0);
    }
    pub(super) fn pieces(&mut self, pieces: &[Piece]) {
        let mut at = Point::default();
        for piece in pieces {
            match *piece {
                Piece::Move(to) => {
                    self.content.move_to(single(to.x), single(to.y));
                    at = to;
                }
                Piece::Line(to) => {
                    self.content.line_to(single(to.x), single(to.y));
                    at = to;
                }
                Piece::Quad(control, to) => {
                    self.cubic(third(at, control), third(to, control), to);
                    at = to;
                }
                Piece::Cubic(one, two, to) => {
                    self.cubic(one, two, to);
                    at = to;
                }
                Piece::Close => {
                    self.content.close_path();
                }
            }
        }
    }
    fn cubic(&mut self, one: Point, two: Point, to: Point) {
        let [x1, y1, x2, y2] = [one.x, one.y, two.x, two.y].map(single);
        self.content.cubic_to(x1, y1, x2, y2, single(to.x), single(to.y));
    }
    fn text(&mut self, text: &Text) {
        let placed = text::place(&text.text, text.weight, self.others);
        let left = text.left(text::reach(&placed) * text.size);
        let whole = text::covered(&text.text, text.weight);
        if !whole {
            // What is drawn as outlines can be copied as what it is.
            let mut span = self.content.begin_marked_content_with_properties(Name(b"Span"));
            span.properties().actual_text(TextStr(&text.text));
            drop(span);
            self.blank(text, left, text::reach(&placed));
        }
        self.letters(text, left, &placed);
        if !whole {
            self.content.end_marked_content();
        }
    }
    /// An invisible blank of this many em: what outlines stand for is selected by it.
    fn blank(&mut self, text: &Text, x: Px, reach: Px) {
        let Some((font, code, advance)) = self.fonts.blank(text.weight) else { return };
        let stretch = single(reach / advance);
        self.content
            .begin_text()
            .set_text_rendering_mode(TextRenderingMode::Invisible)
            .set_font(Name(font.name()), single(text.size))
            .set_text_matrix([stretch, 0.0, 0.0, -1.0, single(x), single(text.at.y)])
            .show(Str(&code))
            .set_text_rendering_mode(TextRenderingMode::Fill)
            .end_text();
    }
    /// Runs of letters of the own font; outlines of others, and boxes for what nobody has.
    fn letters(&mut self, text: &Text, left: Px, placed: &[Placed]) {
        let (mut codes, mut start, mut end) = (Vec::new(), Point::default(), Point::default());
        for one in placed {
            let at = Point::new(left + one.at.x * text.size, text.at.y + one.at.y * text.size);
            let own = match one.glyph {
                Glyph::Own(glyph) => self.fonts.of(text.weight).map(|font| font.code(glyph)),
                Glyph::Other { .. } | Glyph::Missing => None,
            };
            if let Some(code) = own {
                // A mark does not stand where its letter ends.
                if !codes.is_empty() && (at.x - end.x).abs().max((at.y - end.y).abs()) > 0.01 {
                    self.show(text, start, &codes);
                    codes.clear();
                }
                start = if codes.is_empty() { at } else { start };
                end = Point::new(at.x + one.advance * text.size, at.y);
                codes.extend(code);
                continue;
            }
            self.show(text, start, &codes);
            codes.clear();
            self.foreign(text, one, at);
        }
        self.show(text, start, &codes);
    }
    /// A letter that the own font lacks.
    fn foreign(&mut self, text: &Text, one: &Placed, at: Point) {
        if one.glyph == Glyph::Missing {
            let place = Rect::new(at.x, at.y, one.advance * text.size, text.size);
            let thin = Stroke::solid(text.paint, text.size / 14.0);
            return self.outline(&vector::missing(&place), &Look::outlined(thin));
        }
        let place =
            |point: Point| Point::new(at.x + point.x * text.size, at.y + point.y * text.size);
        let pieces = text::outline(one, text.weight, self.others).into_iter();
        let pieces: Vec<Piece> = pieces.map(|piece| piece.map(place)).collect();
        self.outline(&pieces, &Look::filled(text.paint));
    }
    fn show(&mut self, text: &Text, at: Point, codes: &[u8]) {
        let Some(font) = self.fonts.of(text.weight).filter(|_| !codes.is_empty()) else { return };
        self.fill_with(text.paint);
        self.content
            .begin_text()
            .set_font(Name(font.name()), single(text.size))
            .set_text_matrix([1.0, 0.0, 0.0, -1.0, single(at.x), single(at.y)])
            .show(Str(codes))
            .end_text();
    }
}

/// The control point of a cubic curve that is a quadratic one.
fn third(end: Point, control: Point) -> Point {
    let part = |end: Px, control: Px| end + (control - end) * 2.0 / 3.0;
    Point::new(part(end.x, control.x), part(end.y, control.y))
}

fn shares(Rgb(red, green, blue): Rgb) -> [f32; 3] {
    [red, green, blue].map(|part| f32::from(part) / 255.0)
}
