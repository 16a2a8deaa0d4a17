//! Fixes applied until nothing is left to apply, each proved by reading the text again.

use super::{Checked, check};
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety};
use crate::lint::Settings;
use crate::source::Source;
use crate::syntax::apply_edits;
use std::collections::{BTreeMap, BTreeSet};

/// Rounds that may pass without fewer findings or fixes on offer; fixes that call for each other end here.
const IDLE_ROUNDS: usize = 10;

/// A fix that was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The code of the finding.
    pub code: String,
    /// What the fix did.
    pub title: String,
}

/// A blueprint with its fixes applied.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The text with the fixes.
    pub source: Source,
    /// What is found in it.
    pub checked: Checked,
    /// What was done, in order.
    pub applied: Vec<Applied>,
}

/// Applies the fixes that are at least as safe as `most`, all that do not touch each other at once, then those that
/// the new text offers, until there are none.
///
/// A fix is taken only when the text that it gives reads no worse and its finding is gone; otherwise the text stays as
/// it was there. `fetch` is as for [`check`].
pub fn fix(
    source: &Source,
    settings: &Settings,
    most: Safety,
    fetch: impl Fn(&str) -> Result<Source, String>,
) -> Fixed {
    let judge = |source: &Source| check(source, settings, &fetch);
    let checked = judge(source);
    let mut fixing = Fixing {
        most,
        now: Fixed { source: source.clone(), checked, applied: Vec::new() },
        refused: BTreeSet::new(),
    };
    let (mut fewest, mut idle) = (usize::MAX, 0);
    while idle < IDLE_ROUNDS && fixing.round(&judge) {
        // Both: a planned part turns its finding into an info, and rules with very many findings offer fixes in turn.
        let left = fixing.offers().len() + fixing.now.checked.findings.len();
        idle = if left < fewest { 0 } else { idle + 1 };
        fewest = fewest.min(left);
    }
    fixing.now
}

/// What tells one finding from another in two versions of a text.
type Key = (String, String, Vec<String>);

fn key(finding: &Diagnostic) -> Key {
    (finding.code.to_string(), finding.message.clone(), finding.subjects.clone())
}

/// A finding that can be fixed.
#[derive(Clone, Debug)]
struct Offer {
    key: Key,
    fix: Fix,
}

struct Fixing {
    most: Safety,
    now: Fixed,
    refused: BTreeSet<Key>,
}

impl Fixing {
    fn offers(&self) -> Vec<Offer> {
        let findings = self.now.checked.findings.iter();
        let wanted = findings.filter_map(|one| Some((key(one), one.fix.as_ref()?)));
        wanted
            .filter(|(key, fix)| fix.safety <= self.most && !self.refused.contains(key))
            .map(|(key, fix)| Offer { key, fix: fix.clone() })
            .collect()
    }

    /// Applies what goes together, half of it where all of it does not; says whether there was anything to try.
    fn round(&mut self, judge: &impl Fn(&Source) -> Checked) -> bool {
        let mut batch = together(self.offers());
        if batch.is_empty() {
            return false;
        }
        while !self.take(&batch, judge) {
            if batch.len() == 1 {
                self.refused.extend(batch.into_iter().map(|one| one.key));
                break;
            }
            batch.truncate(batch.len() / 2);
        }
        true
    }

    fn take(&mut self, batch: &[Offer], judge: &impl Fn(&Source) -> Checked) -> bool {
        let edits: Vec<Edit> = batch.iter().flat_map(|one| one.fix.edits.clone()).collect();
        let Ok(text) = apply_edits(self.now.source.text(), &edits) else { return false };
        if text == self.now.source.text() {
            return false;
        }
        let source = Source::new(self.now.source.name(), text);
        let checked = judge(&source);
        if reads_worse(&self.now.checked, &checked) || !all_gone(batch, &self.now.checked, &checked)
        {
            return false;
        }
        let done = batch
            .iter()
            .map(|one| Applied { code: one.key.0.clone(), title: one.fix.title.clone() });
        self.now.applied.extend(done);
        self.now.source = source;
        self.now.checked = checked;
        true
    }
}

/// The first offer and all further ones that neither touch its text nor bring a line of the same name.
fn together(offers: Vec<Offer>) -> Vec<Offer> {
    // From start to end; none touches another, so the last that begins before a place ends nearest to it.
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut batch = Vec::new();
    for offer in offers {
        let edits = &offer.fix.edits;
        let touches = edits.iter().any(|edit| {
            let before = taken.range(..=edit.span.end).next_back();
            before.is_some_and(|(_, end)| *end >= edit.span.start)
        });
        let brings = parts(&offer.fix);
        if touches || brings.iter().any(|name| names.contains(name)) {
            continue;
        }
        for edit in edits {
            let end = taken.entry(edit.span.start).or_insert(edit.span.end);
            *end = edit.span.end.max(*end);
        }
        names.extend(brings);
        batch.push(offer);
    }
    batch
}

/// The ids of the parts that the fix adds: the keys of inserted lines that name a service.
fn parts(fix: &Fix) -> Vec<String> {
    let lines = fix.edits.iter().flat_map(|edit| edit.text.lines());
    let added = lines.filter(|line| line.contains("service:"));
    added.filter_map(|line| line.split(':').next()).map(|key| key.trim().to_owned()).collect()
}

/// Whether there is a problem of reading that was not there before.
fn reads_worse(before: &Checked, after: &Checked) -> bool {
    let problems = |checked: &Checked| counted(checked, |one| one.code.starts_with("BPT"));
    let known = problems(before);
    problems(after).iter().any(|(key, count)| known.get(key).is_none_or(|before| before < count))
}

/// Whether each finding of the batch stands there once less for each time that it was fixed.
fn all_gone(batch: &[Offer], before: &Checked, after: &Checked) -> bool {
    let mut fixed: BTreeMap<&Key, usize> = BTreeMap::new();
    for one in batch {
        *fixed.entry(&one.key).or_default() += 1;
    }
    let about = |one: &Diagnostic| fixed.contains_key(&key(one));
    let (before, after) = (counted(before, about), counted(after, about));
    let count = |counts: &BTreeMap<Key, usize>, key| counts.get(key).copied().unwrap_or(0);
    fixed.iter().all(|(key, fixed)| count(&after, key) + fixed <= count(&before, key))
}

fn counted(checked: &Checked, wanted: impl Fn(&Diagnostic) -> bool) -> BTreeMap<Key, usize> {
    let mut counts = BTreeMap::new();
    for one in checked.findings.iter().filter(|one| wanted(one)) {
        *counts.entry(key(one)).or_default() += 1;
    }
    counts
}
