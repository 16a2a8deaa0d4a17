//! What is said of a thing as comparable facts: order, spelling of services and new names of old things left out.

use super::names::Names;
use crate::{
    blueprint::{BlueprintProperty, PropValue, Properties},
    catalog::{self, Carrier, PropertyType},
    source::Spanned,
};

/// One fact: a key with what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    /// The key; a key in a mapping follows after a dot.
    pub(super) name: String,
    /// What it says.
    pub(super) value: Value,
}

/// What a key says: words, each as it is compared and as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    /// Sorted by what is compared.
    pub(super) words: Vec<Word>,
    /// Whether it may hold several.
    pub(super) list: bool,
}

/// A word as it is compared and as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Word {
    /// What decides whether two words mean the same.
    pub(super) key: String,
    /// What stands in the file.
    pub(super) shown: String,
}

impl Value {
    /// Whether both mean the same.
    pub(super) fn same(&self, other: &Self) -> bool {
        let keys =
            |value: &'_ Self| value.words.iter().map(|word| word.key.clone()).collect::<Vec<_>>();
        keys(self) == keys(other)
    }
    /// What is compared, as one text.
    pub(super) fn key(&self) -> String {
        let keys: Vec<&str> = self.words.iter().map(|word| word.key.as_str()).collect();
        keys.join("\u{1f}")
    }
    /// The value as it is shown.
    pub(super) fn shown(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.shown.as_str()).collect();
        if self.list { format!("[{}]", words.join(", ")) } else { words.join(", ") }
    }
}

/// Facts as they are collected.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    names: &'a Names,
    /// What was collected.
    pub(super) list: Vec<Fact>,
}

impl<'a> Facts<'a> {
    pub(super) const fn new(names: &'a Names) -> Self {
        Self { names, list: Vec::new() }
    }
    fn push(&mut self, name: &str, value: Value) {
        self.list.push(Fact { name: name.to_owned(), value });
    }
    /// A word that may be unsaid.
    pub(super) fn one(&mut self, name: &str, word: Option<impl Into<String>>) {
        if let Some(word) = word {
            let word = word.into();
            let word = Word { key: word.clone(), shown: word };
            self.push(name, Value { words: vec![word], list: false });
        }
    }
    /// A text that may be unsaid.
    pub(super) fn text(&mut self, name: &str, said: Option<&Spanned<String>>) {
        self.one(name, said.map(|said| said.value.as_str()));
    }
    /// A word whose meaning is `key`.
    pub(super) fn meant(&mut self, name: &str, key: String, shown: &str) {
        let word = Word { key, shown: shown.to_owned() };
        self.push(name, Value { words: vec![word], list: false });
    }
    /// Words in any order; nothing is collected for none.
    pub(super) fn many<'w>(&mut self, name: &str, words: impl IntoIterator<Item = &'w str>) {
        let words: Vec<Word> = words
            .into_iter()
            .map(|word| Word { key: word.to_owned(), shown: word.to_owned() })
            .collect();
        if !words.is_empty() {
            self.list(name, words);
        }
    }
    /// Ids in any order, by the names that the things have now; an empty list that is said counts.
    pub(super) fn ids(&mut self, name: &str, ids: Option<&[Spanned<String>]>) {
        let Some(ids) = ids else { return };
        let word = |id: &Spanned<String>| Word {
            key: self.names.now(&id.value).to_owned(),
            shown: id.value.clone(),
        };
        let words = ids.iter().map(word).collect();
        self.list(name, words);
    }
    fn list(&mut self, name: &str, mut words: Vec<Word>) {
        words.sort();
        words.dedup_by(|one, two| one.key == two.key);
        self.push(name, Value { words, list: true });
    }
    /// Every property of a thing.
    pub(super) fn properties(&mut self, properties: &Properties, on: Carrier) {
        for one in properties.iter() {
            self.property(one, on);
        }
    }
    fn property(&mut self, one: &BlueprintProperty, on: Carrier) {
        let name = one.name.value.as_str();
        let types = catalog::property(name, on).map_or(&[][..], |row| row.types);
        let is = |wanted: &[PropertyType]| types.iter().any(|one| wanted.contains(one));
        let names = is(&[PropertyType::Id, PropertyType::Groups]);
        let many = is(&[
            PropertyType::Texts,
            PropertyType::Words,
            PropertyType::Groups,
            PropertyType::Guardrail,
        ]);
        self.value(name, &one.value.value, (names, many), 0);
    }
    fn value(&mut self, name: &str, value: &PropValue, (names, many): (bool, bool), depth: u32) {
        let key =
            |word: &str| if names { self.names.now(word).to_owned() } else { word.to_owned() };
        match value {
            PropValue::Bool(said) => self.one(name, Some(said.to_string())),
            PropValue::Number(said) => self.one(name, Some(said.to_string())),
            PropValue::Text(said) if many => {
                let words = vec![Word { key: key(said), shown: said.clone() }];
                self.list(name, words);
            }
            PropValue::Text(said) => {
                let key = key(said);
                self.meant(name, key, said);
            }
            PropValue::List(items) => {
                let word = |item: &Spanned<String>| Word {
                    key: key(&item.value),
                    shown: item.value.clone(),
                };
                let words = items.iter().map(word).collect();
                self.list(name, words);
            }
            PropValue::Map(entries) if entries.is_empty() || depth > 8 => {
                self.one(name, Some("{}"));
            }
            PropValue::Map(entries) => {
                for (inner, value) in entries {
                    let name = format!("{name}.{}", inner.value);
                    self.value(&name, &value.value, (names, many), depth + 1);
                }
            }
        }
    }
    /// A value outside the vocabulary.
    pub(super) fn free(&mut self, name: &str, value: &PropValue) {
        self.value(name, value, (false, false), 0);
    }
}
