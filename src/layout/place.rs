//! Phase 6: the place of every item across the flow, and the left and right borders of the containers.
//!
//! Needs: [`Ported`]. Gives: [`Placed`]: an x for each item, neighbours in a row apart, containers around what they
//! hold in every row. Method: network simplex on the auxiliary graph of Gansner et al. 1993 (section 4.2) with the
//! borders as variables; long lines are pulled straight first; then lines that nearly run straight shift their
//! ports. Cost: that of the simplex on items + links variables.

use super::plan::{Join, Kind, Plan};
use super::ports::{Port, Ported};
use super::problem::Side;
use super::simplex::{self, Arc};
use super::tree::ROOT;

/// A plan with places across the flow.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) plan: Plan,
    pub(super) ports: Vec<[Port; 2]>,
    /// The anchor of each item.
    pub(super) x: Vec<i32>,
    /// Left and right border of each container.
    pub(super) sides: Vec<(i32, i32)>,
    /// Right edge of the bands.
    pub(super) edge: i32,
}

/// A position in a row that takes part in the spacing.
#[derive(Clone, Copy, Debug)]
enum Token {
    Open(usize),
    Item(usize),
    Close(usize),
}

/// Steps of the simplex: enough to finish some thousand boxes. Beyond `MANY` variables each gets fewer, so that the
/// time grows no faster than the drawing.
const BUDGET: usize = 1_000_000;
const MANY: usize = 16_000;

/// Places the items of `ported`.
pub(super) fn run(ported: Ported) -> Placed {
    solve(ported, &[], &[])
}

/// Places the items of `ported` anew, beginning with places `x` and borders `sides` that were good before.
pub(super) fn again(ported: Ported, x: &[i32], sides: &[(i32, i32)]) -> Placed {
    solve(ported, x, sides)
}

fn solve(ported: Ported, x: &[i32], sides: &[(i32, i32)]) -> Placed {
    let Ported { plan, ports } = ported;
    let arcs = Arcs::new(&plan, &ports);
    let mut start = x.to_vec();
    start.extend(sides.iter().map(|side| side.0));
    start.extend(sides.iter().map(|side| side.1));
    start.resize(arcs.count, start.iter().copied().min().unwrap_or(0));
    let value = simplex::solve(&start, &arcs.all, BUDGET * MANY / arcs.count.max(MANY));
    let items = plan.items.len();
    let containers = plan.problem.tree.len();
    let sides = (0..containers)
        .map(|container| (value[items + container], value[items + containers + container]))
        .collect();
    let edge = value[items + 2 * containers];
    let x = value[..items].to_vec();
    let mut placed = Placed { plan, ports, x, sides, edge };
    placed.straighten();
    placed
}

struct Arcs {
    all: Vec<Arc>,
    count: usize,
    items: usize,
    containers: usize,
    /// Room that texts beside need between two neighbouring items, by the left one.
    text: Vec<i32>,
}

impl Arcs {
    fn new(plan: &Plan, ports: &[[Port; 2]]) -> Self {
        let (items, containers) = (plan.items.len(), plan.problem.tree.len());
        let mut arcs = Self {
            all: Vec::new(),
            count: items + 2 * containers + 1,
            items,
            containers,
            text: texts(plan),
        };
        for row in 0..plan.rows.len() {
            arcs.row(plan, row);
        }
        arcs.containers(plan);
        arcs.columns(plan);
        arcs.links(plan, ports);
        arcs
    }

    fn variable(&self, token: Token) -> usize {
        match token {
            Token::Item(item) => item,
            Token::Open(container) => self.items + container,
            Token::Close(container) => self.items + self.containers + container,
        }
    }

