//! Finds what looks like a secret in a text, so that it can be reported and is never shown.

use std::{borrow::Cow, ops::Range};

/// Something that looks like a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// Where, in bytes.
    pub place: Range<usize>,
    /// What it looks like, with its article: "an AWS access key id".
    pub kind: &'static str,
}

/// A token that is known by how it begins.
struct Shape {
    prefix: &'static str,
    kind: &'static str,
    /// How many letters follow, at least and at most.
    length: (usize, usize),
    /// Letters beside digits and ASCII letters.
    extra: &'static [u8],
}

const fn shape(
    prefix: &'static str,
    kind: &'static str,
    length: (usize, usize),
    extra: &'static [u8],
) -> Shape {
    Shape { prefix, kind, length, extra }
}

const MANY: usize = 1_000;

/// The longer prefix stands before the one that it begins with.
const SHAPES: &[Shape] = &[
    shape("AKIA", "an AWS access key id", (16, 16), b""),
    shape("ASIA", "a temporary AWS access key id", (16, 16), b""),
    shape("AIza", "a Google API key", (35, 35), b"-_"),
    shape("github_pat_", "a GitHub token", (22, MANY), b"_"),
    shape("ghp_", "a GitHub token", (30, MANY), b""),
    shape("gho_", "a GitHub token", (30, MANY), b""),
    shape("ghu_", "a GitHub token", (30, MANY), b""),
    shape("ghs_", "a GitHub token", (30, MANY), b""),
    shape("ghr_", "a GitHub token", (30, MANY), b""),
    shape("glpat-", "a GitLab token", (20, MANY), b"-_"),
    shape("hf_", "a Hugging Face token", (30, MANY), b""),
    shape("sk-", "an API key", (20, MANY), b"-_"),
    shape("sk_live_", "an API key", (16, MANY), b""),
    shape("rk_live_", "an API key", (16, MANY), b""),
    shape("xoxa-", "a Slack token", (10, MANY), b"-"),
    shape("xoxb-", "a Slack token", (10, MANY), b"-"),
    shape("xoxp-", "a Slack token", (10, MANY), b"-"),
    shape("xoxr-", "a Slack token", (10, MANY), b"-"),
    shape("xoxs-", "a Slack token", (10, MANY), b"-"),
    shape("xapp-", "a Slack token", (10, MANY), b"-"),
    shape("hooks.slack.com/services/", "a Slack webhook", (20, MANY), b"/"),
    shape("eyJ", "a signed token", (30, 10 * MANY), b"-_."),
];

/// The first two letters of every shape.
const PAIRS: &[&[u8; 2]] =
    &[b"AK", b"AS", b"AI", b"gi", b"gh", b"gl", b"hf", b"sk", b"rk", b"xo", b"xa", b"ho", b"ey"];

/// Ends of names whose values are secrets, without `_`, `-` and `.`.
const NAMES: &[&str] = &[
    "password",
    "passwd",
    "pwd",
    "secret",
    "secretkey",
    "secretaccesskey",
    "apikey",
    "accesstoken",
    "authtoken",
    "privatekey",
    "xamzsignature",
    "xamzsecuritytoken",
    PLAIN_TOKEN,
];

/// Much that is public is called a token: only what is long and has several digits is taken for a secret.
const PLAIN_TOKEN: &str = "token";

/// How each name of [`NAMES`] ends, since most words end like none.
const ENDS: &[&[u8; 2]] = &[b"rd", b"wd", b"et", b"ey", b"en", b"re"];

/// The bytes that a secret or the sign before it begins with.
static BEGINS: [bool; 256] = {
    let mut begins = [false; 256];
    begins[b'-' as usize] = true;
    begins[b':' as usize] = true;
    begins[b'=' as usize] = true;
    let mut at = 0;
    while at < SHAPES.len() {
        begins[SHAPES[at].prefix.as_bytes()[0] as usize] = true;
        at += 1;
    }
    begins
};

const PEM: &str = "-----BEGIN ";
/// Longer keys than this do not exist; a block without an end is hidden up to here.
const LONGEST_PEM: usize = 16_384;

