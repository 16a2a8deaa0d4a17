//! What the data files must satisfy before anything is generated from them.

use super::read::{Capability, Data, Property, Reference, Service};
use super::render::{glyph_names, static_name, word_table};
use super::{facts, learn};
use cyanotype::catalog::{Boundary, COLOURS, PATTERNS, glyph, trait_named};
use std::collections::BTreeSet;

const SCOPES: [&str; 5] = ["global", "regional", "vpc", "zonal", "external"];
const KMS: [&str; 3] = ["customer-key", "aws-key", "not-applicable"];
const ENDPOINTS: [&str; 5] =
    ["none", "interface", "gateway", "gateway-and-interface", "service-managed"];
const STATES: [&str; 6] = ["active", "legacy", "renamed", "closed-to-new", "ended", "unknown"];
const TYPES: [&str; 9] =
    ["bool", "number", "text", "word", "texts", "words", "id", "groups", "guardrail"];
const CARRIERS: [&str; 3] = ["component", "connection", "group"];
const STUDY_KINDS: [&str; 6] = ["service", "advantage", "benefit", "cost", "sample", "tip"];

/// Every fault of the data, one line each.
pub(super) fn faults(data: &Data) -> Vec<String> {
    let mut faults = Vec::new();
    for row in &data.services {
        service(row, data, &mut faults);
    }
    for row in &data.capabilities {
        capability(row, data, &mut faults);
    }
    for row in &data.properties {
        property(row, &mut faults);
    }
    for row in &data.references {
        reference(row, data, &mut faults);
    }
    boundaries(data, &mut faults);
    study(data, &mut faults);
    words(data, &mut faults);
    glyphs(data, &mut faults);
    faults.extend(learn::faults(data));
    faults.extend(facts::faults(&data.facts, &data.services));
    for category in &data.categories {
        expect(colour(&category.colour), &mut faults, || {
            format!("category {}: colour", category.name)
        });
    }
    faults
}

fn expect(holds: bool, faults: &mut Vec<String>, fault: impl FnOnce() -> String) {
    if !holds {
        faults.push(fault());
    }
}

fn known(place: &str, what: &str, (word, words): (&str, &[&str]), faults: &mut Vec<String>) {
    expect(words.contains(&word), faults, || format!("{place}: unknown {what} `{word}`"));
}

fn colour(text: &str) -> bool {
    text.len() == 7
        && text.starts_with('#')
        && text[1..].chars().all(|digit| digit.is_ascii_hexdigit())
}

fn date(text: &str) -> bool {
    let digits =
        |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    matches!(parts[..], [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2))
}

fn is_service(data: &Data, id: &str) -> bool {
    data.services.iter().any(|row| row.id == id)
}

fn service(row: &Service, data: &Data, faults: &mut Vec<String>) {
    let place = format!("service {}", row.id);
    known(&place, "provider", (&row.provider, &["aws", "external"]), faults);
    known(&place, "scope", (&row.scope, &SCOPES), faults);
    known(&place, "kms", (&row.kms, &KMS), faults);
    known(&place, "endpoint", (&row.endpoint, &ENDPOINTS), faults);
    for name in &row.traits {
        expect(trait_named(name).is_some(), faults, || format!("{place}: unknown trait `{name}`"));
    }
    for id in &row.provides {
        let found = data.capabilities.iter().any(|capability| capability.id == *id);
        expect(found, faults, || format!("{place}: unknown capability `{id}`"));
    }
    for id in &row.layers {
        let found = data
            .references
            .iter()
            .any(|reference| reference.layers.iter().any(|layer| layer.id == *id));
        expect(found, faults, || format!("{place}: unknown layer `{id}`"));
    }
    let category = data.categories.iter().any(|category| category.name == row.category);
    expect(category, faults, || format!("{place}: unknown category `{}`", row.category));
    expect(!row.layers.is_empty(), faults, || format!("{place}: no layer"));
    let parent = row.parent.is_empty() || is_service(data, &row.parent);
    expect(parent, faults, || format!("{place}: unknown parent `{}`", row.parent));
    for (name, text) in [
        ("purpose", &row.purpose),
        ("pricing", &row.pricing),
        ("short", &row.short),
        ("name", &row.name),
    ] {
        expect(!text.trim().is_empty(), faults, || format!("{place}: no {name}"));
    }
    expect(row.short.chars().count() <= 24, faults, || {
        format!("{place}: short name too long for a label")
    });
    expect(
        row.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
        faults,
        || format!("{place}: id is not kebab-case"),
    );
    lifecycle(row, data, faults);
}

