//! The words of the command line.

use super::screen::When;
use super::{
    baseline, check, compare, completions, diff, explain, fmt, new, quiz, render, review, rules,
    schema, services, test_rules,
};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, Subcommand};
use std::path::PathBuf;

/// Architecture as code for generative-AI applications on AWS: draw, validate and lint a YAML blueprint
#[derive(Debug, Parser)]
#[command(name = "cyanotype", version, arg_required_else_help = true)]
#[command(disable_help_subcommand = true, max_term_width = 100)]
#[command(after_help = "Start with:
  cyanotype new rag-chatbot -o blueprint.yaml
  cyanotype check blueprint.yaml
  cyanotype render blueprint.yaml -o blueprint.svg

Exit codes: 0 fine, 1 findings, 2 could not run.")]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Global {
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = When::Auto)]
    #[arg(hide_possible_values = true, help = "When to use colours: auto, always, never")]
    color: When,
    /// Print findings and errors only
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
}

/// Where options come from that are not on the command line.
#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
pub(super) struct ConfigChoice {
    /// Read options from this file instead of the nearest `cyanotype.toml`
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    config: Option<PathBuf>,
    /// Read no configuration
    #[arg(long)]
    isolated: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write a first blueprint from a built-in one
    New(new::NewArguments),
    /// Validate and lint blueprints
    Check(check::CheckArguments),
    /// Write down the findings that are known, so that a check shows only others
    Baseline(baseline::BaselineArguments),
    /// Show what changed between two versions of a blueprint
    Diff(diff::DiffArguments),
    /// Put blueprints into the canonical order and spacing
    Fmt(fmt::FmtArguments),
    /// Draw a blueprint
    Render(render::RenderArguments),
    /// Review what a branch changed: comment, pictures, findings
    Review(review::ReviewArguments),
    /// Explain a rule, a service, a capability, a layer or a property
    Explain(explain::ExplainArguments),
    /// Ask questions on a blueprint, as the exam AIF-C01 does
    Quiz(quiz::QuizArguments),
    /// Put services side by side
    Compare(compare::CompareArguments),
    /// List the rules
    Rules(rules::RulesArguments),
    /// Try rules of your own on their examples
    TestRules(test_rules::TestRulesArguments),
    /// List the services a blueprint can name
    Services(services::ServicesArguments),
    /// Print the JSON Schema of the blueprint format
    Schema(schema::SchemaArguments),
    /// Print a completion script for a shell
    Completions(completions::CompletionsArguments),
}

/// The whole command line as clap knows it.
pub(super) fn command() -> clap::Command {
    Arguments::command()
}

/// Accepts the ids of a list, each shown with its meaning.
pub(super) fn one_of(
    list: impl IntoIterator<Item = (&'static str, &'static str)>,
) -> PossibleValuesParser {
    PossibleValuesParser::new(
        list.into_iter().map(|(id, meaning)| PossibleValue::new(id).help(meaning)),
    )
}

/// Accepts the words of a list of word, meaning and value; the first value stands for a word that slipped through.
pub(super) fn choice<T: Copy + Send + Sync + 'static>(
    list: &'static [(&'static str, &'static str, T)],
) -> impl TypedValueParser<Value = T> {
    let fallback = list[0].2;
    one_of(list.iter().map(|&(word, meaning, _)| (word, meaning))).map(move |word| {
        list.iter().find(|(known, ..)| *known == word).map_or(fallback, |&(.., value)| value)
    })
}

/// What a list or a summary is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum By {
    /// What the rules are good for.
    Benefit,
}

/// The forms of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ListFormat {
    /// A table that fits the terminal.
    #[default]
    Text,
    /// For programs.
    Json,
    /// A table for documents.
    Markdown,
}

#[cfg(test)]
mod tests {
    use super::command;

    #[test]
    fn the_command_line_is_consistent() {
        command().debug_assert();
    }

    #[test]
    fn every_command_shows_an_example() {
        for one in command().get_subcommands() {
            let help = one.clone().render_long_help().to_string();
            assert!(help.contains("Examples:\n  cyanotype "), "{}: {help}", one.get_name());
        }
    }
}
