//! Tests of reading YAML: spans, limits, and what happens to texts that are half typed.
#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use super::*;
use crate::source::{Source, Span};
use std::fmt::Write;

fn read(text: &str) -> Parsed {
    parse(&Source::new("a.yaml", text))
}

/// A short form of a tree: every scalar with the text at its place.
fn show(tree: &Tree, text: &str) -> String {
    let mut out = String::new();
    let mut work = tree.root().into_iter().collect::<Vec<_>>();
    while let Some(id) = work.pop() {
        let span = tree.span(id);
        let written = &text[span.start as usize..span.end as usize];
        match &tree.node(id).value {
            Value::Scalar(value, style) => {
                writeln!(out, "{value:?} {style:?} {}..{} {written:?}", span.start, span.end)
                    .unwrap();
            }
            Value::Sequence(items) => {
                writeln!(out, "list {written:?}").unwrap();
                work.extend(items.iter().rev().copied());
            }
            Value::Mapping(entries) => {
                writeln!(out, "map {written:?}").unwrap();
                work.extend(entries.iter().rev().flat_map(|entry| [entry.value, entry.key]));
            }
        }
    }
    out
}

fn messages(parsed: &Parsed) -> Vec<String> {
    parsed
        .diagnostics
        .iter()
        .map(|one| format!("{} {}: {}", one.code, one.primary.span.start, one.message))
        .collect()
}

fn keys(parsed: &Parsed, path: &[&str]) -> Vec<String> {
    let mut at = parsed.tree.root();
    for key in path {
        at = at.and_then(|id| parsed.tree.get(id, key));
    }
    let entries = at.map(|id| parsed.tree.entries(id)).unwrap_or_default();
    entries.iter().filter_map(|entry| parsed.tree.text(entry.key).map(str::to_owned)).collect()
}

#[test]
fn every_place_is_exact() {
    let text = "a: é # hi\nb:\n  'c': \"d\\n\"\ne:\nf: [1, {g: }]\nh: |\n  x\n  y\n\ni:\n- j\n";
    let parsed = read(text);
    assert_eq!(messages(&parsed), Vec::<String>::new());
    let shown = r#"
"a" Plain 0..1 "a"
"é" Plain 3..5 "é"
"b" Plain 11..12 "b"
map "'c': \"d\\n\""
"c" Quoted 16..19 "'c'"
"d\n" Quoted 21..26 "\"d\\n\""
"e" Plain 27..28 "e"
"" Plain 29..29 ""
"f" Plain 30..31 "f"
list "[1, {g: }]"
"1" Plain 34..35 "1"
map "{g: }"
"g" Plain 38..39 "g"
"" Plain 40..40 ""
"h" Plain 44..45 "h"
"x\ny\n" Quoted 51..56 "x\n  y"
"i" Plain 58..59 "i"
list "- j"
"j" Plain 63..64 "j""#;
    assert_eq!(show(&parsed.tree, text).split_once('\n').unwrap().1.trim_end(), shown.trim_start());
    let comment = &parsed.tree.comments()[0];
    assert_eq!(
        (comment.text.as_str(), comment.own_line, comment.span),
        ("hi", false, Span::new(6, 10))
    );
}

#[test]
fn empty_texts_have_no_root() {
    for text in ["", "\n\n", "# only\n", "---\n", "\u{FEFF}", "   "] {
        let parsed = read(text);
        assert!(parsed.tree.root().is_none(), "{text:?}");
        assert!(parsed.diagnostics.is_empty(), "{text:?}");
    }
}

#[test]
fn a_byte_order_mark_in_the_text_keeps_places_right() {
    let text = "\u{FEFF}a: b\n";
    let parsed = read(text);
    let value = parsed.tree.get(parsed.tree.root().unwrap(), "a").unwrap();
    assert_eq!(parsed.tree.span(value), Span::new(6, 7));
}

#[test]
fn aliases_and_merges_are_resolved() {
    let text = "base: &b {x: 1, y: 2}\nuse: *b\nmore:\n  <<: *b\n  y: 3\nlist:\n  <<: [*b, {z: 4, x: 9}]\n";
    let parsed = read(text);
    assert_eq!(messages(&parsed), Vec::<String>::new());
    let (tree, root) = (&parsed.tree, parsed.tree.root().unwrap());
    assert_eq!(tree.span(tree.get(root, "use").unwrap()), Span::new(27, 29));
    assert_eq!(keys(&parsed, &["use"]), ["x", "y"]);
    assert_eq!(keys(&parsed, &["more"]), ["y", "x"]);
    let more = tree.get(root, "more").unwrap();
    assert_eq!(tree.get(more, "y").and_then(|id| tree.text(id)), Some("3"));
    let list = tree.get(root, "list").unwrap();
    assert_eq!(tree.get(list, "x").and_then(|id| tree.text(id)), Some("1"));
    assert_eq!(tree.get(list, "z").and_then(|id| tree.text(id)), Some("4"));
}

