//! Overlays in every view and format, and findings on groups and layers.

use crate::draw::{blueprints, checked, draw};
use cyanotype::{
    diagnostic::Severity,
    render::{Picture, format},
    scene::{Options, Overlay, Paint, Palette, View},
};

const MIXED: &str = "name: Mixed\nactors: {clerk: user}\nfrontend: {cdn: cloudfront}\n\
    api: {backend: {service: lambda, in: inner}}\nengine: {model: bedrock, own: sagemaker-endpoint}\n\
    storage: {notes: {service: dynamodb, data: [pii, internal]}}\n\
    groups: {net: {kind: vpc}, inner: {kind: private-subnet, in: net}}\n\
    flows: {ask: {title: Ask, steps: [clerk -> cdn -> backend -> model, backend -> notes]}}\n";

fn drawn(id: &str, overlay: Overlay, view: View) -> String {
    let options = Options { overlay: Some(overlay), view, ..Options::default() };
    String::from_utf8_lossy(&draw(MIXED, id, &options)).into_owned()
}

#[test]
fn every_meaning_is_a_word_in_every_view_and_text_format() {
    for view in [View::Layers, View::Deployment, View::Flow(0), View::Review] {
        for id in ["svg", "html", "dot", "text"] {
            let has = |overlay: Overlay, words: &[&str]| {
                let text = drawn(id, overlay, view);
                for word in words {
                    assert!(text.contains(word), "{id}, {view:?}, {overlay:?}: no `{word}`");
                }
            };
            has(Overlay::Data, &["PII +1", "PII"]);
            has(Overlay::Trust, &["outside", "edge", "private subnet", "T1", "T2"]);
            has(Overlay::Cost, &["by token", "by request"]);
        }
    }
}

#[test]
fn formats_without_letters_take_them_too() {
    for overlay in Overlay::ALL {
        let options = Options { overlay: Some(overlay), ..Options::default() };
        for id in ["png", "pdf"] {
            assert!(draw(MIXED, id, &options).len() > 1000);
        }
    }
}

#[test]
fn what_is_billed_all_the_time_is_marked() {
    let text = drawn("text", Overlay::Cost, View::Layers);
    assert!(text.contains("[always on]"), "{text}");
    assert!(!drawn("text", Overlay::Cost, View::Flow(0)).contains("[always on]"));
}

#[test]
fn the_words_of_every_overlay_can_be_read() {
    for (name, text) in blueprints() {
        let (model, _) = checked(&name, &text);
        for overlay in Overlay::ALL {
            let options = Options { overlay: Some(overlay), ..Options::default() };
            let lens = Picture::new(&model, &options).plan.lens.unwrap();
            for palette in [Palette::Light, Palette::Dark, Palette::Print] {
                for mark in &lens.marks {
                    let ink = palette.value(Paint::Ink(mark.colour));
                    let ratio = ink.contrast(palette.ground());
                    assert!(ratio >= 4.5, "{palette:?}: {} has {ratio:.2}", mark.short);
                }
            }
        }
    }
}

#[test]
fn findings_about_groups_and_layers_stand_under_their_titles() {
    let (model, mut findings) = checked("mixed", MIXED);
    findings.truncate(1);
    findings[0].missing = None;
    findings[0].severity = Severity::Warning;
    findings[0].subjects = vec!["net".to_owned(), "engine".to_owned()];
    for view in [View::Review, View::Deployment] {
        let options = Options { view, findings: findings.clone(), ..Options::default() };
        let picture = Picture::new(&model, &options);
        let svg = (format("svg").unwrap().render)(&picture).unwrap();
        let svg = String::from_utf8(svg).unwrap();
        let marked = |id: &str| {
            let group = svg.split(&format!("<g id=\"{id}\"")).nth(1).unwrap_or_default();
            let code = format!(">1 {}<", findings[0].code);
            group.split("<g id=").next().unwrap_or_default().contains(&code)
        };
        let review = view == View::Review;
        assert_eq!(marked("layer-engine"), review, "{view:?}");
        assert!(!review || marked("g-net"), "{view:?}");
    }
}
