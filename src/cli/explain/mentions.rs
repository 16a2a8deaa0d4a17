//! Where a service occurs: reference blueprints, rules and study items.

use crate::catalog::{self, Provider, Service, StudyItem};
use crate::cli::new;
use crate::lint::{RULES, Rule};

/// The names of the built-in blueprints that draw the service, as templates of `new`.
pub(super) fn blueprints(service: &Service) -> Vec<&'static str> {
    let drawn = |text: &str| new::services_of(text).iter().any(|one| one.id == service.id);
    new::templates().filter(|(_, text)| drawn(text)).map(|(name, _)| name).collect()
}

/// The rules whose pages name the service or draw it in an example.
pub(super) fn rules(service: &Service) -> Vec<&'static Rule> {
    RULES.iter().filter(|rule| names(rule.page, service)).collect()
}

/// The study items that are about the service.
pub(super) fn study(service: &Service) -> Vec<&'static StudyItem> {
    catalog::study().iter().filter(|one| one.services.contains(&service.id)).collect()
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
