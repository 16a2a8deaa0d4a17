//! Every format on real, strange and hostile blueprints.

mod access;

use super::{Content, FORMATS, Picture, format};
use crate::{
    blueprint,
    catalog::{self, Reference},
    model::Model,
    scene::{Engine, Options, Scale, Theme, View, fingerprint},
    source::Source,
    syntax,
};
use std::borrow::Cow;

const RAG: &str = include_str!("../../blueprints/rag-chatbot.yaml");

fn model(text: &str) -> Model {
    let reference: &'static Reference = catalog::reference("aws-genai").expect("it is built in");
    let source = Source::new("test.yaml", text);
    let tree = syntax::parse(&source).tree;
    let said = blueprint::read(&source, &tree, reference).blueprint;
    Model::build(said, Cow::Borrowed(reference)).model
}

fn bytes(text: &str, id: &str, options: &Options) -> Vec<u8> {
    let model = model(text);
    let picture = Picture::new(&model, options);
    let render = format(id).expect("the format exists").render;
    render(&picture).expect("it can be drawn")
}

fn drawn(text: &str, id: &str, options: &Options) -> String {
    String::from_utf8(bytes(text, id, options)).expect("it is text")
}

/// Every view that every format can hold.
fn views() -> impl Iterator<Item = Options> {
    let themed = |view| Theme::ALL.map(|theme| Options { view, theme, ..Options::default() });
    View::ALL.into_iter().filter(|view| *view != View::Study).flat_map(themed)
}

/// The same with fewer dots, which take time.
fn small(options: &Options) -> Options {
    Options { scale: Scale::new(0.2).expect("it is in the range"), ..options.clone() }
}

/// A blueprint with `label` wherever a text of the user may stand.
fn with_label(label: &str) -> String {
    let quoted = serde_json::to_string(label).expect("a text is JSON");
    format!(
        "name: {quoted}\ndescription: {quoted}\nactors:\n  user: {{service: user, label: {quoted}, description: {quoted}}}\n\
         frontend:\n  app: {{service: cloudfront, label: {quoted}, link: {quoted}, in: net}}\n  thing: {{service: custom, label: {quoted}}}\n\
         groups:\n  net: {{kind: vpc, label: {quoted}}}\n\
         flows:\n  one:\n    title: {quoted}\n    steps:\n      - user -> app: {{label: {quoted}}}\n      - app ~> thing\n"
    )
}

#[test]
fn formats_are_sorted_and_found() {
    assert!(FORMATS.is_sorted_by(|one, two| one.id < two.id));
    assert_eq!(format("SVG").map(|found| found.id), Some("svg"));
    assert_eq!(format("gv").map(|found| found.id), Some("dot"));
    assert!(format("png2").is_none());
}

const SVG: &str = "http://www.w3.org/2000/svg";

#[test]
fn ids_occur_once() {
    for options in views() {
        let svg = drawn(RAG, "svg", &options);
        let document = roxmltree::Document::parse(&svg).expect("it is XML");
        let mut ids: Vec<&str> =
            document.descendants().filter_map(|node| node.attribute("id")).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }
}

#[test]
fn hostile_texts_stay_texts() {
    let long = "x".repeat(100_000);
    for label in [
        "</svg><script>alert(1)</script>",
        "]]><![CDATA[<a>",
        "\"' onload='alert(1)'",
        "javascript:alert(1)",
        "a\u{202e}b\u{2066}c\u{0}d\u{1b}[31m",
        "&amp; &#60; &lt;script&gt;",
        "} </style><style>*{fill:red}",
        "\\\"]; evil [label=\"",
        "日本語のラベル 👩\u{200d}👩\u{200d}👧 مرحبا e\u{301}\u{301}",
        long.as_str(),
    ] {
        let text = with_label(label);
        for options in views() {
            let svg = drawn(&text, "svg", &options);
            let document = roxmltree::Document::parse(&svg).expect("it is XML");
            for node in document.descendants().filter(roxmltree::Node::is_element) {
                assert!(!matches!(node.tag_name().name(), "script" | "foreignObject" | "image"));
                assert!(node.attributes().all(|one| !one.name().starts_with("on")));
                assert!(node.attribute("href").is_none());
            }
            assert!(svg.len() < 60_000, "{} bytes", svg.len());
            let count =
                document.descendants().filter(|node| node.has_tag_name((SVG, "style"))).count();
            assert_eq!(count, 1);
            drawn(&text, "geometry", &options);
        }
        drawn(&text, "dot", &Options::default());
        page_stays_whole(&drawn(&text, "html", &Options::default()));
        for options in views() {
            for line in drawn(&text, "text", &options).lines() {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= 100, "{line}");
                assert!(!line.contains(char::is_control) && !line.contains('\u{202e}'), "{line:?}");
            }
        }
        #[cfg(feature = "png")]
        assert!(bytes(&text, "png", &small(&Options::default())).starts_with(b"\x89PNG"));
        #[cfg(feature = "pdf")]
        assert!(bytes(&text, "pdf", &Options::default()).starts_with(b"%PDF-"));
    }
}

