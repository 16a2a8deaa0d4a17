//! The cheapest way over tracks from one of some doors to one of others.
//!
//! Method: shortest path with an estimate of what is left (Hart, Nilsson, Raphael, "A Formal Basis for the Heuristic
//! Determination of Minimum Cost Paths", 1968); bends and crossings are priced. Cost: O(t + c) for t crossings of
//! tracks and ways of up to c pixels.

use crate::geometry::{Point, Px};

use super::super::drawing::simplify;
use super::super::problem::whole;
use super::tracks::Tracks;

/// What a bend and a crossing cost, in pixels of line.
pub(super) const BEND: i32 = 30;
pub(super) const CROSSING: i32 = 240;

/// A place at which a line may end, and where it meets the tracks.
pub(super) struct Door {
    pub(super) port: Point,
    pub(super) column: usize,
    pub(super) row: usize,
    /// Whether it leads up or down.
    pub(super) upright: bool,
    pub(super) cost: i32,
}

/// The points of the cheapest way that costs no more than `limit`.
pub(super) fn cheapest(
    tracks: &Tracks,
    from: &[Door],
    to: &[Door],
    limit: i32,
) -> Option<Vec<Point>> {
    let mut search = Search::new(tracks, to);
    let least = from.iter().map(|door| door.cost + search.left(door.place())).min()?;
    let mut queue = Queue::new(least, limit)?;
    for door in from {
        search.offer(&mut queue, door.place(), (door.cost, NONE));
    }
    let (end, door) = search.run(&mut queue, to)?;
    let mut points = vec![door.port];
    let mut at = end;
    loop {
        let (column, row, _) = search.place(at);
        points.push(Point::new(tracks.xs[column], tracks.ys[row]));
        let before = search.reached[at as usize].1;
        if before == NONE {
            break;
        }
        at = before;
    }
    let start = search.place(at);
    let first = from.iter().filter(|door| door.place() == start);
    points.push(first.min_by_key(|door| door.cost)?.port);
    points.reverse();
    simplify(&mut points);
    Some(points)
}

/// A place, as a number.
type State = u32;
const NONE: State = State::MAX;
/// Farther than any way.
const FAR: i32 = i32::MAX / 4;

/// Column, row, and whether the line comes there upright.
type Place = (usize, usize, bool);

impl Door {
    fn place(&self) -> Place {
        (self.column, self.row, self.upright)
    }
}

/// What is left to the doors that lead one way, level or upright.
struct Left {
    /// From each track to the nearest one with a door.
    across: Vec<i32>,
    down: Vec<i32>,
    /// What the cheapest of the doors costs.
    door: i32,
}

struct Search<'a> {
    tracks: &'a Tracks,
    /// From each track to the next one.
    across: Vec<i32>,
    down: Vec<i32>,
    left: [Left; 2],
    /// The least cost found, and the state before, by state.
    reached: Vec<(i32, State)>,
}

impl<'a> Search<'a> {
    fn new(tracks: &'a Tracks, to: &[Door]) -> Self {
        let (across, down) = (gaps(&tracks.xs), gaps(&tracks.ys));
        let left = [false, true].map(|upright| {
            let doors = to.iter().filter(|door| door.upright == upright);
            Left {
                across: nearest(&across, doors.clone().map(|door| door.column)),
                down: nearest(&down, doors.clone().map(|door| door.row)),
                door: doors.map(|door| door.cost).min().unwrap_or(0),
            }
        });
        let reached = vec![(i32::MAX, NONE); 2 * tracks.xs.len() * tracks.ys.len()];
        Self { tracks, across, down, left, reached }
    }

    fn state(&self, (column, row, upright): Place) -> usize {
        2 * (row * self.tracks.xs.len() + column) + usize::from(upright)
    }

    fn place(&self, state: State) -> Place {
        let wide = State::try_from(self.tracks.xs.len()).unwrap_or(NONE);
        let cell = state / 2;
        ((cell % wide) as usize, (cell / wide) as usize, state % 2 == 1)
    }

    /// The least that is left from a place: length, the bends without which no door is reached, and the door.
    fn left(&self, (column, row, upright): Place) -> i32 {
        let [level, tall] = &self.left;
        let bends = |off: i32, same: bool| match (same, off > 0) {
            (true, false) => 0,
            (true, true) => 2 * BEND,
            (false, _) => BEND,
        };
        let (across, down) = (level.across[column], level.down[row]);
        let to_level = across + down + bends(down, !upright) + level.door;
        let (across, down) = (tall.across[column], tall.down[row]);
        to_level.min(across + down + bends(across, upright) + tall.door)
    }

