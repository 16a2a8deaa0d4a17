//! The JSON Schema (draft 2020-12) of the format, made from the tables that the reader uses.

use super::keys::{self, GUARDRAIL, Key, Shape};
use crate::catalog::{self, Carrier, Property, PropertyType, Trait};
use serde_json::{Map, Value, json};

/// The schema of a blueprint, for editors. Layers are those of the built-in reference architectures.
pub fn schema() -> Value {
    let mut top = table(keys::TOP);
    for layer in catalog::references().iter().flat_map(|reference| reference.layers.iter()) {
        let components = json!({
            "description": layer.purpose,
            "type": ["object", "null"],
            "additionalProperties": reference("component"),
        });
        top.insert(layer.id.to_string(), components);
    }
    let mut schema = object(top);
    let head = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Cyanotype blueprint",
        "required": ["name"],
        "$defs": definitions(),
    });
    if let (Value::Object(schema), Value::Object(head)) = (&mut schema, head) {
        schema.extend(head);
    }
    schema
}

fn definitions() -> Value {
    json!({
        "component": any([reference("service"), with_properties(keys::COMPONENT, Carrier::Component)]),
        "service": service(),
        "group": with_properties(keys::GROUP, Carrier::Group),
        "attributes": with_properties(keys::CONNECTION, Carrier::Connection),
        "connection": connection(),
        "connections": { "type": ["array", "null"], "items": reference("connection") },
        "context": nullable(object(table(keys::CONTEXT))),
        "groups": { "type": ["object", "null"], "additionalProperties": reference("group") },
        "flows": { "type": ["object", "null"], "additionalProperties": object(table(keys::FLOW)) },
        "suppression": any([object(table(keys::IGNORE)), json!({ "type": "string" })]),
        "text": { "type": ["string", "number", "boolean"] },
        "texts": any([reference("text"), json!({ "type": "array", "items": reference("text") })]),
        "guardrail": guardrail(),
    })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn any(options: impl Into<Vec<Value>>) -> Value {
    json!({ "anyOf": options.into() })
}

/// A part of the format: its keys, keys of the user's own, and no others.
fn object(properties: Map<String, Value>) -> Value {
    let mut schema = Map::new();
    schema.insert("type".to_owned(), "object".into());
    schema.insert("properties".to_owned(), Value::Object(properties));
    schema.insert("patternProperties".to_owned(), json!({ "^x-": {} }));
    schema.insert("additionalProperties".to_owned(), Value::Bool(false));
    Value::Object(schema)
}

fn nullable(schema: Value) -> Value {
    any([schema, json!({ "type": "null" })])
}

fn table(keys: &[Key]) -> Map<String, Value> {
    keys.iter().map(|key| (key.name.to_owned(), described(shape(key.shape), key.meaning))).collect()
}

fn with_properties(keys: &[Key], carrier: Carrier) -> Value {
    let mut all = Map::new();
    for row in catalog::properties().iter().filter(|row| row.on == carrier) {
        all.insert(row.name.to_owned(), described(property(row), row.meaning));
    }
    all.extend(table(keys));
    object(all)
}

fn described(mut schema: Value, meaning: &str) -> Value {
    if let Value::Object(map) = &mut schema {
        map.insert("description".to_owned(), meaning.into());
    }
    schema
}

fn shape(shape: Shape) -> Value {
    match shape {
        Shape::Text => reference("text"),
        Shape::Texts => reference("texts"),
        Shape::Word(words) => one_of(&words()),
        Shape::Words(words) => list_or_one(one_of(&words())),
        Shape::Percent => json!({ "type": "number", "exclusiveMinimum": 0, "maximum": 100 }),
        Shape::Version => json!({ "enum": [1, "1"] }),
        Shape::Link => {
            json!({ "type": "string", "pattern": "^([hH][tT][tT][pP][sS]?|[mM][aA][iI][lL][tT][oO]):" })
        }
        Shape::Service => reference("service"),
        Shape::Services => list_or_one(reference("service")),
        Shape::Boundary => {
            json!({ "enum": catalog::boundaries().iter().map(|one| one.id).collect::<Vec<_>>() })
        }
        Shape::Traits => list_or_one(one_of(&traits())),
        Shape::Capabilities => list_or_one(
            json!({ "enum": catalog::capabilities().iter().map(|one| one.id).collect::<Vec<_>>() }),
        ),
        Shape::Ignore => list_or_one(reference("suppression")),
        Shape::Connections => reference("connections"),
        Shape::Reasons => json!({ "type": "object", "additionalProperties": reference("text") }),
        Shape::Free => json!({ "type": ["object", "null"] }),
        Shape::Part(name) => reference(name),
    }
}

fn traits() -> Vec<keys::Choice> {
    Trait::ALL.iter().map(|one| (one.as_str(), one.meaning())).collect()
}

/// One of the words, each with its meaning for the editor's list.
fn one_of(words: &[keys::Choice]) -> Value {
    let meanings: Vec<&str> = words.iter().map(|(_, meaning)| meaning.trim()).collect();
    let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    json!({ "enum": words, "enumDescriptions": meanings })
}

fn list_or_one(item: Value) -> Value {
    let list = json!({ "type": "array", "items": item.clone() });
    any([item, list])
}

/// Ids and aliases for the editor's list; any other text too, because names are matched loosely and an unknown one
/// is the linter's finding.
fn service() -> Value {
    let mut words: Vec<&str> = vec!["custom"];
    for service in catalog::services() {
        words.push(service.id);
        words.extend(service.aliases);
    }
    words.sort_unstable();
    words.dedup();
    any([json!({ "enum": words }), json!({ "type": "string" })])
}

fn connection() -> Value {
    let label = any([reference("text"), json!({ "type": "null" }), reference("attributes")]);
    let mapping = json!({
        "type": "object",
        "patternProperties": { "->|~>": label },
        "additionalProperties": false,
    });
    any([json!({ "type": "string", "pattern": "->|~>" }), mapping])
}

fn guardrail() -> Value {
    let words = |words: &[&str]| list_or_one(json!({ "enum": words }));
    object(GUARDRAIL.iter().map(|(name, allowed)| ((*name).to_owned(), words(allowed))).collect())
}

fn property(row: &Property) -> Value {
    let one = |kind: &PropertyType| match kind {
        PropertyType::Bool => json!({ "type": "boolean" }),
        PropertyType::Number => json!({ "type": "number", "minimum": 0 }),
        PropertyType::Text => reference("text"),
        PropertyType::Id => json!({ "type": "string" }),
        PropertyType::Word => json!({ "enum": row.values }),
        PropertyType::Texts | PropertyType::Groups => reference("texts"),
        PropertyType::Words => list_or_one(json!({ "enum": row.values })),
        PropertyType::Guardrail => reference("guardrail"),
    };
    let mut options: Vec<Value> = row.types.iter().map(one).collect();
    if options.len() == 1 { options.remove(0) } else { json!({ "anyOf": options }) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may fail loudly")]
    use super::super::tests::{EXAMPLE, read_text};
    use super::*;

    /// Whether `value` fits `schema`, for the keywords that this schema uses.
    fn fits(value: &Value, schema: &Value, root: &Value) -> bool {
        if let Some(target) = schema["$ref"].as_str() {
            return fits(value, root.pointer(&target[1..]).unwrap(), root);
        }
        let any = schema["anyOf"].as_array();
        let kinds = match &schema["type"] {
            Value::Array(kinds) => kinds.clone(),
            Value::Null => Vec::new(),
            one => vec![one.clone()],
        };
        any.is_none_or(|options| options.iter().any(|option| fits(value, option, root)))
            && schema["enum"].as_array().is_none_or(|words| words.contains(value))
            && (kinds.is_empty() || kinds.contains(&kind(value).into()))
            && pattern_fits(value, schema)
            && bounds_fit(value, schema)
            && items_fit(value, schema, root)
            && required_fits(value, schema)
            && entries_fit(value, schema, root)
    }

    fn kind(value: &Value) -> &'static str {
        match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        }
    }

    fn bounds_fit(value: &Value, schema: &Value) -> bool {
        let Some(number) = value.as_f64() else { return true };
        schema["minimum"].as_f64().is_none_or(|least| number >= least)
            && schema["maximum"].as_f64().is_none_or(|most| number <= most)
            && schema["exclusiveMinimum"].as_f64().is_none_or(|least| number > least)
    }

    /// The two patterns of the schema, by hand.
    fn matches(pattern: &str, text: &str) -> bool {
        match pattern {
            "^x-" => text.starts_with("x-"),
            "->|~>" => text.contains("->") || text.contains("~>"),
            _ => ["http:", "https:", "mailto:"].iter().any(|scheme| text.starts_with(scheme)),
        }
    }

    fn pattern_fits(value: &Value, schema: &Value) -> bool {
        let pattern = schema["pattern"].as_str().zip(value.as_str());
        pattern.is_none_or(|(pattern, text)| matches(pattern, text))
    }

    fn items_fit(value: &Value, schema: &Value, root: &Value) -> bool {
        let items = value.as_array().filter(|_| !schema["items"].is_null());
        items.is_none_or(|items| items.iter().all(|item| fits(item, &schema["items"], root)))
    }

    fn required_fits(value: &Value, schema: &Value) -> bool {
        let required = schema["required"].as_array().zip(value.as_object());
        required.is_none_or(|(keys, map)| {
            keys.iter().all(|key| map.contains_key(key.as_str().unwrap()))
        })
    }

    fn entries_fit(value: &Value, schema: &Value, root: &Value) -> bool {
        let Some(map) = value.as_object() else { return true };
        map.iter().all(|(key, value)| {
            let patterns = schema["patternProperties"].as_object();
            let pattern =
                patterns.and_then(|all| all.iter().find(|(pattern, _)| matches(pattern, key)));
            let known = schema["properties"].get(key).or(pattern.map(|(_, schema)| schema));
            match known.unwrap_or(&schema["additionalProperties"]) {
                Value::Bool(allowed) => *allowed,
                Value::Null => true,
                schema => fits(value, schema, root),
            }
        })
    }

    fn accepts(text: &str) -> bool {
        let value: Value = serde_yaml::from_str(text).unwrap();
        let schema = schema();
        fits(&value, &schema, &schema)
    }

    #[test]
    fn schema_and_reader_agree_on_whole_blueprints() {
        let blueprints = [
            include_str!("../../blueprints/study-notes-sample.yaml"),
            include_str!("../../blueprints/rag-chatbot.yaml"),
            include_str!("../../blueprints/agent-assistant.yaml"),
            EXAMPLE,
        ];
        for text in blueprints {
            assert_eq!(read_text(text).1.diagnostics, [], "{}", &text[..60]);
            assert!(accepts(text), "{}", &text[..60]);
        }
        let wrong = [
            ("name: Support", "nam: Support"),
            ("auth: cognito", "authh: cognito"),
            ("guardrail: true", "guardrail: {apply: [inpt]}"),
            ("kind: query", "kind: qery"),
            ("actors:", "actrs:"),
            ("data: [internal]", "data: [secret]"),
            ("customer -> app -> cdn: HTTPS", "customer => app: HTTPS"),
            ("    title: Answer a question", "    titel: Answer a question"),
            ("storage:\n", "context: {environment: production}\nstorage:\n"),
            ("storage:\n", "groups: {g: {kind: vcp}}\nstorage:\n"),
            ("storage:\n", "ignore: [{rul: x}]\nstorage:\n"),
            ("storage:\n", "blueprint: 2\nstorage:\n"),
        ];
        for (from, to) in wrong {
            let text = EXAMPLE.replacen(from, to, 1);
            assert_ne!(text, EXAMPLE, "{from}");
            assert_ne!(read_text(&text).1.diagnostics, [], "{to}");
            assert!(!accepts(&text), "{to}");
        }
    }

    /// Every key that the schema offers in a part is known to the reader there.
    #[test]
    fn schema_and_reader_know_the_same_keys() {
        let schema = schema();
        let parts = [
            (schema["properties"].clone(), "name: x\n{key}: {}\n"),
            (
                schema["$defs"]["component"]["anyOf"][1]["properties"].clone(),
                "name: x\napi:\n  a: {service: lambda, {key}: 1}\n",
            ),
            (
                schema["$defs"]["group"]["properties"].clone(),
                "name: x\ngroups:\n  a: {kind: vpc, {key}: 1}\n",
            ),
            (
                schema["$defs"]["attributes"]["properties"].clone(),
                "name: x\nconnections:\n- a -> b: {{key}: 1}\n",
            ),
            (
                schema["$defs"]["context"]["anyOf"][0]["properties"].clone(),
                "name: x\ncontext: {{key}: 1}\n",
            ),
            (
                schema["$defs"]["flows"]["additionalProperties"]["properties"].clone(),
                "name: x\nflows: {f: {{key}: 1}}\n",
            ),
            (
                schema["$defs"]["suppression"]["anyOf"][0]["properties"].clone(),
                "name: x\nignore: {rule: A, {key}: 1}\n",
            ),
        ];
        for (keys, frame) in parts {
            let keys = keys.as_object().unwrap().clone();
            assert!(keys.len() >= 3, "{frame}");
            let unknown = |key: &str| {
                let (_, read) = read_text(&frame.replace("{key}", key));
                read.diagnostics
                    .iter()
                    .any(|one| ["BPT003", "BPT015", "BPT016"].contains(&one.code.as_ref()))
            };
            for key in keys.keys() {
                assert!(!unknown(key), "{key} in {frame}");
            }
            assert!(unknown("qqqqq"), "{frame}");
            assert!(!unknown("x-qqqqq"), "{frame}");
        }
    }

    #[test]
    fn everything_has_a_description() {
        let schema = schema();
        for part in [&schema["properties"], &schema["$defs"]["component"]["anyOf"][1]["properties"]]
        {
            for (key, value) in part.as_object().unwrap() {
                assert!(
                    value["description"].as_str().is_some_and(|text| !text.is_empty()),
                    "{key}"
                );
            }
        }
    }
}