/// A page whose every element is one of ours, and which loads nothing.
fn page_stays_whole(page: &str) {
    let views = page.matches("<template ").count();
    for (part, count) in [
        ("<script", 2),
        ("</script", 2),
        ("<style", 2),
        ("<svg", views + 2),
        ("</template", views),
        ("<img", 0),
    ] {
        assert_eq!(page.matches(part).count(), count, "{part}");
    }
    for loaded in
        [" src=", "@import", "url(http", "<link", "<iframe", "<object", "<base", " style="]
    {
        assert!(!page.contains(loaded), "{loaded}");
    }
}

#[test]
fn the_page_is_small_and_holds_the_findings() {
    let span = crate::source::Span::default();
    let mut finding =
        crate::diagnostic::Diagnostic::error("SEC999", "a-name", span, "a </script> fact");
    finding.subjects.push("gateway".to_owned());
    let options = Options { findings: vec![finding], ..Options::default() };
    let page = drawn(RAG, "html", &options);
    assert!(page.len() < 250_000, "{} bytes", page.len());
    assert!(page.contains("a \\u003c/script\\u003e fact"));
    page_stays_whole(&page);
}

#[test]
fn lines_name_their_ends_and_steps() {
    let svg = drawn(RAG, "svg", &Options::default());
    let document = roxmltree::Document::parse(&svg).expect("it is XML");
    let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    let lines = document
        .descendants()
        .filter(|node| node.attribute("id").is_some_and(|id| id.starts_with("l-")));
    let mut count = 0;
    for line in lines {
        for end in ["data-from", "data-to"] {
            assert!(line.attribute(end).is_some_and(|id| ids.contains(&id)), "{line:?}");
        }
        assert_eq!(line.has_attribute("data-step"), line.has_attribute("data-flow"));
        count += 1;
    }
    assert!(count > 10);
}

