//! `new`: a first blueprint, copied from a built-in one.

use super::failure::Failure;
use super::output::{self, Existing, Output};
use super::screen::Screen;
use super::{Exit, table};
use crate::catalog::Service;
use crate::source::Source;
use crate::{lint, pipeline, suggest, syntax};
use clap::Args;
use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

/// The reference blueprints, by name.
const TEMPLATES: &[Template] = &[
    Template {
        name: "agent-assistant",
        text: include_str!("../../blueprints/agent-assistant.yaml"),
    },
    Template { name: "rag-chatbot", text: include_str!("../../blueprints/rag-chatbot.yaml") },
    Template {
        name: "study-notes-sample",
        text: include_str!("../../blueprints/study-notes-sample.yaml"),
    },
];

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cyanotype new                                  list the templates
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
}

#[derive(Debug)]
struct Template {
    name: &'static str,
    text: &'static str,
}

impl Template {
    /// The `description` of the blueprint.
    fn description(&self) -> String {
        let tree = syntax::parse(&Source::new(self.name, self.text)).tree;
        let Some(syntax::Value::Mapping(entries)) = tree.root().map(|root| &tree.node(root).value)
        else {
            return String::new();
        };
        let said = entries.iter().find(|entry| tree.text(entry.key) == Some("description"));
        said.and_then(|entry| tree.text(entry.value)).unwrap_or_default().trim().to_owned()
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
            screen.print(&list(screen))?;
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
        let help = match suggest::nearest(name, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the templates are {}", names().collect::<Vec<_>>().join(", ")),
        };
        Failure::refused(format!("there is no template `{name}`"), help)
    })
}

fn list(screen: &Screen) -> String {
    let rows: Vec<_> =
        TEMPLATES.iter().map(|one| [one.name.to_owned(), one.description()]).collect();
    table::text(&rows, screen.look.width)
}

fn ask(screen: &Screen) -> Result<String, Failure> {
    screen.complain(&format!("{}\nWhich one? ", list(screen)));
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer).map_err(|cause| Failure::read("-", cause))?;
    match answer.trim() {
        "" => Err(Failure::refused("no template was chosen", "name one: cyanotype new TEMPLATE")),
        name => Ok(name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::TEMPLATES;

    #[test]
    fn every_template_says_what_it_is() {
        assert!(TEMPLATES.is_sorted_by_key(|one| one.name));
        assert!(TEMPLATES.iter().all(|one| !one.description().is_empty()));
    }
}
