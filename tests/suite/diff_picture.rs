//! The picture of a change: nothing that stayed moves, every change has its sign, colour and words.

use crate::command::Folder;
use cyanotype::{
    layout::Drawing,
    lint::Settings,
    pipeline::{self, Compared},
    render::Picture,
    scene::{Delta, Group, Options, Paint, Palette, Rgb, Scene, Shape, Side, View},
    source::Source,
};
use std::{collections::BTreeMap, sync::Arc};

pub(crate) const OLD: &str = include_str!("../../blueprints/rag-chatbot.yaml");
pub(crate) const NEW: &str = include_str!("../fixtures/diff/rag-chatbot-changed.yaml");

pub(crate) fn compared(old: &str, new: &str) -> Compared {
    let check = |text: &str| {
        let source = Source::new("x.yaml", text);
        pipeline::check(&source, &Settings::default(), |_| Err("no".to_owned()))
    };
    pipeline::compare(check(old), check(new))
}

/// The scenes of both versions, of the old and of the new one, and where everything stands.
fn scenes(old: &str, new: &str, view: View) -> ([Scene; 3], Drawing) {
    let compared = compared(old, new);
    let (old, new, change) = compared.models().unwrap();
    let options = Options { view, ..Options::default() };
    let delta = Delta::new(old, new, change, "changed", &options);
    let options = Options { change: Some(Arc::clone(&delta)), ..options };
    let picture = Picture::new(&delta.union.after, &options);
    let drawing = picture.drawing().unwrap();
    let scene = |side: Side| {
        Scene::new(picture.model, &picture.plan, drawing, &Options { side, ..options.clone() })
    };
    ([scene(Side::Both), scene(Side::Before), scene(Side::After)], drawing.clone())
}

/// The places of the parts of a scene, by the ids of their groups: tile of a component, ends of a line, border.
fn places(scene: &Scene) -> BTreeMap<&str, String> {
    let first = |group: &Group| match group.shapes.first() {
        Some(Shape::Rect(rect, ..)) => Some(format!("{rect:?}")),
        Some(Shape::Path(commands, _)) => {
            Some(format!("{:?} {:?}", commands.first(), commands.last()))
        }
        _ => None,
    };
    let parts = scene.groups.iter().filter(|group| group.id != "legend");
    parts.filter_map(|group| Some((group.id.as_str(), first(group)?))).collect()
}

#[test]
fn what_stayed_is_in_the_same_place_in_all_three() {
    for view in [View::Layers, View::Deployment] {
        let ([both, before, after], _) = scenes(OLD, NEW, view);
        let (both, before, after) = (places(&both), places(&before), places(&after));
        let same = before.iter().filter(|(id, place)| after.get(*id) == Some(place)).count();
        assert!(same > 40, "{view:?}: {same}");
        for (id, place) in &before {
            assert!(after.get(id).is_none_or(|other| other == place), "{view:?}: `{id}` moves");
            let hidden = id.starts_with("l-");
            assert!(both.get(id).map_or(hidden, |other| other == place), "{view:?}: `{id}` moves");
        }
        assert!(after.iter().all(|(id, place)| both.get(id) == Some(place)), "{view:?}");
    }
}

#[test]
fn each_version_shows_its_own() {
    let ([both, before, after], _) = scenes(OLD, NEW, View::Deployment);
    let has = |scene: &Scene, id: &str| scene.groups.iter().any(|group| group.id == id);
    for (id, in_old, in_new) in [
        ("c-cache", false, true),
        ("c-guard", true, false),
        ("c-index", true, true),
        ("c-loader", false, true),
        ("c-loader--before", true, false),
        ("c-vault", true, true),
    ] {
        assert_eq!(
            (has(&before, id), has(&after, id), has(&both, id)),
            (in_old, in_new, true),
            "{id}"
        );
    }
    let label = |scene: &Scene| {
        scene.groups.iter().find(|group| group.id == "c-index").unwrap().label.clone()
    };
    assert!(label(&before).contains("OpenSearch"), "{}", label(&before));
    assert!(label(&after).contains("Kendra"), "{}", label(&after));
}

#[test]
fn boundaries_that_are_drawn_as_one_are_all_named() {
    let named = |scene: &Scene, title: &str| scene.texts().any(|text| text.text == title);
    let title = "Private subnet A · Private subnet B";
    let new = OLD.replace("max-tokens: 1024", "max-tokens: 512");
    let ([both, before, after], _) = scenes(OLD, &new, View::Deployment);
    assert!([both, before, after].iter().all(|scene| named(scene, title)));
    // The mark stands at the one that changed.
    let new = OLD.replace("label: Private subnet B", "label: Inner subnet");
    let ([both, before, after], _) = scenes(OLD, &new, View::Deployment);
    assert!(named(&before, title));
    for scene in [both, after] {
        assert!(named(&scene, "Private subnet A · ~ Inner subnet (1)"));
    }
}

