//! Two versions of a blueprint on their way to a report.

use super::input::Stdin;
use super::version::{Judged, Version};
use crate::change::Kind;
use crate::lint::{self, Settings};
use crate::pipeline::{self, Checked, Compared};
use crate::report::{ChangeReport, Look, Side, Unreadable};
use crate::scene::table::Table;
use crate::source::Source;

/// What is known of a side beside what was found.
#[derive(Debug)]
pub(super) struct Ground {
    /// Name and text.
    pub(super) source: Source,
    /// Why it could not be read.
    pub(super) unreadable: Option<Unreadable>,
    /// Whether there is such a file.
    pub(super) exists: bool,
}

/// Two versions, compared.
#[derive(Debug)]
pub(super) struct Comparison {
    /// Before.
    pub(super) old: Ground,
    /// After.
    pub(super) new: Ground,
    /// What changed.
    pub(super) compared: Compared,
}

/// Reads, judges and compares.
pub(super) fn compare(
    old: &Version,
    new: &Version,
    settings: &Settings,
    stdin: &Stdin,
) -> Comparison {
    let (mut old, mut new) = (old.judge(settings, stdin), new.judge(settings, stdin));
    fill(&mut old, &new);
    fill(&mut new, &old);
    let (old, before) = split(old);
    let (new, after) = split(new);
    let mut compared = pipeline::compare(before, after);
    if let Some(change) = &mut compared.change {
        change.whole = match (old.exists, new.exists) {
            (false, true) => Some(Kind::Added),
            (true, false) => Some(Kind::Removed),
            _ => None,
        };
    }
    Comparison { old, new, compared }
}

/// A side that is not there says nothing, so that everything on the other one is new or gone.
fn fill(side: &mut Judged, other: &Judged) {
    if !side.exists && other.exists {
        side.checked = pipeline::nothing(&other.checked);
    }
}

fn split(side: Judged) -> (Ground, Checked) {
    let Judged { source, checked, unreadable, exists } = side;
    (Ground { source, unreadable, exists }, checked)
}

impl Comparison {
    /// Whether a side could not be read, or neither is there.
    pub(super) fn failed(&self) -> bool {
        let broken = self.old.unreadable.is_some() || self.new.unreadable.is_some();
        broken || !(self.old.exists || self.new.exists) || self.compared.change.is_none()
    }
    /// Everything for a report.
    pub(super) fn report(&self, look: Look) -> ChangeReport<'_> {
        ChangeReport {
            old: side(&self.old, &self.compared.old),
            new: side(&self.new, &self.compared.new),
            change: self.compared.change.as_ref(),
            found: &self.compared.found,
            look,
        }
    }
}

fn side<'a>(ground: &Ground, checked: &'a Checked) -> Side<'a> {
    let judged = (&checked.ran[..], &checked.findings[..]);
    let all = checked.model.as_ref().map(|model| Table::new(model).all);
    let covered = all.and_then(|all| (all.covered * 100).checked_div(all.all));
    Side {
        source: ground.source.clone(),
        findings: &checked.findings,
        unreadable: ground.unreadable.clone(),
        exists: ground.exists,
        scores: lint::scores([judged]),
        coverage: covered.map(|share| share as usize),
    }
}