#[test]
fn wrong_aliases_are_reported_where_they_stand() {
    assert_eq!(
        messages(&read("a: *b\nc: d\n")),
        ["BPT019 3: there is no anchor `&b` before this alias"]
    );
    assert_eq!(
        messages(&read("a: &a [*a]\n")),
        ["BPT019 7: the alias stands inside the value that it repeats"]
    );
    assert_eq!(
        messages(&read("a:\n  <<: x\n")),
        ["BPT001 9: a merge (`<<`) takes a mapping or a list of mappings"]
    );
    assert_eq!(
        messages(&read("a: !include x\n")),
        ["BPT001 12: the tag `!include` means nothing in a blueprint"]
    );
}

#[test]
fn duplicate_keys_show_both_and_join() {
    let parsed = read("a:\n  b: 1\na:\n  c: 2\n  b: 3\nd: 1\nd: 2\n");
    assert_eq!(
        messages(&parsed),
        ["BPT002 10: the key `a` stands twice", "BPT002 32: the key `d` stands twice"]
    );
    assert_eq!(parsed.diagnostics[0].labels[0].span, Span::new(0, 1));
    assert_eq!(keys(&parsed, &["a"]), ["b", "c"]);
    let root = parsed.tree.root().unwrap();
    assert_eq!(parsed.tree.text(parsed.tree.get(root, "d").unwrap()), Some("1"));
}

#[test]
fn one_document_a_file() {
    let parsed = read("a: b\n---\nc: d\n");
    assert_eq!(messages(&parsed), ["BPT018 5: a second document begins here"]);
    assert_eq!(keys(&parsed, &[]), ["a"]);
}

#[test]
fn tabs_are_shown_at_the_tab() {
    for (text, at) in
        [("a:\n\tb: c\n\td: e\nf: g\n", 3), ("a:\n  b:\n  \tc: d\n", 10), ("a: b\n\tc: d\n", 5)]
    {
        let parsed = read(text);
        assert_eq!(
            messages(&parsed),
            [format!("BPT001 {at}: a tab is used as indentation")],
            "{text:?}"
        );
        assert_eq!(&text[at..=at], "\t");
    }
    assert_eq!(keys(&read("a:\n\tb: c\n\td: e\nf: g\n"), &["a"]), ["b", "d"]);
}

#[test]
fn an_alias_bomb_is_refused_at_the_alias_that_is_too_much() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..30 {
        let alias = format!("*a{}", level - 1);
        writeln!(text, "a{level}: &a{level} [{}]", [alias.as_str(); 9].join(", ")).unwrap();
    }
    let parsed = read(&text);
    assert_eq!(parsed.diagnostics.len(), 1);
    assert_eq!(parsed.diagnostics[0].code, "BPT007");
    let span = parsed.diagnostics[0].primary.span;
    assert!(text[span.start as usize..span.end as usize].starts_with("*a"));
    assert!(parsed.tree.nodes.len() < 1000);
}

#[test]
fn merge_bombs_and_deep_aliases_are_refused() {
    let mut text = String::from("a0: &a0 {x: {y: z}}\n");
    for level in 1..400 {
        writeln!(text, "a{level}: &a{level} {{k: *a{}}}", level - 1).unwrap();
    }
    let parsed = read(&text);
    assert_eq!(messages(&parsed).len(), 1);
    assert!(parsed.diagnostics[0].message.contains("128 levels"));
}

#[test]
fn ten_thousand_levels_cost_nothing() {
    let mut block = String::new();
    for level in 0..3000 {
        writeln!(block, "{}a:", " ".repeat(level)).unwrap();
    }
    let open_brackets = "[".repeat(10_000);
    let texts = [
        format!("x: {open_brackets}\ny: z\n"),
        format!("x: {open_brackets}{}\ny: z\n", "]".repeat(10_000)),
        format!("x: {}\ny: z\n", "{a: ".repeat(10_000)),
        format!("x:\n  {}a\ny: z\n", "- ".repeat(10_000)),
        format!("{block}y: z\n"),
        format!("x:\n  {}a\ny: z\n", "? ".repeat(10_000)),
    ];
    for text in &texts {
        let parsed = read(text);
        let deep: Vec<_> = parsed.diagnostics.iter().filter(|one| one.code == "BPT007").collect();
        assert_eq!(deep.len(), 1, "{:?} {}", messages(&parsed), &text[..30]);
        assert!(
            keys(&parsed, &[]).contains(&"y".to_owned()),
            "{} {:?}",
            &text[..30],
            messages(&parsed)
        );
    }
    let nested = format!("x: {}1{}\ny: z\n", "[".repeat(200), "]".repeat(200));
    let parsed = read(&nested);
    assert_eq!(messages(&parsed), ["BPT007 130: nested deeper than 128 levels"]);
    assert_eq!(keys(&parsed, &[]), ["x", "y"]);
}

