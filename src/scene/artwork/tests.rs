//! What is read of drawings, and what is refused.

use super::*;
use crate::geometry::path_data;

fn svg(inner: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\">{inner}</svg>")
}

fn read(inner: &str) -> Artwork {
    Artwork::parse(&svg(inner)).unwrap_or_else(|fault| panic!("{fault}: {inner}"))
}

#[track_caller]
fn refuses(inner: &str, what: &str) {
    let fault = Artwork::parse(&svg(inner)).expect_err(inner).to_string();
    assert!(fault.contains(what), "`{fault}` lacks `{what}`");
}

#[test]
fn shapes_become_outlines_in_their_place() {
    let one = read(
        "<rect width='64' height='64' fill='#01a88d'/>\
         <g transform='translate(10 20) scale(2)'><path d='M0 0h5v5z' fill='white' fill-rule='evenodd'/></g>",
    );
    assert!(one.grounded);
    assert_eq!(one.parts.len(), 2);
    assert_eq!(one.parts[1].pieces, path_data::parse("M10 20h10v10z"));
    assert!(one.parts[1].even_odd && !one.parts[0].even_odd);
    assert_eq!(
        one.parts[1].fill.as_ref().map(|ink| ink.tone.clone()),
        Some(Tone::Flat(Rgb::WHITE))
    );
}

#[test]
fn properties_are_inherited_and_style_wins() {
    let one = read(
        "<g fill='none' stroke='red' stroke-width='3' opacity='.5'>\
         <line x2='9' y2='9' style='stroke:#00f; stroke-linecap:round'/></g>",
    );
    let line = one.parts[0].line.as_ref().expect("it has a line");
    assert_eq!((line.ink.tone.clone(), line.width), (Tone::Flat(Rgb(0, 0, 255)), 3.0));
    assert_eq!((line.cap, one.parts[0].fill.clone()), (Cap::Round, None));
    assert!((line.ink.opacity - 0.5).abs() < 1e-9 && !one.grounded);
}

#[test]
fn runs_of_colours_are_placed_in_the_drawing() {
    let one = read(
        "<defs><linearGradient id='base'><stop offset='0%' stop-color='#C8511B'/>\
         <stop offset='100%' style='stop-color:#FF9900;stop-opacity:.5'/></linearGradient>\
         <linearGradient id='a' href='#base' x1='0%' y1='100%' x2='100%' y2='0%'/></defs>\
         <rect x='8' y='8' width='48' height='48' fill='url(#a)'/>",
    );
    let Some(Tone::Along(from, to, stops)) = one.parts[0].fill.as_ref().map(|ink| &ink.tone) else {
        panic!("{one:?}")
    };
    assert_eq!((*from, *to), (Point::new(8.0, 56.0), Point::new(56.0, 8.0)));
    assert_eq!(stops.len(), 2);
    assert!((stops[1].opacity - 0.5).abs() < 1e-9);
}

#[test]
fn a_clip_that_cuts_nothing_off_is_allowed_and_any_other_is_not() {
    let clip = |d: &str| {
        format!(
            "<g clip-path='url(#c)'><path d='M0 0h9v9z'/></g><defs><clipPath id='c'><path d='{d}'/></clipPath></defs>"
        )
    };
    assert_eq!(read(&clip("M0 0h64v64H0z")).parts.len(), 1);
    refuses(&clip("M0 0h32v64H0z"), "a clip path");
    refuses(&clip("M32 0l32 32-32 32L0 32z"), "a clip path");
}

#[test]
fn views_of_any_size_become_handy() {
    let tiny = Artwork::parse(
        "<svg xmlns='http://www.w3.org/2000/svg' width='2px' height='1'><path d='M0 0h2v1z'/></svg>",
    );
    let tiny = tiny.expect("it is plain");
    assert_eq!(tiny.view, (64.0, 32.0));
    let fit = tiny.fitted(&Rect::new(10.0, 10.0, 32.0, 32.0));
    assert_eq!(fit.of(Point::new(64.0, 32.0)), Point::new(42.0, 34.0));
    assert!(!tiny.overflows());
    assert!(read("<path d='M0 0h200v200z'/>").overflows());
}

