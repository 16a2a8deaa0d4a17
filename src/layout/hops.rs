//! Phase 12: where lines pass over one another.
//!
//! Needs: all routes. Gives: the crossing points of each line's horizontal pieces with other lines' vertical ones, in
//! order along the line; the horizontal line hops. Method: vertical pieces by strips of the picture, sorted by x.
//! Cost: O(pieces log pieces + crossings).

use crate::geometry::{Point, Px};

use super::drawing::Route;

/// A vertical piece: x, top, bottom, line.
type Upright = (Px, Px, Px, usize);

/// Height of the strips of the picture in which vertical pieces are looked for.
const STRIP: Px = 64.0;

/// The vertical pieces of each strip that they reach into, from left to right.
struct Strips(Vec<Vec<Upright>>);

impl Strips {
    fn new(routes: &[Route]) -> Self {
        let mut uprights: Vec<Upright> = Vec::new();
        for (line, route) in routes.iter().enumerate() {
            for pair in route.own().windows(2) {
                let (a, b) = (pair[0], pair[1]);
                if (a.x - b.x).abs() < 1e-6 {
                    uprights.push((a.x, a.y.min(b.y), a.y.max(b.y), line));
                }
            }
        }
        uprights.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.3.cmp(&b.3)));
        let lowest = uprights.iter().map(|upright| upright.2).fold(0.0, Px::max);
        let mut strips = vec![Vec::new(); strip(lowest) + 1];
        for upright in uprights {
            for strip in &mut strips[strip(upright.1)..=strip(upright.2)] {
                strip.push(upright);
            }
        }
        Self(strips)
    }

    fn at(&self, y: Px) -> &[Upright] {
        self.0.get(strip(y)).map_or(&[], Vec::as_slice)
    }
}

/// The strip that `y` lies in.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a picture is at most some million pixels high"
)]
fn strip(y: Px) -> usize {
    (y / STRIP).clamp(0.0, 1e6) as usize
}

/// Writes the crossings into the routes; gives their number.
pub(super) fn run(routes: &mut [Route]) -> usize {
    let strips = Strips::new(routes);
    let mut count = 0;
    for (line, route) in routes.iter_mut().enumerate() {
        route.hops = hops(line, route.own(), &strips);
        count += route.hops.len();
    }
    count
}

fn hops(line: usize, points: &[Point], strips: &Strips) -> Vec<Point> {
    let mut hops: Vec<Point> = Vec::new();
    for pair in points.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        if (a.y - b.y).abs() > 1e-6 {
            continue;
        }
        let (from, to) = (a.x.min(b.x), a.x.max(b.x));
        let uprights = strips.at(a.y);
        let first = uprights.partition_point(|upright| upright.0 <= from + 0.01);
        let known = hops.len();
        for &(x, top, bottom, other) in &uprights[first..] {
            if x >= to - 0.01 {
                break;
            }
            let passes = top + 0.01 < a.y && a.y < bottom - 0.01 && other != line;
            if passes && hops.last().is_none_or(|last| hops.len() == known || last.x < x) {
                hops.push(Point::new(x, a.y));
            }
        }
        if a.x > b.x {
            hops[known..].reverse();
        }
    }
    hops
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_horizontal_line_hops_over_a_vertical_one() {
        let route = |points: &[(Px, Px)]| Route {
            points: points.iter().map(|&(x, y)| Point::new(x, y)).collect(),
            ..Route::default()
        };
        let mut routes =
            vec![route(&[(100.0, 50.0), (0.0, 50.0)]), route(&[(40.0, 0.0), (40.0, 90.0)])];
        assert_eq!(run(&mut routes), 1);
        assert_eq!(routes[0].hops, [Point::new(40.0, 50.0)]);
        assert!(routes[1].hops.is_empty());
    }
}
