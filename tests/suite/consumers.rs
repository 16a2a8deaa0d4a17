//! The report styles for programs: what their specifications ask for, and what their consumers say where they are found.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]
#![allow(clippy::disallowed_methods, reason = "this test looks for the consumers")]

use crate::command::Folder;
use serde_json::Value;
use std::collections::BTreeSet;

mod schema;
pub(crate) mod tools;

/// A blueprint with findings of every kind: paths, several places, fixes, hostile texts.
const HOSTILE: &str = "\
name: \"%0A::error::100%, <b>&'\\u0001]]> 𐐀\"
actors:
  user: user
frontend:
  app: {service: react-app, label: \"a, b: c\"}
api:
  gateway: {service: api-gateway, auth: none}
engine:
  model: {service: bedrock, guardrial: true, tags: [\"𐐀\", x]}
security:
  roles: iam
storage:
  \"](x)\": s3
connections:
  - user -> app -> gateway
  - gateway -> model
  - app -> model: \"::add-mask::x\"
  - model -> \"mod|e%0A::l,`\"
  - model -> modle
";

/// A blueprint without findings.
const CLEAN: &str = "name: A\ncontext: {pattern: batch, not-applicable: {engine: x, monitoring: x, security: x, storage: x}}\n";

fn folder() -> Folder {
    let folder = Folder::with(&[("sub/a b.yaml", HOSTILE), ("clean.yaml", CLEAN)]);
    folder.write("not,text:.yaml", b"name: \xff\xfe\n");
    folder
}

/// What `check` says of the folder in a style.
fn report(style: &str) -> String {
    let words =
        ["check", "sub/a b.yaml", "not,text:.yaml", "clean.yaml", "--pedantic", "--format", style];
    let run = folder().run(&words).exits(2);
    assert_eq!(run.err, "");
    run.out
}

fn json(style: &str) -> Value {
    serde_json::from_str(&report(style)).unwrap()
}

fn list<'a>(value: &'a Value, path: &str) -> &'a [Value] {
    value.pointer(path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, path: &str) -> &'a str {
    value
        .pointer(path)
        .and_then(Value::as_str)
        .unwrap_or_else(|| panic!("no text at {path} of {value}"))
}

fn number(value: &Value, path: &str) -> u64 {
    value
        .pointer(path)
        .and_then(Value::as_u64)
        .unwrap_or_else(|| panic!("no number at {path} of {value}"))
}

/// The text between two places, counted in characters as the report says.
fn cut(region: &Value) -> String {
    let at = |line: &str, column: &str| {
        let line = usize::try_from(number(region, line)).unwrap() - 1;
        let before: usize = HOSTILE.split_inclusive('\n').take(line).map(str::len).sum();
        let chars = usize::try_from(number(region, column)).unwrap() - 1;
        before + HOSTILE[before..].chars().take(chars).map(char::len_utf8).sum::<usize>()
    };
    HOSTILE[at("/startLine", "/startColumn")..at("/endLine", "/endColumn")].to_owned()
}

#[test]
fn sarif_has_what_the_standard_asks_for() {
    let log = json("sarif");
    assert_eq!(text(&log, "/version"), "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(text(run, "/columnKind"), "unicodeCodePoints");
    let rules = list(run, "/tool/driver/rules");
    let ids: Vec<&str> = rules.iter().map(|rule| text(rule, "/id")).collect();
    assert!(ids.is_sorted() && ids.iter().collect::<BTreeSet<_>>().len() == ids.len());
    for rule in rules {
        for part in
            ["/shortDescription/text", "/fullDescription/text", "/help/text", "/help/markdown"]
        {
            assert!(text(rule, part).len() > 5, "{rule}");
        }
        assert!(["error", "warning", "note"].contains(&text(rule, "/defaultConfiguration/level")));
        assert!(text(rule, "/name").bytes().all(|byte| byte.is_ascii_alphanumeric()), "{rule}");
    }
    let mut prints = BTreeSet::new();
    for result in list(run, "/results") {
        let index = usize::try_from(number(result, "/ruleIndex")).unwrap();
        assert_eq!(text(result, "/ruleId"), ids[index]);
        assert!(prints.insert(text(result, "/partialFingerprints/cyanotype~1v1").to_owned()));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(text(place, "/artifactLocation/uri"), "sub/a%20b.yaml");
        let index = usize::try_from(number(place, "/artifactLocation/index")).unwrap();
        let artifact = &list(run, "/artifacts")[index];
        assert_eq!(text(artifact, "/location/uri"), "sub/a%20b.yaml");
        drop(cut(&place["region"]));
    }
    assert!(prints.len() > 8, "{prints:?}");
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let note = &run["invocations"][0]["toolExecutionNotifications"][0];
    assert!(text(note, "/message/text").contains("not,text:.yaml"), "{note}");
}

fn result<'a>(log: &'a Value, code: &str) -> &'a Value {
    let results = list(log, "/runs/0/results");
    results.iter().find(|one| one["ruleId"] == code).unwrap_or_else(|| panic!("no {code}"))
}

