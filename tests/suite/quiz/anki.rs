//! The notes for Anki are imported by Anki itself.

use super::{all, prints, sample};
use cyanotype::{
    render::escape::xml,
    study::{Question, Quiz, Wish, forms},
};
use std::{collections::BTreeSet, fs, path::Path, path::PathBuf, process::Command};

/// A Python that has `anki`: the pipeline's in `target/consumers`, or the user's.
fn python() -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/consumers/anki/bin/python");
    let has = |program: &PathBuf| {
        let run = Command::new(program).args(["-c", "import anki"]).output();
        run.is_ok_and(|run| run.status.success())
    };
    let found = [own, "python3".into(), "python".into()].into_iter().find(has);
    if found.is_none() {
        println!("skipped: the Python package `anki` is not installed");
    }
    found
}

/// Imports `notes.txt` twice, as a learner does who makes the quiz anew, and tells all that arrived.
const IMPORT: &str = r#"
import json, os, re, shutil, sys
from anki.collection import Collection, ImportCsvRequest
folder = sys.argv[1]
notes = os.path.join(folder, "notes.txt")
col = Collection(os.path.join(folder, "test.anki2"))
for name in os.listdir(os.path.join(folder, "media")):
    shutil.copy(os.path.join(folder, "media", name), col.media.dir())
def load():
    metadata = col.get_csv_metadata(notes, None)
    log = col.import_csv(ImportCsvRequest(path=notes, metadata=metadata)).log
    return len(log.new)
new = [load(), load()]
checked = col.media.check()
told = []
for at in col.find_notes(""):
    note = col.get_note(at)
    pictures = re.findall(r'<img src="([^"]+)"', note.fields[0])
    sizes = [os.path.getsize(os.path.join(col.media.dir(), name)) for name in pictures]
    told.append({"type": note.note_type()["name"], "front": note.fields[0], "back": note.fields[1],
                 "fields": len(note.fields), "tags": sorted(note.tags), "pictures": sizes,
                 "deck": col.decks.name(note.cards()[0].did), "cards": len(note.cards()),
                 "asked": note.cards()[0].question()})
print(json.dumps({"new": new, "missing": len(checked.missing), "unused": len(checked.unused), "notes": told}))
"#;

/// What Anki has after the import.
fn imported(deck: &forms::Deck, python: &Path) -> serde_json::Value {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("media")).unwrap();
    fs::write(folder.path().join("notes.txt"), &deck.notes).unwrap();
    for (name, bytes) in &deck.media {
        fs::write(folder.path().join("media").join(name), bytes).unwrap();
    }
    let run = Command::new(python).args(["-c", IMPORT]).arg(folder.path()).output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{err}");
    serde_json::from_str(out.lines().last().unwrap()).unwrap()
}

fn tags(one: &Question) -> Vec<String> {
    let mut tags = vec![
        format!("aif-c01::domain-{}", one.domain()),
        format!("aif-c01::task-{}", one.task),
        format!("cyanotype::{}", one.kind.as_str()),
    ];
    tags.sort();
    tags
}

#[test]
fn the_notes_have_a_row_for_each_question_and_a_file_for_each_picture() {
    let print = sample();
    let questions = Wish { count: 500, ..Wish::default() }.choose(all(&print, 1));
    let quiz = Quiz::new(&print.model, questions, 1);
    let deck = forms::anki(&quiz, "svg").unwrap();
    let rows: Vec<&str> = deck.notes.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(rows.len(), quiz.questions.len());
    assert!(rows.iter().all(|row| row.matches('\t').count() == 2));
    let drawn = quiz.questions.iter().filter(|one| one.picture.is_some()).count();
    assert!(drawn > 5);
    assert_eq!(deck.media.len(), drawn);
}

#[test]
fn anki_imports_the_notes_with_their_tags_and_pictures() {
    let Some(python) = python() else { return };
    for (name, pictures) in [("study-notes-sample", "svg"), ("rag-chatbot", "png")] {
        let print = prints().into_iter().find(|one| one.name == name).unwrap();
        let questions = Wish { count: 60, ..Wish::default() }.choose(all(&print, 1));
        let quiz = Quiz::new(&print.model, questions, 1);
        let told = imported(&forms::anki(&quiz, pictures).unwrap(), &python);
        // The second import finds every note again, since the first field is the same.
        assert_eq!(told["new"], serde_json::json!([quiz.questions.len(), 0]));
        assert_eq!((&told["missing"], &told["unused"]), (&0.into(), &0.into()));
        let notes = told["notes"].as_array().unwrap();
        assert_eq!(notes.len(), quiz.questions.len());
        let mut drawn = 0;
        for one in &quiz.questions {
            let asks = xml(&one.ask);
            let found = |note: &&serde_json::Value| {
                let front = note["front"].as_str().unwrap();
                front.contains(&asks) && one.lines.iter().all(|line| front.contains(&xml(line)))
            };
            let note = notes.iter().find(found).unwrap_or_else(|| panic!("no note on {}", one.id));
            assert_eq!(note["tags"], serde_json::json!(tags(one)), "{}", one.id);
            assert_eq!((&note["fields"], &note["cards"]), (&2.into(), &1.into()));
            assert_eq!(note["type"], "Basic");
            let deck = note["deck"].as_str().unwrap();
            assert!(deck.starts_with("Cyanotype::") && !deck[11..].contains("::"), "{deck}");
            let key = &one.answers[one.right];
            let right = xml(&format!("{}) {}", Question::letter(one.right), key.text));
            assert!(note["back"].as_str().unwrap().contains(&right), "{}", one.id);
            let sizes = note["pictures"].as_array().unwrap();
            assert_eq!(sizes.len(), usize::from(one.picture.is_some()), "{}", one.id);
            assert!(sizes.iter().all(|size| size.as_u64().unwrap() > 1000), "{}", one.id);
            assert!(note["asked"].as_str().unwrap().contains("<li>"), "{}", one.id);
            drawn += sizes.len();
        }
        assert!(drawn > 5, "{name}");
        let kinds: BTreeSet<_> = quiz.questions.iter().map(|one| one.kind).collect();
        assert!(kinds.len() > 7, "{kinds:?}");
    }
}
