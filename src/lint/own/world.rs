//! A model as expressions of own rules see it.

use super::vocabulary as class;
use crate::blueprint::{PropValue, Properties};
use crate::catalog::{self, Trait, trait_named};
use crate::cel::{Budget, Object, Value, World};
use crate::lint::Context;
use crate::lint::regions::regions;
use crate::model::{By, ComponentId, Connection, ConnectionId, Cover, DataClasses, GroupId, Model};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// One step of the graph: a connection between two components.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hop {
    pub(super) from: ComponentId,
    pub(super) to: ComponentId,
    pub(super) by: ConnectionId,
}

/// The model of a run, with what is worth finding out only once.
#[derive(Debug)]
pub(super) struct View<'w> {
    pub(super) context: &'w Context<'w>,
    pub(super) hops: Vec<Hop>,
    next: Vec<Vec<u32>>,
    before: Vec<Vec<u32>>,
    reaching: RefCell<BTreeMap<u32, Rc<Vec<bool>>>>,
}

/// The most components for which all that reach them are remembered at the same time.
const MOST_REMEMBERED: usize = 64;

impl<'w> View<'w> {
    pub(super) fn new(context: &'w Context<'w>) -> Self {
        let model = context.model;
        let edges = model.graph.edge_indices().filter_map(|edge| {
            let (from, to) = model.graph.edge_endpoints(edge)?;
            let by = *model.graph.edge_weight(edge)?;
            Some(Hop { from: model.graph[from], to: model.graph[to], by })
        });
        let mut next: Vec<Vec<u32>> = vec![Vec::new(); model.components.len()];
        let mut before = next.clone();
        for id in model.component_ids() {
            let mut list: Vec<u32> = model.runtime_steps(id).iter().map(|step| step.to.0).collect();
            list.sort_unstable();
            list.dedup();
            for &to in &list {
                before[to as usize].push(id.0);
            }
            next[id.0 as usize] = list;
        }
        Self { context, hops: edges.collect(), next, before, reaching: RefCell::default() }
    }

