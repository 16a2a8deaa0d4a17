//! The graph of components and connections, and walks over it.

use super::{
    Model,
    component::{ComponentId, ConnectionId, End, GroupId},
};
use crate::blueprint::ConnectionKind;
use petgraph::{graph::DiGraph, graph::NodeIndex};
use std::collections::VecDeque;

/// Components as nodes, connections as edges; a group end stands for every component in the group.
pub type Graph = DiGraph<ComponentId, ConnectionId, u32>;

/// One step of a walk: the connection taken and the component reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The connection.
    pub by: ConnectionId,
    /// Where it leads.
    pub to: ComponentId,
}

/// The most steps of the graph: a connection between two groups stands for every pair of their components.
pub(super) const MAX_STEPS: usize = 400_000;

/// Builds the graph; the connection at which [`MAX_STEPS`] were reached and after which none was entered, if so.
pub(super) fn build(model: &Model) -> (Graph, Option<ConnectionId>) {
    let mut graph = Graph::with_capacity(model.components.len(), model.connections.len());
    for at in 0..model.components.len() {
        graph.add_node(ComponentId(index(at)));
    }
    for by in model.connection_ids() {
        let connection = model.connection(by);
        let (sources, targets) = (model.members(connection.from), model.members(connection.to));
        if graph.edge_count() + sources.len() * targets.len() > MAX_STEPS {
            return (graph, Some(by));
        }
        for &from in sources {
            for &to in targets {
                graph.add_edge(NodeIndex::new(from.0 as usize), NodeIndex::new(to.0 as usize), by);
            }
        }
    }
    (graph, None)
}

/// The steps from every component in one direction, in order of their connections.
#[derive(Clone, Debug, Default)]
pub(super) struct Steps {
    all: Vec<Step>,
    /// Where the steps of each component begin; behind the last one, where they end.
    begins: Vec<u32>,
}

impl Steps {
    /// Of `count` components, from connections with both their ends.
    fn new(count: usize, hops: &[(ComponentId, Step)]) -> Self {
        let mut begins = vec![0; count + 1];
        for (from, _) in hops {
            begins[from.0 as usize + 1] += 1;
        }
        for at in 1..begins.len() {
            begins[at] += begins[at - 1];
        }
        let mut next = begins.clone();
        let blank = Step { by: ConnectionId(0), to: ComponentId(0) };
        let mut all = vec![blank; hops.len()];
        for (from, step) in hops {
            let place = &mut next[from.0 as usize];
            all[*place as usize] = *step;
            *place += 1;
        }
        for range in begins.windows(2) {
            all[range[0] as usize..range[1] as usize].sort_by_key(|step| (step.by, step.to));
        }
        Self { all, begins }
    }
    fn of(&self, id: ComponentId) -> &[Step] {
        let at = id.0 as usize;
        &self.all[self.begins[at] as usize..self.begins[at + 1] as usize]
    }
}

/// Where the connections of the graph lead, forwards and backwards.
pub(super) fn steps(graph: &Graph) -> [Steps; 2] {
    let (mut out, mut back) = (Vec::new(), Vec::new());
    for edge in graph.raw_edges() {
        let (from, to) = (graph[edge.source()], graph[edge.target()]);
        out.push((from, Step { by: edge.weight, to }));
        back.push((to, Step { by: edge.weight, to: from }));
    }
    [Steps::new(graph.node_count(), &out), Steps::new(graph.node_count(), &back)]
}

/// The components in each group and in the groups inside it, in declaration order.
pub(super) fn contents(model: &Model) -> Vec<Vec<ComponentId>> {
    let mut contents = vec![Vec::new(); model.groups.len()];
    for id in model.component_ids() {
        for &own in &model.component(id).groups {
            for group in model.ancestors(own) {
                let list: &mut Vec<ComponentId> = &mut contents[group.0 as usize];
                if list.last() != Some(&id) {
                    list.push(id);
                }
            }
        }
    }
    contents
}

