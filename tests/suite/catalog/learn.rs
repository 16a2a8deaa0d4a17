//! Advice, cases and the exam's outline: the forms of their files, what they must satisfy, and the Rust text made of them.

use super::read::Data;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Everything for learning.
#[derive(Debug)]
pub(super) struct Learn {
    pub advice: Vec<Advice>,
    pub cases: Vec<Case>,
    pub exam: Exam,
    pub alike: Vec<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Advice {
    pub service: String,
    task: String,
    gives: String,
    when: Vec<String>,
    avoid: Vec<String>,
    #[serde(default)]
    instead: Vec<Instead>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Instead {
    take: String,
    when: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    id: String,
    task: String,
    #[serde(default)]
    study: Vec<String>,
    #[serde(default)]
    about: Vec<String>,
    ask: String,
    right: Answer,
    wrong: Vec<Answer>,
    #[serde(default)]
    holds: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    #[serde(default)]
    is: String,
    #[serde(default)]
    say: String,
    why: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exam {
    source: String,
    checked: String,
    domains: Vec<Domain>,
    tasks: Vec<Task>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Domain {
    id: String,
    title: String,
    weight: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Task {
    id: String,
    title: String,
}

/// Every fault, one line each.
pub(super) fn faults(data: &Data) -> Vec<String> {
    let mut faults = Vec::new();
    let exam = &data.learn.exam;
    let weights: u32 = exam.domains.iter().map(|one| one.weight).sum();
    if weights != 100 {
        faults.push(format!("exam: the domains weigh {weights} percent"));
    }
    for task in &exam.tasks {
        if !exam.domains.iter().any(|one| task.id.starts_with(&format!("{}.", one.id))) {
            faults.push(format!("exam: task {} has no domain", task.id));
        }
    }
    let mut seen = BTreeSet::new();
    for row in &data.learn.advice {
        if !seen.insert(&row.service) {
            faults.push(format!("advice: `{}` twice", row.service));
        }
        advice(row, data, &mut faults);
    }
    for id in data.learn.alike.iter().flatten().filter(|id| !is_service(data, id)) {
        faults.push(format!("alike: no service `{id}`"));
    }
    for row in &data.learn.cases {
        if !seen.insert(&row.id) {
            faults.push(format!("case `{}` twice", row.id));
        }
        case(row, data, &mut faults);
    }
    faults
}

fn is_service(data: &Data, id: &str) -> bool {
    data.services.iter().any(|row| row.id == id)
}

fn is_task(data: &Data, id: &str) -> bool {
    data.learn.exam.tasks.iter().any(|row| row.id == id)
}

/// A clause of a sentence: not empty, without a stop, lower case unless it begins with a name.
fn is_clause(text: &str) -> bool {
    text.chars().count() > 10 && !text.ends_with(['.', ',', ';']) && !text.contains("  ")
}

fn advice(row: &Advice, data: &Data, faults: &mut Vec<String>) {
    let place = format!("advice on {}", row.service);
    let named = row.instead.iter().map(|one| &one.take).chain([&row.service]);
    faults.extend(
        named.filter(|id| !is_service(data, id)).map(|id| format!("{place}: no service `{id}`")),
    );
    if !is_task(data, &row.task) {
        faults.push(format!("{place}: no task `{}`", row.task));
    }
    if row.when.is_empty() || row.avoid.is_empty() {
        faults.push(format!("{place}: says when and when not"));
    }
    let instead = row.instead.iter().map(|one| &one.when);
    let clauses = row.when.iter().chain(&row.avoid).chain(instead).chain([&row.gives]);
    faults
        .extend(clauses.filter(|text| !is_clause(text)).map(|text| format!("{place}: `{text}`?")));
    for one in &row.instead {
        let own = data.services.iter().filter(|s| [&row.service, &one.take].contains(&&s.id));
        let told = own.filter(|s| one.when.contains(&s.short) && s.short != "Bedrock");
        faults.extend(told.map(|s| format!("{place}: `{}` names {}", one.when, s.short)));
    }
}

fn case(row: &Case, data: &Data, faults: &mut Vec<String>) {
    let place = format!("case {}", row.id);
    if !is_task(data, &row.task) {
        faults.push(format!("{place}: no task `{}`", row.task));
    }
    for id in &row.study {
        if !data.study.iter().any(|item| item.id == *id) {
            faults.push(format!("{place}: no study item `{id}`"));
        }
    }
    let answers = || std::iter::once(&row.right).chain(&row.wrong);
    for one in answers() {
        if one.is.is_empty() && one.say.is_empty() || !one.why.ends_with('.') {
            faults.push(format!("{place}: an answer is a service or a text, with a sentence why"));
        }
    }
    let ids = row.about.iter().chain(answers().map(|one| &one.is)).filter(|id| !id.is_empty());
    faults.extend(
        ids.filter(|id| !is_service(data, id)).map(|id| format!("{place}: no service `{id}`")),
    );
    let different: BTreeSet<_> = answers().map(|one| (&one.is, &one.say)).collect();
    if different.len() != 4 {
        faults.push(format!("{place}: four different answers"));
    }
    if !row.right.is.is_empty() && row.right.say.is_empty() && row.holds.is_empty() {
        faults.push(format!("{place}: no fact decides between the services"));
    }
    holds(row, data, faults);
}

/// The fact is true of the right answer and of no wrong one.
fn holds(row: &Case, data: &Data, faults: &mut Vec<String>) {
    let of = |id: &str| {
        let service = data.services.iter().find(|one| one.id == id)?;
        let word = &row.holds;
        if let Some(capability) = word.strip_prefix("provides ") {
            return Some(service.provides.iter().any(|one| one == capability));
        }
        let Some(words) = word.strip_prefix("says ") else {
            return Some(service.traits.contains(word));
        };
        let advice = data.learn.advice.iter().filter(|one| one.service == id);
        let note = service.exam.iter().map(|exam| &exam.note);
        let mut texts = advice.map(|one| &one.gives).chain(note).chain([&service.purpose]);
        Some(texts.any(|text| text.to_lowercase().contains(words)))
    };
    if !row.holds.is_empty() && of(&row.right.is) != Some(true) {
        faults.push(format!("case {}: `{}` is not true of the right answer", row.id, row.holds));
    }
    for one in row.wrong.iter().filter(|one| of(&one.is) == Some(true)) {
        faults.push(format!("case {}: `{}` is true of `{}` too", row.id, row.holds, one.is));
    }
}

/// The text of `generated/learn.rs`.
pub(super) fn render(learn: &Learn, header: &str) -> String {
    let mut text = format!(
        "//! Advice, cases and the exam's outline: {header}.\n\nuse crate::catalog::{{Advice, Case, CaseOption, \
         Domain, Instead, Task}};\n"
    );
    let exam = &learn.exam;
    let _ = write!(
        text,
        "\n/// Where the outline of the exam was read.\npub const EXAM_SOURCE: &str = {:?};\n/// When it was checked, as \
         an ISO date.\npub const EXAM_CHECKED: &str = {:?};\n",
        exam.source, exam.checked
    );
    table(&mut text, "ADVICE", "Advice", learn.advice.iter().map(advice_row).collect());
    let groups: Vec<String> =
        learn.alike.iter().map(|group| format!("    &{group:?},\n")).collect();
    let count = groups.len();
    let _ =
        write!(text, "\npub(crate) static ALIKE: [&[&str]; {count}] = [\n{}];\n", groups.concat());
    table(&mut text, "CASES", "Case", learn.cases.iter().map(case_row).collect());
    let domain =
        |one: &Domain| format!("id: {:?}, title: {:?}, weight: {}", one.id, one.title, one.weight);
    table(&mut text, "DOMAINS", "Domain", exam.domains.iter().map(domain).collect());
    let task = |one: &Task| format!("id: {:?}, title: {:?}", one.id, one.title);
    table(&mut text, "TASKS", "Task", exam.tasks.iter().map(task).collect());
    text
}

fn advice_row(row: &Advice) -> String {
    let instead: Vec<String> = row
        .instead
        .iter()
        .map(|one| format!("Instead {{ take: {:?}, when: {:?} }}", one.take, one.when))
        .collect();
    format!(
        "service: {:?}, task: {:?}, gives: {:?}, when: &{:?}, avoid: &{:?}, instead: &[{}]",
        row.service,
        row.task,
        row.gives,
        row.when,
        row.avoid,
        instead.join(", ")
    )
}

fn case_row(row: &Case) -> String {
    let wrong: Vec<String> = row.wrong.iter().map(answer).collect();
    format!(
        "id: {:?}, task: {:?}, study: &{:?}, about: &{:?}, ask: {:?}, right: {}, wrong: &[{}], holds: {:?}",
        row.id,
        row.task,
        row.study,
        row.about,
        row.ask,
        answer(&row.right),
        wrong.join(", "),
        row.holds
    )
}

fn answer(one: &Answer) -> String {
    format!("CaseOption {{ service: {:?}, text: {:?}, why: {:?} }}", one.is, one.say, one.why)
}

fn table(text: &mut String, name: &str, kind: &str, rows: Vec<String>) {
    let _ = write!(text, "\npub(crate) static {name}: [{kind}; {}] = [\n", rows.len());
    for row in rows {
        let _ = writeln!(text, "    {kind} {{ {row} }},");
    }
    text.push_str("];\n");
}
