//! The functions of the language: their types, and what they do.

use super::numbers;
use super::run::Budget;
use super::schema::Type;
use super::value::Value;

/// What a function is called on, and takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum On {
    /// `f(a)`.
    Nothing,
    /// A text.
    Text,
    /// A list.
    List,
    /// An optional value.
    Optional,
}

/// A function.
#[derive(Clone, Copy, Debug)]
pub(super) struct Function {
    pub(super) name: &'static str,
    pub(super) on: On,
    pub(super) takes: &'static [Type],
    pub(super) gives: Gives,
}

/// What a function gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gives {
    Bool,
    Number,
    Text,
    Texts,
    /// What an optional value holds.
    Inner,
    /// What it is called on.
    Same,
    Any,
}

/// The most bytes of a text that an expression makes.
const MAX_TEXT: usize = 16 * 1024;

const ONE: &[Type] = &[Type::TEXT];

const fn function(name: &'static str, on: On, takes: &'static [Type], gives: Gives) -> Function {
    Function { name, on, takes, gives }
}

/// Every function but `has`, `matches` and the comprehensions, which the parser and the checker know.
pub(super) const FUNCTIONS: &[Function] = &[
    function("double", On::Nothing, &[Type::Any], Gives::Number),
    function("dyn", On::Nothing, &[Type::Any], Gives::Any),
    function("int", On::Nothing, &[Type::Any], Gives::Number),
    function("size", On::Nothing, &[Type::Any], Gives::Number),
    function("string", On::Nothing, &[Type::Any], Gives::Text),
    function("contains", On::Text, ONE, Gives::Bool),
    function("endsWith", On::Text, ONE, Gives::Bool),
    function("lowerAscii", On::Text, &[], Gives::Text),
    function("size", On::Text, &[], Gives::Number),
    function("split", On::Text, ONE, Gives::Texts),
    function("startsWith", On::Text, ONE, Gives::Bool),
    function("trim", On::Text, &[], Gives::Text),
    function("upperAscii", On::Text, &[], Gives::Text),
    function("join", On::List, ONE, Gives::Text),
    function("size", On::List, &[], Gives::Number),
    function("hasValue", On::Optional, &[], Gives::Bool),
    function("or", On::Optional, &[Type::Any], Gives::Same),
    function("orValue", On::Optional, &[Type::Any], Gives::Inner),
    function("value", On::Optional, &[], Gives::Inner),
];

/// What a function costs beyond one step: the bytes or items that it looks at.
pub(super) fn cost(value: &Value<'_>) -> u64 {
    let length = match value {
        Value::Text(text) => text.len() / 16,
        Value::List(items) => items.len(),
        _ => 0,
    };
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// Calls a function with `arguments`, the first of which is what it is called on, if anything.
///
/// # Errors
/// In words, when the values do not fit.
pub(super) fn call<'w>(
    name: &str,
    arguments: &[Value<'w>],
    budget: &Budget,
) -> Result<Value<'w>, String> {
    let result = match arguments {
        [one] if name == "string" => Some(shown(one, budget).map(Value::text)),
        [one] => unary(name, one),
        [Value::Text(text), Value::Text(other)] => of_text(name, text, other),
        [Value::List(items), Value::Text(between)] if name == "join" => Some(join(items, between)),
        [Value::Optional(held), other] => of_optional(name, held.as_deref(), other),
        _ => None,
    };
    result.unwrap_or_else(|| {
        let kinds: Vec<&str> = arguments.iter().map(Value::kind).collect();
        Err(format!("`{name}` does not take {}", kinds.join(" and ")))
    })
}

type Result1<'w> = Option<Result<Value<'w>, String>>;