fn lifecycle(row: &Service, data: &Data, faults: &mut Vec<String>) {
    let (place, life) = (format!("service {}", row.id), &row.lifecycle);
    known(&place, "lifecycle state", (&life.state, &STATES), faults);
    let stated = life.state != "active" || !life.note.is_empty();
    expect(!stated || (!life.source.is_empty() && date(&life.checked)), faults, || {
        format!("{place}: a lifecycle fact needs `source` and `checked`")
    });
    expect(life.since.is_empty() || date(&life.since), faults, || {
        format!("{place}: `since` is not a date")
    });
    let closed = matches!(life.state.as_str(), "closed-to-new" | "ended");
    expect(!closed || !life.since.is_empty(), faults, || format!("{place}: no `since`"));
    let replaced = life.replacement.is_empty() || is_service(data, &life.replacement);
    expect(replaced, faults, || format!("{place}: unknown replacement `{}`", life.replacement));
}

fn capability(row: &Capability, data: &Data, faults: &mut Vec<String>) {
    let place = format!("capability {}", row.id);
    expect(colour(&row.colour), faults, || format!("{place}: colour"));
    expect(row.badge.chars().count() <= 1, faults, || format!("{place}: a badge is one letter"));
    expect(row.badge.is_empty() == row.legend.is_empty(), faults, || {
        format!("{place}: badge and legend go together")
    });
    let same = data
        .capabilities
        .iter()
        .filter(|other| !row.badge.is_empty() && other.badge == row.badge)
        .count();
    expect(same <= 1, faults, || format!("{place}: badge `{}` is taken", row.badge));
    let home = data
        .references
        .iter()
        .any(|reference| reference.layers.iter().any(|layer| layer.id == row.home));
    expect(home, faults, || format!("{place}: unknown layer `{}`", row.home));
    let default = data
        .services
        .iter()
        .any(|service| service.id == row.default && service.provides.contains(&row.id));
    expect(default, faults, || format!("{place}: `{}` does not provide it", row.default));
    for name in &row.properties {
        let found = data.properties.iter().any(|one| one.on == "component" && one.name == *name);
        expect(found, faults, || format!("{place}: unknown property `{name}`"));
    }
    expect(data.capabilities.len() <= 64, faults, || "more than 64 capabilities".into());
}

fn property(row: &Property, faults: &mut Vec<String>) {
    let place = format!("property {} of {}", row.name, row.on);
    known(&place, "carrier", (&row.on, &CARRIERS), faults);
    for kind in &row.types {
        known(&place, "type", (kind, &TYPES), faults);
    }
    let worded = row.types.iter().any(|kind| kind == "word" || kind == "words");
    expect(worded != row.values.is_empty(), faults, || {
        format!("{place}: `values` go with word and words")
    });
    for name in &row.carriers {
        expect(trait_named(name).is_some(), faults, || format!("{place}: unknown trait `{name}`"));
    }
    expect(row.meaning.ends_with('.'), faults, || format!("{place}: the meaning is no sentence"));
}

fn reference(row: &Reference, data: &Data, faults: &mut Vec<String>) {
    for layer in &row.layers {
        let place = format!("reference {}, layer {}", row.id, layer.id);
        known(&place, "place", (&layer.place, &["band", "rail"]), faults);
        known(&place, "colour", (&layer.colour, &COLOURS), faults);
        for pattern in &layer.required_by {
            known(&place, "pattern", (pattern, &PATTERNS), faults);
        }
        for id in &layer.reaches {
            let found = row.layers.iter().any(|other| other.id == *id);
            expect(found, faults, || format!("{place}: unknown layer `{id}`"));
        }
        for expected in &layer.expects {
            let found =
                data.capabilities.iter().any(|capability| capability.id == expected.capability);
            expect(found, faults, || {
                format!("{place}: unknown capability `{}`", expected.capability)
            });
            known(&place, "severity", (&expected.severity, &["info", "warning", "error"]), faults);
        }
        let default =
            data.services.iter().any(|s| s.id == layer.default && s.layers.contains(&layer.id));
        expect(default, faults, || format!("{place}: `{}` may not live there", layer.default));
    }
}

