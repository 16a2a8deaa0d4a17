//! What expressions of own rules may name: components, connections, groups, the blueprint and its context.

use crate::blueprint::{
    ConnectionKind, DataClass, Environment, Pattern, Risk, Status, Tenancy, Traffic, Users, Word,
};
use crate::catalog::{self, Carrier, Property, PropertyType, Trait};
use crate::cel::{Class, Field, Method, Type, WordList, Words};
use crate::model::Zone;

pub(super) const COMPONENT: usize = 0;
pub(super) const CONNECTION: usize = 1;
pub(super) const GROUP: usize = 2;
pub(super) const BLUEPRINT: usize = 3;
pub(super) const CONTEXT: usize = 4;
pub(super) const TRAITS: usize = 5;
pub(super) const PROVIDES: usize = 6;
pub(super) const COMPONENT_PROPS: usize = 7;
pub(super) const CONNECTION_PROPS: usize = 8;
pub(super) const GROUP_PROPS: usize = 9;
pub(super) const EXTRA: usize = 10;
pub(super) const GUARDRAIL: usize = 11;

/// Every class, at the index of its constant.
pub(super) static CLASSES: &[Class] = &[
    class("a component", component, component_methods),
    class("a connection", connection, none),
    class("a group", group, group_methods),
    class("the blueprint", blueprint, none),
    map("`context`", context),
    map("`traits`", traits),
    map("`provides`", provides),
    map("`props` of a component", || properties(Carrier::Component)),
    map("`props` of a connection", || properties(Carrier::Connection)),
    map("`props` of a group", || properties(Carrier::Group)),
    Class { open: true, ..map("`x`", Vec::new) },
    map("`guardrail`", guardrail),
];

const fn class(
    word: &'static str,
    fields: fn() -> Vec<Field>,
    methods: fn() -> Vec<Method>,
) -> Class {
    Class { word, fields, methods, open: false, is_map: false }
}

const fn map(word: &'static str, fields: fn() -> Vec<Field>) -> Class {
    Class { word, fields, methods: none, open: false, is_map: true }
}

const fn none() -> Vec<Method> {
    Vec::new()
}

const fn field(name: &'static str, holds: Type) -> Field {
    Field { name, holds, may_miss: false }
}

const fn may_miss(name: &'static str, holds: Type) -> Field {
    Field { name, holds, may_miss: true }
}

const fn words(what: &'static str, make: fn() -> Vec<&'static str>) -> Type {
    Type::Text(Some(Words { what, list: WordList::Made(make), open: false }))
}

fn all<W: Word>() -> Vec<&'static str> {
    W::ALL.iter().map(|one| one.as_str()).collect()
}

fn layers() -> Vec<&'static str> {
    catalog::references().iter().flat_map(|one| one.layers.iter()).map(|one| &*one.id).collect()
}

/// Layers, to which a reference architecture of one's own may add.
const LAYER: Type =
    Type::Text(Some(Words { what: "layer", list: WordList::Made(layers), open: true }));

fn services() -> Vec<&'static str> {
    catalog::services().iter().map(|one| one.id).chain(["custom"]).collect()
}

fn capabilities() -> Vec<&'static str> {
    catalog::capabilities().iter().map(|one| one.id).collect()
}

fn zones() -> Vec<&'static str> {
    Zone::ALL.iter().map(|one| one.as_str()).collect()
}

fn boundaries() -> Vec<&'static str> {
    catalog::boundaries().iter().map(|one| one.id).collect()
}

const DATA: Type = words("data class", all::<DataClass>);
const CAPABILITY: Type = words("capability", capabilities);

fn component() -> Vec<Field> {
    vec![
        field("id", Type::TEXT),
        field("label", Type::TEXT),
        field("description", Type::TEXT),
        field("service", words("service", services)),
        field("layer", LAYER),
        field("zone", words("zone", zones)),
        field("traits", Type::Object(TRAITS)),
        field("provides", Type::Object(PROVIDES)),
        field("data", Type::list(DATA)),
        field("declared_data", Type::list(DATA)),
        field("groups", Type::list(Type::TEXT)),
        field("accounts", Type::list(Type::TEXT)),
        field("regions", Type::list(Type::TEXT)),
        field("tags", Type::list(Type::TEXT)),
        may_miss("status", words("status", all::<Status>)),
        may_miss("link", Type::TEXT),
        field("props", Type::Object(COMPONENT_PROPS)),
        field("x", Type::Object(EXTRA)),
    ]
}