/// Our schema of each style that is written in JSON.
const SCHEMAS: [(&str, &str); 3] = [
    ("sarif", include_str!("../fixtures/schemas/sarif.schema.json")),
    ("gitlab", include_str!("../fixtures/schemas/gitlab-code-quality.schema.json")),
    ("rdjson", include_str!("../fixtures/schemas/rdjson.schema.json")),
];

#[test]
fn the_schemas_take_every_report() {
    let patterns = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/patterns");
    let folder = folder();
    for entry in std::fs::read_dir(patterns).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        folder.write(&format!("patterns/{name}"), &std::fs::read(&path).unwrap());
    }
    for (style, schema) in SCHEMAS {
        let schema: Value = serde_json::from_str(schema).unwrap();
        for paths in [&["sub/a b.yaml", "not,text:.yaml", "clean.yaml"][..], &["patterns"]] {
            let words = ["check", "--pedantic", "--show-accepted", "--fail-on", "never"];
            let out = folder.run(&[&words[..], &["--format", style], paths].concat()).out;
            let report = serde_json::from_str(&out).unwrap();
            assert_eq!(schema::complaints(&schema, &report), Vec::<String>::new(), "{style}");
        }
        let other = json(if style == "gitlab" { "rdjson" } else { "gitlab" });
        assert!(!schema::complaints(&schema, &other).is_empty(), "{style} takes anything");
    }
}

#[test]
fn sarif_tells_the_component_and_every_step() {
    let log = json("sarif");
    let bypass = result(&log, "STR002");
    let logical = &bypass["locations"][0]["logicalLocations"][0];
    assert_eq!(text(logical, "/fullyQualifiedName"), "engine.model");
    let steps = list(bypass, "/codeFlows/0/threadFlows/0/locations");
    let names: Vec<&str> =
        steps.iter().map(|one| text(one, "/location/logicalLocations/0/name")).collect();
    assert!(names.len() >= 2 && names.last() == Some(&"model"), "{names:?}");
    for (at, step) in steps.iter().enumerate() {
        assert_eq!(number(step, "/executionOrder"), at as u64 + 1);
        assert_eq!(cut(&step["location"]["physicalLocation"]["region"]).trim(), names[at]);
    }
}

