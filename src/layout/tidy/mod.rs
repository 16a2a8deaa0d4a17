//! Phase 11: bends that nothing needs.
//!
//! Needs: a [`Drawing`]. Gives: the same one with fewer bends, no fault and no crossing more. Method: two parallel
//! pieces of a line with one between them become one where the ground is free, the label moves with its piece (the
//! local straightening that follows orthogonal routing, after Wybrow, Marriott, Stuckey, "Orthogonal Connector
//! Routing", GD 2009). Cost: O(pieces · what is near). The drawing that was chosen goes through [`reroute`] besides, in
//! which lines find their ways anew.

mod grid;
mod join;
mod path;
mod reroute;
mod room;
mod shortcut;
#[cfg(test)]
mod tests;
mod tracks;

use crate::geometry::{Point, Px, Rect};
use crate::parallel;

use super::drawing::{Drawing, Route, simplify};
use super::input::{End, Input};
use room::Room;

/// How much longer a line may become for two bends less.
const LONGER: Px = 24.0;
/// Least length of the first piece of a line, and of the last one, which carries the arrow head.
const FIRST: Px = 11.0;
const LAST: Px = 15.0;
/// Rounds over all lines, and over those of many that are near to what has changed.
const ROUNDS: usize = 3;
const ROUNDS_OF_MANY: usize = 5;
/// So many lines are looked at together on all processors, a share of them on each thread.
const MANY: usize = 400;
const SHARE: usize = 200;
/// So many lines look for new ways at once, a share of them on each thread; where the first ones have taken what a later
/// one has found, that looks again.
const AT_ONCE: usize = 16;
const AHEAD: usize = 2;

/// Takes needless bends out of the lines of `drawing`.
pub(super) fn run(input: &Input, drawing: &mut Drawing) {
    let mut room = Room::new(input, drawing);
    let all: Vec<usize> = (0..drawing.routes.len()).collect();
    let few = all.len() < MANY;
    let at_once = if few { 1 } else { all.len() };
    let mut lines = all.clone();
    for _ in 0..if few { ROUNDS } else { ROUNDS_OF_MANY } {
        let mut touched = Vec::new();
        for lines in lines.chunks(at_once) {
            straighten(input, (drawing, &mut room), lines, &mut touched);
        }
        if touched.is_empty() {
            break;
        }
        touched.sort_unstable();
        touched.dedup();
        // Of few lines all are looked at again, of many those near to what has changed.
        lines = if few { all.clone() } else { touched };
    }
}

/// Takes bends out of some lines, looked at together; notes what changes, and of many lines those near to it. A line alone
/// is looked at again until nothing is found.
fn straighten(
    input: &Input,
    (drawing, room): (&mut Drawing, &mut Room),
    lines: &[usize],
    touched: &mut Vec<usize>,
) {
    let many = drawing.routes.len() >= MANY;
    let found = parallel::map(lines, SHARE, |&line| {
        let (old, better) = (&drawing.routes[line], better(input, drawing, room, line)?);
        let near = || room.near(old, &better).chain(room.near(&better, old)).collect();
        let near: Vec<usize> = if many { near() } else { Vec::new() };
        Some((better, near))
    });
    for (&line, found) in lines.iter().zip(found) {
        let Some((better, near)) = found else { continue };
        touched.push(line);
        // Those before may have taken its way.
        if !stands(input, (drawing, room), line, &better) {
            continue;
        }
        touched.extend(near);
        take(drawing, room, line, better);
        while lines.len() == 1
            && let Some(better) = self::better(input, drawing, room, line)
        {
            take(drawing, room, line, better);
        }
    }
}

/// Whether a way that was found for `line` is still free.
fn stands(input: &Input, (drawing, room): (&Drawing, &Room), line: usize, new: &Route) -> bool {
    let (old, edge) = (&drawing.routes[line].points, &input.edges[line]);
    let ends =
        [(edge.from, old.first(), new.points.first()), (edge.to, old.last(), new.points.last())];
    let apart = |(end, old, new): (End, Option<&Point>, Option<&Point>)| {
        old == new
            || new.is_some_and(|&point| is_apart((drawing, room), (input, line), (end, point)))
    };
    room.way_is_free(drawing, line, &new.points)
        && room.texts_fit(drawing, line, new)
        && ends.into_iter().all(apart)
}