    fn row(&mut self, plan: &Plan, row: usize) {
        let tokens = tokens(plan, row);
        let mut left = None;
        for pair in tokens.windows(2) {
            if let Token::Item(item) = pair[0] {
                left = Some(item);
            }
            let mut length = gap(plan, pair[0], pair[1]);
            let to_rail = matches!(pair[1], Token::Open(inner) if plan.problem.tree.is_rail(inner))
                && !matches!(pair[0], Token::Close(inner) if plan.problem.tree.is_rail(inner));
            let level = !matches!(pair[0], Token::Open(_))
                && !matches!(pair[1], Token::Close(_))
                && !to_rail;
            if let Some(item) = left.filter(|_| level) {
                let extents = extents(plan, pair[0]).1 + extents(plan, pair[1]).0;
                length = length.max(extents + self.text[item]);
            }
            let (tail, head) = (self.variable(pair[0]), self.variable(pair[1]));
            self.all.push(Arc::new(tail, head, length, 0));
        }
        let edge = self.items + 2 * self.containers;
        let in_band = plan.band_rows.iter().any(|&(first, last)| first <= row && row <= last);
        let rail = tokens.iter().position(|&token| match token {
            Token::Open(container) => plan.problem.tree.is_rail(container),
            _ => false,
        });
        let last = rail.unwrap_or(tokens.len() - 1);
        if let Some(&token) = last.checked_sub(1).and_then(|last| tokens.get(last)) {
            let pad = if in_band { 16 } else { 0 };
            let item = tokens[..last].iter().rev().find_map(|token| match token {
                Token::Item(item) => Some(*item),
                _ => None,
            });
            let text = item.map_or(0, |item| self.text[item]);
            let length = extents(plan, token).1 + pad.max(text);
            self.all.push(Arc::new(self.variable(token), edge, length, 0));
        }
        if let Some(&rail) = rail.and_then(|rail| tokens.get(rail)) {
            self.all.push(Arc::new(edge, self.variable(rail), 14, 0));
        }
    }

    fn containers(&mut self, plan: &Plan) {
        let edge = self.items + 2 * self.containers;
        let (root_left, root_right) =
            (self.variable(Token::Open(ROOT)), self.variable(Token::Close(ROOT)));
        self.all.push(Arc::new(root_left, root_right, 0, 2));
        self.all.push(Arc::new(root_left, edge, 0, 1));
        self.all.push(Arc::new(edge, root_right, 0, 0));
        for container in ROOT + 1..self.containers {
            let (left, right) =
                (self.variable(Token::Open(container)), self.variable(Token::Close(container)));
            let title = plan.problem.title[container].0;
            self.all.push(Arc::new(left, right, (title + 16).max(24), 2));
        }
    }

    /// Pulls the boxes of a rail into one column: each to the one above, where they are alone in their rows.
    fn columns(&mut self, plan: &Plan) {
        let tree = &plan.problem.tree;
        for rail in (0..self.containers).filter(|&container| tree.is_rail(container)) {
            let mut above = None;
            for row in &plan.rows {
                let mut boxes = row.items.iter().copied().filter(|&item| {
                    matches!(plan.items[item].kind, Kind::Node(_))
                        && tree.within(plan.items[item].home, rail)
                });
                let (Some(item), None) = (boxes.next(), boxes.next()) else { continue };
                if let Some(above) = above.replace(item) {
                    self.align(above, item);
                }
            }
        }
    }

    /// Weighs the distance between the middles of two items.
    fn align(&mut self, one: usize, other: usize) {
        let joint = self.count;
        self.count += 1;
        self.all.push(Arc::new(joint, one, 0, 48));
        self.all.push(Arc::new(joint, other, 0, 48));
    }

