//! Where content goes at run time: with what is moved, with requests, and back with answers.
//!
//! The model's own spread of data classes follows what is said to carry data. This walk asks the wider question of
//! which prompts and indices content ends up in: whoever read it may send it on with the next request.

use crate::{
    blueprint::ConnectionKind,
    catalog::{Trait, Traits},
    model::{ComponentId, ConnectionId, Model, Path, Step},
};
use std::collections::VecDeque;

/// How content is at a component, and so where it can go from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Kept or worked on: goes with everything that the component sends and answers.
    Held = 0,
    /// An answer that passes through: goes back to callers only.
    Answer = 1,
    /// Came with a request: goes on with requests, but not to other callers.
    Sent = 2,
}

/// Passes requests and answers on without reading them together.
const ROUTERS: Traits =
    Traits::of(&[Trait::Gateway, Trait::LoadBalancer, Trait::Cdn, Trait::NetworkPart]);
/// Answers with a decision or a token, never with content.
const MUTE: Traits = Traits::of(&[Trait::IdentityProvider, Trait::Authorizer, Trait::CrossCutting]);
/// What arrives there has left the application.
const USERS: Traits = Traits::of(&[Trait::Person, Trait::Client]);

/// How content got somewhere.
#[derive(Clone, Copy, Debug)]
enum Origin {
    /// It was there.
    Start,
    /// From there, in that state, over that connection.
    From(ComponentId, State, ConnectionId),
}

/// From where content came, for each component in each state.
#[derive(Debug)]
pub(crate) struct Content {
    came: Vec<[Option<Origin>; 3]>,
    first: Vec<Option<State>>,
}

/// Walks breadth first from the components that hold the content. Nothing goes on from where `stops` says so, and
/// nothing passes a connection that `blocks`. Linear in components and connections.
pub(crate) fn walk(
    model: &Model,
    starts: &[ComponentId],
    stops: impl Fn(ComponentId) -> bool,
    blocks: impl Fn(ConnectionId) -> bool,
) -> Content {
    let mut content = Content {
        came: vec![[None; 3]; model.components.len()],
        first: vec![None; model.components.len()],
    };
    let mut queue = VecDeque::new();
    for &start in starts.iter().filter(|&&id| !model.component(id).traits.any(MUTE)) {
        let state = if is_router(model, start) { State::Sent } else { State::Held };
        content.enter(start, state, Origin::Start, &mut queue);
    }
    let sources = queue.len();
    let mut at = 0;
    while let Some((id, state)) = queue.pop_front() {
        at += 1;
        let left = at > sources && model.component(id).traits.any(USERS);
        if left || stops(id) {
            continue;
        }
        for (step, next) in onward(model, id, state) {
            if !blocks(step.by) {
                content.enter(step.to, next, Origin::From(id, state, step.by), &mut queue);
            }
        }
    }
    content
}

impl Content {
    fn enter(
        &mut self,
        id: ComponentId,
        state: State,
        from: Origin,
        queue: &mut VecDeque<(ComponentId, State)>,
    ) {
        let place = &mut self.came[id.0 as usize][state as usize];
        if place.is_none() {
            *place = Some(from);
            self.first[id.0 as usize].get_or_insert(state);
            queue.push_back((id, state));
        }
    }
    /// The shortest way by which the content came to `id`; none when it did not.
    pub(crate) fn path(&self, id: ComponentId) -> Option<Path> {
        let (mut start, mut state, mut steps) = (id, self.first[id.0 as usize]?, Vec::new());
        while let Some(Origin::From(before, how, by)) = self.came[start.0 as usize][state as usize]
        {
            steps.push(Step { by, to: start });
            (start, state) = (before, how);
        }
        steps.reverse();
        Some(Path { start, steps })
    }
    /// Whether the content came to `id`.
    pub(crate) fn reaches(&self, id: ComponentId) -> bool {
        self.first[id.0 as usize].is_some()
    }
}

fn is_router(model: &Model, id: ComponentId) -> bool {
    model.component(id).traits.any(ROUTERS)
}

fn onward(model: &Model, at: ComponentId, state: State) -> impl Iterator<Item = (Step, State)> {
    let forth = model
        .steps_from(at)
        .iter()
        .filter_map(move |&step| forward(model, at, state, step).map(|next| (step, next)));
    let back = model.steps_to(at).iter().filter(move |&&step| answers(model, at, state, step)).map(
        |&step| {
            let state = if is_router(model, step.to) { State::Answer } else { State::Held };
            (step, state)
        },
    );
    forth.chain(back)
}

/// What becomes of content that goes along a connection.
fn forward(model: &Model, at: ComponentId, state: State, step: Step) -> Option<State> {
    if state == State::Answer || notifies_only(model, step.by) {
        return None;
    }
    match model.connection(step.by).kind {
        ConnectionKind::Data
        | ConnectionKind::Ingest
        | ConnectionKind::Event
        | ConnectionKind::Response => Some(State::Held),
        ConnectionKind::Request | ConnectionKind::Tool => {
            let sends = !model.component(at).traits.has(Trait::Store);
            sends.then_some(State::Sent)
        }
        // A question is no content.
        ConnectionKind::Query => None,
    }
}

/// Whether content goes back over a connection to its caller.
fn answers(model: &Model, at: ComponentId, state: State, step: Step) -> bool {
    let connection = model.connection(step.by);
    let traits = model.component(at).traits;
    let speaks = !traits.any(MUTE)
        && (!traits.any(USERS) || traits.has(Trait::UntrustedContent))
        && reads(model, step.by);
    match connection.kind {
        _ if state == State::Sent || notifies_only(model, step.by) => false,
        ConnectionKind::Query => reads(model, step.by),
        ConnectionKind::Request | ConnectionKind::Tool => speaks,
        _ => connection.both,
    }
}

/// Whether the call may bring content back: it says no effect, or that it reads.
pub(crate) fn reads(model: &Model, by: ConnectionId) -> bool {
    let said = model.statement(by).properties.find("effect");
    said.is_none_or(|said| {
        let words = said.words();
        words.is_empty() || words.iter().any(|word| word.value == "read")
    })
}

/// What a call does at its target, when said.
pub(crate) fn effects(model: &Model, by: ConnectionId) -> Vec<&str> {
    let said = model.statement(by).properties.find("effect");
    said.map_or_else(Vec::new, |said| said.words().iter().map(|word| word.value).collect())
}

/// Whether the connection carries nothing but the message that something happened.
pub(crate) fn notifies_only(model: &Model, by: ConnectionId) -> bool {
    let said = model.statement(by).properties.find("carries");
    said.is_some_and(|said| said.words().iter().all(|word| word.value == "notification"))
}

/// Whether content was checked or cleaned on its way over the connection.
pub(crate) fn is_cleaned(model: &Model, by: ConnectionId) -> bool {
    let said = &model.statement(by).properties;
    said.bool("redacted") == Some(true) || said.bool("validated") == Some(true)
}
