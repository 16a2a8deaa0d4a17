//! Tests of the comparison.

use super::{Change, Kind, Part};
use crate::{blueprint, catalog, model::Model, source::Source, syntax};
use std::borrow::Cow;

pub(super) fn model(text: &str) -> Model {
    let source = Source::new("x.yaml", text);
    let tree = syntax::parse(&source).tree;
    let reference = &catalog::references()[0];
    Model::build(blueprint::read(&source, &tree, reference).blueprint, Cow::Borrowed(reference))
        .model
}

fn change(old: &str, new: &str) -> Change {
    Change::between(&model(old), &model(new))
}

/// Every part as `sign id`, with the names of what differs.
fn told(parts: &[Part]) -> Vec<String> {
    let line = |part: &Part| {
        let names: Vec<&str> = part.differences.iter().map(|one| one.name.as_str()).collect();
        let was = part.was.as_ref().map(|was| format!(" was {was}")).unwrap_or_default();
        format!("{} {}{was} {}", part.kind.sign(), part.id, names.join(" ")).trim_end().to_owned()
    };
    parts.iter().map(line).collect()
}

const OLD: &str = "\
name: A
engine:
  model: {service: bedrock, max-tokens: 512, data: [pii, internal]}
storage:
  notes: {service: s3, encryption: keys, in: net}
security:
  keys: {service: kms, covers: [notes]}
connections:
  - model -> notes: read
groups:
  net: {kind: vpc}
flows:
  ask:
    steps:
      - model -> notes
      - notes -> model
";

#[test]
fn the_same_is_no_change() {
    let turned = OLD
        .replace(
            "{service: bedrock, max-tokens: 512, data: [pii, internal]}",
            "{data: [internal, pii], max-tokens: 512.0, service: Amazon Bedrock}",
        )
        .replace("in: net", "in: [net]")
        .replace("- model -> notes: read", "- model -> notes: {label: read} # as always");
    let found = change(OLD, &turned);
    assert!(found.is_empty(), "{found:?}");
    assert!(change(OLD, OLD).is_empty());
}

#[test]
fn what_is_said_is_compared_word_by_word() {
    let new = OLD
        .replace("512", "1024")
        .replace("[pii, internal]", "[pii, public]")
        .replace("name: A", "name: B\ncontext: {environment: prod}");
    let found = change(OLD, &new);
    assert_eq!(told(&found.components), ["~ model data max-tokens"]);
    let data = &found.components[0].differences[0];
    assert_eq!(
        (&data.lost[..], &data.gained[..]),
        (&["internal".to_owned()][..], &["public".to_owned()][..])
    );
    let names: Vec<&str> = found.about.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["name", "context.environment"]);
    assert_eq!(found.costs.len(), 1);
    assert_eq!(found.costs[0].fact, "max-tokens: 512 → 1024");
}

#[test]
fn a_renamed_component_takes_its_references_with_it() {
    let found = change(OLD, &OLD.replace("notes", "papers").replace("keys", "vault"));
    assert_eq!(told(&found.components), ["~ papers was notes", "~ vault was keys"]);
    assert!(
        found.connections.is_empty() && found.flows.is_empty() && found.groups.is_empty(),
        "{found:?}"
    );
    let found = change(OLD, &OLD.replace("net", "lan"));
    assert_eq!(
        (told(&found.groups), told(&found.components)),
        (vec!["~ lan was net".to_owned()], vec![])
    );
}

#[test]
fn another_service_is_no_rename() {
    let new =
        OLD.replace("notes: {service: s3", "table: {service: dynamodb").replace("notes", "table");
    assert_eq!(told(&change(OLD, &new).components), ["+ table", "~ keys covers", "− notes"]);
}

#[test]
fn connections_and_flows_are_compared_by_meaning() {
    let chained =
        OLD.replace("- model -> notes\n      - notes -> model", "- model -> notes -> model");
    assert!(model(&chained).connections.len() == 3 && change(OLD, &chained).is_empty());
    let found = change(OLD, &OLD.replace("model -> notes: read", "model ~> notes: read"));
    assert_eq!(told(&found.connections), ["~ model ~> notes arrow"]);
    let turned = OLD.replace(
        "- model -> notes\n      - notes -> model",
        "- notes -> model\n      - model -> notes",
    );
    let found = change(OLD, &turned);
    assert_eq!(
        (told(&found.flows), found.connections.len()),
        (vec!["~ ask order of steps".to_owned()], 0)
    );
    let found = change(OLD, &OLD.replace("      - notes -> model\n", ""));
    assert_eq!(told(&found.flows), ["~ ask steps"]);
    assert_eq!(told(&found.connections), ["− notes -> model"]);
    assert_eq!(told(&change(OLD, &OLD.replace("ask:", "query:")).flows), ["~ query was ask"]);
}

#[test]
fn acceptances_are_seen() {
    let new = OLD
        .replace("encryption: keys,", "encryption: keys, ignore: [{rule: SEC001, reason: old}],");
    let found = change(OLD, &new);
    assert_eq!(told(&found.acceptances), ["+ SEC001 at notes"]);
    let found = change(&new, &new.replace("reason: old", "reason: new"));
    assert_eq!(told(&found.acceptances), ["~ SEC001 at notes reason"]);
}

#[test]
fn a_change_seen_from_the_other_side_is_mirrored() {
    let new = OLD
        .replace("512", "7")
        .replace("- notes -> model", "- model -> keys")
        .replace("keys", "vault");
    let (there, back) = (change(OLD, &new), change(&new, OLD));
    let kinds =
        |change: &Change, kind: Kind| change.parts().filter(|part| part.kind == kind).count();
    for kind in [Kind::Added, Kind::Removed, Kind::Changed] {
        assert_eq!(kinds(&there, kind), kinds(&back, kind.mirrored()), "{kind:?}");
    }
}
