//! The model of small blueprints: what is resolved, inferred, spread and covered.

use super::{By, Cover, End, Model, Zone};
use crate::{
    blueprint::{self, ConnectionKind, DataClass},
    catalog::{self, Trait},
    diagnostic::{Confidence, Diagnostic},
    source::Source,
    syntax,
};
use std::borrow::Cow;

fn built(text: &str) -> (Model, Vec<Diagnostic>) {
    let source = Source::new("test.yaml", text);
    let parsed = syntax::parse(&source);
    let reference = catalog::reference("aws-genai").expect("the built-in reference");
    let read = blueprint::read(&source, &parsed.tree, reference);
    let mut problems = parsed.diagnostics;
    problems.extend(read.diagnostics);
    assert_eq!(problems, [], "the test's own blueprint reads well");
    let built = Model::build(read.blueprint, Cow::Borrowed(reference));
    (built.model, built.diagnostics)
}

fn model(text: &str) -> Model {
    let (model, problems) = built(text);
    assert_eq!(problems, []);
    model
}

fn cover(model: &Model, capability: &str, id: &str) -> Cover {
    model.cover(capability, model.find(id).expect("a component of the test"))
}

fn kind(from: &str, arrow: &str, to: &str) -> ConnectionKind {
    let text = format!(
        "name: t
actors: {{customer: user}}
frontend: {{app: react-app}}
api: {{fn: lambda}}
orchestration: {{agent: bedrock-agentcore, queue: sqs, tool: lambda}}
engine: {{model: bedrock}}
search: {{index: opensearch-serverless}}
storage: {{bucket: s3}}
ingestion: {{loader: lambda}}
connections: ['{from} {arrow} {to}']
"
    );
    model(&text).connections[0].kind
}

#[test]
fn kinds_follow_from_the_ends() {
    assert_eq!(kind("customer", "->", "app"), ConnectionKind::Request);
    assert_eq!(kind("fn", "->", "model"), ConnectionKind::Request);
    assert_eq!(kind("fn", "->", "index"), ConnectionKind::Query);
    assert_eq!(kind("fn", "->", "bucket"), ConnectionKind::Query);
    assert_eq!(kind("bucket", "~>", "index"), ConnectionKind::Ingest);
    assert_eq!(kind("loader", "->", "index"), ConnectionKind::Ingest);
    assert_eq!(kind("app", "->", "bucket"), ConnectionKind::Data);
    assert_eq!(kind("fn", "->", "queue"), ConnectionKind::Event);
    assert_eq!(kind("queue", "->", "loader"), ConnectionKind::Event);
    assert_eq!(kind("agent", "->", "tool"), ConnectionKind::Tool);
}

#[test]
fn ids_that_name_nothing_are_kept_and_nothing_is_made_up() {
    let model = model(
        "name: t
api: {fn: {service: lambda, in: nowhere}}
security: {keys: {service: kms, covers: [fn, nothing]}}
connections: [fn -> ghost]
",
    );
    let words: Vec<&str> = model.unresolved.iter().map(|one| one.word.value.as_str()).collect();
    assert_eq!(words, ["nowhere", "nothing", "ghost"]);
    assert_eq!(model.components.len(), 2);
    assert_eq!(model.connections.len(), 0);
}

#[test]
fn cycles_of_groups_are_cut_where_they_close() {
    let (model, problems) = built(
        "name: t
groups:
  a: {kind: generic, in: b}
  b: {kind: generic, in: c}
  c: {kind: generic, in: a}
  d: {kind: generic, in: d}
",
    );
    let messages: Vec<&str> = problems.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(
        messages,
        ["group `c` lies inside itself: a in b in c in a", "group `d` lies inside itself: d in d"]
    );
    assert!(model.groups[2].parent.is_none() && model.groups[3].parent.is_none());
    assert!(model.groups[0].parent.is_some());
}

#[test]
fn nesting_has_a_limit() {
    let mut text = String::from("name: t\ngroups:\n  g0: {kind: generic}\n");
    for at in 1..40 {
        let line = format!("  g{at}: {{kind: generic, in: g{}}}\n", at - 1);
        text.push_str(&line);
    }
    let (model, problems) = built(&text);
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, "BPT007");
    assert!(model.groups[32].parent.is_none() && model.groups[33].parent.is_some());
}

#[test]
fn a_group_end_stands_for_its_components() {
    let model = model(
        "name: t
groups: {outer: {kind: generic}, inner: {kind: generic, in: outer}}
api: {one: {service: lambda, in: outer}, two: {service: lambda, in: inner}, three: lambda}
connections: [three -> outer]
",
    );
    let End::Group(_) = model.connections[0].to else { panic!("a group end") };
    let three = model.find("three").expect("declared");
    let reached: Vec<&str> =
        model.outgoing(three).iter().map(|step| model.component(step.to).id.as_str()).collect();
    assert_eq!(reached, ["one", "two"]);
}

#[test]
fn personal_data_spreads_with_content_and_back_over_queries() {
    let model = model(
        "name: t
api: {fn: lambda, clean: {service: lambda, redacts: true}, other: lambda}
engine: {model: bedrock}
storage: {people: {service: dynamodb, data: [pii]}, copy: s3, masked: s3}
connections:
  - fn -> people
  - fn -> model
  - people ~> copy: {kind: data}
  - people ~> clean: {kind: data}
  - clean -> masked: {kind: data}
  - people ~> other: {kind: event, carries: notification}
",
    );
    let has =
        |id: &str| model.component(model.find(id).expect("declared")).data.has(DataClass::Pii);
    assert!(has("people") && has("fn") && has("copy") && has("clean"));
    assert!(!has("model"), "a request carries what its sender declares, and nothing is declared");
    assert!(!has("masked"), "a redactor passes nothing on");
    assert!(!has("other"), "a notification has no content");
    let path = model.arrival(model.find("copy").expect("declared"), DataClass::Pii);
    let ids: Vec<&str> = path
        .expect("it arrived")
        .components()
        .map(|id| model.component(id).id.as_str())
        .collect::<Vec<_>>();
    assert_eq!(ids, ["people", "copy"]);
}

