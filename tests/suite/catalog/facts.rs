//! The facts with a date: the form of `facts.yaml`, what it must satisfy, and the Rust text made of it.

use super::read::Service;
use serde::Deserialize;
use std::fmt::Write;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Facts {
    regions: Vec<Homes>,
    eligibility: Vec<Eligibility>,
    limits: Vec<Limit>,
    models: Vec<End>,
    geographies: Vec<Geography>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Homes {
    service: String,
    regions: Vec<String>,
    source: String,
    checked: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Eligibility {
    service: String,
    framework: String,
    eligible: bool,
    #[serde(default)]
    except: String,
    source: String,
    checked: String,
    #[serde(default)]
    quoted: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Limit {
    service: String,
    seconds: u32,
    raisable: bool,
    note: String,
    source: String,
    checked: String,
    #[serde(default)]
    quoted: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    model: String,
    name: String,
    ends: String,
    source: String,
    checked: String,
    #[serde(default)]
    quoted: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Geography {
    id: String,
    title: String,
    regions: Vec<String>,
    source: String,
    checked: String,
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    parts.iter().map(|part| part.len()).eq([4, 2, 2])
        && parts.iter().all(|part| part.chars().all(|digit| digit.is_ascii_digit()))
}

/// A code such as `eu-central-1`.
fn is_region(text: &str) -> bool {
    let last = text.rsplit('-').next().unwrap_or("");
    text.split('-').count() >= 3 && last.len() == 1 && last.chars().all(|one| one.is_ascii_digit())
}

/// Every fault of the facts, one line each.
pub(super) fn faults(facts: &Facts, services: &[Service]) -> Vec<String> {
    let mut faults = Vec::new();
    let regions = facts.regions.iter().map(|row| (&row.service, &row.source, &row.checked));
    let eligibility = facts.eligibility.iter().map(|row| (&row.service, &row.source, &row.checked));
    let limits = facts.limits.iter().map(|row| (&row.service, &row.source, &row.checked));
    for (service, source, checked) in regions.chain(eligibility).chain(limits) {
        if !services.iter().any(|row| row.id == *service) {
            faults.push(format!("facts: no service `{service}`"));
        }
        dated(service, source, checked, &mut faults);
    }
    for row in &facts.models {
        dated(&row.model, &row.source, &row.checked, &mut faults);
        if !is_date(&row.ends) {
            faults.push(format!("facts: {}: `ends` is no date", row.model));
        }
    }
    for row in &facts.geographies {
        dated(&row.id, &row.source, &row.checked, &mut faults);
    }
    let lists = facts.regions.iter().map(|row| &row.regions);
    for list in lists.chain(facts.geographies.iter().map(|row| &row.regions)) {
        faults.extend(
            list.iter().filter(|code| !is_region(code)).map(|code| format!("facts: `{code}`?")),
        );
    }
    faults
}

fn dated(id: &str, source: &str, checked: &str, faults: &mut Vec<String>) {
    if source.is_empty() || !is_date(checked) {
        faults.push(format!("facts: {id}: needs a source and the day when it was checked"));
    }
}

/// The text of `generated/facts.rs`.
pub(super) fn render(facts: &Facts, header: &str) -> String {
    let mut text = format!(
        "//! Facts with a date: {header}.\n\nuse crate::catalog::facts::{{CallLimit, Eligibility, Geography, ModelEnd, \
         ServiceRegions}};\n"
    );
    let regions = facts.regions.iter().map(|row| {
        format!(
            "service: {:?}, regions: &{:?}, {}",
            row.service,
            sorted(&row.regions),
            end(&row.source, &row.checked)
        )
    });
    let eligibility = facts.eligibility.iter().map(|row| {
        let (service, framework, source) =
            (&row.service, &row.framework, end(&row.source, &row.checked));
        format!(
            "service: {service:?}, framework: {framework:?}, eligible: {}, except: {:?}, {source}, quoted: {}",
            row.eligible, row.except, row.quoted
        )
    });
    let limits = facts.limits.iter().map(|row| {
        format!(
            "service: {:?}, seconds: {}, raisable: {}, note: {:?}, {}, quoted: {}",
            row.service,
            row.seconds,
            row.raisable,
            row.note,
            end(&row.source, &row.checked),
            row.quoted
        )
    });
    let models = facts.models.iter().map(|row| {
        format!(
            "model: {:?}, name: {:?}, ends: {:?}, {}, quoted: {}",
            row.model,
            row.name,
            row.ends,
            end(&row.source, &row.checked),
            row.quoted
        )
    });
    let geographies = facts.geographies.iter().map(|row| {
        format!(
            "id: {:?}, title: {:?}, regions: &{:?}, {}",
            row.id,
            row.title,
            sorted(&row.regions),
            end(&row.source, &row.checked)
        )
    });
    table(&mut text, "REGIONS", "ServiceRegions", regions.collect());
    table(&mut text, "ELIGIBILITY", "Eligibility", eligibility.collect());
    table(&mut text, "LIMITS", "CallLimit", limits.collect());
    table(&mut text, "MODELS", "ModelEnd", models.collect());
    table(&mut text, "GEOGRAPHIES", "Geography", geographies.collect());
    text
}

fn sorted(codes: &[String]) -> Vec<&String> {
    let mut codes: Vec<&String> = codes.iter().collect();
    codes.sort();
    codes
}

fn end(source: &str, checked: &str) -> String {
    format!("source: {source:?}, checked: {checked:?}")
}

fn table(text: &mut String, name: &str, kind: &str, rows: Vec<String>) {
    let _ = write!(text, "\npub(crate) static {name}: [{kind}; {}] = [\n", rows.len());
    for row in rows {
        let _ = writeln!(text, "    {kind} {{ {row} }},");
    }
    text.push_str("];\n");
}
