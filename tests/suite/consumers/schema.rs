//! Just as much of JSON Schema as the schemas of the report styles use; a word that is not known here fails the test.

use regex::Regex;
use serde_json::Value;

/// Words that ask for nothing.
const SILENT: &[&str] =
    &["$schema", "$id", "$defs", "definitions", "title", "description", "default"];

/// What a schema says against a value: one line a complaint, with the place in the value.
pub(crate) fn complaints(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    ask(&Asked { root: schema, schema, value, at: String::new() }, &mut found);
    found
}

/// A value at a place, and the part of the schema that it is held against.
struct Asked<'a> {
    root: &'a Value,
    schema: &'a Value,
    value: &'a Value,
    at: String,
}

impl<'a> Asked<'a> {
    fn inside(&self, schema: &'a Value, value: &'a Value, step: &str) -> Self {
        Self { root: self.root, schema, value, at: format!("{}/{step}", self.at) }
    }

    /// What another part of the schema says of the same value.
    fn also(&self, schema: &'a Value) -> Vec<String> {
        let mut found = Vec::new();
        ask(&Self { root: self.root, schema, value: self.value, at: self.at.clone() }, &mut found);
        found
    }
}

fn ask(asked: &Asked<'_>, found: &mut Vec<String>) {
    let Some(words) = asked.schema.as_object() else {
        // `true` takes everything, `false` nothing.
        if asked.schema == &Value::Bool(false) {
            found.push(format!("{}: nothing may stand here", asked.at));
        }
        return;
    };
    for (word, wanted) in words {
        let fits = match word.as_str() {
            silent if SILENT.contains(&silent) => true,
            "properties" | "required" | "additionalProperties" => {
                fields(asked, word, wanted, found);
                true
            }
            "items" => {
                for (at, one) in asked.value.as_array().into_iter().flatten().enumerate() {
                    ask(&asked.inside(wanted, one, &at.to_string()), found);
                }
                true
            }
            "$ref" => {
                let pointer = wanted.as_str().and_then(|path| path.strip_prefix('#')).unwrap();
                let schema = asked.root.pointer(pointer).unwrap();
                found.extend(asked.also(schema));
                true
            }
            _ => holds(asked, word, wanted),
        };
        if !fits {
            let value: String = asked.value.to_string().chars().take(80).collect();
            found.push(format!("{}: {value} is against {word}: {wanted}", asked.at));
        }
    }
}

fn fields(asked: &Asked<'_>, word: &str, wanted: &Value, found: &mut Vec<String>) {
    let Some(object) = asked.value.as_object() else { return };
    match word {
        "required" => {
            for name in wanted.as_array().unwrap().iter().map(|name| name.as_str().unwrap()) {
                if !object.contains_key(name) {
                    found.push(format!("{}: there is no `{name}`", asked.at));
                }
            }
        }
        "properties" => {
            for (name, schema) in wanted.as_object().unwrap() {
                if let Some(value) = object.get(name) {
                    ask(&asked.inside(schema, value, name), found);
                }
            }
        }
        _ => {
            let known = asked.schema.get("properties").and_then(Value::as_object);
            for (name, value) in object {
                if known.is_none_or(|known| !known.contains_key(name)) {
                    ask(&asked.inside(wanted, value, name), found);
                }
            }
        }
    }
}

/// Whether a value is as one word of a schema wants it.
fn holds(asked: &Asked<'_>, word: &str, wanted: &Value) -> bool {
    let value = asked.value;
    let each = || wanted.as_array().unwrap().iter();
    let pass = || each().filter(|one| asked.also(one).is_empty()).count();
    let list = value.as_array();
    let text = value.as_str();
    let count = |most: &Value| usize::try_from(most.as_u64().unwrap()).unwrap();
    match word {
        "type" if wanted.is_array() => each().any(|one| is(value, one.as_str().unwrap())),
        "type" => is(value, wanted.as_str().unwrap()),
        "enum" => each().any(|one| one == value),
        "const" => wanted == value,
        "anyOf" => pass() > 0,
        "oneOf" => pass() == 1,
        "allOf" => pass() == each().count(),
        "not" => !asked.also(wanted).is_empty(),
        "minimum" => value.as_f64().is_none_or(|one| one >= wanted.as_f64().unwrap()),
        "maximum" => value.as_f64().is_none_or(|one| one <= wanted.as_f64().unwrap()),
        "minLength" => text.is_none_or(|text| text.chars().count() >= count(wanted)),
        "pattern" => {
            let wanted = Regex::new(wanted.as_str().unwrap()).unwrap();
            text.is_none_or(|text| wanted.is_match(text))
        }
        "minItems" => list.is_none_or(|list| list.len() >= count(wanted)),
        "uniqueItems" => {
            let unique = |list: &Vec<Value>| {
                list.iter().enumerate().all(|(at, one)| !list[..at].contains(one))
            };
            wanted == &Value::Bool(false) || list.is_none_or(unique)
        }
        "format" => text.is_none_or(|text| is_formed(text, wanted.as_str().unwrap())),
        _ => panic!("`{word}` is a word of JSON Schema that is not known here"),
    }
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        _ => panic!("`{kind}` is a type that is not known here"),
    }
}

/// The characters of an address (RFC 3986), with a scheme where it must have one; times are not used by us.
fn is_formed(text: &str, format: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
    let hex = |part: &str| part.len() >= 2 && part.bytes().take(2).all(|b| b.is_ascii_hexdigit());
    let reference = text.chars().all(plain) && text.split('%').skip(1).all(hex);
    match format {
        "uri-reference" => reference,
        "uri" => reference && text.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme)),
        _ => panic!("`{format}` is a format that is not known here"),
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

#[test]
fn a_schema_is_asked_and_answers() {
    let schema: Value = serde_json::from_str(
        r##"{
            "type": "object", "required": ["a"], "additionalProperties": false,
            "properties": {
                "a": {"$ref": "#/$defs/a"},
                "b": {"type": "array", "minItems": 1, "uniqueItems": true, "items": {"enum": [1, 2]}},
                "c": {"type": "string", "format": "uri", "pattern": "^h", "not": {"const": "http:x"}},
                "d": {"oneOf": [{"type": "integer"}, {"type": "number"}]}
            },
            "$defs": {"a": {"type": "integer", "minimum": 1, "maximum": 3}}
        }"##,
    )
    .unwrap();
    let count = |text: &str| complaints(&schema, &serde_json::from_str(text).unwrap()).len();
    assert_eq!(count(r#"{"a": 2, "b": [1, 2], "c": "http://x/%20", "d": 1.5}"#), 0);
    let refused = [
        "[]",
        "{}",
        r#"{"a": 0}"#,
        r#"{"a": 4}"#,
        r#"{"a": "1"}"#,
        r#"{"a": 1, "x": 1}"#,
        r#"{"a": 1, "b": []}"#,
        r#"{"a": 1, "b": [1, 1]}"#,
        r#"{"a": 1, "b": [3]}"#,
        r#"{"a": 1, "c": "h x"}"#,
        r#"{"a": 1, "c": "hx"}"#,
        r#"{"a": 1, "c": "ftp:x"}"#,
        r#"{"a": 1, "c": "http:x"}"#,
        r#"{"a": 1, "d": 1}"#,
    ];
    for text in refused {
        assert_eq!(count(text), 1, "{text}");
    }
}
