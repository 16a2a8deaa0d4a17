//! The properties of a drawing's elements, as attributes or in `style`, with what they inherit.

use super::{Cap, Fault, read::refused};
use crate::{
    geometry::{Px, Transform, path_data},
    scene::colour::Rgb,
};
use roxmltree::Node;

/// A colour as it is said.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Dye {
    /// Nothing.
    None,
    /// A colour with its opacity.
    Flat(Rgb, Px),
    /// The run of colours with this id.
    Run(String),
}

/// What an element looks like.
#[derive(Clone, Debug)]
pub(super) struct Look {
    pub(super) fill: Dye,
    pub(super) fill_opacity: Px,
    pub(super) even_odd: bool,
    pub(super) stroke: Dye,
    pub(super) stroke_opacity: Px,
    pub(super) width: Px,
    pub(super) cap: Cap,
    pub(super) join: Cap,
    /// Of the element and all around it.
    pub(super) opacity: Px,
    pub(super) hidden: bool,
    /// The id of the clip of this very element.
    pub(super) clip: Option<String>,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            fill: Dye::Flat(Rgb::BLACK, 1.0),
            fill_opacity: 1.0,
            even_odd: false,
            stroke: Dye::None,
            stroke_opacity: 1.0,
            width: 1.0,
            cap: Cap::Plain,
            join: Cap::Plain,
            opacity: 1.0,
            hidden: false,
            clip: None,
        }
    }
}