/// Everything in `text` that looks like a secret, in order and without overlaps. One pass over the text. Placeholders
/// and the keys of AWS's documentation are no secrets.
pub fn find(text: &str) -> Vec<Secret> {
    let bytes = text.as_bytes();
    let mut found: Vec<Secret> = Vec::new();
    let mut from = 0;
    for (at, one) in bytes.iter().enumerate().filter(|(_, one)| BEGINS[usize::from(**one)]) {
        if at < from {
            continue;
        }
        let rest = &bytes[at..];
        let secret = match one {
            b'-' if rest.starts_with(PEM.as_bytes()) => pem(text, at),
            b':' if rest.starts_with(b"://") => login(text, at + 3),
            b'=' | b':' if may_be_named(&bytes[..at]) => assigned(text, at),
            b'-' | b'=' | b':' => None,
            _ if starts_word(bytes, at) => token(text, at),
            _ => None,
        };
        if let Some(secret) = secret.filter(|one| one.place.start >= from) {
            from = secret.place.end;
            found.push(secret);
        }
    }
    found
}

/// The text with every secret as asterisks; the bytes of everything else stay where they are.
pub fn masked(text: &str) -> Cow<'_, str> {
    let secrets = find(text);
    if secrets.is_empty() {
        return Cow::Borrowed(text);
    }
    let (mut shown, mut from) = (String::with_capacity(text.len()), 0);
    for Secret { place, .. } in secrets {
        shown.push_str(&text[from..place.start]);
        for byte in text[place.clone()].bytes() {
            shown.push(if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { '*' });
        }
        from = place.end;
    }
    shown.push_str(&text[from..]);
    Cow::Owned(shown)
}

/// Whether the text before a sign ends like a name of [`NAMES`].
fn may_be_named(before: &[u8]) -> bool {
    let mut letters = before
        .iter()
        .rev()
        .skip_while(|one| matches!(one, b' ' | b'"' | b'\''))
        .filter(|one| !matches!(one, b'_' | b'-' | b'.'))
        .map(u8::to_ascii_lowercase);
    let (last, first) = (letters.next(), letters.next());
    first.zip(last).is_some_and(|(first, last)| ENDS.contains(&&[first, last]))
}

fn starts_word(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| bytes[before]);
    before.is_none_or(|one| !(one.is_ascii_alphanumeric() || matches!(one, b'_' | b'-')))
}

fn token(text: &str, at: usize) -> Option<Secret> {
    let rest = text.get(at..)?;
    // Most words begin like no shape, which two letters tell.
    let pair = rest.as_bytes().get(..2)?;
    if !PAIRS.iter().any(|known| known.as_slice() == pair) {
        return None;
    }
    let shape = SHAPES.iter().find(|shape| rest.starts_with(shape.prefix))?;
    let tail = &rest[shape.prefix.len()..];
    let end =
        tail.bytes().position(|one| !one.is_ascii_alphanumeric() && !shape.extra.contains(&one));
    let tail = &tail[..end.unwrap_or(tail.len())];
    let fits = (shape.length.0..=shape.length.1).contains(&tail.len()) && is_random(tail);
    let right = match shape.prefix {
        "AKIA" | "ASIA" => tail.bytes().all(|one| matches!(one, b'A'..=b'Z' | b'0'..=b'9')),
        "eyJ" => {
            let mut parts = tail.split('.');
            parts.by_ref().nth(1).is_some_and(|claims| claims.starts_with("eyJ"))
                && parts.next().is_some()
        }
        // Kebab-case ids begin like this, too.
        "sk-" => has_all_cases(tail) || (tail.len() >= 32 && !tail.contains('-')),
        _ => true,
    };
    let place = at..at + shape.prefix.len() + tail.len();
    (fits && right).then_some(Secret { place, kind: shape.kind })
}

fn has_all_cases(text: &str) -> bool {
    text.bytes().any(|one| one.is_ascii_uppercase())
        && text.bytes().any(|one| one.is_ascii_lowercase())
}

