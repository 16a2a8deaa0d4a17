//! A trunk and the branches that come to it, one after the other.

use crate::geometry::{Point, Px};

use super::super::super::drawing::{Drawing, Route, Tip, Trunk, simplify};
use super::super::super::input::Input;
use super::super::super::problem::whole;
use super::super::path::{BEND, cheapest};
use super::super::reroute::{self, Doors};
use super::super::room::{FROM_LINE, Room};
use super::super::shortcut::{Ends, texts_from};
use super::super::tracks::Tracks;
use super::super::{FIRST, LAST, length};
use super::tree::{Tree, Way};
use super::{Bundle, TEXTS, Ways, worth};

/// Least length of the first piece of a branch.
const STUB: Px = 14.0;
/// What it costs a branch, for each pixel, not to end at the middle of a side.
const ASIDE: Px = 2.0;
/// By how much a line over a trunk may be longer than the shortest way between its ends: the eye does not turn back.
const ROUND: Px = 64.0;
/// How much a line may cost more than before when others of its bundle join.
const WORSE: i32 = 200;

/// The ways of a bundle with one line as the trunk, and what they cost; none if no other line can join it. The lines
/// are not in the room.
pub(super) fn tree(
    input: &Input,
    (drawing, room): (&Drawing, &mut Room),
    bundle: &Bundle,
    (trunk, others): (usize, &[usize]),
) -> Option<(i32, Ways)> {
    let first = if bundle.tip == Tip::Source { FIRST } else { LAST };
    let points = bundle.turned(drawing.routes[trunk].points.clone());
    let start = if bundle.tip == Tip::Source { 4.0 } else { LAST + 4.0 };
    let carrier = texts_from(drawing, room, trunk, (points, start))?;
    let mut cost = worth(room, trunk, &carrier);
    let mut tree = Tree::new(trunk, &carrier, first + FROM_LINE);
    let mut apart = Vec::new();
    for &line in others {
        if let Some((way, price)) = branch(input, (drawing, room), (bundle, line), &tree) {
            tree.ways.push(way);
            cost += price;
        } else {
            apart.push(line);
        }
    }
    if tree.ways.len() < 2 {
        return None;
    }
    let mut ways = routes(bundle, tree, &carrier);
    for (line, route) in &ways {
        room.enter(*line, route);
    }
    let found = alone(input, (drawing, room), apart);
    for (line, route) in &ways {
        room.leave(*line, route);
    }
    let (more, others) = found?;
    ways.extend(others);
    Some((cost + more, ways))
}

/// The ways of a tree as routes; the first one carries the texts.
fn routes(bundle: &Bundle, tree: Tree, carrier: &Route) -> Ways {
    let of = u32::try_from(tree.ways[0].line).unwrap_or(u32::MAX);
    let route = |(number, Way { line, points, own }): (usize, Way)| {
        let at = if bundle.tip == Tip::Source { own } else { points.len() - 1 - own };
        let points = bundle.turned(points);
        let route = if number == 0 {
            Route { points, ..carrier.clone() }
        } else {
            let trunk = Some(Trunk { line: of, tip: bundle.tip, at });
            Route { points, trunk, ..Route::default() }
        };
        (line, route)
    };
    tree.ways.into_iter().enumerate().map(route).collect()
}

/// The ways of the lines of a bundle that cannot join, new ones where the old ones are struck, and what they cost; none
/// of them if one has none.
fn alone(
    input: &Input,
    (drawing, room): (&Drawing, &mut Room),
    lines: Vec<usize>,
) -> Option<(i32, Ways)> {
    let (mut cost, mut ways) = (0, Ways::new());
    let mut all = true;
    for line in lines {
        let old = &drawing.routes[line];
        let limit = reroute::price(room, line, &old.points) + WORSE;
        let anew = || {
            let found = reroute::below(input, (drawing, room), (line, &old.points), limit)?;
            room.all_clear(drawing, line, &found.points).then_some(found)
        };
        let stays = room.all_clear(drawing, line, &old.points)
            && old.label.iter().chain(&old.badge).all(|text| room.text_fits(drawing, line, text));
        let found = if stays { Some(old.clone()) } else { anew() };
        let Some(route) = found else {
            all = false;
            break;
        };
        cost += worth(room, line, &route);
        room.enter(line, &route);
        ways.push((line, route));
    }
    for (line, route) in &ways {
        room.leave(*line, route);
    }
    all.then_some((cost, ways))
}

/// The cheapest way of a line over a part of the tree, and what its own part costs.
fn branch(
    input: &Input,
    (drawing, room): (&Drawing, &Room),
    (bundle, line): (&Bundle, usize),
    tree: &Tree,
) -> Option<(Way, i32)> {
    let far = bundle.far(&input.edges[line]);
    let least = if bundle.tip == Tip::Source { LAST } else { FIRST };
    let boxes = [Ends::new(input, drawing, far)?, Ends::new(input, drawing, bundle.at)?];
    let old = &drawing.routes[line].points;
    let tracks = tracks(input, (drawing, room), line, (tree, &boxes));
    let to = tree.doors(&tracks);
    let doors = Doors { input, drawing, room, line, tracks };
    let mut from = doors.of([&boxes[0], &boxes[1]], (far, least), bundle.tip == Tip::Target);
    let middle = boxes[0].core.center();
    for door in &mut from {
        let off = if door.upright { door.port.x - middle.x } else { door.port.y - middle.y };
        door.cost += whole(ASIDE * off.abs());
    }
    let limit = reroute::price(room, line, old) + TEXTS;
    let mut points = cheapest(&doors.tracks, &from, &to, limit)?;
    // From the tree to the far box.
    points.reverse();
    if length(&points[..2]) < STUB {
        return None;
    }
    let price = reroute::price(room, line, &points) + BEND;
    let mut way = tree.until(points[0])?;
    simplify(&mut way);
    let own = way.len() - 1;
    way.extend(&points[1..]);
    if length(&way) - length(&[way[0], way[way.len() - 1]]) > ROUND {
        return None;
    }
    let clear = room.all_clear(drawing, line, &bundle.turned(way.clone()));
    clear.then_some((Way { line, points: way, own }, price))
}

/// Where a branch may run.
fn tracks(
    input: &Input,
    (drawing, room): (&Drawing, &Room),
    line: usize,
    (tree, boxes): (&Tree, &[Ends; 2]),
) -> Tracks {
    let around: Vec<Point> = tree.points().chain(&drawing.routes[line].points).copied().collect();
    let region = reroute::around(drawing, &around, boxes);
    let mut obstacles = room.obstacles(drawing, line, &region);
    obstacles.texts.extend(tree.closed());
    let mut columns: Vec<Px> = boxes.iter().flat_map(Ends::columns).collect();
    let mut rows: Vec<Px> = boxes.iter().flat_map(Ends::heights).collect();
    for piece in tree.pieces() {
        if piece.w < 1e-6 { columns.push(piece.x) } else { rows.push(piece.y) }
    }
    for point in tree.offers() {
        columns.push(point.x);
        rows.push(point.y);
    }
    let mut tracks = Tracks::new(&region, &obstacles, (&columns, &rows), reroute::pitch(input));
    tree.pieces().for_each(|piece| tracks.close_along(&piece));
    tracks
}
