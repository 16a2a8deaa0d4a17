//! Elliptical arcs as curves, by square roots alone.
//!
//! The centre is found as in the notes of SVG 1.1, F.6.5
//! (<https://www.w3.org/TR/SVG11/implnote.html#ArcConversionEndpointToCenter>). The arc is then halved until each
//! part is at most a quarter, and each part becomes one cubic curve with handles of 4/3 · tan(angle / 4).

use super::{Piece, Point, Px, Transform};

/// Which of the four arcs between two points.
#[derive(Clone, Copy, Debug)]
pub struct Sweep {
    /// The longer way round.
    pub large: bool,
    /// Clockwise, as the y axis points down.
    pub clockwise: bool,
}

/// Adds the arc of an ellipse whose axes are turned by `degrees`: see [`add`].
pub(super) fn add_turned(
    from: Point,
    (radii, degrees): (Point, Px),
    sweep: Sweep,
    to: Point,
    out: &mut Vec<Piece>,
) {
    if degrees.abs() < 1e-9 || (radii.x - radii.y).abs() < 1e-9 {
        return add(from, radii, sweep, to, out);
    }
    let (there, back) = (Transform::turned(-degrees), Transform::turned(degrees));
    let mut upright = Vec::new();
    add(there.of(from), radii, sweep, there.of(to), &mut upright);
    out.extend(upright.into_iter().map(|piece| piece.map(|point| back.of(point))));
}

/// Adds the arc from `from` to `to` with these radii; a straight line when a radius is zero.
pub fn add(from: Point, radii: Point, sweep: Sweep, to: Point, out: &mut Vec<Piece>) {
    let (rx, ry) = (radii.x.abs(), radii.y.abs());
    if rx < 1e-9 || ry < 1e-9 {
        out.push(Piece::Line(to));
        return;
    }
    // On the unit circle.
    let flat = |point: Point| Point::new(point.x / rx, point.y / ry);
    let (start, end) = (flat(from), flat(to));
    let chord = Point::new(end.x - start.x, end.y - start.y);
    let length = (chord.x * chord.x + chord.y * chord.y).sqrt();
    if length < 1e-9 {
        return;
    }
    // Radii that are too small grow until the chord is a diameter.
    let radius = Px::max(1.0, length / 2.0);
    let aside = (radius * radius - length * length / 4.0).max(0.0).sqrt() / length;
    let side = if sweep.large == sweep.clockwise { 1.0 } else { -1.0 };
    let centre = Point::new(
        f64::midpoint(start.x, end.x) + side * chord.y * aside,
        f64::midpoint(start.y, end.y) - side * chord.x * aside,
    );
    let turn = if sweep.clockwise { 1.0 } else { -1.0 };
    let circle = Circle { centre, radius, turn, scale: Point::new(rx, ry) };
    let unit =
        |point: Point| Point::new((point.x - centre.x) / radius, (point.y - centre.y) / radius);
    circle.halves(unit(start), unit(end), 0, out);
}

struct Circle {
    centre: Point,
    radius: Px,
    /// 1 clockwise, -1 the other way.
    turn: Px,
    scale: Point,
}

