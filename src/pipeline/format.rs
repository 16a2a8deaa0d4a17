//! The canonical form of a blueprint, proved to mean the same.

use super::{Checked, check, reference, usual};
use crate::canonical::{self, Order};
use crate::diagnostic::Diagnostic;
use crate::lint::Settings;
use crate::source::Source;
use crate::syntax::{self, Tree};
use std::borrow::Cow;

/// Why a text has no canonical form.
#[derive(Clone, Debug)]
pub enum Unformatted {
    /// It has problems of syntax.
    Broken(Vec<Diagnostic>),
    /// It is written in a way that cannot be laid out anew without a doubt.
    Doubtful,
}

/// The text in canonical form: the order of the format, or the author's where that changes what is said (an anchor that
/// would stand behind its alias). The same values, comments, components in order and findings come out, or nothing.
///
/// # Errors
/// When the text cannot be read, or cannot be laid out with certainty.
pub fn format(
    source: &Source,
    fetch: impl Fn(&str) -> Result<Source, String>,
) -> Result<String, Unformatted> {
    let parsed = syntax::parse(source);
    if !parsed.diagnostics.is_empty() {
        return Err(Unformatted::Broken(parsed.diagnostics));
    }
    let tree = &parsed.tree;
    if tree.root().is_none() {
        return Ok(source.text().to_owned());
    }
    let reference = reference(tree, &fetch).map_or(Cow::Borrowed(usual()), |(found, _)| found);
    for order in [Order::Canonical, Order::Kept] {
        if let Some(text) = canonical::print(source, tree, &reference, order)
            && (text == source.text() || means_the_same(source, tree, &text, &fetch))
        {
            return Ok(text);
        }
    }
    Err(Unformatted::Doubtful)
}

fn means_the_same(
    source: &Source,
    tree: &Tree,
    text: &str,
    fetch: impl Fn(&str) -> Result<Source, String>,
) -> bool {
    let new = Source::new(source.name(), text);
    let parsed = syntax::parse(&new);
    parsed.diagnostics.is_empty()
        && canonical::same(tree, &parsed.tree)
        && codes(&judged(source, &fetch)) == codes(&judged(&new, &fetch))
}

/// With everything that a rule can say, so that a suppression that lost its line is noticed.
fn judged(source: &Source, fetch: impl Fn(&str) -> Result<Source, String>) -> Checked {
    check(source, &Settings { pedantic: true, ..Settings::default() }, fetch)
}

fn codes(checked: &Checked) -> [Vec<String>; 2] {
    let mut found: Vec<String> = checked.findings.iter().map(|one| one.code.to_string()).collect();
    let mut accepted: Vec<String> =
        checked.suppressed.iter().map(|one| one.finding.code.to_string()).collect();
    found.sort();
    accepted.sort();
    [found, accepted]
}
