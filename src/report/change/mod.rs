//! What changed between two blueprints, as text: one file a style.

mod json;
pub mod markdown;
mod text;

use super::{Look, Unreadable};
use crate::change::{Change, Found, Kind, Part};
use crate::diagnostic::Diagnostic;
use crate::lint::Score;
use crate::source::Source;

/// A way to write what changed.
#[derive(Debug)]
pub struct ChangeStyle {
    /// The word of `--format`.
    pub id: &'static str,
    /// What it is good for, a few words.
    pub summary: &'static str,
    /// Appends the report to the text.
    pub write: fn(&ChangeReport<'_>, &mut String),
}

/// All styles, in the order of help texts.
pub const CHANGE_STYLES: &[ChangeStyle] = &[text::STYLE, json::STYLE, markdown::STYLE];

/// The style called `id`.
pub fn change_style(id: &str) -> Option<&'static ChangeStyle> {
    CHANGE_STYLES.iter().find(|style| style.id == id)
}

/// One of the two blueprints.
#[derive(Clone, Debug)]
pub struct Side<'a> {
    /// Name and text; the text is empty when there is none.
    pub source: Source,
    /// What was found in it.
    pub findings: &'a [Diagnostic],
    /// Why it could not be read.
    pub unreadable: Option<Unreadable>,
    /// Whether there is such a file at all.
    pub exists: bool,
    /// How well it does by each benefit.
    pub scores: Vec<Score>,
    /// How much of what is asked of it is covered; none when nothing is asked.
    pub coverage: Percent,
}

/// A percentage, where there is one.
pub type Percent = Option<usize>;

/// Everything that a style needs.
#[derive(Clone, Debug)]
pub struct ChangeReport<'a> {
    /// Before.
    pub old: Side<'a>,
    /// After.
    pub new: Side<'a>,
    /// What changed; `None` when a side is no blueprint.
    pub change: Option<&'a Change>,
    /// What became of the findings.
    pub found: &'a Found,
    /// How it may look.
    pub look: Look,
}

impl ChangeReport<'_> {
    /// What can be said of the two sides beside what changed: why one is not there, or what of it cannot be read.
    fn notes(&self) -> Vec<String> {
        let absent = [(&self.old, "everything is new"), (&self.new, "everything is gone")];
        let absent = absent.into_iter().filter(|(side, _)| !side.exists);
        let absent =
            absent.map(|(side, all)| format!("there is no `{}`: {all}", side.source.name()));
        absent.chain(self.troubles()).collect()
    }
    /// What of the two sides cannot be read.
    pub fn troubles(&self) -> Vec<String> {
        [&self.old, &self.new].into_iter().filter_map(trouble).collect()
    }
    /// The sections of parts with their titles, without the empty ones.
    fn sections(&self) -> Vec<(&'static str, &[Part])> {
        let Some(change) = self.change else { return Vec::new() };
        let all: [(&'static str, &[Part]); 5] = [
            ("components", &change.components),
            ("connections", &change.connections),
            ("groups", &change.groups),
            ("flows", &change.flows),
            ("accepted findings", &change.acceptances),
        ];
        all.into_iter().filter(|(_, parts)| !parts.is_empty()).collect()
    }
    /// The scores that differ: what, before, after. What is gone has none, and what cannot be compared neither.
    fn scores(&self) -> Vec<(String, Percent, Percent)> {
        let mut out = Vec::new();
        if !self.new.exists || self.change.is_none() {
            return out;
        }
        for now in &self.new.scores {
            let was = self.old.scores.iter().find(|one| one.benefit == now.benefit);
            let pair = (was.and_then(Score::percent), now.percent());
            if pair.0 != pair.1 {
                out.push((now.benefit.as_str().to_owned(), pair.0, pair.1));
            }
        }
        if self.old.coverage != self.new.coverage {
            out.push(("coverage".to_owned(), self.old.coverage, self.new.coverage));
        }
        out
    }
}

fn trouble(side: &Side<'_>) -> Option<String> {
    let name = side.source.name();
    if let Some(why) = &side.unreadable {
        return Some(format!("`{name}` cannot be read: {}", why.fact(name)));
    }
    let broken = side.findings.iter().filter(|one| one.code.starts_with("BPT")).count();
    let noun = if broken == 1 { "place" } else { "places" };
    let fact =
        format!("`{name}` cannot be read in {broken} {noun}: what stands there counts as missing");
    (broken > 0).then_some(fact)
}

/// How much changed: "2 added, 1 removed, 3 changed", or "no change".
pub fn headline(change: &Change) -> String {
    let count = |kind: Kind| change.parts().filter(|part| part.kind == kind).count();
    let changed = count(Kind::Changed) + change.about_both().len();
    let counts =
        [(count(Kind::Added), "added"), (count(Kind::Removed), "removed"), (changed, "changed")];
    let words: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    if words.is_empty() { "no change".to_owned() } else { words.join(", ") }
}

/// What a blueprint has that is new or gone as a whole: "3 components, 2 connections", or "nothing".
pub fn inventory(change: &Change) -> String {
    let lists = [
        (&change.components, "component"),
        (&change.connections, "connection"),
        (&change.groups, "group"),
        (&change.flows, "flow"),
    ];
    let counted = |(list, noun): (&Vec<Part>, &str)| match list.len() {
        0 => None,
        1 => Some(format!("1 {noun}")),
        many => Some(format!("{many} {noun}s")),
    };
    let words: Vec<String> = lists.into_iter().filter_map(counted).collect();
    if words.is_empty() { "nothing".to_owned() } else { words.join(", ") }
}

/// A score before and after; alone where there was no blueprint before.
fn step(report: &ChangeReport<'_>, (name, old, new): &(String, Percent, Percent)) -> String {
    if report.old.exists {
        format!("{name}: {} → {}", percent(*old), percent(*new))
    } else {
        format!("{name}: {}", percent(*new))
    }
}

/// "80 %", or a dash.
fn percent(one: Percent) -> String {
    one.map_or_else(|| "–".to_owned(), |share| format!("{share} %"))
}