#[test]
fn what_acts_or_comes_from_elsewhere_is_refused() {
    refuses("<script>alert(1)</script>", "the element `script`");
    refuses("<g onclick='alert(1)'><path d='M0 0h1v1z'/></g>", "the attribute `onclick`");
    refuses("<image href='https://example.com/x.png'/>", "the attribute `href`");
    refuses("<image href='#a'/>", "the element `image`");
    refuses("<use href='other.svg#a'/>", "the attribute `href`");
    refuses("<foreignObject/>", "the element `foreignObject`");
    refuses("<style>*{fill:red}</style><path d='M0 0h1v1z'/>", "the element `style`");
    refuses("<defs><style>@import 'x'</style></defs><path d='M0 0h1v1z'/>", "the element `style`");
    refuses("<text>words</text>", "the element `text`");
    refuses("<path d='M0 0h1v1z' fill='url(https://example.com/#a)'/>", "`fill");
    refuses("<path d='M0 0h1v1z' style='background:url(x)'/>", "the style `background`");
    refuses("<path d='M0 0h1v1z' filter='url(#f)'/>", "the property `filter`");
    refuses("<path d='M0 0h1v1z' mask='url(#f)'/>", "the property `mask`");
    refuses("<path d='M0 0h1v1z' fill='nocolour'/>", "nocolour");
    refuses("<animate attributeName='x'/>", "the element `animate`");
}

#[test]
fn hopeless_and_hostile_files_are_refused() {
    let fault = |text: &str| Artwork::parse(text).expect_err("it is refused");
    assert!(matches!(fault("no markup"), Fault::Broken(_)));
    assert!(matches!(fault("<html/>"), Fault::Broken(_)));
    assert_eq!(fault(&svg("")), Fault::Empty);
    assert_eq!(fault(&svg(&"<g>".repeat(100_000))), Fault::TooLarge);
    let deep = format!("{}<path d='M0 0h1v1z'/>{}", "<g>".repeat(18_000), "</g>".repeat(18_000));
    assert_eq!(fault(&svg(&deep)), Fault::TooLarge);
    assert_eq!(fault(&svg("<g id='a'><use href='#a'/></g>")), Fault::TooLarge);
    let bomb = "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'>]><svg xmlns='http://www.w3.org/2000/svg'/>";
    assert!(fault(bomb).to_string().contains("document type"));
    assert_eq!(fault(&svg("<path d='M1e9 1e9h1v1z'/>")), Fault::TooLarge);
    let far = "<g transform='matrix(1e308 0 0 1e308 0 0)'><path d='M9 9h1v1z'/></g>";
    assert_eq!(fault(&svg(far)), Fault::TooLarge);
    let twice = |at: i32| {
        let inner = at - 1;
        format!("<g id='d{at}'><use href='#d{inner}'/><use href='#d{inner}'/></g>")
    };
    let doubling: String = (1..20).map(twice).collect();
    let doubling = format!("<path id='d0' d='M0 0h1v1z'/>{doubling}");
    assert_eq!(fault(&svg(&doubling)), Fault::TooLarge);
}

#[test]
fn images_are_read_whole() {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 2, 1);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a header is written");
    writer.write_image_data(&[1, 2, 3, 4, 5, 6]).expect("dots are written");
    drop(writer);
    let Ok(Logo::Dots(image)) = Logo::parse(&file) else { panic!("it is a PNG") };
    assert_eq!((image.width, image.height), (2, 1));
    assert_eq!(image.dots, [1, 2, 3, 255, 4, 5, 6, 255]);
    assert!(Logo::parse(&file[..file.len() - 20]).is_err());
    assert!(Logo::parse(b"\xff\xfe").is_err());
}