fn boundaries(data: &Data, faults: &mut Vec<String>) {
    for row in &data.boundaries {
        let place = format!("boundary {}", row.id);
        known(&place, "line", (&row.line, &["solid", "dashed", "dotted"]), faults);
        known(&place, "label", (&row.label, &["left", "centre"]), faults);
        expect(colour(&row.colour), faults, || format!("{place}: colour"));
        expect(row.fill.is_empty() || colour(&row.fill), faults, || format!("{place}: fill"));
        for id in &row.inside {
            let found = id == Boundary::TOP || data.boundaries.iter().any(|other| other.id == *id);
            expect(found, faults, || format!("{place}: unknown boundary `{id}`"));
        }
    }
    let kinds: Vec<&String> = data.boundaries.iter().map(|row| &row.id).collect();
    let kind = data.properties.iter().find(|row| row.on == "group" && row.name == "kind");
    let listed: BTreeSet<&String> = kind.into_iter().flat_map(|row| &row.values).collect();
    expect(listed == kinds.into_iter().collect(), faults, || {
        "the values of the group property `kind`".into()
    });
}

fn study(data: &Data, faults: &mut Vec<String>) {
    for row in &data.study {
        let place = format!("study item {}", row.id);
        known(&place, "kind", (&row.kind, &STUDY_KINDS), faults);
        expect(row.text.ends_with('.'), faults, || format!("{place}: the text is no sentence"));
        for id in &row.services {
            expect(is_service(data, id), faults, || format!("{place}: unknown service `{id}`"));
        }
    }
}

fn words(data: &Data, faults: &mut Vec<String>) {
    for pair in word_table(data).windows(2) {
        let (one, two) = (&data.services[pair[0].1].id, &data.services[pair[1].1].id);
        expect(pair[0].0 != pair[1].0, faults, || {
            format!("`{}` means both {one} and {two}", pair[0].0)
        });
        expect(!pair[0].0.is_empty(), faults, || format!("service {one}: a name without a letter"));
    }
    let lists: [(&str, Vec<String>); 7] = [
        ("service", data.services.iter().map(|row| row.id.clone()).collect()),
        ("category", data.categories.iter().map(|row| row.name.clone()).collect()),
        ("capability", data.capabilities.iter().map(|row| row.id.clone()).collect()),
        (
            "property",
            data.properties.iter().map(|row| format!("{} of {}", row.name, row.on)).collect(),
        ),
        ("boundary", data.boundaries.iter().map(|row| row.id.clone()).collect()),
        ("study item", data.study.iter().map(|row| row.id.clone()).collect()),
        ("extra glyph", data.glyphs.clone()),
    ];
    for (what, mut ids) in lists {
        ids.sort();
        for pair in ids.windows(2) {
            expect(pair[0] != pair[1], faults, || format!("{what} `{}` twice", pair[0]));
        }
    }
}

/// A glyph is known when it is compiled in; a new one must be in the icon crate's text, or the generated file would not compile.
fn glyphs(data: &Data, faults: &mut Vec<String>) {
    let new: Vec<&str> =
        glyph_names(data).into_iter().filter(|name| glyph(name).is_none()).collect();
    if new.is_empty() {
        return;
    }
    let crate_text = icon_crate_text();
    for name in new {
        let found = crate_text.contains(&format!("pub static {}:", static_name(name)));
        expect(found, faults, || format!("no Lucide glyph `{name}` in the icon crate"));
    }
}

fn icon_crate_text() -> String {
    let version = cargo(&["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    // Only this platform's packages are sure to be at hand without a network.
    let metadata =
        cargo(&["metadata", "--offline", "--format-version", "1", "--filter-platform", host]);
    let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let icons = packages.iter().find(|package| package["name"] == "icondata_lu").unwrap();
    let manifest = std::path::Path::new(icons["manifest_path"].as_str().unwrap());
    std::fs::read_to_string(manifest.with_file_name("src").join("lib.rs")).unwrap()
}

fn cargo(arguments: &[&str]) -> String {
    let output = std::process::Command::new(env!("CARGO")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
