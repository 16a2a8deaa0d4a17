//! Properties: every key that is not of the format itself, checked against the vocabulary.

use super::keys::{GUARDRAIL, Key};
use super::reader::{Pair, Reader, list_of, number, truth};
use super::value::{BlueprintProperty, PropValue, Properties};
use crate::catalog::{self, Carrier, Property, PropertyType};
use crate::source::Spanned;
use crate::syntax::{NodeId, UNKNOWN_KEY, UNKNOWN_PROPERTY, UNKNOWN_VALUE, Value, WRONG_TYPE};

/// What plain words for truth values of older YAML mean.
fn old_truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "on" => Some(true),
        "no" | "off" => Some(false),
        _ => None,
    }
}

impl Reader<'_> {
    /// Reads one property of a `carrier`; `table` has the keys that may be meant instead.
    pub(super) fn property(
        &mut self,
        carrier: Carrier,
        table: &[Key],
        (name, value): Pair,
    ) -> Option<BlueprintProperty> {
        let Some(property) = catalog::property(&name.value, carrier) else {
            let mut known: Vec<&str> = table.iter().map(|key| key.name).collect();
            known.extend(catalog::property_names(carrier));
            let message = format!("there is no property `{}`", name.value);
            self.unknown(&UNKNOWN_PROPERTY, &name, message, &known);
            return None;
        };
        let value = self.value(property, value)?;
        Some(BlueprintProperty { name, value })
    }

    /// Adds the property, when it is one.
    pub(super) fn add_property(
        &mut self,
        to: &mut Properties,
        carrier: Carrier,
        table: &[Key],
        pair: Pair,
    ) {
        to.0.extend(self.property(carrier, table, pair));
    }

    fn value(&mut self, property: &Property, id: NodeId) -> Option<Spanned<PropValue>> {
        if property.types.contains(&PropertyType::Bool)
            && let Some(meant) = self.plain(id).and_then(old_truth)
        {
            let message = format!("`{}` takes `true` or `false`", property.name);
            self.problems
                .push(WRONG_TYPE.at(self.tree.span(id), message).help(format!("write `{meant}`")));
            return None;
        }
        let value = property.types.iter().find_map(|&kind| self.as_type(property, kind, id));
        if value.is_none() {
            self.report_value(property, id);
        }
        value.map(|value| Spanned::new(value, self.tree.span(id)))
    }

    /// The value as one of the property's types, if it is of that type.
    fn as_type(&self, property: &Property, kind: PropertyType, id: NodeId) -> Option<PropValue> {
        match kind {
            PropertyType::Bool => self.plain(id).and_then(truth).map(PropValue::Bool),
            PropertyType::Number => self
                .plain(id)
                .and_then(number)
                .filter(|number| *number >= 0.0)
                .map(PropValue::Number),
            PropertyType::Text => self.scalar(id).map(|text| PropValue::Text(text.value)),
            PropertyType::Word => {
                let word =
                    self.scalar(id).filter(|text| property.values.contains(&text.value.as_str()));
                word.map(|text| PropValue::Text(text.value))
            }
            PropertyType::Id => {
                let id = self.scalar(id).filter(|text| super::ids::flaw(&text.value).is_none());
                id.map(|text| PropValue::Text(text.value))
            }
            PropertyType::Texts | PropertyType::Groups => self.list(id, |_| true),
            PropertyType::Words => self.list(id, |word| property.values.contains(&word)),
            PropertyType::Guardrail => self.guardrail(id),
        }
    }

    fn list(&self, id: NodeId, good: impl Fn(&str) -> bool) -> Option<PropValue> {
        if let Some(text) = self.scalar(id) {
            return good(&text.value).then(|| PropValue::List(vec![text]));
        }
        if !matches!(self.tree.node(id).value, Value::Sequence(_)) {
            return None;
        }
        let items = self
            .tree
            .items(id)
            .iter()
            .map(|&item| self.scalar(item).filter(|text| good(&text.value)));
        items.collect::<Option<Vec<_>>>().map(PropValue::List)
    }

    fn guardrail(&self, id: NodeId) -> Option<PropValue> {
        let Value::Mapping(entries) = &self.tree.node(id).value else { return None };
        let mut map = Vec::new();
        for entry in entries {
            let key = self.scalar(entry.key)?;
            let words = GUARDRAIL.iter().find(|(name, _)| *name == key.value)?.1;
            let value = self.list(entry.value, |word| words.contains(&word))?;
            map.push((key, Spanned::new(value, self.tree.span(entry.value))));
        }
        Some(PropValue::Map(map))
    }

    /// Says why no type of the property fits.
    fn report_value(&mut self, property: &Property, id: NodeId) {
        if property.types.contains(&PropertyType::Guardrail) && !self.tree.entries(id).is_empty() {
            return self.report_guardrail(id);
        }
        let words = property
            .types
            .iter()
            .any(|kind| matches!(kind, PropertyType::Word | PropertyType::Words));
        let texts = match &self.tree.node(id).value {
            Value::Sequence(items) => items.iter().filter_map(|&item| self.scalar(item)).collect(),
            _ => self.scalar(id).into_iter().collect::<Vec<_>>(),
        };
        let bad: Vec<_> =
            texts.iter().filter(|text| !property.values.contains(&text.value.as_str())).collect();
        if !words
            || bad.is_empty()
            || (texts.len() > 1 && !property.types.contains(&PropertyType::Words))
        {
            return self.wrong_type(id, property.name, &wanted(property));
        }
        for text in bad {
            let message = format!("`{}` cannot be `{}`", property.name, text.value);
            self.unknown(&UNKNOWN_VALUE, text, message, property.values);
        }
    }

    fn report_guardrail(&mut self, id: NodeId) {
        let names: Vec<&str> = GUARDRAIL.iter().map(|(name, _)| *name).collect();
        for (key, value) in self.pairs(id) {
            let Some((name, words)) = GUARDRAIL.iter().find(|(name, _)| *name == key.value) else {
                self.unknown(
                    &UNKNOWN_KEY,
                    &key,
                    format!("`guardrail` has no key `{}`", key.value),
                    &names,
                );
                continue;
            };
            for text in self.texts(value, name) {
                if !words.contains(&text.value.as_str()) {
                    let message = format!("`{name}` of `guardrail` cannot be `{}`", text.value);
                    self.unknown(&UNKNOWN_VALUE, &text, message, words);
                }
            }
        }
    }

    /// Any value by key, as `workload` takes it. Depth is bounded by the tree's.
    pub(super) fn free(&mut self, id: NodeId, what: &str) -> Option<Spanned<PropValue>> {
        let span = self.tree.span(id);
        let value = match &self.tree.node(id).value {
            Value::Mapping(_) => {
                let pairs = self.pairs(id);
                let map = pairs
                    .into_iter()
                    .filter_map(|(key, value)| Some((key, self.free(value, what)?)))
                    .collect();
                PropValue::Map(map)
            }
            Value::Sequence(_) => PropValue::List(self.texts(id, what)),
            Value::Scalar(..) => self.free_scalar(id, what)?,
        };
        Some(Spanned::new(value, span))
    }

    fn free_scalar(&mut self, id: NodeId, what: &str) -> Option<PropValue> {
        let plain = self.plain(id).unwrap_or("");
        if let Some(value) = truth(plain) {
            return Some(PropValue::Bool(value));
        }
        if let Some(value) = number(plain) {
            return Some(PropValue::Number(value));
        }
        self.text(id, what).map(|text| PropValue::Text(text.value))
    }
}

/// What a property takes, in words.
fn wanted(property: &Property) -> String {
    let one = |kind: &PropertyType| match kind {
        PropertyType::Bool => "`true` or `false`".to_owned(),
        PropertyType::Number => "a number that is not negative".to_owned(),
        PropertyType::Text => "a text".to_owned(),
        PropertyType::Word => list_of("one of", property.values).replacen(": ", " ", 1),
        PropertyType::Texts => "a list of texts".to_owned(),
        PropertyType::Words => list_of("a list of", property.values).replacen(": ", " ", 1),
        PropertyType::Id => "the id of a component".to_owned(),
        PropertyType::Groups => "ids of groups".to_owned(),
        PropertyType::Guardrail => "`{apply: […], filters: […]}`".to_owned(),
    };
    property.types.iter().map(one).collect::<Vec<_>>().join(" or ")
}
