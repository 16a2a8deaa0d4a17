//! The forms of the files in `src/catalog/data`.

use super::facts::Facts;
use super::learn::Learn;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Service {
    pub id: String,
    pub name: String,
    pub short: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub outdated: Vec<String>,
    #[serde(default = "aws")]
    pub provider: String,
    pub category: String,
    #[serde(default)]
    pub parent: String,
    pub layers: Vec<String>,
    #[serde(default)]
    pub traits: Vec<String>,
    #[serde(default)]
    pub provides: Vec<String>,
    pub scope: String,
    #[serde(default)]
    pub vpc_attached: bool,
    #[serde(default = "not_applicable")]
    pub kms: String,
    #[serde(default = "none")]
    pub endpoint: String,
    #[serde(default)]
    pub endpoint_services: Vec<String>,
    pub glyph: String,
    #[serde(default)]
    pub icons: Vec<String>,
    pub purpose: String,
    pub pricing: String,
    #[serde(default)]
    pub prices: Vec<String>,
    #[serde(default)]
    pub security: Vec<String>,
    pub exam: Option<Exam>,
    #[serde(default)]
    pub lifecycle: Lifecycle,
    #[serde(default)]
    pub sources: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exam {
    pub status: String,
    #[serde(default)]
    pub note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Lifecycle {
    pub state: String,
    pub since: String,
    pub note: String,
    pub replacement: String,
    pub source: String,
    pub checked: String,
}

impl Default for Lifecycle {
    fn default() -> Self {
        let empty = String::new;
        Self {
            state: "active".into(),
            since: empty(),
            note: empty(),
            replacement: empty(),
            source: empty(),
            checked: empty(),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Category {
    pub name: String,
    pub colour: String,
    pub glyph: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Capability {
    pub id: String,
    pub title: String,
    pub meaning: String,
    pub home: String,
    pub default: String,
    #[serde(default)]
    pub properties: Vec<String>,
    #[serde(default)]
    pub badge: String,
    #[serde(default)]
    pub legend: String,
    pub glyph: String,
    pub colour: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Property {
    pub name: String,
    pub on: String,
    pub types: Vec<String>,
    #[serde(default)]
    pub values: Vec<String>,
    #[serde(default)]
    pub carriers: Vec<String>,
    pub meaning: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Boundary {
    pub id: String,
    pub title: String,
    pub colour: String,
    pub dark_colour: Option<String>,
    pub line: String,
    #[serde(default)]
    pub fill: String,
    pub label: String,
    pub glyph: String,
    #[serde(default)]
    pub icons: Vec<String>,
    pub inside: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StudyItem {
    pub id: String,
    pub kind: String,
    pub title: String,
    pub text: String,
    #[serde(default)]
    pub services: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reference {
    pub id: String,
    pub title: String,
    pub description: String,
    pub layers: Vec<Layer>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Layer {
    pub id: String,
    pub title: String,
    pub purpose: String,
    pub place: String,
    pub colour: String,
    #[serde(default)]
    pub required_by: Vec<String>,
    pub default: String,
    #[serde(default)]
    pub expects: Vec<Expectation>,
    #[serde(default)]
    pub reaches: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expectation {
    pub capability: String,
    pub severity: String,
    #[serde(default)]
    pub pedantic: bool,
}

fn aws() -> String {
    "aws".into()
}

fn not_applicable() -> String {
    "not-applicable".into()
}

fn none() -> String {
    "none".into()
}

/// Everything that the data files say, services sorted by id.
#[derive(Debug)]
pub(super) struct Data {
    pub services: Vec<Service>,
    pub categories: Vec<Category>,
    pub capabilities: Vec<Capability>,
    pub properties: Vec<Property>,
    pub boundaries: Vec<Boundary>,
    pub study: Vec<StudyItem>,
    pub glyphs: Vec<String>,
    pub references: Vec<Reference>,
    pub facts: Facts,
    pub learn: Learn,
}

impl Data {
    /// Reads `folder`; panics with the file's name and the place at fault.
    pub(super) fn read(folder: &Path) -> Self {
        let mut services: Vec<Service> = yaml_files(&folder.join("services"))
            .iter()
            .flat_map(|path| read::<Vec<Service>>(path))
            .collect();
        services.sort_by(|a, b| a.id.cmp(&b.id));
        let mut properties: Vec<Property> = read(&folder.join("properties.yaml"));
        let carriers = ["component", "connection", "group"];
        let order = |row: &Property| carriers.iter().position(|&carrier| carrier == row.on);
        properties.sort_by(|a, b| (order(a), &a.name).cmp(&(order(b), &b.name)));
        Self {
            services,
            categories: read(&folder.join("categories.yaml")),
            capabilities: read(&folder.join("capabilities.yaml")),
            properties,
            boundaries: read(&folder.join("boundaries.yaml")),
            study: read(&folder.join("study.yaml")),
            glyphs: read(&folder.join("glyphs.yaml")),
            references: yaml_files(&folder.join("references"))
                .iter()
                .map(|path| read(path))
                .collect(),
            facts: read(&folder.join("facts.yaml")),
            learn: Learn {
                advice: sorted(read(&folder.join("advice.yaml"))),
                cases: read(&folder.join("cases.yaml")),
                exam: read(&folder.join("exam.yaml")),
                alike: read(&folder.join("alike.yaml")),
            },
        }
    }
}

fn sorted(mut rows: Vec<super::learn::Advice>) -> Vec<super::learn::Advice> {
    rows.sort_by(|a, b| a.service.cmp(&b.service));
    rows
}

fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    paths
}

fn read<T: DeserializeOwned>(path: &Path) -> T {
    let text =
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
