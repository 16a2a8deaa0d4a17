//! Files that were moved without telling git: gone from where they were, and untracked elsewhere.

use super::changes::{Change, Entry};
use super::{Commit, Repository};
use crate::cli::input;
use std::collections::BTreeMap;
use std::path::Path;

/// So many pairs of files are compared at most.
const MOST: usize = 2_500;
/// So much of the longer text must stand in both, in percent: what git is asked for as well.
pub(super) const LEAST: usize = 40;

impl Repository {
    /// Makes one entry of a deleted and an untracked YAML file whose texts are mostly the same, the likest first.
    pub(super) fn follow(&self, from: &Commit, entries: &mut Vec<Entry>, untracked: &[usize]) {
        let gone: Vec<usize> = (0..entries.len()).filter(|&at| is_gone(&entries[at])).collect();
        let new: Vec<usize> =
            untracked.iter().copied().filter(|&at| input::is_yaml(entries[at].path())).collect();
        if gone.is_empty() || new.is_empty() || gone.len() * new.len() > MOST {
            return;
        }
        let old_text = |&at: &usize| self.at(from, entries[at].path()).unwrap_or_default();
        let new_text = |&at: &usize| read(&self.root().join(entries[at].path()));
        let (olds, news): (Vec<_>, Vec<_>) =
            (gone.iter().map(old_text).collect(), new.iter().map(new_text).collect());
        let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
        for (old, &from) in olds.iter().zip(&gone) {
            for (new, &to) in news.iter().zip(&new) {
                pairs.push((likeness(old, new), from, to));
            }
        }
        pairs.retain(|pair| pair.0 >= LEAST);
        pairs.sort_by_key(|&(likeness, from, to)| (std::cmp::Reverse(likeness), from, to));
        let mut taken = Vec::new();
        for (_, from, to) in pairs {
            if taken.contains(&from) || taken.contains(&to) {
                continue;
            }
            taken.extend([from, to]);
            entries[to].change = Change::Renamed;
            entries[to].before = entries[from].before.take();
        }
        entries.retain(|one| one.before.is_some() || one.after.is_some());
    }
}

fn is_gone(entry: &Entry) -> bool {
    entry.change == Change::Deleted && input::is_yaml(entry.path())
}

/// The bytes of a file, as far as it is one and can be read.
fn read(path: &Path) -> Vec<u8> {
    let is_file = std::fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
    if is_file { input::read(path).unwrap_or_default() } else { Vec::new() }
}

/// How many of a hundred bytes of the longer text stand in lines that both have.
fn likeness(one: &[u8], other: &[u8]) -> usize {
    let mut lines: BTreeMap<&[u8], usize> = BTreeMap::new();
    for line in one.split(|&byte| byte == b'\n') {
        *lines.entry(line).or_default() += 1;
    }
    let mut same = 0;
    for line in other.split(|&byte| byte == b'\n') {
        if let Some(left) = lines.get_mut(line).filter(|left| **left > 0) {
            *left -= 1;
            same += line.len() + 1;
        }
    }
    (same * 100).checked_div(one.len().max(other.len())).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::likeness;

    #[test]
    fn texts_are_alike_by_the_lines_that_both_have() {
        assert_eq!(likeness(b"aaa\nbbb\n", b"aaa\nccc\n"), 62);
        assert_eq!(likeness(b"aaa\nbbb\nccc", b"xxx\nyyy\nzzz"), 0);
        assert_eq!(likeness(b"aaa\naaa", b"aaa"), 57);
        assert_eq!(likeness(b"", b""), 0);
    }
}