    const fn model(&self) -> &'w Model {
        self.context.model
    }

    /// Where one can go from a component at run time, each once.
    pub(super) fn successors(&self, id: ComponentId) -> &[u32] {
        &self.next[id.0 as usize]
    }

    /// For every component whether one can get from it to `target`.
    fn reaching(&self, target: u32, budget: &Budget) -> Rc<Vec<bool>> {
        let mut known = self.reaching.borrow_mut();
        if let Some(found) = known.get(&target) {
            return Rc::clone(found);
        }
        let mut seen = vec![false; self.before.len()];
        let mut open = self.before[target as usize].clone();
        let mut steps = 1;
        while let Some(at) = open.pop() {
            steps += 1;
            if !std::mem::replace(&mut seen[at as usize], true) {
                steps += self.before[at as usize].len();
                open.extend(&self.before[at as usize]);
            }
        }
        budget.pay(u64::try_from(steps).unwrap_or(u64::MAX));
        if known.len() >= MOST_REMEMBERED {
            known.clear();
        }
        let seen = Rc::new(seen);
        known.insert(target, Rc::clone(&seen));
        seen
    }

    fn component_field(&self, at: u32, name: &str) -> Option<Value<'w>> {
        let (id, model) = (ComponentId(at), self.model());
        let (one, said) = (model.component(id), model.said(id));
        let object = |class| Value::Object(Object { class, at });
        Some(match name {
            "id" => Value::text(one.id.as_str()),
            "label" => Value::text(one.label.as_str()),
            "description" => Value::text(said.description.as_ref().map_or("", |it| &it.value)),
            "service" => match one.service {
                Some(service) => Value::text(service.id),
                None => Value::text(one.word.value.as_str()),
            },
            "layer" => Value::text(&*model.layer(id).id),
            "zone" => Value::text(one.zone.as_str()),
            "traits" => object(class::TRAITS),
            "provides" => object(class::PROVIDES),
            "data" => classes(one.data),
            "declared_data" => classes(one.declared),
            "groups" => Value::texts(self.around(&one.groups).iter().map(|&it| self.group_id(it))),
            "accounts" => {
                let around = self.around(&one.groups).into_iter();
                let accounts = around.filter(|&it| model.group(it).kind.id == "account");
                Value::texts(accounts.map(|it| self.group_id(it)))
            }
            "regions" => Value::texts(regions(model, id).iter().map(|it| it.code)),
            "tags" => Value::texts(said.tags.iter().map(|it| it.value.as_str())),
            "status" => Value::text(one.status?.as_str()),
            "link" => Value::text(said.link.as_ref()?.value.as_str()),
            "props" => object(class::COMPONENT_PROPS),
            "x" => Value::Object(Object { class: class::EXTRA, at: at + 2 }),
            _ => return None,
        })
    }

    fn connection_field(&self, at: u32, name: &str) -> Option<Value<'w>> {
        let (hop, model) = (self.hops[at as usize], self.model());
        let one: &'w Connection = model.connection(hop.by);
        let component =
            |id: ComponentId| Value::Object(Object { class: class::COMPONENT, at: id.0 });
        Some(match name {
            "id" => Value::text(model.connection_name(hop.by)),
            "from" => component(hop.from),
            "to" => component(hop.to),
            "kind" => Value::text(one.kind.as_str()),
            "label" => Value::text(one.label.as_str()),
            "both" => Value::Bool(one.both),
            "asynchronous" => Value::Bool(one.asynchronous),
            "crosses_zones" => {
                Value::Bool(model.component(hop.from).zone != model.component(hop.to).zone)
            }
            "data" => classes(one.declared),
            "props" => Value::Object(Object { class: class::CONNECTION_PROPS, at }),
            _ => return None,
        })
    }

    fn group_field(&self, at: u32, name: &str) -> Option<Value<'w>> {
        let (id, model) = (GroupId(at), self.model());
        let (one, said) = (model.group(id), model.said_group(id));
        let extra = at + 2 + count(model.components.len());
        Some(match name {
            "id" => Value::text(one.id.as_str()),
            "label" => Value::text(one.label.as_str()),
            "kind" => Value::text(one.kind.id),
            "groups" => {
                let around: Vec<GroupId> = one.parent.into_iter().collect();
                Value::texts(self.around(&around).iter().map(|&it| self.group_id(it)))
            }
            "components" => {
                let members = model.members(crate::model::End::Group(id));
                Value::objects(class::COMPONENT, members.iter().map(|it| it.0))
            }
            "tags" => Value::texts(said.tags.iter().map(|it| it.value.as_str())),
            "props" => Value::Object(Object { class: class::GROUP_PROPS, at }),
            "x" => Value::Object(Object { class: class::EXTRA, at: extra }),
            _ => return None,
        })
    }

    fn blueprint_field(&self, name: &str) -> Option<Value<'w>> {
        let model = self.model();
        let text = |said: &'w Option<crate::source::Spanned<String>>| {
            Value::text(said.as_ref().map_or("", |it| &it.value))
        };
        Some(match name {
            "name" => text(&model.said.name),
            "description" => text(&model.said.description),
            "components" => Value::objects(class::COMPONENT, 0..count(model.components.len())),
            "connections" => Value::objects(class::CONNECTION, 0..count(self.hops.len())),
            "groups" => Value::objects(class::GROUP, 0..count(model.groups.len())),
            "layers" => {
                let modelled =
                    model.reference.layers.iter().filter(|it| model.models_layer(&it.id));
                Value::texts(modelled.map(|it| &*it.id))
            }
            "context" => Value::Object(Object { class: class::CONTEXT, at: 0 }),
            "x" => Value::Object(Object { class: class::EXTRA, at: 0 }),
            _ => return None,
        })
    }

    fn context_field(&self, name: &str) -> Option<Value<'w>> {
        let said = &self.model().said.context;
        let texts = |list: &'w [crate::source::Spanned<String>]| {
            Value::texts(list.iter().map(|it| it.value.as_str()))
        };
        Some(match name {
            "environment" => Value::text(self.context.environment?.as_str()),
            "pattern" => Value::text(said.pattern.as_ref()?.value.as_str()),
            "risk" => Value::text(said.risk.as_ref()?.value.as_str()),
            "users" => Value::text(said.users.as_ref()?.value.as_str()),
            "tenancy" => Value::text(said.tenancy.as_ref()?.value.as_str()),
            "traffic" => Value::text(said.traffic.as_ref()?.value.as_str()),
            "availability" => Value::number(said.availability.as_ref()?.value),
            "residency" => texts(&said.residency),
            "frameworks" => texts(&said.frameworks),
            "org_controls" => texts(&said.org_controls),
            "existing_customer" => texts(&said.existing_customer),
            "x" => Value::Object(Object { class: class::EXTRA, at: 1 }),
            _ => return None,
        })
    }

    /// The keys of the author's own at a place: the blueprint, its context, a component or a group.
    fn extra(&self, at: u32) -> &'w Properties {
        let model = self.model();
        let components = count(model.components.len());
        match at {
            0 => &model.said.extra,
            1 => &model.said.context.extra,
            at if at - 2 < components => &model.said(ComponentId(at - 2)).extra,
            at => &model.said_group(GroupId(at - 2 - components)).extra,
        }
    }

    fn property(&self, object: Object, name: &str) -> Option<Value<'w>> {
        let (model, id) = (self.model(), object.at);
        let said: &'w Properties = match object.class {
            class::COMPONENT_PROPS => &model.said(ComponentId(id)).properties,
            class::CONNECTION_PROPS => &model.statement(self.hops[id as usize].by).properties,
            _ => &model.said_group(GroupId(id)).properties,
        };
        said.get(name).map(|said| value(&said.value, id))
    }

    fn guardrail(&self, at: u32, name: &str) -> Option<Value<'w>> {
        let said = &self.model().said(ComponentId(at)).properties.get("guardrail")?.value;
        said.get(name).map(|said| value(&said.value, at))
    }

    /// The groups and all around them, from the inside out, each once.
    fn around(&self, own: &[GroupId]) -> Vec<GroupId> {
        let mut found = Vec::new();
        for group in own.iter().flat_map(|&group| self.model().ancestors(group)) {
            if !found.contains(&group) {
                found.push(group);
            }
        }
        found
    }

    fn group_id(&self, id: GroupId) -> &'w str {
        &self.model().group(id).id
    }
}

