//! Runs of colours: `linearGradient` and `radialGradient` with their stops.

use super::{
    Fault, Ink, Stop, Tone,
    look::{Dye, colour, number, transform},
    read::refused,
};
use crate::{
    geometry::{Point, Px, Rect, Transform},
    scene::colour::Rgb,
};
use roxmltree::{Document, Node};

/// How many runs may refer to each other in a row.
const DEEPEST: usize = 4;

/// The ink of a part that covers `own` before it is put into `place`.
pub(super) fn ink(
    document: &Document<'_>,
    dye: &Dye,
    (own, place): (&Rect, &Transform),
    opacity: Px,
) -> Result<Option<Ink>, Fault> {
    let (tone, opacity) = match dye {
        Dye::None => return Ok(None),
        Dye::Flat(colour, share) => (Tone::Flat(*colour), opacity * share),
        Dye::Run(id) => (run(document, id, own, place)?, opacity),
    };
    Ok((opacity > 0.0).then_some(Ink { tone, opacity }))
}

fn run(document: &Document<'_>, id: &str, own: &Rect, place: &Transform) -> Result<Tone, Fault> {
    let chain = chain(document, id);
    let name = chain.first().map(|node| node.tag_name().name()).unwrap_or_default();
    let said = |key: &str| chain.iter().find_map(|node| node.attribute(key));
    if !matches!(name, "linearGradient" | "radialGradient") {
        return Err(refused(&format!("the colour `#{id}`")));
    }
    if said("spreadMethod").is_some_and(|method| method != "pad") {
        return Err(refused("a repeated run of colours"));
    }
    let stops: Vec<Stop> =
        chain.iter().map(|node| stops(*node)).find(|one| !one.is_empty()).unwrap_or_default();
    match stops.as_slice() {
        [] => return Err(refused("a run without colours")),
        [only] => return Ok(Tone::Flat(only.colour)),
        _ => {}
    }
    let boxed = said("gradientUnits") != Some("userSpaceOnUse");
    let mut space = *place;
    if boxed {
        space =
            space.after(&Transform::moved(own.x, own.y)).after(&Transform::scaled(own.w, own.h));
    }
    if let Some(said) = said("gradientTransform") {
        let map = transform(said).ok_or_else(|| refused("such a `gradientTransform`"))?;
        space = space.after(&map);
    }
    let length = |key: &str, usual: &str| -> Result<Px, Fault> {
        let text = said(key).unwrap_or(usual);
        let share = text.strip_suffix('%').map(|part| number(part).map(|part| part / 100.0));
        match share {
            Some(share) if boxed => share,
            Some(_) => None,
            None => number(text),
        }
        .ok_or_else(|| refused(&format!("`{key}=\"{text}\"`")))
    };
    if name == "linearGradient" {
        let one = Point::new(length("x1", "0")?, length("y1", "0")?);
        let two = Point::new(length("x2", if boxed { "1" } else { "0" })?, length("y2", "0")?);
        return Ok(Tone::Along(space.of(one), space.of(two), stops));
    }
    if ["fx", "fy"]
        .into_iter()
        .any(|key| said(key).is_some_and(|own| Some(own) != said(&key.replace('f', "c"))))
    {
        return Err(refused("a run of colours with a focus of its own"));
    }
    let centre = Point::new(length("cx", "0.5")?, length("cy", "0.5")?);
    Ok(Tone::Around(space.of(centre), length("r", "0.5")? * space.growth(), stops))
}

/// The run with this id and those that it refers to.
fn chain<'a, 'b>(document: &'a Document<'b>, id: &str) -> Vec<Node<'a, 'b>> {
    let find = |id: &str| document.descendants().find(|node| node.attribute("id") == Some(id));
    let next = |node: &Node<'a, 'b>| {
        let href = node.attributes().find(|one| one.name() == "href")?.value();
        find(href.trim().strip_prefix('#')?)
    };
    std::iter::successors(find(id), next).take(DEEPEST).collect()
}

fn stops(run: Node<'_, '_>) -> Vec<Stop> {
    let mut out: Vec<Stop> = Vec::new();
    for node in run.children().filter(|node| node.tag_name().name() == "stop") {
        let style = node.attribute("style").unwrap_or_default();
        let said = |key: &str| {
            let in_style = style.split(';').filter_map(|part| part.split_once(':'));
            let mut in_style =
                in_style.filter(|(name, _)| name.trim() == key).map(|(_, value)| value.trim());
            in_style.next_back().or_else(|| node.attribute(key))
        };
        let share = |text: &str| match text.trim().strip_suffix('%') {
            Some(part) => number(part).map(|part| part / 100.0),
            None => number(text),
        };
        let before = out.last().map_or(0.0, |stop| stop.at);
        let at = node.attribute("offset").and_then(share).unwrap_or_default().clamp(before, 1.0);
        let (colour, own) = said("stop-color").and_then(colour).unwrap_or((Rgb::BLACK, 1.0));
        let opacity = said("stop-opacity").and_then(share).unwrap_or(1.0).clamp(0.0, 1.0) * own;
        out.push(Stop { at, colour, opacity });
    }
    out
}
