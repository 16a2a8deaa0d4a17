//! Phase 2 for bands: each band is one or more ranks, rails are columns beside them.
//!
//! Needs: [`Problem`] with bands. Gives: [`Ranked`] whose ranks follow the bands' order; a band of many boxes is
//! wrapped so that the picture comes near the wanted aspect; rail boxes take one rank each from the rails' start.
//! Method: the ranks of a band follow its own connections, cut into rows of about equal length. Cost: O(V log V + E).

use super::problem::{Problem, Terminal};
use super::ranks::Ranked;
use super::tree::ROOT;

/// Ranks the boxes of a problem with bands.
pub(super) fn run(problem: Problem) -> Ranked {
    let members = members(&problem);
    let limit = row_limit(&problem, &members);
    let mut rank = vec![0; problem.bodies.len()];
    let mut band_span = Vec::new();
    let mut next = 0;
    for nodes in &members {
        let rows = nodes.len().div_ceil(limit).max(1);
        if rows > 1 {
            wrap(&problem, nodes, rows, &mut rank);
        }
        for &node in nodes {
            rank[node] += next;
        }
        band_span.push((next, next + rows - 1));
        next += rows;
    }
    let rail_start = place_rails(&problem, &band_span, &mut rank);
    let span = spans(&problem, &rank, rail_start, next);
    Ranked { problem, rank, span, ranks: next, band_span }
}

fn members(problem: &Problem) -> Vec<Vec<usize>> {
    let mut members = vec![Vec::new(); problem.bands.len()];
    for (node, band) in problem.band.iter().enumerate() {
        if let Some(band) = band {
            members[*band].push(node);
        }
    }
    members
}

/// How many boxes a row may hold so that the picture comes nearest to the wanted aspect.
fn row_limit(problem: &Problem, members: &[Vec<usize>]) -> usize {
    let (mut wide, mut high) = (0, 0);
    for body in &problem.bodies {
        wide = wide.max(body.lo + body.hi);
        high = high.max(body.up + body.down);
    }
    let rails =
        (0..problem.tree.len()).filter(|&container| problem.tree.is_rail(container)).count();
    let (wide, high) = (f64::from(wide + 40), f64::from(high + 56));
    let mut best = (f64::MAX, 6);
    for limit in 4..=9 {
        let rows: usize = members.iter().map(|nodes| nodes.len().div_ceil(limit).max(1)).sum();
        let longest = members.iter().map(|nodes| nodes.len().min(limit)).max().unwrap_or(0);
        let ratio = float(longest + rails + 1) * wide / (float(rows) * high) / problem.aspect;
        let off = if ratio > 1.0 { ratio } else { 1.0 / ratio };
        if off < best.0 - 0.05 {
            best = (off, limit);
        }
    }
    best.1
}

fn float(count: usize) -> f64 {
    u32::try_from(count).map_or(0.0, f64::from)
}

/// Cuts a band into rows: sources of its own connections first, groups kept together.
fn wrap(problem: &Problem, nodes: &[usize], rows: usize, rank: &mut [usize]) {
    let band = problem.band[nodes[0]];
    let mut pull = vec![0i32; problem.bodies.len()];
    for line in &problem.lines {
        let (Terminal::Node(from), Terminal::Node(to)) = (line.from, line.to) else { continue };
        for (one, other, inner) in [(from, to, -1), (to, from, 1)] {
            if problem.band[one] != band {
                continue;
            }
            pull[one] += match (problem.band[other], band) {
                (Some(theirs), Some(ours)) if theirs < ours => -2,
                (Some(theirs), Some(ours)) if theirs > ours => 2,
                (Some(_), _) => inner,
                (None, _) => 0,
            };
        }
    }
    let mut order: Vec<(i32, usize, usize)> = Vec::new();
    for (at, &node) in nodes.iter().enumerate() {
        let block = problem.tree.ancestor(problem.home[node], 1);
        if block == ROOT {
            order.push((pull[node], at, node));
            continue;
        }
        let together = |&&other: &&usize| problem.tree.ancestor(problem.home[other], 1) == block;
        let sum: i32 = nodes.iter().filter(together).map(|&other| pull[other]).sum();
        let first = nodes.iter().position(|other| together(&other)).unwrap_or(at);
        order.push((sum, first, node));
    }
    order.sort_by_key(|&(pull, at, _)| (pull, at));
    let length = nodes.len().div_ceil(rows);
    for (at, (_, _, node)) in order.into_iter().enumerate() {
        rank[node] = at / length;
    }
}

