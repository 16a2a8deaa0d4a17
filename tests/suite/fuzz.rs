//! Any text in any place of a blueprint, in every view and format: what comes out is well formed, and nothing panics.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::{
    browser,
    draw::{checked, views},
    pictures::read_by_graphviz,
};
use cyanotype::{
    diagnostic::Diagnostic,
    model::Model,
    render::{Content, FORMATS, Picture},
    scene::{Options, Scale, Theme, View},
    source::Span,
};

/// Pieces that labels are made of: markup, quotes, escapes, controls, joiners, marks, all kinds of scripts.
const PIECES: &[&str] = &[
    "<",
    ">",
    "&",
    "\"",
    "'",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "</svg>",
    "</script>",
    "<script>",
    "</style>",
    "</template>",
    "</title>",
    "<a href='javascript:x'>",
    "&lt;",
    "&#0;",
    "\\",
    "\\n",
    "\\N",
    "\\l",
    "\"]",
    "{",
    "}",
    "|",
    "%s",
    "\0",
    "\u{1b}[31m",
    "\u{7}",
    "\u{7f}",
    "\u{85}",
    "\n",
    "\t",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{2066}",
    "\u{2028}",
    "\u{feff}",
    "\u{fffe}",
    "\u{e000}",
    "\u{10ffff}",
    "e\u{301}",
    "\u{301}\u{301}",
    "日本語",
    "한국어",
    "العربية",
    "עברית",
    "हिन्दी",
    "ไทย",
    "👩\u{200d}👩\u{200d}👧",
    "🇩🇪",
    "☺\u{fe0f}",
    "1\u{20e3}",
    "ﬀ",
    "Ω",
    "ß",
    "x",
    "word ",
    "  ",
    "-",
    "_",
    "/",
    ".",
    ":",
    ",",
    "0",
    "…",
    "“”",
    "\u{1d54f}",
    "A",
];

/// A sequence of numbers that is the same in every run: xorshift by George Marsaglia, 2003.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end).unwrap()).unwrap()
    }
    fn text(&mut self) -> String {
        let long = if self.below(12) == 0 { 4000 } else { 12 };
        let count = self.below(long);
        (0..count).map(|_| PIECES[self.below(PIECES.len())]).collect()
    }
    /// A text as a quoted scalar.
    fn quoted(&mut self) -> String {
        serde_json::to_string(&self.text()).unwrap().replace('\u{7f}', "\\u007f")
    }
}

/// A blueprint with any text wherever one may stand.
fn blueprint(numbers: &mut Numbers) -> String {
    let mut text = || numbers.quoted();
    format!(
        "name: {}\ndescription: {}\nactors:\n  user: {{service: user, label: {}, description: {}}}\nfrontend:\n\
         \x20 app: {{service: cloudfront, label: {}, link: {}, purpose: {}, in: net, tags: [{}]}}\n  thing: {{service: custom, label: {}}}\n\
         storage:\n  notes: {{service: s3, label: {}, data: [pii], in: inner}}\n\
         groups:\n  net: {{kind: vpc, label: {}}}\n  inner: {{kind: private-subnet, label: {}, in: net}}\n\
         flows:\n  one:\n    title: {}\n    steps:\n      - user -> app: {{label: {}}}\n      - app ~> thing\n      - app <-> notes: {}\n",
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
    )
}

fn found(numbers: &mut Numbers) -> Diagnostic {
    let mut one = Diagnostic::error("SEC004", "a-name", Span::default(), numbers.text());
    one.help = Some(numbers.text());
    one.subjects = vec!["app".to_owned(), numbers.text()];
    one.path = vec!["user".to_owned(), "app".to_owned()];
    one.missing = Some("encryption-key".to_owned());
    one
}

/// Draws one view in all formats and hands the text of each to `see`.
fn draw(model: &Model, options: &Options, mut see: impl FnMut(&str, &[u8])) {
    let picture = Picture::new(model, options);
    for format in FORMATS {
        let bytes = (format.render)(&picture).unwrap();
        if format.content == Content::Text {
            std::str::from_utf8(&bytes).unwrap();
        }
        see(format.id, &bytes);
    }
}

fn look(id: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match id {
        "svg" => {
            let document = roxmltree::Document::parse(&text).unwrap();
            let odd = |node: &roxmltree::Node<'_, '_>| {
                matches!(node.tag_name().name(), "script" | "foreignObject" | "image" | "iframe")
                    || node.attributes().any(|one| one.name().starts_with("on"))
            };
            assert!(!document.descendants().any(|node| odd(&node)));
        }
        "geometry" => {
            serde_json::from_str::<serde_json::Value>(&text).unwrap();
        }
        "html" => {
            let views = text.matches("<template ").count();
            assert_eq!(text.matches("</template").count(), views);
            assert_eq!(text.matches("<svg").count(), views + 2);
            assert_eq!(text.matches("<script").count(), 2);
            assert_eq!(text.matches("</script").count(), 2);
        }
        "dot" => drop(read_by_graphviz(&text)),
        "text" => {
            let bad = |c: char| c.is_control() && c != '\n';
            assert!(!text.contains(bad) && !text.contains(['\u{202e}', '\u{2066}']), "{text:?}");
        }
        "png" => assert!(bytes.starts_with(b"\x89PNG")),
        _ => assert!(bytes.starts_with(b"%PDF-")),
    }
}

#[test]
fn any_text_is_drawn_in_every_view_and_format() {
    let mut numbers = Numbers(0x2026_1123_0000_0001);
    for round in 0..24 {
        let text = blueprint(&mut numbers);
        let (model, mut findings) = checked("any.yaml", &text);
        assert_eq!(model.components.len(), 4, "{text}");
        findings.push(found(&mut numbers));
        let views = views(&model);
        // One view a round is drawn in every format; over the rounds all of them are.
        let (_, view) = views[round % views.len()];
        let theme = Theme::ALL[round % Theme::ALL.len()];
        let scale = Scale::new(0.25).unwrap();
        let options = Options { view, theme, findings, scale, ..Options::default() };
        draw(&model, &options, look);
    }
}

#[test]
fn a_browser_runs_nothing_of_a_label() {
    let mut numbers = Numbers(7);
    for evil in [
        "</text></svg><script>document.documentElement.dataset.evil=1</script>",
        "\"><image href=\"x\" onerror=\"document.documentElement.dataset.evil=1\"/>",
        "]]></style><script>document.documentElement.dataset.evil=1</script>",
    ] {
        let label = serde_json::to_string(&format!("{evil}{}", numbers.text())).unwrap();
        let text = format!(
            "name: {label}\ndescription: {label}\nactors:\n  user: {{service: user, label: {label}, link: 'javascript:alert(1)'}}\n\
             frontend:\n  app: {{service: s3, label: {label}, description: {label}, link: 'https://example.com/?a=\"><script>'}}\n\
             flows:\n  one: {{title: {label}, steps: [{{user -> app: {label}}}]}}\n"
        );
        let (model, _) = checked("evil.yaml", &text);
        for view in [View::Layers, View::Flow(0), View::Coverage] {
            let mut findings = vec![found(&mut numbers)];
            findings[0].message = evil.to_owned();
            let options = Options { view, findings, ..Options::default() };
            let picture = Picture::new(&model, &options);
            let svg = (cyanotype::render::format("svg").unwrap().render)(&picture).unwrap();
            let Some(elements) = browser::elements("picture.svg", &svg) else { return };
            assert!(!elements.contains("data-evil") && !elements.contains("parsererror"));
            assert!(elements.contains("aws-genai reference"), "{elements}");
            assert!(!elements.contains("javascript:"));
        }
    }
}