    fn links(&mut self, plan: &Plan, ports: &[[Port; 2]]) {
        for link in plan.links() {
            let boxed = |item: usize| matches!(plan.items[item].kind, Kind::Node(_));
            let mut weight = match (boxed(link.a), boxed(link.b)) {
                (true, true) => 8,
                (false, false) => 24,
                _ => 6,
            };
            if link.join == Join::Beside {
                let (left, right) = if plan.index[link.a] < plan.index[link.b] {
                    (link.a, link.b)
                } else {
                    (link.b, link.a)
                };
                self.all.push(Arc::new(left, right, 0, 5));
                continue;
            }
            if link.join == Join::Flank {
                let (left, right) = if plan.index[link.a] < plan.index[link.b] {
                    (link.a, link.b)
                } else {
                    (link.b, link.a)
                };
                self.all.push(Arc::new(left, right, 0, 1));
                continue;
            }
            if link.join != Join::Across {
                weight = 3;
            }
            let joint = self.count;
            self.count += 1;
            let (from, to) = offsets(plan, ports, &link);
            self.all.push(Arc::new(joint, link.a, -from, weight));
            self.all.push(Arc::new(joint, link.b, -to, weight));
        }
    }
}

/// Offsets of a link's ends from their items' anchors.
pub(super) fn offsets(plan: &Plan, ports: &[[Port; 2]], link: &super::plan::Link) -> (i32, i32) {
    let last = plan.paths[link.line].joins.len() - 1;
    let from = if link.step == 0 { offset(plan, link.a, ports[link.line][0]) } else { 0 };
    let to = if link.step == last { offset(plan, link.b, ports[link.line][1]) } else { 0 };
    (from, to)
}

fn offset(plan: &Plan, item: usize, port: Port) -> i32 {
    match (plan.items[item].kind, port.side) {
        (Kind::Node(_), Side::North | Side::South) => port.offset,
        _ => 0,
    }
}

/// Room for the texts of lines beside, by the item to their left.
fn texts(plan: &Plan) -> Vec<i32> {
    let mut text = vec![0; plan.items.len()];
    for (line, path) in plan.paths.iter().enumerate() {
        if path.joins.first() == Some(&Join::Beside) {
            let (a, b) = (path.stops[0], path.stops[1]);
            let left = if plan.index[a] < plan.index[b] { a } else { b };
            let spec = &plan.problem.lines[line];
            let need = |size: i32| if size > 0 { size + 6 } else { 0 };
            let texts = need(spec.label.0) + need(spec.badge.0);
            let arrow = match plan.items[b].kind {
                Kind::Node(node) if texts > 0 => plan.problem.arrow_room(node, left == b),
                _ => 0,
            };
            text[left] = text[left].max(texts + arrow + 4);
        }
    }
    // Fillers of the line's own containers may stand between; the room goes after the last of them.
    for row in &plan.rows {
        for pair in row.items.windows(2) {
            let filler = plan.items[pair[1]].kind == Kind::Filler;
            if filler && text[pair[0]] > 0 {
                text[pair[1]] = text[pair[0]];
            }
        }
    }
    text
}

/// The items of a row with the borders they stand between.
fn tokens(plan: &Plan, row: usize) -> Vec<Token> {
    let tree = &plan.problem.tree;
    let mut tokens = vec![Token::Open(ROOT)];
    let mut open = vec![ROOT];
    for &item in &plan.rows[row].items {
        let home = plan.items[item].home;
        while let Some(&last) = open.last().filter(|&&last| !tree.within(home, last)) {
            tokens.push(Token::Close(last));
            open.pop();
        }
        for depth in open.len()..=tree.depth(home) {
            let next = tree.ancestor(home, depth);
            tokens.push(Token::Open(next));
            open.push(next);
        }
        tokens.push(Token::Item(item));
    }
    while let Some(last) = open.pop() {
        tokens.push(Token::Close(last));
    }
    tokens
}

fn extents(plan: &Plan, token: Token) -> (i32, i32) {
    match token {
        Token::Item(item) => (plan.items[item].lo, plan.items[item].hi),
        Token::Open(_) | Token::Close(_) => (0, 0),
    }
}

