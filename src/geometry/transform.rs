//! Moving, scaling, turning and slanting, as six numbers.

use super::{Point, Px};

/// The affine map `at → right · at.x + down · at.y + origin`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transform {
    /// What one step to the right becomes.
    pub right: Point,
    /// What one step down becomes.
    pub down: Point,
    /// Where the origin goes.
    pub origin: Point,
}

impl Default for Transform {
    fn default() -> Self {
        Self::scaled(1.0, 1.0)
    }
}

impl Transform {
    /// The map with the six numbers of SVG's `matrix`.
    pub const fn new(parts: [Px; 6]) -> Self {
        Self {
            right: Point::new(parts[0], parts[1]),
            down: Point::new(parts[2], parts[3]),
            origin: Point::new(parts[4], parts[5]),
        }
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
        let way = self.way(at);
        Point::new(way.x + self.origin.x, way.y + self.origin.y)
    }
    /// What a distance becomes.
    fn way(&self, by: Point) -> Point {
        Point::new(
            self.right.x * by.x + self.down.x * by.y,
            self.right.y * by.x + self.down.y * by.y,
        )
    }
    /// `inner` first, then this one.
    #[must_use]
    pub fn after(&self, inner: &Self) -> Self {
        Self {
            right: self.way(inner.right),
            down: self.way(inner.down),
            origin: self.of(inner.origin),
        }
    }
    /// How much longer lengths become: exactly when both directions grow alike, else in the geometric mean.
    pub fn growth(&self) -> Px {
        (self.right.x * self.down.y - self.right.y * self.down.x).abs().sqrt()
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