#[test]
fn the_number_of_nodes_is_limited() {
    let parsed = read(&format!("x: [{}]\n", "a,".repeat(300_000)));
    assert_eq!(parsed.diagnostics.len(), 1);
    assert_eq!(parsed.diagnostics[0].code, "BPT007");
    assert!(parsed.tree.root().is_some());
}

pub(super) const WHOLE: &str = "name: Shop
frontend:
  app: react-app
  cdn: cloudfront
engine:
  model: {service: bedrock, guardrail: true}
  other: bedrock
storage:
  manuals: {service: s3, data: [internal]}
  cache: s3
flows:
  ask:
    steps:
      - app -> cdn: HTTPS
      - cdn -> model
";

/// The half-typed line stands for the line that begins alike, or is added before `storage`.
fn half_typed(line: &str, replaces: &str) -> String {
    WHOLE.lines().map(|old| if old.trim_start().starts_with(replaces) { line } else { old }).fold(
        String::new(),
        |mut all, line| {
            all.push_str(line);
            all.push('\n');
            all
        },
    )
}

#[test]
fn a_half_typed_line_costs_no_other_component() {
    let cases = [
        ("  model: {service: bedrock, guard", "model"),
        ("  model: {service: bedrock, ", "model"),
        ("  model: {service: bedrock", "model"),
        ("  model: {service", "model"),
        ("  model: {", "model"),
        ("  model: [", "model"),
        ("  model: \"bed", "model"),
        ("  model: 'bed", "model"),
        ("  model: bedrock: x", "model"),
        ("  mod", "model"),
        ("  model", "model"),
        ("  model:", "model"),
        ("  model: @", "model"),
        ("  model: &", "model"),
        ("  model: *", "model"),
        ("  model: !", "model"),
        ("  model: %x", "model"),
        ("  model: ]", "model"),
        ("  model: {service: bedrock}}", "model"),
        ("  model: {service: bedrock, data: [internal}", "model"),
        ("   model: bedrock", "model"),
        ("    other: bedrock", "other"),
        ("\tmodel: bedrock", "model"),
        ("  model: {service: \"bedrock}", "model"),
        ("  model: - x", "model"),
        ("  model: |x", "model"),
        ("      - app -> cdn: {label: x", "- app"),
        ("      - app -> cdn: \"HTTPS", "- app"),
        ("      -app -> cdn", "- app"),
        ("      - app -> cdn: a: b", "- app"),
        ("name: \"Shop", "name"),
        ("name: Shop: x", "name"),
        ("na", "name"),
        ("descr\nname: Shop", "name"),
        ("engine", "engine"),
        ("engine ", "engine"),
        ("  model\n    service: bedrock\n    guardrail: true", "model"),
        ("  model\n    {service: bedrock}", "model"),
    ];
    for (line, replaces) in cases {
        let text = half_typed(line, replaces);
        let parsed = read(&text);
        let context = format!("{line:?} {:?} {:?}", messages(&parsed), parsed.tree.skipped());
        assert!(
            keys(&parsed, &["frontend"]).starts_with(&["app".to_owned(), "cdn".to_owned()]),
            "{context}"
        );
        assert_eq!(keys(&parsed, &["storage"]), ["manuals", "cache"], "{context}");
        assert_eq!(keys(&parsed, &["flows"]), ["ask"], "{context}");
        if line != "engine" && replaces != "other" {
            assert!(keys(&parsed, &["engine"]).contains(&"other".to_owned()), "{context}");
        }
        assert!(parsed.diagnostics.len() <= 2, "{context}");
    }
}

#[test]
fn many_errors_are_each_reported_once() {
    let mut text = String::new();
    for line in 0..10 {
        writeln!(text, "a{line}: b: c\nok{line}: x").unwrap();
    }
    let parsed = read(&text);
    assert_eq!(parsed.diagnostics.len(), 10);
    assert_eq!(keys(&parsed, &[]).len(), 20);
}