    /// Whether there may be a door at a place.
    fn may_end(&self, (column, row, _): Place) -> bool {
        self.left.iter().any(|left| left.across[column] == 0 && left.down[row] == 0)
    }

    /// Notes a way to a place, if it is the cheapest so far.
    fn offer(&mut self, queue: &mut Queue, place: Place, (cost, before): (i32, State)) {
        let state = self.state(place);
        if cost < self.reached[state].0 && queue.push(cost + self.left(place), state) {
            self.reached[state] = (cost, before);
        }
    }

    /// The last state of the cheapest way, and the door behind it.
    fn run<'d>(&mut self, queue: &mut Queue, to: &'d [Door]) -> Option<(State, &'d Door)> {
        let mut best = None;
        while let Some((least, state)) = queue.pop() {
            let place = self.place(state);
            let cost = self.reached[state as usize].0;
            if least > cost + self.left(place) {
                continue;
            }
            if self.may_end(place) {
                for door in to.iter().filter(|door| (door.column, door.row) == (place.0, place.1)) {
                    let bend = if door.upright == place.2 { 0 } else { BEND };
                    let total = cost + door.cost + bend;
                    if total <= queue.limit {
                        best = Some((state, door));
                        queue.limit = total - 1;
                    }
                }
            }
            self.expand(queue, (state, cost), place);
        }
        best
    }

    fn expand(
        &mut self,
        queue: &mut Queue,
        (state, cost): (State, i32),
        (column, row, upright): Place,
    ) {
        let turn = |now: bool| cost + if now == upright { 0 } else { BEND };
        if let Some(&far) = self.across.get(column) {
            let to = (column + 1, row, false);
            self.step(queue, (column, row), to, (turn(false) + far, state));
        }
        if let Some(&far) = self.down.get(row) {
            let to = (column, row + 1, true);
            self.step(queue, (column, row), to, (turn(true) + far, state));
        }
        if let Some(next) = column.checked_sub(1) {
            let cost = turn(false) + self.across[next];
            self.step(queue, (next, row), (next, row, false), (cost, state));
        }
        if let Some(next) = row.checked_sub(1) {
            let cost = turn(true) + self.down[next];
            self.step(queue, (column, next), (column, next, true), (cost, state));
        }
    }

    /// Goes to a place over the step that begins at a crossing of tracks, if it is open.
    fn step(
        &mut self,
        queue: &mut Queue,
        begin: (usize, usize),
        to: Place,
        (cost, before): (i32, State),
    ) {
        if let Some(crossed) = self.tracks.crossed(begin, to.2) {
            self.offer(queue, to, (cost + CROSSING * i32::from(crossed), before));
        }
    }
}

/// States by what a way through them costs at least, the cheapest first, of equal ones the last: a list for each cost
/// (Dial, "Algorithm 360: Shortest-Path Forest with Topological Ordering", CACM 1969).
struct Queue {
    /// The cost of the first list, and the most that is taken.
    first: i32,
    limit: i32,
    /// The last entry of each list.
    last: Vec<State>,
    /// Entries: a state, and the entry before it in its list.
    entries: Vec<(State, State)>,
    /// The list that is looked at.
    at: usize,
}

impl Queue {
    /// A queue for costs between `first` and `limit`.
    fn new(first: i32, limit: i32) -> Option<Self> {
        let lists = usize::try_from(limit.checked_sub(first)?).ok()? + 1;
        Some(Self { first, limit, last: vec![NONE; lists], entries: Vec::new(), at: 0 })
    }

    /// Takes a state in, unless it costs too much.
    fn push(&mut self, least: i32, state: usize) -> bool {
        let (Ok(list), Ok(state)) = (usize::try_from(least - self.first), State::try_from(state))
        else {
            return false;
        };
        let taken = least <= self.limit && list < self.last.len();
        if taken {
            let entry = State::try_from(self.entries.len()).unwrap_or(NONE);
            self.entries.push((state, self.last[list]));
            self.last[list] = entry;
            self.at = self.at.min(list);
        }
        taken
    }

