//! The report styles on a small sample, and on hostile text.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::diagnostic::{Edit, Fix, Safety, Severity};
use crate::source::Span;

const TEXT: &str = "name: Demo\nstorage:\n  manuals: s3\n  notes:\n    service: s3\n";

fn sample() -> Vec<FileReport> {
    let orphan = Diagnostic::error(
        "STR005",
        "orphan-component",
        Span::new(36, 41),
        "`notes` is connected to nothing",
    )
    .severity(Severity::Warning)
    .here("no connection");
    let open = Diagnostic::error(
        "SEC004",
        "sensitive-store-without-cmk",
        Span::new(22, 29),
        "`manuals` has no key",
    )
    .here("holds `internal` data")
    .label(Span::new(36, 58), "so does this")
    .path(["manuals", "notes"])
    .help("add to `security`:\n  keys: {service: kms, covers: [manuals]}")
    .fix(Fix {
        title: "add a key".to_owned(),
        safety: Safety::Unsafe,
        edits: vec![Edit { span: Span::new(11, 11), text: "security:\n  keys: kms\n".to_owned() }],
    })
    .subjects(["manuals"]);
    let clean = FileReport {
        source: Source::new("b.yaml", "name: B\n"),
        findings: vec![],
        unreadable: None,
    };
    vec![
        FileReport {
            source: Source::new("a.yaml", TEXT),
            findings: vec![orphan, open],
            unreadable: None,
        },
        clean,
    ]
}

fn text(style: &str, report: &Report<'_>) -> String {
    let mut out = String::new();
    (find(style).unwrap().write)(report, &mut out);
    out
}

#[test]
fn the_list_is_sorted_and_found_by_id() {
    assert!(REPORTERS.is_sorted_by_key(|one| one.id));
    assert!(REPORTERS.iter().all(|one| find(one.id).is_some()));
}

#[test]
fn concise_is_one_line_a_finding_in_the_order_of_places() {
    let files = sample();
    assert_eq!(
        text("concise", &Report::new(&files)),
        "a.yaml:3:3: error[SEC004] `manuals` has no key\n\
         a.yaml:4:3: warning[STR005] `notes` is connected to nothing\n\
         1 error, 1 warning in 2 blueprints\n"
    );
}

