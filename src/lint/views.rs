//! What several rules ask of a model: the groups around a component, and names in a row.

use crate::{
    model::{ComponentId, GroupId, Model},
    source::Span,
};

/// The innermost groups of `kind` around a component: one for each group that it stands in and that has one.
pub(crate) fn around(model: &Model, id: ComponentId, kind: &str) -> Vec<GroupId> {
    let groups = model.component(id).groups.iter();
    let mut found: Vec<GroupId> = groups
        .filter_map(|&group| {
            model.ancestors(group).find(|&outer| model.group(outer).kind.id == kind)
        })
        .collect();
    found.dedup();
    found
}

/// The word of `in` by which a component stands in `outer`; its key when no single word says so.
pub(crate) fn place_in(model: &Model, id: ComponentId, outer: GroupId) -> Span {
    let words = &model.said(id).groups;
    let inside = |group: &GroupId| model.within(*group, outer);
    let own = model.component(id).groups.iter().find(|group| inside(group));
    own.and_then(|&group| words.iter().find(|word| word.value == model.group(group).id))
        .map_or(model.component(id).key, |word| word.span)
}

/// Whether a property holds a text that says something.
pub(crate) fn says(model: &Model, id: ComponentId, property: &str) -> bool {
    model.said(id).properties.text(property).is_some_and(|text| !text.trim().is_empty())
}

/// The ids in backticks: `a`, `b` and `c`.
pub(crate) fn names(model: &Model, ids: &[ComponentId]) -> String {
    let mut list = String::new();
    for (at, &id) in ids.iter().enumerate() {
        list.push_str(match at {
            0 => "",
            _ if at + 1 == ids.len() => " and ",
            _ => ", ",
        });
        list.push('`');
        list.push_str(&model.component(id).id);
        list.push('`');
    }
    list
}
