//! What must never be seen at the rails of a drawing.

use super::super::heading;
use super::super::input::{End, Place};
use super::{Check, Violation, cuts, id, pieces, span};

/// Finds every breach that has to do with rails.
pub(super) fn run(check: &mut Check<'_>) {
    apart(check);
    for line in 0..check.drawing.routes.len() {
        let last = last_rail(check, line);
        for rail in 0..check.drawing.rails.len() {
            lines(check, line, (rail, last.is_some_and(|last| rail <= last)));
            texts(check, line, rail);
        }
    }
}

fn apart(check: &mut Check<'_>) {
    let drawing = check.drawing;
    for (rail, one) in drawing.rails.iter().enumerate() {
        let others = drawing.rails.iter().enumerate().skip(rail + 1);
        for (other, ground) in others.chain(drawing.bands.iter().enumerate()) {
            if one.overlaps(ground, 0.01) {
                check.found.push(Violation::RailOverlaps(id(rail), id(other)));
            }
        }
    }
}

/// The rail farthest from the bands that the line has an end in.
fn last_rail(check: &Check<'_>, line: usize) -> Option<usize> {
    let input = check.input;
    let rail_of = |node: usize| match input.nodes[node].place {
        Place::Rail(rail) => Some(rail as usize),
        Place::Free | Place::Band(_) => None,
    };
    let edge = &input.edges[line];
    let of_end = |end: End| match end {
        End::Node(node) => rail_of(node as usize),
        End::Group(group) => {
            let inside = |&node: &usize| check.within(input.nodes[node].parent, group);
            (0..input.nodes.len()).filter(inside).filter_map(rail_of).max()
        }
    };
    of_end(edge.from).max(of_end(edge.to))
}

fn lines(check: &mut Check<'_>, line: usize, (rail, welcome): (usize, bool)) {
    let ground = &check.drawing.rails[rail];
    let title = heading(ground, check.input.rails[rail].title);
    for (from, to) in pieces(&check.drawing.routes[line].points) {
        let piece = span(from, to);
        if title.is_some_and(|title| cuts(&piece, &title)) || (!welcome && cuts(&piece, ground)) {
            check.found.push(Violation::LineThroughRail(id(line), id(rail)));
        }
    }
}

fn texts(check: &mut Check<'_>, line: usize, rail: usize) {
    let ground = &check.drawing.rails[rail];
    let title = heading(ground, check.input.rails[rail].title);
    let route = &check.drawing.routes[line];
    for text in route.label.iter().chain(&route.badge) {
        let crosses = text.overlaps(ground, 0.01) && !ground.contains(text);
        if crosses || title.is_some_and(|title| text.overlaps(&title, 0.01)) {
            check.found.push(Violation::LabelOnRail(id(line), id(rail)));
        }
    }
}
