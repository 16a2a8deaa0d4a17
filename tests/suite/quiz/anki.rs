//! The notes for Anki are imported by Anki itself.

use super::{all, sample};
use cyanotype::study::{Quiz, Wish, forms};
use std::{fs, process::Command};

/// The Python of an environment with `anki`, when there is one.
fn python() -> Option<&'static str> {
    let has = |program: &&&str| {
        let run = Command::new(program).args(["-c", "import anki"]).output();
        run.is_ok_and(|run| run.status.success())
    };
    let found = ["python3", "python"].iter().find(has).copied();
    if found.is_none() {
        println!("skipped: the Python package `anki` is not installed");
    }
    found
}

const IMPORT: &str = r#"
import os, shutil, sys
from anki.collection import Collection, ImportCsvRequest
folder = sys.argv[1]
notes = os.path.join(folder, "notes.txt")
col = Collection(os.path.join(folder, "test.anki2"))
for name in os.listdir(os.path.join(folder, "media")):
    shutil.copy(os.path.join(folder, "media", name), col.media.dir())
metadata = col.get_csv_metadata(notes, None)
col.import_csv(ImportCsvRequest(path=notes, metadata=metadata))
ids = col.find_notes("")
missing = col.media.check().missing
first = col.get_note(ids[0])
print(len(ids), len(first.fields), "tags" if any(tag.startswith("aif-c01::") for tag in first.tags) else "-", len(missing))
print([one.name for one in col.decks.all_names_and_ids()])
"#;

#[test]
fn anki_imports_the_notes_with_their_pictures() {
    let print = sample();
    let questions = Wish { count: 500, ..Wish::default() }.choose(all(&print, 1));
    let quiz = Quiz::new(&print.model, questions, 1);
    let deck = forms::anki(&quiz, "svg").unwrap();
    let rows: Vec<&str> = deck.notes.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(rows.len(), quiz.questions.len());
    assert!(rows.iter().all(|row| row.matches('\t').count() == 2));
    assert!(!deck.media.is_empty());
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("media")).unwrap();
    fs::write(folder.path().join("notes.txt"), &deck.notes).unwrap();
    for (name, bytes) in &deck.media {
        fs::write(folder.path().join("media").join(name), bytes).unwrap();
    }
    let run = Command::new(python).args(["-c", IMPORT]).arg(folder.path()).output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{err}");
    assert!(out.starts_with(&format!("{} 2 tags 0", quiz.questions.len())), "{out}{err}");
    assert!(out.contains("Cyanotype::"), "{out}");
}
