//! Phase 9: the drawing, in the input's own numbering and direction.
//!
//! Needs: [`Routed`]. Gives: [`Drawing`]. Method: rectangles and polylines read off the rows, tracks and ports; a
//! drawing that flows right is turned back. Cost: O(size).

use crate::geometry::{Point, Px, Rect, Size};

use super::channel::Routed;
use super::drawing::{Drawing, Route, simplify};
use super::plan::{Join, Plan, TEXT_GAP};
use super::problem::{Side, Terminal};
use super::tree::ROOT;

/// Draws `routed`.
pub(super) fn run(routed: &Routed) -> Drawing {
    let plan = &routed.placed.plan;
    let gutter = gutter(plan);
    let sheet = Sheet { routed, plan, gutter };
    let nodes = (0..plan.problem.bodies.len()).map(|node| sheet.node(node)).collect();
    let tree = &plan.problem.tree;
    let containers: Vec<Rect> =
        (ROOT + 1..tree.len()).map(|container| sheet.container(container)).collect();
    let (groups, rails) = containers.split_at(tree.rail(0) - 1);
    let right = f64::from(routed.placed.sides[ROOT].1 + gutter);
    let mut drawing = Drawing {
        size: Size::new(right, f64::from(routed.height)),
        nodes,
        groups: groups.to_vec(),
        bands: routed.bands.iter().map(|&(top, bottom)| sheet.band(top, bottom)).collect(),
        rails: rails.to_vec(),
        routes: (0..plan.paths.len()).map(|line| sheet.route(line)).collect(),
    };
    if plan.problem.turned {
        turn(&mut drawing);
    }
    drawing
}

/// The column left of the bands' boxes that the headings stand in.
fn gutter(plan: &Plan) -> i32 {
    let widest = plan.problem.bands.iter().map(|title| title.0).max();
    widest.map_or(0, |widest| widest + 28)
}

struct Sheet<'a> {
    routed: &'a Routed,
    plan: &'a Plan,
    gutter: i32,
}

