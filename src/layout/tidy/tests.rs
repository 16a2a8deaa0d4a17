//! Drawings with a jog, and what may be taken out of them.

#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use super::*;
use crate::geometry::Size;
use crate::layout::{Edge, Node, Place};

/// Two boxes, one above the other, joined by a line with a jog of `by`, and another box at `x` beside the line.
fn jog(by: Px, x: Px) -> (Input, Drawing) {
    let size = Size::new(120.0, 60.0);
    let core = Rect::new(0.0, 0.0, 120.0, 60.0);
    let node = Node { size, core, foot: 0.0, marks: 0.0, parent: None, place: Place::Free };
    let (from, to) = (End::Node(0), End::Node(1));
    let label = Size::new(40.0, 16.0);
    let edge = Edge { label, ..Edge::plain(from, to) };
    let input = Input { nodes: vec![node; 3], edges: vec![edge], ..Input::default() };
    let points = [(160.0, 60.0), (160.0, 100.0), (160.0 + by, 100.0), (160.0 + by, 200.0)];
    let route = Route {
        points: points.map(|(x, y)| Point::new(x, y)).to_vec(),
        label: Some(Rect::new(160.0 + by + 8.0, 130.0, 40.0, 16.0)),
        ..Route::default()
    };
    let boxes = [(100.0, 0.0), (100.0, 200.0), (x, 110.0)];
    let drawing = Drawing {
        size: Size::new(500.0, 260.0),
        nodes: boxes.map(|(x, y)| Rect::new(x, y, 120.0, 60.0)).to_vec(),
        routes: vec![route],
        ..Drawing::default()
    };
    (input, drawing)
}

#[test]
fn a_jog_that_nothing_needs_goes() {
    let (input, mut drawing) = jog(30.0, 330.0);
    run(&input, &mut drawing);
    let route = &drawing.routes[0];
    assert_eq!(route.points, [Point::new(190.0, 60.0), Point::new(190.0, 200.0)]);
    assert_eq!(route.label, Some(Rect::new(198.0, 130.0, 40.0, 16.0)));
}

#[test]
fn the_label_goes_with_its_piece() {
    // The first place, straight above, is closed by the end of the source's side.
    let (input, mut drawing) = jog(58.0, 330.0);
    run(&input, &mut drawing);
    let route = &drawing.routes[0];
    assert_eq!(route.points, [Point::new(160.0, 60.0), Point::new(160.0, 200.0)]);
    assert_eq!(route.label, Some(Rect::new(168.0, 130.0, 40.0, 16.0)));
}

#[test]
fn a_jog_round_a_box_stays() {
    let (input, mut drawing) = jog(58.0, 85.0);
    let before = drawing.clone();
    run(&input, &mut drawing);
    assert_eq!(drawing, before);
}

#[test]
fn no_line_is_laid_on_another() {
    let (mut input, mut drawing) = jog(30.0, 330.0);
    input.edges.push(Edge { label: Size::default(), ..input.edges[0] });
    let beside = Route {
        points: vec![Point::new(187.0, 60.0), Point::new(187.0, 90.0), Point::new(240.0, 90.0)],
        ..Route::default()
    };
    drawing.routes.push(beside);
    run(&input, &mut drawing);
    let first = drawing.routes[0].points[0];
    assert!((first.x - 190.0).abs() > 1.0, "{first:?}");
}

/// A line that leaves its box downwards and goes all round it, though its goal stands beside it.
fn detour() -> (Input, Drawing) {
    let (mut input, mut drawing) = jog(30.0, 330.0);
    input.edges[0].to = End::Node(2);
    let round =
        [(160.0, 60.0), (160.0, 80.0), (20.0, 80.0), (20.0, 300.0), (390.0, 300.0), (390.0, 170.0)];
    drawing.size = Size::new(500.0, 320.0);
    drawing.routes[0].points = round.map(|(x, y)| Point::new(x, y)).to_vec();
    drawing.routes[0].label = Some(Rect::new(200.0, 292.0, 40.0, 16.0));
    (input, drawing)
}

#[test]
fn a_line_all_round_finds_its_way() {
    let (input, mut drawing) = detour();
    reroute(&input, &mut drawing);
    let route = &drawing.routes[0];
    assert!(length(&route.points) < 220.0, "{route:?}");
    assert!(route.label.is_some());
    assert_eq!(crate::layout::verify(&input, &drawing), []);
}

