//! How long reading, building and judging take: `cargo bench --bench lint`.

#![allow(clippy::unwrap_used, reason = "a benchmark stops when its input is wrong")]

use cyanotype::lint::{OwnRule, Settings, own};
use cyanotype::model::Model;
use cyanotype::pipeline;
use cyanotype::source::Source;
use cyanotype::{blueprint, catalog, lint, syntax};
use divan::Bencher;
use divan::counter::ItemsCount;
use std::borrow::Cow;
use std::fmt::Write;
use std::sync::Arc;

#[path = "lint/shapes.rs"]
mod shapes;

/// One application of 25 components: layer, id, service and further keys, in which `@` stands for its number.
const PARTS: &[(&str, &str, &str, &str)] = &[
    ("actors", "user", "user", ""),
    ("frontend", "app", "react-app", ""),
    ("frontend", "cdn", "cloudfront", ""),
    ("api", "gateway", "api-gateway", ", auth: cognito"),
    ("api", "backend", "lambda", ", role: backend-role@"),
    ("api", "tool", "lambda", ", role: tool-role@"),
    ("orchestration", "flow", "step-functions", ""),
    ("orchestration", "queue", "sqs", ", dlq: true"),
    ("engine", "model", "bedrock", ", guardrail: true"),
    ("engine", "embed", "bedrock-embedding", ""),
    ("engine", "agent", "bedrock-agents", ", max-iterations: 10"),
    ("search", "index", "opensearch-serverless", ", data: [internal]"),
    ("search", "kb", "bedrock-knowledge-bases", ""),
    ("storage", "manuals", "s3", ", data: [internal]"),
    ("storage", "uploads", "s3", ", data: [confidential], purpose: uploads"),
    ("storage", "sessions", "dynamodb", ", data: [pii], retention-days: 30"),
    ("storage", "assets", "s3", ", data: [public]"),
    ("ingestion", "parse", "lambda", ""),
    ("ingestion", "split", "glue", ""),
    ("ingestion", "ocr", "textract", ""),
    ("monitoring", "metrics", "cloudwatch", ", covers: [model@, backend@]"),
    ("monitoring", "trail", "cloudtrail", ""),
    ("security", "keys", "kms", ", covers: [manuals@, sessions@]"),
    ("security", "firewall", "waf", ", covers: [cdn@]"),
    ("security", "roles", "iam", ", covers: [backend@]"),
];

/// Its connections, with the further keys.
const LINES: &[(&str, &str)] = &[
    ("user@ -> app@ -> cdn@ -> gateway@ -> backend@", ""),
    ("backend@ -> index@", ": {kind: query}"),
    ("backend@ -> model@", ": generate"),
    ("backend@ -> sessions@", ""),
    ("backend@ ~> queue@ ~> parse@", ""),
    ("uploads@ ~> parse@", ": {carries: document}"),
    ("user@ -> uploads@", ": {carries: document, kind: data}"),
    ("parse@ -> ocr@", ""),
    ("parse@ -> embed@", ""),
    ("parse@ -> index@", ": {kind: ingest}"),
    ("manuals@ -> split@ -> index@", ": {kind: ingest}"),
    ("agent@ -> tool@", ": {effect: write, approval: human}"),
    ("agent@ -> model@", ""),
    ("backend@ -> agent@", ""),
    ("agent@ -> kb@ -> index@", ": {kind: query}"),
    ("flow@ -> parse@", ""),
    ("cdn@ -> assets@", ""),
];

/// A blueprint of `components` components: applications in a row, each calling the next.
fn blueprint_of(components: usize) -> Source {
    let count = components / PARTS.len();
    let mut text = "name: Generated\ncontext: {environment: prod, users: public}\n".to_owned();
    let mut layer = "";
    for (own, id, service, keys) in PARTS {
        if *own != layer {
            layer = own;
            let _ = writeln!(text, "{own}:");
        }
        for at in 0..count {
            let keys = keys.replace('@', &at.to_string());
            let _ = writeln!(text, "  {id}{at}: {{service: {service}{keys}}}");
        }
    }
    text.push_str("connections:\n");
    for at in 0..count {
        for (line, keys) in LINES {
            let _ = writeln!(text, "  - {}{keys}", line.replace('@', &at.to_string()));
        }
        if at > 0 {
            let _ = writeln!(text, "  - backend{} -> gateway{at}", at - 1);
        }
    }
    Source::new("generated.yaml", text)
}

