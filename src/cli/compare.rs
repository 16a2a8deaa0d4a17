//! `compare`: the same facts of several services side by side.

use super::Exit;
use super::arguments::ListFormat;
use super::explain::mentions::{self, Drawn};
use super::failure::Failure;
use super::screen::Screen;
use super::services::Row;
use super::table::{markdown_of, wrap};
use super::words::{endpoint, kms, lifecycle, scope};
use crate::catalog::{self, Service};
use clap::Args;
use owo_colors::Style;
use unicode_width::UnicodeWidthStr;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cyanotype compare bedrock sagemaker partyrock
  cyanotype compare kendra opensearch bedrock-knowledge-bases
  cyanotype compare waf guardrails --format markdown")]
pub(super) struct CompareArguments {
    /// Two or more services, by id, alias or name
    #[arg(required = true, num_args = 2.., value_name = "SERVICE")]
    services: Vec<String>,
    /// How to write the table
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: ListFormat,
}

/// The name of a fact, and what tells it of a service.
type Column<'a> = (&'static str, &'a dyn Fn(&Service) -> String);

/// The name of a fact, and its words for each service.
type Fact = (&'static str, Vec<String>);

pub(super) fn run(arguments: &CompareArguments, screen: &Screen) -> Result<Exit, Failure> {
    let mut services: Vec<&'static Service> = Vec::new();
    for word in &arguments.services {
        let one = find(word)?;
        if services.iter().any(|known| known.id == one.id) {
            let help = "name two different services";
            return Err(Failure::refused(format!("`{}` is named twice", one.id), help));
        }
        services.push(one);
    }
    let text = match arguments.format {
        ListFormat::Json => super::json(&Row::all(&services)),
        ListFormat::Markdown => markdown(&services),
        ListFormat::Text => text(&services, screen),
    };
    screen.print(&text)?;
    Ok(Exit::Fine)
}

/// The service that a word means.
///
/// # Errors
/// When there is none.
pub(super) fn find(word: &str) -> Result<&'static Service, Failure> {
    catalog::service(word).map(|found| found.service).ok_or_else(|| {
        let near = catalog::suggest_service(word);
        let help = near.first().map_or_else(
            || "see the list: cyanotype services".to_owned(),
            |one| format!("did you mean `{}`?", one.id),
        );
        Failure::refused(format!("there is no service `{word}`"), help)
    })
}

/// More places in which a service occurs than these are counted.
const MOST: usize = 5;

