//! `rules`: the list of all rules.

use super::arguments::{By, ConfigChoice, ListFormat};
use super::failure::Failure;
use super::own_rules::OwnRules;
use super::screen::Screen;
use super::{Exit, table};
use crate::lint::{self, Benefit, Gate, Kind, OwnRule, Rule, Settings};
use clap::Args;
use serde::Serialize;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cyanotype rules
  cyanotype rules --select SEC,RAG001
  cyanotype rules --by benefit
  cyanotype rules --format markdown")]
pub(super) struct RulesArguments {
    /// Only these rules: codes, names or prefixes of codes
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    select: Vec<String>,
    /// Sort them by what they are good for
    #[arg(long, value_enum, value_name = "VIEW")]
    by: Option<By>,
    /// How to write the list
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: ListFormat,
    #[command(flatten)]
    own: OwnRules,
    #[command(flatten)]
    _config: ConfigChoice,
}

#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'static str,
    kind: &'static str,
    when: &'static str,
    benefit: Benefit,
    summary: &'a str,
    superseded_by: &'static [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
}

impl<'a> Row<'a> {
    fn own(rule: &'a OwnRule) -> Self {
        Self {
            code: &rule.code,
            name: &rule.name,
            severity: rule.severity.as_str(),
            kind: kind(rule.kind()),
            when: when(rule.gate),
            benefit: rule.benefit,
            summary: &rule.summary,
            superseded_by: &[],
            file: Some(&rule.file),
        }
    }

    fn new(rule: &'static Rule) -> Self {
        Self {
            code: rule.code,
            name: rule.name,
            severity: rule.severity.as_str(),
            kind: kind(rule.kind),
            when: when(rule.gate),
            benefit: Benefit::of(rule.code),
            summary: rule.summary,
            superseded_by: rule.superseded_by,
            file: None,
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
    let own = arguments.own.load(screen)?;
    let wanted = Settings { select: arguments.select.clone(), own, ..Settings::default() };
    wanted.verify().map_err(|unknown| super::check::unknown_rule(&unknown))?;
    let all = lint::RULES.iter().map(Row::new).chain(wanted.own.iter().map(|rule| Row::own(rule)));
    let meant = |row: &Row<'_>| {
        wanted.select.is_empty() || wanted.select.iter().any(|word| names(word, row))
    };
    let mut rows: Vec<Row<'_>> = all.filter(meant).collect();
    if arguments.by == Some(By::Benefit) {
        rows.sort_by_key(|row| row.benefit);
    }
    let text = match (arguments.format, arguments.by) {
        (ListFormat::Json, _) => super::json(&rows),
        (format, None) => list(&cells(&rows), format, screen),
        (format, Some(By::Benefit)) => by_benefit(&rows, format, screen),
    };
    screen.print(&text)?;
    Ok(Exit::Fine)
}

/// The rules of each benefit under a heading.
fn by_benefit(rows: &[Row<'_>], format: ListFormat, screen: &Screen) -> String {
    let groups = rows.chunk_by(|one, next| one.benefit == next.benefit).map(|group| {
        let benefit = group[0].benefit;
        let mark = if format == ListFormat::Markdown { "### " } else { "" };
        let (name, meaning) = (benefit.as_str(), benefit.meaning());
        format!("{mark}{name}: {meaning}\n\n{}", list(&cells(group), format, screen))
    });
    groups.collect::<Vec<_>>().join("\n")
}

fn list(cells: &[[String; 4]], format: ListFormat, screen: &Screen) -> String {
    match format {
        ListFormat::Markdown => table::markdown(["code", "name", "severity", "finds"], cells),
        _ => table::text(cells, screen.look.width),
    }
}

fn cells(rows: &[Row<'_>]) -> Vec<[String; 4]> {
    let cells = |row: &Row<'_>| [row.code, row.name, row.severity, row.summary].map(str::to_owned);
    rows.iter().map(cells).collect()
}

/// Whether `word` is the rule's code or name, the beginning of its code, or `all`.
fn names(word: &str, rule: &Row<'_>) -> bool {
    let begins = rule.code.to_lowercase().starts_with(&word.to_lowercase());
    begins
        || rule.name.eq_ignore_ascii_case(word)
        || word.eq_ignore_ascii_case("all")
        || lint::find_rule(word).is_some_and(|one| one.code == rule.code)
}
