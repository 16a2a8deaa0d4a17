//! The reading of a whole blueprint: top-level keys, layers, components and groups.

use super::ids::Ids;
use super::keys::{COMPONENT, GROUP, TOP, has};
use super::reader::{Pair, Reader, list_of};
use super::said::{Blueprint, BlueprintComponent, BlueprintGroup, BlueprintLayer, Target};
use super::value::Properties;
use crate::catalog::{self, Carrier, Trait};
use crate::diagnostic::Severity;
use crate::source::{Span, Spanned};
use crate::suggest;
use crate::syntax::{
    MISPLACED_PROPERTY, MISSING_KEY, NOT_A_MAPPING, NodeId, UNKNOWN_KEY, UNKNOWN_LAYER,
    UNKNOWN_VALUE, Value,
};

/// A blueprint being read.
#[derive(Debug)]
pub(super) struct Building<'a> {
    pub reader: Reader<'a>,
    pub said: Blueprint,
    pub ids: Ids,
    /// Whether the limit of connections has been reported.
    pub full: bool,
}

impl Building<'_> {
    /// Reads everything under the root mapping.
    pub(super) fn root(&mut self, root: NodeId) {
        self.said.span = self.reader.tree.span(root);
        if !matches!(self.reader.tree.node(root).value, Value::Mapping(_)) {
            let problem = NOT_A_MAPPING.at(
                self.said.span,
                format!("a blueprint is a mapping, not {}", self.reader.kind_of(root)),
            );
            self.reader
                .problems
                .push(problem.help("begin with `name: …`, then layers such as `engine:`"));
            return;
        }
        for (key, value) in self.reader.pairs(root) {
            self.top(key, value);
        }
        self.said.extra = self.reader.extras(root);
        if self.reader.tree.get(root, "name").is_none() {
            let start = self.said.span.start;
            let problem = MISSING_KEY.at(Span::new(start, start), "the blueprint has no `name`");
            self.reader.problems.push(problem.help("add `name: …` as the first line"));
        }
    }

    fn top(&mut self, key: Spanned<String>, value: NodeId) {
        match key.value.as_str() {
            "blueprint" => self.version(value),
            "name" => self.said.name = self.reader.text(value, "name"),
            "description" => self.said.description = self.reader.text(value, "description"),
            "sources" => self.said.sources = self.reader.texts(value, "sources"),
            "reference" => self.said.reference = self.reader.text(value, "reference"),
            "context" => self.context(value),
            "groups" => self.groups(value),
            "connections" => self.statements(value, None),
            "flows" => self.flows(value),
            "workload" => self.workload(value),
            "ignore" => self.said.suppressions.extend(self.reader.ignore(value, Target::Whole)),
            _ => self.layer(key, value),
        }
    }

    fn version(&mut self, id: NodeId) {
        let Some(text) = self.reader.text(id, "blueprint") else { return };
        if text.value == "1" {
            self.said.version = Some(text.map(|_| 1));
            return;
        }
        let problem =
            UNKNOWN_VALUE.at(text.span, format!("the format has no version `{}`", text.value));
        self.reader.problems.push(problem.help("write `blueprint: 1`, or leave the key out"));
    }

    fn workload(&mut self, id: NodeId) {
        if self.mapping(id, "workload", "numbers by name, such as `requests-per-day: 1000`") {
            for (key, value) in self.reader.pairs(id) {
                let read = self.reader.free(value, &key.value);
                self.said.workload.extend(read.map(|read| (key, read)));
            }
        }
    }

    /// Whether the node is a mapping; an empty one is none, in silence, and anything else is reported.
    pub(super) fn mapping(&mut self, id: NodeId, what: &str, wanted: &str) -> bool {
        if matches!(self.reader.tree.node(id).value, Value::Mapping(_)) {
            return true;
        }
        if !self.reader.tree.is_null(id) {
            let is = self.reader.kind_of(id);
            let problem = NOT_A_MAPPING
                .at(self.reader.tree.span(id), format!("`{what}` takes {wanted}, not {is}"));
            self.reader.problems.push(problem);
        }
        false
    }

    fn layer(&mut self, mut key: Spanned<String>, value: NodeId) {
        let span = key.span.to(self.reader.tree.span(value));
        if self.reader.reference.layer(&key.value).is_none() {
            let Some(meant) = self.unknown_top(&key, value) else { return };
            key.value = meant;
        }
        let layer = self.said.layers.len();
        let wanted = format!("components: `{}: {{id: service}}`", key.value);
        let name = key.value.clone();
        self.said.layers.push(BlueprintLayer { id: key, span });
        if self.mapping(value, &name, &wanted) {
            for pair in self.reader.pairs(value) {
                self.component(layer, pair);
            }
        }
    }

    /// Reports a top-level key that means nothing; gives the layer that was probably meant.
    fn unknown_top(&mut self, key: &Spanned<String>, value: NodeId) -> Option<String> {
        let reference = self.reader.reference;
        let layers = reference.layers.iter().map(|layer| layer.id.as_ref());
        let known: Vec<&str> = layers.chain(TOP.iter().map(|key| key.name)).collect();
        let mapping = matches!(self.reader.tree.node(value).value, Value::Mapping(_));
        let problem = if mapping { &UNKNOWN_LAYER } else { &UNKNOWN_KEY };
        let message = if mapping {
            format!(
                "`{}` is neither a layer of `{}` nor a key of the format",
                key.value, reference.id
            )
        } else {
            format!("there is no key `{}`", key.value)
        };
        self.reader.unknown(problem, key, message, &known);
        let near = suggest::nearest(&key.value, known.iter().copied())
            .and_then(|near| reference.layer(near));
        if near.is_none() {
            let tree = self.reader.tree;
            self.said.lost.extend(
                tree.entries(value)
                    .iter()
                    .filter_map(|entry| tree.text(entry.key))
                    .map(str::to_owned),
            );
        }
        near.map(|(_, layer)| layer.id.to_string())
    }

    fn component(&mut self, layer: usize, (id, node): Pair) {
        if !self.ids.take(&id, &mut self.reader) {
            return;
        }
        let value_span = self.reader.tree.span(node);
        let mut said = BlueprintComponent {
            span: id.span.to(value_span),
            id,
            layer,
            value_span,
            service: None,
            label: None,
            description: None,
            groups: Vec::new(),
            covers: None,
            status: None,
            data: None,
            tags: Vec::new(),
            link: None,
            icon: None,
            traits: Vec::new(),
            properties: Properties::default(),
            extra: self.reader.extras(node),
        };
        match &self.reader.tree.node(node).value {
            Value::Scalar(..) => said.service = self.reader.scalar(node),
            Value::Mapping(_) => {
                for pair in self.reader.pairs(node) {
                    self.component_key(&mut said, pair);
                }
            }
            Value::Sequence(_) => {
                self.reader.wrong_type(node, &said.id.value, "a service or a mapping");
            }
        }
        self.check_component(&said, node);
        self.said.components.push(said);
    }

    fn component_key(&mut self, said: &mut BlueprintComponent, (key, value): Pair) {
        let reader = &mut self.reader;
        match key.value.as_str() {
            "service" => said.service = reader.text(value, "service"),
            "label" => said.label = reader.text(value, "label"),
            "description" => said.description = reader.text(value, "description"),
            "in" => said.groups = reader.texts(value, "in"),
            "covers" => said.covers = Some(reader.texts(value, "covers")),
            "status" => said.status = reader.word(value, "status"),
            "data" => said.data = Some(reader.words(value, "data")),
            "tags" => said.tags = reader.texts(value, "tags"),
            "link" => said.link = reader.link(value),
            "icon" => said.icon = reader.text(value, "icon"),
            "traits" => said.traits = reader.traits(value),
            "ignore" => {
                let target = Target::Component(self.said.components.len());
                self.said.suppressions.extend(reader.ignore(value, target));
            }
            _ => reader.add_property(
                &mut said.properties,
                Carrier::Component,
                COMPONENT,
                (key, value),
            ),
        }
    }

    fn check_component(&mut self, said: &BlueprintComponent, node: NodeId) {
        let id = &said.id;
        let tree = self.reader.tree;
        let misspelt = || {
            tree.entries(node).iter().any(|entry| {
                let key = tree.text(entry.key).unwrap_or("");
                !has(COMPONENT, key) && suggest::nearest(key, ["service"].into_iter()).is_some()
            })
        };
        let said_at_all = tree.get(node, "service").is_some()
            || matches!(tree.node(node).value, Value::Sequence(_));
        if said.service.is_none() && !said_at_all && !misspelt() {
            let problem = MISSING_KEY
                .at(id.span, format!("`{}` names no service", id.value))
                .subjects([&id.value]);
            self.reader
                .problems
                .push(problem.help(format!("write `{}: service`, or add `service: …`", id.value)));
        }
        self.check_carriers(said);
    }

    /// Warns of properties that no trait of the component can carry.
    fn check_carriers(&mut self, said: &BlueprintComponent) {
        if said.properties.iter().next().is_none() {
            return;
        }
        let Some(service) = said.service.as_ref().and_then(|word| catalog::service(&word.value))
        else {
            return;
        };
        let traits =
            said.traits.iter().fold(service.service.traits, |all, one| all.with(one.value));
        if traits.has(Trait::Generic) {
            return;
        }
        for property in said.properties.iter() {
            let Some(known) = catalog::property(&property.name.value, Carrier::Component) else {
                continue;
            };
            let provides = service
                .service
                .provides
                .iter()
                .any(|at| catalog::capabilities()[at].properties.contains(&known.name));
            let fits = known.carriers.iter().next().is_none() || known.carriers.any(traits);
            if !fits && !provides {
                let words: Vec<&str> = known.carriers.iter().map(Trait::as_str).collect();
                let message =
                    format!("`{}` says nothing about {}", known.name, service.service.short);
                let problem =
                    MISPLACED_PROPERTY.at(property.name.span, message).severity(Severity::Warning);
                let problem = problem
                    .subjects([&said.id.value])
                    .help(list_of("it belongs on components that are", &words));
                self.reader.problems.push(problem);
            }
        }
    }

    fn groups(&mut self, id: NodeId) {
        if self.mapping(id, "groups", "groups: `id: {kind: vpc}`") {
            for pair in self.reader.pairs(id) {
                self.group(pair);
            }
        }
    }

    fn group(&mut self, (id, node): Pair) {
        if !self.ids.take(&id, &mut self.reader) {
            return;
        }
        let mut said = BlueprintGroup {
            span: id.span.to(self.reader.tree.span(node)),
            id,
            kind: None,
            label: None,
            description: None,
            groups: Vec::new(),
            tags: Vec::new(),
            link: None,
            properties: Properties::default(),
            extra: self.reader.extras(node),
        };
        let mapping = self.mapping(node, &said.id.value, "`{kind, label, in}`");
        for pair in self.reader.pairs(node) {
            self.group_key(&mut said, pair);
        }
        let silent = self.reader.tree.get(node, "kind").is_none();
        if silent && (mapping || self.reader.tree.is_null(node)) {
            let problem = MISSING_KEY
                .at(said.id.span, format!("the group `{}` has no `kind`", said.id.value));
            let kinds: Vec<&str> = catalog::boundaries().iter().map(|kind| kind.id).collect();
            self.reader.problems.push(problem.help(list_of("kinds", &kinds)));
        }
        self.said.groups.push(said);
    }

    fn group_key(&mut self, said: &mut BlueprintGroup, (key, value): Pair) {
        let reader = &mut self.reader;
        match key.value.as_str() {
            "kind" => said.kind = reader.boundary(value),
            "label" => said.label = reader.text(value, "label"),
            "description" => said.description = reader.text(value, "description"),
            "in" => said.groups = reader.texts(value, "in"),
            "tags" => said.tags = reader.texts(value, "tags"),
            "link" => said.link = reader.link(value),
            "ignore" => {
                let target = Target::Group(self.said.groups.len());
                self.said.suppressions.extend(reader.ignore(value, target));
            }
            _ => reader.add_property(&mut said.properties, Carrier::Group, GROUP, (key, value)),
        }
    }
}

impl Reader<'_> {
    fn traits(&mut self, id: NodeId) -> Vec<Spanned<Trait>> {
        let mut traits = Vec::new();
        for text in self.texts(id, "traits") {
            if let Some(known) = catalog::trait_named(&text.value) {
                traits.push(Spanned::new(known, text.span));
                continue;
            }
            let known: Vec<&str> = Trait::ALL.iter().map(|one| one.as_str()).collect();
            self.unknown(
                &UNKNOWN_VALUE,
                &text,
                format!("there is no trait `{}`", text.value),
                &known,
            );
        }
        traits
    }

    fn boundary(&mut self, id: NodeId) -> Option<Spanned<String>> {
        let text = self.text(id, "kind")?;
        let known: Vec<&str> = catalog::boundaries().iter().map(|kind| kind.id).collect();
        if known.contains(&text.value.as_str()) {
            return Some(text);
        }
        self.unknown(
            &UNKNOWN_VALUE,
            &text,
            format!("there is no boundary of kind `{}`", text.value),
            &known,
        );
        None
    }
}
