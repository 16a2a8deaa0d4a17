//! The PNG looks like the SVG in a browser.

#![cfg(feature = "png")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::{
    browser,
    draw::{blueprints, checked, views},
};
use cyanotype::{
    render::{Picture, format},
    scene::{Options, Theme},
};
use tiny_skia::Pixmap;

/// Dots of a side of the squares that are compared: letters differ by a fraction of a dot, their squares hardly.
const SQUARE: u32 = 8;

/// How different two squares may be in a channel, and which share of squares may be more different.
const TOLERANCE: (u32, f64) = (24, 0.002);

/// The mean of each channel over a square.
fn mean(picture: &Pixmap, left: u32, top: u32) -> [u32; 3] {
    let mut sums = [0; 3];
    for y in top..top + SQUARE {
        for x in left..left + SQUARE {
            let dot = picture.pixel(x, y).unwrap().demultiply();
            sums[0] += u32::from(dot.red());
            sums[1] += u32::from(dot.green());
            sums[2] += u32::from(dot.blue());
        }
    }
    sums.map(|sum| sum / (SQUARE * SQUARE))
}

/// The share of squares that differ, and the greatest difference.
fn difference(one: &Pixmap, two: &Pixmap) -> (f64, u32) {
    assert_eq!((one.width(), one.height()), (two.width(), two.height()));
    let (mut count, mut bad, mut most) = (0_u32, 0_u32, 0);
    for top in (0..one.height() - SQUARE).step_by(SQUARE as usize) {
        for left in (0..one.width() - SQUARE).step_by(SQUARE as usize) {
            let (one, two) = (mean(one, left, top), mean(two, left, top));
            let apart = one.iter().zip(&two).map(|(one, two)| one.abs_diff(*two)).max().unwrap();
            count += 1;
            bad += u32::from(apart > TOLERANCE.0);
            most = most.max(apart);
        }
    }
    (f64::from(bad) / f64::from(count), most)
}

fn compare((name, text): &(String, String), view: usize, theme: Theme) {
    let (model, findings) = checked(name, text);
    let views = views(&model);
    let (word, view) = &views[view % views.len()];
    let options = Options { view: *view, theme, findings, ..Options::default() };
    let picture = Picture::new(&model, &options);
    let bytes = |id: &str| (format(id).unwrap().render)(&picture).unwrap();
    let own = Pixmap::decode_png(&bytes("png")).unwrap();
    let size = (own.width() / 2, own.height() / 2);
    let Some(shown) = browser::screenshot("picture.svg", &bytes("svg"), size) else { return };
    let shown = Pixmap::decode_png(&shown).unwrap();
    let (share, most) = difference(&own, &shown);
    let share_of = share * 100.0;
    assert!(
        share <= TOLERANCE.1,
        "{name} {word}: {share_of:.2} % of the squares differ, by up to {most}"
    );
}

#[test]
fn the_png_is_what_the_browser_shows_of_the_svg() {
    let themes = [Theme::Light, Theme::Dark, Theme::Print];
    // Every blueprint is drawn elsewhere; here some of them, each in another view and theme.
    let all = blueprints();
    for (at, one) in all.iter().enumerate().filter(|(at, _)| at % 3 == 0) {
        compare(one, at / 3, themes[at / 3 % themes.len()]);
    }
}