/// Least distance between two neighbouring tokens.
fn gap(plan: &Plan, left: Token, right: Token) -> i32 {
    let air = plan.problem.air;
    let extent = extents(plan, left).1 + extents(plan, right).0;
    let text = |item: usize| plan.items[item].lo + plan.items[item].hi > air.line;
    let air_between = match (left, right) {
        (Token::Open(ROOT), _) | (_, Token::Close(ROOT)) => 0,
        (Token::Open(outer), Token::Item(item)) | (Token::Item(item), Token::Close(outer)) => {
            inner_pad(plan, item, outer)
        }
        (Token::Open(_), Token::Open(_)) | (Token::Close(_), Token::Close(_)) => air.pad,
        (Token::Close(_), Token::Open(_)) => air.outside + 6,
        (Token::Open(_), Token::Close(_)) => 2 * air.pad,
        (Token::Close(_), Token::Item(item)) | (Token::Item(item), Token::Open(_)) => {
            match plan.items[item].kind {
                Kind::Node(_) => air.outside + 4,
                Kind::Slot(_) if text(item) => 6,
                Kind::Slot(_) => air.clear - air.line / 2 + 2,
                Kind::Title | Kind::Filler => 0,
            }
        }
        (Token::Item(a), Token::Item(b)) => match (plan.items[a].kind, plan.items[b].kind) {
            (Kind::Node(_), Kind::Node(_)) => air.node,
            (Kind::Filler, _) | (_, Kind::Filler) => 0,
            (Kind::Node(_), Kind::Slot(_)) | (Kind::Slot(_), Kind::Node(_)) => air.clear - 2,
            (Kind::Slot(_), Kind::Slot(_)) if !text(a) && !text(b) => 0,
            _ => 4,
        },
    };
    extent + air_between
}

fn inner_pad(plan: &Plan, item: usize, container: usize) -> i32 {
    let air = plan.problem.air;
    match plan.items[item].kind {
        Kind::Node(_) if plan.problem.tree.is_rail(container) => 10,
        Kind::Node(_) => air.pad,
        Kind::Title => 8,
        Kind::Slot(_) => 6,
        Kind::Filler => air.pad / 2,
    }
}

/// The ends of lines at each box, as places in the list of ports.
type Ends = Vec<Vec<(usize, usize)>>;

impl Placed {
    /// Moves ports so that lines that nearly run straight do.
    fn straighten(&mut self) {
        let mut ends: Ends = vec![Vec::new(); self.plan.items.len()];
        for (line, path) in self.plan.paths.iter().enumerate() {
            ends[path.stops[0]].push((line, 0));
            ends[path.stops[path.stops.len() - 1]].push((line, 1));
        }
        for link in self.plan.links() {
            if link.join != Join::Across {
                continue;
            }
            let (from, to) = offsets(&self.plan, &self.ports, &link);
            let off = self.x[link.a] + from - self.x[link.b] - to;
            let last = self.plan.paths[link.line].joins.len() - 1;
            if off == 0 || off.abs() > 40 {
                continue;
            }
            let done = link.step == 0 && self.shift(&ends, (link.line, 0), link.a, -off);
            if !done && link.step == last {
                self.shift(&ends, (link.line, 1), link.b, off);
            }
        }
    }

    /// Moves a port by `by` when it stays on its side, in order and apart from the others.
    fn shift(&mut self, ends: &Ends, own: (usize, usize), item: usize, by: i32) -> bool {
        let Kind::Node(node) = self.plan.items[item].kind else { return false };
        let Port { side, offset } = self.ports[own.0][own.1];
        let at = usize::from(side != Side::North);
        let (lo, hi) = self.plan.problem.bodies[node].span[at];
        let target = offset + by;
        if target < -lo || target > hi {
            return false;
        }
        for &other in ends[item].iter().filter(|&&other| other != own) {
            let port = self.ports[other.0][other.1];
            let passes = (port.offset < offset) != (port.offset < target);
            if port.side == side && (passes || (port.offset - target).abs() < 8) {
                return false;
            }
        }
        self.ports[own.0][own.1].offset = target;
        true
    }
}
