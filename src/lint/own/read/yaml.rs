//! Reading the keys and values of a mapping of a rule file.

use super::Reader;
use crate::source::{Span, Spanned};
use crate::suggest;
use crate::syntax::{self, NodeId, Value};

impl Reader<'_> {
    /// Reports what is no mapping, and keys that are not in `known`.
    pub(super) fn keys(&mut self, node: NodeId, known: &[&str], part: &str) {
        if !matches!(self.tree.node(node).value, Value::Mapping(_)) {
            let found =
                syntax::NOT_A_MAPPING.at(self.tree.span(node), format!("{part} is a mapping"));
            self.problems.push(found.help(format!("its keys are {}", known.join(", "))));
            return;
        }
        for entry in self.tree.entries(node) {
            let key = self.tree.text(entry.key).unwrap_or("");
            if known.contains(&key) || key.starts_with("x-") {
                continue;
            }
            let help = match suggest::nearest(key, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("its keys are {}", known.join(", ")),
            };
            let fact = format!("{part} has no key `{key}`");
            self.problems.push(syntax::UNKNOWN_KEY.at(self.tree.span(entry.key), fact).help(help));
        }
    }

    /// The place of a key, or of the whole mapping.
    pub(super) fn key(&self, node: NodeId, key: &str) -> Span {
        let mut entries = self.tree.entries(node).iter();
        let found = entries.find(|entry| self.tree.text(entry.key) == Some(key));
        self.tree.span(found.map_or(node, |entry| entry.key))
    }

    /// The text under `key`, when it is said; anything else there is reported.
    pub(super) fn text(&mut self, node: NodeId, key: &str) -> Option<Spanned<String>> {
        let value = self.tree.get(node, key)?;
        let span = self.tree.span(value);
        let text = self.tree.text(value).filter(|_| !self.tree.is_null(value));
        if text.is_none() {
            self.problems.push(syntax::WRONG_TYPE.at(span, format!("`{key}` takes a text")));
        }
        text.map(|text| Spanned::new(text.to_owned(), span))
    }

    pub(super) fn required(
        &mut self,
        node: NodeId,
        key: &str,
        part: &str,
    ) -> Option<Spanned<String>> {
        if matches!(self.tree.node(node).value, Value::Mapping(_))
            && self.tree.get(node, key).is_none()
        {
            let found =
                syntax::MISSING_KEY.at(self.tree.span(node), format!("{part} has no `{key}`"));
            self.problems.push(found);
        }
        self.text(node, key)
    }

    /// The word under `key`, when it is one of `known`; another one is reported.
    pub(super) fn word<'k>(
        &mut self,
        node: NodeId,
        key: &str,
        known: &[&'k str],
    ) -> Option<&'k str> {
        let said = self.text(node, key)?;
        let found = known.iter().find(|word| **word == said.value).copied();
        if found.is_none() {
            let help = match suggest::nearest(&said.value, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("one of: {}", known.join(", ")),
            };
            let fact = format!("`{}` is no value of `{key}`", said.value);
            self.problems.push(syntax::UNKNOWN_VALUE.at(said.span, fact).help(help));
        }
        found
    }
}
