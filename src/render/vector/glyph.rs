//! Line glyphs: the few plain elements that their markup consists of, as outlines.

use crate::geometry::{
    Piece, Point, Px, Rect,
    outline::{disc, ellipse, rect},
    path_data,
};
use icondata_core::IconData;

/// The lines of `icon`, scaled to fill `square`.
pub(crate) fn glyph(icon: &IconData, square: &Rect) -> Vec<Piece> {
    let side = icon.view_box.and_then(|view| view.rsplit(' ').next()?.parse::<Px>().ok());
    let scale = square.w / side.unwrap_or(24.0);
    let place = |point: Point| Point::new(square.x + point.x * scale, square.y + point.y * scale);
    let pieces = elements(icon.data).flat_map(outline);
    pieces.map(|piece| piece.map(place)).collect()
}

/// The elements of the markup, without brackets. Glyphs are flat: no element holds another.
fn elements(markup: &str) -> impl Iterator<Item = &str> {
    markup.split('<').skip(1).filter_map(|rest| rest.split('>').next())
}

fn outline(element: &str) -> Vec<Piece> {
    let name = element.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    let number = |key: &str| {
        attribute(element, key).and_then(|value| value.parse::<Px>().ok()).unwrap_or_default()
    };
    match name {
        "path" => attribute(element, "d").map(path_data::parse).unwrap_or_default(),
        "line" => vec![
            Piece::Move(Point::new(number("x1"), number("y1"))),
            Piece::Line(Point::new(number("x2"), number("y2"))),
        ],
        "circle" => disc(Point::new(number("cx"), number("cy")), number("r")),
        "ellipse" => {
            let (rx, ry) = (number("rx"), number("ry"));
            ellipse(&Rect::new(number("cx") - rx, number("cy") - ry, 2.0 * rx, 2.0 * ry))
        }
        "rect" => {
            let area = Rect::new(number("x"), number("y"), number("width"), number("height"));
            rect(&area, Px::max(number("rx"), number("ry")))
        }
        "polyline" | "polygon" => corners(element, name == "polygon"),
        _ => Vec::new(),
    }
}

fn corners(element: &str, closed: bool) -> Vec<Piece> {
    let numbers = attribute(element, "points").map(path_data::numbers).unwrap_or_default();
    let points = numbers.chunks_exact(2).map(|pair| Point::new(pair[0], pair[1]));
    let mut out: Vec<Piece> = points.map(Piece::Line).collect();
    if let Some(first @ Piece::Line(_)) = out.first_mut()
        && let Piece::Line(to) = *first
    {
        *first = Piece::Move(to);
    }
    if closed && !out.is_empty() {
        out.push(Piece::Close);
    }
    out
}

/// The value of an attribute.
fn attribute<'a>(element: &'a str, key: &str) -> Option<&'a str> {
    element.match_indices(key).find_map(|(at, _)| {
        let value = element[at + key.len()..].strip_prefix("=\"")?;
        element[..at].ends_with(char::is_whitespace).then(|| value.split('"').next())?
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;

    #[test]
    fn every_glyph_of_the_catalogue_is_understood() {
        let square = Rect::new(0.0, 0.0, 24.0, 24.0);
        for service in catalog::services() {
            let icon = catalog::glyph(service.glyph).expect("the catalogue names real glyphs");
            for element in elements(icon.data) {
                assert!(!outline(element).is_empty(), "{}: {element}", service.glyph);
                assert!(!element.contains("transform"), "{}", service.glyph);
            }
            let inside = |point: Point| {
                assert!((-6.0..30.0).contains(&point.x), "{}: {point:?}", service.glyph);
                assert!((-6.0..30.0).contains(&point.y), "{}: {point:?}", service.glyph);
                point
            };
            for piece in glyph(icon, &square) {
                let _ = piece.map(inside);
            }
        }
    }

    #[test]
    fn attributes_are_whole_words() {
        assert_eq!(attribute("rect rx=\"2\" x=\"1\"", "x"), Some("1"));
        assert_eq!(attribute("path id=\"2\"", "d"), None);
    }
}