/// The facts in the order of the table; those that no service has are left out.
fn facts(services: &[&'static Service]) -> Vec<Fact> {
    let others: Vec<&str> = services.iter().map(|one| one.id).collect();
    let drawn = Drawn::new();
    let all: [Column<'_>; 18] = [
        ("is", &|one| one.purpose.to_owned()),
        ("gives", &|one| advice(one, |row| row.gives.to_owned())),
        ("take it when", &|one| advice(one, |row| row.when.join("; "))),
        ("not when", &|one| advice(one, |row| row.avoid.join("; "))),
        ("instead", &|one| rather(one, &others)),
        ("layers", &|one| one.layers.join(", ")),
        ("pricing", &|one| one.pricing.to_owned()),
        ("covers", &covers),
        ("encryption", &|one| kms(one.kms).to_owned()),
        ("VPC endpoint", &|one| endpoint(one.endpoint).to_owned()),
        ("security", &|one| one.security.join(", ")),
        ("spans", &|one| scope(one.scope).to_owned()),
        ("lifecycle", &life),
        ("exam", &|one| one.exam.as_ref().map_or_else(String::new, |exam| exam.note.to_owned())),
        ("exam task", &|one| advice(one, |row| row.task.to_owned())),
        ("study notes", &|one| some(mentions::study(one).into_iter().map(|item| item.id))),
        ("blueprints", &|one| some(drawn.with(one))),
        ("rules", &|one| some(mentions::rules(one).into_iter().map(|rule| rule.code))),
    ];
    let rows =
        all.into_iter().map(|(name, of)| (name, services.iter().map(|one| of(one)).collect()));
    let told = rows.filter(|(_, cells): &Fact| cells.iter().any(|cell| !cell.is_empty()));
    told.map(|(name, cells)| (name, cells.into_iter().map(dashed).collect())).collect()
}

const NOTHING: &str = "\u{2013}";

/// What is not said of one has a dash, so that no column looks cut off.
fn dashed(cell: String) -> String {
    if cell.is_empty() { NOTHING.to_owned() } else { cell }
}

/// The first of them, and how many more there are: `explain` has them all.
fn some(words: impl IntoIterator<Item = &'static str>) -> String {
    let words: Vec<&str> = words.into_iter().collect();
    let rest = words.len().saturating_sub(MOST);
    let first = words[..words.len() - rest].join(", ");
    if rest > 0 { format!("{first} and {rest} more") } else { first }
}

fn advice(service: &Service, of: impl Fn(&catalog::Advice) -> String) -> String {
    catalog::advice(service.id).map(of).unwrap_or_default()
}

/// When to take one of the others that are compared.
fn rather(service: &Service, others: &[&str]) -> String {
    advice(service, |row| {
        let among = row.instead.iter().filter(|one| others.contains(&one.take));
        let name = |id| catalog::by_id(id).map_or(id, |service| service.short);
        let told = among.map(|one| format!("{}, when {}", name(one.take), one.when));
        told.collect::<Vec<_>>().join("; ")
    })
}

fn covers(service: &Service) -> String {
    let titles = service.provides.iter().map(|at| catalog::capabilities()[at].title);
    titles.collect::<Vec<_>>().join(", ")
}

fn life(service: &Service) -> String {
    let one = &service.lifecycle;
    let since = if one.since.is_empty() { String::new() } else { format!(" since {}", one.since) };
    let rest = match one.replacement {
        "" => String::new(),
        id => format!("; replaced by {id}"),
    };
    format!("{}{since}{rest}", lifecycle(one.state))
}

fn markdown(services: &[&'static Service]) -> String {
    let mut heads = vec![String::new()];
    heads.extend(services.iter().map(|one| format!("{} (`{}`)", one.name, one.id)));
    let rows: Vec<Vec<String>> = facts(services)
        .into_iter()
        .map(|(name, cells)| std::iter::once(name.to_owned()).chain(cells).collect())
        .collect();
    markdown_of(&heads, &rows)
}

/// Width of the names of facts, and the least width of a column.
const LABEL: usize = 14;
const LEAST: usize = 24;

/// A table as wide as the terminal; on a narrow one, fact by fact.
fn text(services: &[&'static Service], screen: &Screen) -> String {
    let room = screen.look.width.saturating_sub(LABEL) / services.len();
    let mut out = String::new();
    if room < LEAST + 2 {
        for (name, cells) in facts(services) {
            out.push_str(&screen.paint(name, Style::new().bold()));
            out.push('\n');
            let said = services.iter().zip(cells).filter(|(_, cell)| cell != NOTHING);
            for (one, cell) in said {
                block(one.short, &cell, screen, &mut out);
            }
        }
        return out;
    }
    let heads: Vec<String> = services.iter().map(|one| one.name.to_owned()).collect();
    row("", &heads, room, Some(screen), &mut out);
    for (name, cells) in facts(services) {
        out.push('\n');
        row(name, &cells, room, None, &mut out);
    }
    out
}

fn block(name: &str, cell: &str, screen: &Screen, out: &mut String) {
    let lines = wrap(&format!("{name}: {cell}"), screen.look.width.saturating_sub(4).max(16));
    for (at, line) in lines.iter().filter(|line| !line.is_empty()).enumerate() {
        out.push_str(if at == 0 { "  " } else { "    " });
        out.push_str(line);
        out.push('\n');
    }
}

/// One row; heads are bold.
fn row(name: &str, cells: &[String], room: usize, heads: Option<&Screen>, out: &mut String) {
    let columns: Vec<Vec<String>> = cells.iter().map(|cell| wrap(cell, room - 2)).collect();
    let height = columns.iter().map(Vec::len).max().unwrap_or(0);
    for at in 0..height {
        let mut line = format!("{:<LABEL$}", if at == 0 { name } else { "" });
        for column in &columns {
            let cell = column.get(at).map_or("", String::as_str);
            let air = " ".repeat(room.saturating_sub(cell.width()));
            let shown =
                heads.map_or_else(|| cell.to_owned(), |one| one.paint(cell, Style::new().bold()));
            line.push_str(&shown);
            line.push_str(&air);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
}
