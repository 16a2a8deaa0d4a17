//! The files of a review: named, put together, and written all or none.

use super::super::check::Outcome;
use super::super::failure::Failure;
use super::super::json;
use super::{Output, Report, ReviewArguments, Reviewed, Version, comment, output};
use crate::report::{self, Look};
use serde_json::{Value, json as object};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the pictures in the bundle.
const PICTURES: &str = "pictures";
/// Everything, for a program.
const DOCUMENT: &str = "review.json";

/// Refuses a folder that cannot be written, or whose files are reviewed.
pub(super) fn vet(folder: &Path, pairs: &[(Version, Version)]) -> Result<(), Failure> {
    if folder.exists() && !folder.is_dir() {
        let fact = format!("`{}` is no folder", folder.display());
        return Err(Failure::refused(fact, "name a folder for the bundle: `-o review`"));
    }
    let outputs: Vec<PathBuf> =
        ["comment.md", DOCUMENT, "findings.sarif"].iter().map(|name| folder.join(name)).collect();
    let sides = pairs.iter().flat_map(|(old, new)| [old, new]);
    let inputs: Vec<PathBuf> = sides.filter_map(Version::file).map(Path::to_owned).collect();
    if folder.is_dir() { output::vet(&outputs, &inputs, output::Existing::Replace) } else { Ok(()) }
}

/// Everything by its path in the folder.
pub(super) fn files(
    arguments: &ReviewArguments,
    reviewed: &[Reviewed],
    outcome: &Outcome,
) -> Vec<(PathBuf, Vec<u8>)> {
    let names = names(reviewed);
    let comment = comment::write(arguments, reviewed, &names);
    let mut out = vec![
        (PathBuf::from("comment.md"), comment.into_bytes()),
        (PathBuf::from(DOCUMENT), document(reviewed, &names).into_bytes()),
    ];
    out.extend(sarif(outcome).map(|text| (PathBuf::from("findings.sarif"), text.into_bytes())));
    for (one, name) in reviewed.iter().zip(&names) {
        for (ending, bytes) in &one.pictures {
            out.push((Path::new(PICTURES).join(format!("{name}.{ending}")), bytes.clone()));
        }
    }
    out
}

/// A file name for each blueprint: its path with other letters than plain ones as dashes; no two are the same, also
/// where case does not matter.
fn names(reviewed: &[Reviewed]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut out = Vec::with_capacity(reviewed.len());
    for one in reviewed {
        let name = one.comparison.new.source.name();
        let path = name.rsplit_once(':').map_or(name, |(_, path)| path);
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
        let mut base: String = stem.chars().map(plain).take(80).collect();
        base = base.trim_matches('-').to_owned();
        if base.is_empty() {
            "blueprint".clone_into(&mut base);
        }
        let (mut free, mut count) = (base.clone(), 2);
        while !taken.insert(free.to_lowercase()) {
            free = format!("{base}-{count}");
            count += 1;
        }
        out.push(free);
    }
    out
}

/// The reports of `diff --format json`, one a blueprint.
fn document(reviewed: &[Reviewed], names: &[String]) -> String {
    let one = |(one, name): (&Reviewed, &String)| {
        let mut text = String::new();
        if let Some(style) = report::change_style("json") {
            (style.write)(&one.comparison.report(Look::default()), &mut text);
        }
        let mut value: Value = serde_json::from_str(&text).unwrap_or_default();
        let pictures: Vec<String> =
            one.pictures.iter().map(|(ending, _)| format!("{PICTURES}/{name}.{ending}")).collect();
        if let Value::Object(fields) = &mut value {
            fields.insert("pictures".to_owned(), object!(pictures));
            fields.insert("in_baseline".to_owned(), object!(one.known));
        }
        value
    };
    let blueprints: Vec<Value> = reviewed.iter().zip(names).map(one).collect();
    json(&object!({ "version": 1, "blueprints": blueprints }))
}

/// All open findings of the new versions, for a machine that tracks them.
fn sarif(outcome: &Outcome) -> Option<String> {
    let style = report::find("sarif")?;
    let mut text = String::new();
    let report = Report { hidden: outcome.hidden.clone(), ..Report::new(&outcome.files) };
    (style.write)(&report, &mut text);
    Some(text)
}

/// Writes all files into the folder, which is made; each is complete before any is put in its place. Then takes away the
/// pictures that a review before wrote there and this one did not; says how many.
pub(super) fn write(folder: &Path, files: Vec<(PathBuf, Vec<u8>)>) -> Result<usize, Failure> {
    let mut old = earlier(folder);
    old.retain(|path| !files.iter().any(|(new, _)| new == path));
    let pictures = files.iter().any(|(path, _)| path.starts_with(PICTURES));
    let deepest = if pictures { folder.join(PICTURES) } else { folder.to_owned() };
    fs::create_dir_all(&deepest).map_err(|cause| Failure::Write(deepest.clone(), cause))?;
    let outputs: Vec<Output> =
        files.into_iter().map(|(path, bytes)| Output { path: folder.join(path), bytes }).collect();
    let paths: Vec<PathBuf> = outputs.iter().map(|one| one.path.clone()).collect();
    output::vet(&paths, &[], output::Existing::Replace)?;
    output::write(&outputs)?;
    let removed = old.iter().filter(|path| fs::remove_file(folder.join(path)).is_ok()).count();
    if removed > 0 && !pictures {
        // Fails where something else lies in it, and then it stays.
        let _ = fs::remove_dir(folder.join(PICTURES));
    }
    Ok(removed)
}

/// The pictures that the last review wrote into this folder, as its `review.json` lists them; nothing else is touched.
fn earlier(folder: &Path) -> Vec<PathBuf> {
    let text = fs::read(folder.join(DOCUMENT)).unwrap_or_default();
    let document: Value = serde_json::from_slice(&text).unwrap_or_default();
    let lists = document["blueprints"].as_array().into_iter().flatten();
    let listed = lists.flat_map(|one| one["pictures"].as_array().into_iter().flatten());
    listed.filter_map(Value::as_str).filter_map(picture).collect()
}

/// The path when it is one that a review gives to its pictures.
fn picture(path: &str) -> Option<PathBuf> {
    let name = path.strip_prefix(PICTURES)?.strip_prefix('/')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let ours = ["svg", "png", "html"]
        .iter()
        .any(|end| name.rsplit_once('.').is_some_and(|it| it.1 == *end));
    (ours && name.chars().all(plain)).then(|| Path::new(PICTURES).join(name))
}
