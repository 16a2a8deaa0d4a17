//! The user's icons and logo: each drawing once as a symbol, by numbers and colours alone.

use super::{number::Number, path};
use crate::{
    geometry::{Px, Rect},
    scene::artwork::{Artwork, Cap, Image, Ink, Stop, Tone},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::{fmt::Write as _, sync::Arc};

/// The drawings that a picture uses; equal ones are written once.
#[derive(Debug, Default)]
pub(super) struct Symbols {
    known: Vec<Arc<Artwork>>,
}

impl Symbols {
    /// Numbers a drawing.
    pub(super) fn note(&mut self, artwork: &Arc<Artwork>) {
        if self.number(artwork).is_none() {
            self.known.push(Arc::clone(artwork));
        }
    }
    fn number(&self, artwork: &Arc<Artwork>) -> Option<usize> {
        self.known.iter().position(|one| Arc::ptr_eq(one, artwork) || one == artwork)
    }
    /// The element that shows `artwork`, which has a number, in `place`.
    pub(super) fn show(&self, artwork: &Arc<Artwork>, place: &Rect) -> String {
        let at = self.number(artwork).unwrap_or(self.known.len());
        let (x, y, w, h) = (Number(place.x), Number(place.y), Number(place.w), Number(place.h));
        format!("<use href=\"#art-{at}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"/>\n")
    }
    /// The definitions of all drawings; empty without any.
    pub(super) fn definitions(&self) -> String {
        if self.known.is_empty() {
            return String::new();
        }
        let mut out = "<defs>\n".to_owned();
        for (at, one) in self.known.iter().enumerate() {
            symbol(at, one, &mut out);
        }
        out.push_str("</defs>\n");
        out
    }
}

fn symbol(at: usize, artwork: &Artwork, out: &mut String) {
    let (w, h) = (Number(artwork.view.0), Number(artwork.view.1));
    let _ = write!(out, "<symbol id=\"art-{at}\" viewBox=\"0 0 {w} {h}\">");
    for (index, part) in artwork.parts.iter().enumerate() {
        let mut attributes = String::new();
        if let Some(ink) = &part.fill {
            dye(ink, ("fill", &format!("art-{at}-{index}f")), out, &mut attributes);
        }
        if part.even_odd {
            attributes.push_str(" fill-rule=\"evenodd\"");
        }
        if let Some(line) = &part.line {
            dye(&line.ink, ("stroke", &format!("art-{at}-{index}s")), out, &mut attributes);
            let _ = write!(attributes, " stroke-width=\"{}\"", Number(line.width));
            for (name, cap, square) in
                [("linecap", line.cap, "square"), ("linejoin", line.join, "bevel")]
            {
                match cap {
                    Cap::Plain => {}
                    Cap::Round => {
                        let _ = write!(attributes, " stroke-{name}=\"round\"");
                    }
                    Cap::Square => {
                        let _ = write!(attributes, " stroke-{name}=\"{square}\"");
                    }
                }
            }
        }
        let _ = write!(out, "<path{attributes} d=\"{}\"/>", path::of_pieces(&part.pieces));
    }
    out.push_str("</symbol>\n");
}

/// Writes an ink as an attribute, and a run of colours before the part that it is for.
fn dye(ink: &Ink, (name, id): (&str, &str), out: &mut String, attributes: &mut String) {
    let n = |value: Px| Number(value);
    match &ink.tone {
        Tone::Flat(colour) => {
            let _ = write!(attributes, " {name}=\"{}\"", colour.hex());
        }
        Tone::Along(from, to, list) => {
            let _ = write!(
                out,
                "<linearGradient id=\"{id}\" gradientUnits=\"userSpaceOnUse\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\">{}</linearGradient>",
                n(from.x),
                n(from.y),
                n(to.x),
                n(to.y),
                stops(list)
            );
            let _ = write!(attributes, " {name}=\"url(#{id})\"");
        }
        Tone::Around(at, radius, list) => {
            let _ = write!(
                out,
                "<radialGradient id=\"{id}\" gradientUnits=\"userSpaceOnUse\" cx=\"{}\" cy=\"{}\" r=\"{}\">{}</radialGradient>",
                n(at.x),
                n(at.y),
                n(*radius),
                stops(list)
            );
            let _ = write!(attributes, " {name}=\"url(#{id})\"");
        }
    }
    if ink.opacity < 1.0 {
        let _ = write!(attributes, " {name}-opacity=\"{}\"", n(ink.opacity));
    }
}

fn stops(list: &[Stop]) -> String {
    let mut out = String::new();
    for stop in list {
        let (at, colour) = (Number(stop.at), stop.colour.hex());
        let _ = write!(out, "<stop offset=\"{at}\" stop-color=\"{colour}\"");
        if stop.opacity < 1.0 {
            let _ = write!(out, " stop-opacity=\"{}\"", Number(stop.opacity));
        }
        out.push_str("/>");
    }
    out
}

/// The element that shows an image made of dots.
pub(super) fn image(image: &Image, place: &Rect) -> String {
    let (x, y, w, h) = (Number(place.x), Number(place.y), Number(place.w), Number(place.h));
    let bytes = STANDARD.encode(&image.file);
    format!(
        "<image x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" href=\"data:image/png;base64,{bytes}\"/>\n"
    )
}
