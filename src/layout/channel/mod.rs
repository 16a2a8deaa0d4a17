//! Phase 8: lines in the channels between the rows, and with them every y.
//!
//! Needs: [`Placed`]. Gives: [`Routed`]: a y for each row, border and horizontal piece; pieces that overlap in x have
//! their own tracks, none within a foreign container, none on top of another. Method: an order of the pieces with
//! few crossings where no piece ends on another one's vertical, cycles cut by a dogleg (Sander 1995; Schulze et al.
//! 2014), then tracks by longest path. Cost: O(pieces²) a channel.

mod bars;
mod levels;
mod stack;

use crate::parallel;

use super::place::Placed;
use super::plan::{Join, Kind, Link, Plan, Purpose};
use super::problem::Terminal;
use super::tree::ROOT;
pub(super) use bars::Bar;

/// A placed plan with all tracks.
#[derive(Clone, Debug)]
pub(super) struct Routed {
    pub(super) placed: Placed,
    pub(super) links: Vec<Link>,
    /// The links of each channel.
    channels: Vec<Vec<usize>>,
    /// The horizontal pieces of each link, in order along the line.
    pub(super) bars: Vec<Vec<Bar>>,
    /// Top, anchor and bottom of each row.
    pub(super) rows: Vec<(i32, i32, i32)>,
    /// Top and bottom border of each container.
    pub(super) borders: Vec<(i32, i32)>,
    /// Top and bottom of each band.
    pub(super) bands: Vec<(i32, i32)>,
    pub(super) height: i32,
}

/// From so many pieces of lines on, channels are solved on all processors, a share of them on each thread.
const MANY: usize = 1000;
const SHARE: usize = 16;

/// Routes the lines of `placed`.
pub(super) fn run(placed: Placed) -> Routed {
    let links = placed.plan.links();
    let mut channels: Vec<Vec<usize>> = vec![Vec::new(); placed.plan.rows.len() + 1];
    for (id, link) in links.iter().enumerate() {
        if let Some(channel) = channels.get_mut(link.channel) {
            channel.push(id);
        }
    }
    let containers = placed.plan.problem.tree.len();
    let bands = placed.plan.band_rows.len();
    let mut routed = Routed {
        bars: vec![Vec::new(); links.len()],
        links,
        channels,
        rows: Vec::new(),
        borders: vec![(0, 0); containers],
        bands: vec![(0, 0); bands],
        height: 0,
        placed,
    };
    let beside = beside(&routed.placed);
    let channels: Vec<usize> = (0..routed.channels.len()).collect();
    let share = if routed.links.len() < MANY { usize::MAX } else { SHARE };
    let solved = parallel::map(&channels, share, |&channel| {
        levels::run(&routed, channel, bars::run(&routed, channel))
    });
    let mut top = 0;
    for (channel, solved) in solved.into_iter().enumerate() {
        top = solved.place(&mut routed, channel, top);
        if let Some(&texts) = beside.get(channel) {
            let (up, down) = routed.row_height(channel, texts);
            routed.rows.push((top, top + up, top + up + down));
            top += up + down;
        }
    }
    routed.height = top;
    debug_assert!(routed.verify(), "a piece outside its channel");
    routed
}

impl Routed {
    /// Rows follow one another, and every piece lies between the rows of its channel.
    pub(super) fn verify(&self) -> bool {
        let ordered = self.rows.windows(2).all(|pair| pair[0].2 <= pair[1].0);
        let mut bars = self.links.iter().zip(&self.bars);
        let inside = bars.all(|(link, bars)| {
            let below = link.channel.checked_sub(1).and_then(|row| self.rows.get(row));
            let (from, to) = (below.map_or(0, |row| row.2), self.rows.get(link.channel));
            let to = to.map_or(self.height, |row| row.0);
            bars.iter().all(|bar| from <= bar.y && bar.y <= to)
        });
        ordered && inside
    }

    /// Height of a row above and below its anchors, of which the texts between neighbours need so much.
    fn row_height(&self, row: usize, (mut up, mut down): (i32, i32)) -> (i32, i32) {
        let plan = &self.placed.plan;
        for &item in &plan.rows[row].items {
            let (above, below) = match plan.items[item].kind {
                Kind::Node(node) => (plan.problem.bodies[node].up, plan.problem.bodies[node].down),
                Kind::Slot(line) => half(slot_height(plan, item, line)),
                Kind::Title => half(plan.problem.title[plan.items[item].home].1),
                Kind::Filler => continue,
            };
            (up, down) = (up.max(above), down.max(below));
        }
        for (band, &(first, last)) in plan.band_rows.iter().enumerate() {
            let boxes = (first..=last).find(|&row| plan.rows[row].purpose == Purpose::Boxes);
            if boxes == Some(row) {
                let missing = plan.problem.bands[band].1.max(24) + 4 - up - down;
                down += missing.max(0);
            }
        }
        if plan.rows[row].purpose == Purpose::Boxes && up + down == 0 {
            down = 12;
        }
        (up, down)
    }

    /// Whether a row holds anything that is seen.
    fn is_live(&self, row: usize) -> bool {
        let plan = &self.placed.plan;
        plan.rows[row].purpose == Purpose::Boxes
            || plan.rows[row].items.iter().any(|&item| plan.items[item].kind != Kind::Filler)
    }

    /// The container that a stop counts as standing in: outside of a border that its line ends at from outside.
    fn ground(&self, link: &Link, item: usize) -> usize {
        let plan = &self.placed.plan;
        let path = &plan.paths[link.line];
        let spec = &plan.problem.lines[link.line];
        let home = plan.items[item].home;
        let ends = [(spec.from, path.stops[0]), (spec.to, path.stops[path.stops.len() - 1])];
        let grounds = plan.problem.ground(link.line);
        for ((end, stop), ground) in ends.into_iter().zip([grounds.0, grounds.1]) {
            if stop == item && end == Terminal::Border(home) && ground != home {
                return plan.problem.tree.parent(home);
            }
        }
        home
    }

    /// Whether the container is drawn with borders of its own in this channel.
    fn has_borders(&self, container: usize) -> bool {
        container != ROOT && !self.placed.plan.problem.tree.is_rail(container)
    }
}

/// What the texts of lines between neighbours need above and below the anchors of each row.
fn beside(placed: &Placed) -> Vec<(i32, i32)> {
    let plan = &placed.plan;
    let mut need = vec![(0, 0); plan.rows.len()];
    for (line, path) in plan.paths.iter().enumerate() {
        if path.joins.first() == Some(&Join::Beside) {
            let (up, down) = &mut need[plan.items[path.stops[0]].row];
            let (spec, offset) = (&plan.problem.lines[line], placed.ports[line][0].offset);
            let (above, below) = half(spec.label.1.max(spec.badge.1));
            (*up, *down) = ((*up).max(above - offset), (*down).max(below + offset));
        }
    }
    need
}

fn half(height: i32) -> (i32, i32) {
    (height / 2, height - height / 2)
}

fn slot_height(plan: &Plan, item: usize, line: usize) -> i32 {
    let (path, spec) = (&plan.paths[line], &plan.problem.lines[line]);
    if path.text == Some(item) { spec.label.1.max(spec.badge.1) } else { 0 }
}
