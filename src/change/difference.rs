//! One fact before and after.

use super::value::{Fact, Value, Word};

/// What is said of a thing before and after.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The key; keys inside a mapping follow after a dot.
    pub name: String,
    /// What was said; `None` for nothing.
    pub old: Option<String>,
    /// What is said; `None` for nothing.
    pub new: Option<String>,
    /// Of lists on both sides: the words that went.
    pub lost: Vec<String>,
    /// Of lists on both sides: the words that came.
    pub gained: Vec<String>,
}

impl Difference {
    /// One that is no list.
    pub(super) fn plain(name: &str, old: Option<String>, new: Option<String>) -> Self {
        Self { name: name.to_owned(), old, new, lost: Vec::new(), gained: Vec::new() }
    }
    /// Seen from the other side.
    #[must_use]
    pub fn mirrored(self) -> Self {
        Self { name: self.name, old: self.new, new: self.old, lost: self.gained, gained: self.lost }
    }
}

/// The facts that differ: those of the new side in its order, then those that are no longer said.
pub(super) fn between(old: &[Fact], new: &[Fact]) -> Vec<Difference> {
    let mut out = Vec::new();
    for fact in new {
        match old.iter().find(|one| one.name == fact.name) {
            None => out.push(Difference::plain(&fact.name, None, Some(fact.value.shown()))),
            Some(was) if !was.value.same(&fact.value) => out.push(changed(was, fact)),
            Some(_) => {}
        }
    }
    let gone = old.iter().filter(|fact| !new.iter().any(|one| one.name == fact.name));
    out.extend(gone.map(|fact| Difference::plain(&fact.name, Some(fact.value.shown()), None)));
    out
}

fn changed(was: &Fact, fact: &Fact) -> Difference {
    let mut out = Difference::plain(&fact.name, Some(was.value.shown()), Some(fact.value.shown()));
    if was.value.list && fact.value.list {
        out.lost = only(&was.value, &fact.value);
        out.gained = only(&fact.value, &was.value);
    }
    out
}

/// The words of `one` that `other` does not have.
fn only(one: &Value, other: &Value) -> Vec<String> {
    let there = |word: &&Word| !other.words.iter().any(|its| its.key == word.key);
    one.words.iter().filter(there).map(|word| word.shown.clone()).collect()
}
