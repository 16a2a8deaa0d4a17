//! What expressions give, what is refused where, and that no text and no expression ends the program.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use super::{
    Budget, Class, Field, Object, Program, Stop, Type, Value, WordList, Words, World, shown,
};
use proptest::prelude::*;

/// A class with a field of every kind.
const THING: usize = 0;

fn fields() -> Vec<Field> {
    let field = |name, holds, may_miss| Field { name, holds, may_miss };
    let words = Words { what: "colour", list: WordList::These(&["red", "green"]), open: false };
    vec![
        field("id", Type::TEXT, false),
        field("colour", Type::Text(Some(words)), false),
        field("size-now", Type::Number, true),
        field("parts", Type::list(Type::Object(THING)), false),
        field("tags", Type::list(Type::TEXT), false),
    ]
}

fn methods() -> Vec<super::Method> {
    vec![super::Method { name: "next", takes: vec![], gives: Type::list(Type::Object(THING)) }]
}

static CLASSES: &[Class] = &[Class { word: "a thing", fields, methods, open: false, is_map: true }];

/// Thing 0 has a size and the parts 1 and 2; the others have neither.
struct Things;

impl<'w> World<'w> for Things {
    fn field(&self, object: Object, name: &str) -> Option<Value<'w>> {
        Some(match (name, object.at) {
            ("id", at) => Value::text(format!("t{at}")),
            ("colour", _) => Value::text("red"),
            ("size-now", 0) => Value::Int(7),
            ("parts", 0) => Value::objects(THING, [1, 2]),
            ("parts", _) => Value::list([]),
            ("tags", _) => Value::texts(["a", "b:c"]),
            _ => return None,
        })
    }
    fn has(&self, object: Object, name: &str) -> bool {
        self.field(object, name).is_some()
    }
    fn call(
        &self,
        object: Object,
        _: &str,
        _: &[Value<'w>],
        _: &Budget,
    ) -> Result<Value<'w>, String> {
        Ok(Value::objects(THING, [object.at + 1]))
    }
}

fn compiled(text: &str) -> Result<Program, Vec<super::Fault>> {
    Program::compile(text, CLASSES, &[("self", Type::Object(THING))], &[])
}

fn thing() -> Vec<Value<'static>> {
    vec![Value::Object(Object { class: THING, at: 0 })]
}

fn value(text: &str) -> String {
    let program = compiled(text).unwrap_or_else(|faults| panic!("{text}: {faults:?}"));
    let budget = Budget::new(100_000);
    match program.run(&Things, &thing(), &budget) {
        Ok(value) => shown(&value, &budget).unwrap_or_else(|why| why),
        Err(stop) => format!("{stop:?}"),
    }
}

/// The parts at fault with what is said of them.
fn faults(text: &str) -> Vec<String> {
    let faults = compiled(text).err().unwrap_or_default();
    let part = |span: crate::source::Span| text.get(span.start as usize..span.end as usize);
    let shown = faults.iter().map(|one| {
        let help = one.help.as_ref().map_or(String::new(), |help| format!(" ({help})"));
        format!("{}: {}{help}", part(one.span).unwrap_or("?"), one.message)
    });
    shown.collect()
}

