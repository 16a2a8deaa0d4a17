//! The names that renamed things have now.

use std::collections::BTreeMap;

/// Old ids of renamed components and groups with their new ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(BTreeMap<String, String>);

impl Names {
    /// What the thing called `id` is called now.
    pub fn now<'a>(&'a self, id: &'a str) -> &'a str {
        self.0.get(id).map_or(id, String::as_str)
    }
    /// Notes a new name.
    pub(super) fn note(&mut self, old: &str, new: &str) {
        self.0.insert(old.to_owned(), new.to_owned());
    }
    /// Whether nothing was renamed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
