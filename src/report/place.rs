//! Names and places of files as programs want them.

use crate::source::{Source, Span};
use std::fmt::Write as _;

/// A range for programs: lines and columns start at 1, the end is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) end_line: u32,
    pub(super) end_column: u32,
}

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Unicode scalar values.
    Characters,
    /// Bytes of UTF-8.
    Bytes,
}

impl Region {
    pub(super) fn new(source: &Source, span: Span, unit: Unit) -> Self {
        let at = |offset: u32| {
            let place = source.line_column(offset);
            let line = source.line_span(source.line_index(offset));
            let bytes = offset.saturating_sub(line.start) + 1;
            (place.line, if unit == Unit::Bytes { bytes } else { place.column })
        };
        let ((line, column), (end_line, end_column)) = (at(span.start), at(span.end));
        Self { line, column, end_line, end_column }
    }
    /// Whether it begins and ends on one line.
    pub(super) fn is_in_line(self) -> bool {
        self.line == self.end_line
    }
}

/// The path with slashes and without `./` at its beginning.
pub(super) fn path(name: &str) -> String {
    let name = if cfg!(windows) { name.replace('\\', "/") } else { name.to_owned() };
    let plain = name.strip_prefix("./").map(str::to_owned);
    plain.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// The path as a URI reference (RFC 3986): relative, or with `file://` when it is absolute.
pub(super) fn uri(name: &str) -> String {
    let path = path(name);
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if path.as_bytes().get(1) == Some(&b':') && path.as_bytes().get(2) == Some(&b'/') {
        uri.push_str("file:///");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            // Writing to a `String` cannot fail.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::{Region, Unit, path, uri};
    use crate::source::{Source, Span};

    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(uri("./a b/ü.yaml"), "a%20b/%C3%BC.yaml");
        assert_eq!(uri("a:b.yaml"), "a%3Ab.yaml");
        assert_eq!(uri("/x/y.yaml"), "file:///x/y.yaml");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
        assert_eq!(path("./"), "./");
    }

    #[test]
    fn columns_are_counted_in_the_unit() {
        let source = Source::new("f", "a: 𐐀b\r\nc: d\n");
        let span = Span::new(7, 8);
        let column = |unit| Region::new(&source, span, unit).column;
        assert_eq!((column(Unit::Characters), column(Unit::Bytes)), (5, 8));
        let region = Region::new(&source, Span::new(3, 14), Unit::Characters);
        assert_eq!((region.line, region.end_line, region.end_column), (1, 2, 5));
        assert!(!region.is_in_line());
    }
}
