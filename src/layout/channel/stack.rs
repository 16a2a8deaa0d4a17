//! The order of a channel's pieces from top to bottom: few crossings, no vertical on another, few tracks.
//!
//! Method: a linear order by greedy choice and insertion (the linear ordering problem, as for the slots of Schulze et
//! al. 2014), then tracks by list scheduling on the pairs whose order matters, the longest chain first (channel
//! routing with vertical constraints: Yoshimura, Kuh 1982). Cost: O(pieces · pieces that meet in x) a pass.

use std::cmp::Ordering;

use super::bars::Bar;

/// A vertical nearer than this to another one is a fault that must be avoided.
pub(super) const HARD: i32 = 4;
/// A vertical nearer than this looks bad.
pub(super) const SOFT: i32 = 9;
/// Price of such a fault.
pub(super) const HARD_PRICE: i64 = 10_000;
const SOFT_PRICE: i64 = 1;
/// Most passes of insertion.
const PASSES: usize = 12;

/// What it costs to have `upper` above `lower`.
pub(super) fn price(upper: &Bar, lower: &Bar) -> i64 {
    if upper.link == lower.link && upper.part.abs_diff(lower.part) == 1 {
        let joint = upper.tips[usize::from(upper.part < lower.part)];
        return if joint.up { 10 * HARD_PRICE } else { 0 };
    }
    if !upper.touches(lower, SOFT) {
        return 0;
    }
    let inside = |x: i32, (lo, hi): (i32, i32)| i64::from(lo < x && x < hi);
    let mut sum = 0;
    for tip in upper.tips.iter().filter(|tip| !tip.up) {
        sum += inside(tip.x, lower.range());
        for other in lower.tips.iter().filter(|tip| tip.up) {
            sum += match (tip.x - other.x).abs() {
                off if off < HARD => HARD_PRICE,
                off if off < SOFT => SOFT_PRICE,
                _ => 0,
            };
        }
    }
    for tip in lower.tips.iter().filter(|tip| tip.up) {
        sum += inside(tip.x, upper.range());
    }
    sum
}

/// Pairs of pieces that come near each other in x, as places in `bars`.
pub(super) fn meetings(bars: &[Bar]) -> Vec<(usize, usize)> {
    let mut places: Vec<usize> = (0..bars.len()).collect();
    places.sort_by_key(|&at| (bars[at].range(), at));
    let mut found = Vec::new();
    for (at, &one) in places.iter().enumerate() {
        let end = bars[one].range().1 + SOFT;
        let near = places[at + 1..].iter().take_while(|&&other| bars[other].range().0 < end);
        found.extend(near.map(|&other| (one, other)));
    }
    found
}

/// Pieces and for each the others whose order to it matters, with what it costs more to stand above them.
struct Contest {
    bars: Vec<Bar>,
    duels: Vec<Vec<(usize, i64)>>,
    /// Others that may not have the same track.
    meets: Vec<Vec<usize>>,
}

/// The pieces from top to bottom.
pub(super) fn order(mut bars: Vec<Bar>) -> Vec<Bar> {
    bars.sort_by_key(|bar| (bar.class, bar.link, bar.part));
    let contest = Contest::new(bars);
    let mut places = contest.greedy();
    contest.insert(&mut places);
    contest.tracks(&places)
}

impl Contest {
    fn new(bars: Vec<Bar>) -> Self {
        let (mut duels, mut meets) = (vec![Vec::new(); bars.len()], vec![Vec::new(); bars.len()]);
        for (a, b) in meetings(&bars) {
            if bars[a].class != bars[b].class {
                continue;
            }
            meets[a].push(b);
            meets[b].push(a);
            let more = price(&bars[a], &bars[b]) - price(&bars[b], &bars[a]);
            if more != 0 {
                duels[a].push((b, more));
                duels[b].push((a, -more));
            }
        }
        Self { bars, duels, meets }
    }

