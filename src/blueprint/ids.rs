//! Ids: what they may be, and that each stands once.

use super::keys;
use super::reader::Reader;
use crate::source::{Span, Spanned};
use crate::syntax::{DUPLICATE_ID, INVALID_ID, RESERVED_WORD};
use std::collections::BTreeMap;

/// Ids in use, with their places.
#[derive(Debug, Default)]
pub(super) struct Ids(BTreeMap<String, Span>);

impl Ids {
    /// Takes the id of a component or group. `false` when it is taken already or no id at all, which is reported.
    pub(super) fn take(&mut self, id: &Spanned<String>, reader: &mut Reader<'_>) -> bool {
        if let Some(&first) = self.0.get(&id.value) {
            let problem = DUPLICATE_ID.at(id.span, format!("the id `{}` is taken", id.value));
            let problem =
                problem.here("again here").label(first, "first here").subjects([&id.value]);
            reader.problems.push(
                problem.help("give one of them another id; ids are unique in the whole file"),
            );
            return false;
        }
        check(id, reader);
        if id.value.is_empty() {
            return false;
        }
        self.0.insert(id.value.clone(), id.span);
        true
    }
}

/// Reports an id that a connection cannot carry, or that means something else.
fn check(id: &Spanned<String>, reader: &mut Reader<'_>) {
    if let Some(flaw) = flaw(&id.value) {
        let problem = INVALID_ID.at(id.span, format!("`{}` is not an id: {flaw}", id.value));
        reader.problems.push(problem.help("use lower-case letters, digits and `-`"));
    } else if let Some(other) = meaning(&id.value, reader) {
        let problem =
            RESERVED_WORD.at(id.span, format!("`{}` cannot be an id: it is {other}", id.value));
        reader
            .problems
            .push(problem.help(format!("choose another id, for instance `{}-1`", id.value)));
    }
}

/// Whether a word is an id like most, so that nothing more need be asked.
pub(super) fn is_plain(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// What makes a word no id.
pub(super) fn flaw(word: &str) -> Option<&'static str> {
    if is_plain(word) {
        None
    } else if word.is_empty() {
        Some("it is empty")
    } else if word.contains(char::is_whitespace) {
        Some("it has a blank in it")
    } else if word.contains("->") || word.contains("~>") {
        Some("it has an arrow in it")
    } else if word.contains(['&', ':']) {
        Some("it has `&` or `:` in it")
    } else if word.contains(char::is_control) {
        Some("it has a control character in it")
    } else {
        None
    }
}

fn meaning(word: &str, reader: &Reader<'_>) -> Option<&'static str> {
    if word == "all" {
        Some("the word for everything in `covers`")
    } else if reader.reference.layer(word).is_some() {
        Some("a layer")
    } else if keys::has(keys::TOP, word) {
        Some("a key of the format")
    } else {
        None
    }
}
