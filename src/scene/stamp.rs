//! What a picture says of its origin: a hash of its blueprint, and the options that it was drawn with.

use super::options::Options;
use std::fmt;

/// Where a picture comes from. Every format that has a place for it carries it as text of plain ASCII letters: the hash
/// in sixteen hexadecimal digits, then each word behind a blank, with other letters as `%` and their bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// A hash of the blueprint's bytes (see [`fingerprint`]).
    pub fingerprint: u64,
    /// The options of the command line that drew it; none for the usual ones.
    pub words: Vec<String>,
}

impl Stamp {
    /// The stamp of a picture with these options; none where its blueprint is no text that could be compared.
    pub fn of(options: &Options) -> Option<Self> {
        let words = options.drawn_with.clone();
        options.fingerprint.map(|fingerprint| Self { fingerprint, words })
    }

    /// Reads what [`fmt::Display`] writes; nothing when it is something else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let hash = parts.next().filter(|hash| hash.len() == 16)?;
        let fingerprint = u64::from_str_radix(hash, 16).ok()?;
        Some(Self { fingerprint, words: parts.map(decoded).collect::<Option<_>>()? })
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.fingerprint)?;
        for word in &self.words {
            f.write_str(" ")?;
            for &byte in word.as_bytes() {
                if byte.is_ascii_alphanumeric() || b"-._/=,:#+".contains(&byte) {
                    write!(f, "{}", char::from(byte))?;
                } else {
                    write!(f, "%{byte:02X}")?;
                }
            }
        }
        Ok(())
    }
}

fn decoded(word: &str) -> Option<String> {
    let mut parts = word.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

/// A stable 64-bit hash of bytes: FNV-1a, <https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>. A line may end as
/// on any system: git writes other ends into the files of other systems.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    let mut next = bytes.iter().skip(1).copied().map(Some).chain([None]);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        if (byte, next.next().flatten()) == (b'\r', Some(b'\n')) {
            return hash;
        }
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::{Stamp, fingerprint};

    #[test]
    fn the_fingerprint_is_fnv_1a() {
        assert_eq!(fingerprint(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint(b"a"), 0xaf63_dc4c_8601_ec8c);
    }

    #[test]
    fn the_ends_of_lines_do_not_count() {
        assert_eq!(fingerprint(b"a\r\nb\r\n"), fingerprint(b"a\nb\n"));
        assert_ne!(fingerprint(b"a\rb\n"), fingerprint(b"ab\n"));
        assert_ne!(fingerprint(b"a\n\r"), fingerprint(b"a\n"));
    }

    #[test]
    fn a_stamp_is_plain_letters_and_read_back() {
        let odd = "a\"b') <&%41\n \u{e9}\u{1f600}";
        let words = vec!["--view".to_owned(), "flow:ask".to_owned(), odd.to_owned(), String::new()];
        let stamp = Stamp { fingerprint: 7, words };
        let text = stamp.to_string();
        assert!(text.starts_with("0000000000000007 --view flow:ask a%22b%27"), "{text}");
        assert!(text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()), "{text}");
        assert!(!text.contains(['"', '\'', '(', ')', '<', '&', '\\']), "{text}");
        assert_eq!(Stamp::parse(&text), Some(stamp));
    }

    #[test]
    fn what_is_no_stamp_is_refused() {
        for text in [
            "",
            "7",
            "000000000000000g",
            "0000000000000007 %",
            "0000000000000007 %F",
            "0000000000000007 %FF",
        ] {
            assert_eq!(Stamp::parse(text), None, "{text}");
        }
        let bare = Stamp { fingerprint: 7, words: Vec::new() };
        assert_eq!(Stamp::parse("0000000000000007"), Some(bare));
    }
}