#[test]
fn expressions_give_what_the_specification_says() {
    let cases = [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("7 / 2", "3"),
        ("-7 % 4", "-3"),
        ("7.0 / 2.0", "3.5"),
        ("1 == 1.0 && 2 < 2.5 && 1.5 >= 1", "true"),
        ("0x1F == 31 && 1e3 == 1000.0", "true"),
        ("'a' + 'b' == \"ab\" && r'\\n'.size() == 2 && '\\u00e9\\x41\\101' == 'éAA'", "true"),
        ("'''a'b''' == \"a'b\"", "true"),
        ("true ? 1 : 2", "1"),
        ("false ? 1 : true ? 2 : 3", "2"),
        ("!false && !(1 > 2)", "true"),
        ("2 in [1, 2] && !('x' in ['y'])", "true"),
        ("[1, 2] + [3] == [1, 2, 3]", "true"),
        ("[1, 2, 3].filter(x, x > 1).map(x, x * 10)", "20, 30"),
        ("[1, 2, 3].map(x, x > 1, x * 10)", "20, 30"),
        (
            "[1, 2].all(x, x > 0) && [1, 2].exists(x, x == 2) && [1, 2].exists_one(x, x == 2)",
            "true",
        ),
        ("size('äö') + size([1]) + 'abc'.size()", "6"),
        ("'a,b'.split(',').join('-') + ' X '.trim() + 'q'.upperAscii()", "a-bXQ"),
        ("int('12') + int(3.9) == 15 && double('1.5') == 1.5 && string(4) == '4'", "true"),
        ("'abc'.matches('^a.c$') && matches('abc', 'b')", "true"),
        ("'abc'.contains('b') && 'abc'.startsWith('a') && 'abc'.endsWith('c')", "true"),
        ("[5, 6][1] == 6 && [5][?3].orValue(9) == 9", "true"),
        ("self.?size_now.orValue(0) + self.parts[0].?size_now.orValue(1)", "8"),
        ("has(self.size_now) && self.size_now == 7", "true"),
        ("'size-now' in self && self['size-now'] == 7", "true"),
        ("self.parts.map(p, p.id).join(',') + self.next()[0].id + next(self)[0].id", "t1,t2t1t1"),
        ("self.?size_now.or(self.?size_now).hasValue()", "true"),
        ("self == self && self != self.parts[0] && self.id == 't0' // a comment", "true"),
        ("null == null", "true"),
        // One side decides although the other has no value.
        ("1 / 0 == 1 || true", "true"),
        ("false && 1 / 0 == 1", "false"),
        ("[0, 1].exists(x, 1 / x == 1)", "true"),
    ];
    for (text, wanted) in cases {
        assert_eq!(value(text), wanted, "{text}");
    }
}

#[test]
fn what_has_no_value_says_why() {
    let cases = [
        ("1 / 0", "a division by zero"),
        ("9223372036854775807 + 1", "the number is too large"),
        ("1 + 1.5", "two whole numbers"),
        ("[1][3]", "the list has no item there"),
        ("self.parts.all(p, has(p.size_now) || p.size_now > 0)", "`size-now` is not said"),
        ("int('x')", "is no whole number"),
        ("self.parts[0].?size_now.value()", "is not there"),
    ];
    for (text, wanted) in cases {
        assert!(value(text).contains(wanted), "{text}: {}", value(text));
    }
}

/// Expressions that are refused: the part at fault, the fact, the help.
const REFUSED: &[(&str, &str)] = &[
    ("self.idd == 'x'", "idd: a thing has no field `idd` (did you mean `id`?)"),
    ("self.colour == 'rde'", "'rde': there is no colour `rde` (did you mean `red`?)"),
    ("self.colour in ['red', 'gren']", "'gren': there is no colour `gren` (did you mean `green`?)"),
    ("slef.id == 'x'", "slef: nothing is called `slef` (did you mean `self`?)"),
    ("id == 'x'", "id: nothing is called `id` (write `self.id`)"),
    (
        "self.size_now > 1",
        "size_now: `size-now` may not be said (ask `has(….size_now)` first, or write `.?size_now.orValue(…)`)",
    ),
    ("self.next == 1", "next: a thing has no field `next` (it is a method: write `next(…)`)"),
    ("self.id()", "id: a thing has no method `id` (it is a field: write `id` without parentheses)"),
    (
        "self.id.startWith('x')",
        "startWith: there is no function `startWith` (did you mean `startsWith`?)",
    ),
    ("self.id > 3", "self.id > 3: a number stands where a text is expected"),
    ("self.id == 3", "self.id == 3: a text is never a number"),
    ("self.id && true", "self.id: a text stands where a truth value is expected"),
    (
        "self.?size_now > 3",
        "self.?size_now: an optional value stands where a number is expected (say what counts instead: `.orValue(…)`)",
    ),
    ("self.id.matches('(')", "'(': `(` is no pattern: unclosed group"),
    (
        "self.id.matches(self.colour)",
        "matches: `matches` takes one pattern that stands in the rule (write the pattern as a text: `self.id.matches('^[a-z]+$')`)",
    ),
    ("self.id = 'x'", "=: `=` has no meaning here (to compare, write `==`)"),
    ("self.id ==", ": the expression ends where a value is expected"),
    ("(1", ": the expression ends where `)` is expected"),
    ("1 2", "2: a number stands where the end of the expression is expected"),
    ("{'a': 1}", "{: maps are not offered (compare with a list, or write two rules)"),
    ("1u", "1u: unsigned numbers are not offered (leave the `u` out)"),
    ("'a", "'a: the text has no end"),
    ("'\\q'", "\\q: `\\q` is no escape (a backslash is written `\\\\`, or the text `r'…'`)"),
    (
        "self.tags.all(x)",
        "all: `all` takes a name and a condition (write `list.all(one, one.startsWith('x'))`)",
    ),
    (
        "'a' in self.id",
        "'a' in self.id: `in` does not look into a text (write `text.contains('x')`)",
    ),
    ("§", "§: `§` has no meaning here"),
    (
        "[1].all(a, [1].all(b, [1].all(c, [1].all(d, true))))",
        "d: more than 3 comprehensions inside each other (ask in two rules, or with a method such as `reaches`)",
    ),
];

