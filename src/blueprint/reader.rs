//! What every part of reading shares: the tree, the problems, and the values of single keys.

use super::keys::Key;
use super::value::{BlueprintProperty, PropValue, Properties};
use super::words::Word;
use crate::catalog::Reference;
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety};
use crate::source::{Source, Span, Spanned};
use crate::suggest;
use crate::syntax::{
    Entry, NodeId, Problem, Style, Tree, UNKNOWN_KEY, UNKNOWN_VALUE, Value, WRONG_TYPE,
};

/// Reads parts of one tree and collects problems.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub source: &'a Source,
    pub tree: &'a Tree,
    pub reference: &'a Reference,
    pub problems: Vec<Diagnostic>,
}

/// Problems after which unknown words are reported without a search for what may be meant.
const MAX_SUGGESTIONS: usize = 500;

/// A key with its value.
pub(super) type Pair = (Spanned<String>, NodeId);

impl Reader<'_> {
    /// The entries of a mapping whose keys are texts; keys that begin with `x-` are left out, others are reported.
    pub(super) fn pairs(&mut self, id: NodeId) -> Vec<Pair> {
        let tree = self.tree;
        let mut pairs = Vec::with_capacity(tree.entries(id).len());
        for entry in tree.entries(id) {
            let span = tree.span(entry.key);
            match tree.text(entry.key) {
                Some(key) if key.starts_with("x-") => {}
                Some(key) => pairs.push((Spanned::new(key.to_owned(), span), entry.value)),
                None => self.problems.push(WRONG_TYPE.at(span, "a key must be a text")),
            }
        }
        pairs
    }

    /// The keys of the author's own that hold a value or a list of texts; only rules of the author's own read them.
    pub(super) fn extras(&self, id: NodeId) -> Properties {
        let own = |entry: &Entry| {
            let name = self.tree.text(entry.key).filter(|key| key.starts_with("x-"))?;
            let value = self.extra(entry.value)?;
            Some(BlueprintProperty {
                name: Spanned::new(name.to_owned(), self.tree.span(entry.key)),
                value: Spanned::new(value, self.tree.span(entry.value)),
            })
        };
        Properties(self.tree.entries(id).iter().filter_map(own).collect())
    }

    fn extra(&self, id: NodeId) -> Option<PropValue> {
        if let Value::Sequence(items) = &self.tree.node(id).value {
            return Some(PropValue::List(
                items.iter().filter_map(|&item| self.scalar(item)).collect(),
            ));
        }
        let text = self.scalar(id)?.value;
        let plain = self.plain(id).unwrap_or("");
        Some(match (truth(plain), number(plain)) {
            (Some(value), _) => PropValue::Bool(value),
            (None, Some(value)) => PropValue::Number(value),
            (None, None) => PropValue::Text(text),
        })
    }

    /// The entries of a part that knows only the keys of `table`; others are reported.
    pub(super) fn known_pairs(&mut self, id: NodeId, table: &[Key], part: &str) -> Vec<Pair> {
        let (known, unknown): (Vec<Pair>, Vec<Pair>) =
            self.pairs(id).into_iter().partition(|(key, _)| super::keys::has(table, &key.value));
        for (key, _) in unknown {
            let names: Vec<&str> = table.iter().map(|key| key.name).collect();
            let message = format!("{part} has no key `{}`", key.value);
            self.unknown(&UNKNOWN_KEY, &key, message, &names);
        }
        known
    }

    /// Reports an unknown word with what may be meant.
    pub(super) fn unknown(
        &mut self,
        problem: &Problem,
        word: &Spanned<String>,
        message: String,
        known: &[&str],
    ) {
        let few = self.problems.len() < MAX_SUGGESTIONS;
        let near = if few { suggest::nearest(&word.value, known.iter().copied()) } else { None };
        let mut found = problem.at(word.span, message);
        found = match near {
            Some(near) => found.help(format!("did you mean `{near}`?")),
            None => found.help(list_of("known", known)),
        };
        let slip = near.filter(|near| suggest::distance(near, &word.value) == 1);
        if let Some(near) = slip.filter(|near| !self.stands_beside(word.span, near)) {
            found = found.fix(self.respell(word, near));
        }
        self.problems.push(found);
    }

    /// Whether the mapping with the key at `place` has the key `other`, too.
    fn stands_beside(&self, place: Span, other: &str) -> bool {
        let mut around = self.tree.nodes.iter().filter_map(|node| match &node.value {
            Value::Mapping(all) => {
                all.iter().any(|entry| self.tree.span(entry.key) == place).then_some(all)
            }
            Value::Sequence(_) | Value::Scalar(..) => None,
        });
        around.any(|all| all.iter().any(|entry| self.tree.text(entry.key) == Some(other)))
    }

    fn respell(&self, word: &Spanned<String>, near: &str) -> Fix {
        let quoted = self.source.slice(word.span).starts_with(['"', '\'']);
        let text = if quoted { format!("'{near}'") } else { near.to_owned() };
        let title = format!("replace `{}` with `{near}`", word.value);
        Fix { title, safety: Safety::Safe, edits: vec![Edit { span: word.span, text }] }
    }

    /// Reports a value of the wrong type.
    pub(super) fn wrong_type(&mut self, id: NodeId, what: &str, wanted: &str) {
        let (tree, span) = (self.tree, self.tree.span(id));
        let problem = if tree.is_null(id) {
            WRONG_TYPE
                .at(span, format!("`{what}` has no value"))
                .help(format!("write {wanted}, or remove the key"))
        } else {
            let is = self.kind_of(id);
            WRONG_TYPE.at(span, format!("`{what}` takes {wanted}, not {is}"))
        };
        self.problems.push(problem);
    }

    /// What a value is, in words.
    pub(super) fn kind_of(&self, id: NodeId) -> &'static str {
        match &self.tree.node(id).value {
            Value::Mapping(_) => "a mapping",
            Value::Sequence(_) => "a list",
            Value::Scalar(..) if self.tree.is_null(id) => "nothing",
            Value::Scalar(text, Style::Plain) if truth(text).is_some() => "a truth value",
            Value::Scalar(text, Style::Plain) if number(text).is_some() => "a number",
            Value::Scalar(..) => "a text",
        }
    }

    /// A scalar as it is written, decoded; nothing for an empty one.
    pub(super) fn scalar(&self, id: NodeId) -> Option<Spanned<String>> {
        let text = self.tree.text(id).filter(|_| !self.tree.is_null(id))?;
        Some(Spanned::new(text.to_owned(), self.tree.span(id)))
    }

    /// A plain scalar.
    pub(super) fn plain(&self, id: NodeId) -> Option<&str> {
        match &self.tree.node(id).value {
            Value::Scalar(text, Style::Plain) => Some(text),
            _ => None,
        }
    }

    /// The text of `what`; anything else is reported.
    pub(super) fn text(&mut self, id: NodeId, what: &str) -> Option<Spanned<String>> {
        let text = self.scalar(id);
        if text.is_none() {
            self.wrong_type(id, what, "a text");
        }
        text
    }

    /// The texts of a list, or the one text.
    pub(super) fn texts(&mut self, id: NodeId, what: &str) -> Vec<Spanned<String>> {
        if let Some(text) = self.scalar(id) {
            return vec![text];
        }
        if !matches!(self.tree.node(id).value, Value::Sequence(_)) {
            self.wrong_type(id, what, "a text or a list of texts");
            return Vec::new();
        }
        let tree = self.tree;
        let mut texts = Vec::new();
        for &item in tree.items(id) {
            match self.scalar(item) {
                Some(text) => texts.push(text),
                None => self.wrong_type(item, what, "a list of texts"),
            }
        }
        texts
    }

    /// The word of `what`; anything else is reported.
    pub(super) fn word<W: Word>(&mut self, id: NodeId, what: &str) -> Option<Spanned<W>> {
        let text = self.text(id, what)?;
        self.member(&text, what)
    }

    /// The words of a list, or the one word.
    pub(super) fn words<W: Word>(&mut self, id: NodeId, what: &str) -> Vec<Spanned<W>> {
        let texts = self.texts(id, what);
        texts.iter().filter_map(|text| self.member(text, what)).collect()
    }

    fn member<W: Word>(&mut self, text: &Spanned<String>, what: &str) -> Option<Spanned<W>> {
        let member = W::find(&text.value).map(|word| Spanned::new(word, text.span));
        if member.is_none() {
            let known: Vec<&str> = W::ALL.iter().map(|word| word.as_str()).collect();
            self.unknown(
                &UNKNOWN_VALUE,
                text,
                format!("`{what}` cannot be `{}`", text.value),
                &known,
            );
        }
        member
    }

    /// A web address; other schemes than http, https and mailto are refused, because pictures carry it.
    pub(super) fn link(&mut self, id: NodeId) -> Option<Spanned<String>> {
        let text = self.text(id, "link")?;
        let scheme = text.value.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        let allowed =
            scheme.is_some_and(|scheme| ["http", "https", "mailto"].contains(&scheme.as_str()));
        let clean =
            !text.value.contains(|letter: char| letter.is_whitespace() || letter.is_control());
        if allowed && clean {
            return Some(text);
        }
        let problem = UNKNOWN_VALUE.at(text.span, "`link` is not a web address");
        self.problems.push(problem.help("begin it with `https://`, `http://` or `mailto:`"));
        None
    }

    /// The exact place of a part of a scalar's text; the whole scalar when it is written with escapes or line breaks.
    pub(super) fn part(&self, scalar: Span, text: &str, from: usize, to: usize) -> Span {
        let written = self.source.slice(scalar);
        let quoted =
            written.strip_prefix(['"', '\'']).and_then(|rest| rest.strip_suffix(['"', '\'']));
        let shift = match quoted {
            _ if written == text => 0,
            Some(inner) if inner == text => 1,
            _ => return scalar,
        };
        let place = |at: usize| scalar.start + u32::try_from(at + shift).unwrap_or(0);
        Span::new(place(from), place(to))
    }
}

/// `intro: a, b, c`, cut off after a dozen.
pub(super) fn list_of(intro: &str, words: &[&str]) -> String {
    let shown: Vec<String> = words.iter().take(14).map(|word| format!("`{word}`")).collect();
    let more = if words.len() > shown.len() { ", …" } else { "" };
    format!("{intro}: {}{more}", shown.join(", "))
}

/// The truth value of a plain scalar.
pub(super) fn truth(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// The number of a plain scalar: finite, decimal.
pub(super) fn number(text: &str) -> Option<f64> {
    let digits = text.trim_start_matches(['-', '+']);
    let decimal = digits.starts_with(|first: char| first.is_ascii_digit() || first == '.');
    text.parse().ok().filter(|number: &f64| decimal && number.is_finite())
}
