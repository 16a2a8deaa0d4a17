//! What the picture calls a component or a boundary whose label is not said.

use super::component::{Component, Group};
use crate::{blueprint::Blueprint, catalog::Trait};
use std::collections::BTreeMap;

/// Words that are written in capitals.
const CAPITALS: &[&str] = &[
    "ai", "api", "crm", "csv", "db", "dns", "erp", "faq", "hr", "http", "https", "id", "idp", "io",
    "it", "json", "kb", "llm", "mcp", "ml", "ocr", "os", "pdf", "pii", "qa", "rag", "rest", "sms",
    "sql", "sso", "tls", "ui", "url", "vpc", "vpn", "xml",
];

/// Names every component without a label: after its service; after its id where that says more: for people, for what
/// stands for anything, and where several would have the same name.
pub(super) fn components(said: &Blueprint, components: &mut [Component]) {
    let silent = |one: &Component| said.components[one.said].label.is_none();
    let mut count: BTreeMap<&'static str, usize> = BTreeMap::new();
    for service in components.iter().filter(|one| silent(one)).filter_map(|one| one.service) {
        *count.entry(service.id).or_default() += 1;
    }
    for one in components.iter_mut().filter(|one| silent(one)) {
        let tells = |traits: &[Trait]| traits.iter().all(|&each| !one.traits.has(each));
        let own = one.service.filter(|service| {
            tells(&[Trait::Person, Trait::Generic]) && count.get(service.id) == Some(&1)
        });
        one.label = own.map_or_else(|| words(&one.id), |service| service.short.to_owned());
    }
}

/// Names every boundary without a label: after its kind, or after its id where several would have the same name.
pub(super) fn groups(said: &Blueprint, groups: &mut [Group]) {
    let silent = |one: &Group| said.groups[one.said].label.is_none();
    let mut count: BTreeMap<&'static str, usize> = BTreeMap::new();
    for one in groups.iter().filter(|one| silent(one)) {
        *count.entry(one.kind.id).or_default() += 1;
    }
    for one in groups.iter_mut().filter(|one| silent(one)) {
        let alone = count.get(one.kind.id) == Some(&1);
        one.label = if alone { one.kind.title.to_owned() } else { words(&one.id) };
    }
}

/// An id as words: `private-a` is "Private A", `api-handler` "API handler".
fn words(id: &str) -> String {
    let parts = id.split(['-', '_']).filter(|part| !part.is_empty());
    let spelt = |(at, part): (usize, &str)| {
        if part.chars().count() == 1 || CAPITALS.contains(&&*part.to_ascii_lowercase()) {
            part.to_uppercase()
        } else if at == 0 {
            let mut letters = part.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().chain(letters).collect::<String>()
            })
        } else {
            part.to_owned()
        }
    };
    let words: Vec<String> = parts.enumerate().map(spelt).collect();
    if words.is_empty() { id.to_owned() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn ids_become_words() {
        for (id, expected) in [
            ("clerk", "Clerk"),
            ("private-a", "Private A"),
            ("api-handler", "API handler"),
            ("answer_model", "Answer model"),
            ("étage", "Étage"),
            ("--", "--"),
        ] {
            assert_eq!(words(id), expected);
        }
    }
}
