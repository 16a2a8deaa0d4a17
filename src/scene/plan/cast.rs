//! Who appears in a view: all components and connections, or those of one flow.

use super::index;
use crate::{
    model::{ComponentId, ConnectionId, Model},
    scene::options::View,
};

/// The components and connections that are drawn.
#[derive(Debug)]
pub(super) struct Cast {
    /// By node: its component.
    components: Vec<ComponentId>,
    /// By component: its node.
    nodes: Vec<Option<u32>>,
    /// By connection: whether it is drawn.
    lines: Vec<bool>,
}

impl Cast {
    pub(super) fn new(model: &Model, view: View) -> Self {
        let Some(flow) = view.flow().and_then(|flow| model.flows.get(flow)) else {
            let components: Vec<ComponentId> = model.component_ids().collect();
            let nodes = components.iter().map(|id| Some(id.0)).collect();
            return Self { components, nodes, lines: vec![true; model.connections.len()] };
        };
        let mut shown = vec![false; model.components.len()];
        let mut lines = vec![false; model.connections.len()];
        for &id in &flow.steps {
            lines[id.0 as usize] = true;
            let connection = model.connection(id);
            for end in [connection.from, connection.to] {
                model.members(end).iter().for_each(|id| shown[id.0 as usize] = true);
            }
        }
        let components: Vec<ComponentId> =
            model.component_ids().filter(|id| shown[id.0 as usize]).collect();
        let mut nodes = vec![None; model.components.len()];
        for (at, id) in components.iter().enumerate() {
            nodes[id.0 as usize] = Some(index(at));
        }
        Self { components, nodes, lines }
    }
    /// The components in the order of their nodes.
    pub(super) fn components(&self) -> &[ComponentId] {
        &self.components
    }
    /// The node of a component.
    pub(super) fn node(&self, id: ComponentId) -> Option<u32> {
        self.nodes[id.0 as usize]
    }
    /// The component of a node.
    pub(super) fn component(&self, node: u32) -> ComponentId {
        self.components[node as usize]
    }
    /// Whether a connection is drawn.
    pub(super) fn draws(&self, id: ConnectionId) -> bool {
        self.lines[id.0 as usize]
    }
}
