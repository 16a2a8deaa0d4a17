//! Wrong answers: services of the same layer that are plausible and by the catalogue's facts not right.

use super::{Answer, random::Random};
use crate::{
    blueprint::ConnectionKind,
    catalog::{self, Provider, Service, StudyKind, Trait, Traits},
    model::{ComponentId, Model},
};

/// Traits by which one service can stand for another.
const TELLING: Traits = Traits::of(&[
    Trait::Generative,
    Trait::Embedding,
    Trait::Agent,
    Trait::HostedEndpoint,
    Trait::Retriever,
    Trait::Vector,
    Trait::Gateway,
    Trait::Cdn,
    Trait::LoadBalancer,
    Trait::IdentityProvider,
    Trait::Authorizer,
    Trait::Compute,
    Trait::Workflow,
    Trait::Queue,
    Trait::Topic,
    Trait::EventBus,
    Trait::Stream,
    Trait::Scheduler,
    Trait::Redactor,
    Trait::MalwareScanner,
    Trait::HumanReview,
    Trait::ObjectStore,
    Trait::Cache,
    Trait::Memory,
    Trait::Interpreter,
    Trait::VpcEndpoint,
    Trait::EgressGateway,
    Trait::ToolServer,
    Trait::Sandbox,
]);

/// Whether `other` could be given where `key` is right without being plainly wrong: by what they are, what they cover,
/// whose features they are, or because the catalogue names one in the place of the other.
pub fn alike(key: &Service, other: &Service) -> bool {
    let shares = |kind| TELLING.has(kind) && other.traits.has(kind);
    let models = Traits::of(&[Trait::Generative, Trait::Agent]);
    key.id == other.id
        || key.parent == other.id
        || other.parent == key.id
        || key.traits.iter().any(shares)
        || key.provides.iter().any(|at| other.provides.has(at))
        // A foundation model can do the work of most services for one task, and not the other way round.
        || key.traits.has(Trait::TaskModel) && other.traits.any(models)
        || instead(key, other)
        || instead(other, key)
        || key.lifecycle.replacement == other.id
        || other.lifecycle.replacement == key.id
        || key.purpose == other.purpose
        || catalog::alike().iter().any(|group| group.contains(&key.id) && group.contains(&other.id))
}

fn instead(one: &Service, other: &Service) -> bool {
    let row = catalog::advice(one.id);
    row.is_some_and(|row| row.instead.iter().any(|named| named.take == other.id))
}

/// Whether learners should know it: the exam or the advice speaks of it.
pub(super) fn is_known(service: &Service) -> bool {
    let real = service.provider == Provider::Aws && !service.traits.has(Trait::Generic);
    real && (service.exam.is_some() || catalog::advice(service.id).is_some())
}

/// Three services that may live in `layer`, are not like `key` nor like each other's neighbours there, and fulfil
/// `fits`; fewer when there are not so many.
pub(super) fn wrong(
    key: &Service,
    layer: &str,
    fits: impl Fn(&Service) -> bool,
    random: &mut Random,
) -> Vec<&'static Service> {
    let possible = |one: &&Service| {
        is_known(one) && one.layers.contains(&layer) && !alike(key, one) && fits(one)
    };
    let all: Vec<&'static Service> = catalog::services().iter().filter(possible).collect();
    // Those whose usual place is this layer are the more plausible ones.
    let (home, guests): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.layers[0] == layer);
    let mut found = random.some(home, 3);
    found.extend(random.some(guests, 3 - found.len()));
    found
}

/// The task statement that asks about a service.
pub(super) fn task_of(service: &Service) -> &'static str {
    catalog::advice(service.id).map_or_else(|| usual_task(service), |row| row.task)
}

fn usual_task(service: &Service) -> &'static str {
    match service.layers.first().copied() {
        Some("security" | "network") => "5.1",
        _ => "2.3",
    }
}

/// "Filters web requests.", with the end of its life when it has one.
pub(super) fn does(service: &Service) -> String {
    let purpose = service.purpose.trim_end_matches('.');
    let since = &service.lifecycle.since;
    let closed = match service.lifecycle.state {
        catalog::LifecycleState::ClosedToNew => format!(" (closed to new customers since {since})"),
        catalog::LifecycleState::Ended => format!(" (no longer offered since {since})"),
        _ => String::new(),
    };
    format!("{purpose}{closed}.")
}