#[test]
fn the_text_shows_layers_components_and_steps() {
    let text = drawn(RAG, "text", &Options::default());
    for part in [
        "╭─ Frontend ─",
        "│ CloudFront │",
        "  2  CloudFront → Chat web app   fetch the app",
        "⇢ asynchronous",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

/// What a review would find of the chatbot.
fn with_finding(view: View) -> Options {
    let span = crate::source::Span::default();
    let mut finding =
        crate::diagnostic::Diagnostic::error("SEC999", "a-name", span, "a <b> of `gateway`");
    finding.subjects = vec!["gateway".to_owned(), "gateway -> orchestrator".to_owned()];
    finding.path = vec!["cdn".to_owned(), "gateway".to_owned(), "orchestrator".to_owned()];
    finding.missing = Some("operations".to_owned());
    Options { view, findings: vec![finding], ..Options::default() }
}

#[test]
fn a_review_is_told_in_every_language() {
    let options = with_finding(View::Review);
    let dot = drawn(RAG, "dot", &options);
    for part in [
        "Chat API\\nAPI Gateway\\n1 SEC999\"",
        "shape=octagon",
        "\"missing operations\"",
        "a &lt;b&gt; of “Chat API”",
    ] {
        assert!(dot.contains(part), "{part}\n{dot}");
    }
    let text = drawn(RAG, "text", &options);
    for part in [
        "│ × 1 SEC999",
        "× 1 SEC999 error  a <b> of “Chat API”",
        "path: CloudFront → Chat API → Chat orch",
        "╎ × 1 SEC999",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let geometry: serde_json::Value =
        serde_json::from_str(&drawn(RAG, "geometry", &options)).expect("it is JSON");
    assert_eq!(geometry["findings"][0]["severity"], "error");
    assert_eq!(geometry["ghosts"][0]["findings"][0], 1);
    let node = |id: &str| {
        let nodes = geometry["nodes"].as_array().expect("a list");
        nodes.iter().find(|one| one["id"] == id).expect("it is drawn").clone()
    };
    assert_eq!(node("gateway")["findings"][0], 1);
    assert!(node("cdn").get("findings").is_none());
}

#[test]
fn the_coverage_is_a_table_in_every_language() {
    let options = Options { view: View::Coverage, ..Options::default() };
    let dot = drawn(RAG, "dot", &options);
    assert!(dot.contains("<td><b>Guardrail</b></td>") && dot.contains("Score: 100 % (36 of 36)"));
    let text = drawn(RAG, "text", &options);
    assert!(text.contains("Overall: 100 % (36 of 36)") && text.contains("Guard\n"), "{text}");
    let geometry: serde_json::Value =
        serde_json::from_str(&drawn(RAG, "geometry", &options)).expect("it is JSON");
    assert_eq!(geometry["score"]["all"], 36);
    let layers = geometry["layers"].as_array().expect("a list");
    let api = layers.iter().find(|layer| layer["id"] == "api").expect("it has an API");
    assert_eq!(api["components"][0]["cells"]["web-firewall"], "stated");
}

#[test]
fn unfinished_blueprints_are_drawn() {
    for text in [
        "",
        "name: x\n",
        "name: x\nfrontend:\n",
        "frontend:\n  app: nonsense\n",
        "frontend:\n  app: react-app\nconnections:\n  - app -> app\n  - app -> nothing\n",
        "groups:\n  a: {kind: vpc, in: b}\n  b: {kind: region, in: a}\nfrontend:\n  app: {service: s3, in: [a, b]}\n\
         connections:\n  - app -> a\n  - a -> b\n",
    ] {
        for options in views() {
            for format in FORMATS {
                let bytes = bytes(text, format.id, &small(&options));
                if format.content == Content::Text {
                    String::from_utf8(bytes).expect("it is text");
                }
            }
        }
    }
}

#[test]
fn the_same_blueprint_gives_the_same_bytes() {
    for options in views() {
        for format in FORMATS {
            let options = small(&options);
            assert_eq!(bytes(RAG, format.id, &options), bytes(RAG, format.id, &options));
        }
    }
}

#[test]
fn the_svg_is_small_and_names_its_source() {
    let hash = fingerprint(RAG.as_bytes());
    let options = Options { fingerprint: Some(hash), ..Options::default() };
    let svg = drawn(RAG, "svg", &options);
    assert!(svg.contains(&format!("data-cyanotype=\"{hash:016x}\"")));
    assert!(svg.len() <= 60_000, "{} bytes for 23 components", svg.len());
}

#[test]
fn formats_share_the_work() {
    let (model, options) = (model(RAG), small(&Options::default()));
    let picture = Picture::new(&model, &options);
    let (drawing, scene) = (picture.drawing().expect("it is drawn"), picture.scene());
    for format in FORMATS {
        (format.render)(&picture).expect("it can be drawn");
    }
    assert!(std::ptr::eq(drawing, picture.drawing().expect("it is drawn")));
    assert!(std::ptr::eq(scene.expect("it is drawn"), picture.scene().expect("it is drawn")));
}

#[test]
fn only_the_auto_theme_follows_the_reader() {
    for theme in Theme::ALL {
        let svg = drawn(RAG, "svg", &Options { theme, ..Options::default() });
        assert_eq!(svg.contains("prefers-color-scheme"), theme == Theme::Auto);
    }
}

#[test]
fn a_pair_is_one_line_with_both_labels_and_both_steps() {
    let text = "frontend:\n  app: react-app\napi:\n  gateway: api-gateway\nflows:\n  a:\n    steps:\n      - app -> gateway: ask\n\
                \x20 b:\n    steps:\n      - app -> gateway: again\n";
    let model = model(text);
    let options = Options::default();
    let picture = Picture::new(&model, &options);
    let [edge] = &picture.plan.edges[..] else { panic!("{:?}", picture.plan.edges) };
    assert_eq!(edge.label, ["ask", "again"]);
    let marks: Vec<&str> =
        edge.steps.iter().map(|&at| picture.plan.steps[at].mark.as_str()).collect();
    assert_eq!(marks, ["1", "A"]);
}

#[test]
fn there_and_back_is_one_line_only_when_nothing_is_lost() {
    let text = |back: &str| {
        format!(
            "frontend:\n  app: react-app\napi:\n  gateway: api-gateway\nconnections:\n  - app -> gateway\n  - gateway -> app{back}\n"
        )
    };
    let count = |text: &str| {
        let model = model(text);
        Picture::new(&model, &Options::default()).plan.edges.len()
    };
    assert_eq!(count(&text("")), 1);
    assert_eq!(count(&text(": answer")), 2);
}

#[test]
fn layout_rs_draws_flat_pictures() {
    let options = Options { engine: Engine::LayoutRs, ..Options::default() };
    let svg = drawn(RAG, "svg", &options);
    roxmltree::Document::parse(&svg).expect("it is XML");
    assert_eq!(svg, drawn(RAG, "svg", &options));
}

#[test]
fn the_view_for_learners_is_a_page_with_cards_or_a_word() {
    for theme in Theme::ALL {
        let options = Options { view: View::Study, theme, ..Options::default() };
        let svg = drawn(RAG, "svg", &options);
        let document = roxmltree::Document::parse(&svg).expect("it is XML");
        for title in ["What the exam asks", "Cost factors that apply here", "Token-based pricing"] {
            assert!(document.descendants().any(|node| node.text() == Some(title)), "{title}");
        }
        assert_eq!(svg, drawn(RAG, "svg", &options));
        let model = model(RAG);
        let picture = Picture::new(&model, &options);
        for id in ["dot", "geometry", "text"] {
            let render = format(id).expect("the format exists").render;
            let problem = render(&picture).expect_err("it cannot hold the cards");
            assert_eq!(problem.help(), Some("choose svg, png, pdf or html"));
        }
    }
}
