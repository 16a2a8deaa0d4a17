//! `services`: the list of services that a blueprint can name.

use super::arguments::ListFormat;
use super::explain::mentions::{self, Drawn};
use super::failure::Failure;
use super::screen::Screen;
use super::words::{endpoint, kms, lifecycle, scope};
use super::{Exit, table};
use crate::catalog::{self, Service, Trait};
use crate::suggest;
use clap::Args;
use serde::Serialize;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cyanotype services
  cyanotype services --layer engine
  cyanotype services vector search
  cyanotype services --layer storage --format json")]
pub(super) struct ServicesArguments {
    /// Only services whose names, aliases, traits or purpose hold these words
    words: Vec<String>,
    /// Only services that may live in this layer
    #[arg(long, value_name = "LAYER")]
    layer: Option<String>,
    /// How to write the list
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: ListFormat,
}

pub(super) fn run(arguments: &ServicesArguments, screen: &Screen) -> Result<Exit, Failure> {
    let layer = arguments.layer.as_deref();
    layer.map_or(Ok(()), known_layer)?;
    let found: Vec<&Service> = catalog::services_matching(&arguments.words.join(" "))
        .into_iter()
        .filter(|one| layer.is_none_or(|layer| one.layers.contains(&layer)))
        .collect();
    if found.is_empty() {
        let help = "search with fewer words, or list all: cyanotype services";
        return Err(Failure::refused("no service fits", help));
    }
    let text = match arguments.format {
        ListFormat::Text => {
            let rows: Vec<_> = found
                .iter()
                .map(|one| [one.id, one.short, one.purpose].map(str::to_owned))
                .collect();
            table::text(&rows, screen.look.width)
        }
        ListFormat::Markdown => {
            let rows: Vec<_> = found.iter().map(|one| cells(one)).collect();
            table::markdown(["service", "name", "layers", "purpose"], &rows)
        }
        ListFormat::Json => super::json(&Row::all(&found)),
    };
    screen.print(&text)?;
    Ok(Exit::Fine)
}

fn cells(one: &Service) -> [String; 4] {
    [one.id.to_owned(), one.short.to_owned(), one.layers.join(", "), one.purpose.to_owned()]
}

/// The ids of all layers of the built-in reference architectures.
pub(super) fn layers() -> impl Iterator<Item = &'static str> {
    catalog::references().iter().flat_map(|one| one.layers.iter().map(|layer| &*layer.id))
}

fn known_layer(layer: &str) -> Result<(), Failure> {
    if layers().any(|one| one == layer) {
        return Ok(());
    }
    let help = match suggest::nearest(layer, layers()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the layers are {}", layers().collect::<Vec<_>>().join(", ")),
    };
    Err(Failure::refused(format!("there is no layer `{layer}`"), help))
}

/// A service in the stable form for programs.
#[derive(Serialize)]
pub(super) struct Row {
    id: &'static str,
    name: &'static str,
    short: &'static str,
    aliases: &'static [&'static str],
    outdated_names: &'static [&'static str],
    category: &'static str,
    feature_of: Option<&'static str>,
    layers: &'static [&'static str],
    traits: Vec<&'static str>,
    covers: Vec<&'static str>,
    scope: &'static str,
    vpc_attached: bool,
    encryption: &'static str,
    endpoint: &'static str,
    endpoint_services: &'static [&'static str],
    purpose: &'static str,
    pricing: &'static str,
    security: &'static [&'static str],
    advice: Option<Advice>,
    exam: Option<Exam>,
    lifecycle: Lifecycle,
    study_notes: Vec<&'static str>,
    blueprints: Vec<&'static str>,
    rules: Vec<&'static str>,
    sources: &'static [&'static str],
}

#[derive(Serialize)]
struct Advice {
    exam_task: &'static str,
    gives: &'static str,
    when: &'static [&'static str],
    not_when: &'static [&'static str],
    instead: Vec<Instead>,
}

#[derive(Serialize)]
struct Instead {
    take: &'static str,
    when: &'static str,
}

impl Advice {
    fn of(service: &Service) -> Option<Self> {
        let one = catalog::advice(service.id)?;
        let instead = one.instead.iter().map(|one| Instead { take: one.take, when: one.when });
        Some(Self {
            exam_task: one.task,
            gives: one.gives,
            when: one.when,
            not_when: one.avoid,
            instead: instead.collect(),
        })
    }
}

#[derive(Serialize)]
struct Exam {
    status: &'static str,
    note: &'static str,
}

#[derive(Serialize)]
struct Lifecycle {
    state: &'static str,
    since: Option<&'static str>,
    note: Option<&'static str>,
    replacement: Option<&'static str>,
    source: Option<&'static str>,
    checked: Option<&'static str>,
}

fn said(text: &'static str) -> Option<&'static str> {
    Some(text).filter(|text| !text.is_empty())
}

impl Row {
    /// The rows of services.
    pub(super) fn all(services: &[&'static Service]) -> Vec<Self> {
        let drawn = Drawn::new();
        services.iter().map(|one| Self::new(one, &drawn)).collect()
    }
    fn new(one: &'static Service, drawn: &Drawn) -> Self {
        let life = &one.lifecycle;
        Self {
            id: one.id,
            name: one.name,
            short: one.short,
            aliases: one.aliases,
            outdated_names: one.outdated,
            category: one.category.name,
            feature_of: said(one.parent),
            layers: one.layers,
            traits: one.traits.iter().map(Trait::as_str).collect(),
            covers: one.provides.iter().map(|at| catalog::capabilities()[at].id).collect(),
            scope: scope(one.scope),
            vpc_attached: one.vpc_attached,
            encryption: kms(one.kms),
            endpoint: endpoint(one.endpoint),
            endpoint_services: one.endpoint_services,
            purpose: one.purpose,
            pricing: one.pricing,
            security: one.security,
            advice: Advice::of(one),
            exam: one.exam.as_ref().map(|exam| Exam { status: exam.status, note: exam.note }),
            lifecycle: Lifecycle {
                state: lifecycle(life.state),
                since: said(life.since),
                note: said(life.note),
                replacement: said(life.replacement),
                source: said(life.source),
                checked: said(life.checked),
            },
            study_notes: mentions::study(one).into_iter().map(|item| item.id).collect(),
            blueprints: drawn.with(one),
            rules: mentions::rules(one).into_iter().map(|rule| rule.code).collect(),
            sources: one.sources,
        }
    }
}
