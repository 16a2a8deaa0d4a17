//! PNG: the scene as dots, drawn without a browser, the same bytes on every machine.

use crate::{
    geometry::{Piece, Point, Px, Rect, Size},
    render::{Content, Format, Letters, MOST_DOTS, Marks, Picture, RenderError, vector},
    scene::{Dash, Look, Options, Paint, Palette, Rgb, Scale, Scene, Shape, Stamp, Stroke, Text},
    text::{self, Font, Glyph},
};
use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint as Ink, Path, PathBuilder, Pixmap, StrokeDash,
    Transform,
};

mod artwork;

pub(super) const FORMAT: Format = Format {
    id: "png",
    extension: "png",
    summary: "picture made of dots, for slides and chats; see `--scale`",
    content: Content::Binary,
    letters: Letters::Drawn,
    stamped: Some(STAMPED),
    render,
};

/// A chunk of text (PNG specification, 11.3.4.3) with a keyword of ours.
const STAMPED: Marks = Marks { before: "tEXtCyanotype\0", after: b'\n' };

fn render(picture: &Picture<'_>) -> Result<Vec<u8>, RenderError> {
    let scene = picture.scene()?;
    let pixmap = draw(scene, picture.options)?;
    let mut bytes = pixmap.encode_png().map_err(|_| RenderError::Format("the picture"))?;
    if let Some(stamp) = Stamp::of(picture.options) {
        let chunk = chunk(&format!("{}{stamp}\n", STAMPED.before));
        bytes.splice(HEAD..HEAD, chunk);
    }
    Ok(bytes)
}

/// The signature of a PNG and its first chunk, which must come first, in bytes.
const HEAD: usize = 8 + 4 + 4 + 13 + 4;

/// A chunk: its length, its four letters and its text, its checksum.
fn chunk(text: &str) -> Vec<u8> {
    let length = u32::try_from(text.len() - 4).unwrap_or_default();
    let mut out = length.to_be_bytes().to_vec();
    out.extend_from_slice(text.as_bytes());
    out.extend_from_slice(&checksum(text.as_bytes()).to_be_bytes());
    out
}

/// CRC-32 as PNG computes it (PNG specification, annex D).
fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, &byte| (0..8).fold(sum ^ u32::from(byte), step))
}

/// The scene as dots.
fn draw(scene: &Scene, options: &Options) -> Result<Pixmap, RenderError> {
    let (palette, scale) = (options.theme.palette(), options.scale);
    let (width, height) = dots(scene.size, scale)?;
    let too_large = RenderError::TooLarge { width: width.into(), height: height.into() };
    let mut pixmap = Pixmap::new(width, height).ok_or(too_large)?;
    pixmap.fill(colour(palette.ground()));
    let factor = single(scale.get());
    let mut canvas = Canvas {
        fonts: &options.fonts,
        pixmap,
        palette,
        at: Transform::from_scale(factor, factor),
    };
    for shape in scene.groups.iter().flat_map(|group| &group.shapes) {
        canvas.shape(shape);
    }
    Ok(canvas.pixmap)
}

/// Width and height in dots.
fn dots(size: Size, scale: Scale) -> Result<(u32, u32), RenderError> {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "sizes are positive, and the cast saturates"
    )]
    let whole = |length: Px| (length * scale.get()).ceil().max(1.0) as u64;
    let (width, height) = (whole(size.w), whole(size.h));
    let fits = width.max(height) <= MOST_DOTS.0 && width * height <= MOST_DOTS.1;
    match (u32::try_from(width), u32::try_from(height)) {
        (Ok(width), Ok(height)) if fits => Ok((width, height)),
        _ => Err(RenderError::TooLarge { width, height }),
    }
}

struct Canvas<'a> {
    fonts: &'a [Font],
    pixmap: Pixmap,
    palette: Palette,
    at: Transform,
}

