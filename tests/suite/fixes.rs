//! Every fix that any fixture offers settles its finding, breaks nothing, and is applied once.

use crate::command::Folder;
use crate::{mutations, rule_pages};

mod files;
pub(crate) mod forms;
mod written;

use cyanotype::{
    blueprint::Status,
    diagnostic::{Diagnostic, Safety},
    lint::Settings,
    pipeline::{Checked, check, fix},
    source::Source,
    syntax::apply_edits,
};
use std::collections::BTreeSet;

pub(crate) fn fixtures() -> Vec<(String, String, Settings)> {
    [mutations::mutated(), rule_pages::examples()].into_iter().flatten().collect()
}

fn source(text: &str) -> Source {
    Source::new("blueprint.yaml", text)
}

fn judge(text: &str, settings: &Settings) -> Checked {
    check(&source(text), settings, |_| Err(String::new()))
}

fn fixed(text: &str, settings: &Settings, most: Safety) -> (String, Checked, usize) {
    let fixed = fix(&source(text), settings, most, |_| Err(String::new()));
    (fixed.source.text().to_owned(), fixed.checked, fixed.applied.len())
}

fn problems(checked: &Checked) -> Vec<&str> {
    let all = checked.findings.iter().filter(|one| one.code.starts_with("BPT"));
    all.map(|one| one.message.as_str()).collect()
}

fn same(one: &Diagnostic, other: &Diagnostic) -> bool {
    (&one.code, &one.message, &one.subjects) == (&other.code, &other.message, &other.subjects)
}

/// What is wrong with one fix, applied alone.
fn fault(text: &str, before: &Checked, one: &Diagnostic, settings: &Settings) -> Option<String> {
    let edits = &one.fix.as_ref()?.edits;
    let mended = match apply_edits(text, edits) {
        Ok(mended) => mended,
        Err(error) => return Some(format!("{error}")),
    };
    let after = judge(&mended, settings);
    let count =
        |checked: &Checked| checked.findings.iter().filter(|other| same(one, other)).count();
    if problems(&after).len() > problems(before).len() {
        return Some(format!("reads worse: {:?} in\n{mended}", problems(&after)));
    }
    (count(&after) >= count(before)).then(|| format!("is still found in\n{mended}"))
}

