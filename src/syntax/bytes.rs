//! Bytes → text: size, encoding, and what is no text at all.

use super::MAX_BYTES;
use crate::source::Source;
use std::fmt;

/// Why bytes cannot be read as a blueprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// The name of the file for messages.
    pub name: String,
    /// What is wrong.
    pub cause: ReadCause,
}

/// What is wrong with bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadCause {
    /// More bytes than a blueprint may have.
    TooLarge {
        /// Number of bytes.
        size: usize,
    },
    /// UTF-16, by its byte order mark.
    Utf16,
    /// A byte that no text file has.
    Binary {
        /// 0-based place of the byte.
        offset: usize,
    },
    /// Bytes that are not UTF-8.
    InvalidUtf8 {
        /// 0-based place of the first wrong byte.
        offset: usize,
        /// 1-based line.
        line: usize,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` ", self.name)?;
        match self.cause {
            ReadCause::TooLarge { size } => {
                write!(f, "is too large: {size} bytes, at most {MAX_BYTES} are read")
            }
            ReadCause::Utf16 => f.write_str("is UTF-16, not UTF-8"),
            ReadCause::Binary { offset } => {
                write!(f, "is not a text file: there is a NUL at byte {offset}")
            }
            ReadCause::InvalidUtf8 { offset, line } => {
                write!(f, "is not valid UTF-8: wrong byte at offset {offset} (line {line})")
            }
        }
    }
}

impl std::error::Error for ReadError {}

impl ReadError {
    /// What to do.
    pub const fn help(&self) -> &'static str {
        match self.cause {
            ReadCause::TooLarge { .. } => {
                "split the blueprint, or check that this is the file you meant"
            }
            ReadCause::Utf16 | ReadCause::InvalidUtf8 { .. } => "save the file as UTF-8",
            ReadCause::Binary { .. } => "name a YAML file",
        }
    }
}

/// Reads the bytes of the file `name`. A UTF-8 byte order mark is accepted and dropped, so that byte 0 of the text
/// is its first letter.
///
/// # Errors
/// When there are too many bytes, or they are not UTF-8 text.
pub fn read_bytes(name: &str, bytes: &[u8]) -> Result<Source, ReadError> {
    let fail = |cause| Err(ReadError { name: name.to_owned(), cause });
    if bytes.len() > MAX_BYTES {
        return fail(ReadCause::TooLarge { size: bytes.len() });
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return fail(ReadCause::Utf16);
    }
    // `contains` looks at many bytes at once.
    if bytes.contains(&0) {
        let offset = bytes.iter().position(|&byte| byte == 0).unwrap_or(0);
        return fail(ReadCause::Binary { offset });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(name, text.strip_prefix('\u{FEFF}').unwrap_or(text))),
        Err(error) => {
            let offset = error.valid_up_to();
            let line = bytes[..offset].split(|&byte| byte == b'\n').count();
            fail(ReadCause::InvalidUtf8 { offset, line })
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may fail loudly")]
    use super::*;

    fn cause(bytes: &[u8]) -> ReadCause {
        read_bytes("a.yaml", bytes).unwrap_err().cause
    }

    #[test]
    fn names_what_is_no_text() {
        assert_eq!(cause(b"a: \0"), ReadCause::Binary { offset: 3 });
        assert_eq!(cause(b"a: b\nc: \xC3("), ReadCause::InvalidUtf8 { offset: 8, line: 2 });
        assert_eq!(cause(b"\xFF\xFEa\0"), ReadCause::Utf16);
        assert_eq!(cause(&vec![b'a'; MAX_BYTES + 1]), ReadCause::TooLarge { size: MAX_BYTES + 1 });
    }

    #[test]
    fn drops_the_byte_order_mark() {
        assert_eq!(read_bytes("a.yaml", b"\xEF\xBB\xBFname: x").unwrap().text(), "name: x");
        assert_eq!(read_bytes("a.yaml", b"").unwrap().text(), "");
    }
}