fn component_methods() -> Vec<Method> {
    let method = |name, takes, gives| Method { name, takes, gives };
    vec![
        method("successors", vec![], Type::list(Type::Object(COMPONENT))),
        method("predecessors", vec![], Type::list(Type::Object(COMPONENT))),
        method("reaches", vec![Type::TEXT], Type::Bool),
        method("covered", vec![CAPABILITY], Type::Bool),
        method("covered_by", vec![CAPABILITY], Type::list(Type::Object(COMPONENT))),
        method("in_group", vec![Type::TEXT], Type::Bool),
    ]
}

fn connection() -> Vec<Field> {
    vec![
        field("id", Type::TEXT),
        field("from", Type::Object(COMPONENT)),
        field("to", Type::Object(COMPONENT)),
        field("kind", words("kind of connection", all::<ConnectionKind>)),
        field("label", Type::TEXT),
        field("both", Type::Bool),
        field("asynchronous", Type::Bool),
        field("crosses_zones", Type::Bool),
        field("data", Type::list(DATA)),
        field("props", Type::Object(CONNECTION_PROPS)),
    ]
}

fn group() -> Vec<Field> {
    vec![
        field("id", Type::TEXT),
        field("label", Type::TEXT),
        field("kind", words("kind of group", boundaries)),
        field("groups", Type::list(Type::TEXT)),
        field("components", Type::list(Type::Object(COMPONENT))),
        field("tags", Type::list(Type::TEXT)),
        field("props", Type::Object(GROUP_PROPS)),
        field("x", Type::Object(EXTRA)),
    ]
}

fn group_methods() -> Vec<Method> {
    vec![Method { name: "in_group", takes: vec![Type::TEXT], gives: Type::Bool }]
}

fn blueprint() -> Vec<Field> {
    vec![
        field("name", Type::TEXT),
        field("description", Type::TEXT),
        field("components", Type::list(Type::Object(COMPONENT))),
        field("connections", Type::list(Type::Object(CONNECTION))),
        field("groups", Type::list(Type::Object(GROUP))),
        field("layers", Type::list(LAYER)),
        field("context", Type::Object(CONTEXT)),
        field("x", Type::Object(EXTRA)),
    ]
}

fn context() -> Vec<Field> {
    vec![
        may_miss("environment", words("environment", all::<Environment>)),
        may_miss("pattern", words("pattern", all::<Pattern>)),
        may_miss("risk", words("risk", all::<Risk>)),
        may_miss("users", words("kind of users", all::<Users>)),
        may_miss("tenancy", words("tenancy", all::<Tenancy>)),
        may_miss("traffic", words("shape of the load", all::<Traffic>)),
        may_miss("availability", Type::Number),
        field("residency", Type::list(Type::TEXT)),
        field("frameworks", Type::list(Type::TEXT)),
        field("org_controls", Type::list(CAPABILITY)),
        field("existing_customer", Type::list(Type::TEXT)),
        field("x", Type::Object(EXTRA)),
    ]
}

fn traits() -> Vec<Field> {
    Trait::ALL.iter().map(|one| field(one.as_str(), Type::Bool)).collect()
}

fn provides() -> Vec<Field> {
    capabilities().into_iter().map(|one| field(one, Type::Bool)).collect()
}

fn guardrail() -> Vec<Field> {
    vec![may_miss("apply", Type::list(Type::TEXT)), may_miss("filters", Type::list(Type::TEXT))]
}

fn properties(on: Carrier) -> Vec<Field> {
    let rows = catalog::properties().iter().filter(|row| row.on == on);
    rows.map(|row| may_miss(row.name, holds(row))).collect()
}

/// The type of a property's value; nothing is known of one that may be of several.
fn holds(property: &Property) -> Type {
    use PropertyType as P;
    let open = property.types.iter().any(|one| matches!(one, P::Text | P::Id));
    let list = WordList::These(property.values);
    let known = || Type::Text(Some(Words { what: property.name, list, open }));
    if property.types.iter().all(|one| matches!(one, P::Text | P::Id)) {
        return Type::TEXT;
    }
    if property.types.iter().all(|one| matches!(one, P::Text | P::Id | P::Word)) {
        return known();
    }
    match property.types {
        [P::Bool] => Type::Bool,
        [P::Number] => Type::Number,
        [P::Texts | P::Groups] => Type::list(Type::TEXT),
        [P::Words] => Type::list(known()),
        _ => Type::Any,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_stands_at_its_index_and_names_its_fields_once() {
        assert_eq!(CLASSES[GUARDRAIL].word, "`guardrail`");
        assert_eq!(CLASSES[EXTRA].word, "`x`");
        assert_eq!(CLASSES[PROVIDES].word, "`provides`");
        for class in CLASSES {
            let mut names: Vec<&str> = (class.fields)().iter().map(|one| one.name).collect();
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "{}", class.word);
        }
    }
}
