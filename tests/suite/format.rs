//! The canonical form: the same meaning, every comment, and nothing left to do the second time.

#![allow(clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "this test reads the blueprints")]

use crate::command::Folder;
use crate::{fixes::forms, mutations, rule_pages};
use cyanotype::{
    canonical::same,
    pipeline::{Unformatted, format},
    source::Source,
    syntax::parse,
};
use proptest::prelude::*;
use std::{fs, path::Path};

fn formatted(text: &str) -> Result<String, Unformatted> {
    format(&Source::new("blueprint.yaml", text), |_| Err(String::new()))
}

#[track_caller]
fn done(text: &str) -> String {
    formatted(text).unwrap_or_else(|why| panic!("{why:?}:\n{text}"))
}

/// The text of every blueprint in the repository.
fn blueprints() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for folder in ["blueprints", "tests/fixtures"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "yaml") {
                texts.push((path.display().to_string(), fs::read_to_string(path).unwrap()));
            }
        }
    }
    texts.extend(mutations::mutated().into_iter().map(|(name, text, _)| (name, text)));
    texts.extend(rule_pages::examples().into_iter().map(|(name, text, _)| (name, text)));
    texts
}

fn tree(text: &str) -> cyanotype::syntax::Tree {
    parse(&Source::new("x", text)).tree
}

