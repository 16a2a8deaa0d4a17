//! Two blueprints held against each other: what changed, and what that does to the findings.

use super::{Checked, usual};
use crate::blueprint::Blueprint;
use crate::change::{self, Change, Found};
use crate::model::Model;
use std::borrow::Cow;

/// Two blueprints that were judged and compared.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// Before.
    pub old: Checked,
    /// After.
    pub new: Checked,
    /// What changed; `None` when a side is no blueprint at all.
    pub change: Option<Change>,
    /// What became of the findings.
    pub found: Found,
}

impl Compared {
    /// Both models with what changed, when both sides are blueprints.
    pub fn models(&self) -> Option<(&Model, &Model, &Change)> {
        Some((self.old.model.as_ref()?, self.new.model.as_ref()?, self.change.as_ref()?))
    }
    /// Whether both sides say the same and have the same findings; what cannot be compared is not the same.
    pub fn is_same(&self) -> bool {
        let found = self.found.new.is_empty() && self.found.fixed.is_empty();
        found && self.change.as_ref().is_some_and(Change::is_empty)
    }
}

/// Compares two judged blueprints.
pub fn compare(old: Checked, new: Checked) -> Compared {
    let models = old.model.as_ref().zip(new.model.as_ref());
    let change = models.map(|(old, new)| Change::between(old, new));
    let names = change.as_ref().map(|change| change.matched.names.clone()).unwrap_or_default();
    let found = change::findings(&old.findings, &new.findings, &names);
    Compared { old, new, change, found }
}

/// A blueprint that says nothing: the other side of one that was added or removed.
pub fn nothing(like: &Checked) -> Checked {
    let reference =
        like.model.as_ref().map_or(Cow::Borrowed(usual()), |model| model.reference.clone());
    let model = Model::build(Blueprint::default(), reference).model;
    Checked { model: Some(model), ..Checked::default() }
}
