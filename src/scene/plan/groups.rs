//! The boundaries that a view shows.

use super::{Finding, cast::Cast, index};
use crate::{
    catalog::{Place, Provider, Trait},
    geometry::{Px, Size},
    layout,
    model::{ComponentId, End, GroupId, Model},
    scene::{artwork::Artwork, boundary::Style, chip, icons::Icons, options::View},
    text::{self, Weight},
};
use std::{collections::BTreeMap, sync::Arc};

/// Side of the icon in a boundary's corner.
pub(in crate::scene) const CORNER_ICON: Px = 24.0;
/// From a boundary's corner to its title line, as the layout sees it.
const INSET: Px = 8.0;
/// Height of a boundary's title line.
pub(in crate::scene) const TITLE: Px = 28.0;

/// What a boundary stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupOf {
    /// A group of the blueprint.
    Said(GroupId),
    /// AWS, when the blueprint draws no account and no cloud.
    Cloud,
    /// The cross-cutting services in one place that no line touches.
    Shared,
}

/// A boundary to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What for.
    pub of: GroupOf,
    /// How.
    pub style: Style,
    /// Its title, fitted.
    pub title: String,
    /// Index of the boundary around it.
    pub parent: Option<u32>,
    /// The findings about it, as indices into [`super::Plan::findings`].
    pub marks: Vec<usize>,
    /// The user's icon in the corner.
    pub artwork: Option<Arc<Artwork>>,
}

impl Group {
    /// Width of the title's text.
    pub(in crate::scene) fn width(&self) -> Px {
        text::width(&self.title, Weight::Bold, super::SMALL)
    }
    pub(super) fn boxed(&self, findings: &[Finding]) -> layout::Group {
        let icon = if self.style.icon.is_some() { CORNER_ICON + 6.0 - INSET } else { 0.0 };
        let marks = chip::extent(findings, &self.marks);
        let width = icon + self.width().max(marks.w) + 8.0;
        let title = Size::new(width, TITLE - INSET + marks.h);
        layout::Group { parent: self.parent, title }
    }
}

/// The boundaries of a view and where everything stands.
#[derive(Debug)]
pub(super) struct Boundaries {
    /// The boundaries, outer ones not necessarily first.
    pub groups: Vec<Group>,
    /// By group of the model: the boundary drawn for it.
    said: Vec<Option<u32>>,
    /// By component: the boundary right around it.
    parents: Vec<Option<u32>>,
}

impl Boundaries {
    pub(super) fn parent(&self, id: ComponentId) -> Option<u32> {
        self.parents[id.0 as usize]
    }
    /// The boundary drawn for a group.
    pub(super) fn of(&self, id: GroupId) -> Option<u32> {
        self.said[id.0 as usize]
    }
    /// The groups that a boundary stands for.
    pub(super) fn drawn_as(&self, group: &Group) -> Vec<GroupId> {
        let GroupOf::Said(own) = group.of else { return Vec::new() };
        let at = self.of(own);
        let ids = (0..index(self.said.len())).map(GroupId);
        ids.filter(|&id| at.is_some() && self.of(id) == at).collect()
    }
    fn push(&mut self, group: Group) -> u32 {
        self.groups.push(group);
        index(self.groups.len() - 1)
    }
    /// The boundaries around a group, from the inside out, its own first.
    fn chain(&self, model: &Model, id: GroupId) -> Vec<u32> {
        model.ancestors(id).filter_map(|up| self.of(up)).collect()
    }
    /// Leaves out the boundaries in which nothing stands.
    fn prune(&mut self) {
        let mut used = vec![false; self.groups.len()];
        for parent in &self.parents {
            let mut at = *parent;
            while let Some(here) = at {
                let seen = std::mem::replace(&mut used[here as usize], true);
                at = if seen { None } else { self.groups[here as usize].parent };
            }
        }
        let mut count = 0;
        let places: Vec<Option<u32>> = used
            .iter()
            .map(|&used| {
                count += u32::from(used);
                used.then(|| count - 1)
            })
            .collect();
        let moved = |at: Option<u32>| at.and_then(|at| places[at as usize]);
        self.said.iter_mut().chain(&mut self.parents).for_each(|at| *at = moved(*at));
        let mut kept = used.into_iter();
        self.groups.retain(|_| kept.next().unwrap_or(false));
        self.groups.iter_mut().for_each(|group| group.parent = moved(group.parent));
    }
}

