//! `rules`: the list of all rules.

use super::arguments::ListFormat;
use super::failure::Failure;
use super::screen::Screen;
use super::{Exit, table};
use crate::lint::{self, Gate, Kind, Rule, Settings};
use clap::Args;
use serde::Serialize;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cyanotype rules
  cyanotype rules --select SEC,RAG001
  cyanotype rules --format markdown")]
pub(super) struct RulesArguments {
    /// Only these rules: codes, names or prefixes of codes
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    select: Vec<String>,
    /// How to write the list
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: ListFormat,
}

#[derive(Serialize)]
struct Row {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    kind: &'static str,
    when: &'static str,
    summary: &'static str,
    superseded_by: &'static [&'static str],
}

impl Row {
    const fn new(rule: &Rule) -> Self {
        Self {
            code: rule.code,
            name: rule.name,
            severity: rule.severity.as_str(),
            kind: kind(rule.kind),
            when: when(rule.gate),
            summary: rule.summary,
            superseded_by: rule.superseded_by,
        }
    }
}

/// What a finding claims, in a word.
pub(super) const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Contradiction => "contradiction",
        Kind::Forbidden => "forbidden fact",
        Kind::Absence => "absence",
    }
}

/// When a rule runs, in words.
pub(super) const fn when(gate: Gate) -> &'static str {
    match gate {
        Gate::Always => "always",
        Gate::NotDemo => "not in demo",
        Gate::NotDev => "not in demo or dev",
        Gate::Prod => "prod only",
        Gate::Pedantic => "pedantic",
    }
}

pub(super) fn run(arguments: &RulesArguments, screen: &Screen) -> Result<Exit, Failure> {
    let wanted = Settings { select: arguments.select.clone(), ..Settings::default() };
    wanted.verify().map_err(|unknown| super::check::unknown_rule(&unknown))?;
    let rows: Vec<Row> = lint::RULES
        .iter()
        .filter(|rule| {
            wanted.select.is_empty() || wanted.select.iter().any(|word| names(word, rule))
        })
        .map(Row::new)
        .collect();
    let text = match arguments.format {
        ListFormat::Text => table::text(&cells(&rows), screen.look.width),
        ListFormat::Markdown => {
            table::markdown(["code", "name", "severity", "finds"], &cells(&rows))
        }
        ListFormat::Json => super::json(&rows),
    };
    screen.print(&text)?;
    Ok(Exit::Fine)
}

fn cells(rows: &[Row]) -> Vec<[String; 4]> {
    let cells = |row: &Row| [row.code, row.name, row.severity, row.summary].map(str::to_owned);
    rows.iter().map(cells).collect()
}

/// Whether `word` is the rule's code or name, the beginning of its code, or `all`.
fn names(word: &str, rule: &Rule) -> bool {
    let begins = rule.code.to_lowercase().starts_with(&word.to_lowercase());
    begins
        || word.eq_ignore_ascii_case("all")
        || lint::find_rule(word).is_some_and(|one| one.code == rule.code)
}