#[test]
fn what_cannot_be_meant_is_refused_at_its_place() {
    for (text, wanted) in REFUSED {
        assert_eq!(faults(text), [*wanted], "{text}");
    }
}

#[test]
fn size_depth_and_work_are_bounded() {
    let long = format!("'{}' == ''", "a".repeat(5000));
    let deep = format!("{}1{}", "(".repeat(500), ")".repeat(500));
    let chain = vec!["true"; 200].join(" && ");
    let minus = format!("{}1", "- ".repeat(500));
    for text in [long, deep, chain, minus] {
        let kinds: Vec<_> = compiled(&text).unwrap_err().iter().map(|one| one.kind).collect();
        assert_eq!(kinds, [super::FaultKind::Limit], "{}", &text[..20]);
    }
    // Three loops over a list that doubles eight times: sixteen million steps.
    let doubled = "[1, 1]".to_owned() + &".map(a, [a, a])".repeat(20);
    for text in [
        format!("{doubled} == {doubled}"),
        "self.tags.map(a, self.tags.map(b, self.tags.map(c, 'x' + string(self.tags)))) == []"
            .to_owned(),
    ] {
        let program = compiled(&text).unwrap();
        let budget = Budget::new(60);
        assert_eq!(program.run(&Things, &thing(), &budget).err(), Some(Stop::Spent), "{text}");
    }
}

/// Pieces from which expressions grow.
const PIECES: &[&str] = &[
    "self",
    ".id",
    ".parts",
    ".tags",
    ".?size_now",
    ".size_now",
    "has(",
    "(",
    ")",
    "[",
    "]",
    ",",
    "'a'",
    "\"",
    "'''",
    "1",
    "-",
    "2.5",
    "9223372036854775807",
    "+",
    "*",
    "/",
    "%",
    "==",
    "!=",
    "<",
    "in",
    "&&",
    "||",
    "!",
    "?",
    ":",
    ".",
    "all(x, ",
    ".map(x, ",
    ".filter(x, ",
    "x",
    "true",
    "null",
    ".size()",
    ".matches('a')",
    ".orValue(",
    "string(",
    "int(",
    "\\",
    "{",
    "0x",
    "1e9",
    "//",
    "\n",
    "é",
    "r'",
    ".join('')",
    ".split('')",
    "next(self)",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn no_expression_ends_the_program(picked in proptest::collection::vec(0..PIECES.len(), 0..40)) {
        let text: String = picked.iter().map(|&at| PIECES[at]).collect();
        hold(&text)?;
    }

    #[test]
    fn no_text_ends_the_program(text in ".{0,80}") {
        hold(&text)?;
    }
}

/// Whatever is compiled and run stays within the text and the budget.
fn hold(text: &str) -> Result<(), TestCaseError> {
    match compiled(text) {
        Ok(program) => {
            let budget = Budget::new(2000);
            let _ = program.run(&Things, &thing(), &budget);
        }
        Err(faults) => {
            prop_assert!(!faults.is_empty());
            for fault in faults {
                prop_assert!(
                    text.get(fault.span.start as usize..fault.span.end as usize).is_some()
                );
            }
        }
    }
    Ok(())
}