/// An index as `u32`; the reading limits keep every count below.
pub(super) fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Model {
    /// The components that an end stands for, in declaration order.
    pub fn members(&self, end: End) -> &[ComponentId] {
        match end {
            End::Component(id) => &self.ids[id.0 as usize..=id.0 as usize],
            End::Group(group) => &self.contents[group.0 as usize],
        }
    }
    /// Whether the group `inner` is `outer` or lies inside it.
    pub fn within(&self, inner: GroupId, outer: GroupId) -> bool {
        self.ancestors(inner).any(|group| group == outer)
    }
    /// The group and those around it, from the inside out.
    pub fn ancestors(&self, group: GroupId) -> impl Iterator<Item = GroupId> {
        std::iter::successors(Some(group), |&at| self.group(at).parent)
    }
    /// The connections that leave `id`, each with its target, in declaration order.
    pub fn outgoing(&self, id: ComponentId) -> Vec<Step> {
        self.steps_from(id).to_vec()
    }
    /// The connections that arrive at `id`, each with its source, in declaration order.
    pub fn incoming(&self, id: ComponentId) -> Vec<Step> {
        self.steps_to(id).to_vec()
    }
    /// As [`Model::outgoing`], without a copy.
    pub fn steps_from(&self, id: ComponentId) -> &[Step] {
        self.steps[0].of(id)
    }
    /// As [`Model::incoming`], without a copy.
    pub fn steps_to(&self, id: ComponentId) -> &[Step] {
        self.steps[1].of(id)
    }
    /// Everything that `id` is connected with, whatever the direction.
    pub fn neighbours(&self, id: ComponentId) -> Vec<Step> {
        [self.steps_from(id), self.steps_to(id)].concat()
    }
    /// Where one can go from `id` at run time: along connections, and back over two-way ones; answers lead
    /// nowhere.
    pub fn runtime_steps(&self, id: ComponentId) -> Vec<Step> {
        let mut steps = self.outgoing(id);
        steps.extend(self.steps_to(id).iter().filter(|step| self.connection(step.by).both));
        steps.retain(|step| self.connection(step.by).kind != ConnectionKind::Response);
        steps
    }
    /// The shortest path from any of `starts` to a component that `goal` accepts, over the steps that
    /// `next` gives (breadth first; declaration order breaks ties). The start is the first element, with no
    /// connection; starts themselves are no goals.
    pub fn path(
        &self,
        starts: &[ComponentId],
        next: impl Fn(ComponentId) -> Vec<Step>,
        goal: impl Fn(ComponentId) -> bool,
    ) -> Option<Path> {
        let mut seen = vec![false; self.components.len()];
        let mut came = vec![None; self.components.len()];
        let mut queue = VecDeque::new();
        for &start in starts {
            if !std::mem::replace(&mut seen[start.0 as usize], true) {
                queue.push_back(start);
            }
        }
        while let Some(at) = queue.pop_front() {
            for step in next(at) {
                if std::mem::replace(&mut seen[step.to.0 as usize], true) {
                    continue;
                }
                came[step.to.0 as usize] = Some((at, step.by));
                if goal(step.to) {
                    return Some(Path::trace(step.to, &came));
                }
                queue.push_back(step.to);
            }
        }
        None
    }
    /// Every component that can be reached from `starts` over the steps that `next` gives, the starts
    /// included.
    pub fn reach(
        &self,
        starts: &[ComponentId],
        next: impl Fn(ComponentId) -> Vec<Step>,
    ) -> Vec<bool> {
        let mut seen = vec![false; self.components.len()];
        let mut stack: Vec<ComponentId> = starts.to_vec();
        while let Some(at) = stack.pop() {
            if !std::mem::replace(&mut seen[at.0 as usize], true) {
                stack.extend(next(at).into_iter().map(|step| step.to));
            }
        }
        seen
    }
}

/// A path through the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Where it begins.
    pub start: ComponentId,
    /// The connections and components after it, in order.
    pub steps: Vec<Step>,
}

impl Path {
    fn trace(end: ComponentId, came: &[Option<(ComponentId, ConnectionId)>]) -> Self {
        let (mut start, mut steps) = (end, Vec::new());
        while let Some((before, by)) = came[start.0 as usize] {
            steps.push(Step { by, to: start });
            start = before;
        }
        steps.reverse();
        Self { start, steps }
    }
    /// The components in order.
    pub fn components(&self) -> impl Iterator<Item = ComponentId> {
        std::iter::once(self.start).chain(self.steps.iter().map(|step| step.to))
    }
}
