//! Findings before and after: which are new, which are settled, which stayed.

use super::names::Names;
use crate::diagnostic::Diagnostic;
use std::collections::BTreeMap;

/// The findings of two blueprints, sorted by what became of them. Indices are positions in the lists compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Found now and not before, by index in the new list.
    pub new: Vec<usize>,
    /// Found before and not now, by index in the old list.
    pub fixed: Vec<usize>,
    /// Found on both sides, by index in the new list.
    pub kept: Vec<usize>,
}

/// What makes two findings the same: rule, subjects, path and what is missing; never the place in the file. Names that
/// changed are followed.
fn key(one: &Diagnostic, names: &Names) -> String {
    let now = |ids: &[String]| {
        let word =
            |id: &String| id.split(' ').map(|word| names.now(word)).collect::<Vec<_>>().join(" ");
        ids.iter().map(word).collect::<Vec<_>>().join("\u{1f}")
    };
    // A problem of reading has no subjects: its words tell it from others.
    let words =
        if one.subjects.is_empty() && one.missing.is_none() { one.message.as_str() } else { "" };
    let missing = one.missing.as_deref().unwrap_or_default();
    [&one.code, &*now(&one.subjects), &*now(&one.path), missing, words].join("\u{1e}")
}

/// Compares the findings of two blueprints; `names` are the new names of renamed things.
pub fn findings(old: &[Diagnostic], new: &[Diagnostic], names: &Names) -> Found {
    let mut left: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, one) in old.iter().enumerate().rev() {
        left.entry(key(one, names)).or_default().push(at);
    }
    let (none, mut out) = (Names::default(), Found::default());
    for (at, one) in new.iter().enumerate() {
        match left.get_mut(&key(one, &none)).and_then(Vec::pop) {
            Some(_) => out.kept.push(at),
            None => out.new.push(at),
        }
    }
    out.fixed = left.into_values().flatten().collect();
    out.fixed.sort_unstable();
    out
}
