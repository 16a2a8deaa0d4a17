//! What names a finding in two versions of a blueprint: its rule and what it is about, never a place.

use crate::diagnostic::Diagnostic;
use crate::digest;
use crate::secrets;
use std::collections::BTreeMap;
use std::fmt;

/// Bytes of a fingerprint: enough that two of a million findings hardly ever share one.
const BYTES: usize = 8;

/// What names a finding: 16 hexadecimal digits that stay when lines move, the file is renamed or put into the canonical
/// form, or something else is edited.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The fingerprint of these digits, when they are ones.
    pub fn parse(digits: &str) -> Option<Self> {
        let fits = digits.len() == BYTES * 2
            && digits.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        fits.then(|| Self(digits.to_owned()))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The fingerprints of the findings of one file, in their order. No two are the same: what a rule says twice about one
/// subject is counted.
pub fn fingerprints(findings: &[Diagnostic]) -> Vec<Fingerprint> {
    let mut seen: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut prints = vec![Fingerprint(String::new()); findings.len()];
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|&at| (&findings[at].message, findings[at].primary.span, at));
    for at in order {
        let words = identity(&findings[at]);
        let count = seen.entry(words.clone()).or_default();
        prints[at] = print(&words, *count);
        *count += 1;
    }
    prints
}

/// The code, and what the rule found it in. A problem of reading has only its words.
fn identity(finding: &Diagnostic) -> Vec<String> {
    let mut words = vec![finding.code.to_string()];
    match (&finding.identity, finding.subjects.is_empty(), finding.path.is_empty()) {
        (Some(id), ..) => words.push(id.clone()),
        (None, false, _) => {
            words.extend(finding.subjects.iter().cloned());
            // Which of several subjects is named first may depend on their order in the file.
            words[1..].sort();
            words.dedup();
        }
        (None, true, false) => {
            words.extend(finding.path.first().cloned());
            words.extend(finding.path.last().cloned());
        }
        (None, true, true) => words.push(secrets::masked(&finding.message).into_owned()),
    }
    words
}

fn print(words: &[String], count: usize) -> Fingerprint {
    let again = if count > 0 { format!("\0\0{count}") } else { String::new() };
    let text = words.join("\0") + &again;
    Fingerprint(digest::short(text.as_bytes(), BYTES))
}

#[cfg(test)]
mod tests {
    use super::{Fingerprint, fingerprints};
    use crate::diagnostic::Diagnostic;
    use crate::source::Span;

    fn finding(code: &'static str, start: u32, subjects: &[&str]) -> Diagnostic {
        let message = format!("said at {start}");
        Diagnostic::error(code, "name", Span::new(start, start + 1), message)
            .subjects(subjects.iter().copied())
    }

    #[test]
    fn the_place_and_the_words_do_not_matter_and_the_subject_does() {
        let prints = |findings: &[Diagnostic]| fingerprints(findings);
        let one = prints(&[finding("SEC004", 3, &["manuals"])]);
        assert_eq!(one, prints(&[finding("SEC004", 99, &["manuals"])]));
        assert_ne!(one, prints(&[finding("SEC004", 3, &["notes"])]));
        assert_ne!(one, prints(&[finding("SEC005", 3, &["manuals"])]));
        // A change of the form would disown every baseline.
        assert_eq!(one[0].as_str(), "d200696c70a79a5a");
    }

    #[test]
    fn the_order_of_subjects_does_not_matter() {
        let one = fingerprints(&[finding("SEC002", 3, &["a", "b", "c"])]);
        assert_eq!(one, fingerprints(&[finding("SEC002", 3, &["c", "a", "b"])]));
        let named = |subject: &str| fingerprints(&[finding("SEC011", 3, &[subject]).identity("")]);
        assert_eq!(named("a"), named("b"));
    }

    #[test]
    fn equal_findings_are_told_apart() {
        let twice = [finding("SEC004", 3, &["a"]), finding("SEC004", 9, &["a"])];
        let prints = fingerprints(&twice);
        assert_ne!(prints[0], prints[1]);
        assert_eq!(prints[0], fingerprints(&twice[..1])[0]);
        let turned = fingerprints(&[twice[1].clone(), twice[0].clone()]);
        assert_eq!(turned, [prints[1].clone(), prints[0].clone()]);
    }

    #[test]
    fn a_problem_without_subject_is_named_by_its_words() {
        let of = |message: &str| {
            fingerprints(&[Diagnostic::error("BPT016", "x", Span::new(1, 2), message)])
        };
        assert_eq!(of("no `guardrial`"), of("no `guardrial`"));
        assert_ne!(of("no `guardrial`"), of("no `regoin`"));
    }

    #[test]
    fn digits_are_read_back() {
        let print = &fingerprints(&[finding("SEC004", 3, &["a"])])[0];
        assert_eq!(Fingerprint::parse(print.as_str()).as_ref(), Some(print));
        for bad in ["", "0123", "0123456789abcdeg", "0123456789ABCDEF", "0123456789abcdef0"] {
            assert_eq!(Fingerprint::parse(bad), None, "{bad}");
        }
    }
}