/// Ranks of the rail boxes; gives the rank in which rails begin.
fn place_rails(problem: &Problem, band_span: &[(usize, usize)], rank: &mut [usize]) -> usize {
    let ranks = band_span.last().map_or(1, |&(_, last)| last + 1);
    let mut rails: Vec<Vec<usize>> = vec![Vec::new(); problem.tree.len()];
    for (node, band) in problem.band.iter().enumerate() {
        if band.is_none() {
            rails[problem.tree.ancestor(problem.home[node], 1)].push(node);
        }
    }
    let most = rails.iter().map(Vec::len).max().unwrap_or(0);
    let below_first = band_span.first().map_or(0, |&(_, last)| last + 1);
    let room = ranks.saturating_sub(below_first);
    let start = if room > 0 && most <= 2 * room { below_first } else { 0 };
    let wish = wishes(problem, rank);
    for nodes in &mut rails {
        nodes.sort_by(|&a, &b| wish[a].total_cmp(&wish[b]).then(a.cmp(&b)));
        let room = ranks - start;
        if nodes.len() <= room {
            settle(nodes, &wish, (start, ranks), rank);
            continue;
        }
        let rows = nodes.len().div_ceil(nodes.len().div_ceil(room));
        for (at, &node) in nodes.iter().enumerate() {
            rank[node] = start + at * rows / nodes.len().max(1);
        }
    }
    start
}

/// Gives each box of a rail a rank of its own: connected ones near what they are connected to, in order, with the
/// least sum of distances (a shortest way over boxes and ranks); the others fill the free ranks from the top.
fn settle(nodes: &[usize], wish: &[f64], (start, end): (usize, usize), rank: &mut [usize]) {
    let tied = nodes.iter().take_while(|&&node| wish[node] < f64::MAX).count();
    let room = end - start;
    // least[i][r]: the first i boxes stand in the first r ranks.
    let mut least = vec![vec![f64::MAX; room + 1]; tied + 1];
    least[0] = vec![0.0; room + 1];
    for at in 1..=tied {
        for row in at..=room {
            let off = (float(start + row - 1) - wish[nodes[at - 1]]).abs();
            least[at][row] = least[at][row - 1].min(least[at - 1][row - 1] + off);
        }
    }
    let mut used = vec![false; room];
    let mut row = room;
    for at in (1..=tied).rev() {
        while row > at && least[at][row - 1] <= least[at][row] {
            row -= 1;
        }
        row -= 1;
        used[row] = true;
        rank[nodes[at - 1]] = start + row;
    }
    let free = (0..room).filter(|&row| !used[row]);
    for (&node, row) in nodes[tied..].iter().zip(free) {
        rank[node] = start + row;
    }
}

/// The mean rank of what each rail box is connected to; far down when it is not connected.
fn wishes(problem: &Problem, rank: &[usize]) -> Vec<f64> {
    let mut sum = vec![(0usize, 0usize); rank.len()];
    for line in &problem.lines {
        let (Terminal::Node(from), Terminal::Node(to)) = (line.from, line.to) else { continue };
        for (one, other) in [(from, to), (to, from)] {
            if problem.band[one].is_none() && problem.band[other].is_some() {
                sum[one] = (sum[one].0 + rank[other], sum[one].1 + 1);
            }
        }
    }
    let mean = |&(sum, count): &(usize, usize)| {
        if count == 0 { f64::MAX } else { float(sum) / float(count) }
    };
    sum.iter().map(mean).collect()
}

fn spans(
    problem: &Problem,
    rank: &[usize],
    rail_start: usize,
    ranks: usize,
) -> Vec<(usize, usize)> {
    let mut span = vec![(usize::MAX, 0); problem.tree.len()];
    for (node, &rank) in rank.iter().enumerate() {
        let home = problem.home[node];
        span[home] = (span[home].0.min(rank), span[home].1.max(rank));
    }
    span[ROOT] = (0, ranks - 1);
    let inside_out = problem.tree.inside_out();
    for &container in &inside_out {
        if problem.tree.is_rail(container) {
            span[container] = (rail_start, ranks - 1);
        }
        let parent = problem.tree.parent(container);
        let (first, last) = span[container];
        span[parent] = (span[parent].0.min(first), span[parent].1.max(last));
    }
    for &container in inside_out.iter().rev() {
        if span[container].0 == usize::MAX {
            let (first, last) = span[problem.tree.parent(container)];
            let at = if problem.tree.parent(container) == ROOT { last } else { first };
            span[container] = (at, at);
        }
    }
    span
}
