//! From what is said to what is meant: ids to indices, words to services, in a fixed order of steps.

use super::{
    Built, Model, Unresolved,
    component::{Component, ComponentId, Connection, ConnectionId, End, Flow, Group, GroupId},
    cover,
    graph::{self, index},
    kinds, naming, nesting, spread,
    zone::{self, Zone},
};
use crate::{
    blueprint::{Arrow, Blueprint, BlueprintComponent, ConnectionKind, Properties},
    catalog::{self, Capabilities, Carrier, PropertyType, Reference, Trait, Traits},
    diagnostic::Diagnostic,
    source::Spanned,
    syntax::LIMIT_EXCEEDED,
};
use std::{borrow::Cow, collections::BTreeMap};

/// What an id of the file names.
type Names = BTreeMap<String, End>;

pub(super) fn run(said: Blueprint, reference: Cow<'static, Reference>) -> Built {
    let names = names(&said);
    let mut unresolved = Vec::new();
    let mut diagnostics = Vec::new();
    let mut groups = groups(&said, &names, &mut unresolved);
    nesting::mend(&said, &mut groups, &mut diagnostics);
    let components = components(&said, &reference, &names, &mut unresolved);
    let (connections, at) = connections(&said, &names, &mut unresolved);
    let flows = flows(&said, &at);
    lost_in_statements(&said, &names, &mut unresolved);
    unresolved.retain(|one: &Unresolved| !said.lost.contains(&one.word.value));
    let mut model = Model {
        said,
        reference,
        components,
        groups,
        connections,
        flows,
        unresolved,
        graph: graph::Graph::default(),
        steps: Default::default(),
        ids: Vec::new(),
        contents: Vec::new(),
        came: Vec::new(),
        controls: cover::Controls::default(),
    };
    model.ids = model.component_ids().collect();
    model.contents = graph::contents(&model);
    zone::assign(&mut model);
    kinds::infer(&mut model);
    let (graph, cut) = graph::build(&model);
    model.steps = graph::steps(&graph);
    model.graph = graph;
    diagnostics.extend(cut.map(|id| too_many(&model, id)));
    spread::run(&mut model);
    cover::resolve(&mut model, names);
    Built { model, diagnostics }
}

fn too_many(model: &Model, id: ConnectionId) -> Diagnostic {
    let most = graph::MAX_STEPS;
    let message =
        format!("connections between groups stand for more than {most} pairs of components");
    LIMIT_EXCEEDED
        .at(model.said.statement(model.said_connection(id)).key, message)
        .subjects([model.connection_name(id)])
        .help("connect the components that really talk to each other")
}

fn names(said: &Blueprint) -> Names {
    let mut names = Names::new();
    for (at, group) in said.groups.iter().enumerate() {
        names.entry(group.id.value.clone()).or_insert(End::Group(GroupId(index(at))));
    }
    for (at, component) in said.components.iter().enumerate() {
        names.entry(component.id.value.clone()).or_insert(End::Component(ComponentId(index(at))));
    }
    names
}

fn groups(said: &Blueprint, names: &Names, unresolved: &mut Vec<Unresolved>) -> Vec<Group> {
    let mut groups = Vec::with_capacity(said.groups.len());
    for (at, group) in said.groups.iter().enumerate() {
        let kind = group
            .kind
            .as_ref()
            .and_then(|word| catalog::boundary(&word.value))
            .unwrap_or_else(|| catalog::generic_boundary());
        let parents = group_ids(&group.groups, &group.id.value, names, unresolved);
        groups.push(Group {
            id: group.id.value.clone(),
            key: group.id.span,
            span: group.span,
            kind,
            label: group.label.as_ref().map(|said| said.value.clone()).unwrap_or_default(),
            parent: parents.first().copied(),
            said: at,
        });
    }
    naming::groups(said, &mut groups);
    groups
}

fn group_ids(
    words: &[Spanned<String>],
    subject: &str,
    names: &Names,
    unresolved: &mut Vec<Unresolved>,
) -> Vec<GroupId> {
    let mut ids = Vec::new();
    for word in words {
        match names.get(&word.value) {
            Some(End::Group(id)) => ids.push(*id),
            _ => unresolved.push(Unresolved {
                word: word.clone(),
                used_as: "`in`",
                subject: subject.to_owned(),
            }),
        }
    }
    ids
}

fn components(
    said: &Blueprint,
    reference: &Reference,
    names: &Names,
    unresolved: &mut Vec<Unresolved>,
) -> Vec<Component> {
    let layers: Vec<usize> = said
        .layers
        .iter()
        .map(|layer| reference.layer(&layer.id.value).map_or(0, |(at, _)| at))
        .collect();
    let mut components = Vec::with_capacity(said.components.len());
    for (at, one) in said.components.iter().enumerate() {
        let mut component = component(one, at);
        component.layer = layers.get(one.layer).copied().unwrap_or(0);
        component.groups = group_ids(&one.groups, &one.id.value, names, unresolved);
        for word in one.covers.iter().flatten() {
            let known = word.value == "all"
                || names.contains_key(&word.value)
                || reference.layer(&word.value).is_some();
            if !known {
                unresolved.push(Unresolved {
                    word: word.clone(),
                    used_as: "`covers`",
                    subject: one.id.value.clone(),
                });
            }
        }
        lost_ids(&one.properties, Carrier::Component, &one.id.value, names, unresolved);
        components.push(component);
    }
    naming::components(said, &mut components);
    components
}

