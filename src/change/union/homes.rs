//! Where groups and components of the union stand, so that the picture of either side is true.

use super::{Make, place};
use crate::model::GroupId;
use std::collections::BTreeSet;

impl Make<'_> {
    /// Says which group lies in which.
    pub(super) fn nest(&mut self) {
        let (new, old) = (self.new, self.old);
        let mut parents: Vec<Option<usize>> = Vec::new();
        for (at, group) in new.groups.iter().enumerate() {
            let now = group.parent.map(place);
            let Some(before) = self.change.matched.groups.old_of[at] else {
                parents.push(now);
                continue;
            };
            let was = old.groups[before].parent;
            let stays = self.kept_of_old(was) == self.kept_of_new(group.parent);
            let bare = now.is_none_or(|now| self.change.matched.groups.old_of[now].is_some());
            let there = was.map(|was| self.groups_of_old[place(was)]);
            parents.push(if stays && bare { there } else { now });
        }
        for (at, group) in old.groups.iter().enumerate() {
            if self.change.matched.groups.new_of[at].is_none() {
                parents.push(group.parent.map(|id| self.groups_of_old[place(id)]));
            }
        }
        for (at, parent) in parents.into_iter().enumerate() {
            let Some(id) = parent.and_then(|up| self.after.groups.get(up)).map(|up| up.id.clone())
            else {
                continue;
            };
            for list in [&mut self.after.groups, &mut self.before.groups] {
                list[at].groups = vec![id.clone()];
            }
        }
    }
    /// The nearest group at or around a group of the old side that is on both sides, as index in the union.
    fn kept_of_old(&self, id: Option<GroupId>) -> Option<usize> {
        let mut around = id.into_iter().flat_map(|id| self.old.ancestors(id));
        around.find_map(|id| self.change.matched.groups.new_of[place(id)])
    }
    fn kept_of_new(&self, id: Option<GroupId>) -> Option<usize> {
        let mut around = id.into_iter().flat_map(|id| self.new.ancestors(id));
        around.find(|&id| self.change.matched.groups.old_of[place(id)].is_some()).map(place)
    }
    /// The groups of the union in which a component of both sides stands so that either picture shows it where that
    /// side says; `None` when there are none.
    pub(super) fn home(&self, before: usize, at: usize) -> Option<Vec<usize>> {
        let (was, is) = (&self.old.components[before], &self.new.components[at]);
        let layers =
            (&self.old.reference.layers[was.layer].id, &self.new.reference.layers[is.layer].id);
        if layers.0 != layers.1 {
            return None;
        }
        let olds: Vec<usize> = was.groups.iter().map(|&id| self.groups_of_old[place(id)]).collect();
        let news: Vec<usize> = is.groups.iter().map(|&id| place(id)).collect();
        let set = |list: &[usize]| list.iter().copied().collect::<BTreeSet<_>>();
        if set(&olds) == set(&news) {
            return Some(news);
        }
        let kept_old: BTreeSet<_> =
            was.groups.iter().map(|&id| self.kept_of_old(Some(id))).collect();
        let kept_new: BTreeSet<_> =
            is.groups.iter().map(|&id| self.kept_of_new(Some(id))).collect();
        let none = BTreeSet::from([None]);
        let whole = |set: BTreeSet<Option<usize>>| if set.is_empty() { none.clone() } else { set };
        if whole(kept_old) != whole(kept_new) {
            return None;
        }
        let bare = |list: &[usize]| {
            let kept = |&at: &usize| {
                self.change.matched.groups.old_of.get(at).is_some_and(Option::is_some)
            };
            list.iter().all(kept)
        };
        if bare(&news) {
            Some(olds)
        } else if bare(&olds) {
            Some(news)
        } else {
            None
        }
    }
}
