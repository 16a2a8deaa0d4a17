//! Property tests: whatever the text, reading ends, and every place lies in it.

use super::tests::{EXAMPLE, read_text};
use crate::source::{Source, Span, Spanned};
use proptest::prelude::*;

/// Real files to damage.
const FILES: &[&str] = &[
    EXAMPLE,
    include_str!("../../blueprints/study-notes-sample.yaml"),
    include_str!("../../blueprints/rag-chatbot.yaml"),
    include_str!("../../blueprints/agent-assistant.yaml"),
];

fn check_word(source: &Source, word: &Spanned<String>) {
    let written = source.text().get(word.span.start as usize..word.span.end as usize);
    assert!(written.is_some(), "{word:?} in {:?}", source.text());
    let plain = written
        .is_some_and(|text| !text.starts_with(['"', '\'', '*', '|', '>']) && !text.contains('\n'));
    assert!(!plain || written == Some(word.value.as_str()), "{word:?} {written:?}");
}

fn fits(text: &str, span: Span) {
    assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} in {text:?}");
}

fn spans_fit(text: &str) {
    let (source, read) = read_text(text);
    let whole = read.diagnostics.iter().all(|one| one.code != "BPT001");
    // A repair may have closed a bracket inside what then reads as a word.
    let word_fits = |word: &Spanned<String>| {
        if whole { check_word(&source, word) } else { fits(text, word.span) }
    };
    for problem in &read.diagnostics {
        fits(text, problem.primary.span);
        problem.labels.iter().for_each(|label| fits(text, label.span));
        for edit in problem.fix.iter().flat_map(|fix| &fix.edits) {
            fits(text, edit.span);
        }
    }
    for component in &read.blueprint.components {
        word_fits(&component.id);
        fits(text, component.span);
        component.service.iter().for_each(&word_fits);
        component.groups.iter().chain(component.covers.iter().flatten()).for_each(&word_fits);
        component.properties.iter().for_each(|one| fits(text, one.value.span));
    }
    for connection in &read.blueprint.connections {
        fits(text, connection.from.span);
        fits(text, connection.to.span);
        fits(text, read.blueprint.statement(connection).span);
    }
    for one in &read.blueprint.suppressions {
        fits(text, one.span);
        one.codes
            .iter()
            .chain(&one.reason)
            .chain(&one.until)
            .for_each(|word| fits(text, word.span));
    }
}

/// Pieces that the format cares about.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "engine:\n  ",
        "a: bedrock\n",
        "  m: {service: bedrock, ",
        "flows:\n",
        "connections:\n- ",
        "a -> b",
        " & ",
        " <-> ",
        "~>",
        "->",
        ": ",
        "\n",
        "\n  ",
        "{",
        "}",
        "[",
        "]",
        "'",
        "\"",
        "ignore: ",
        "# cyanotype: ignore[SEC001] reason: é",
        " until: 2027-01-01",
        "groups: {g: {kind: vpc}}\n",
        "context:\n  environment: prod\n",
        "name: x\n",
        "data: pii",
        "- ",
        "é",
        "日本",
        "<<: *x",
        "&x ",
        "*x",
        "\t",
        "guardrail: {apply: [input]}",
        "x-y: 1\n",
        "covers: all",
        "null",
        "~",
        "|\n ",
    ]);
    prop::collection::vec(piece, 0..30).prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_pieces_make_it_panic(text in pieces()) {
        spans_fit(&text);
    }

    #[test]
    fn no_damage_makes_it_panic(file in 0..FILES.len(), at in 0.0..1.0_f64, gone in 0_usize..60, put in pieces()) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a small file")]
        let at = FILES[file].floor_char_boundary((FILES[file].len() as f64 * at) as usize);
        let end = FILES[file].floor_char_boundary((at + gone).min(FILES[file].len())).max(at);
        spans_fit(&format!("{}{put}{}", &FILES[file][..at], &FILES[file][end..]));
    }

    #[test]
    fn no_cut_makes_it_panic(file in 0..FILES.len(), at in any::<prop::sample::Index>()) {
        spans_fit(&FILES[file][..FILES[file].floor_char_boundary(at.index(FILES[file].len()))]);
    }
}

/// Each line of a real file is cut in the middle, one at a time: every other component is still there.
#[test]
fn a_line_cut_short_costs_one_component_at_most() {
    for text in FILES {
        let whole = read_text(text).1.blueprint.components.len();
        for (number, line) in text.lines().enumerate() {
            let half = &line[..line.floor_char_boundary(line.len() * 2 / 3)];
            let cut: Vec<&str> = text
                .lines()
                .enumerate()
                .map(|(at, line)| if at == number { half } else { line })
                .collect();
            let (_, read) = read_text(&cut.join("\n"));
            let lost = whole.saturating_sub(read.blueprint.components.len());
            // Half a layer's name may not be recognised: its components are then known as lost, not as missing.
            let lost = lost.saturating_sub(if line.starts_with(' ') {
                0
            } else {
                read.blueprint.lost.len()
            });
            assert!(lost <= 1, "line {} `{half}` lost {lost}: {:#?}", number + 1, read.diagnostics);
        }
    }
}
