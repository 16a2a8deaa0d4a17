//! Lines that say the same share a trunk with one label; lines that say something else do not.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::draw::{checked, draw};
use cyanotype::scene::{Options, Plan, View};

/// A gateway in front of three functions, and a table, with these connections.
fn text(connections: &str) -> String {
    format!(
        "name: Fan\nactors:\n  customer: user\nfrontend:\n  cdn: cloudfront\napi:\n  gateway: api-gateway\n  \
         ask: lambda\n  load: lambda\n  rate: lambda\nstorage:\n  table: dynamodb\nconnections:\n  \
         - customer -> cdn: call\n  - cdn -> gateway: forward\n{connections}"
    )
}

/// How many lines say `word`, and how many of its lines join another one.
fn drawn(text: &str, word: &str) -> (usize, usize) {
    let options = Options { view: View::Deployment, ..Options::default() };
    let svg = String::from_utf8(draw(text, "svg", &options)).unwrap();
    let geometry: serde_json::Value =
        serde_json::from_slice(&draw(text, "geometry", &options)).unwrap();
    let edges = geometry["edges"].as_array().unwrap();
    let joined = edges.iter().filter(|edge| !edge["trunk"].is_null()).count();
    assert_eq!(svg.matches(" data-trunk=").count(), joined);
    let word = format!(">{word}</text>");
    let lines = svg.split("<g id=\"l-").skip(1).map(|line| line.split("</g>").next().unwrap());
    (lines.filter(|line| line.contains(&word)).count(), joined)
}

#[test]
fn a_fan_out_has_one_label() {
    assert_eq!(drawn(&text("  - gateway -> ask & load & rate: invoke\n"), "invoke"), (1, 2));
}

#[test]
fn a_fan_in_has_one_label_and_one_arrow_head() {
    let text =
        text("  - gateway -> ask & load & rate: invoke\n  - ask & load & rate -> table: write\n");
    assert_eq!(drawn(&text, "write"), (1, 4));
    let options = Options { view: View::Deployment, ..Options::default() };
    let svg = String::from_utf8(draw(&text, "svg", &options)).unwrap();
    let lines = svg
        .split("<g id=\"l-")
        .skip(1)
        .filter(|line| line.contains("to Table: write") || line.contains("to DynamoDB: write"));
    // A line that comes to a trunk is one stroke; the one with the trunk has a head besides.
    let strokes = lines.map(|line| {
        let path = line.split(" d=\"").nth(1).unwrap().split('"').next().unwrap();
        path.matches(['M', 'm']).count()
    });
    let strokes: Vec<usize> = strokes.collect();
    assert_eq!(strokes.iter().filter(|&&count| count == 1).count(), 2, "{strokes:?}");
    assert_eq!(strokes.iter().filter(|&&count| count == 2).count(), 1, "{strokes:?}");
}

#[test]
fn the_same_words_in_two_statements_share_a_trunk() {
    let all = "  - gateway -> ask & rate: invoke\n  - gateway -> load: invoke\n";
    assert_eq!(drawn(&text(all), "invoke"), (1, 2));
}

#[test]
fn other_words_other_dashes_and_no_words_stay_apart() {
    for (first, second) in [("->", ": call"), ("~>", ": invoke"), ("<->", ": invoke"), ("->", "")] {
        let all = format!(
            "  - gateway -> ask: invoke\n  - gateway {first} load{second}\n  - gateway -> rate: ring\n"
        );
        assert_eq!(drawn(&text(&all), "invoke").1, 0, "{all}");
    }
    let silent = "  - gateway -> ask\n  - gateway -> load\n  - gateway -> rate\n";
    assert_eq!(drawn(&text(silent), "invoke"), (0, 0));
    // Without words it takes one statement to say that they belong together.
    let bundles = |text: &str| {
        let (model, _) = checked("fan", text);
        let edges = Plan::new(&model, &Options::default()).input.edges;
        edges.iter().map(|edge| edge.bundle).collect::<Vec<_>>()
    };
    assert_eq!(bundles(&text(silent)), [None; 5]);
    let fan = bundles(&text("  - gateway -> ask & load & rate\n"));
    assert_eq!(fan, [None, None, Some(0), Some(0), Some(0)]);
}

#[test]
fn steps_of_their_own_keep_lines_apart() {
    let flow = |steps: &str| text(&format!("flows:\n  f:\n    title: F\n    steps:\n{steps}"));
    let one = flow("      - gateway -> ask & load & rate: invoke\n");
    assert_eq!(drawn(&one, "invoke"), (1, 2));
    let all = ["ask", "load", "rate"].map(|to| format!("      - gateway -> {to}: invoke\n"));
    assert_eq!(drawn(&flow(&all.concat()), "invoke"), (3, 0));
}