/// Whether a text has digits, letters and variety, and is no placeholder.
fn is_random(text: &str) -> bool {
    let mut kinds = [false; 128];
    for byte in text.bytes().filter(u8::is_ascii) {
        kinds[usize::from(byte)] = true;
    }
    text.bytes().any(|one| one.is_ascii_digit())
        && text.bytes().any(|one| one.is_ascii_alphabetic())
        && kinds.iter().filter(|&&seen| seen).count() >= 6
        && !is_placeholder(text)
}

fn is_placeholder(text: &str) -> bool {
    const WORDS: &[&str] =
        &["example", "xxxx", "****", "changeme", "placeholder", "your", "...", "…"];
    let lower = text.to_ascii_lowercase();
    lower.starts_with(['$', '{', '<', '*', '%', '!', '&'])
        || WORDS.iter().any(|word| lower.contains(word))
}

/// The private key whose header begins at `at`, up to its end.
fn pem(text: &str, at: usize) -> Option<Secret> {
    let line = text[at..].lines().next()?;
    let label = line[PEM.len()..].split("-----").next()?;
    if !label.ends_with("PRIVATE KEY") && !label.ends_with("PRIVATE KEY BLOCK") {
        return None;
    }
    let mut most = (at + LONGEST_PEM).min(text.len());
    while !text.is_char_boundary(most) {
        most -= 1;
    }
    let block = &text[at..most];
    let end = block.find("-----END ").map_or(block.len(), |end| {
        let close = block[end + 9..].find("-----").map_or(0, |close| close + 5);
        (end + 9 + close).min(block.len())
    });
    Some(Secret { place: at..at + end, kind: "a private key" })
}

/// The password in `scheme://user:password@host`, whose authority begins at `at`.
fn login(text: &str, at: usize) -> Option<Secret> {
    let rest = text.get(at..)?;
    let stop =
        |one: char| one.is_whitespace() || matches!(one, '/' | '?' | '#' | '"' | '\'' | ',' | '`');
    let authority = &rest[..rest.find(stop).unwrap_or(rest.len())];
    let (user, _) = authority.rsplit_once('@')?;
    let (name, password) = user.split_once(':')?;
    let generic =
        password.eq_ignore_ascii_case("password") || password.eq_ignore_ascii_case("pass");
    if password.is_empty() || generic || is_placeholder(password) {
        return None;
    }
    let start = at + name.len() + 1;
    Some(Secret { place: start..start + password.len(), kind: "a password in a URL" })
}

/// The value in `password=value` or `password: value`, whose sign stands at `at`.
fn assigned(text: &str, at: usize) -> Option<Secret> {
    let before = text[..at].trim_end_matches([' ', '"', '\'']);
    let name = before
        .bytes()
        .rev()
        .take(40)
        .take_while(|one| one.is_ascii_alphanumeric() || matches!(one, b'_' | b'-' | b'.'))
        .count();
    let (outside, name) = before.split_at(before.len() - name);
    // A part of an ARN is no name.
    if outside.ends_with(':') {
        return None;
    }
    let name: String = name
        .bytes()
        .filter(u8::is_ascii_alphanumeric)
        .map(|one| char::from(one.to_ascii_lowercase()))
        .collect();
    let named = NAMES.iter().find(|end| name.ends_with(*end))?;
    let rest = &text[at + 1..];
    let value = rest.trim_start_matches([' ', '"', '\'']);
    let start = at + 1 + rest.len() - value.len();
    let stop = |one: char| {
        one.is_whitespace() || matches!(one, '"' | '\'' | ',' | ';' | '&' | '}' | ']' | ')' | '`')
    };
    let value = &value[..value.find(stop).unwrap_or(value.len())];
    // Names and paths of secrets stand behind such words, too.
    let path = value.contains('/') && !(*named == "secretaccesskey" && value.len() == 40);
    let id = value.contains('-')
        && value.bytes().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == b'-');
    let arn = value.starts_with("arn:");
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let plain = *named == PLAIN_TOKEN && (value.len() < 12 || digits < 3);
    if value.len() < 8 || path || id || arn || plain || !is_random(value) {
        return None;
    }
    let kind =
        if *named == "secretaccesskey" { "an AWS secret access key" } else { "a password or key" };
    Some(Secret { place: start..start + value.len(), kind })
}

#[cfg(test)]
mod tests {
    use super::{ENDS, NAMES, PAIRS, SHAPES, find, masked};