#[test]
fn a_change_of_name_alone_moves_nothing() {
    let ([both, before, after], drawing) =
        scenes(OLD, &OLD.replace("history", "talks"), View::Layers);
    assert_eq!(places(&before), places(&after));
    assert!(both.texts().any(|text| text.text.ends_with("renamed")));
    let ([.., same], other) = scenes(OLD, OLD, View::Layers);
    assert!(same.texts().any(|text| text.text.contains("say the same")));
    assert_eq!(drawing.bands.len(), other.bands.len());
}

#[test]
fn every_text_of_the_picture_can_be_read_in_both_themes() {
    let ([both, ..], _) = scenes(OLD, NEW, View::Layers);
    let grounds =
        both.groups.iter().flat_map(|group| &group.shapes).filter_map(|shape| match shape {
            Shape::Rect(_, _, look) => look.fill.filter(|fill| matches!(fill, Paint::Tint(_))),
            _ => None,
        });
    let mut grounds: Vec<Paint> = grounds.chain([Paint::Ground, Paint::Panel]).collect();
    grounds.sort_unstable();
    grounds.dedup();
    for palette in [Palette::Light, Palette::Dark] {
        let contrast = |one: Paint, two: Paint| palette.value(one).contrast(palette.value(two));
        let inks: Vec<Paint> = both.texts().map(|text| text.paint).collect();
        for ink in inks {
            // Marks and signs have a ground of their own.
            let own = matches!(ink, Paint::Ink(_) | Paint::OnCaution | Paint::Ground);
            for &ground in grounds.iter().filter(|_| !own) {
                assert!(contrast(ink, ground) >= 4.5, "{palette:?}: {ink:?} on {ground:?}");
            }
            if matches!(ink, Paint::Ink(_)) {
                assert!(contrast(ink, Paint::Ground) >= 4.5, "{palette:?}: {ink:?}");
            }
        }
        for colour in [Rgb(0x1A, 0x7F, 0x37), Rgb(0xCF, 0x22, 0x2E), Rgb(0x9A, 0x67, 0x00)] {
            let marks = both.texts().filter(|text| text.paint == Paint::Ink(colour)).count();
            assert!(marks > 0 && contrast(Paint::Ink(colour), Paint::Ground) >= 4.5, "{colour:?}");
        }
    }
}

#[test]
fn all_formats_are_written_and_no_other() {
    let folder = Folder::with(&[("old.yaml", OLD), ("new.yaml", NEW)]);
    let outs = ["-o", "c.svg", "-o", "c.html", "-o", "c.png", "-o", "c.pdf"];
    let run = folder.run(&[&["diff", "old.yaml", "new.yaml"][..], &outs].concat()).exits(1);
    run.complains("wrote c.png");
    let svg = folder.read("c.svg");
    assert!(svg.contains("aria-label=\"added: Answer cache, Amazon ElastiCache\""));
    assert!(svg.contains(">3 added<") && svg.contains("stroke-dasharray"));
    let page = folder.read("c.html");
    for id in [
        "id=\"both\"",
        "id=\"before\"",
        "id=\"after\"",
        "id=\"before-c-guard\"",
        "data-to=\"c-cache\"",
    ] {
        assert!(page.contains(id), "{id}");
    }
    assert!(!page.contains("id=\"after-c-guard\""));
    folder
        .run(&["diff", "old.yaml", "new.yaml", "-o", "c.dot"])
        .exits(2)
        .complains("the endings are .html");
    folder
        .run(&["diff", "old.yaml", "new.yaml", "-o", "new.yaml"])
        .exits(2)
        .complains("the endings are");
    assert_eq!(folder.names(), ["c.html", "c.pdf", "c.png", "c.svg", "new.yaml", "old.yaml"]);
}

#[test]
fn hostile_words_stay_words() {
    let evil = "</svg><script>alert(1)</script>";
    let new = OLD.replace("Conversations", evil).replace("max-tokens: 1024", "max-tokens: 1");
    let folder = Folder::with(&[("old.yaml", OLD), ("new.yaml", &new)]);
    folder.run(&["diff", "old.yaml", "new.yaml", "-o", "c.html", "-o", "c.svg"]).exits(1);
    assert!(!folder.read("c.svg").contains("<script"));
    assert_eq!(folder.read("c.html").matches("<script").count(), 1);
}
