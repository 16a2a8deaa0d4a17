//! Phase 3: rows for boxes, labels, titles and borders, and a slot for each line in every row it passes.
//!
//! Needs: [`Ranked`]. Gives: [`Plan`]: every container has an item in each of its rows; a line's slot lies in the
//! smallest container around both its ends; a line's badge and label have one slot that is wide enough for both.
//! Method: dummies per crossed row (Sugiyama, Tagawa, Toda 1981), label dummies (Schulze et al. 2018), titles as
//! items of their own thin row, so that a line passes beside a title as it passes beside a box.
//! Cost: O(size of the dummies).

mod thin;

use super::plan::{Item, Join, Kind, Path, Plan, Purpose, Row};
use super::problem::{Line, Terminal};
use super::ranks::Ranked;
use super::tree::ROOT;
use thin::Wants;

/// Which way a line leaves a box or border.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    Up,
    Down,
    /// Straight to the neighbour in the same row.
    Side,
}

/// What a line needs of the rows.
#[derive(Clone, Copy, Debug)]
struct Course {
    from: Exit,
    to: Exit,
    /// First and last gap (numbered by the rank below) that it passes, in its direction.
    gaps: (usize, usize),
    /// The gap of its badge and label.
    text: usize,
}

/// Lays rows out for `ranked`.
pub(super) fn run(ranked: Ranked) -> Plan {
    let courses = courses(&ranked);
    let wants = Wants::new(&ranked, &courses);
    let mut plan = wants.rows(ranked);
    place_boxes(&mut plan);
    let title = |row: &Row| row.items.iter().map(|&item| plan.items[item].hi).sum();
    let mut load: Vec<i32> = plan.rows.iter().map(title).collect();
    for (line, course) in courses.iter().enumerate() {
        let mut path = route(&mut plan, line, *course);
        path.text = text_stop(&plan, &path, course.text, &load);
        if let Some(stop) = path.text {
            let spec = &plan.problem.lines[line];
            load[plan.items[stop].row] += spec.label.0 + spec.badge.0;
        }
        plan.paths.push(path);
        plan.widen(line);
    }
    fill(&mut plan);
    plan.reindex();
    plan
}

/// How much emptier a gap must be, in pixels, for a text to stand there and not in the one before it: in bands, whose
/// gaps are few and wide, and elsewhere.
const FARTHER: [i32; 2] = [400, 20];

fn courses(ranked: &Ranked) -> Vec<Course> {
    let mut load = vec![0; ranked.ranks + 1];
    let mut courses: Vec<Course> =
        (0..ranked.problem.lines.len()).map(|line| course(ranked, line)).collect();
    let mut order: Vec<usize> = (0..courses.len()).collect();
    order.sort_by_key(|&line| courses[line].gaps.0.abs_diff(courses[line].gaps.1));
    for line in order {
        let spec = &ranked.problem.lines[line];
        let (first, last) = courses[line].gaps;
        let mut best = (load[first], first);
        let (mut gap, mut far) = (first, 0);
        while spec.label.0 > 0 && gap != last {
            gap = if last > first { gap + 1 } else { gap - 1 };
            far += FARTHER[usize::from(!ranked.problem.is_banded())];
            best = best.min((load[gap] + far, gap));
        }
        courses[line].text = best.1;
        load[best.1] += spec.label.0 + spec.badge.0;
    }
    courses
}

fn course(ranked: &Ranked, line: usize) -> Course {
    let Line { from, to, .. } = ranked.problem.lines[line];
    let grounds = ranked.problem.ground(line);
    let (a, b) = (reach(ranked, from, grounds.0), reach(ranked, to, grounds.1));
    let inside = |end: Terminal, ground| end == Terminal::Border(ground);
    let (from_exit, to_exit, gaps) = if inside(from, grounds.0) {
        (Exit::Up, Exit::Down, (a.1, (b.1 + 1).min(a.1)))
    } else if inside(to, grounds.1) {
        (Exit::Down, Exit::Up, ((a.1 + 1).min(b.1), b.1))
    } else if from == to {
        (Exit::Down, Exit::Down, (a.1 + 1, a.1 + 1))
    } else if a.1 < b.0 {
        (Exit::Down, Exit::Up, (a.1 + 1, b.0))
    } else if b.1 < a.0 {
        (Exit::Up, Exit::Down, (a.0, b.1 + 1))
    } else if matches!((from, to), (Terminal::Node(_), Terminal::Node(_))) {
        (Exit::Side, Exit::Side, (a.1 + 1, a.1 + 1))
    } else {
        (Exit::Up, Exit::Up, (a.0.min(b.0), a.0.min(b.0)))
    };
    Course { from: from_exit, to: to_exit, gaps, text: gaps.0 }
}

/// First and last rank of a terminal.
fn reach(ranked: &Ranked, end: Terminal, _ground: usize) -> (usize, usize) {
    match end {
        Terminal::Node(node) => (ranked.rank[node], ranked.rank[node]),
        Terminal::Border(container) => ranked.span[container],
    }
}

/// Boxes and titles into their rows.
fn place_boxes(plan: &mut Plan) {
    for container in 1..plan.problem.tree.len() {
        let (w, _) = plan.problem.title[container];
        let row = plan.span[container].0;
        if w > 0 && plan.rows[row].purpose == Purpose::Titles {
            plan.push(Item { kind: Kind::Title, row, home: container, lo: 0, hi: w });
        }
    }
    for node in 0..plan.problem.bodies.len() {
        let (body, home) = (plan.problem.bodies[node], plan.problem.home[node]);
        let row = plan.item_of[node];
        plan.item_of[node] =
            plan.push(Item { kind: Kind::Node(node), row, home, lo: body.lo, hi: body.hi });
    }
}

