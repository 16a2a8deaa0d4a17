//! Where a service occurs: reference blueprints, rules and study items.

use crate::catalog::{self, Provider, Service, StudyItem};
use crate::cli::new;
use crate::lint::{RULES, Rule};

/// The services of each built-in blueprint, by its name as a template of `new`.
pub(in crate::cli) struct Drawn(Vec<(&'static str, Vec<&'static Service>)>);

impl Drawn {
    /// Reads them all.
    pub(in crate::cli) fn new() -> Self {
        let read = |(name, text)| (name, new::services_of(text));
        Self(new::templates().map(read).collect())
    }
    /// The names of the blueprints that draw the service.
    pub(in crate::cli) fn with(&self, service: &Service) -> Vec<&'static str> {
        let has = |drawn: &[&Service]| drawn.iter().any(|one| one.id == service.id);
        self.0.iter().filter(|(_, drawn)| has(drawn)).map(|(name, _)| *name).collect()
    }
}

/// The rules whose pages name the service or draw it in an example.
pub(in crate::cli) fn rules(service: &Service) -> Vec<&'static Rule> {
    RULES.iter().filter(|rule| names(rule.page, service)).collect()
}

/// The study items that are about the service.
pub(in crate::cli) fn study(service: &Service) -> Vec<&'static StudyItem> {
    catalog::study().iter().filter(|one| one.services.contains(&service.id)).collect()
}

/// The words of the pages that speak of something, for `explain`: those that are about it first, five at most.
pub(super) fn of_text(text: &str) -> Vec<&'static str> {
    let wanted = text.to_lowercase();
    if wanted.chars().count() < 3 {
        return Vec::new();
    }
    let place = |texts: &[&str]| texts.iter().position(|one| one.to_lowercase().contains(&wanted));
    let study = catalog::study()
        .iter()
        .filter_map(|one| Some((place(&[one.title, one.text, &asked(one)])?, one.id)));
    let services = catalog::services().iter().filter_map(|one| {
        let exam = one.exam.as_ref().map_or("", |exam| exam.note);
        let gives = catalog::advice(one.id).map_or("", |row| row.gives);
        Some((place(&[one.name, one.purpose, gives, exam])?, one.id))
    });
    let rules =
        RULES.iter().filter_map(|one| Some((place(&[one.name, one.summary, one.page])?, one.code)));
    let mut found: Vec<(usize, &'static str)> = study.chain(services).chain(rules).collect();
    found.sort_by_key(|(place, _)| *place);
    found.truncate(5);
    found.into_iter().map(|(_, word)| word).collect()
}

/// What the quiz asks about a study item.
fn asked(item: &StudyItem) -> String {
    let cases = catalog::cases().iter().filter(|one| one.study.contains(&item.id));
    let said = cases.flat_map(|one| [one.ask, one.right.text, one.right.why]);
    said.collect::<Vec<_>>().join(" ")
}

/// Whether a page names the service: its id as a value, or one of its names as whole words.
///
/// People and clients stand in every example, and tell nothing there.
fn names(page: &str, service: &Service) -> bool {
    let values = [format!(": {}", service.id), format!("`{}`", service.id)];
    let own = service.provider == Provider::Aws && values.iter().any(|one| whole(page, one));
    own || [service.name, service.short].iter().any(|name| whole(page, name))
}

/// Whether `word` stands in `text` and is not a part of a longer word.
fn whole(text: &str, word: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == '-';
    let ends = |at: usize| {
        let (before, after) =
            (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        let first = word.chars().next().is_some_and(inside);
        let last = word.chars().next_back().is_some_and(inside);
        !(first && before.is_some_and(inside) || last && after.is_some_and(inside))
    };
    text.match_indices(word).any(|(at, _)| ends(at))
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn a_word_is_found_whole_only() {
        assert!(whole("a `kms` key", "`kms`") && whole("x: s3}", ": s3"));
        assert!(!whole("x: s3-vectors", ": s3") && !whole("OpenSearches", "OpenSearch"));
    }
}
