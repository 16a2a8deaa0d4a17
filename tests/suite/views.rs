//! The views `flow:ID`, `review` and `coverage`, from the command line to the picture.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::command::Folder;

const CHATBOT: &str = include_str!("../../blueprints/rag-chatbot.yaml");

const BAD: &str = "name: X\nactors: {clerk: user}\nfrontend: {app: react-app}\n\
    api: {gateway: api-gateway, backend: lambda}\nengine: {model: bedrock}\n\
    storage:\n  notes: {service: dynamodb, data: [pii]}\nmonitoring: {logs: cloudwatch}\nsecurity: {users: cognito}\n\
    connections:\n  - clerk -> app -> gateway -> backend -> model\n  - backend -> notes\n";

fn drawn(text: &str, view: &str) -> String {
    let folder = Folder::with(&[("b.yaml", text)]);
    let words = ["render", "b.yaml", "--force", "--isolated", "--view", view, "-o", "out.svg"];
    folder.run(&words).exits(0);
    folder.read("out.svg")
}

#[test]
fn a_flow_has_its_own_components_and_counts_from_one() {
    let svg = drawn(CHATBOT, "flow:load");
    for shown in ["c-manuals", "c-jobs", "c-loader", "c-index", "c-embeddings"] {
        assert!(svg.contains(&format!("id=\"{shown}\"")), "{shown}");
    }
    for hidden in ["c-customer", "c-gateway", "layer-actors", "c-keys"] {
        assert!(!svg.contains(&format!("id=\"{hidden}\"")), "{hidden}");
    }
    assert!(svg.contains(">5</text>") && !svg.contains(">6</text>") && !svg.contains(">A</text>"));
}

#[test]
fn an_unknown_flow_is_refused_with_the_one_that_was_meant() {
    let folder = Folder::with(&[("b.yaml", CHATBOT)]);
    let run = folder.run(&["render", "b.yaml", "--view", "flow:asl", "-o", "out.svg"]);
    run.exits(2).complains("there is no flow `asl`").complains("did you mean `flow:ask`?");
    let run = folder.run(&["render", "b.yaml", "--view", "flow:", "-o", "out.svg"]);
    run.exits(2).complains("needs the id of a flow");
    let run = folder.run(&["render", "b.yaml", "--view", "revue", "-o", "out.svg"]);
    run.exits(2).complains("'review'");
    assert_eq!(folder.names(), ["b.yaml"]);
}

#[test]
fn the_configuration_names_a_flow() {
    let files = [("b.yaml", CHATBOT), ("cyanotype.toml", "[render]\nview = \"flow:load\"\n")];
    let folder = Folder::with(&files);
    folder.run(&["render", "b.yaml", "-o", "out.svg"]).exits(0);
    assert!(folder.read("out.svg").contains("Load the manuals"));
}

#[test]
fn the_review_has_the_findings_of_the_report_in_its_order() {
    let folder = Folder::with(&[("b.yaml", BAD)]);
    let report = folder.run(&["check", "b.yaml", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&report.out).unwrap();
    let found = report["findings"].as_array().or_else(|| report["files"][0]["findings"].as_array());
    let codes: Vec<&str> = found.unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert!(codes.len() > 3, "{codes:?}");
    let svg = drawn(BAD, "review");
    let mut last = 0;
    for (number, code) in (1..).zip(codes) {
        let at = svg.find(&format!(">{number} {code} ")).unwrap();
        assert!(at > last, "{number} {code}");
        last = at;
    }
}

#[test]
fn findings_speak_of_the_names_in_the_picture() {
    let svg = drawn(BAD, "review");
    assert!(svg.contains("of “API Gateway” reach “Bedrock”"), "{svg}");
    // Two components with one name: only their ids tell them apart.
    let twice =
        BAD.replace("gateway: api-gateway", "gateway: {service: api-gateway, label: Bedrock}");
    assert!(drawn(&twice, "review").contains("of “gateway” reach “model”"));
}

#[test]
fn components_of_one_service_are_told_apart_and_people_have_their_names() {
    let text = BAD.replace("backend: lambda", "backend: lambda, pdf-reader: lambda");
    let svg = drawn(&text, "layers");
    for name in ["Backend", "PDF reader", "Clerk"] {
        assert!(svg.contains(&format!(">{name}</text>")), "{name}");
    }
    assert_eq!(svg.matches(">Lambda</text>").count(), 2, "the service stands under the names");
    let svg = drawn(BAD, "layers");
    assert!(svg.contains(">Lambda</text>") && !svg.contains(">Backend</text>"));
}

#[test]
fn the_legend_of_a_flow_explains_only_what_it_shows() {
    let text = CHATBOT.replace("  history:\n", "  history:\n    status: planned\n");
    assert_ne!(text, CHATBOT);
    assert!(drawn(&text, "flow:ask").contains(">Planned</text>"));
    assert!(!drawn(&text, "flow:load").contains(">Planned</text>"));
}

#[test]
fn what_nobody_provides_is_outlined() {
    let svg = drawn(BAD, "review");
    assert!(svg.contains("id=\"missing-encryption-key\""));
    assert!(svg.contains("id=\"missing-guardrail\""));
    assert!(!drawn(BAD, "layers").contains("id=\"missing-"));
    let provided =
        BAD.replace("users: cognito", "users: cognito, keys: {service: kms, covers: [app]}");
    assert!(!drawn(&provided, "review").contains("id=\"missing-encryption-key\""));
}

#[test]
fn a_clean_blueprint_has_nothing_to_mend() {
    assert!(drawn(CHATBOT, "review").contains("No findings"));
}

#[test]
fn coverage_counts_what_is_asked() {
    let svg = drawn(CHATBOT, "coverage");
    assert!(svg.contains(">Score: 100 % (36 of 36)</text>"));
    let bare = "name: X\nengine: {model: bedrock}\nstorage: {notes: dynamodb}\n";
    assert!(drawn(bare, "coverage").contains(">Score: 0 % (0 of 7)</text>"));
}

#[test]
fn hostile_labels_stay_labels_in_every_view() {
    let label = "</svg><script>alert(1)</script>";
    let text = format!(
        "{}groups: {{}}\n",
        BAD.replace(
            "gateway: api-gateway",
            &format!("gateway: {{service: api-gateway, label: {label:?}}}")
        )
    );
    for view in ["review", "coverage"] {
        let svg = drawn(&text, view);
        roxmltree::Document::parse(&svg).unwrap();
        assert!(!svg.contains("<script"));
    }
}
