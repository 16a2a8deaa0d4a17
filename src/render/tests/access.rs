//! Pictures for who cannot see them, or has no pointer.

use super::{RAG, SVG, drawn, views};
use crate::scene::{Options, View};

#[test]
fn every_svg_is_well_formed_and_describes_itself() {
    for options in views() {
        let svg = drawn(RAG, "svg", &options);
        let document = roxmltree::Document::parse(&svg).expect("it is XML");
        let component = |node: &roxmltree::Node<'_, '_>| {
            node.attribute("id").is_some_and(|id| id.starts_with("c-"))
        };
        let components: Vec<_> = document.descendants().filter(component).collect();
        assert!(components.len() >= 9);
        for one in components {
            assert_eq!(one.attribute("role"), Some("img"));
            assert!(!one.attribute("aria-label").unwrap_or_default().is_empty());
            assert!(
                one.children()
                    .any(|child| child.has_tag_name("title") || child.has_tag_name((SVG, "title")))
            );
        }
        let desc = document.descendants().find(|node| node.has_tag_name((SVG, "desc")));
        assert!(desc.and_then(|desc| desc.text()).is_some_and(|text| text.contains("Actors")));
    }
}

#[test]
fn a_keyboard_comes_to_every_component_once() {
    let linked =
        RAG.replace("label: Chat API\n", "label: Chat API\n    link: https://example.com/\n");
    for options in views() {
        let svg = drawn(&linked, "svg", &options);
        let document = roxmltree::Document::parse(&svg).expect("it is XML");
        let mut count = 0;
        for node in document.descendants() {
            let part = node.attribute("id").is_some_and(|id| id.starts_with("c-"));
            let links = node.children().filter(|one| one.has_tag_name((SVG, "a"))).count();
            assert_eq!(node.attribute("tabindex").is_some(), part && links == 0);
            assert!(links == 0 || node.attribute("role") == Some("group"));
            count += usize::from(part);
        }
        assert!(count > 4);
        assert!(svg.contains(":focus-visible{outline:"));
        assert!(
            !svg.contains("<animate") && !svg.contains("transition") && !svg.contains("animation")
        );
    }
}

#[test]
fn the_description_tells_connections_outside_of_flows() {
    let text = "name: X\nactors: {user: user}\nfrontend: {app: react-app}\nconnections:\n  - user -> app: open\n";
    assert!(
        drawn(text, "svg", &Options::default()).contains("Connections: User to React app: open.")
    );
}

#[test]
fn names_from_right_to_left_do_not_turn_an_arrow() {
    let text = "name: X\nactors: {user: {service: user, label: مستخدم}}\nfrontend: {app: {service: react-app, label: تطبيق}}\n\
                connections:\n  - user -> app: HTTPS\n";
    let svg = drawn(text, "svg", &Options::default());
    assert!(svg.contains("مستخدم\u{200e} to تطبيق\u{200e}: HTTPS"), "{svg}");
}

#[test]
fn the_description_tells_what_stands_in_a_boundary() {
    let text = "name: X\napi: {backend: {service: lambda, in: inner, label: Worker}}\nengine: {model: bedrock}\n\
                groups: {net: {kind: vpc}, inner: {kind: private-subnet, in: net}}\n";
    let options = Options { view: View::Deployment, ..Options::default() };
    let svg = drawn(text, "svg", &options);
    assert!(svg.contains("In Private subnet: Worker."), "{svg}");
    let svg = drawn(text, "svg", &Options { view: View::Coverage, ..Options::default() });
    assert!(svg.contains("AWS Lambda: Access missing, Network stated, Metrics missing"), "{svg}");
}