/// Gives lines that make detours the best ways that are free, and straightens what that lets go straight.
pub(super) fn reroute(input: &Input, drawing: &mut Drawing) {
    if !reroute::pays(input, drawing) {
        return;
    }
    let mut room = Room::new(input, drawing);
    let mut changed = false;
    let lines: Vec<usize> = (0..drawing.routes.len()).rev().collect();
    for lines in lines.chunks(AT_ONCE) {
        let found = parallel::map(lines, AHEAD, |&line| reroute::find(input, drawing, &room, line));
        for (&line, better) in lines.iter().zip(found) {
            let Some(better) = better else { continue };
            let stands = reroute::still_pays((drawing, &room), line, &better);
            let better =
                if stands { Some(better) } else { reroute::find(input, drawing, &room, line) };
            if let Some(better) = better {
                take(drawing, &mut room, line, better);
                changed = true;
            }
        }
    }
    for pair in entangled(input, drawing) {
        changed |= reroute::pair(input, drawing, &mut room, pair);
    }
    if changed {
        run(input, drawing);
    }
}

/// Joins the lines of bundles.
pub(super) fn join(input: &Input, drawing: &mut Drawing) {
    join::run(input, drawing);
}

/// Pairs of lines that cross and end at the same box, in both orders.
fn entangled(input: &Input, drawing: &Drawing) -> Vec<(usize, usize)> {
    let ends = |line: usize| [input.edges[line].from, input.edges[line].to];
    let mut pairs = Vec::new();
    for first in 0..drawing.routes.len() {
        for second in first + 1..drawing.routes.len() {
            let meet = ends(first).iter().any(|end| ends(second).contains(end));
            if meet && room::cross(&drawing.routes[first], &drawing.routes[second]) {
                pairs.extend([(first, second), (second, first)]);
            }
        }
    }
    pairs
}

fn take(drawing: &mut Drawing, room: &mut Room, line: usize, better: Route) {
    room.leave(line, &drawing.routes[line]);
    room.enter(line, &better);
    drawing.routes[line] = better;
}

/// The first way of the line with fewer bends that is free.
fn better(input: &Input, drawing: &Drawing, room: &Room, line: usize) -> Option<Route> {
    straighter(input, drawing, room, line).or_else(|| shortcut::find(input, drawing, room, line))
}

/// The first way of the line with two pieces made one that is free.
fn straighter(input: &Input, drawing: &Drawing, room: &Room, line: usize) -> Option<Route> {
    let old = &drawing.routes[line];
    let count = old.points.len();
    let joints = (0..count.saturating_sub(3)).flat_map(|at| [(at, at + 2), (at + 2, at)]);
    joints.into_iter().find_map(|(moved, still)| {
        let new = merged(old, moved, still)?;
        let ends = ends_fit(input, (drawing, room), line, &new);
        let shorter = length(&new.points) <= length(&old.points) + LONGER;
        (ends && shorter && room.is_free(drawing, line, &new)).then_some(new)
    })
}

/// The route in which the piece `moved` lies on the line of the piece `still`.
fn merged(old: &Route, moved: usize, still: usize) -> Option<Route> {
    let mut points = old.points.clone();
    let upright = is_upright(points[moved], points[moved + 1]);
    let target = points[still];
    let by = if upright { target.x - points[moved].x } else { target.y - points[moved].y };
    for point in &mut points[moved..=moved + 1] {
        if upright {
            point.x = target.x;
        } else {
            point.y = target.y;
        }
    }
    simplify(&mut points);
    if points.len() + 1 >= old.points.len() {
        return None;
    }
    let joined = moved.midpoint(still);
    let follow = |text: Option<Rect>| {
        let Some(rect) = text else { return Some(None) };
        let at = carrier(&old.points, &rect).filter(|&at| at != joined)?;
        let rect = match at == moved {
            true if upright => rect.moved(by, 0.0),
            true => rect.moved(0.0, by),
            false => rect,
        };
        let now = carrier(&points, &rect)?;
        let same = is_upright(points[now], points[now + 1])
            == is_upright(old.points[at], old.points[at + 1]);
        (same && covers(&points, now, &rect)).then_some(Some(rect))
    };
    let (label, badge) = (follow(old.label)?, follow(old.badge)?);
    Some(Route { points, label, badge, ..Route::default() })
}

/// From `from` to `to`.
fn off(to: Point, from: Point) -> Point {
    Point::new(to.x - from.x, to.y - from.y)
}

fn is_upright(from: Point, to: Point) -> bool {
    (from.x - to.x).abs() < 1e-6
}