#[test]
fn full_shows_the_lines_the_steps_and_what_to_do() {
    let files = sample();
    insta::assert_snapshot!(text("full", &Report::new(&files)), @r"
    error SEC004 sensitive-store-without-cmk
      × `manuals` has no key
       ╭─[a.yaml:3:3]
     2 │ storage:
     3 │   manuals: s3
       ·   ───┬───
       ·      ╰── holds `internal` data
     4 │   notes:
       ·   ───┬──
       ·      ╰── 1. so does this
     5 │     service: s3
       ╰────
      help: add to `security`:
              keys: {service: kms, covers: [manuals]}

    warning STR005 orphan-component
      ⚠ `notes` is connected to nothing
       ╭─[a.yaml:4:3]
     3 │   manuals: s3
     4 │   notes:
       ·   ──┬──
       ·     ╰── no connection
     5 │     service: s3
       ╰────

    1 error, 1 warning in 2 blueprints
    ");
}

#[test]
fn full_in_ascii_draws_with_ascii_only() {
    let files = sample();
    let report = Report { look: Look { unicode: false, ..Look::default() }, ..Report::new(&files) };
    let text = text("full", &report);
    assert!(text.is_ascii(), "{text}");
}

#[test]
fn full_wraps_to_the_width() {
    let mut files = sample();
    files[0].findings[1].message = "many words ".repeat(20);
    let report = Report { look: Look { width: 50, ..Look::default() }, ..Report::new(&files) };
    let widest = text("full", &report).lines().map(|line| line.chars().count()).max();
    assert_eq!(widest.map(|width| width <= 50), Some(true), "{widest:?}");
}

#[test]
fn colours_and_links_come_only_when_they_are_allowed() {
    let mut files = sample();
    files[0].findings[1].code = "STR009".into();
    assert!(!text("full", &Report::new(&files)).contains('\u{1b}'));
    let look = Look {
        colours: true,
        links: Some("https://example.org/rules".to_owned()),
        ..Look::default()
    };
    let rich = text("full", &Report { look, ..Report::new(&files) });
    assert!(rich.contains("\u{1b}[31"), "{rich}");
    assert!(rich.contains("\u{1b}]8;;https://example.org/rules/STR009.md\u{1b}\\"), "{rich}");
}

#[test]
fn json_says_where_in_characters_and_bytes() {
    let files = sample();
    let json: serde_json::Value =
        serde_json::from_str(&text("json", &Report::new(&files))).unwrap();
    let finding = &json["findings"][0];
    assert_eq!(json["version"], 1);
    assert_eq!(finding["code"], "SEC004");
    assert_eq!(finding["start"], serde_json::json!({"line": 3, "column": 3, "offset": 22}));
    assert_eq!(finding["labels"][0]["end"]["line"], 5);
    assert_eq!(finding["fix"]["edits"][0]["text"], "security:\n  keys: kms\n");
    assert_eq!(json["summary"]["rules"][1]["code"], "STR005");
    assert_eq!(json["files"][1]["findings"], 0);
}

#[test]
fn summaries_count_files_fixes_and_failures() {
    let mut files = sample();
    let safe = Report { fix_option: Some("--fix"), ..Report::new(&files) };
    assert_eq!(summary(&safe), "1 error, 1 warning in 2 blueprints");
    let all = Report { unsafe_option: Some("--all"), fixed: 3, ..Report::new(&files) };
    assert_eq!(summary(&all), "1 error, 1 warning in 2 blueprints; 3 fixed, 1 fixable with --all");
    if let Some(fix) = &mut files[0].findings[1].fix {
        fix.safety = Safety::Safe;
    }
    let safe = Report { fix_option: Some("--fix"), ..Report::new(&files) };
    assert_eq!(summary(&safe), "1 error, 1 warning in 2 blueprints; 1 fixable with --fix");
    files.remove(0);
    assert_eq!(summary(&Report::new(&files)), "no findings in 1 blueprint");
    files[0].unreadable =
        Some(Unreadable { reason: "there is no such file".to_owned(), help: None });
    assert_eq!(summary(&Report::new(&files)), "no findings in 0 blueprints; 1 file not read");
}

#[test]
fn statistics_replace_the_findings() {
    let files = sample();
    let report = Report { detail: Detail::Statistics, ..Report::new(&files) };
    let expected = "1  error    SEC004  sensitive-store-without-cmk\n1  warning  STR005  orphan-component\n\n\
                    1 error, 1 warning in 2 blueprints\n";
    assert_eq!(text("concise", &report), expected);
    assert_eq!(text("full", &report), expected);
}

#[test]
fn hostile_text_reaches_no_terminal() {
    let source = Source::new("ev\u{1b}il.yaml", "name: \u{1b}[2J\u{7}\n");
    let finding = Diagnostic::error("BPT001", "x", Span::new(6, 11), "\u{1b}[31m`\u{9b}`")
        .here("\u{1b}]0;x\u{7}")
        .help("\u{1b}[1m");
    let files = [FileReport {
        source,
        findings: vec![finding],
        unreadable: Some(Unreadable {
            reason: "\u{1b}c".to_owned(),
            help: Some("\u{9b}".to_owned()),
        }),
    }];
    for style in ["full", "concise"] {
        let text = text(style, &Report::new(&files));
        assert!(!text.contains(|one: char| one.is_control() && one != '\n'), "{style}: {text:?}");
    }
}

#[test]
fn any_place_can_be_shown() {
    let texts = ["", "\n", "a", "ü: é\r\n\r\n", "a: [\u{1b}日本\n\n  b", "x\n\n\n"];
    for content in texts {
        let length = u32::try_from(content.len()).unwrap() + 2;
        for start in 0..length {
            for end in start..length {
                let finding = Diagnostic::error("X", "x", Span::new(start, end), "m")
                    .label(Span::new(end, length), "after")
                    .label(Span::new(0, start), "");
                let files = [FileReport {
                    source: Source::new("f", content),
                    findings: vec![finding],
                    unreadable: None,
                }];
                for reporter in REPORTERS {
                    assert!(text(reporter.id, &Report::new(&files)).contains('m'));
                }
            }
        }
    }
}

#[test]
fn a_line_of_megabytes_is_not_printed() {
    let line = format!("a: {}\nb: 1\n", "x".repeat(1_000_000));
    let finding = Diagnostic::error("X", "x", Span::new(500, 501), "m").help("split the line");
    let near = Diagnostic::error("X", "x", Span::new(1_000_004, 1_000_005), "m").here("here");
    let files = [FileReport {
        source: Source::new("f", line),
        findings: vec![finding, near],
        unreadable: None,
    }];
    let text = text("full", &Report::new(&files));
    assert!(text.len() < 2_000, "{} bytes", text.len());
    assert!(text.contains("at f:1:501") && text.contains("here"), "{text}");
}
