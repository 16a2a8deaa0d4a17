//! The user's drawings and images as dots.

use super::{path, single};
use crate::{
    geometry::{Piece, Point, Rect, outline},
    scene::{
        Rgb,
        artwork::{Artwork, Cap, Image, Ink, Line, Stop, Tone},
    },
};
use tiny_skia::{
    Color, FillRule, FilterQuality, GradientStop, IntSize, LineCap, LineJoin, LinearGradient, Mask,
    Paint, Pixmap, PixmapPaint, RadialGradient, Shader, SpreadMode, Transform,
};

/// Draws `artwork` as large as fits into `place`.
pub(super) fn draw(pixmap: &mut Pixmap, at: Transform, place: &Rect, artwork: &Artwork) {
    let fit = artwork.fitted(place);
    let mask = if artwork.overflows() { mask(pixmap, at, place) } else { None };
    let grown = fit.growth();
    for part in &artwork.parts {
        let pieces: Vec<Piece> =
            part.pieces.iter().map(|piece| piece.map(|point| fit.of(point))).collect();
        let Some(path) = path(&pieces) else { continue };
        if let Some(ink) = part.fill.as_ref().and_then(|ink| dye(ink, &fit)) {
            let rule = if part.even_odd { FillRule::EvenOdd } else { FillRule::Winding };
            pixmap.fill_path(&path, &ink, rule, at, mask.as_ref());
        }
        if let Some(line) = &part.line
            && let Some(ink) = dye(&line.ink, &fit)
        {
            let stroke = stroke(line, single(line.width * grown));
            pixmap.stroke_path(&path, &ink, &stroke, at, mask.as_ref());
        }
    }
}

/// Lets nothing through outside of `place`.
fn mask(pixmap: &Pixmap, at: Transform, place: &Rect) -> Option<Mask> {
    let mut mask = Mask::new(pixmap.width(), pixmap.height())?;
    mask.fill_path(&path(&outline::rect(place, 0.0))?, FillRule::Winding, true, at);
    Some(mask)
}

fn stroke(line: &Line, width: f32) -> tiny_skia::Stroke {
    tiny_skia::Stroke {
        width,
        line_cap: match line.cap {
            Cap::Plain => LineCap::Butt,
            Cap::Round => LineCap::Round,
            Cap::Square => LineCap::Square,
        },
        line_join: match line.join {
            Cap::Plain => LineJoin::Miter,
            Cap::Round => LineJoin::Round,
            Cap::Square => LineJoin::Bevel,
        },
        ..tiny_skia::Stroke::default()
    }
}

fn dye(ink: &Ink, fit: &crate::geometry::Transform) -> Option<Paint<'static>> {
    let shader = match &ink.tone {
        Tone::Flat(colour) => Shader::SolidColor(tint(*colour, single(ink.opacity))),
        Tone::Along(from, to, list) => LinearGradient::new(
            point(fit.of(*from)),
            point(fit.of(*to)),
            stops(list, ink),
            SpreadMode::Pad,
            Transform::identity(),
        )?,
        Tone::Around(centre, radius, list) => {
            let (at, radius) = (point(fit.of(*centre)), single(radius * fit.growth()));
            let stops = stops(list, ink);
            RadialGradient::new(at, 0.0, at, radius, stops, SpreadMode::Pad, Transform::identity())?
        }
    };
    Some(Paint { shader, ..Paint::default() })
}

fn stops(list: &[Stop], ink: &Ink) -> Vec<GradientStop> {
    let stop = |one: &Stop| {
        GradientStop::new(single(one.at), tint(one.colour, single(one.opacity * ink.opacity)))
    };
    list.iter().map(stop).collect()
}

fn tint(Rgb(red, green, blue): Rgb, opacity: f32) -> Color {
    let mut colour = Color::from_rgba8(red, green, blue, 255);
    colour.set_alpha(opacity);
    colour
}

fn point(at: Point) -> tiny_skia::Point {
    tiny_skia::Point::from_xy(single(at.x), single(at.y))
}

/// Draws `image` so that it fills `place`.
pub(super) fn image(pixmap: &mut Pixmap, at: Transform, place: &Rect, image: &Image) {
    let mut dots = image.dots.clone();
    for dot in dots.chunks_exact_mut(4) {
        let opacity = u16::from(dot[3]);
        for part in &mut dot[..3] {
            *part = u8::try_from((u16::from(*part) * opacity + 127) / 255).unwrap_or(u8::MAX);
        }
    }
    let Some(size) = IntSize::from_wh(image.width, image.height) else { return };
    let Some(source) = Pixmap::from_vec(dots, size) else { return };
    let scale_x = single(place.w / f64::from(image.width));
    let scale_y = single(place.h / f64::from(image.height));
    let fit = at.pre_concat(Transform::from_row(
        scale_x,
        0.0,
        0.0,
        scale_y,
        single(place.x),
        single(place.y),
    ));
    let paint = PixmapPaint { quality: FilterQuality::Bicubic, ..PixmapPaint::default() };
    pixmap.draw_pixmap(0, 0, source.as_ref(), &paint, fit, None);
}
