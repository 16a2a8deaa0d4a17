//! Failures of the outside world: what could not be done, with the path and the cause.

use crate::report::Unreadable;
use std::io;
use std::path::{Path, PathBuf};

/// Why a command could not run.
#[derive(Debug)]
pub(super) enum Failure {
    /// A file or folder could not be read.
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        cause: io::Error,
        /// What to do.
        help: Option<String>,
    },
    /// An output could not be written.
    Write(PathBuf, io::Error),
    /// Nobody reads the output any more; no failure of ours.
    BrokenPipe,
    /// What was asked cannot be done: the fact, and what to do instead.
    Refused(String, Option<String>),
    /// Everything has been said already, with places.
    Reported,
}

impl Failure {
    pub(super) fn refused(fact: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Refused(fact.into(), Some(help.into()))
    }

    pub(super) fn read(path: impl Into<PathBuf>, cause: io::Error) -> Self {
        Self::Read { path: path.into(), cause, help: None }
    }

    /// A blueprint that could not be read.
    pub(super) fn unreadable(name: &str, why: &Unreadable) -> Self {
        Self::Refused(format!("cannot read `{name}`: {}", why.fact(name)), why.help.clone())
    }

    /// A failure to write to standard output or standard error.
    pub(super) fn stream(cause: io::Error) -> Self {
        match cause.kind() {
            io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Self::Write(PathBuf::from("-"), cause),
        }
    }

    /// The fact, lower case and without full stop.
    pub(super) fn fact(&self) -> String {
        match self {
            Self::Read { path, cause, .. } => {
                format!("cannot read {}: {}", name(path), reason(cause))
            }
            Self::Write(path, cause) => format!("cannot write {}: {}", name(path), reason(cause)),
            Self::Refused(fact, _) => fact.clone(),
            Self::BrokenPipe | Self::Reported => String::new(),
        }
    }

    /// What to do.
    pub(super) fn help(&self) -> Option<&str> {
        match self {
            Self::Refused(_, help) | Self::Read { help, .. } => help.as_deref(),
            _ => None,
        }
    }
}

fn name(path: &Path) -> String {
    if path == Path::new("-") {
        "standard output".to_owned()
    } else {
        format!("`{}`", path.display())
    }
}

/// The cause in words that are the same on every platform, as far as they are known.
pub(super) fn reason(cause: &io::Error) -> String {
    match cause.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::NotADirectory => "a part of the path is not a folder".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        io::ErrorKind::InvalidFilename => "the name is not allowed".to_owned(),
        _ => {
            let text = cause.to_string();
            let end = text.find(" (os error").unwrap_or(text.len());
            text[..end].to_lowercase()
        }
    }
}
