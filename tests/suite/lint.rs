//! The engine: gates, confidence, selection, one finding a cause, suppressions and their repair.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::judge::{Judged, judge, lines};
use cyanotype::{
    blueprint::Environment,
    lint::{Settings, find_rule},
    syntax::apply_edits,
};

/// A security layer without keys, an unconnected store, a mistyped id.
const FLAWED: &str = "\
name: Chat
context: {pattern: api-only}
api:
  gateway: {service: api-gateway, auth: iam, public: false}
  backend: {service: lambda, role: backend-role}
engine:
  model: {service: bedrock, guardrail: true}
storage:
  notes: {service: dynamodb, data: [internal]}
  spare: {service: dynamodb, encryption: customer-key}
monitoring:
  metrics: cloudwatch
security:
  login: cognito
connections:
  - gateway -> backend -> model
  - backend -> notes
  - backend -> modle
";

fn run(text: &str, settings: &Settings) -> Judged {
    let judged = judge(text, settings);
    assert!(judged.problems.is_empty(), "{}", lines(&judged));
    judged
}

fn codes(text: &str, settings: &Settings) -> Vec<String> {
    let only = Settings { select: words(&["STR", "LNT"]), ..settings.clone() };
    let settings = if settings.select.is_empty() { &only } else { settings };
    run(text, settings).outcome.findings.iter().map(|one| one.code.to_string()).collect()
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

#[test]
fn findings_are_sorted_by_place() {
    assert_eq!(codes(FLAWED, &Settings::default()), ["STR005", "STR014", "STR009"]);
}

#[test]
fn selectors_choose_and_refuse() {
    let only = |select: &[&str], ignore: &[&str]| {
        let (select, ignore) = (words(select), words(ignore));
        codes(FLAWED, &Settings { select, ignore, ..Settings::default() })
    };
    assert_eq!(only(&["str009"], &[]), ["STR009"]);
    assert_eq!(only(&["orphan-component", "STR01"], &[]), ["STR005", "STR014"]);
    assert_eq!(only(&["STR"], &["STR00"]), ["STR014"]);
    assert_eq!(only(&["STR"], &["STR0", "str014"]), Vec::<String>::new());
    assert_eq!(only(&["unnecessary-technical-asset"], &[]), ["STR005"]);
    let unknown = Settings { ignore: words(&["STR999"]), ..Settings::default() };
    let error = unknown.verify().unwrap_err();
    assert_eq!(error.word, "STR999");
    let near = Settings { select: words(&["orphan-componnet"]), ..Settings::default() };
    let shown = near.verify().unwrap_err().to_string();
    assert_eq!(shown, "no rule is called `orphan-componnet`: did you mean `orphan-component`?");
    assert!(Settings::default().verify().is_ok());
}

#[test]
fn the_environment_gates_absences() {
    let of = |environment| {
        codes(FLAWED, &Settings { environment: Some(environment), ..Settings::default() })
    };
    assert_eq!(of(Environment::Demo), ["STR005", "STR009"]);
    assert_eq!(of(Environment::Dev), ["STR005", "STR014", "STR009"]);
    let demo = FLAWED.replace("pattern: api-only", "pattern: api-only, environment: demo");
    assert_eq!(codes(&demo, &Settings::default()), ["STR005", "STR009"]);
    let prod = Settings { environment: Some(Environment::Prod), ..Settings::default() };
    assert_eq!(codes(&demo, &prod), ["STR005", "STR014", "STR009"]);
}

#[test]
fn low_confidence_is_for_pedants_and_for_those_who_name_the_rule() {
    let pedantic = Settings { pedantic: true, ..Settings::default() };
    let found = codes(FLAWED, &pedantic);
    assert_eq!(found, ["STR005", "STR014", "STR014", "STR014", "STR009"]);
    let named = Settings { select: words(&["STR014"]), ..Settings::default() };
    assert_eq!(codes(FLAWED, &named).len(), 3);
    let prefix = Settings { select: words(&["STR01"]), ..Settings::default() };
    assert_eq!(codes(FLAWED, &prefix).len(), 1);
}

#[test]
fn an_orphan_is_the_only_finding_about_itself() {
    let text = FLAWED.replace("spare: {service: dynamodb", "spare: {service: sqs");
    let alone = Settings { select: words(&["STR007"]), ..Settings::default() };
    let text = text.replace("storage:\n", "engine-:\n").replace("engine-:\n", "storage:\n");
    // In a layer where it is not expected, and an orphan too.
    let moved = text.replace("  model: {service", "  odd: dynamodb\n  model: {service");
    assert_eq!(codes(&moved, &alone).len(), 1 + codes(&text, &alone).len());
    let all = codes(&moved, &Settings::default());
    assert_eq!(all.iter().filter(|code| *code == "STR007").count(), 0, "{all:?}");
    assert_eq!(all.iter().filter(|code| *code == "STR005").count(), 2, "{all:?}");
}

#[test]
fn comments_silence_their_line_only() {
    let text = FLAWED.replace(
        "  - backend -> modle",
        "  # cyanotype: ignore[STR009] reason: to come\n  - backend -> modle\n  - backend -> nots",
    );
    let judged = run(&text, &Settings { select: words(&["STR009", "LNT"]), ..Settings::default() });
    assert_eq!(judged.outcome.findings.len(), 1);
    assert_eq!(judged.at(&judged.outcome.findings[0]), "nots");
    let hidden = &judged.outcome.suppressed;
    assert_eq!(hidden.len(), 1);
    assert_eq!((judged.at(&hidden[0].finding), hidden[0].reason.as_str()), ("modle", "to come"));
}

#[test]
fn entries_silence_their_component_connection_or_everything() {
    let entry = "ignore: [{rule: STR, reason: known}]";
    let component = FLAWED.replace("spare: {", &format!("spare: {{{entry}, "));
    assert_eq!(codes(&component, &Settings::default()), ["STR014", "STR009"]);
    let connection =
        FLAWED.replace("- backend -> modle", &format!("- backend -> modle: {{{entry}}}"));
    assert_eq!(codes(&connection, &Settings::default()), ["STR005", "STR014"]);
    let whole = format!("{FLAWED}{entry}\n");
    assert_eq!(codes(&whole, &Settings::default()), Vec::<String>::new());
}

#[test]
fn a_last_day_counts_and_the_next_does_not() {
    let text = format!("{FLAWED}ignore: [{{rule: STR009, reason: known, until: 2026-11-23}}]\n");
    let on = |today: &str| {
        let select = words(&["STR009", "LNT"]);
        codes(&text, &Settings { select, today: today.to_owned(), ..Settings::default() })
    };
    assert_eq!(on("2026-11-23"), Vec::<String>::new());
    assert_eq!(on("2026-11-24"), ["STR009", "LNT003"]);
    assert_eq!(on(""), Vec::<String>::new());
}

#[test]
fn configuration_can_forbid_suppressions_and_waive_reasons() {
    let text = format!("{FLAWED}ignore: [STR009]\n");
    let with = |not_ignorable: &[&str], require_reason| {
        let select = words(&["STR009", "LNT"]);
        let not_ignorable = words(not_ignorable);
        codes(&text, &Settings { select, not_ignorable, require_reason, ..Settings::default() })
    };
    assert_eq!(with(&[], true), ["LNT002"]);
    assert_eq!(with(&[], false), Vec::<String>::new());
    assert_eq!(with(&["STR"], false), ["STR009"]);
}

#[test]
fn a_suppression_of_a_rule_that_did_not_run_is_not_unused() {
    let text = format!("{FLAWED}ignore: [{{rule: STR014, reason: keys come later}}]\n");
    let demo = Settings { environment: Some(Environment::Demo), ..Settings::default() };
    assert_eq!(codes(&text, &demo), ["STR005", "STR009"]);
    let ignored = Settings {
        select: words(&["STR", "LNT"]),
        ignore: words(&["STR014"]),
        ..Settings::default()
    };
    assert_eq!(codes(&text, &ignored), ["STR005", "STR009"]);
}

/// What the first fix of LNT001 makes of a text.
fn mended(text: &str) -> String {
    let judged = run(text, &Settings::default());
    let mut findings = judged.outcome.findings.iter().filter(|one| one.code == "LNT001");
    let fix = findings.next().and_then(|one| one.fix.as_ref()).unwrap();
    apply_edits(text, &fix.edits).unwrap()
}

#[test]
fn unused_suppressions_are_removed_in_every_form() {
    let entry = "{rule: STR012, reason: old}";
    for (with, without) in [
        (
            format!("storage:\n  notes: {{service: s3, ignore: [{entry}]}}\n"),
            "storage:\n  notes: {service: s3}\n",
        ),
        (
            format!("storage:\n  notes: {{ignore: [{entry}], service: s3}}\n"),
            "storage:\n  notes: {service: s3}\n",
        ),
        (
            format!("storage:\n  notes: {{service: s3, ignore: {entry}}}\n"),
            "storage:\n  notes: {service: s3}\n",
        ),
        (format!("ignore:\n- {entry}\nstorage:\n  notes: s3\n"), "storage:\n  notes: s3\n"),
        (format!("ignore: [{entry}]\nstorage:\n  notes: s3\n"), "storage:\n  notes: s3\n"),
        (
            "storage:\n  notes: s3 # cyanotype: ignore[STR012] reason: old\n".to_owned(),
            "storage:\n  notes: s3\n",
        ),
        (
            "storage:\n  # cyanotype: ignore[STR012] reason: old\n  notes: s3\n".to_owned(),
            "storage:\n  notes: s3\n",
        ),
        (
            "storage:\n  notes: s3\n# cyanotype: ignore[STR012] reason: old".to_owned(),
            "storage:\n  notes: s3\n",
        ),
    ] {
        assert_eq!(mended(&format!("name: Chat\n{with}")), format!("name: Chat\n{without}"));
    }
    let two = format!("name: Chat\nignore: [{entry}, {{rule: STR011, reason: old}}]\n");
    assert_eq!(mended(&two), "name: Chat\nignore: [{rule: STR011, reason: old}]\n");
}

#[test]
fn words_of_other_tools_lead_to_rules() {
    let rule = find_rule("Unguarded-Access-From-Internet").unwrap();
    assert_eq!(rule.code, "STR002");
    assert!(find_rule("STR").is_none());
}

#[test]
fn an_empty_or_broken_blueprint_is_judged_without_a_panic() {
    for text in
        ["", "\n", "name:", "- a", "engine:\n  a: {", "name: x\nengine:\n", "ignore: [STR001]", "#"]
    {
        let _ = judge(text, &Settings { pedantic: true, ..Settings::default() });
    }
}

#[test]
fn planned_parts_are_inserted_where_the_layer_is_written() {
    let plan = |text: &str, code: &str| {
        let judged = run(text, &Settings::default());
        let mut findings = judged.outcome.findings.iter().filter(|one| one.code == code);
        let fix = findings.find_map(|one| one.fix.as_ref()).unwrap();
        let mended = apply_edits(text, &fix.edits).unwrap();
        run(&mended, &Settings::default());
        mended
    };
    let mended = plan(FLAWED, "STR014");
    assert!(
        mended.contains(
            "  login: cognito\n  kms: {service: kms, status: planned, covers: [notes]}\n"
        ),
        "{mended}"
    );
    let bare = "name: Chat\ncontext: {pattern: batch}\nengine:\n  s3: bedrock";
    let mended = plan(bare, "STR001");
    let added = "  s3: bedrock\nstorage:\n  s3-2: {service: s3, status: planned}\n";
    assert!(mended.ends_with(added), "{mended}");
}

/// A chain of functions with an engine behind each, and a chain of gateways before them.
fn ladder(count: usize) -> String {
    let all = |word: &str, service: &str| {
        (0..count).map(|at| format!("  {word}{at}: {service}\n")).collect::<String>()
    };
    let mut text = format!(
        "name: Ladder\nactors: {{u: user}}\nstorage: {{s: {{service: s3, data: [pii]}}}}\napi:\n{}orchestration:\n{}engine:\n{}connections:\n  - u -> g0\n  - g{} -> f0\n  - s -> f0: {{kind: data}}\n",
        all("g", "{service: api-gateway, auth: cognito}"),
        all("f", "{service: lambda, role: r}"),
        all("m", "bedrock"),
        count - 1,
    );
    for at in 0..count {
        text += &format!("  - u -> g{at}\n  - f{at} -> m{at}\n");
        if at > 0 {
            text += &format!("  - g{} -> g{at}\n  - f{} -> f{at}\n", at - 1, at - 1);
        }
    }
    text
}

#[test]
fn of_a_very_long_way_the_beginning_and_the_end_are_shown() {
    let select = ["SAF001", "SAF003", "SAF004", "REL008"].map(str::to_owned).to_vec();
    let judged = judge(&ladder(60), &Settings { select, ..Settings::default() });
    let longest = |code: &str| {
        let own = judged.outcome.findings.iter().filter(|one| one.code == code);
        own.max_by_key(|one| one.path.len()).unwrap()
    };
    for code in ["SAF001", "SAF003", "REL008"] {
        let one = longest(code);
        assert!((30..=41).contains(&one.path.len()), "{code}: {}", one.path.len());
        assert!(one.message.len() < 400, "{}", one.message);
    }
    let gap = |one: &str| one.contains(" steps later to `");
    assert_eq!(longest("SAF003").labels.iter().filter(|one| gap(&one.text)).count(), 1);
    let gates = judged.outcome.findings.iter().filter(|one| one.code == "REL008");
    assert_eq!(gates.count(), 60);
}