#[test]
fn cover_is_asked_in_order() {
    let model = model(
        "name: t
context: {org-controls: [audit]}
api: {own: {service: lambda, role: own-role}, plain: lambda, off: {service: lambda, in: boxed}}
engine:
  free: {service: bedrock, guardrail: false}
  safe: bedrock
  guarded: {service: bedrock, guardrail: rail}
  rail: {service: bedrock-guardrails, covers: [safe]}
storage: {bucket: s3, other: {service: s3, encryption: aws-managed}}
security:
  roles: {service: iam, covers: [boxed]}
  keys: {service: kms, status: planned, covers: [bucket]}
monitoring: {metrics: cloudwatch}
groups: {boxed: {kind: generic}}
",
    );
    let by = |id: &str| By::Component(model.find(id).expect("declared"));
    let high = |by| Cover::Yes { by, confidence: Confidence::High };
    assert!(matches!(cover(&model, "access-control", "own"), Cover::Yes { by: By::Itself(_), .. }));
    assert_eq!(cover(&model, "access-control", "plain"), Cover::No);
    assert_eq!(cover(&model, "access-control", "off"), high(by("roles")));
    assert!(matches!(cover(&model, "guardrail", "free"), Cover::Denied(_)));
    assert_eq!(cover(&model, "guardrail", "safe"), high(by("rail")));
    assert_eq!(cover(&model, "guardrail", "guarded"), high(by("rail")));
    assert!(matches!(cover(&model, "encryption-key", "bucket"), Cover::Planned(_)));
    assert!(matches!(cover(&model, "encryption-key", "other"), Cover::Denied(_)));
    assert_eq!(cover(&model, "audit", "plain"), high(By::Organisation));
    assert_eq!(
        cover(&model, "metrics", "plain"),
        Cover::Yes { by: by("metrics"), confidence: Confidence::Medium },
        "an unscoped control of a rail covers everything, less surely"
    );
}

#[test]
fn zones_come_from_boundaries_before_services() {
    let model = model(
        "name: t
groups: {net: {kind: vpc}, priv: {kind: private-subnet, in: net}, pub: {kind: public-subnet, in: net}}
actors: {customer: user}
frontend: {cdn: cloudfront}
api: {inside: {service: lambda, in: priv}, balancer: {service: alb, in: pub}, plain: lambda}
engine: {model: bedrock}
",
    );
    let zone = |id: &str| model.component(model.find(id).expect("declared")).zone;
    assert_eq!(zone("customer"), Zone::Outside);
    assert_eq!(zone("cdn"), Zone::Edge);
    assert_eq!(zone("inside"), Zone::PrivateSubnet);
    assert_eq!(zone("balancer"), Zone::PublicSubnet);
    assert_eq!(zone("plain"), Zone::Managed);
    assert_eq!(zone("model"), Zone::Managed);
}

#[test]
fn ids_in_properties_that_name_nothing_are_kept_too() {
    let model = model(
        "name: t
api: {fn: {service: lambda, auth: cognto, dlq: none, on-failure: call the desk, encryption: keys}}
engine: {model: {service: bedrock, guardrail: true, fallback: other}}
security: {keys: kms}
connections:
- fn -> model: {auth: iamm}
",
    );
    let lost: Vec<(&str, &str)> =
        model.unresolved.iter().map(|one| (one.word.value.as_str(), one.used_as)).collect();
    assert_eq!(lost, [("cognto", "auth"), ("other", "fallback"), ("iamm", "auth")]);
}

#[test]
fn what_a_model_serves_decides_whether_it_generates() {
    let model = model(
        "name: t
engine:
  plain: sagemaker-endpoint
  chat: {service: sagemaker-endpoint, serves: generation, model: embed-and-chat-v1}
  vectors: {service: sagemaker-endpoint, serves: embeddings}
  ranks: {service: sagemaker-endpoint, serves: reranking}
  scores: {service: sagemaker-endpoint, serves: prediction}
  named: {service: bedrock, model: 'amazon.titan-embed-text-v2:0'}
",
    );
    let has = |id: &str, one: Trait| model.component(model.find(id).unwrap()).traits.has(one);
    let with = |one: Trait| -> Vec<&str> {
        let ids = ["plain", "chat", "vectors", "ranks", "scores", "named"];
        ids.into_iter().filter(|id| has(id, one)).collect()
    };
    assert_eq!(with(Trait::Generative), ["plain", "chat"]);
    assert_eq!(with(Trait::Embedding), ["vectors", "named"]);
    assert_eq!(with(Trait::TaskModel), ["scores"]);
}

#[test]
fn only_what_is_alone_is_called_after_its_service() {
    let model = model(
        "name: t
groups:
  here: {kind: region}
  near: {kind: vpc, in: here}
  far-away: {kind: vpc, in: here}
actors: {clerk: user}
api:
  door: api-gateway
  intake: lambda
  worker: lambda
  told: {service: lambda, label: Told}
",
    );
    let names: Vec<&str> = model.components.iter().map(|one| one.label.as_str()).collect();
    assert_eq!(names, ["Clerk", "API Gateway", "Intake", "Worker", "Told"]);
    let names: Vec<&str> = model.groups.iter().map(|one| one.label.as_str()).collect();
    assert_eq!(names, ["Region", "Near", "Far away"]);
}
