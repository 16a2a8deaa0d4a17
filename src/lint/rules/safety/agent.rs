//! Agents and what they call: directly, or through a gateway that only passes tool calls on.

use crate::{
    blueprint::ConnectionKind,
    catalog::{Trait, Traits},
    model::{ComponentId, Model, Path, Step},
};
use std::collections::VecDeque;

/// Agents that their users bring along, or that AWS runs with a user interface and bounds of its own.
const BROUGHT: Traits = Traits::of(&[Trait::NativeFrontend, Trait::Client]);

/// Whether it is an agent of this application.
pub(super) fn is_agent(model: &Model, id: ComponentId) -> bool {
    let traits = model.component(id).traits;
    traits.has(Trait::Agent) && !traits.any(BROUGHT)
}

/// The agents of this application.
pub(super) fn agents(model: &Model) -> Vec<ComponentId> {
    model.component_ids().filter(|&id| is_agent(model, id)).collect()
}

/// Whether it offers the tools of others.
pub(super) fn is_tool_gateway(model: &Model, id: ComponentId) -> bool {
    let traits = model.component(id).traits;
    traits.has(Trait::ToolServer) && traits.has(Trait::Gateway)
}

/// The calls that agents make: each way from one over tool gateways to what is called, in order of declaration. What
/// lies behind a gateway that several agents share is listed for the first of them.
pub(super) fn calls(model: &Model) -> Vec<Path> {
    let mut seen = vec![false; model.components.len()];
    let mut found = Vec::new();
    for agent in agents(model) {
        let mut open = VecDeque::from([Path { start: agent, steps: Vec::new() }]);
        while let Some(path) = open.pop_front() {
            let at = path.steps.last().map_or(agent, |step| step.to);
            for step in steps(model, at) {
                let mut longer = path.clone();
                longer.steps.push(step);
                let on = is_tool_gateway(model, step.to) && longer.steps.len() < DEPTH;
                if on && !std::mem::replace(&mut seen[step.to.0 as usize], true) {
                    open.push_back(longer.clone());
                }
                found.push(longer);
            }
        }
    }
    found
}

/// Further gateways in a row are no architecture.
const DEPTH: usize = 4;

fn steps(model: &Model, at: ComponentId) -> Vec<Step> {
    let mut steps = model.runtime_steps(at);
    steps.retain(|step| model.connection(step.by).kind != ConnectionKind::Ingest);
    steps
}
