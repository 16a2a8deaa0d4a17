//! Makes the nesting of groups a forest of bounded depth, and says what it cut.

use super::component::Group;
use crate::{
    blueprint::Blueprint,
    diagnostic::Diagnostic,
    source::Span,
    syntax::{CYCLIC_GROUP, LIMIT_EXCEEDED},
};

/// How deep groups may lie in each other.
pub(super) const MAX_DEPTH: u32 = 32;

const UNSEEN: u32 = 0;
const OPEN: u32 = u32::MAX;

/// Cuts each cycle where it closes and each nesting beyond [`MAX_DEPTH`]. Linear in the number of groups.
pub(super) fn mend(said: &Blueprint, groups: &mut [Group], diagnostics: &mut Vec<Diagnostic>) {
    let mut depth = vec![UNSEEN; groups.len()];
    for start in 0..groups.len() {
        let mut trail = Vec::new();
        let mut at = Some(start);
        while let Some(here) = at
            && depth[here] == UNSEEN
        {
            depth[here] = OPEN;
            trail.push(here);
            at = groups[here].parent.map(|id| id.0 as usize);
        }
        let mut below = at.map_or(0, |known| depth[known]);
        if below == OPEN {
            below = 0;
            diagnostics.extend(cut(said, groups, &trail, at));
        }
        for &here in trail.iter().rev() {
            below += 1;
            if below > MAX_DEPTH {
                groups[here].parent = None;
                below = 1;
                diagnostics.push(too_deep(said, &groups[here]));
            }
            depth[here] = below;
        }
    }
}

/// Takes the group that closes a cycle out of its parent.
fn cut(
    said: &Blueprint,
    groups: &mut [Group],
    trail: &[usize],
    closed: Option<usize>,
) -> Option<Diagnostic> {
    let first = trail.iter().position(|&one| Some(one) == closed)?;
    let last = *trail.last()?;
    groups[last].parent = None;
    let mut names: Vec<&str> = trail[first..].iter().map(|&one| groups[one].id.as_str()).collect();
    names.push(&groups[*trail.get(first)?].id);
    let message = format!("group `{}` lies inside itself: {}", groups[last].id, names.join(" in "));
    Some(
        CYCLIC_GROUP
            .at(place(said, &groups[last]), message)
            .subjects([groups[last].id.clone()])
            .help("remove one `in` of the cycle: a group lies in one group around it"),
    )
}

fn too_deep(said: &Blueprint, group: &Group) -> Diagnostic {
    let message = format!("group `{}` lies more than {MAX_DEPTH} groups deep", group.id);
    LIMIT_EXCEEDED
        .at(place(said, group), message)
        .subjects([group.id.clone()])
        .help("draw fewer boundaries, or split the blueprint")
}

fn place(said: &Blueprint, group: &Group) -> Span {
    said.groups[group.said].groups.first().map_or(group.key, |word| word.span)
}