impl Canvas<'_> {
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rect(rect, radius, look) => self.outline(&vector::rect(rect, *radius), look),
            Shape::Disc(at, radius, look) => self.outline(&vector::disc(*at, *radius), look),
            Shape::Path(commands, look) => self.outline(&vector::path(commands), look),
            Shape::Text(text) => self.text(text),
            Shape::Glyph(square, icon, stroke) => {
                if let Some(path) = path(&vector::glyph(icon, square)) {
                    self.stroke(&path, stroke, LineCap::Round, LineJoin::Round);
                }
            }
            Shape::Artwork(place, one) => artwork::draw(&mut self.pixmap, self.at, place, one),
            Shape::Image(place, one) => artwork::image(&mut self.pixmap, self.at, place, one),
        }
    }
    fn outline(&mut self, pieces: &[Piece], look: &Look) {
        let Some(path) = path(pieces) else { return };
        if let Some(paint) = look.fill {
            self.fill(&path, paint);
        }
        if let Some(stroke) = &look.stroke {
            self.stroke(&path, stroke, LineCap::Butt, LineJoin::Miter);
        }
    }
    fn fill(&mut self, path: &Path, paint: Paint) {
        let ink = self.ink(paint);
        self.pixmap.fill_path(path, &ink, FillRule::Winding, self.at, None);
    }
    fn stroke(&mut self, path: &Path, stroke: &Stroke, cap: LineCap, join: LineJoin) {
        let dash = match stroke.dash {
            Dash::Solid => None,
            dash => StrokeDash::new(dash.pattern().iter().map(|&part| single(part)).collect(), 0.0),
        };
        let stroke_of = tiny_skia::Stroke {
            width: single(stroke.width),
            line_cap: cap,
            line_join: join,
            dash,
            ..tiny_skia::Stroke::default()
        };
        let ink = self.ink(stroke.paint);
        self.pixmap.stroke_path(path, &ink, &stroke_of, self.at, None);
    }
    fn text(&mut self, text: &Text) {
        let placed = text::place(&text.text, text.weight, self.fonts);
        let left = text.left(text::reach(&placed) * text.size);
        let mut pieces = Vec::new();
        for one in placed {
            let start = Point::new(left + one.at.x * text.size, text.at.y + one.at.y * text.size);
            if one.glyph == Glyph::Missing {
                let place = Rect::new(start.x, start.y, one.advance * text.size, text.size);
                let thin = Stroke::solid(text.paint, text.size / 14.0);
                self.outline(&vector::missing(&place), &Look::outlined(thin));
            }
            let place = |point: Point| {
                Point::new(start.x + point.x * text.size, start.y + point.y * text.size)
            };
            let outline = text::outline(&one, text.weight, self.fonts);
            pieces.extend(outline.into_iter().map(|piece| piece.map(place)));
        }
        if let Some(path) = path(&pieces) {
            self.fill(&path, text.paint);
        }
    }
    fn ink(&self, paint: Paint) -> Ink<'static> {
        let mut ink = Ink { anti_alias: true, ..Ink::default() };
        ink.set_color(colour(self.palette.value(paint)));
        ink
    }
}

fn colour(Rgb(red, green, blue): Rgb) -> Color {
    Color::from_rgba8(red, green, blue, u8::MAX)
}

#[allow(clippy::cast_possible_truncation, reason = "the rasteriser computes in single precision")]
const fn single(value: Px) -> f32 {
    value as f32
}

/// The pieces as the rasteriser's path; `None` when there is nothing to draw.
fn path(pieces: &[Piece]) -> Option<Path> {
    let mut out = PathBuilder::new();
    for piece in pieces {
        match *piece {
            Piece::Move(to) => out.move_to(single(to.x), single(to.y)),
            Piece::Line(to) => out.line_to(single(to.x), single(to.y)),
            Piece::Quad(one, to) => {
                out.quad_to(single(one.x), single(one.y), single(to.x), single(to.y));
            }
            Piece::Cubic(one, two, to) => out.cubic_to(
                single(one.x),
                single(one.y),
                single(two.x),
                single(two.y),
                single(to.x),
                single(to.y),
            ),
            Piece::Close => out.close(),
        }
    }
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_limited() {
        let size = |w, h| dots(Size::new(w, h), Scale::default());
        assert_eq!(size(100.2, 50.0), Ok((201, 100)));
        assert_eq!(size(0.0, 0.0), Ok((1, 1)));
        assert_eq!(size(10_001.0, 1.0), Err(RenderError::TooLarge { width: 20_002, height: 2 }));
        assert!(size(6_000.0, 6_000.0).is_err());
        assert!(size(Px::INFINITY, Px::INFINITY).is_err());
    }
}
