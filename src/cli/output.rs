//! Writing files: all or nothing, and never over an input.

use super::failure::Failure;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Bytes for a file.
#[derive(Debug)]
pub(super) struct Output {
    /// Where to; `-` is standard output.
    pub(super) path: PathBuf,
    /// What.
    pub(super) bytes: Vec<u8>,
}

/// Whether a file that exists already may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Existing {
    /// It is replaced.
    Replace,
    /// It stays, and the command fails.
    Keep,
}

/// Refuses outputs that cannot or must not be written, before any work is done for them.
pub(super) fn vet(
    outputs: &[PathBuf],
    inputs: &[PathBuf],
    existing: Existing,
) -> Result<(), Failure> {
    for (index, output) in outputs.iter().enumerate() {
        if output == Path::new("-") {
            continue;
        }
        vet_one(output, existing)?;
        if let Some(input) = inputs.iter().find(|input| same(input, output)) {
            return Err(Failure::refused(
                format!(
                    "`{}` is the input `{}`: it is not overwritten",
                    output.display(),
                    input.display()
                ),
                "choose another name for the output",
            ));
        }
        if outputs[..index].iter().any(|other| same(other, output) || place(other) == place(output))
        {
            let fact = format!("`{}` is named twice as output", output.display());
            return Err(Failure::refused(fact, "give each output its own name"));
        }
    }
    Ok(())
}

/// Refuses an output that cannot or must not be written.
pub(super) fn vet_one(output: &Path, existing: Existing) -> Result<(), Failure> {
    let shown = output.display();
    match fs::metadata(output) {
        Ok(found) if found.is_dir() => Err(Failure::refused(
            format!("cannot write `{shown}`: it is a folder"),
            "name a file in it",
        )),
        Ok(found) if found.is_file() && existing == Existing::Keep => Err(Failure::refused(
            format!("`{shown}` exists already"),
            "choose another name, or replace it with `--force`",
        )),
        Ok(found) if found.is_file() && found.permissions().readonly() => Err(Failure::refused(
            format!("cannot write `{shown}`: it is write-protected"),
            "choose another name, or allow writing to it",
        )),
        Ok(_) => Ok(()),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => vet_folder(output),
        Err(cause) => Err(Failure::Write(output.to_owned(), cause)),
    }
}

fn vet_folder(output: &Path) -> Result<(), Failure> {
    let folder = folder_of(output);
    if output.file_name().is_none() || folder.is_dir() {
        return Ok(());
    }
    let fact =
        format!("cannot write `{}`: there is no folder `{}`", output.display(), folder.display());
    Err(Failure::refused(fact, "make the folder first"))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether both names lead to one file, be it through links of either kind.
fn same(one: &Path, other: &Path) -> bool {
    same_file::is_same_file(one, other).unwrap_or(false)
}

/// Where a file that need not exist would stand.
fn place(path: &Path) -> (Option<PathBuf>, Option<&std::ffi::OsStr>) {
    (fs::canonicalize(folder_of(path)).ok(), path.file_name())
}

/// Writes all outputs: each into a new file beside its place, and only when all are there, into place.
pub(super) fn write(outputs: &[Output]) -> Result<(), Failure> {
    let mut staged = Vec::new();
    for Output { path, bytes } in outputs {
        if path == Path::new("-") {
            super::screen::Screen::print_bytes(bytes)?;
        } else {
            let one = stage(path, bytes).map_err(|cause| Failure::Write(path.clone(), cause))?;
            staged.extend(one);
        }
    }
    for mut one in staged {
        one.settle().map_err(|cause| Failure::Write(one.named.clone(), cause))?;
    }
    Ok(())
}

/// A file that is complete but not yet in its place; removed when it never gets there.
struct Staged {
    temporary: PathBuf,
    target: PathBuf,
    named: PathBuf,
    settled: bool,
}

impl Staged {
    fn settle(&mut self) -> io::Result<()> {
        fs::rename(&self.temporary, &self.target)?;
        self.settled = true;
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if !self.settled {
            // The failure that led here is the one to tell.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

/// Nothing is staged for a device or a pipe: it is written to directly, and stays what it is.
fn stage(path: &Path, bytes: &[u8]) -> io::Result<Option<Staged>> {
    // A link stays a link: the file behind it is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = fs::metadata(&target).ok();
    if before.as_ref().is_some_and(|found| !found.is_file()) {
        fs::OpenOptions::new().write(true).open(&target)?.write_all(bytes)?;
        return Ok(None);
    }
    let (temporary, mut file) = new_file_beside(&target)?;
    let staged = Staged { temporary, target, named: path.to_owned(), settled: false };
    file.write_all(bytes)?;
    if let Some(found) = before {
        file.set_permissions(found.permissions())?;
    }
    Ok(Some(staged))
}

fn new_file_beside(target: &Path) -> io::Result<(PathBuf, fs::File)> {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let mut attempt = 0;
    loop {
        let temporary =
            folder_of(target).join(format!(".{name}.{}-{attempt}.tmp", std::process::id()));
        match fs::File::create_new(&temporary) {
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists && attempt < 100 => {
                attempt += 1;
            }
            Err(cause) => return Err(cause),
            Ok(file) => return Ok((temporary, file)),
        }
    }
}
