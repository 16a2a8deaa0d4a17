//! Looking things up: by id, by any word a person types, and by what they probably meant.

use super::generated;
use super::{Boundary, Capability, Carrier, Category, Property, Reference, Service, StudyItem};
use crate::suggest;
use icondata_core::IconData;

/// A service found by a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// The service.
    pub service: &'static Service,
    /// Whether the word is a name that its maker no longer uses.
    pub outdated: bool,
}

/// All services, sorted by id.
pub fn services() -> &'static [Service] {
    &generated::SERVICES
}

/// The service with exactly this id.
pub fn by_id(id: &str) -> Option<&'static Service> {
    services().binary_search_by(|row| row.id.cmp(id)).ok().map(|at| &services()[at])
}

/// A word as the catalogue compares it: letters and digits only, lower-case.
///
/// So `API Gateway`, `api-gateway` and `apigateway` are one word.
pub fn normalise(word: &str) -> String {
    if word.is_ascii() {
        let mut plain = String::with_capacity(word.len());
        let letters = word.bytes().filter(u8::is_ascii_alphanumeric);
        plain.extend(letters.map(|letter| char::from(letter.to_ascii_lowercase())));
        return plain;
    }
    word.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The service that a person means by `word`: an id, an alias, a short, full or outdated name.
///
/// Case, blanks and punctuation do not matter; "Amazon" and "AWS" in front may be said or left out.
pub fn service(word: &str) -> Option<Match> {
    let word = normalise(word);
    let maker = ["amazon", "aws"].into_iter().find_map(|maker| word.strip_prefix(maker));
    exact(&word).or_else(|| maker.and_then(exact))
}

fn exact(word: &str) -> Option<Match> {
    let words = &generated::WORDS;
    let at = words.binary_search_by(|row| row.0.cmp(word)).ok()?;
    let (_, index, outdated) = words[at];
    Some(Match { service: &services()[usize::from(index)], outdated })
}

/// Up to three services that an unknown `word` may stand for, the likeliest first.
///
/// Likely are mistyped ids, aliases and names, and services whose words contain all words of `word`.
pub fn suggest_service(word: &str) -> Vec<&'static Service> {
    let wanted = normalise(word);
    let letters = wanted.chars().count();
    if letters == 0 || letters > 64 {
        return Vec::new();
    }
    let mut ranked: Vec<(usize, usize)> = Vec::new();
    for &(known, index, _) in &generated::WORDS {
        if let Some(score) = likeness(&wanted, letters, known) {
            ranked.push((score, usize::from(index)));
        }
    }
    ranked.sort_unstable();
    let most = suggest::tolerance(letters);
    let typed = ranked.first().copied().filter(|&(score, _)| score <= most);
    let mut found: Vec<&'static Service> = Vec::new();
    for (score, index) in ranked {
        // Beside a word that was mistyped, what merely resembles it is noise.
        if typed.is_none_or(|(best, _)| score == best) {
            push_new(&mut found, &services()[index]);
        }
    }
    if typed.is_none() {
        for service in services_matching(word) {
            push_new(&mut found, service);
        }
    }
    found.truncate(3);
    found
}

/// How far `known` is from `wanted`, when it is near: its edits, or more than any edits for a mere part of it.
fn likeness(wanted: &str, letters: usize, known: &str) -> Option<usize> {
    let most = suggest::tolerance(letters);
    let length = known.chars().count();
    if length.abs_diff(letters) <= most {
        let edits = suggest::distance(wanted, known);
        if edits <= most && edits < length.max(letters) {
            return Some(edits);
        }
    }
    // What begins or ends with it; in the middle of a name, letters meet by chance: `opensearch` stands on "nopens".
    let within = |whole: &str, part: &str| whole.starts_with(part) || whole.ends_with(part);
    let part = letters.min(length) >= 4 && (within(known, wanted) || within(wanted, known));
    part.then(|| most + 1 + length.abs_diff(letters))
}

fn push_new(found: &mut Vec<&'static Service>, service: &'static Service) {
    if !found.iter().any(|known| known.id == service.id) {
        found.push(service);
    }
}

