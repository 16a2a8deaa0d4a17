//! The catalogue: its data are sound, the checked-in statics are made of them, and it knows what people type.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(
    clippy::disallowed_methods,
    reason = "this test reads the data and writes what is made of them"
)]

mod api;
mod check;
mod facts;
mod learn;
mod read;
mod render;

use read::Data;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalog").join(name)
}

#[test]
fn data_is_sound() {
    let faults = check::faults(&Data::read(&folder("data")));
    assert!(faults.is_empty(), "src/catalog/data:\n{}", faults.join("\n"));
}

/// Rewrites `src/catalog/generated` from `src/catalog/data` when it is stale, and fails once.
#[test]
fn generated_is_fresh() {
    let data = Data::read(&folder("data"));
    if !check::faults(&data).is_empty() {
        // `data_is_sound` tells what is wrong; nothing is written from faulty data.
        return;
    }
    let target = folder("generated");
    let mut stale = Vec::new();
    for (name, text) in render::files(&data) {
        let path = target.join(name);
        if std::fs::read_to_string(&path).is_ok_and(|old| old.replace("\r\n", "\n") == text) {
            continue;
        }
        stale.push(name);
        if std::env::var_os("CI").is_none() {
            let mut file = tempfile::NamedTempFile::new_in(&target).unwrap();
            std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
            file.persist(&path).unwrap();
        }
    }
    assert!(
        stale.is_empty(),
        "src/catalog/generated was stale ({}): run the tests again",
        stale.join(", ")
    );
}