impl Sheet<'_> {
    fn x(&self, item: usize) -> Px {
        f64::from(self.routed.placed.x[item] + self.gutter)
    }

    fn y(&self, item: usize) -> Px {
        f64::from(self.routed.rows[self.plan.items[item].row].1)
    }

    fn node(&self, node: usize) -> Rect {
        let item = self.plan.item_of[node];
        self.plan.problem.bodies[node].exact.moved(self.x(item), self.y(item))
    }

    fn band(&self, top: i32, bottom: i32) -> Rect {
        let right = f64::from(self.routed.placed.edge + self.gutter);
        Rect::new(0.0, f64::from(top), right, f64::from(bottom - top))
    }

    fn container(&self, container: usize) -> Rect {
        let (left, right) = self.routed.placed.sides[container];
        let (top, bottom) = if self.plan.problem.tree.is_rail(container) {
            let start = self.plan.span[container].0;
            let first = self.plan.band_rows.iter().position(|&(_, last)| last >= start);
            let top = first.map_or(0, |band| self.routed.bands[band].0);
            (top, self.routed.bands.last().map_or(0, |band| band.1))
        } else {
            self.routed.borders[container]
        };
        let (left, top) = (left + self.gutter, f64::from(top));
        let width = f64::from(right + self.gutter - left);
        Rect::new(f64::from(left), top, width, f64::from(bottom) - top)
    }

    fn route(&self, line: usize) -> Route {
        let path = &self.plan.paths[line];
        let last = path.stops.len() - 1;
        let mut points = vec![self.end(line, 0, path.stops[0])];
        for (id, step) in self.links(line) {
            if path.joins[step] == Join::Flank {
                // Out of the box's side, or into it, at the slot beside the box.
                let at_source = step == 0;
                let end = usize::from(!at_source);
                let (slot, node) = (path.stops[1], path.stops[0]);
                let (slot, node) =
                    if at_source { (slot, node) } else { (path.stops[last - 1], path.stops[last]) };
                points.push(Point::new(self.x(slot), self.end(line, end, node).y));
            }
            for bar in &self.routed.bars[id] {
                let y = f64::from(bar.y);
                for tip in bar.tips {
                    points.push(Point::new(f64::from(tip.x + self.gutter), y));
                }
            }
        }
        points.push(self.end(line, 1, path.stops[last]));
        simplify(&mut points);
        let (label, badge) = self.texts(line);
        Route { points, label, badge, ..Route::default() }
    }

    /// Ids and steps of a line's links, in order.
    fn links(&self, line: usize) -> impl Iterator<Item = (usize, usize)> {
        let links = &self.routed.links;
        let first = links.partition_point(|link| link.line < line);
        let of_line = move |&(_, link): &(usize, &super::plan::Link)| link.line == line;
        let all = links.iter().enumerate().skip(first);
        all.take_while(of_line).map(|(id, link)| (id, link.step))
    }

    /// Where a line ends.
    fn end(&self, line: usize, end: usize, item: usize) -> Point {
        let spec = &self.plan.problem.lines[line];
        let terminal = if end == 0 { spec.from } else { spec.to };
        let port = self.routed.placed.ports[line][end];
        let (x, y) = (self.x(item), self.y(item));
        let offset = f64::from(port.offset);
        match terminal {
            Terminal::Node(node) => {
                let reach = self.plan.problem.bodies[node].reach;
                match port.side {
                    Side::North => Point::new(x + offset, y - reach[0]),
                    Side::South => Point::new(x + offset, y + reach[1]),
                    Side::West => Point::new(x - reach[2], y + offset),
                    Side::East => Point::new(x + reach[3], y + offset),
                }
            }
            Terminal::Border(container) => {
                let (top, bottom) = self.routed.borders[container];
                let grounds = self.plan.problem.ground(line);
                let ground = if end == 0 { grounds.0 } else { grounds.1 };
                let inside = ground == container;
                let up = port.side == Side::North && !inside;
                Point::new(x, f64::from(if up { top } else { bottom }))
            }
        }
    }

    fn texts(&self, line: usize) -> (Option<Rect>, Option<Rect>) {
        let spec = &self.plan.problem.lines[line];
        let path = &self.plan.paths[line];
        if path.joins.first() == Some(&Join::Beside) {
            return self.beside(line);
        }
        let text = |(w, h): (i32, i32), shift: i32| {
            let stop = path.text.filter(|_| w > 0)?;
            let y = self.y(stop) - f64::from(h / 2);
            Some(Rect::new(self.x(stop) + f64::from(shift), y, f64::from(w), f64::from(h)))
        };
        let both = spec.badge.0 > 0;
        let shift = if both { spec.badge.0 / 2 + TEXT_GAP } else { TEXT_GAP + 2 };
        (text(spec.label, shift), text(spec.badge, -((spec.badge.0 + 1) / 2)))
    }

    /// Label and badge on a straight line between neighbours, in the free ground between them.
    fn beside(&self, line: usize) -> (Option<Rect>, Option<Rect>) {
        let spec = &self.plan.problem.lines[line];
        let path = &self.plan.paths[line];
        let (a, b) = (path.stops[0], path.stops[1]);
        let rightward = self.plan.index[a] < self.plan.index[b];
        let left = if rightward { a } else { b };
        let row = &self.plan.rows[self.plan.items[left].row].items;
        let right = row[self.plan.index[left] + 1];
        let (from, to) = self.free(left, right);
        let y = self.y(a) + f64::from(self.routed.placed.ports[line][0].offset);
        let rect = |x: i32, (w, h): (i32, i32)| {
            let top = y - f64::from(h) / 2.0;
            Rect::new(f64::from(x + self.gutter), top, f64::from(w), f64::from(h))
        };
        let (label, badge) = (spec.label, spec.badge);
        let (mut lo, mut hi) = (from, to);
        if let Terminal::Node(target) = spec.to {
            let arrow = self.plan.problem.arrow_room(target, !rightward);
            if rightward {
                hi -= arrow;
            } else {
                lo += arrow;
            }
        }
        let mut badge_rect = None;
        if badge.0 > 0 {
            let x = if rightward { from + 4 } else { to - 4 - badge.0 };
            badge_rect = Some(rect(x, badge));
            if rightward {
                lo = x + badge.0;
            } else {
                hi = x;
            }
        }
        let x = i32::midpoint(lo, hi) - label.0 / 2;
        ((label.0 > 0).then(|| rect(x, label)), badge_rect)
    }

    /// The ground between two neighbours that no border cuts.
    fn free(&self, left: usize, right: usize) -> (i32, i32) {
        let tree = &self.plan.problem.tree;
        let placed = &self.routed.placed;
        let homes = (self.plan.items[left].home, self.plan.items[right].home);
        let depth = tree.depth(tree.lca(homes.0, homes.1));
        let from = if tree.depth(homes.0) == depth {
            placed.x[left] + self.plan.items[left].hi
        } else {
            placed.sides[tree.ancestor(homes.0, depth + 1)].1
        };
        let to = if tree.depth(homes.1) == depth {
            placed.x[right] - self.plan.items[right].lo
        } else {
            let block = tree.ancestor(homes.1, depth + 1);
            let from_band = !tree.is_rail(tree.ancestor(homes.0, 1));
            if tree.is_rail(block) && from_band { placed.edge } else { placed.sides[block].0 }
        };
        (from, to)
    }
}

/// Turns a drawing that flows down into one that flows right.
fn turn(drawing: &mut Drawing) {
    let rect = |rect: &mut Rect| *rect = Rect::new(rect.y, rect.x, rect.h, rect.w);
    drawing.size = Size::new(drawing.size.h, drawing.size.w);
    drawing.nodes.iter_mut().for_each(rect);
    drawing.groups.iter_mut().for_each(rect);
    for route in &mut drawing.routes {
        for point in route.points.iter_mut().chain(&mut route.hops) {
            *point = Point::new(point.y, point.x);
        }
        route.label.iter_mut().for_each(rect);
        route.badge.iter_mut().for_each(rect);
    }
}
