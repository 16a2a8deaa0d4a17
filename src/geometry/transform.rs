//! Moving, scaling, turning and slanting, as six numbers.

use super::{Point, Px};

/// The affine map `(x, y) → (a·x + c·y + e, b·x + d·y + f)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transform {
    /// The six numbers in the order of SVG's `matrix`.
    pub parts: [Px; 6],
}

impl Default for Transform {
    fn default() -> Self {
        Self { parts: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0] }
    }
}

impl Transform {
    /// The map with these six numbers, in the order of SVG's `matrix`.
    pub const fn new(parts: [Px; 6]) -> Self {
        Self { parts }
    }
    /// Moves.
    pub const fn moved(x: Px, y: Px) -> Self {
        Self::new([1.0, 0.0, 0.0, 1.0, x, y])
    }
    /// Scales from the origin.
    pub const fn scaled(x: Px, y: Px) -> Self {
        Self::new([x, 0.0, 0.0, y, 0.0, 0.0])
    }
    /// Turns around the origin, clockwise on a screen.
    pub fn turned(degrees: Px) -> Self {
        let (sine, cosine) = sine_and_cosine(degrees);
        Self::new([cosine, sine, -sine, cosine, 0.0, 0.0])
    }
    /// Where a point goes.
    pub fn of(&self, at: Point) -> Point {
        let [a, b, c, d, e, f] = self.parts;
        Point::new(a * at.x + c * at.y + e, b * at.x + d * at.y + f)
    }
    /// `inner` first, then this one.
    #[must_use]
    pub fn after(&self, inner: &Self) -> Self {
        let [a, b, c, d, ..] = self.parts;
        let [k, l, m, n, x, y] = inner.parts;
        let origin = self.of(Point::new(x, y));
        Self::new([a * k + c * l, b * k + d * l, a * m + c * n, b * m + d * n, origin.x, origin.y])
    }
    /// How much longer lengths become: exactly when both directions grow alike, else in the geometric mean.
    pub fn growth(&self) -> Px {
        let [a, b, c, d, ..] = self.parts;
        (a * d - b * c).abs().sqrt()
    }
}

/// Sine and cosine by their series, without the platform's functions.
fn sine_and_cosine(degrees: Px) -> (Px, Px) {
    let turns = degrees / 90.0;
    let quarter = turns.round();
    let angle = (turns - quarter) * std::f64::consts::FRAC_PI_2;
    let square = angle * angle;
    let (mut sine, mut cosine) = (1.0, 1.0);
    for step in (1..=8).rev() {
        let step = Px::from(2 * step);
        sine = 1.0 - square / (step * (step + 1.0)) * sine;
        cosine = 1.0 - square / ((step - 1.0) * step) * cosine;
    }
    sine *= angle;
    match quarter.rem_euclid(4.0) {
        rest if rest < 0.5 => (sine, cosine),
        rest if rest < 1.5 => (cosine, -sine),
        rest if rest < 2.5 => (-sine, -cosine),
        _ => (-cosine, sine),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: Point, x: Px, y: Px) {
        assert!((one.x - x).abs() < 1e-12 && (one.y - y).abs() < 1e-12, "{one:?} is not {x}, {y}");
    }

    #[test]
    fn turns_go_clockwise_on_a_screen() {
        let right = Point::new(1.0, 0.0);
        near(Transform::turned(90.0).of(right), 0.0, 1.0);
        near(Transform::turned(180.0).of(right), -1.0, 0.0);
        near(Transform::turned(-90.0).of(right), 0.0, -1.0);
        near(Transform::turned(30.0).of(right), 0.75_f64.sqrt(), 0.5);
        near(Transform::turned(765.0).of(right), 0.5_f64.sqrt(), 0.5_f64.sqrt());
    }

    #[test]
    fn the_inner_map_comes_first() {
        let both = Transform::moved(10.0, 0.0).after(&Transform::scaled(2.0, 3.0));
        near(both.of(Point::new(1.0, 1.0)), 12.0, 3.0);
        assert!((both.growth() - 6.0_f64.sqrt()).abs() < 1e-12);
    }
}