#[test]
fn every_fix_alone_settles_its_finding() {
    let mut faults = Vec::new();
    let mut codes = BTreeSet::new();
    for (name, text, settings) in fixtures() {
        let before = judge(&text, &settings);
        for one in before.findings.iter().filter(|one| one.fix.is_some()) {
            codes.insert(one.code.to_string());
            if let Some(fault) = fault(&text, &before, one, &settings) {
                faults.push(format!("{name}: {}: {} {fault}", one.code, one.message));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    assert!(codes.len() > 15, "fixtures offer fixes of {codes:?} only");
}

#[test]
fn after_all_fixes_none_is_left_and_twice_changes_nothing() {
    let mut faults = Vec::new();
    for (name, text, settings) in fixtures() {
        for most in [Safety::Safe, Safety::Unsafe] {
            let before = judge(&text, &settings);
            let (once, after, applied) = fixed(&text, &settings, most);
            let offered = |checked: &Checked| {
                let fixes = checked.findings.iter().filter_map(|one| one.fix.as_ref());
                fixes.filter(|fix| fix.safety <= most).count()
            };
            if offered(&after) > 0 {
                let left: Vec<&String> = after.findings.iter().map(|one| &one.message).collect();
                faults.push(format!("{name} {most:?}: still fixable: {left:?} in\n{once}"));
            }
            if (applied == 0) != (once == text) || (applied == 0) != (offered(&before) == 0) {
                faults.push(format!("{name} {most:?}: {applied} applied of {}", offered(&before)));
            }
            let (twice, ..) = fixed(&once, &settings, most);
            if twice != once || problems(&after).len() > problems(&before).len() {
                faults.push(format!("{name} {most:?}: the second time gives\n{twice}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn no_fix_adds_a_part_as_if_it_existed() {
    for (name, text, settings) in fixtures() {
        let parts = |checked: &Checked| {
            let model = checked.model.as_ref().unwrap();
            model
                .components
                .iter()
                .map(|one| (one.id.clone(), one.status == Some(Status::Planned)))
                .collect::<Vec<_>>()
        };
        let before: Vec<String> =
            parts(&judge(&text, &settings)).into_iter().map(|(id, _)| id).collect();
        let (_, after, _) = fixed(&text, &settings, Safety::Unsafe);
        // A renamed part is there under another id: what counts is how many there are.
        let built =
            parts(&after).into_iter().filter(|(id, planned)| !planned || before.contains(id));
        let built = built.count();
        assert!(built <= before.len(), "{name}: a part is added as if it existed");
    }
}

#[test]
fn comments_and_the_rest_of_the_text_stay() {
    for (name, text, settings) in fixtures() {
        if name.starts_with("LNT") {
            continue;
        }
        let comments = |text: &str| text.matches('#').count();
        let (after, ..) = fixed(&text, &settings, Safety::Unsafe);
        assert_eq!(comments(&after), comments(&text), "{name}:\n{after}");
        let lines = |text: &str| text.lines().count();
        assert!(lines(&after) >= lines(&text), "{name}:\n{after}");
    }
}

const TYPO: &str = "\
# ours
name: Typo
engine:
  model: bedrokc   # the model
  spare: {service: bedrok}
";
const ONLY: [&str; 4] = ["--select", "STR006", "--format", "concise"];

#[test]
fn fix_writes_the_file_and_says_so() {
    let folder = Folder::with(&[("a.yaml", TYPO)]);
    let check = |more: &[&str]| folder.run(&[&["check", "a.yaml"], &ONLY[..], more].concat());
    check(&[]).exits(1).says("2 errors in 1 blueprint; 2 fixable with --fix\n");
    let diff = check(&["--diff"]).exits(1);
    insta::assert_snapshot!(diff.out, @r"
    --- a.yaml
    +++ a.yaml
    @@ -1,5 +1,5 @@
     # ours
     name: Typo
     engine:
    -  model: bedrokc   # the model
    -  spare: {service: bedrok}
    +  model: bedrock   # the model
    +  spare: {service: bedrock}
    ");
    assert_eq!(folder.read("a.yaml"), TYPO);
    check(&["--fix"]).exits(0).says("no findings in 1 blueprint; 2 fixed\n");
    assert_eq!(folder.read("a.yaml"), TYPO.replace("bedrokc", "bedrock").replace("rok}", "rock}"));
    assert_eq!(check(&["--diff"]).exits(0).out, "");
    assert_eq!(folder.names(), ["a.yaml"]);
}

#[test]
fn fixed_standard_input_goes_to_standard_output() {
    let folder = Folder::new();
    let marked = format!("\u{feff}{TYPO}").replace('\n', "\r\n");
    let words = [&["check", "-", "--fix"], &ONLY[..]].concat();
    let run = folder.pipe(&words, marked.as_bytes()).exits(0).complains("2 fixed");
    assert_eq!(run.out, marked.replace("bedrokc", "bedrock").replace("rok}", "rock}"));
    let clean = folder.pipe(&words, b"name: A\nengine:\n  x: bedrock\n").exits(0);
    assert_eq!(clean.out, "name: A\nengine:\n  x: bedrock\n");
}

#[test]
fn unsafe_fixes_are_applied_only_when_they_are_asked_for() {
    let text = "name: A\nfrontend:\n  cdn: cloudfront\nengine:\n  x: bedrock\nsecurity:\n  roles: iam\nconnections:\n  - cdn -> x\n";
    let folder = Folder::with(&[("a.yaml", text)]);
    let check = |more: &[&str]| {
        let words = ["check", "a.yaml", "--select", "SEC007", "--format", "concise"];
        folder.run(&[&words[..], more].concat())
    };
    check(&["--unsafe-fixes"]).says("1 fixable with --fix --unsafe-fixes");
    check(&["--fix"]).says("1 fixable with --unsafe-fixes");
    assert_eq!(folder.read("a.yaml"), text);
    check(&["--fix", "--unsafe-fixes"]).says("1 info in 1 blueprint; 1 fixed");
    assert!(folder.read("a.yaml").contains("waf: {service: waf, status: planned"));
}

#[test]
fn a_difference_does_not_hide_what_cannot_be_read() {
    let folder = Folder::with(&[("a.yaml", TYPO)]);
    folder.run(&["check", "a.yaml", "b.yaml", "--diff"]).exits(2).complains("b.yaml");
}

#[test]
fn parts_that_cannot_be_added_at_once_are_added_one_by_one() {
    let text = "\
name: A
context: {environment: prod}
frontend:
  cdn: cloudfront
  cdn2: cloudfront
api:
  gateway: {service: api-gateway, auth: cognito}
engine:
  x: {service: bedrock, guardrail: true}
storage:
  one: {service: s3, data: [pii]}
  two: {service: s3, data: [confidential]}
connections:
  - cdn -> gateway -> x -> one & two
  - cdn2 -> gateway
";
    let settings = Settings { pedantic: true, ..Settings::default() };
    let (once, after, applied) = fixed(text, &settings, Safety::Unsafe);
    assert!(
        problems(&after).is_empty() && applied > 4,
        "{applied}: {:?}\n{once}",
        problems(&after)
    );
    assert_eq!(once.matches("\nsecurity:\n").count(), 1, "{once}");
    assert!(once.contains("waf:") && once.contains("kms"), "{once}");
    assert_eq!(fixed(&once, &settings, Safety::Unsafe).0, once);
}