#[test]
fn sarif_fixes_replace_exactly_what_is_wrong() {
    let log = json("sarif");
    let fix = &result(&log, "BPT016")["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(cut(&fix["deletedRegion"]), "guardrial");
    assert_eq!(text(fix, "/insertedContent/text"), "guardrail");
    assert!(text(result(&log, "BPT010"), "/message/text").contains("mod|e%0A::l"));
}

#[test]
fn accepted_findings_are_listed_on_demand() {
    let file = "name: A\nsearch:\n  # cyanotype: ignore[STR012] reason: we stay\n  x: kendra\n  y: bedrokc\n";
    let folder = Folder::with(&[("a.yaml", file)]);
    let run = |more: &[&str]| {
        let words = ["check", "a.yaml", "--select", "STR012,STR006", "--format", "sarif"];
        let out = folder.run(&[&words[..], more].concat()).exits(1).out;
        serde_json::from_str::<Value>(&out).unwrap()
    };
    assert_eq!(list(&run(&[]), "/runs/0/results").len(), 1);
    let all = run(&["--show-accepted"]);
    let accepted = result(&all, "STR012");
    assert_eq!(text(accepted, "/suppressions/0/justification"), "we stay");
    assert_eq!(text(accepted, "/suppressions/0/kind"), "inSource");
}

/// The keys of an object are among these.
fn has_only(value: &Value, keys: &[&str]) {
    for key in value.as_object().unwrap().keys() {
        assert!(keys.contains(&key.as_str()), "`{key}` in {value}");
    }
}

#[test]
fn gitlab_issues_are_complete_and_unique() {
    let issues = json("gitlab");
    let mut prints = BTreeSet::new();
    for issue in issues.as_array().unwrap() {
        let keys = [
            "type",
            "check_name",
            "description",
            "content",
            "categories",
            "severity",
            "fingerprint",
            "location",
        ];
        has_only(issue, &keys);
        assert!(prints.insert(text(issue, "/fingerprint")));
        assert!(
            ["info", "minor", "major", "critical", "blocker"].contains(&text(issue, "/severity"))
        );
        assert!(!text(issue, "/description").is_empty() && !text(issue, "/check_name").is_empty());
        assert!(number(issue, "/location/lines/begin") > 0);
        assert!(!text(issue, "/location/path").starts_with(['/', '.']));
    }
    assert!(prints.len() > 8);
    assert_eq!(
        issues.as_array().unwrap().iter().filter(|one| one["severity"] == "blocker").count(),
        1
    );
}

#[test]
fn gitlab_tells_equal_findings_of_two_files_apart() {
    let folder = Folder::with(&[("a.yaml", HOSTILE), ("b.yaml", HOSTILE)]);
    let out = folder.run(&["check", "--format", "gitlab"]).exits(1).out;
    let issues: Vec<Value> = serde_json::from_str(&out).unwrap();
    let prints: BTreeSet<&str> = issues.iter().map(|one| text(one, "/fingerprint")).collect();
    assert_eq!(prints.len(), issues.len());
}

#[test]
fn junit_has_a_suite_a_file_and_a_case_a_finding() {
    let text = report("junit");
    let document = roxmltree::Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "testsuites");
    let suites: Vec<_> = root.children().filter(roxmltree::Node::is_element).collect();
    let names: Vec<_> = suites.iter().map(|one| one.attribute("name").unwrap()).collect();
    assert_eq!(names, ["sub/a b.yaml", "not,text:.yaml", "clean.yaml"]);
    for suite in &suites {
        let count =
            |name| suite.descendants().filter(|one| one.has_tag_name(name)).count().to_string();
        let said = |name| suite.attribute(name).unwrap().to_owned();
        assert_eq!(said("tests"), count("testcase"));
        assert_eq!(said("failures"), count("failure"));
        assert_eq!(said("errors"), count("error"));
        assert_eq!(said("skipped"), count("skipped"));
    }
    assert_eq!(suites[1].attribute("errors"), Some("1"));
    assert!(
        suites[0]
            .descendants()
            .any(|one| one.attribute("message").is_some_and(|text| text.contains("mod|e%0A::l,")))
    );
}

#[test]
fn rdjson_counts_bytes_and_offers_the_fix() {
    let document = json("rdjson");
    has_only(&document, &["source", "diagnostics"]);
    let all = list(&document, "/diagnostics");
    for one in all {
        has_only(
            one,
            &["message", "location", "severity", "code", "suggestions", "related_locations"],
        );
        assert!(["ERROR", "WARNING", "INFO"].contains(&text(one, "/severity")));
        // Readers that do not know the word take what has none.
        assert_ne!(one["related_locations"], serde_json::json!([]));
    }
    let typo = all.iter().find(|one| one["code"]["value"] == "BPT016").unwrap();
    let suggestion = &typo["suggestions"][0];
    assert_eq!(text(suggestion, "/text"), "guardrail");
    assert_eq!(number(suggestion, "/range/start/line"), 9);
    // A fix of several edits is one replacement that gives the fixed text.
    let folder = Folder::with(&[(
        "a.yaml",
        "name: A\nengine:\n  𐐀: {service: bedrock, tags: [𐐀], guardrial: x}\n",
    )]);
    let out =
        folder.run(&["check", "a.yaml", "--select", "STY", "--format", "rdjson"]).exits(1).out;
    let document: Value = serde_json::from_str(&out).unwrap();
    let typo = list(&document, "/diagnostics")
        .iter()
        .find(|one| one["code"]["value"] == "BPT016")
        .unwrap();
    assert_eq!(
        number(typo, "/location/range/start/column"),
        1 + "  𐐀: {service: bedrock, tags: [𐐀], ".len() as u64
    );
}