impl Circle {
    /// The arc between two directions, in parts of at most a quarter; three halvings are always enough.
    fn halves(&self, one: Point, two: Point, depth: u8, out: &mut Vec<Piece>) {
        let cosine = one.x * two.x + one.y * two.y;
        let sine = (one.x * two.y - one.y * two.x) * self.turn;
        if depth >= 3 || (cosine >= -1e-9 && sine >= 0.0) {
            self.curve(one, two, cosine, out);
            return;
        }
        let middle = self.middle(one, two, sine);
        self.halves(one, middle, depth + 1, out);
        self.halves(middle, two, depth + 1, out);
    }
    /// The direction halfway along the arc.
    fn middle(&self, one: Point, two: Point, sine: Px) -> Point {
        let sum = Point::new(one.x + two.x, one.y + two.y);
        let length = (sum.x * sum.x + sum.y * sum.y).sqrt();
        if length < 1e-6 {
            // Half a circle: a right angle further in the direction of the turn.
            return Point::new(-one.y * self.turn, one.x * self.turn);
        }
        let way = if sine >= 0.0 { 1.0 } else { -1.0 };
        Point::new(way * sum.x / length, way * sum.y / length)
    }
    fn curve(&self, one: Point, two: Point, cosine: Px, out: &mut Vec<Piece>) {
        let half = (Px::midpoint(1.0, cosine)).max(0.0).sqrt();
        let handle = 4.0 / 3.0 * ((1.0 - half) / (1.0 + half)).max(0.0).sqrt() * self.turn;
        let place = |unit: Point| {
            Point::new(
                (self.centre.x + unit.x * self.radius) * self.scale.x,
                (self.centre.y + unit.y * self.radius) * self.scale.y,
            )
        };
        let first = Point::new(one.x - one.y * handle, one.y + one.x * handle);
        let second = Point::new(two.x + two.y * handle, two.y - two.x * handle);
        out.push(Piece::Cubic(place(first), place(second), place(two)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The end of every curve.
    fn ends(from: (Px, Px), to: (Px, Px), large: bool, clockwise: bool) -> Vec<(i64, i64)> {
        let mut out = Vec::new();
        let point = |(x, y): (Px, Px)| Point::new(x, y);
        add(point(from), Point::new(10.0, 10.0), Sweep { large, clockwise }, point(to), &mut out);
        #[allow(clippy::cast_possible_truncation, reason = "small numbers")]
        let whole = |value: Px| (value * 100.0).round() as i64;
        let end = |piece: &Piece| match piece {
            Piece::Cubic(_, _, to) | Piece::Line(to) => (whole(to.x), whole(to.y)),
            _ => (0, 0),
        };
        out.iter().map(end).collect()
    }

    #[test]
    fn a_quarter_is_one_curve() {
        assert_eq!(ends((0.0, 10.0), (10.0, 0.0), false, true), [(1000, 0)]);
    }

    #[test]
    fn the_flags_choose_the_way() {
        // Around (10, 10), from the left end over the top, and around the whole rest.
        assert_eq!(ends((0.0, 10.0), (20.0, 10.0), false, true), [(1000, 0), (2000, 1000)]);
        assert_eq!(ends((0.0, 10.0), (20.0, 10.0), false, false), [(1000, 2000), (2000, 1000)]);
        let long = ends((0.0, 10.0), (10.0, 0.0), true, false);
        assert_eq!(long.last(), Some(&(1000, 0)));
        assert!(long.contains(&(1707, 1707)), "{long:?}");
    }

    #[test]
    fn a_turned_ellipse_is_the_upright_one_turned() {
        let sweep = Sweep { large: false, clockwise: true };
        let (mut upright, mut turned) = (Vec::new(), Vec::new());
        let radii = Point::new(20.0, 10.0);
        add(Point::new(0.0, 0.0), radii, sweep, Point::new(20.0, 10.0), &mut upright);
        // By a right angle, x becomes y and y becomes -x.
        let end = Point::new(-10.0, 20.0);
        add_turned(Point::new(0.0, 0.0), (radii, 90.0), sweep, end, &mut turned);
        let round = |point: Point| Point::new(point.x.round() + 0.0, point.y.round() + 0.0);
        let quarter = |point: Point| round(Point::new(-point.y, point.x));
        let expected: Vec<Piece> = upright.into_iter().map(|piece| piece.map(quarter)).collect();
        let turned: Vec<Piece> = turned.into_iter().map(|piece| piece.map(round)).collect();
        assert_eq!(turned, expected);
    }

    #[test]
    fn too_small_radii_grow_and_no_radius_is_a_line() {
        assert_eq!(ends((0.0, 0.0), (40.0, 0.0), false, true), [(2000, -2000), (4000, 0)]);
        let mut out = Vec::new();
        let sweep = Sweep { large: false, clockwise: true };
        add(Point::default(), Point::default(), sweep, Point::new(1.0, 1.0), &mut out);
        assert_eq!(out, [Piece::Line(Point::new(1.0, 1.0))]);
    }
}