/// Ids in properties that name nothing. A word of the property's own is no id, and where any text may stand none is
/// missing.
fn lost_ids(
    properties: &Properties,
    on: Carrier,
    subject: &str,
    names: &Names,
    unresolved: &mut Vec<Unresolved>,
) {
    for one in properties.iter() {
        let Some(row) = catalog::property(&one.name.value, on) else { continue };
        let takes = |kind| row.types.contains(&kind);
        let Some(word) = one.value.value.as_text() else { continue };
        let known = word == "none" || row.values.contains(&word) || names.contains_key(word);
        if takes(PropertyType::Id) && !takes(PropertyType::Text) && !known {
            unresolved.push(Unresolved {
                word: Spanned::new(word.to_owned(), one.value.span),
                used_as: row.name,
                subject: subject.to_owned(),
            });
        }
    }
}

fn component(said: &BlueprintComponent, at: usize) -> Component {
    let word = said.service.clone().unwrap_or_else(|| Spanned::new(String::new(), said.value_span));
    let found = catalog::service(&word.value);
    let service = found.as_ref().map(|found| found.service);
    let custom = said.traits.iter().fold(Traits::NONE, |all, one| all.with(one.value));
    let traits = service.map_or(custom, |service| service.traits.union(custom));
    let traits = serving(said, traits);
    Component {
        id: said.id.value.clone(),
        key: said.id.span,
        span: said.value_span,
        service,
        outdated: found.is_some_and(|found| found.outdated),
        label: said.label.as_ref().map(|label| label.value.clone()).unwrap_or_default(),
        word,
        layer: 0,
        groups: Vec::new(),
        traits,
        provides: service.map_or(Capabilities::NONE, |service| service.provides),
        declared: said.data.iter().flatten().map(|class| class.value).collect(),
        data: said.data.iter().flatten().map(|class| class.value).collect(),
        zone: Zone::Unknown,
        status: said.status.as_ref().map(|status| status.value),
        said: at,
    }
}

/// The traits by what the model does, where the component says so or the id of its model does.
fn serving(said: &BlueprintComponent, traits: Traits) -> Traits {
    if !traits.has(Trait::Generative) || traits.has(Trait::Agent) {
        return traits;
    }
    let silent = traits.without(Trait::Generative);
    match said.properties.text("serves") {
        Some("embeddings") => return silent.with(Trait::Embedding),
        Some("reranking") => return silent,
        Some("prediction") => return silent.with(Trait::TaskModel),
        Some(_) => return traits,
        None => {}
    }
    let model = said.properties.text("model").unwrap_or_default().to_ascii_lowercase();
    if model.contains("embed") {
        silent.with(Trait::Embedding)
    } else if model.contains("rerank") {
        silent
    } else {
        traits
    }
}

/// The connections whose both ends exist, and where each of the file's connections went.
fn connections(
    said: &Blueprint,
    names: &Names,
    unresolved: &mut Vec<Unresolved>,
) -> (Vec<Connection>, Vec<Option<ConnectionId>>) {
    let mut connections = Vec::with_capacity(said.connections.len());
    let mut places = vec![None; said.connections.len()];
    for (at, one) in said.connections.iter().enumerate() {
        let ends = [&one.from, &one.to].map(|word| {
            let end = names.get(&word.value).copied();
            if end.is_none() {
                unresolved.push(Unresolved {
                    word: word.clone(),
                    used_as: "a connection",
                    subject: format!("{} -> {}", one.from.value, one.to.value),
                });
            }
            end
        });
        let [Some(from), Some(to)] = ends else { continue };
        let statement = said.statement(one);
        places[at] = Some(ConnectionId(index(connections.len())));
        connections.push(Connection {
            from,
            to,
            from_span: one.from.span,
            to_span: one.to.span,
            both: one.arrow == Arrow::Both,
            asynchronous: one.arrow == Arrow::Async,
            kind: statement.kind.as_ref().map_or(ConnectionKind::Request, |kind| kind.value),
            label: statement.label.as_ref().map_or_else(String::new, |label| label.value.clone()),
            declared: statement.data.iter().flatten().map(|class| class.value).collect(),
            said: at,
        });
    }
    (connections, places)
}

/// What is said of several connections at once is missing once.
fn lost_in_statements(said: &Blueprint, names: &Names, unresolved: &mut Vec<Unresolved>) {
    for one in said.statements.iter().filter(|one| one.properties.iter().next().is_some()) {
        let first = said.connections.get(one.connections.start);
        let subject = first.map_or_else(String::new, |connection| {
            format!("{} -> {}", connection.from.value, connection.to.value)
        });
        lost_ids(&one.properties, Carrier::Connection, &subject, names, unresolved);
    }
}

fn flows(said: &Blueprint, places: &[Option<ConnectionId>]) -> Vec<Flow> {
    said.flows
        .iter()
        .map(|flow| Flow {
            id: flow.id.value.clone(),
            title: flow
                .title
                .as_ref()
                .map_or_else(|| flow.id.value.clone(), |said| said.value.clone()),
            steps: flow.steps.iter().filter_map(|&at| places.get(at).copied().flatten()).collect(),
        })
        .collect()
}