const SIZES: [usize; 3] = [25, 1_000, 10_000];

fn main() {
    divan::main();
}

#[divan::bench(args = SIZES)]
fn parse(bencher: Bencher<'_, '_>, components: usize) {
    let source = blueprint_of(components);
    bencher.counter(ItemsCount::new(components)).bench(|| syntax::parse(&source));
}

fn model_of(source: &Source) -> Model {
    let parsed = syntax::parse(source);
    let reference = &catalog::references()[0];
    let read = blueprint::read(source, &parsed.tree, reference);
    Model::build(read.blueprint, Cow::Borrowed(reference)).model
}

#[divan::bench(args = SIZES)]
fn model(bencher: Bencher<'_, '_>, components: usize) {
    let source = blueprint_of(components);
    let parsed = syntax::parse(&source);
    let reference = &catalog::references()[0];
    let read = blueprint::read(&source, &parsed.tree, reference).blueprint;
    bencher
        .counter(ItemsCount::new(components))
        .with_inputs(|| read.clone())
        .bench_values(|read| Model::build(read, Cow::Borrowed(reference)));
}

#[divan::bench(args = SIZES)]
fn all_rules(bencher: Bencher<'_, '_>, components: usize) {
    let source = blueprint_of(components);
    let model = model_of(&source);
    let settings = Settings { pedantic: true, ..Settings::default() };
    bencher.counter(ItemsCount::new(components)).bench(|| lint::run(&model, &source, &settings));
}

fn one_rule(bencher: Bencher<'_, '_>, code: &str, components: usize) {
    let source = blueprint_of(components);
    let model = model_of(&source);
    let settings = Settings { select: vec![code.to_owned()], ..Settings::default() };
    bencher.bench(|| lint::run(&model, &source, &settings));
}

/// Each rule alone on 1,000 components; with the next one, how it grows.
#[divan::bench(args = lint::RULES.iter().map(|rule| rule.code), sample_count = 20)]
fn one_rule_on_1_000(bencher: Bencher<'_, '_>, code: &str) {
    one_rule(bencher, code, 1_000);
}

/// Each rule alone on 10,000 components.
#[divan::bench(args = lint::RULES.iter().map(|rule| rule.code), sample_count = 20)]
fn one_rule_on_10_000(bencher: Bencher<'_, '_>, code: &str) {
    one_rule(bencher, code, 10_000);
}

/// Three rules of one's own, one of each shape.
const OWN: &str = "rules:
  - {code: OWN001, name: a, for: component, where: self.traits.store, assert: \"self.data.all(d, d != 'pci')\"}
  - {code: OWN002, name: b, path: {from: self.traits.person, to: self.traits.store, must-pass: self.traits.gateway}}
  - {code: OWN003, name: c, require: {cover: stop, by: \"'stop' in self.tags\", for: self.traits.agent}}
";

#[divan::bench(args = SIZES)]
fn own_rules(bencher: Bencher<'_, '_>, components: usize) {
    let source = blueprint_of(components);
    let model = model_of(&source);
    let mut rules: Vec<OwnRule> = Vec::new();
    assert!(own::read(&Source::new("own.yaml", OWN), &mut rules).is_empty());
    let own = rules.into_iter().map(Arc::new).collect();
    let settings = Settings { select: vec!["OWN".to_owned()], own, ..Settings::default() };
    bencher.counter(ItemsCount::new(components)).bench(|| lint::run(&model, &source, &settings));
}

/// 10,000 blueprints of 25 components, one after the other; `check` judges as many at a time as there are processors.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn ten_thousand_texts(bencher: Bencher<'_, '_>) {
    let source = blueprint_of(25);
    let settings = Settings::default();
    let check = || pipeline::check(&source, &settings, |path| Err(path.to_owned()));
    bencher
        .counter(ItemsCount::new(10_000_usize))
        .bench_local(|| (0..10_000).map(|_| check().findings.len()).sum::<usize>());
}

/// Shapes that are hard for one rule or another: read, built, judged.
#[divan::bench(args = shapes::all(), sample_count = 3, sample_size = 1)]
fn hard_shapes(bencher: Bencher<'_, '_>, case: shapes::Case) {
    let source = Source::new("shape.yaml", case.text());
    let settings = Settings { pedantic: true, ..Settings::default() };
    bencher.bench_local(|| pipeline::check(&source, &settings, |path| Err(path.to_owned())));
}
