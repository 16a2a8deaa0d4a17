//! Which addresses a picture may lead to.

/// The address without control characters and blanks, when its scheme is `http`, `https` or `mailto`.
pub fn safe(address: &str) -> Option<String> {
    let plain: String =
        crate::text::clean(address).chars().filter(|c| !c.is_whitespace()).take(2048).collect();
    let (scheme, rest) = plain.split_once(':')?;
    let known = ["http", "https", "mailto"].iter().any(|one| scheme.eq_ignore_ascii_case(one));
    let host = scheme.eq_ignore_ascii_case("mailto") || rest.starts_with("//");
    (known && host && rest.len() > 2).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn only_harmless_schemes_pass() {
        for good in ["https://example.com/a?b=c", "HTTP://example.com", "mailto:a@example.com"] {
            assert_eq!(safe(good).as_deref(), Some(good));
        }
        for bad in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            " data:text/html,x",
            "//example.com",
            "https:",
            "vbscript:x",
            "file:///etc/passwd",
            "",
        ] {
            assert_eq!(safe(bad), None, "{bad}");
        }
    }
}
