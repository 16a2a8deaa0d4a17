//! The quiz: every question has one right answer by the catalogue's and the model's own facts, every row of the study
//! notes is asked, the same seed gives the same quiz, and each form works where it is used.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, a skipped one says so"
)]
#![allow(clippy::disallowed_methods, reason = "this test reads blueprints and writes files")]

use crate::{browser, command::Folder};
use cyanotype::{
    blueprint, catalog,
    model::Model,
    source::Source,
    study::{self, Answers, Kind, Material, Question, Quiz, Wish, forms},
    syntax,
};
use std::{borrow::Cow, collections::BTreeSet, fs, path::Path};

mod anki;
mod facts;
mod notes;

/// A blueprint of the repository.
struct Print {
    name: String,
    source: Source,
    model: Model,
}

fn read(name: &str, text: &str) -> Print {
    let source = Source::new(name, text);
    let parsed = syntax::parse(&source);
    let reference = catalog::reference("aws-genai").unwrap();
    let said = blueprint::read(&source, &parsed.tree, reference).blueprint;
    let model = Model::build(said, Cow::Borrowed(reference)).model;
    Print { name: name.to_owned(), source, model }
}

/// All blueprints of the repository.
fn prints() -> Vec<Print> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("blueprints");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|one| one.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "yaml"));
    paths.sort();
    let name = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| read(&name(path), &fs::read_to_string(path).unwrap())).collect()
}

fn all(print: &Print, seed: u64) -> Vec<Question> {
    study::questions(&Material { model: &print.model, source: &print.source, seed })
}

/// The kinds that cost little.
const CHEAP: [Kind; 8] = [
    Kind::Case,
    Kind::Choice,
    Kind::Blank,
    Kind::Breaks,
    Kind::Order,
    Kind::Billing,
    Kind::Layer,
    Kind::Lifecycle,
];

/// The sample of the study notes, which is small.
fn sample() -> Print {
    prints().into_iter().find(|one| one.name == "study-notes-sample").unwrap()
}

#[test]
fn every_question_has_one_right_answer() {
    let mut faults = Vec::new();
    for print in prints() {
        for seed in 0..20 {
            // Taking out controls and judging what is left is slow, and no chance plays a part in it.
            let kinds = if seed < 2 { Kind::ALL } else { &CHEAP };
            let material = Material { model: &print.model, source: &print.source, seed };
            for one in study::questions_of(&material, kinds) {
                let place = format!("{} seed {seed} {}: {}", print.name, one.id, one.ask);
                let texts: BTreeSet<String> =
                    one.answers.iter().map(|answer| answer.text.to_lowercase()).collect();
                if texts.len() != 4 {
                    faults.push(format!("{place}: answers read alike"));
                }
                let found = facts::right(&print, &one);
                if found != [one.right] {
                    let answers: Vec<_> = one.answers.iter().map(|answer| &answer.text).collect();
                    faults.push(format!("{place}: {found:?} of {answers:?}, not {}", one.right));
                }
                if one.answers.iter().any(|answer| answer.why.len() < 10) || one.sources.is_empty()
                {
                    faults.push(format!("{place}: unexplained"));
                }
                if one.task().is_none() {
                    faults.push(format!("{place}: no task"));
                }
            }
        }
    }
    let count = faults.len();
    faults.truncate(20);
    assert!(faults.is_empty(), "{count} faults\n{}", faults.join("\n"));
}

#[test]
fn a_question_does_not_tell_its_answer() {
    for print in prints() {
        for one in all(&print, 3)
            .iter()
            .filter(|one| matches!(one.kind, Kind::Blank | Kind::Control | Kind::Lifecycle))
        {
            let key = one.answers[one.right].text.to_lowercase();
            let shown = [one.ask.as_str()].into_iter().chain(one.lines.iter().map(String::as_str));
            for text in shown {
                assert!(!text.to_lowercase().contains(&key), "{}: {}: {text}", print.name, one.id);
            }
        }
    }
}

