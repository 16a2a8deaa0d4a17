//! Phase 1: which connections point against the flow, so that the rest has no cycle.
//!
//! Needs: the boxes' connections. Gives: a flag per connection; the others form no cycle.
//! Method: strongly connected components, inside each the greedy feedback arcs of Eades, Lin, Smyth, "A fast and
//! effective heuristic for the feedback arc set problem", IPL 1993, with declaration order as the tie-break.
//! Cost: O(V + E) for the components, O(V²) inside a component.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

/// A flag per arc: true where it must be turned round. `arcs` are pairs of variables below `count`.
pub(super) fn run(count: usize, arcs: &[(usize, usize)]) -> Vec<bool> {
    let component = components(count, arcs);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); count];
    for node in 0..count {
        members[component[node]].push(node);
    }
    let mut place = vec![0; count];
    let mut inner: Vec<Vec<(usize, usize)>> = vec![Vec::new(); count];
    for &(tail, head) in arcs {
        if tail != head && component[tail] == component[head] {
            inner[component[tail]].push((tail, head));
        }
    }
    for (nodes, arcs) in members.iter().zip(&inner) {
        if nodes.len() > 1 {
            for (at, node) in sequence(nodes, arcs).into_iter().enumerate() {
                place[node] = at;
            }
        }
    }
    arcs.iter()
        .map(|&(tail, head)| component[tail] == component[head] && place[tail] > place[head])
        .collect()
}

fn components(count: usize, arcs: &[(usize, usize)]) -> Vec<usize> {
    let mut graph = DiGraph::<(), ()>::with_capacity(count, arcs.len());
    let ids: Vec<_> = (0..count).map(|_| graph.add_node(())).collect();
    for &(tail, head) in arcs {
        graph.add_edge(ids[tail], ids[head], ());
    }
    let mut component = vec![0; count];
    for (number, nodes) in kosaraju_scc(&graph).into_iter().enumerate() {
        for node in nodes {
            component[node.index()] = number;
        }
    }
    component
}

/// The vertices in an order that few arcs contradict.
fn sequence(nodes: &[usize], arcs: &[(usize, usize)]) -> Vec<usize> {
    let local = |node: usize| nodes.binary_search(&node).unwrap_or(0);
    let count = nodes.len();
    let (mut out, mut into) = (vec![Vec::new(); count], vec![Vec::new(); count]);
    for &(tail, head) in arcs {
        out[local(tail)].push(local(head));
        into[local(head)].push(local(tail));
    }
    let mut outs: Vec<usize> = out.iter().map(Vec::len).collect();
    let mut ins: Vec<usize> = into.iter().map(Vec::len).collect();
    let mut left = vec![true; count];
    let (mut front, mut back) = (Vec::new(), Vec::new());
    for _ in 0..count {
        let Some((node, at_back)) = pick(&left, &outs, &ins) else { break };
        left[node] = false;
        for &other in &out[node] {
            ins[other] -= 1;
        }
        for &other in &into[node] {
            outs[other] -= 1;
        }
        if at_back { back.push(nodes[node]) } else { front.push(nodes[node]) }
    }
    front.extend(back.into_iter().rev());
    front
}

/// A sink (for the back), else a source, else the vertex with the greatest surplus of outgoing arcs.
fn pick(left: &[bool], outs: &[usize], ins: &[usize]) -> Option<(usize, bool)> {
    let free = || (0..left.len()).filter(|&node| left[node]);
    if let Some(sink) = free().find(|&node| outs[node] == 0) {
        return Some((sink, true));
    }
    if let Some(source) = free().find(|&node| ins[node] == 0) {
        return Some((source, false));
    }
    let mut best: Option<usize> = None;
    for node in free() {
        let better = best.is_none_or(|best| outs[node] + ins[best] > outs[best] + ins[node]);
        if better {
            best = Some(node);
        }
    }
    best.map(|node| (node, false))
}
