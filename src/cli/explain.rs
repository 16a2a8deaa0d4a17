//! `explain`: what a word of a report or of a blueprint means.

mod facts;
mod markdown;
pub(super) mod mentions;
mod own_rules;
mod page;
mod service;

use super::arguments::ConfigChoice;
use super::failure::Failure;
use super::own_rules::OwnRules;
use super::screen::Screen;
use super::{Exit, config, generated};
use crate::catalog::{self, Trait};
use crate::lint;
use crate::{suggest, syntax};
use clap::Args;
use page::Page;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cyanotype explain SEC004                  a rule, by code
  cyanotype explain engine-without-guardrail      or by name
  cyanotype explain bedrock                 a service
  cyanotype explain token-based-pricing     a study topic
  cyanotype explain encryption-key          a capability
  cyanotype explain engine                  a layer
  cyanotype explain retention-days          a property")]
pub(super) struct ExplainArguments {
    /// A rule's code or name, a service, a capability, a layer, a property, a kind of group or a study topic
    #[arg(required = true, value_name = "WORD")]
    words: Vec<String>,
    #[command(flatten)]
    own: OwnRules,
    #[command(flatten)]
    _config: ConfigChoice,
}

/// A family of words: explains `word` when it is one of them.
type Topic = fn(word: &str, page: &mut Page<'_>) -> bool;

/// All families, in the order of their pages when a word belongs to several.
const TOPICS: &[Topic] = &[
    rule,
    problem,
    service::explain,
    facts::capability,
    facts::layer,
    facts::property,
    facts::boundary,
    facts::trait_,
    facts::study,
];

pub(super) fn run(arguments: &ExplainArguments, screen: &Screen) -> Result<Exit, Failure> {
    let word = arguments.words.join(" ");
    let mut page = Page::new(screen);
    let mut known = own_rules::explain(word.trim(), &arguments.own.load(screen)?, &mut page);
    for topic in TOPICS {
        known |= topic(word.trim(), &mut page);
    }
    if !known {
        return Err(Failure::refused(format!("nothing is called `{word}`"), help(word.trim())));
    }
    screen.print(&page.finish())?;
    Ok(Exit::Fine)
}

/// A rule: its page.
fn rule(word: &str, page: &mut Page<'_>) -> bool {
    let found = lint::find_rule(word);
    if let Some(rule) = found {
        page.markdown(rule.page);
    }
    found.is_some()
}

/// The problems of reading a blueprint or the configuration.
fn problems() -> impl Iterator<Item = &'static syntax::Problem> {
    syntax::PROBLEMS
        .iter()
        .chain(config::PROBLEMS)
        .chain(generated::PROBLEMS)
        .chain(lint::own::PROBLEMS)
}

/// A problem of reading.
fn problem(word: &str, page: &mut Page<'_>) -> bool {
    let named = |one: &&syntax::Problem| {
        one.code.eq_ignore_ascii_case(word) || one.name.eq_ignore_ascii_case(word)
    };
    let found = problems().find(named);
    if let Some(problem) = found {
        page.title(&format!("{} {}", problem.code, problem.name));
        page.paragraph(problem.summary);
    }
    found.is_some()
}

fn help(word: &str) -> String {
    if let Some(near) = suggest::nearest(word, words()) {
        return format!("did you mean `{near}`?");
    }
    let pages = mentions::of_text(word);
    if !pages.is_empty() {
        return format!("these pages speak of it: cyanotype explain {}", pages.join(", or "));
    }
    match catalog::suggest_service(word).first() {
        Some(near) => format!("did you mean `{}`?", near.id),
        None => "see the lists: cyanotype rules, cyanotype services".to_owned(),
    }
}

/// Every word that has a page, but services.
fn words() -> impl Iterator<Item = &'static str> {
    let rules = lint::RULES.iter().flat_map(|one| [one.code, one.name]);
    let problems = problems().flat_map(|one| [one.code, one.name]);
    let facts = catalog::capabilities().iter().map(|one| one.id);
    let more = super::services::layers()
        .chain(catalog::properties().iter().map(|one| one.name))
        .chain(catalog::boundaries().iter().map(|one| one.id))
        .chain(Trait::ALL.iter().map(|one| one.as_str()))
        .chain(catalog::study().iter().map(|one| one.id));
    rules.chain(problems).chain(facts).chain(more)
}