/// The same with its name, for an answer that is not right.
pub(super) fn what(service: &Service) -> String {
    format!("{}: {}", service.name, does(service))
}

/// The name within a sentence: what is no product has an article.
pub(super) fn named(service: &Service) -> String {
    let common = [Trait::Person, Trait::VpcEndpoint, Trait::EgressGateway];
    let is_common = common.iter().any(|&kind| service.traits.has(kind));
    if !is_common || ["Amazon", "AWS"].iter().any(|maker| service.name.starts_with(maker)) {
        return service.name.to_owned();
    }
    let article = if service.name.starts_with(['A', 'E', 'I', 'O']) { "an" } else { "a" };
    format!("{article} {}", lowered(service.name))
}

/// A service as an answer; the first one is the right one.
pub(super) fn answers(
    services: impl IntoIterator<Item = &'static Service>,
) -> Vec<(Answer, &'static str)> {
    let says = |(at, one): (usize, &'static Service)| {
        (Answer::new(one.name, if at == 0 { does(one) } else { what(one) }), one.id)
    };
    services.into_iter().enumerate().map(says).collect()
}

/// What a service is wanted for, one sentence without its name.
pub(super) fn need(service: &Service) -> String {
    let purpose = service.purpose.trim_end_matches('.');
    let usual = || format!("Its work: {}.", lowered(purpose));
    catalog::advice(service.id).map_or_else(usual, |row| format!("It offers {}.", row.gives))
}

/// The text with a small first letter, unless the first word is a name or an abbreviation.
pub(super) fn lowered(text: &str) -> String {
    let first = text.split([' ', '-', ',']).next().unwrap_or_default();
    let ordinary = first.chars().skip(1).all(char::is_lowercase)
        && !["Amazon", "Iceberg", "Python", "Kubernetes"].contains(&first);
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if ordinary => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// The text with a capital first letter.
pub(super) fn raised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The kinds of study items that name services.
pub(super) const SERVICE_ROWS: &[StudyKind] = &[StudyKind::Service, StudyKind::Sample];

/// Where requests come in: what people, clients and sources outside begin with. Nothing leads to them, or nothing that
/// they do not themselves lead to, as to a store whose events start the loader that reads it.
pub(super) fn entries(model: &Model) -> Vec<ComponentId> {
    let first = first_of_flows(model);
    let enters = |id: &ComponentId| {
        let answers = |by| model.connection(by).kind == ConnectionKind::Response;
        let reached = model.incoming(*id).iter().any(|step| !answers(step.by));
        let alone = !reached && !model.runtime_steps(*id).is_empty();
        alone || first.contains(id) && leads_to_all_before(model, *id)
    };
    let control = |id: &ComponentId| model.component(*id).traits.has(Trait::CrossCutting);
    model.component_ids().filter(|id| enters(id) && !control(id)).collect()
}

/// The entries, and the stores with which a flow begins: what lies in one may have come a way that is not drawn.
pub(super) fn doors(model: &Model) -> Vec<ComponentId> {
    let mut doors = entries(model);
    for id in first_of_flows(model) {
        if model.component(id).traits.has(Trait::Store) && !doors.contains(&id) {
            doors.push(id);
        }
    }
    doors
}

/// What sends the first step of a flow.
fn first_of_flows(model: &Model) -> Vec<ComponentId> {
    let sent = model.flows.iter().filter_map(|flow| flow.steps.first());
    sent.flat_map(|&by| model.members(model.connection(by).from).iter().copied()).collect()
}

/// Whether whoever leads to `id` is itself reached from there, and from nowhere else.
fn leads_to_all_before(model: &Model, id: ComponentId) -> bool {
    let after = model.reach(&[id], |at| model.runtime_steps(at));
    let ways = |from: ComponentId| model.reach(&[from], |at| model.runtime_steps(at));
    model.component_ids().all(|from| after[from.0 as usize] || !ways(from)[id.0 as usize])
}

/// What can be reached from `starts`, without passing `missing`.
pub(super) fn reached(
    model: &Model,
    starts: &[ComponentId],
    missing: Option<ComponentId>,
) -> Vec<bool> {
    let starts: Vec<ComponentId> =
        starts.iter().copied().filter(|id| Some(*id) != missing).collect();
    model.reach(&starts, |at| {
        let mut steps = model.runtime_steps(at);
        steps.retain(|step| Some(step.to) != missing);
        steps
    })
}