/// The command, the properties and the message of a line, as the runner of GitHub reads them.
fn command(line: &str) -> Option<(String, Vec<(String, String)>, String)> {
    let (head, data) = line.strip_prefix("::")?.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let plain = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let value = |text: &str| plain(&text.replace("%3A", ":").replace("%2C", ","));
    let pairs = properties.split(',').filter_map(|one| one.split_once('='));
    Some((
        name.to_owned(),
        pairs.map(|(key, text)| (key.to_owned(), value(text))).collect(),
        plain(data),
    ))
}

#[test]
fn github_reads_back_what_is_meant() {
    let out = report("github");
    let commands: Vec<_> = out.lines().filter_map(command).collect();
    let allowed = ["error", "warning", "notice", "group", "endgroup"];
    assert!(commands.iter().all(|one| allowed.contains(&one.0.as_str())), "{out}");
    assert!(!out.contains("##["), "{out}");
    for severity in ["error", "warning", "notice"] {
        assert!(commands.iter().filter(|one| one.0 == severity).count() <= 10, "{out}");
    }
    let find = |title: &str| {
        let has = |one: &&(String, Vec<(String, String)>, String)| {
            one.1.iter().any(|(key, value)| key == "title" && value.starts_with(title))
        };
        commands.iter().find(has).unwrap_or_else(|| panic!("no {title} in {out}"))
    };
    let odd = find("BPT010");
    assert!(odd.1.contains(&("file".to_owned(), "sub/a b.yaml".to_owned())));
    assert!(odd.2.starts_with("`\"mod|e%0A::l,`\"` is not an id"), "{}", odd.2);
    let unread = find("not read");
    assert!(unread.1.contains(&("file".to_owned(), "not,text:.yaml".to_owned())), "{unread:?}");
    let bypass = find("STR002");
    assert!(bypass.2.contains("sub/a b.yaml:17:"), "the steps are told: {}", bypass.2);
}

#[test]
fn github_gets_the_rest_in_a_group() {
    let mut text = "name: A\nengine:\n".to_owned();
    for at in 0..15 {
        text.push_str(&format!("  m{at}: bedrokc\n"));
    }
    let folder = Folder::with(&[("a.yaml", &text)]);
    let out = folder.run(&["check", "--select", "STR006", "--format", "github"]).exits(1).out;
    assert_eq!(out.lines().filter(|line| line.starts_with("::error ")).count(), 10);
    assert!(
        out.contains(
            "::group::5 more, which GitHub does not annotate\nerror[STR006] a.yaml:13:8: "
        ),
        "{out}"
    );
    assert!(
        out.ends_with("::endgroup::\n15 errors in 1 blueprint; 15 fixable with --fix\n"),
        "{out}"
    );
}

#[test]
fn markdown_shows_what_stands_there_and_nothing_else() {
    let out = report("markdown");
    assert!(out.starts_with("### Cyanotype: "), "{out}");
    assert!(out.contains("| <code>not,text:.yaml</code> | not read: "), "{out}");
    let outside: String = out.split("```").step_by(2).collect();
    assert!(!outside.contains("mod|e"), "{outside}");
    assert!(outside.contains("mod&#124;e"), "{outside}");
    assert_eq!(out.matches("<details>").count(), out.matches("</details>").count());
}

#[test]
fn a_page_has_an_end() {
    let mut text = "name: A\nengine:\n".to_owned();
    for at in 0..4_000 {
        text.push_str(&format!("  model-{at}: {}\n", "long".repeat(80)));
    }
    let folder = Folder::with(&[("a.yaml", &text)]);
    let out = folder.run(&["check", "--select", "STR006", "--format", "markdown"]).exits(1).out;
    assert!(out.len() < 1_000_000, "{} bytes", out.len());
    assert!(out.trim_end().ends_with("more, which do not fit on this page"));
}

#[test]
fn no_style_shows_a_secret() {
    let key = ["AKIA", "Q3EGRVZ7HSWXN5TD"].concat();
    let text = format!("name: A\nengine:\n  x: {{service: {key}, guardrial: {key}}}\n");
    let folder = Folder::with(&[("a.yaml", &text)]);
    for style in ["sarif", "github", "gitlab", "junit", "rdjson", "markdown"] {
        let run = folder.run(&["check", "a.yaml", "--pedantic", "--format", style]).exits(1);
        assert!(!run.out.contains(&key), "{style}: {}", run.out);
    }
}
