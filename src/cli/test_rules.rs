//! `test-rules`: rules of the user's own, tried on the examples that they carry.

use super::arguments::ConfigChoice;
use super::failure::Failure;
use super::own_rules::{self, OwnRules};
use super::screen::Screen;
use super::{Exit, clock, input};
use crate::diagnostic::Diagnostic;
use crate::lint::own::Example;
use crate::lint::{OwnRule, Settings};
use crate::pipeline;
use crate::report::visible_line;
use crate::source::Source;
use clap::Args;
use owo_colors::Style;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cyanotype test-rules rules.yaml
  cyanotype test-rules                      the rules of cyanotype.toml

A rule passes when it finds something in each of its `bad` examples and nothing in its `ok`
examples, and has at least one of both. Exit codes: 0 all pass, 1 one does not, 2 could not run.")]
pub(super) struct TestRulesArguments {
    /// Rule files; without any, those of the configuration
    #[arg(value_name = "FILE")]
    tried: Vec<PathBuf>,
    #[command(flatten)]
    own: OwnRules,
    #[command(flatten)]
    _config: ConfigChoice,
}

pub(super) fn run(arguments: &TestRulesArguments, screen: &Screen) -> Result<Exit, Failure> {
    let named = &arguments.tried[..];
    let files = if named.is_empty() { arguments.own.files() } else { named };
    if files.is_empty() {
        return Err(Failure::refused(
            "there are no rules of your own to try",
            "name a file of rules, or say `rules = [\"rules.yaml\"]` under `[check]` in cyanotype.toml",
        ));
    }
    let rules = own_rules::load(files, screen)?;
    let mut failed = 0;
    let mut out = String::new();
    for rule in &rules {
        let faults = faults(rule)?;
        failed += usize::from(!faults.is_empty());
        if faults.is_empty() && screen.quiet {
            continue;
        }
        out.push_str(&line(rule, faults.is_empty(), screen));
        for fault in faults {
            out.extend(["      ", &visible_line(&fault), "\n"]);
        }
    }
    if !screen.quiet {
        out.push_str(&summary(&rules, failed));
    }
    screen.print(&out)?;
    Ok(if failed == 0 { Exit::Fine } else { Exit::Findings })
}

fn line(rule: &OwnRule, passed: bool, screen: &Screen) -> String {
    let word = if passed {
        screen.paint("ok  ", Style::new().green())
    } else {
        screen.paint("FAIL", Style::new().red().bold())
    };
    let bad = rule.examples.iter().filter(|one| one.bad).count();
    let good = rule.examples.len() - bad;
    let name = visible_line(&rule.name);
    format!("{word}  {} {name}: {bad} bad, {good} ok\n", rule.code)
}

fn summary(rules: &[Arc<OwnRule>], failed: usize) -> String {
    let count = |number: usize, word: &str| {
        let end = if number == 1 { "" } else { "s" };
        format!("{number} {word}{end}")
    };
    let examples = rules.iter().map(|rule| rule.examples.len()).sum();
    let verdict = if failed == 0 { "all pass".to_owned() } else { format!("{failed} failed") };
    format!("{}, {}: {verdict}\n", count(rules.len(), "rule"), count(examples, "example"))
}

/// Why a rule does not pass.
fn faults(rule: &Arc<OwnRule>) -> Result<Vec<String>, Failure> {
    let mut faults = Vec::new();
    for (bad, word) in [(true, "bad"), (false, "ok")] {
        if !rule.examples.iter().any(|one| one.bad == bad) {
            faults.push(format!("it has no `{word}` example"));
        }
    }
    let settings = Settings {
        select: vec![rule.code.clone()],
        own: vec![Arc::clone(rule)],
        today: clock::today(),
        ..Settings::default()
    };
    let mut counted = [0, 0];
    for example in &rule.examples {
        let place = &mut counted[usize::from(example.bad)];
        *place += 1;
        let name = name(example, *place);
        let source = source(rule, example, &name)?;
        let beside = Path::new(&rule.file).to_owned();
        let checked = pipeline::check(&source, &settings, |path| input::beside(&beside, path));
        faults.extend(
            verdict(example.bad, &rule.code, &checked.findings).map(|why| format!("{name}: {why}")),
        );
    }
    Ok(faults)
}

fn name(example: &Example, count: usize) -> String {
    let word = if example.bad { "bad" } else { "ok" };
    if example.is_inline() {
        format!("{word} example {count}")
    } else {
        format!("{word} example `{}`", example.text)
    }
}

fn source(rule: &OwnRule, example: &Example, name: &str) -> Result<Source, Failure> {
    if example.is_inline() {
        return Ok(Source::new(name, example.text.as_str()));
    }
    input::beside(Path::new(&rule.file), &example.text).map_err(|why| {
        let fact = format!("cannot read `{}`, an example of {}: {why}", example.text, rule.code);
        Failure::refused(fact, format!("the path is relative to `{}`", rule.file))
    })
}

/// What is wrong with what was found in an example.
fn verdict(bad: bool, code: &str, findings: &[Diagnostic]) -> Option<String> {
    let (own, others): (Vec<Diagnostic>, Vec<Diagnostic>) =
        findings.iter().cloned().partition(|one| one.code == code);
    if !others.is_empty() {
        return Some(format!("it is no sound blueprint: {}", own_rules::in_a_line(&others)));
    }
    let broken = own.iter().find(|one| one.message.starts_with(&format!("`{code}` ")));
    match (broken, bad, own.is_empty()) {
        (Some(broken), ..) => Some(broken.message.clone()),
        (None, true, true) => Some("the rule finds nothing".to_owned()),
        (None, false, false) => Some(format!("the rule finds {}", own_rules::in_a_line(&own))),
        _ => None,
    }
}
