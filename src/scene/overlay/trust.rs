//! The overlay `trust`: the zone of every component, and every pair of zones between which a line leads.

use super::{Form, Lens, Mark, Overlay, Tag};
use crate::{
    model::{End, Model, Zone},
    scene::colour::Rgb,
};

/// The zones in the order of the legend: the least trusted first.
const ZONES: [(Zone, Rgb, Form, &str); 8] = [
    (Zone::Outside, Rgb(0xD1, 0x32, 0x12), Form::Cross, "People and devices: nothing is trusted"),
    (Zone::ThirdParty, Rgb(0xC2, 0x5A, 0x00), Form::Triangle, "Run by somebody else"),
    (Zone::Edge, Rgb(0x8A, 0x6D, 0x00), Form::Diamond, "In front of the application, at the edge"),
    (
        Zone::PublicSubnet,
        Rgb(0x3B, 0x7D, 0x23),
        Form::Square,
        "Own network, reached from the internet",
    ),
    (Zone::Managed, Rgb(0x00, 0x6C, 0xB0), Form::Disc, "Managed by AWS, guarded by roles"),
    (Zone::PrivateSubnet, Rgb(0x00, 0x7A, 0x7C), Form::Square, "Own network, private"),
    (Zone::OnPremises, Rgb(0x54, 0x64, 0x74), Form::Diamond, "Own data centre"),
    (Zone::Unknown, Rgb(0x54, 0x64, 0x74), Form::Ring, "Nothing is known"),
];
/// The colour of what crosses a boundary.
const CROSSING: Rgb = Rgb(0xB5, 0x2A, 0x6B);

pub(super) fn lens(model: &Model) -> Lens {
    let used: Vec<_> = ZONES
        .into_iter()
        .filter(|row| model.components.iter().any(|one| one.zone == row.0))
        .collect();
    let place = |zone: Zone| used.iter().position(|row| row.0 == zone);
    let tag = |zone: Zone| Some(Tag { mark: place(zone)?, words: zone.as_str().to_owned() });
    let mut marks: Vec<Mark> = used
        .iter()
        .map(|&(zone, colour, form, words)| {
            let words = format!("{}: {}", capital(zone.as_str()), lower(words));
            Mark::new(colour, form, zone.as_str(), words)
        })
        .collect();
    let zones = marks.len();
    let mut pairs: Vec<(Zone, Zone)> = Vec::new();
    let mut connections = Vec::with_capacity(model.connections.len());
    for connection in &model.connections {
        let mut worn: Vec<usize> = Vec::new();
        for from in of(model, connection.from) {
            for to in of(model, connection.to).into_iter().filter(|to| *to != from) {
                let at = pairs.iter().position(|pair| *pair == (from, to)).unwrap_or_else(|| {
                    pairs.push((from, to));
                    pairs.len() - 1
                });
                if !worn.contains(&(zones + at)) {
                    worn.push(zones + at);
                }
            }
        }
        connections.push(worn);
    }
    marks.extend((1..).zip(pairs).map(|(number, (from, to))| {
        let words = format!("Crossing T{number}: {} → {}", from.as_str(), to.as_str());
        Mark::new(CROSSING, Form::Diamond, &format!("T{number}"), words)
    }));
    Lens {
        overlay: Overlay::Trust,
        components: model.components.iter().map(|one| tag(one.zone)).collect(),
        connections,
        marks,
    }
}

/// The zones of an end, each once.
fn of(model: &Model, end: End) -> Vec<Zone> {
    let mut zones: Vec<Zone> =
        model.members(end).iter().map(|&id| model.component(id).zone).collect();
    zones.sort();
    zones.dedup();
    zones
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Lower case at the start, unless the word is a name.
fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