fn length(points: &[Point]) -> Px {
    points
        .windows(2)
        .map(|pair| (pair[0].x - pair[1].x).abs() + (pair[0].y - pair[1].y).abs())
        .sum()
}

/// How far a text may stand from the piece that it belongs to.
const BESIDE: Px = 14.0;

/// The piece that a text stands at.
fn carrier(points: &[Point], text: &Rect) -> Option<usize> {
    let middle = text.center();
    let far = |at: usize| {
        let (from, to) = (points[at], points[at + 1]);
        let (along, across) = if is_upright(from, to) {
            ((from.y, middle.y, to.y), (text.x - from.x).max(from.x - text.right()))
        } else {
            ((from.x, middle.x, to.x), (text.y - from.y).max(from.y - text.bottom()))
        };
        let within = along.0.min(along.2) <= along.1 && along.1 <= along.0.max(along.2);
        (within && across <= BESIDE).then_some(across)
    };
    let fars = (0..points.len() - 1).filter_map(|at| far(at).map(|far| (far, at)));
    fars.min_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, at)| at)
}

/// Whether a piece is as long as the text at it.
fn covers(points: &[Point], at: usize, text: &Rect) -> bool {
    let (from, to) = (points[at], points[at + 1]);
    if is_upright(from, to) {
        from.y.min(to.y) <= text.y + 2.0 && text.bottom() - 2.0 <= from.y.max(to.y)
    } else {
        from.x.min(to.x) <= text.x + 2.0 && text.right() - 2.0 <= from.x.max(to.x)
    }
}

/// Whether the line still begins and ends at its boxes, with room for the arrow head and apart from other ends.
fn ends_fit(input: &Input, (drawing, room): (&Drawing, &Room), line: usize, new: &Route) -> bool {
    let edge = &input.edges[line];
    let old = &drawing.routes[line].points;
    let (last, old_last) = (new.points.len() - 1, old.len() - 1);
    let ends = [
        (edge.from, (new.points[0], new.points[1]), (old[0], old[1]), FIRST),
        (
            edge.to,
            (new.points[last], new.points[last - 1]),
            (old[old_last], old[old_last - 1]),
            LAST,
        ),
    ];
    ends.into_iter().all(|(end, (point, next), (before, next_before), least)| {
        let (run, run_before) = (off(next, point), off(next_before, before));
        let same_way = run.x * run_before.x + run.y * run_before.y > 0.0;
        let long = run.x.abs() + run.y.abs();
        let enough = long >= least.min(run_before.x.abs() + run_before.y.abs());
        same_way
            && enough
            && (point == before || port_fits(input, (drawing, room), (line, end), (point, next)))
    })
}

/// Whether a line that comes from `next` may end at `point`, which lies on the line through a side of its box.
fn port_fits(
    input: &Input,
    (drawing, room): (&Drawing, &Room),
    (line, end): (usize, End),
    (point, next): (Point, Point),
) -> bool {
    let End::Node(node) = end else { return false };
    let rect = drawing.nodes[node as usize];
    let core = input.nodes[node as usize].core.moved(rect.x, rect.y);
    let between = |lo: Px, at: Px, hi: Px| lo <= at && at <= hi;
    let fits = if !is_upright(point, next) {
        let flank = input.nodes[node as usize].flank();
        between(core.y + flank.0, point.y, core.bottom() - flank.1)
    } else if point.y <= core.y + 0.01 {
        between(core.x + 4.0, point.x, core.right() - 4.0)
    } else {
        let foot = input.nodes[node as usize].foot;
        let foot = if foot > 0.0 { foot } else { rect.w - 20.0 };
        let reach = Px::max(foot, core.w - 8.0) / 2.0;
        (point.x - core.center().x).abs() <= reach && rect.x < point.x && point.x < rect.right()
    };
    fits && is_apart((drawing, room), (input, line), (end, point))
}

/// Whether no other line ends too near to where a line shall end.
fn is_apart(
    (drawing, room): (&Drawing, &Room),
    (input, line): (&Input, usize),
    (end, point): (End, Point),
) -> bool {
    room.lines_at(point).filter(|&other| other != line).all(|other| {
        let (route, edge) = (&drawing.routes[other], &input.edges[other]);
        let last = route.points.len() - 1;
        [(edge.from, 0), (edge.to, last)].into_iter().all(|(theirs, at)| {
            let off = off(route.points[at], point);
            theirs != end || off.x.abs() + off.y.abs() >= 8.0
        })
    })
}
