//! The style sheet in the picture: one class a colour role, the embedded font, the dark colours.

use crate::{
    geometry::Px,
    parallel,
    scene::{Group, Paint, Palette, Rgb, Role, Scene, Theme},
    text::{self, Weight},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

/// The usual size of a text and the largest one, in tenths of a pixel.
const USUAL: u16 = 120;
const SIZES: u16 = 400;

/// How a class uses its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    Fill,
    Stroke,
}

/// The classes that the picture uses.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    classes: BTreeSet<(Paint, Use)>,
    /// The sizes of texts that are not the usual one, in tenths of a pixel.
    sizes: BTreeSet<u16>,
}

impl Sheet {
    /// The class that fills with `paint`.
    pub(super) fn fill(&mut self, paint: Paint) -> String {
        self.class(paint, Use::Fill)
    }
    /// The class that draws outlines with `paint`.
    pub(super) fn stroke(&mut self, paint: Paint) -> String {
        self.class(paint, Use::Stroke)
    }
    /// The further class of a text of this size; nothing of the usual size.
    pub(super) fn size(&mut self, size: Px) -> String {
        let tenths = (1..=SIZES).find(|&tenths| (Px::from(tenths) / 10.0 - size).abs() < 0.05);
        match tenths {
            None | Some(USUAL) => String::new(),
            Some(tenths) => {
                self.sizes.insert(tenths);
                format!(" z{tenths}")
            }
        }
    }
    /// What another sheet has too.
    pub(super) fn add(&mut self, other: Self) {
        self.classes.extend(other.classes);
        self.sizes.extend(other.sizes);
    }
    fn class(&mut self, paint: Paint, used: Use) -> String {
        self.classes.insert((paint, used));
        class(paint, used)
    }
    /// The content of the `style` element.
    pub(super) fn css(&self, scenes: &[&Scene], theme: Theme, shade: Shade) -> String {
        let mut out = fonts(scenes);
        out.push_str(".b{font-weight:700}.m{text-anchor:middle}.e{text-anchor:end}\n");
        out.push_str(".glyph{fill:none;stroke-linecap:round;stroke-linejoin:round}\n");
        for &tenths in &self.sizes {
            let _ = writeln!(out, ".z{tenths}{{font-size:{}px}}", Px::from(tenths) / 10.0);
        }
        // A page says itself how its focus looks.
        let focus = scenes.iter().any(|scene| scene.groups.iter().any(takes_focus));
        if focus && shade == Shade::Media {
            out.push_str(":focus-visible{outline:2px solid #0972d3;outline-offset:2px}\n");
        }
        match shade {
            Shade::Media => self.by_media(theme, &mut out),
            Shade::Scheme => self.by_scheme(theme, &mut out),
        }
        out
    }
    fn by_media(&self, theme: Theme, out: &mut String) {
        let palette = theme.palette();
        for &(paint, used) in &self.classes {
            let _ = writeln!(out, "{}", rule(paint, used, &palette.value(paint).hex()));
        }
        if theme == Theme::Auto {
            out.push_str("@media (prefers-color-scheme:dark){\n");
            for &(paint, used) in &self.classes {
                let dark = Palette::Dark.value(paint);
                if dark != palette.value(paint) {
                    let _ = writeln!(out, "{}", rule(paint, used, &dark.hex()));
                }
            }
            out.push_str("}\n");
        }
    }
    fn by_scheme(&self, theme: Theme, out: &mut String) {
        let bright = if theme == Theme::Print { Palette::Print } else { Palette::Light };
        for &(paint, used) in &self.classes {
            let (light, dark) = (bright.value(paint).hex(), Palette::Dark.value(paint).hex());
            let value = if light == dark { light } else { format!("light-dark({light},{dark})") };
            let _ = writeln!(out, "{}", rule(paint, used, &value));
        }
    }
}

/// What decides between light and dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shade {
    /// The reader's wish, in the `auto` theme; the picture stands alone.
    Media,
    /// The colour scheme of the page that the picture is part of.
    Scheme,
}

/// A short name: one letter a role, with the colour where a role has many; upper case for outlines.
fn class(paint: Paint, used: Use) -> String {
    let (letter, of) = match paint {
        Paint::Ground => ('g', String::new()),
        Paint::Text => ('x', String::new()),
        Paint::Muted => ('u', String::new()),
        Paint::Line => ('l', String::new()),
        Paint::Rule => ('r', String::new()),
        Paint::Panel => ('p', String::new()),
        Paint::OnTile => ('w', String::new()),
        Paint::Bar => ('q', String::new()),
        Paint::Caution => ('c', String::new()),
        Paint::OnCaution => ('d', String::new()),
        Paint::Tile(colour) => ('t', hex(colour)),
        Paint::Border(colour) => ('f', hex(colour)),
        Paint::Ink(colour) => ('k', hex(colour)),
        Paint::Tint(colour) => ('n', hex(colour)),
        Paint::Step(flow) => ('s', flow.to_string()),
        Paint::Accent(colour) => ('a', hex(colour)),
        Paint::Disc(colour) => ('i', hex(colour)),
        Paint::OnDisc(colour) => ('j', hex(colour)),
    };
    let letter = match used {
        Use::Fill => letter,
        Use::Stroke => letter.to_ascii_uppercase(),
    };
    format!("{letter}{of}")
}

fn hex(colour: Rgb) -> String {
    colour.hex().trim_start_matches('#').to_owned()
}

fn rule(paint: Paint, used: Use, value: &str) -> String {
    let property = match used {
        Use::Fill => "fill",
        Use::Stroke => "stroke",
    };
    format!(".{}{{{property}:{value}}}", class(paint, used))
}

/// Whether a reader with a keyboard comes to it.
fn takes_focus(group: &Group) -> bool {
    group.role == Role::Component || group.link.is_some()
}

/// The embedded fonts with the glyphs that the pictures need.
fn fonts(scenes: &[&Scene]) -> String {
    let mut chars: BTreeMap<Weight, BTreeSet<char>> = BTreeMap::new();
    for text in scenes.iter().flat_map(|scene| scene.texts()) {
        chars.entry(text.weight).or_default().extend(text.text.chars());
    }
    let chars: Vec<(Weight, BTreeSet<char>)> = chars.into_iter().collect();
    let faces = parallel::map(&chars, 1, |(weight, chars)| {
        let number = if *weight == Weight::Bold { 700 } else { 400 };
        format!(
            "@font-face{{font-family:\"{}\";font-weight:{number};\
             src:url(data:font/woff;base64,{})}}\n",
            text::FAMILY,
            STANDARD.encode(text::packed_subset(*weight, chars))
        )
    });
    faces.concat()
}