    /// Joined at run time, so that no scanner takes the test itself for a leak.
    fn joined(parts: &[&str]) -> String {
        parts.concat()
    }

    #[test]
    fn known_shapes_are_found_at_their_place() {
        for (before, secret, kind) in [
            ("note: ", joined(&["AKIA", "Q3EGRVZ7HSWXN5TD"]), "an AWS access key id"),
            ("", joined(&["ghp_", "a8Fk2Lm9Qr4Tz7Xc1Vb6Nw3Hy5Jd0PsGeUiO"]), "a GitHub token"),
            ("\"", joined(&["xoxb-", "2158374960-aBcD3fGhIj"]), "a Slack token"),
            ("key=", joined(&["sk-", "proj-9aKd82LmQzR4tYvB7nXw"]), "an API key"),
            ("key=", joined(&["sk-", "0f9d8c7b6a5e4d3c2b1a0f9e8d7c6b5a"]), "an API key"),
            ("https://svc:", "n0t-4-Secret!".to_owned(), "a password in a URL"),
            ("url?user=a&password=", "tr0ub4dor3xyz".to_owned(), "a password or key"),
            ("https://x.example/hook?token=", "tr0ub4dor3xyz".to_owned(), "a password or key"),
            ("X-Session-Token: ", "tr0ub4dor3xyz".to_owned(), "a password or key"),
            (
                "aws_secret_access_key: ",
                joined(&["9aKd82LmQzR4tYvB7nXw", "/9aKd82LmQzR4tYvB+nX"]),
                "an AWS secret access key",
            ),
        ] {
            let after = if before.ends_with("svc:") { "@db.internal/x" } else { "\" and more" };
            let text = format!("{before}{secret}{after}");
            let found = find(&text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].kind, kind, "{text}");
            assert_eq!(&text[found[0].place.clone()], secret);
        }
    }

    #[test]
    fn ids_placeholders_and_documented_keys_are_no_secrets() {
        for text in [
            "AKIAIOSFODNN7EXAMPLE",
            "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "sk-learn-pipeline-for-the-search-of-2026",
            "risk-assessment-0123456789012345678901234567890",
            "secret-ref: arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-AbC123",
            "secret: prod/crm-4/key12345",
            "password: ${DB_PASSWORD_1}",
            "https://user:<password>@host/",
            "https://host:8443/path@2x",
            "auth: password",
            "auth: token",
            "checks the token: OAuth2.0 with RS256",
            "dollars per 1k token: 0.00025USD",
            "token-budget: 100000 and max-tokens: 4096",
            "client-secret: secrets-manager-2",
            "model: anthropic.claude-sonnet-4-5-20250929-v1:0",
            "-----BEGIN CERTIFICATE-----",
            "password policy: at least 12 letters",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }

    #[test]
    fn private_keys_are_hidden_to_their_end() {
        let key =
            joined(&["-----BEGIN RSA ", "PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----"]);
        let text = format!("a: |\n{key}\nb: ü");
        let shown = masked(&text);
        assert!(!shown.contains("MIIE") && shown.ends_with("\nb: ü"));
        assert_eq!((shown.len(), shown.lines().count()), (text.len(), text.lines().count()));
    }

    #[test]
    fn the_pairs_are_those_of_the_shapes() {
        for shape in SHAPES {
            let known = PAIRS.iter().any(|pair| shape.prefix.as_bytes().starts_with(*pair));
            assert!(known, "{}", shape.prefix);
        }
    }

    #[test]
    fn the_ends_are_those_of_the_names() {
        for name in NAMES {
            assert!(ENDS.iter().any(|end| name.as_bytes().ends_with(*end)), "{name}");
            let text = format!("{}_: 'tr0ub4dor3xyz'", name.to_ascii_uppercase());
            assert_eq!(find(&text).len(), 1, "{text}");
        }
    }

    #[test]
    fn odd_text_is_no_trouble() {
        for text in
            ["://:@", "=", ":", "ü=ü", "password=ü1aaaaaaaaü", "-----BEGIN ", "https://a:ü@b"]
        {
            let _ = masked(text);
        }
    }
}