impl Look {
    /// The look of an element inside one with this look.
    pub(super) fn of(&self, node: Node<'_, '_>) -> Result<Self, Fault> {
        let mut out = Self { clip: None, ..self.clone() };
        for one in node.attributes().filter(|one| one.namespace().is_none()) {
            out.set(one.name(), one.value().trim())?;
        }
        let style = node.attribute("style").unwrap_or_default();
        for part in style.split(';').filter(|part| !part.trim().is_empty()) {
            let (name, value) = part.split_once(':').ok_or_else(|| refused("such a style"))?;
            if !out.set(name.trim(), value.trim())? && !is_harmless(name.trim()) {
                return Err(refused(&format!("the style `{}`", name.trim())));
            }
        }
        Ok(out)
    }
    /// Takes in one property; false when it is none that is read.
    fn set(&mut self, name: &str, value: &str) -> Result<bool, Fault> {
        if value == "inherit" {
            return Ok(true);
        }
        let fault = || refused(&format!("`{name}: {value}`"));
        let share = || number(value).map(|value| value.clamp(0.0, 1.0)).ok_or_else(fault);
        match name {
            "fill" => self.fill = dye(value).ok_or_else(fault)?,
            "stroke" => self.stroke = dye(value).ok_or_else(fault)?,
            "fill-opacity" => self.fill_opacity = share()?,
            "stroke-opacity" => self.stroke_opacity = share()?,
            "opacity" => self.opacity *= share()?,
            "fill-rule" => self.even_odd = value == "evenodd",
            "stroke-width" => self.width = number(value).ok_or_else(fault)?.max(0.0),
            "stroke-linecap" => self.cap = cap(value),
            "stroke-linejoin" => self.join = cap(value),
            "display" => self.hidden |= value == "none",
            "visibility" => self.hidden = value != "visible",
            "clip-path" if value != "none" => self.clip = Some(local(value).ok_or_else(fault)?),
            "mask" | "filter" | "stroke-dasharray" | "clip-path" | "marker-start"
            | "marker-mid" | "marker-end" | "mix-blend-mode" | "isolation"
                if !matches!(value, "none" | "normal" | "auto") =>
            {
                return Err(refused(&format!("the property `{name}`")));
            }
            "mask" | "filter" | "stroke-dasharray" | "clip-path" | "mix-blend-mode" => {}
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// Whether a style changes nothing of what is drawn: only shapes without letters are.
fn is_harmless(name: &str) -> bool {
    const LIST: [&str; 14] = [
        "clip-rule",
        "color",
        "stroke-miterlimit",
        "stroke-dashoffset",
        "stop-color",
        "stop-opacity",
        "overflow",
        "enable-background",
        "isolation",
        "shape-rendering",
        "paint-order",
        "line-height",
        "marker",
        "color-rendering",
    ];
    LIST.contains(&name)
        || ["-inkscape-", "font", "text-", "letter-", "word-", "color-interpolation", "solid-"]
            .iter()
            .any(|start| name.starts_with(start))
}

fn cap(word: &str) -> Cap {
    match word {
        "round" => Cap::Round,
        "square" | "bevel" => Cap::Square,
        _ => Cap::Plain,
    }
}

/// A number, with `px` or without a unit.
pub(super) fn number(text: &str) -> Option<Px> {
    let text = text.trim();
    let value: Px = text.strip_suffix("px").unwrap_or(text).trim().parse().ok()?;
    (value.is_finite() && value.abs() <= 1e6).then_some(value)
}

/// The id in `url(#id)`.
pub(super) fn local(value: &str) -> Option<String> {
    let inner = value.strip_prefix("url(")?.split(')').next()?;
    let id = inner.trim().trim_matches(['"', '\'']).strip_prefix('#')?;
    (!id.is_empty()).then(|| id.to_owned())
}

fn dye(value: &str) -> Option<Dye> {
    match value {
        "none" | "transparent" => Some(Dye::None),
        "currentColor" | "currentcolor" => Some(Dye::Flat(Rgb::BLACK, 1.0)),
        _ if value.starts_with("url(") => local(value).map(Dye::Run),
        _ => colour(value).map(|(colour, opacity)| Dye::Flat(colour, opacity)),
    }
}

/// `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb(…)` or one of the common names, with its opacity.
pub(super) fn colour(value: &str) -> Option<(Rgb, Px)> {
    const NAMES: [(&str, &str); 18] = [
        ("black", "#000000"),
        ("white", "#ffffff"),
        ("red", "#ff0000"),
        ("green", "#008000"),
        ("blue", "#0000ff"),
        ("yellow", "#ffff00"),
        ("cyan", "#00ffff"),
        ("magenta", "#ff00ff"),
        ("gray", "#808080"),
        ("grey", "#808080"),
        ("silver", "#c0c0c0"),
        ("navy", "#000080"),
        ("teal", "#008080"),
        ("orange", "#ffa500"),
        ("purple", "#800080"),
        ("lime", "#00ff00"),
        ("maroon", "#800000"),
        ("olive", "#808000"),
    ];
    let lower = value.to_ascii_lowercase();
    if let Some(inner) = lower.strip_prefix("rgb(").and_then(|rest| rest.strip_suffix(')')) {
        let part = |text: &str| text.trim().parse::<u8>().ok();
        let parts: Option<Vec<u8>> = inner.split(',').map(part).collect();
        return match parts.as_deref() {
            Some([red, green, blue]) => Some((Rgb(*red, *green, *blue), 1.0)),
            _ => None,
        };
    }
    let hex = NAMES.iter().find(|(name, _)| *name == lower).map_or(lower.as_str(), |(_, hex)| hex);
    let digits = hex.strip_prefix('#').filter(|digits| digits.is_ascii())?;
    match digits.len() {
        3 => {
            let doubled: String = digits.chars().flat_map(|digit| [digit, digit]).collect();
            Some((Rgb::parse(&format!("#{doubled}"))?, 1.0))
        }
        6 => Some((Rgb::parse(hex)?, 1.0)),
        8 => {
            let opacity = u8::from_str_radix(digits.get(6..)?, 16).ok()?;
            Some((Rgb::parse(hex.get(..7)?)?, Px::from(opacity) / 255.0))
        }
        _ => None,
    }
}

/// The maps of a `transform`, the first one outermost.
pub(super) fn transform(said: &str) -> Option<Transform> {
    let mut out = Transform::default();
    let mut rest = said.trim();
    while !rest.is_empty() {
        let (name, after) = rest.split_once('(')?;
        let (inner, after) = after.split_once(')')?;
        let numbers = path_data::numbers(inner);
        let one = match (name.trim(), numbers.as_slice()) {
            ("matrix", parts) => Transform::new(parts.try_into().ok()?),
            ("translate", &[x]) => Transform::moved(x, 0.0),
            ("translate", &[x, y]) => Transform::moved(x, y),
            ("scale", &[both]) => Transform::scaled(both, both),
            ("scale", &[x, y]) => Transform::scaled(x, y),
            ("rotate", &[angle]) => Transform::turned(angle),
            ("rotate", &[angle, x, y]) => Transform::moved(x, y)
                .after(&Transform::turned(angle))
                .after(&Transform::moved(-x, -y)),
            _ => return None,
        };
        out = out.after(&one);
        rest = after.trim_start_matches([',', ' ', '\n', '\t', '\r']);
    }
    Some(out)
}