#[test]
fn a_way_that_is_closed_is_not_taken() {
    let (mut input, mut drawing) = detour();
    // A boundary that holds neither end stands between them, with a box in it that is out of the way.
    drawing.size = Size::new(800.0, 320.0);
    drawing.nodes[2] = Rect::new(600.0, 20.0, 120.0, 60.0);
    drawing.routes[0].points =
        [(160.0, 60.0), (160.0, 80.0), (20.0, 80.0), (20.0, 300.0), (660.0, 300.0), (660.0, 80.0)]
            .map(|(x, y)| Point::new(x, y))
            .to_vec();
    input.groups.push(crate::layout::Group { parent: None, title: Size::default() });
    input.nodes[1].parent = Some(0);
    drawing.nodes[1] = Rect::new(340.0, 100.0, 120.0, 60.0);
    drawing.groups.push(Rect::new(300.0, 0.0, 200.0, 200.0));
    let before = length(&drawing.routes[0].points);
    assert_eq!(crate::layout::verify(&input, &drawing), []);
    reroute(&input, &mut drawing);
    assert!(length(&drawing.routes[0].points) < before, "{:?}", drawing.routes);
    assert_eq!(crate::layout::verify(&input, &drawing), []);
}

#[test]
fn two_lines_from_one_box_do_not_cross() {
    let (mut input, mut drawing) = jog(30.0, 330.0);
    // Down and to the right, and to the right and down: neither can be mended while the other one stays.
    let edge = Edge { label: Size::default(), ..input.edges[0] };
    input.edges = vec![edge, Edge { to: End::Node(2), ..edge }];
    drawing.nodes[1] = Rect::new(250.0, 200.0, 120.0, 60.0);
    let way = |points: &[(Px, Px)]| Route {
        points: points.iter().map(|&(x, y)| Point::new(x, y)).collect(),
        ..Route::default()
    };
    drawing.routes = vec![
        way(&[(220.0, 30.0), (300.0, 30.0), (300.0, 200.0)]),
        way(&[(160.0, 60.0), (160.0, 140.0), (330.0, 140.0)]),
    ];
    assert!(room::cross(&drawing.routes[0], &drawing.routes[1]));
    reroute(&input, &mut drawing);
    assert!(!room::cross(&drawing.routes[0], &drawing.routes[1]), "{:?}", drawing.routes);
    assert_eq!(crate::layout::verify(&input, &drawing), []);
}

/// A box above three others, to each of which a line with the same words leads, `apart` below it.
fn fan(apart: Px) -> (Input, Drawing) {
    let (mut input, _) = jog(30.0, 330.0);
    let from = End::Node(0);
    let (label, badge) = (Size::new(40.0, 18.0), Size::new(20.0, 20.0));
    let line = |to: u32| Edge { label, badge, bundle: Some(7), ..Edge::plain(from, End::Node(to)) };
    input.edges = [1, 2, 3].map(line).to_vec();
    input.nodes.push(input.nodes[0]);
    let below = 60.0 + apart;
    let route = |x: Px, to: Px| {
        let points = [(x, 60.0), (x, 72.0), (to, 72.0), (to, below)];
        let mut points = points.map(|(x, y)| Point::new(x, y)).to_vec();
        simplify(&mut points);
        Route {
            points,
            label: Some(Rect::new(to + 14.0, below - 30.0, 40.0, 18.0)),
            badge: Some(Rect::new(to - 10.0, below - 30.0, 20.0, 20.0)),
            ..Route::default()
        }
    };
    let boxes = [(240.0, 0.0), (40.0, below), (240.0, below), (440.0, below)];
    let drawing = Drawing {
        size: Size::new(600.0, below + 60.0),
        nodes: boxes.map(|(x, y)| Rect::new(x, y, 120.0, 60.0)).to_vec(),
        routes: vec![route(280.0, 100.0), route(300.0, 300.0), route(320.0, 500.0)],
        ..Drawing::default()
    };
    (input, drawing)
}

#[test]
fn lines_that_say_the_same_become_a_trunk_and_branches() {
    for apart in [50.0, 120.0] {
        let (input, mut drawing) = fan(apart);
        assert_eq!(crate::layout::verify(&input, &drawing), []);
        join(&input, &mut drawing);
        let label = |route: &Route| route.label.is_some() && route.badge.is_some();
        assert_eq!(drawing.routes.iter().map(label).collect::<Vec<_>>(), [false, true, false]);
        let trunks = drawing.routes.iter().map(|route| route.trunk.map(|trunk| trunk.line));
        assert_eq!(trunks.collect::<Vec<_>>(), [Some(1), None, Some(1)]);
        let own: Vec<Point> = drawing.routes.iter().map(|route| route.own()[0]).collect();
        assert_eq!(own[0], own[2], "both branches part at one place");
        assert_eq!(crate::layout::verify(&input, &drawing), []);
        // The page grows only where there is no room for the words and the branches below them.
        assert_eq!(drawing.size.h > 120.0 + apart, apart < 100.0);
    }
}

#[test]
fn lines_with_other_words_and_lines_to_the_same_box_stay_apart() {
    let (mut input, mut drawing) = fan(120.0);
    let before = drawing.clone();
    for (bundle, edge) in (0..).zip(&mut input.edges) {
        edge.bundle = Some(bundle);
    }
    join(&input, &mut drawing);
    assert_eq!(drawing, before);
}