/// The services whose id, names, aliases, category, layers, traits or purpose hold every word of `query`, by id.
///
/// Services where all words stand in the id or a name come first.
pub fn services_matching(query: &str) -> Vec<&'static Service> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        return services().iter().collect();
    }
    let holds = |text: &str| words.iter().all(|word| text.contains(word.as_str()));
    let (mut named, mut told) = (Vec::new(), Vec::new());
    for service in services() {
        if holds(&names_of(service)) {
            named.push(service);
        } else if holds(&text_of(service)) {
            told.push(service);
        }
    }
    named.append(&mut told);
    named
}

fn names_of(service: &Service) -> String {
    let mut text = [service.id, service.short, service.name].join("\n");
    for name in service.aliases.iter().chain(service.outdated) {
        text.push('\n');
        text.push_str(name);
    }
    text.to_lowercase()
}

fn text_of(service: &Service) -> String {
    let mut text = names_of(service);
    let traits = service.traits.iter().map(super::Trait::as_str);
    let provided = service.provides.iter().map(|at| capabilities()[at].title);
    let rest = [service.category.name, service.purpose];
    for word in rest.into_iter().chain(service.layers.iter().copied()).chain(traits).chain(provided)
    {
        text.push('\n');
        text.push_str(&word.to_lowercase());
    }
    text
}

/// All capabilities, in the order of their indices (see [`super::cap`]).
pub fn capabilities() -> &'static [Capability] {
    &generated::CAPABILITIES
}

/// The index of the capability `id`.
pub fn capability(id: &str) -> Option<usize> {
    capabilities().iter().position(|row| row.id == id)
}

/// All properties, sorted by carrier and name.
pub fn properties() -> &'static [Property] {
    &generated::PROPERTIES
}

/// The property `name` of components, connections or groups.
pub fn property(name: &str, on: Carrier) -> Option<&'static Property> {
    let rows = properties();
    rows.binary_search_by(|row| (row.on, row.name).cmp(&(on, name))).ok().map(|at| &rows[at])
}

/// The names of all properties that may stand on `on`, sorted.
pub fn property_names(on: Carrier) -> impl Iterator<Item = &'static str> {
    properties().iter().filter(move |row| row.on == on).map(|row| row.name)
}

/// All categories.
pub fn categories() -> &'static [Category] {
    &generated::CATEGORIES
}

/// All kinds of groups, the widest first.
pub fn boundaries() -> &'static [Boundary] {
    &generated::BOUNDARIES
}

/// The kind of group `id`.
pub fn boundary(id: &str) -> Option<&'static Boundary> {
    boundaries().iter().find(|row| row.id == id)
}

/// The kind of a group that says none: a plain box.
pub fn generic_boundary() -> &'static Boundary {
    boundary("generic").unwrap_or(&generated::BOUNDARIES[0])
}

/// All built-in reference architectures.
pub fn references() -> &'static [Reference] {
    &generated::REFERENCES
}

/// The built-in reference architecture `id`.
pub fn reference(id: &str) -> Option<&'static Reference> {
    references().iter().find(|row| row.id == id)
}

/// Everything that the study notes want remembered, in their order.
pub fn study() -> &'static [StudyItem] {
    &generated::STUDY
}

/// The study item with this id or title; case, blanks and punctuation do not matter.
pub fn study_item(word: &str) -> Option<&'static StudyItem> {
    let word = normalise(word);
    study().iter().find(|row| normalise(row.id) == word || normalise(row.title) == word)
}

/// The names of all glyphs, sorted.
pub fn glyph_names() -> impl Iterator<Item = &'static str> {
    generated::GLYPHS.iter().map(|row| row.0)
}

/// The glyph with this Lucide name, when the catalogue has it.
pub fn glyph(name: &str) -> Option<&'static IconData> {
    let rows = &generated::GLYPHS;
    rows.binary_search_by(|row| row.0.cmp(name)).ok().map(|at| rows[at].1)
}
