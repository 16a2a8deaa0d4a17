//! Property tests: whatever the text, reading ends, and every place lies in it.
#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use super::tests::WHOLE;
use super::*;
use crate::source::{Source, Span};
use proptest::prelude::*;

fn read(text: &str) -> Parsed {
    parse(&Source::new("a.yaml", text))
}

fn spans_fit(text: &str, parsed: &Parsed) {
    let fits = |span: Span| text.get(span.start as usize..span.end as usize).is_some();
    for node in &parsed.tree.nodes {
        assert!(fits(node.span), "{text:?} {node:?}");
    }
    for problem in &parsed.diagnostics {
        assert!(fits(problem.primary.span), "{text:?} {problem:?}");
        assert!(problem.labels.iter().all(|label| fits(label.span)), "{text:?} {problem:?}");
    }
    assert!(parsed.tree.comments().iter().all(|one| fits(one.span)));
    assert!(parsed.tree.skipped().iter().all(|&one| fits(one)));
}

/// Pieces that YAML cares about.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "b: ",
        ":",
        "- ",
        "\n",
        "\n  ",
        "\n    ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "\"",
        "'",
        "#",
        " # é\n",
        "&x ",
        "*x",
        "<<: ",
        "|",
        ">",
        "\n\t",
        "é",
        "日本",
        "!t ",
        "!!str ",
        "? ",
        "---\n",
        "...\n",
        "%",
        "@",
        "\r\n",
        "\u{FEFF}",
        "\\",
        "a -> b: c\n",
        "~",
        "😀",
        "\u{85}",
        "\u{2028}",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic(text in pieces()) {
        spans_fit(&text, &read(&text));
    }

    #[test]
    fn no_unicode_makes_it_panic(text in any::<String>()) {
        spans_fit(&text, &read(&text));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(source) = read_bytes("a", &bytes) {
            spans_fit(source.text(), &parse(&source));
        }
    }

    #[test]
    fn no_damage_to_a_blueprint_makes_it_panic(at in 0..WHOLE.len(), gone in 0_usize..30, put in pieces()) {
        let text = format!("{}{put}{}", &WHOLE[..at], &WHOLE[(at + gone).min(WHOLE.len())..]);
        let parsed = read(&text);
        spans_fit(&text, &parsed);
        // A repair may have closed a bracket inside what then reads as a word.
        let whole = parsed.diagnostics.is_empty();
        for node in &parsed.tree.nodes {
            if let Value::Scalar(value, Style::Plain) = &node.value {
                let written = &text[node.span.start as usize..node.span.end as usize];
                let one_line = whole && !written.contains(['\n', '\r', '\u{85}', '\u{2028}']) && !written.starts_with('*');
                prop_assert!(!one_line || written == value || value.is_empty(), "{:?} {:?}", written, value);
            }
        }
    }
}