    fn pop(&mut self) -> Option<(i32, State)> {
        while *self.last.get(self.at)? == NONE {
            self.at += 1;
        }
        let least = self.first + i32::try_from(self.at).unwrap_or(i32::MAX);
        if least > self.limit {
            return None;
        }
        let (state, before) = self.entries[self.last[self.at] as usize];
        self.last[self.at] = before;
        Some((least, state))
    }
}

/// From each place to the next one.
fn gaps(places: &[Px]) -> Vec<i32> {
    places.windows(2).map(|pair| whole(pair[1] - pair[0])).collect()
}

/// From each track to the nearest of some, over the gaps between.
fn nearest(gaps: &[i32], goals: impl Iterator<Item = usize>) -> Vec<i32> {
    let mut left = vec![FAR; gaps.len() + 1];
    for goal in goals {
        left[goal] = 0;
    }
    for (at, gap) in gaps.iter().enumerate() {
        left[at + 1] = left[at + 1].min(left[at] + gap);
    }
    for (at, gap) in gaps.iter().enumerate().rev() {
        left[at] = left[at].min(left[at + 1] + gap);
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::layout::tests::random::Random;
    use crate::layout::tidy::tracks::Obstacles;

    /// Tracks over a page with boxes and lines at random.
    fn tracks(random: &mut Random) -> Tracks {
        let page = Rect::new(0.0, 0.0, 400.0, 300.0);
        let mut at = |most: u32| f64::from(u32::try_from(random.below(most as usize)).unwrap_or(0));
        let mut obstacles = Obstacles::default();
        for _ in 0..3 {
            obstacles.solid.push(Rect::new(at(340), at(240), 20.0 + at(60), 20.0 + at(60)));
            obstacles.pieces.push(Rect::new(at(300), at(300), 20.0 + at(200), 0.0));
            obstacles.pieces.push(Rect::new(at(400), at(200), 0.0, 20.0 + at(200)));
        }
        Tracks::new(&page, &obstacles, (&[10.0, 390.0], &[10.0, 290.0]), 10.0)
    }

    fn doors(random: &mut Random, tracks: &Tracks) -> Vec<Door> {
        let door = |random: &mut Random| {
            let (column, row) = (random.below(tracks.xs.len()), random.below(tracks.ys.len()));
            let cost = i32::try_from(random.below(300)).unwrap_or(0);
            let port = Point::new(tracks.xs[column], tracks.ys[row]);
            Door { port, column, row, upright: random.below(2) == 0, cost }
        };
        (0..=random.below(4)).map(|_| door(random)).collect()
    }

    /// The least cost of a way, by trying every step from every place until nothing gets cheaper.
    fn least(tracks: &Tracks, from: &[Door], to: &[Door]) -> Option<i32> {
        let mut search = Search::new(tracks, to);
        let mut queue = Queue::new(0, 20_000)?;
        for door in from {
            let state = search.state(door.place());
            search.reached[state].0 = search.reached[state].0.min(door.cost);
        }
        let states = search.reached.len();
        loop {
            let before: Vec<i32> = search.reached.iter().map(|reached| reached.0).collect();
            for state in (0..states).filter(|&state| before[state] < i32::MAX) {
                let number = State::try_from(state).unwrap_or(NONE);
                let place = search.place(number);
                search.expand(&mut queue, (number, search.reached[state].0), place);
            }
            if search.reached.iter().map(|reached| reached.0).eq(before) {
                break;
            }
        }
        let ends = to.iter().flat_map(|door| {
            [false, true].map(|upright| {
                let cost = search.reached[search.state((door.column, door.row, upright))].0;
                let bend = if upright == door.upright { 0 } else { BEND };
                cost.saturating_add(door.cost + bend)
            })
        });
        ends.min().filter(|&cost| cost < 20_000)
    }

    #[test]
    fn no_way_is_cheaper_than_the_one_found() {
        let mut found = 0;
        for seed in 0..150 {
            let mut random = Random::new(seed);
            let tracks = tracks(&mut random);
            let (from, to) = (doors(&mut random, &tracks), doors(&mut random, &tracks));
            if let Some(least) = least(&tracks, &from, &to) {
                found += 1;
                assert!(cheapest(&tracks, &from, &to, least).is_some(), "{seed}");
                assert!(cheapest(&tracks, &from, &to, least - 1).is_none(), "{seed}");
            } else {
                assert!(cheapest(&tracks, &from, &to, 20_000).is_none(), "{seed}");
            }
        }
        assert!(found > 75, "{found}");
    }
}
