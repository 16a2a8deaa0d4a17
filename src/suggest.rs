//! Nearest words: what a person who mistyped a name probably meant.

/// How many edits turn `a` into `b`: insertions, deletions, substitutions and swaps of neighbours, each counted once.
///
/// The optimal string alignment distance (restricted Damerau–Levenshtein): no part of the text is edited twice.
/// Boytsov, "Indexing methods for approximate dictionary searching", ACM JEA 16 (2011), section 2.2.
pub fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (row, &left) in a.iter().enumerate() {
        let mut current = Vec::with_capacity(b.len() + 1);
        current.push(row + 1);
        for (column, &right) in b.iter().enumerate() {
            let substitution = above[column] + usize::from(left != right);
            let mut best = substitution.min(above[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && left == b[column - 1] && a[row - 1] == right {
                best = best.min(before[column - 1] + 1);
            }
            current.push(best);
        }
        before = std::mem::replace(&mut above, current);
    }
    above[b.len()]
}

/// The most edits at which a word of this many letters is still taken for a mistyped one.
pub const fn tolerance(letters: usize) -> usize {
    match letters {
        0..=4 => 1,
        5..=8 => 2,
        _ => 3,
    }
}

/// The candidate nearest to `word`, if one is near enough to be what was meant; the first of several equally near.
///
/// Letters are compared without regard to case. A word of up to four letters may differ by one edit, of up to eight
/// by two, a longer one by three; and at least one letter of it must remain.
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let letters = word.chars().count();
    // Longer words would make a quadratic comparison of hostile input; no name of ours is near that.
    if letters > 128 {
        return None;
    }
    let most = tolerance(letters);
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in candidates {
        let length = candidate.chars().count();
        if length.abs_diff(letters) > most {
            continue;
        }
        let edits = distance(&word, &candidate.to_lowercase());
        let near = edits <= most && edits < length.max(letters);
        if near && best.is_none_or(|(least, _)| edits < least) {
            best = Some((edits, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn counts_each_kind_of_edit_once() {
        assert_eq!(distance("", ""), 0);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kms", "kms"), 0);
        assert_eq!(distance("bedrok", "bedrock"), 1);
        assert_eq!(distance("bedrockk", "bedrock"), 1);
        assert_eq!(distance("bedrick", "bedrock"), 1);
        assert_eq!(distance("bedrcok", "bedrock"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
        // Restricted: the swapped pair is not edited again.
        assert_eq!(distance("ca", "abc"), 3);
        assert_eq!(distance("zürich", "zurich"), 1);
    }

    #[test]
    fn is_symmetric() {
        for (a, b) in [("ca", "abc"), ("lambda", "lamdba"), ("x", "xray"), ("waf", "was")] {
            assert_eq!(distance(a, b), distance(b, a));
        }
    }

    #[test]
    fn prefers_the_nearest_and_then_the_first() {
        let words = ["storage", "security", "search", "engine"];
        assert_eq!(nearest("serach", words.into_iter()), Some("search"));
        assert_eq!(nearest("Engin", words.into_iter()), Some("engine"));
        assert_eq!(nearest("bat", ["cat", "bad", "bats"].into_iter()), Some("cat"));
    }

    #[test]
    fn refuses_what_is_too_far() {
        assert_eq!(nearest("sqs", ["kms"].into_iter()), None);
        assert_eq!(nearest("engine", ["storage"].into_iter()), None);
        assert_eq!(nearest("a", ["b"].into_iter()), None);
        assert_eq!(nearest("", ["b"].into_iter()), None);
        assert_eq!(nearest(&"a".repeat(200), ["a"].into_iter()), None);
    }

    #[test]
    fn tolerance_grows_with_the_word() {
        assert_eq!(nearest("labmda", ["lambda"].into_iter()), Some("lambda"));
        assert_eq!(
            nearest("opensarchservelress", ["opensearchserverless"].into_iter()),
            Some("opensearchserverless")
        );
        assert_eq!(nearest("cloudfrtn", ["cloudfront"].into_iter()), Some("cloudfront"));
    }
}