/// What a property says; `at` is the component that says it.
fn value(said: &PropValue, at: u32) -> Value<'_> {
    match said {
        PropValue::Bool(value) => Value::Bool(*value),
        PropValue::Number(number) => Value::number(*number),
        PropValue::Text(text) => Value::text(text.as_str()),
        PropValue::List(items) => Value::texts(items.iter().map(|it| it.value.as_str())),
        PropValue::Map(_) => Value::Object(Object { class: class::GUARDRAIL, at }),
    }
}

fn classes<'w>(set: DataClasses) -> Value<'w> {
    Value::texts(set.iter().map(crate::blueprint::DataClass::as_str))
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

impl<'w> World<'w> for View<'w> {
    fn field(&self, object: Object, name: &str) -> Option<Value<'w>> {
        let at = object.at;
        match object.class {
            class::COMPONENT => self.component_field(at, name),
            class::CONNECTION => self.connection_field(at, name),
            class::GROUP => self.group_field(at, name),
            class::BLUEPRINT => self.blueprint_field(name),
            class::CONTEXT => self.context_field(name),
            class::TRAITS => trait_named(name).map(|one: Trait| {
                Value::Bool(self.model().component(ComponentId(at)).traits.has(one))
            }),
            class::PROVIDES => catalog::capability(name)
                .map(|one| Value::Bool(self.model().component(ComponentId(at)).provides.has(one))),
            class::EXTRA => {
                let plain = format!("x-{}", name.replace('_', "-"));
                let said = self.extra(at);
                let found = said.get(&plain).or_else(|| said.get(&format!("x-{name}")))?;
                Some(value(&found.value, at))
            }
            class::GUARDRAIL => self.guardrail(at, name),
            _ => self.property(object, name),
        }
    }

    fn has(&self, object: Object, name: &str) -> bool {
        match (object.class, self.field(object, name)) {
            // A trait that a component lacks is not there, although it has a value.
            (class::TRAITS | class::PROVIDES, found) => matches!(found, Some(Value::Bool(true))),
            (_, found) => found.is_some(),
        }
    }

    fn call(
        &self,
        object: Object,
        method: &str,
        arguments: &[Value<'w>],
        budget: &Budget,
    ) -> Result<Value<'w>, String> {
        let (id, model) = (ComponentId(object.at), self.model());
        let objects = |list: &[u32]| {
            budget.pay(u64::try_from(list.len()).unwrap_or(u64::MAX));
            Value::objects(class::COMPONENT, list.iter().copied())
        };
        match (object.class, method, arguments) {
            (class::COMPONENT, "successors", []) => Ok(objects(self.successors(id))),
            (class::COMPONENT, "predecessors", []) => Ok(objects(&self.before[id.0 as usize])),
            (class::COMPONENT, "reaches", [Value::Text(target)]) => match model.find(target) {
                Some(target) => Ok(Value::Bool(self.reaching(target.0, budget)[id.0 as usize])),
                None => Ok(Value::Bool(false)),
            },
            (class::COMPONENT, "covered", [Value::Text(capability)]) => {
                budget.pay(8);
                Ok(Value::Bool(model.cover(capability, id).is_yes()))
            }
            (class::COMPONENT, "covered_by", [Value::Text(capability)]) => {
                budget.pay(8);
                let by = match model.cover(capability, id) {
                    Cover::Yes { by: By::Component(by), .. } | Cover::Planned(by) => vec![by.0],
                    _ => Vec::new(),
                };
                Ok(objects(&by))
            }
            (class::COMPONENT | class::GROUP, "in_group", [Value::Text(group)]) => {
                let own: Vec<GroupId> = if object.class == class::GROUP {
                    model.group(GroupId(object.at)).parent.into_iter().collect()
                } else {
                    model.component(id).groups.clone()
                };
                Ok(Value::Bool(self.around(&own).iter().any(|&it| self.group_id(it) == group)))
            }
            _ => Err(format!("there is no method `{method}` for these values")),
        }
    }
}
