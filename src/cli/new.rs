//! `new`: a first blueprint, copied from a built-in one.

use super::arguments::ListFormat;
use super::failure::Failure;
use super::output::{self, Existing, Output};
use super::screen::Screen;
use super::templates::{TEMPLATES, THEMES, Template};
use super::{Exit, table};
use crate::catalog::Service;
use crate::source::Source;
use crate::{lint, pipeline, suggest};
use clap::Args;
use serde::Serialize;
use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cyanotype new                                  list the templates by theme
  cyanotype new rag-chatbot                      write rag-chatbot.yaml
  cyanotype new rag-chatbot -o blueprint.yaml    write another file, `-` for standard output")]
pub(super) struct NewArguments {
    /// The blueprint to begin with; without it, they are listed
    template: Option<String>,
    /// Write to this file instead of `TEMPLATE.yaml`
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
    /// How the list of templates is written
    #[arg(long, value_enum, default_value_t, conflicts_with = "template")]
    format: ListFormat,
}

/// A template for programs.
#[derive(Serialize)]
struct Row {
    name: &'static str,
    theme: &'static str,
    shows: &'static str,
    title: String,
    description: String,
    environment: String,
    pattern: String,
    sources: Vec<String>,
}

impl Row {
    fn new(one: &Template) -> Self {
        Self {
            name: one.name,
            theme: one.theme,
            shows: one.shows,
            title: one.said("name"),
            description: one.said("description"),
            environment: one.context("environment"),
            pattern: one.context("pattern"),
            sources: one.sources(),
        }
    }
}

/// The names and texts of the reference blueprints.
pub(super) fn templates() -> impl Iterator<Item = (&'static str, &'static str)> {
    TEMPLATES.iter().map(|one| (one.name, one.text))
}

/// The services that a blueprint draws, each once, in its order.
pub(super) fn services_of(text: &str) -> Vec<&'static Service> {
    let source = Source::new("blueprint", text);
    let checked = pipeline::check(&source, &lint::Settings::default(), |_| Err(String::new()));
    let mut found: Vec<&'static Service> = Vec::new();
    for one in checked.model.iter().flat_map(|model| &model.components) {
        found.extend(one.service.filter(|one| !found.iter().any(|known| known.id == one.id)));
    }
    found
}

pub(super) fn run(arguments: &NewArguments, screen: &Screen) -> Result<Exit, Failure> {
    let name = match &arguments.template {
        Some(name) => name.clone(),
        None if std::io::stdin().is_terminal() && std::io::stderr().is_terminal() => ask(screen)?,
        None => {
            screen.print(&list(arguments.format, screen))?;
            return Ok(Exit::Fine);
        }
    };
    let template = find(&name)?;
    let path = arguments
        .output
        .clone()
        .unwrap_or_else(|| PathBuf::from(format!("{}.yaml", template.name)));
    let existing = if arguments.force { Existing::Replace } else { Existing::Keep };
    output::vet(std::slice::from_ref(&path), &[], existing)?;
    output::write(&[Output { path: path.clone(), bytes: template.text.as_bytes().to_vec() }])?;
    if path != Path::new("-") {
        let path = path.display();
        screen.note(&format!("wrote {path}\nnext: cyanotype check {path}"));
    }
    Ok(Exit::Fine)
}

fn find(name: &str) -> Result<&'static Template, Failure> {
    let names = || TEMPLATES.iter().map(|one| one.name);
    TEMPLATES.iter().find(|one| one.name == name).ok_or_else(|| {
        let part = || names().find(|one| !name.is_empty() && one.contains(name));
        let help = match suggest::nearest(name, names()).or_else(part) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "list the templates: cyanotype new".to_owned(),
        };
        Failure::refused(format!("there is no template `{name}`"), help)
    })
}

fn list(format: ListFormat, screen: &Screen) -> String {
    match format {
        ListFormat::Text => {
            themes().map(|(theme, rows)| text(theme, &rows, screen)).collect::<Vec<_>>().join("\n")
        }
        ListFormat::Markdown => {
            let one = |(theme, rows): (&str, Vec<_>)| {
                format!("### {theme}\n\n{}", table::markdown(["template", "shows"], &rows))
            };
            themes().map(one).collect::<Vec<_>>().join("\n")
        }
        ListFormat::Json => super::json(&TEMPLATES.iter().map(Row::new).collect::<Vec<_>>()),
    }
}

/// The themes with their templates: name and what it shows.
fn themes() -> impl Iterator<Item = (&'static str, Vec<[String; 2]>)> {
    let rows = |theme: &str| {
        let rows = TEMPLATES.iter().filter(|one| one.theme == theme);
        rows.map(|one| [one.name, one.shows].map(str::to_owned)).collect::<Vec<_>>()
    };
    THEMES.iter().map(move |&theme| (theme, rows(theme))).filter(|(_, rows)| !rows.is_empty())
}

/// A theme with its templates below it, their names in one column with those of the other themes.
fn text(theme: &str, rows: &[[String; 2]], screen: &Screen) -> String {
    let widest = TEMPLATES.iter().map(|one| one.name.len()).max().unwrap_or_default();
    let rows: Vec<_> =
        rows.iter().map(|[name, shows]| [format!("{name:widest$}"), shows.clone()]).collect();
    let table = table::text(&rows, screen.look.width.saturating_sub(2));
    let lines = table.lines().flat_map(|line| ["\n  ", line]);
    [theme].into_iter().chain(lines).chain(["\n"]).collect()
}

fn ask(screen: &Screen) -> Result<String, Failure> {
    screen.complain(&format!("{}\nWhich one? ", list(ListFormat::Text, screen)));
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer).map_err(|cause| Failure::read("-", cause))?;
    match answer.trim() {
        "" => Err(Failure::refused("no template was chosen", "name one: cyanotype new TEMPLATE")),
        name => Ok(name.to_owned()),
    }
}