/// Places the stops of a line.
fn route(plan: &mut Plan, line: usize, course: Course) -> Path {
    let spec = plan.problem.lines[line];
    let grounds = plan.problem.ground(line);
    let ground = plan.problem.tree.lca(grounds.0, grounds.1);
    let start = terminal(plan, line, (spec.from, course.from, grounds.0));
    let end = terminal(plan, line, (spec.to, course.to, grounds.1));
    if course.from == Exit::Side {
        return Path { stops: vec![start, end], joins: vec![Join::Beside], text: None };
    }
    let (row_a, row_b) = (plan.items[start].row, plan.items[end].row);
    let label_row = plan
        .rows
        .iter()
        .position(|row| row.purpose == Purpose::Labels && row.rank == course.text)
        .filter(|_| spec.has_text());
    let (turn, join) = match (course.from, course.to) {
        (Exit::Down, Exit::Down) => (row_a.max(row_b).max(label_row.unwrap_or(0)), Join::Below),
        (Exit::Up, Exit::Up) => {
            (row_a.min(row_b).min(label_row.unwrap_or(usize::MAX)), Join::Above)
        }
        _ => (row_b, Join::Across),
    };
    let mut stops = vec![start];
    let mut joins = Vec::new();
    let visit = |plan: &mut Plan, rows: &mut dyn Iterator<Item = usize>| {
        let mut added = Vec::new();
        for row in rows {
            let home = passage(plan, row, (row_a, grounds.0), (row_b, grounds.1));
            let home = home.unwrap_or_else(|| plan.home_in(ground, row));
            let slot = plan.slot(line, row, home);
            added.push(plan.push(slot));
        }
        added
    };
    let straight = join == Join::Across;
    let way = visit(plan, &mut steps(row_a, turn, straight));
    joins.extend(way.iter().map(|_| Join::Across));
    stops.extend(way);
    joins.push(join);
    if !straight {
        let mut back: Vec<usize> = visit(plan, &mut steps(row_b, turn, false));
        back.reverse();
        joins.extend(back.iter().map(|_| Join::Across));
        stops.extend(back);
    }
    stops.push(end);
    Path { stops, joins, text: None }
}

/// Where a line passes a row: in the containers of its lower end, which it enters from above, and in those of its
/// upper end where only their floors are left; nowhere in particular otherwise.
fn passage(plan: &Plan, row: usize, a: (usize, usize), b: (usize, usize)) -> Option<usize> {
    let tree = &plan.problem.tree;
    let (upper, lower) = if a.0 <= b.0 { (a, b) } else { (b, a) };
    let inner = |ground: usize| {
        let home = plan.home_in(ground, row);
        let inner = tree.depth(home) > tree.depth(tree.lca(a.1, b.1));
        let rail = home != ROOT && tree.is_rail(tree.ancestor(home, 1));
        (inner && !rail).then_some(home)
    };
    let direct = |end: usize| {
        let between = row.min(end) + 1..row.max(end);
        plan.rows[between].iter().all(|row| row.purpose != Purpose::Boxes)
    };
    let (below, above) = (inner(lower.1), inner(upper.1));
    match plan.rows[row].purpose {
        Purpose::Titles if direct(lower.0) => below.or(above),
        Purpose::Floor if direct(upper.0) => above.or(below),
        _ if above.is_none() => below,
        _ => None,
    }
}

/// Rows from the one after `from` towards `to`, `to` itself only when the way turns there.
fn steps(from: usize, to: usize, exclusive: bool) -> Box<dyn Iterator<Item = usize>> {
    let cut = usize::from(exclusive);
    if from < to { Box::new(from + 1..to + 1 - cut) } else { Box::new((to + cut..from).rev()) }
}

fn terminal(plan: &mut Plan, line: usize, end: (Terminal, Exit, usize)) -> usize {
    let (end, exit, ground) = end;
    match end {
        Terminal::Node(node) => plan.item_of[node],
        Terminal::Border(container) => {
            let (first, last) = plan.span[container];
            let row = if exit == Exit::Up && ground != container { first } else { last };
            let slot = plan.slot(line, row, container);
            plan.push(slot)
        }
    }
}

/// The slot for a text: in the least laden row of `gap` for labels or titles, else the first slot on the way.
fn text_stop(plan: &Plan, path: &Path, gap: usize, load: &[i32]) -> Option<usize> {
    let is_slot = |stop: &&usize| matches!(plan.items[**stop].kind, Kind::Slot(_));
    let row_of = |stop: usize| plan.items[stop].row;
    let in_gap = |stop: &&usize| {
        let row = &plan.rows[row_of(**stop)];
        matches!(row.purpose, Purpose::Labels | Purpose::Titles) && row.rank == gap
    };
    let slots = || path.stops.iter().filter(is_slot);
    let best = slots().filter(in_gap).min_by_key(|&&stop| load[row_of(stop)]);
    best.or_else(|| slots().next()).copied()
}

/// Keeps a place for every container in each of its rows.
fn fill(plan: &mut Plan) {
    let mut held: Vec<Vec<bool>> =
        plan.span.iter().map(|&(first, last)| vec![false; last + 1 - first]).collect();
    for item in &plan.items {
        if item.home != ROOT {
            held[item.home][item.row - plan.span[item.home].0] = true;
        }
    }
    for container in plan.problem.tree.inside_out() {
        if container == ROOT {
            continue;
        }
        let (first, last) = plan.span[container];
        for row in first..=last {
            if !held[container][row - first] {
                plan.push(Item { kind: Kind::Filler, row, home: container, lo: 0, hi: 0 });
            }
            let parent = plan.problem.tree.parent(container);
            if parent != ROOT {
                held[parent][row - plan.span[parent].0] = true;
            }
        }
    }
}
