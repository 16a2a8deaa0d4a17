//! Where lines cross: the level one hops over the upright one.

use crate::{
    geometry::{Point, Px},
    layout::Route,
};

/// Beyond this many upright pieces the arcs are left out: nobody could tell them apart.
const MOST: usize = 4000;
/// A crossing nearer to the end of a piece than this is a corner or an end, and has no arc.
const CLEAR: Px = 2.0;

/// An upright piece: its place, its ends, and the line it belongs to.
struct Upright {
    x: Px,
    top: Px,
    bottom: Px,
    line: usize,
}

/// Adds the places where a level piece crosses an upright one of another line, unless the layout gave some.
pub(super) fn add(routes: &mut [Route]) {
    if routes.iter().any(|route| !route.hops.is_empty()) {
        return;
    }
    let mut uprights: Vec<Upright> = Vec::new();
    for (line, route) in routes.iter().enumerate() {
        for (from, to) in pieces(route).filter(|(from, to)| (from.x - to.x).abs() < 0.01) {
            let (top, bottom) = (from.y.min(to.y) + CLEAR, from.y.max(to.y) - CLEAR);
            uprights.push(Upright { x: from.x, top, bottom, line });
        }
    }
    if uprights.len() > MOST {
        return;
    }
    uprights.sort_by(|one, two| one.x.total_cmp(&two.x));
    for (line, route) in routes.iter_mut().enumerate() {
        let mut hops = Vec::new();
        for (from, to) in pieces(route).filter(|(from, to)| (from.y - to.y).abs() < 0.01) {
            let (left, right) = (from.x.min(to.x) + CLEAR, from.x.max(to.x) - CLEAR);
            let first = uprights.partition_point(|one| one.x < left);
            let reached = uprights[first..].iter().take_while(|one| one.x <= right);
            let crossed =
                reached.filter(|one| one.line != line && one.top <= from.y && from.y <= one.bottom);
            let start = hops.len();
            hops.extend(crossed.map(|one| Point::new(one.x, from.y)));
            if from.x > to.x {
                hops[start..].reverse();
            }
        }
        route.hops = hops;
    }
}

fn pieces(route: &Route) -> impl Iterator<Item = (Point, Point)> {
    route.own().windows(2).map(|two| (two[0], two[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(points: &[(Px, Px)]) -> Route {
        let points = points.iter().map(|&(x, y)| Point::new(x, y)).collect();
        Route { points, ..Route::default() }
    }

    #[test]
    fn the_level_line_hops_in_its_own_direction() {
        let mut routes = [
            route(&[(100.0, 50.0), (0.0, 50.0)]),
            route(&[(20.0, 0.0), (20.0, 100.0)]),
            route(&[(60.0, 0.0), (60.0, 100.0)]),
            route(&[(80.0, 50.0), (80.0, 100.0)]),
        ];
        add(&mut routes);
        assert_eq!(routes[0].hops, [Point::new(60.0, 50.0), Point::new(20.0, 50.0)]);
        assert!(routes[1..].iter().all(|route| route.hops.is_empty()));
    }
}