fn unary<'w>(name: &str, value: &Value<'w>) -> Result1<'w> {
    Some(match (name, value) {
        ("dyn", any) => Ok(any.clone()),
        ("size", Value::Text(text)) => Ok(count(text.chars().count())),
        ("size", Value::List(items)) => Ok(count(items.len())),
        ("int", any) => int(any),
        ("double", any) => double(any),
        ("trim", Value::Text(text)) => Ok(Value::text(text.trim().to_owned())),
        ("lowerAscii", Value::Text(text)) => Ok(Value::text(text.to_ascii_lowercase())),
        ("upperAscii", Value::Text(text)) => Ok(Value::text(text.to_ascii_uppercase())),
        ("hasValue", Value::Optional(held)) => Ok(Value::Bool(held.is_some())),
        ("value", Value::Optional(Some(held))) => Ok((**held).clone()),
        ("value", Value::Optional(None)) => Err("the optional value is not there".to_owned()),
        _ => return None,
    })
}

fn count<'w>(items: usize) -> Value<'w> {
    Value::Int(i64::try_from(items).unwrap_or(i64::MAX))
}

fn of_text<'w>(name: &str, text: &str, other: &str) -> Result1<'w> {
    Some(Ok(match name {
        "contains" => Value::Bool(text.contains(other)),
        "startsWith" => Value::Bool(text.starts_with(other)),
        "endsWith" => Value::Bool(text.ends_with(other)),
        "split" if other.is_empty() => Value::texts(text.chars().map(|one| one.to_string())),
        "split" => Value::texts(text.split(other).map(str::to_owned)),
        _ => return None,
    }))
}

fn join<'w>(items: &[Value<'w>], between: &str) -> Result<Value<'w>, String> {
    let texts = items.iter().map(|item| match item {
        Value::Text(text) => Ok(text.as_ref()),
        other => Err(format!("`join` takes texts, not {}", other.kind())),
    });
    let texts: Vec<&str> = texts.collect::<Result<_, _>>()?;
    let length = texts.iter().map(|text| text.len() + between.len()).sum::<usize>();
    fits(length)?;
    Ok(Value::text(texts.join(between)))
}

fn of_optional<'w>(name: &str, held: Option<&Value<'w>>, other: &Value<'w>) -> Result1<'w> {
    match (name, held, other) {
        ("orValue", held, other) => Some(Ok(held.unwrap_or(other).clone())),
        ("or", Some(held), Value::Optional(_)) => {
            Some(Ok(Value::Optional(Some(std::rc::Rc::new(held.clone())))))
        }
        ("or", None, Value::Optional(_)) => Some(Ok(other.clone())),
        _ => None,
    }
}

/// Whether a text of this length may be made.
///
/// # Errors
/// In words, when it is too long.
pub(super) fn fits(length: usize) -> Result<(), String> {
    if length > MAX_TEXT {
        return Err(format!("the text is longer than {MAX_TEXT} bytes"));
    }
    Ok(())
}

/// A value as messages show it.
///
/// # Errors
/// In words, for what has no text or too long a one.
pub(crate) fn shown(value: &Value<'_>, budget: &Budget) -> Result<String, String> {
    let mut text = String::new();
    append(value, &mut text, budget)?;
    Ok(text)
}

fn append(value: &Value<'_>, out: &mut String, budget: &Budget) -> Result<(), String> {
    if !budget.pay(1) {
        return Err("the budget is used up".to_owned());
    }
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Int(number) => out.push_str(&number.to_string()),
        Value::Double(number) => out.push_str(&number.to_string()),
        Value::Text(text) => out.push_str(text),
        Value::List(items) => {
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                append(item, out, budget)?;
            }
        }
        other => return Err(format!("{} has no text", other.kind())),
    }
    fits(out.len())
}

fn int<'w>(value: &Value<'w>) -> Result<Value<'w>, String> {
    let number = match value {
        Value::Int(number) => Some(*number),
        Value::Double(number) => numbers::whole(number.trunc()),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    };
    number.map(Value::Int).ok_or_else(|| format!("{} is no whole number", value.kind()))
}

fn double<'w>(value: &Value<'w>) -> Result<Value<'w>, String> {
    let number = match value {
        Value::Int(number) => Some(numbers::real(*number)),
        Value::Double(number) => Some(*number),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    };
    number.map(Value::Double).ok_or_else(|| format!("{} is no number", value.kind()))
}