    /// Next comes the piece that gains most by standing above all that are left of its class.
    fn greedy(&self) -> Vec<usize> {
        let mut gain: Vec<i64> =
            self.duels.iter().map(|duels| duels.iter().map(|&(_, more)| more).sum()).collect();
        let mut left: Vec<usize> = (0..self.bars.len()).collect();
        let mut places = Vec::with_capacity(left.len());
        let mut from = 0;
        while from < left.len() {
            let class = self.bars[left[from]].class;
            let same =
                left[from..].iter().take_while(|&&bar| self.bars[bar].class == class).count();
            for place in from..from + same {
                let rest = place..from + same;
                let next = rest.min_by_key(|&at| (gain[left[at]], left[at])).unwrap_or(place);
                let bar = left.remove(next);
                left.insert(place, bar);
                for &(other, more) in &self.duels[bar] {
                    gain[other] += more;
                }
                places.push(bar);
            }
            from += same;
        }
        places
    }

    /// Moves each piece to the height among those of its class where it costs least, until nothing gains.
    fn insert(&self, places: &mut [usize]) {
        let mut place_of = vec![0; places.len()];
        for (place, &bar) in places.iter().enumerate() {
            place_of[bar] = place;
        }
        let mut duels: Vec<(usize, i64)> = Vec::new();
        for _ in 0..PASSES {
            let mut gained = false;
            for bar in 0..places.len() {
                let from = place_of[bar];
                duels.clear();
                duels.extend(self.duels[bar].iter().map(|&(other, more)| (place_of[other], more)));
                let to = best_place(&mut duels, from);
                match to.cmp(&from) {
                    Ordering::Less => places[to..=from].rotate_right(1),
                    Ordering::Greater => places[from..=to].rotate_left(1),
                    Ordering::Equal => continue,
                }
                gained = true;
                for place in from.min(to)..=from.max(to) {
                    place_of[places[place]] = place;
                }
            }
            if !gained {
                break;
            }
        }
    }

    /// Packs the pieces into few tracks, keeping the order of every pair whose order matters.
    fn tracks(&self, places: &[usize]) -> Vec<Bar> {
        let count = places.len();
        let mut place_of = vec![0; count];
        for (place, &bar) in places.iter().enumerate() {
            place_of[bar] = place;
        }
        // How many tracks the pieces that must stand below a piece need.
        let mut depth = vec![0usize; count];
        let mut waits = vec![0usize; count];
        for &bar in places.iter().rev() {
            for &(other, _) in &self.duels[bar] {
                if place_of[other] > place_of[bar] {
                    depth[bar] = depth[bar].max(depth[other] + 1);
                    waits[other] += 1;
                }
            }
        }
        let mut left: Vec<usize> = places.to_vec();
        let mut track_of = vec![usize::MAX; count];
        let mut done = Vec::with_capacity(count);
        for track in 0..count {
            let Some(&first) = left.first() else { break };
            let class = self.bars[first].class;
            let mut ready: Vec<usize> = left
                .iter()
                .copied()
                .filter(|&bar| waits[bar] == 0 && self.bars[bar].class == class)
                .collect();
            ready.sort_by_key(|&bar| (usize::MAX - depth[bar], place_of[bar]));
            let from = done.len();
            for bar in ready {
                if self.meets[bar].iter().all(|&other| track_of[other] != track) {
                    track_of[bar] = track;
                    done.push(bar);
                }
            }
            for &bar in &done[from..] {
                for &(other, _) in &self.duels[bar] {
                    if place_of[other] > place_of[bar] {
                        waits[other] -= 1;
                    }
                }
            }
            left.retain(|&bar| track_of[bar] == usize::MAX);
        }
        done.into_iter().map(|bar| self.bars[bar]).collect()
    }
}

/// The place where a piece costs least, given the places of its rivals and what it costs more to stand above each.
fn best_place(duels: &mut [(usize, i64)], from: usize) -> usize {
    duels.sort_unstable();
    let split = duels.partition_point(|&(place, _)| place < from);
    let (mut best, mut to) = (0, from);
    let mut sum = 0;
    for &(place, more) in duels[..split].iter().rev() {
        sum += more;
        if sum < best {
            (best, to) = (sum, place);
        }
    }
    sum = 0;
    for &(place, more) in &duels[split..] {
        sum -= more;
        if sum < best {
            (best, to) = (sum, place);
        }
    }
    to
}