#[test]
fn every_blueprint_has_a_canonical_form_that_says_the_same() {
    let mut faults = Vec::new();
    for (name, text) in blueprints() {
        let Ok(once) = formatted(&text) else {
            faults.push(format!("{name} is refused:\n{text}"));
            continue;
        };
        if !same(&tree(&text), &tree(&once)) {
            faults.push(format!("{name} says something else:\n{once}"));
        }
        if formatted(&once).ok().as_deref() != Some(once.as_str()) {
            faults.push(format!("{name} is not settled:\n{once}"));
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n\n"));
}

#[test]
fn every_way_to_write_a_blueprint_has_a_canonical_form() {
    let (mut faults, mut done) = (Vec::new(), 0);
    for (at, (name, text)) in blueprints().into_iter().enumerate() {
        for (place, (form, text)) in forms::of(&text).into_iter().enumerate() {
            if (at + place) % 23 != 0 {
                continue;
            }
            let Ok(once) = formatted(&text) else { continue };
            done += 1;
            let (before, after) = (tree(&text), tree(&once));
            let comments = |tree: &cyanotype::syntax::Tree| tree.comments().len();
            if !same(&before, &after) || comments(&before) != comments(&after) {
                faults.push(format!("{name}, {form} says something else:\n{once}"));
            }
            if formatted(&once).ok().as_deref() != Some(once.as_str()) {
                faults.push(format!("{name}, {form} is not settled:\n{once}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n\n"));
    assert!(done > 150, "only {done} were formatted");
}

const UNTIDY: &str = "\
# About this file.

flows:
    ask:
        steps:   # in order
        - a ->  m : {kind: request,   label: \"ask\"}
        # the last one
        -   m -> s
        title: Ask
storage:
    s: {data: [internal],service: s3}   # the store


    # and another
    t:
        tags:
            - x
        label: 'T'

        service:   s3
        description: |
            Two
              lines.
# engines
engine: {m: bedrock}
description: >-
      folded
      text
x-more: [1,   2]
api:
  a:
    service: lambda
name:   Sample
";

#[test]
fn order_and_spacing_are_those_of_the_format() {
    insta::assert_snapshot!(done(UNTIDY), @r#"
    # About this file.

    name: Sample
    description: >-
      folded
      text

    api:
      a:
        service: lambda

    # engines
    engine: {m: bedrock}

    storage:
      s: {service: s3, data: [internal]} # the store

      # and another
      t:
        service: s3
        label: 'T'
        description: |
          Two
            lines.
        tags:
          - x

    flows:
      ask:
        title: Ask
        steps: # in order
          - a ->  m: {label: "ask", kind: request}
          # the last one
          - m -> s

    x-more: [1, 2]
    "#);
}

#[test]
fn long_braces_become_lines_and_long_lists_too() {
    let text = "\
name: Long
api:
  a: {permissions: [bedrock:InvokeModel, bedrock:ApplyGuardrail, dynamodb:Query, dynamodb:GetItem, s3:GetObject], service: lambda, label: A} # kept
connections:
  - a -> a2: {label: a long label that fills the line, protocol: https, auth: iam, data: [internal], encrypted: true}
";
    insta::assert_snapshot!(done(text), @r#"
    name: Long

    api:
      a: # kept
        service: lambda
        label: A
        permissions:
          - bedrock:InvokeModel
          - bedrock:ApplyGuardrail
          - dynamodb:Query
          - dynamodb:GetItem
          - s3:GetObject

    connections:
      - a -> a2:
          label: a long label that fills the line
          data: [internal]
          protocol: https
          auth: iam
          encrypted: true
    "#);
}

#[test]
fn what_is_odd_stays_as_it_is() {
    let text = "\
---
x-base: &base {service: s3,   data: [internal]}
name: Odd
storage:
  a:
    <<:   *base
    label: A
  b: {service: s3, # inside
      data: [public]}
engine:
  m:   bedrock
";
    insta::assert_snapshot!(done(text), @r#"
    ---
    x-base: &base {service: s3, data: [internal]}

    name: Odd

    storage:
      a:
        <<:   *base
        label: A
      b: {service: s3, # inside
          data: [public]}

    engine:
      m: bedrock
    "#);
}

#[test]
fn a_suppression_stays_with_its_line() {
    let long = "x".repeat(90);
    let text = format!(
        "name: A\nstorage:\n  # cyanotype: ignore[SEC012] reason: a public site until: 2099-01-01\n  a: {{public: true, service: s3, label: {long}}}\n"
    );
    assert!(done(&text).contains(&format!("a: {{service: s3, label: {long}, public: true}}\n")));
}

#[test]
fn line_ends_and_byte_order_marks_stay() {
    let folder = Folder::new();
    let text = "\u{feff}engine:\r\n    m:   bedrock\r\nname: A\r\n";
    let run = folder.pipe(&["fmt", "-"], text.as_bytes()).exits(0);
    assert_eq!(run.out, "\u{feff}name: A\r\n\r\nengine:\r\n  m: bedrock\r\n");
}

#[test]
fn files_are_checked_shown_or_written() {
    let (odd, good) = ("engine:\n    m: bedrock\nname: A\n", "name: A\n\nengine:\n  m: bedrock\n");
    let folder = Folder::with(&[("odd.yaml", odd), ("good.yaml", good)]);
    let run = folder.run(&["fmt", ".", "--check"]).exits(1);
    assert_eq!(
        (run.out.as_str(), run.err.as_str()),
        ("odd.yaml\n", "1 blueprint not in canonical form\n")
    );
    folder.run(&["fmt", ".", "--diff"]).exits(1).says("-engine:\n-    m: bedrock\n name: A\n+\n");
    assert_eq!(folder.read("odd.yaml"), odd);
    folder.run(&["fmt", "."]).exits(0).complains("1 blueprint formatted");
    assert_eq!(folder.read("odd.yaml"), good);
    folder.run(&["fmt", ".", "--check"]).exits(0);
    folder.run(&["fmt", ".", "--diff"]).exits(0);
}

#[test]
fn broken_files_are_refused_and_left_alone() {
    let broken = "name: A\nengine:\n\tm: bedrock\n";
    let folder = Folder::with(&[("broken.yaml", broken), ("ok.yaml", "engine: {}\nname: A\n")]);
    folder
        .run(&["fmt", "broken.yaml", "ok.yaml"])
        .exits(2)
        .complains("`broken.yaml` cannot be formatted: line 3");
    assert_eq!(folder.read("broken.yaml"), broken);
    assert_eq!(folder.read("ok.yaml"), "name: A\n\nengine: {}\n");
    folder
        .pipe(&["fmt", "-"], b"{name: A, engine: {m: bedrock}}\n")
        .exits(2)
        .complains("without a doubt");
}

/// A piece of a blueprint, well or badly written.
fn piece() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "name: A\n",
        "engine:\n",
        "  m: bedrock\n",
        "  n: {service: bedrock, label: N}\n",
        "storage:\n",
        "  # note\n",
        "# note\n",
        "\n",
        "  s:\n",
        "    service: s3 # beside\n",
        "    data: [internal]\n",
        "      # deep\n",
        "    description: |\n      text\n\n      more\n",
        "    label: >-\n      folded\n",
        "flows:\n",
        "  ask:\n",
        "    title: Ask\n",
        "    steps:\n",
        "      - m -> s\n",
        "    - m -> s: {label: x,\n        kind: query}\n",
        "connections:\n",
        "- m -> s\n",
        "  - s ~> m:\n      label: \"two\n        lines\"\n",
        "x-a: &a {b: 1}\n",
        "x-b: *a\n",
        "  <<: *a\n",
        "ignore:\n",
        "  - {rule: SEC001, reason: x}\n",
        "  - reason: y\n    # why\n    rule: SEC002\n",
        "context: {risk: low}\n",
        "description: plain\n  goes on\n",
        "    ? a\n",
        "  t: !x y\n",
        "groups: # all\n",
        "    tags: []\n",
        "name:\n",
        "---\n",
        "...\n",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_refused_or_formatted_for_good(pieces in prop::collection::vec(piece(), 0..14)) {
        let text = pieces.concat();
        if let Ok(once) = formatted(&text) {
            prop_assert!(same(&tree(&text), &tree(&once)), "{}\n--\n{}", text, once);
            let twice = formatted(&once).ok();
            prop_assert_eq!(twice.as_deref(), Some(once.as_str()), "from\n{}", text);
        }
    }
}
