//! The overlay `data`: the most sensitive class first, everything that comes along behind it.

use super::{Form, Lens, Mark, Overlay, Tag};
use crate::{
    blueprint::DataClass,
    model::{DataClasses, Model},
    scene::colour::Rgb,
};

/// The classes in the order of the legend with their colour, sign, short word and meaning.
const CLASSES: [(DataClass, Rgb, Form, &str, &str); 7] = [
    (DataClass::Public, Rgb(0x3B, 0x7D, 0x23), Form::Ring, "public", "Public: anybody may read it"),
    (DataClass::Internal, Rgb(0x00, 0x6C, 0xB0), Form::Disc, "internal", "Internal: for staff"),
    (
        DataClass::Confidential,
        Rgb(0x7B, 0x3F, 0xB5),
        Form::Diamond,
        "confidential",
        "Confidential: for those who need it",
    ),
    (DataClass::Pii, Rgb(0xC2, 0x5A, 0x00), Form::Triangle, "PII", "PII: about a person"),
    (DataClass::Phi, Rgb(0xB5, 0x2A, 0x6B), Form::Triangle, "PHI", "PHI: about a person's health"),
    (DataClass::Pci, Rgb(0xA0, 0x4A, 0x30), Form::Triangle, "PCI", "PCI: payment cards"),
    (
        DataClass::Credentials,
        Rgb(0xD1, 0x32, 0x12),
        Form::Cross,
        "credentials",
        "Credentials: keys and passwords",
    ),
];
/// The most classes that are shown on one line.
const MOST: usize = 3;

pub(super) fn lens(model: &Model) -> Lens {
    let components: Vec<DataClasses> = model.components.iter().map(|one| one.data).collect();
    let connections: Vec<DataClasses> =
        model.connection_ids().map(|id| model.carried(id)).collect();
    let all =
        components.iter().chain(&connections).fold(DataClasses::NONE, |all, one| all.or(*one));
    let used: Vec<_> = CLASSES.into_iter().filter(|row| all.has(row.0)).collect();
    let ranked = |set: DataClasses| -> Vec<usize> {
        let members = (0..used.len()).filter(|&at| set.has(used[at].0));
        let mut members: Vec<usize> = members.collect();
        members.sort_by_key(|&at| std::cmp::Reverse((used[at].0.rank(), at)));
        members
    };
    let tag = |set: &DataClasses| {
        let ranked = ranked(*set);
        let &mark = ranked.first()?;
        let words = used[mark].3;
        let words = match ranked.len() {
            1 => words.to_owned(),
            more => format!("{words} +{}", more - 1),
        };
        Some(Tag { mark, words })
    };
    let line = |set: &DataClasses| {
        let mut ranked = ranked(*set);
        ranked.truncate(MOST);
        ranked
    };
    Lens {
        overlay: Overlay::Data,
        components: components.iter().map(tag).collect(),
        connections: connections.iter().map(line).collect(),
        marks: used
            .into_iter()
            .map(|(_, colour, form, short, words)| Mark::new(colour, form, short, words))
            .collect(),
    }
}
