//! Each page of a rule is its fixture: its blocks are run with that rule alone and expect exactly what they say.

use crate::judge::{judge, lines};
use cyanotype::lint::{Gate, Kind, RULES, Rule, Settings};

const SECTIONS: &[&str] =
    &["Why", "How it decides", "False positives", "Bad", "Good", "Fix", "References"];

/// A YAML block of a page.
struct Block {
    section: String,
    pedantic: bool,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let (mut blocks, mut section, mut open): (Vec<Block>, String, Option<Block>) =
        (Vec::new(), String::new(), None);
    for line in page.lines() {
        match open.take() {
            Some(block) if line == "```" => blocks.push(block),
            Some(mut block) => {
                block.text.push_str(line);
                block.text.push('\n');
                open = Some(block);
            }
            None if line.starts_with("## ") => line[3..].clone_into(&mut section),
            None if line.starts_with("```") => {
                let pedantic = line.contains("pedantic");
                open = Some(Block { section: section.clone(), pedantic, text: String::new() });
            }
            None => {}
        }
    }
    blocks.retain(|block| block.section == "Bad" || block.section == "Good");
    blocks
}

/// The findings that the comments of a block expect: line, severity and message.
fn expected(text: &str) -> Vec<String> {
    let mut expected = Vec::new();
    let mut waiting: Vec<&str> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let said = ["# error: ", "# warning: ", "# info: "].iter().find_map(|mark| line.find(mark));
        let own_line = said.is_some_and(|from| line[..from].trim().is_empty());
        let said = said.map(|from| line[from + 2..].trim());
        if own_line {
            waiting.extend(said);
            continue;
        }
        for one in waiting.drain(..).chain(said) {
            expected.push(format!("{} {one}", at + 1));
        }
    }
    expected.sort();
    expected
}

fn settings(rule: &Rule, pedantic: bool) -> Settings {
    let alone = vec![rule.code.to_owned()];
    // What is wrong with suppressions shows only when the suppressed rules run too.
    let select = if rule.code.starts_with("LNT") { Vec::new() } else { alone };
    Settings { select, pedantic, today: "2026-11-23".to_owned(), ..Settings::default() }
}

/// The text of every block of every page, with its rule and the settings to judge it by.
pub(crate) fn examples() -> Vec<(String, String, Settings)> {
    let of = |rule: &'static Rule| {
        blocks(rule.page).into_iter().enumerate().map(move |(at, block)| {
            let name = format!("{} block {} ({})", rule.code, at + 1, block.section);
            (name, block.text, settings(rule, block.pedantic))
        })
    };
    RULES.iter().flat_map(of).collect()
}

fn found(rule: &Rule, block: &Block) -> Result<Vec<String>, String> {
    let judged = judge(&block.text, &settings(rule, block.pedantic));
    if !judged.problems.is_empty() {
        return Err(format!("cannot be read:\n{}", lines(&judged)));
    }
    // Selecting a rule by its name shows everything; a block says for itself whether it is pedantic.
    let low = cyanotype::diagnostic::Confidence::Low;
    let mut found: Vec<String> = judged
        .outcome
        .findings
        .iter()
        .filter(|one| one.code == rule.code && (block.pedantic || one.confidence > low))
        .map(|one| {
            let line = judged.source.line_column(one.primary.span.start).line;
            format!("{line} {}: {}", one.severity.as_str(), one.message)
        })
        .collect();
    found.sort();
    Ok(found)
}

#[test]
fn blocks_give_exactly_what_they_say() {
    let mut faults = Vec::new();
    for rule in RULES {
        for (at, block) in blocks(rule.page).iter().enumerate() {
            let place = format!("{} block {} ({})", rule.code, at + 1, block.section);
            let expected = expected(&block.text);
            if (block.section == "Bad") == expected.is_empty() {
                faults.push(format!("{place}: bad blocks expect something and good ones nothing"));
            }
            match found(rule, block) {
                Err(fault) => faults.push(format!("{place} {fault}")),
                Ok(found) if found != expected => faults.push(format!(
                    "{place}\n expected:\n  {}\n found:\n  {}",
                    expected.join("\n  "),
                    found.join("\n  ")
                )),
                Ok(_) => {}
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn pages_have_the_form_that_the_readme_describes() {
    let mut faults = Vec::new();
    for rule in RULES {
        let headings: Vec<&str> =
            rule.page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        if headings != SECTIONS {
            faults.push(format!("{}: sections {headings:?}", rule.code));
        }
        let facts = format!(
            "Severity {} · {} · {}",
            rule.severity.as_str(),
            kind(rule.kind),
            gate(rule.gate)
        );
        if rule.page.lines().nth(4) != Some(&facts) {
            faults.push(format!("{}: the fifth line is not `{facts}`", rule.code));
        }
        let sections =
            |name: &str| blocks(rule.page).iter().filter(|one| one.section == name).count();
        if sections("Bad") == 0 || sections("Good") == 0 {
            faults.push(format!("{}: needs a bad and a good block", rule.code));
        }
        if rule.page.lines().any(|line| line.chars().count() > 120) {
            let long = rule.page.lines().filter(|line| line.chars().count() > 120);
            let mut prose = long.filter(|line| !line.contains("# ") && !line.starts_with('-'));
            if let Some(line) = prose.next() {
                faults.push(format!("{}: over 120 characters: {line}", rule.code));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Contradiction => "contradiction",
        Kind::Forbidden => "forbidden fact",
        Kind::Absence => "absence",
    }
}

fn gate(gate: Gate) -> &'static str {
    match gate {
        Gate::Always => "always",
        Gate::NotDemo => "not in demo",
        Gate::NotDev => "not in demo or dev",
        Gate::Prod => "prod only",
        Gate::Pedantic => "pedantic",
    }
}

#[test]
fn rules_read_well_in_lists() {
    for rule in RULES {
        let first = rule.summary.chars().next().unwrap_or(' ');
        assert!(!first.is_uppercase() && !rule.summary.ends_with('.'), "{}", rule.code);
        let kebab = |c: char| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit();
        assert!(rule.name.chars().all(kebab), "{}", rule.code);
    }
}