pub(super) fn plan(model: &Model, view: View, cast: &Cast, icons: &Icons) -> Boundaries {
    let shown = match view {
        View::Deployment => vec![true; model.groups.len()],
        View::Flat => vec![false; model.groups.len()],
        View::Layers | View::Flow(_) | View::Review | View::Coverage | View::Study => {
            in_one_stratum(model)
        }
    };
    let mut out = Boundaries {
        groups: Vec::new(),
        said: vec![None; model.groups.len()],
        parents: Vec::new(),
    };
    let twins = twins(model);
    for (at, one) in model.groups.iter().enumerate().filter(|&(at, _)| shown[at]) {
        let first = twins[at].0 as usize;
        if first < at {
            out.said[at] = out.said[first];
            if let Some(twin) = out.said[at].and_then(|twin| out.groups.get_mut(twin as usize)) {
                twin.title = title_of(&[&twin.title, &one.label]);
            }
            continue;
        }
        let (style, title) = (Style::of(one.kind), title(&one.label));
        let of = GroupOf::Said(GroupId(index(at)));
        out.said[at] = Some(out.push(Group {
            of,
            style,
            title,
            parent: None,
            marks: Vec::new(),
            artwork: None,
        }));
    }
    for at in 0..model.groups.len() {
        if let [own, outer, ..] = out.chain(model, GroupId(index(at)))[..] {
            out.groups[own as usize].parent = Some(outer);
        }
    }
    let parent = |id| cast.node(id).and_then(|_| home(model, &out, id));
    out.parents = model.component_ids().map(parent).collect();
    out.prune();
    if view == View::Deployment {
        cloud(model, &mut out);
    }
    for group in out.groups.iter_mut().filter(|group| group.style.icon.is_some()) {
        let kind = match group.of {
            GroupOf::Said(id) => model.group(id).kind.id,
            GroupOf::Cloud | GroupOf::Shared => "aws-cloud",
        };
        group.artwork = icons.boundary(kind).cloned();
    }
    out
}

/// What stands between the names of groups that are drawn as one.
pub(super) const BETWEEN: &str = " · ";

/// The title of a boundary that stands for the groups with these labels.
pub(super) fn title_of(labels: &[&str]) -> String {
    title(&labels.join(BETWEEN))
}

fn title(label: &str) -> String {
    text::fit(label, Weight::Bold, super::SMALL, 260.0)
}

/// By group: the first group that is drawn as one with it. Two groups of one kind in the same place that hold
/// exactly the same components (a service in two subnets) become one boundary that names both.
fn twins(model: &Model) -> Vec<GroupId> {
    let mut members: Vec<Vec<ComponentId>> = vec![Vec::new(); model.groups.len()];
    let mut holds_groups = vec![false; model.groups.len()];
    for id in model.component_ids() {
        for group in &model.component(id).groups {
            members[group.0 as usize].push(id);
        }
    }
    for parent in model.groups.iter().filter_map(|group| group.parent) {
        holds_groups[parent.0 as usize] = true;
    }
    let mut first = BTreeMap::new();
    let mut out = Vec::with_capacity(model.groups.len());
    for (at, group) in model.groups.iter().enumerate() {
        let id = GroupId(index(at));
        let alone = members[at].is_empty() || holds_groups[at];
        let key = (group.parent, group.kind.id, &members[at]);
        out.push(if alone { id } else { *first.entry(key).or_insert(id) });
    }
    out
}

/// The lowest boundary that holds every group a component stands in.
fn home(model: &Model, out: &Boundaries, id: ComponentId) -> Option<u32> {
    let (first, others) = model.component(id).groups.split_first()?;
    let others: Vec<Vec<u32>> = others.iter().map(|&other| out.chain(model, other)).collect();
    let mut chain = out.chain(model, *first).into_iter();
    chain.find(|up| others.iter().all(|other| other.contains(up)))
}