#[test]
fn no_answer_gives_itself_away_or_is_a_matter_of_taste() {
    let shorts: BTreeSet<&str> = catalog::services().iter().map(|one| one.short).collect();
    for print in prints() {
        for one in study::questions_of(
            &Material { model: &print.model, source: &print.source, seed: 5 },
            &[Kind::Billing, Kind::Layer],
        ) {
            let texts: Vec<&str> = one.answers.iter().map(|one| one.text.as_str()).collect();
            let place = format!("{} {}: {texts:?}", print.name, one.id);
            if one.kind == Kind::Billing {
                let mut words = texts.iter().flat_map(|text| {
                    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
                });
                assert!(!words.any(|word| shorts.contains(word)), "{place}");
            } else {
                for pair in [["Monitoring", "Operations"], ["API", "Orchestration"]] {
                    let key = one.answers[one.right].text.as_str();
                    assert!(
                        !pair.contains(&key) || !pair.iter().all(|one| texts.contains(one)),
                        "{place}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_blueprint_asks_for_controls() {
    for print in prints() {
        let material = Material { model: &print.model, source: &print.source, seed: 1 };
        let found = study::questions_of(&material, &[Kind::Control]);
        assert!(found.len() >= 4, "{}: {}", print.name, found.len());
        let production = found.iter().filter(|one| one.ask.contains("for production")).count();
        let declared = print.model.environment() == Some(cyanotype::blueprint::Environment::Prod);
        assert_eq!(production == 0, declared, "{}", print.name);
    }
}

#[test]
fn every_kind_and_every_domain_occurs() {
    let mut kinds = BTreeSet::new();
    let mut tasks = BTreeSet::new();
    for print in prints() {
        for one in all(&print, 1) {
            kinds.insert(one.kind);
            tasks.insert(one.task);
        }
    }
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), Kind::ALL);
    let all: BTreeSet<&str> = catalog::tasks().iter().map(|task| task.id).collect();
    assert_eq!(tasks, all);
}

#[test]
fn a_seed_gives_the_same_quiz_and_another_seed_another_one() {
    let print = sample();
    let quiz = |seed| Wish { seed, ..Wish::default() }.choose(all(&print, seed));
    assert_eq!(quiz(1), quiz(1));
    assert_ne!(quiz(1), quiz(2));
    assert_eq!(quiz(1).len(), 20);
    let kinds: BTreeSet<Kind> = quiz(1).iter().map(|one| one.kind).collect();
    assert!(kinds.len() >= 7, "{kinds:?}");
    let security = Wish { domains: vec!["5".into()], ..Wish::default() }.choose(all(&print, 1));
    assert!(!security.is_empty() && security.iter().all(|one| one.domain() == "5"));
}

#[test]
fn a_blank_hides_the_component_in_its_picture() {
    let print = sample();
    let questions = all(&print, 1);
    let quiz = Quiz::new(&print.model, Vec::new(), 1);
    let mut drawn = 0;
    for one in questions.iter().filter(|one| one.kind == Kind::Blank) {
        let picture = one.picture.as_ref().unwrap();
        let svg = quiz.draw(picture, "svg", cyanotype::scene::Theme::Light).unwrap();
        let svg = String::from_utf8(svg).unwrap();
        let service = print.model.component(picture.blanks[0]).service.unwrap();
        assert!(svg.contains("A ?"), "{}", one.id);
        for word in [service.name, service.purpose] {
            let told = cyanotype::render::escape::xml(word);
            // The name of a whole may stand in the name of another service that is drawn.
            let elsewhere = print.model.components.iter().filter_map(|one| one.service);
            let mut elsewhere = elsewhere.filter(|other| other.id != service.id);
            let shared = elsewhere.any(|other| other.name.contains(word));
            assert!(shared || !svg.contains(&told), "{} tells {told}", one.id);
        }
        drawn += 1;
    }
    assert!(drawn >= 5);
}

#[test]
fn an_empty_or_hostile_blueprint_gives_a_quiz_or_a_word() {
    let folder = Folder::with(&[
        ("empty.yaml", "name: Nothing\n"),
        ("bad.yaml", "name: x\nengine: {model: bedrok}\n"),
        (
            "odd.yaml",
            "name: '<script>alert(1)</script>\t*x*'\nengine:\n  model: {service: bedrock, label: \"<img src=x onerror=y>\"}\napi:\n  f: {service: lambda, label: 'a|b'}\nconnections:\n  - f -> model: '</script><b>'\n",
        ),
    ]);
    folder
        .run(&["quiz", "empty.yaml", "--kind", "blank"])
        .exits(2)
        .complains("gives no such question");
    folder.run(&["quiz", "bad.yaml"]).exits(1).complains("did you mean");
    folder.run(&["quiz", "odd.yaml", "--domain", "9"]).exits(2).complains("no domain `9`");
    let html = folder.run(&["quiz", "odd.yaml", "--format", "html", "--count", "500"]).exits(0).out;
    assert!(
        !html.contains("<script>alert")
            && !html.contains("<img src=x")
            && !html.contains("</script><b>")
    );
    let markdown = folder.run(&["quiz", "odd.yaml", "--format", "markdown"]).exits(0).out;
    assert!(!markdown.contains("<script>") && !markdown.contains("<img"));
}

#[test]
fn answers_are_read_scored_and_kept() {
    let print = sample();
    let text = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("blueprints/study-notes-sample.yaml"),
    );
    let folder = Folder::with(&[("sample.yaml", &text.unwrap())]);
    let wish = Wish { count: 3, ..Wish::default() };
    let key: Vec<char> =
        wish.choose(all(&print, 1)).iter().map(|one| Question::letter(one.right)).collect();
    let words = ["quiz", "sample.yaml", "--count", "3", "--ask", "--state", "kept.json"];
    let first = folder.pipe(&words, format!("nonsense\n{}\nq\n", key[0]).as_bytes()).exits(0);
    let first = first.says("Right.").says("1 of 1 right (100 %)");
    first.says("2 left; go on with the same command");
    let wrong = if key[1] == 'A' { 'b' } else { 'a' };
    let second = folder.pipe(&words, format!("{wrong}\n{}\n", key[2]).as_bytes()).exits(0);
    let second = second.says("1 of 3 are answered already, 1 right").says("Wrong.");
    second.says("2 of 3 right (66 %)");
    let other = ["quiz", "sample.yaml", "--count", "4", "--ask", "--state", "kept.json"];
    folder.pipe(&other, b"").exits(2).complains("keeps no answers to this quiz");
    let shown = folder.run(&["quiz", "sample.yaml", "--count", "3", "--answers"]).exits(0);
    shown.says("Answers").says("from ");
}

#[test]
fn every_form_is_written() {
    let print = sample();
    let questions = Wish { count: 500, ..Wish::default() }.choose(all(&print, 1));
    let quiz = Quiz::new(&print.model, questions, 1);
    let document: serde_json::Value = serde_json::from_str(&forms::json(&quiz)).unwrap();
    assert_eq!(document["questions"].as_array().unwrap().len(), quiz.questions.len());
    let text = forms::text(&quiz, Answers::Shown, 72);
    assert!(text.lines().all(|line| line.chars().count() <= 72));
    let markdown = forms::markdown(&quiz, |_| None);
    assert_eq!(markdown.matches("<details>").count(), quiz.questions.len());
    assert!(forms::key(&quiz).starts_with("1 "));
}

#[test]
fn the_page_asks_counts_and_explains_in_a_browser() {
    let print = sample();
    let questions = Wish { count: 4, ..Wish::default() }.choose(all(&print, 1));
    let rights: Vec<usize> = questions.iter().map(|one| one.right).collect();
    let quiz = Quiz::new(&print.model, questions, 1);
    let page = forms::html(&quiz).unwrap();
    let Some(start) = browser::elements("quiz.html", page.as_bytes()) else { return };
    assert!(start.contains("class=\"runs\"") && start.contains("Question 1 of 4"));
    // The page allows its own script only: a test that presses keys needs a page without that rule.
    let policy = page.split("<meta http-equiv").nth(1).unwrap().split('\n').next().unwrap();
    let free = page.replace(&format!("<meta http-equiv{policy}"), "");
    let keys: Vec<String> = rights
        .iter()
        .enumerate()
        .map(|(at, &right)| {
            let key = if at == 3 { (right + 1) % 4 } else { right };
            format!("press('{}'); press('ArrowRight');", Question::letter(key))
        })
        .collect();
    let script = format!(
        "<script>const press = (key) => document.dispatchEvent(new KeyboardEvent('keydown', {{key, bubbles: true}}));{}</script></body>",
        keys.concat()
    );
    let free = free.replace("</body>", &script);
    let end = browser::elements("quiz.html", free.as_bytes()).unwrap();
    assert!(end.contains("3 of 4 right (75 %)"), "{}", &end[end.len().saturating_sub(3000)..]);
    assert_eq!(end.matches("class=\"is-wrong\"").count(), 1);
}