/// By group: whether it has components and all of them live in one layer, so that a band can hold it.
fn in_one_stratum(model: &Model) -> Vec<bool> {
    let mut layers: Vec<Option<usize>> = vec![None; model.groups.len()];
    let mut mixed = vec![false; model.groups.len()];
    for component in &model.components {
        for group in component.groups.iter().flat_map(|&group| model.ancestors(group)) {
            let other = layers[group.0 as usize].replace(component.layer);
            mixed[group.0 as usize] |= other.is_some_and(|other| other != component.layer);
        }
    }
    layers.iter().zip(mixed).map(|(layer, mixed)| layer.is_some() && !mixed).collect()
}

/// Puts AWS around what is AWS when the blueprint does not, and tidies up what no line touches.
fn cloud(model: &Model, out: &mut Boundaries) {
    let around = around(model, out);
    for id in model.component_ids() {
        if out.parents[id.0 as usize].is_none() && is_aws(model, id) {
            out.parents[id.0 as usize] = around;
        }
    }
    let touched = touched(model);
    let mut loose: BTreeMap<Option<u32>, Vec<ComponentId>> = BTreeMap::new();
    for id in model.component_ids().filter(|&id| !touched[id.0 as usize] && is_aws(model, id)) {
        let cross = model.component(id).traits.has(Trait::CrossCutting);
        if cross || model.layer(id).place == Place::Rail {
            loose.entry(out.parent(id)).or_default().push(id);
        }
    }
    for (parent, members) in loose.into_iter().filter(|(_, members)| members.len() > 1) {
        let mut titles: Vec<&str> = Vec::new();
        for &id in &members {
            let title: &str = &model.layer(id).title;
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        let words =
            if titles.len() > 2 { "Shared services".to_owned() } else { titles.join(" and ") };
        let (style, title) = (Style::plain(), title(&words));
        let shared = out.push(Group {
            of: GroupOf::Shared,
            style,
            title,
            parent,
            marks: Vec::new(),
            artwork: None,
        });
        for id in members {
            out.parents[id.0 as usize] = Some(shared);
        }
    }
}

/// The boundary around everything of AWS: a new cloud when neither a cloud nor an account is said, the only
/// cloud or account otherwise.
fn around(model: &Model, out: &mut Boundaries) -> Option<u32> {
    let tops: Vec<u32> = (0..index(out.groups.len()))
        .filter(|&at| out.groups[at as usize].parent.is_none())
        .filter(|&at| in_cloud(model, &out.groups[at as usize]))
        .collect();
    let said = |at: &u32| out.groups[*at as usize].style.is_cloud;
    if tops.iter().any(said) {
        let mut clouds = tops.into_iter().filter(said);
        return clouds.next().filter(|_| clouds.next().is_none());
    }
    let bare = |id: ComponentId| out.parents[id.0 as usize].is_none() && is_aws(model, id);
    if tops.is_empty() && !model.component_ids().any(bare) {
        return None;
    }
    let title = "AWS Cloud".to_owned();
    let cloud = out.push(Group {
        of: GroupOf::Cloud,
        style: Style::cloud(),
        title,
        parent: None,
        marks: Vec::new(),
        artwork: None,
    });
    for at in tops {
        out.groups[at as usize].parent = Some(cloud);
    }
    Some(cloud)
}

/// Whether a boundary lies in AWS: by its kind, else when everything in it does.
fn in_cloud(model: &Model, group: &Group) -> bool {
    group.style.in_cloud.unwrap_or_else(|| match group.of {
        GroupOf::Said(id) => model.members(End::Group(id)).iter().all(|&id| is_aws(model, id)),
        GroupOf::Cloud | GroupOf::Shared => true,
    })
}

/// Whether a component belongs into the cloud's box.
fn is_aws(model: &Model, id: ComponentId) -> bool {
    let component = model.component(id);
    component.service.is_some_and(|service| service.provider == Provider::Aws)
}

/// By component: whether any connection ends at it.
fn touched(model: &Model) -> Vec<bool> {
    let mut touched = vec![false; model.components.len()];
    for connection in &model.connections {
        for end in [connection.from, connection.to] {
            if let End::Component(id) = end {
                touched[id.0 as usize] = true;
            }
        }
    }
    touched
}
